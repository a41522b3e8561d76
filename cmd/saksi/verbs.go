package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// verbs is the table of commands, in the order in which help lists them.
func verbs() []command {
	return []command{
		demoVerb, loadVerb, extractVerb,
		askVerb, timelineVerb, disputesVerb, reversalsVerb, showVerb, explainVerb, queryVerb,
		exportVerb, drawVerb, serveVerb, statsVerb, checkVerb, forgetVerb, backupVerb, restoreVerb,
		evalVerb, ontologyVerb, completionVerb, manVerb, versionVerb,
	}
}

func verbNames() []string {
	var names []string
	for _, c := range verbs() {
		names = append(names, c.name)
	}
	return append(names, "help")
}

func find(name string) (command, bool) {
	for _, c := range verbs() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}

// overview lists the verbs.
func (a *app) overview(w io.Writer) {
	fmt.Fprint(w, "saksi reads news and remembers who said what about whom, and when.\n\nUsage:  saksi COMMAND [flags] [arguments]\n\nCommands:\n")
	for _, c := range verbs() {
		fmt.Fprintf(w, "  %-11s %s\n", c.name, c.short)
	}
	fmt.Fprint(w, `
saksi COMMAND --help shows the flags and examples of one of them.

Try:
  saksi demo
  saksi load article.txt && saksi ask "who accused Iran of what?"

Exit codes: 0 done · 1 failed · 2 wrong usage · 3 some inputs failed, the rest is done ·
            4 nothing matched (with --exit-status) · 130 interrupted
`)
}

// help shows one verb.
func (a *app) help(c command, own, common *pflag.FlagSet) {
	fmt.Fprintf(a.out, "%s\n\nUsage:  saksi %s %s\n", capital(c.short), c.name, c.args)
	if c.long != "" {
		fmt.Fprintf(a.out, "\n%s\n", strings.TrimSpace(c.long))
	}
	if c.examples != "" {
		fmt.Fprintf(a.out, "\nExamples:\n%s\n", indent(strings.TrimSpace(c.examples)))
	}
	if own.HasAvailableFlags() {
		fmt.Fprintf(a.out, "\nFlags:\n%s", own.FlagUsagesWrapped(100))
	}
	fmt.Fprintf(a.out, "\nCommon flags:\n%s", common.FlagUsagesWrapped(100))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }

package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

var manVerb = command{
	name:  "man",
	args:  flagsOnly,
	short: "print the manual page",
	examples: `
saksi man | man -l -
saksi man > /usr/local/share/man/man1/saksi.1`,
	setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(_ context.Context, a *app, _ []string) error {
			printManual(a.out)
			return nil
		}
	},
}

var printManual func(io.Writer)

func init() { printManual = manual } // not in the declaration, which would refer to itself through verbs

// exitMeanings is what the program's exit codes say, in the order of their numbers.
var exitMeanings = []struct {
	code    int
	meaning string
}{
	{exitDone, "done"}, {exitFailed, "failed"}, {exitUsage, "wrong usage"},
	{exitSome, "some inputs failed, the rest is done"},
	{exitNoMatch, "nothing matched, with --exit-status"}, {exitInterrupted, "interrupted"},
}

// manual writes the page in the macros of man(7), from the same definitions as
// the help of each verb.
func manual(w io.Writer) {
	fmt.Fprintf(w, ".TH SAKSI 1 \"\" \"saksi %s\" \"User Commands\"\n", version)
	fmt.Fprint(w, ".SH NAME\nsaksi \\- read news and remember who said what about whom, and when\n")
	fmt.Fprint(w, ".SH SYNOPSIS\n.B saksi\n.I COMMAND\n[flags] [arguments]\n.SH COMMANDS\n")
	for _, c := range verbs() {
		manualOf(w, c)
	}
	common := pflag.NewFlagSet("common", pflag.ContinueOnError)
	newApp().commonFlags(common)
	fmt.Fprint(w, ".SH COMMON FLAGS\n")
	manualFlags(w, common)
	fmt.Fprint(w, ".SH EXIT STATUS\n")
	for _, e := range exitMeanings {
		fmt.Fprintf(w, ".TP\n.B %d\n%s\n", e.code, roff(e.meaning))
	}
	fmt.Fprint(w, ".SH ENVIRONMENT\n.TP\n.B SAKSI_DB\nthe store: a folder, or a postgres:// URL; \\-\\-db goes before it\n.TP\n.B NO_COLOR\nwhen set, no colours are used\n")
}

func manualOf(w io.Writer, c command) {
	fmt.Fprintf(w, ".SS saksi %s %s\n%s.\n", c.name, roff(c.args), roff(capital(c.short)))
	if c.long != "" {
		fmt.Fprintf(w, ".PP\n%s\n", roff(strings.TrimSpace(c.long)))
	}
	own := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	c.setup(own)
	manualFlags(w, own)
	if c.examples != "" {
		fmt.Fprintf(w, ".PP\nExamples:\n.PP\n.nf\n%s\n.fi\n", roff(indent(strings.TrimSpace(c.examples))))
	}
}

func manualFlags(w io.Writer, fs *pflag.FlagSet) {
	fs.SortFlags = false
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(w, ".TP\n\\fB%s\\fR", roff(name))
		if value != "" {
			fmt.Fprintf(w, " \\fI%s\\fR", roff(value))
		}
		fmt.Fprintf(w, "\n%s", roff(usage))
		if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "[]" && d != "0s" {
			fmt.Fprintf(w, " (default %s)", roff(d))
		}
		fmt.Fprintln(w)
	})
}

// roff makes text harmless: no backslash is an escape, no hyphen is a dash, and no
// line begins with a control character.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") || strings.HasPrefix(l, "'") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

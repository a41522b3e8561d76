package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

var completionVerb = command{
	name:  "completion",
	args:  "bash|zsh|fish",
	short: "print a script that lets the shell complete commands and flags",
	examples: `
source <(saksi completion bash)
saksi completion zsh > "${fpath[1]}/_saksi"
saksi completion fish > ~/.config/fish/completions/saksi.fish`,
	setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(_ context.Context, a *app, args []string) error {
			if len(args) != 1 || shells[args[0]] == nil {
				return usagef("name a shell: bash, zsh or fish")
			}
			shells[args[0]](a.out)
			return nil
		}
	},
}

var shells map[string]func(io.Writer)

func init() { // not in the declaration, which would refer to itself through verbs
	shells = map[string]func(io.Writer){"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
}

// flagsOf are the flags of a verb.
func flagsOf(c command) []*pflag.Flag {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	c.setup(fs)
	var out []*pflag.Flag
	fs.VisitAll(func(f *pflag.Flag) { out = append(out, f) })
	return out
}

func flagNames(c command) string {
	var names []string
	for _, f := range flagsOf(c) {
		names = append(names, "--"+f.Name)
	}
	return strings.Join(append(names, "--help", "--quiet", "--verbose"), " ")
}

func bashCompletion(w io.Writer) {
	fmt.Fprintf(w, `_saksi() {
  local cur=${COMP_WORDS[COMP_CWORD]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=%q
  else
    case ${COMP_WORDS[1]} in
`, strings.Join(verbNames(), " "))
	for _, c := range verbs() {
		fmt.Fprintf(w, "      %s) words=%q ;;\n", c.name, flagNames(c))
	}
	fmt.Fprint(w, `    esac
    case $cur in -*) ;; *) words="" ;; esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _saksi saksi
`)
}

func zshCompletion(w io.Writer) {
	fmt.Fprint(w, "#compdef saksi\n_saksi() {\n  if (( CURRENT == 2 )); then\n    local -a verbs=(\n")
	for _, c := range verbs() {
		fmt.Fprintf(w, "      %s\n", shellQuote(c.name+":"+c.short))
	}
	fmt.Fprint(w, "    )\n    _describe command verbs\n    return\n  fi\n  case $words[2] in\n")
	for _, c := range verbs() {
		fmt.Fprintf(w, "    %s) _arguments '*:file:_files'", c.name)
		for _, f := range flagsOf(c) {
			value := ""
			if f.Value.Type() != "bool" {
				value = ":" + f.Name + ":_files"
			}
			fmt.Fprintf(w, " %s", shellQuote("--"+f.Name+"["+strings.NewReplacer("[", "(", "]", ")", ":", " ").Replace(f.Usage)+"]"+value))
		}
		fmt.Fprint(w, " ;;\n")
	}
	fmt.Fprint(w, "  esac\n}\n_saksi \"$@\"\n")
}

func fishCompletion(w io.Writer) {
	for _, c := range verbs() {
		fmt.Fprintf(w, "complete -c saksi -n __fish_use_subcommand -a %s -d %s\n", c.name, shellQuote(c.short))
		for _, f := range flagsOf(c) {
			fmt.Fprintf(w, "complete -c saksi -n %s -l %s -d %s\n", shellQuote("__fish_seen_subcommand_from "+c.name), f.Name, shellQuote(f.Usage))
		}
	}
}

func shellQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"saksi/loaders/extract/language/all"
	"saksi/loaders/source"
	"saksi/loaders/source/field"
	"saksi/schema"
)

// inputFlags are the flags of all verbs that read documents.
type inputFlags struct {
	kind, lang, date string
	fields           map[string]string
	maxBytes         string
	follow           bool
	only             []string
	jobs             int
	failFast         bool
}

func (f *inputFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&f.kind, "kind", "", "what the inputs are, when the file does not tell: "+strings.Join(source.KindNames(), ", "))
	fs.StringVar(&f.lang, "lang", "auto", "language of documents that do not tell theirs: "+oneOf(append([]string{"auto"}, all.Codes()...)))
	fs.StringSliceVar(&f.only, "only-lang", nil, "languages to read, such as `id,en`; documents in others are passed over")
	fs.StringVar(&f.date, "date", "", "date of documents that do not tell theirs, `YYYY-MM-DD`")
	fs.StringToStringVar(&f.fields, "map", nil, "where JSONL and CSV keep our fields, as in `text=body,published=date`")
	fs.StringVar(&f.maxBytes, "max-bytes", "4M", "`size` that one document may have, such as 500K or 64M")
	fs.IntVarP(&f.jobs, "jobs", "j", 0, "workers (default: one for each processor)")
	fs.BoolVar(&f.failFast, "fail-fast", false, "stop at the first input that fails")
}

// options checks the flags and gives the settings of the readers.
func (f *inputFlags) options(a *app) (source.Options, error) {
	o := source.Options{Kind: f.kind, Stdin: a.in}
	o.Fields, o.Follow = f.fields, f.follow
	if f.kind != "" && !contains(source.KindNames(), f.kind) {
		return o, notOne("kind", f.kind, source.KindNames())
	}
	for name := range f.fields {
		if !contains(field.Names(), name) {
			return o, usagef("--map %s=…: %q is no field of ours%s (they are %s)", name, name, suggest(name, field.Names()), strings.Join(field.Names(), ", "))
		}
	}
	switch codes := all.Codes(); {
	case f.lang == "auto" || f.lang == "":
	case contains(codes, f.lang):
		o.Lang = f.lang
	default:
		return o, notOne("lang", f.lang, append([]string{"auto"}, codes...))
	}
	for _, code := range f.only {
		if !contains(all.Codes(), code) {
			return o, notOne("only-lang", code, all.Codes())
		}
	}
	if err := atLeast("jobs", f.jobs, 0); err != nil {
		return o, err
	}
	if f.date != "" {
		if _, err := schema.ParseTime(f.date); err != nil {
			return o, usagef("--date %w", err)
		}
		o.Date = f.date
	}
	var err error
	if o.MaxBytes, err = parseSize(f.maxBytes); err != nil {
		return o, usagef("--max-bytes %w", err)
	}
	return o, nil
}

func contains[T comparable](list []T, s T) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

var units = map[string]int64{"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

func parseSize(s string) (int64, error) {
	var n int64
	var unit string
	given := s
	s = strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(s)), "B")
	if _, err := fmt.Sscanf(s, "%d%s", &n, &unit); err != nil && unit != "" || n <= 0 {
		return 0, fmt.Errorf("%q: not a size (use a number with K, M or G)", given)
	}
	u, ok := units[unit]
	if !ok {
		return 0, fmt.Errorf("%q: not a size (use a number with K, M or G)", given)
	}
	return n * u, nil
}

// inputs are the arguments, or standard input when something is piped in.
func (a *app) inputs(args []string, verb string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if f, ok := a.in.(*os.File); ok && isTerminal(f) {
		return nil, usagef("no input: name files, folders or URLs, or - for standard input (saksi %s --help)", verb)
	}
	return []string{"-"}, nil
}

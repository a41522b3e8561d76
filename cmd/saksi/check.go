package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph"
)

var checkVerb = command{
	name:  "check",
	args:  flagsOnly,
	short: "verify the store: every statement whole, every identity right, nothing left over",
	long: `
Exits with 1 when something is wrong. With --repair, what is half there is taken
out and the index is made again; documents that were taken out are named, and
loading them again makes them whole. A store that an older version of saksi made
is brought to the present format.`,
	examples: "saksi check\nsaksi check --repair",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		repair := fs.Bool("repair", false, "mend what can be mended")
		format := fs.StringP("format", "f", "table", "output format: table or json")
		return func(ctx context.Context, a *app, _ []string) error {
			if !contains(reportFormats, *format) {
				return notOne("format", *format, reportFormats)
			}
			return a.withStoreOptions(ctx, *db, graph.Options{Recover: *repair, ReadOnly: !*repair}, func(s *graph.Store) error {
				before := s.Format()
				m := a.meter(0)
				r, err := s.Check(ctx, graph.CheckOptions{Repair: *repair, Progress: m.phase})
				m.end()
				if err != nil {
					return err
				}
				switch {
				case r.Format > before:
					a.log.Info(fmt.Sprintf("the store was of format %d and is now of format %d", before, r.Format))
				case r.Format < graph.Format:
					a.log.Info(fmt.Sprintf("the store is of format %d; saksi check --repair brings it to %d, which answers faster", r.Format, graph.Format))
				}
				if *format == "json" {
					err = a.json(r)
				} else {
					for _, p := range r.Problems {
						fmt.Fprintf(a.out, "%s: %s\n", p.Subject, p.Message)
					}
				}
				a.log.Info(fmt.Sprintf("%s, %s, %s: %s found, %d mended", count(r.Documents, "document"), count(r.Statements, "statement"),
					count(r.Quads, "quad"), count(len(r.Problems), "problem"), r.Repaired))
				if len(r.Problems) > r.Repaired {
					err = errors.Join(err, errFailed)
				}
				return err
			})
		}
	},
}

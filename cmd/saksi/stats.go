package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
)

var statsVerb = command{
	name:     "stats",
	args:     flagsOnly,
	short:    "count what is in the store",
	examples: "saksi stats\nsaksi stats --format json | jq .statements",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		format := fs.StringP("format", "f", "table", "output format: table or json")
		return func(ctx context.Context, a *app, _ []string) error {
			if !contains(reportFormats, *format) {
				return notOne("format", *format, reportFormats)
			}
			return a.withStore(ctx, *db, func(s *graph.Store) error {
				c, err := s.Stats(ctx)
				if err != nil {
					return err
				}
				if *format == "json" {
					return a.json(c)
				}
				a.stats(c)
				return nil
			})
		}
	},
}

// reportFormats are those of verbs that report on the store.
var reportFormats = []string{"table", "json"}

func (a *app) stats(c graph.Counts) {
	row := func(name string, n int64) { fmt.Fprintf(a.out, "%-12s %12s\n", name, thousands(int(n))) }
	row("documents", c.Documents)
	row("statements", c.Statements)
	for _, act := range sortedKeys(c.Acts) {
		if c.Acts[act] > 0 {
			row("  "+string(act), c.Acts[act])
		}
	}
	row("claims", c.Claims)
	row("actors", c.Actors)
	row("quads", c.Quads)
	var years []string
	for _, y := range c.Years {
		if y != graph.NoYear {
			years = append(years, fmt.Sprint(y))
		}
	}
	if len(years) > 0 {
		fmt.Fprintf(a.out, "%-12s %s\n", "years", strings.Join(years, " "))
	}
}

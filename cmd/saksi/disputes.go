package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph/ask"
	"saksi/schema"
)

var disputesVerb = command{
	name:  "disputes",
	args:  flagsOnly,
	short: "list claims that one actor holds and another denies, side by side",
	long:  "The filters narrow down the denials; the latest come first.",
	examples: `
saksi disputes
saksi disputes --by Iran --about drone
saksi disputes --format json | jq '.disputes[].claim.text'`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		return storyVerb(fs, func(ctx context.Context, a *app, q ask.Query, asker *ask.Asker, format string) (int, error) {
			page, err := asker.Disputes(ctx, q)
			if err != nil {
				return 0, err
			}
			return len(page.Disputes), stories(a, format, page, page.Disputes, page.Next, a.dispute)
		})
	},
}

// dispute prints a claim, who is for it and who is against it.
func (a *app) dispute(d *ask.Dispute) {
	fmt.Fprintf(a.out, "%s  %s\n", a.paint(colourAct, claimLine(&d.Claim)), a.paint(colourFaint, string(d.Claim.ID)))
	side := func(mark string, statements []schema.Statement) {
		for i := range statements {
			s := &statements[i]
			info, _ := s.Act.Info()
			fmt.Fprintf(a.out, "  %s %s %s %s  %s\n      %s\n", mark, ask.SaidOn(s), a.paint(colourSource, who(&s.Speaker)), info.En,
				a.paint(colourFaint, documentName(&s.Document)), a.evidence(s))
		}
	}
	side(a.paint(colourContent, "+"), d.For)
	side(a.paint("31", "−"), d.Against)
	for _, r := range d.Changed {
		fmt.Fprintf(a.out, "  ↻ %s %s on %s, then %s on %s\n", who(&r.After.Speaker), verb(&r.Before), ask.SaidOn(&r.Before), verb(&r.After), ask.SaidOn(&r.After))
	}
	fmt.Fprintln(a.out)
}

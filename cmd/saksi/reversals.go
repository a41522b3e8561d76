package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph/ask"
	"saksi/schema"
)

var reversalsVerb = command{
	name:  "reversals",
	args:  flagsOnly,
	short: "list who changed their story: denied and later admitted, promised and did the opposite",
	long:  "The filters narrow down the later statement; the latest changes come first.",
	examples: `
saksi reversals
saksi reversals --by Iran
saksi reversals --format jsonl | jq -r '[.kind, .before.evidence.sentence, .after.evidence.sentence] | @tsv'`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		return storyVerb(fs, func(ctx context.Context, a *app, q ask.Query, asker *ask.Asker, format string) (int, error) {
			page, err := asker.Reversals(ctx, q)
			if err != nil {
				return 0, err
			}
			return len(page.Reversals), stories(a, format, page, page.Reversals, page.Next, a.reversal)
		})
	},
}

// reversal prints what an actor said before and after.
func (a *app) reversal(r *ask.Reversal) {
	fmt.Fprintf(a.out, "%s · %s\n", a.paint(colourSource, who(&r.After.Speaker)), a.paint(colourAct, claimLine(&r.Before.Claim)))
	for _, s := range []*schema.Statement{&r.Before, &r.After} {
		fmt.Fprintf(a.out, "  %s %s  %s\n      %s\n", ask.SaidOn(s), a.paint(colourAct, verb(s)), a.paint(colourFaint, documentName(&s.Document)), a.evidence(s))
	}
	fmt.Fprintln(a.out)
}

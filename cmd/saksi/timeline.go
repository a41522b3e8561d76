package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph/ask"
)

var timelineVerb = command{
	name:  "timeline",
	args:  "[flags] ACTOR|CLAIM",
	short: "what was said by and about an actor, or about a claim, in order of time",
	examples: `
saksi timeline Iran
saksi timeline Iran --about drone --said-since 2022
saksi timeline claim/abcdefghijklmnop`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var f filterFlags
		var o answerFlags
		db := declareDB(fs)
		f.declare(fs)
		o.declare(fs)
		return func(ctx context.Context, a *app, args []string) error {
			if len(args) == 0 {
				return usagef("no actor or claim named (saksi timeline Iran)")
			}
			q, err := f.flags()
			if err != nil {
				return err
			}
			if !fs.Changed("order") {
				o.order = string(ask.Oldest)
			}
			return a.answer(ctx, *db, strings.Join(args, " "), q, o)
		}
	},
}

// notFound words what no verb can find.
func notFound(id string) error {
	return errors.New("nothing in the store is called " + id + " (saksi ask and saksi stats show what is there)")
}

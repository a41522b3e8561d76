package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph"
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
			if page.Truncated {
				a.log.Info(fmt.Sprintf("%d shown; the rest: --cursor %s", len(page.Disputes), page.Next))
			}
			if format == "json" {
				return len(page.Disputes), a.json(page)
			}
			for i := range page.Disputes {
				if format == "table" {
					a.dispute(&page.Disputes[i])
				} else if err := a.line(page.Disputes[i]); err != nil {
					return 0, err
				}
			}
			return len(page.Disputes), nil
		})
	},
}

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
			if page.Truncated {
				a.log.Info(fmt.Sprintf("%d shown; the rest: --cursor %s", len(page.Reversals), page.Next))
			}
			if format == "json" {
				return len(page.Reversals), a.json(page)
			}
			for i := range page.Reversals {
				if format == "table" {
					a.reversal(&page.Reversals[i])
				} else if err := a.line(page.Reversals[i]); err != nil {
					return 0, err
				}
			}
			return len(page.Reversals), nil
		})
	},
}

// storyVerb runs a verb that lists stories made of several statements. Print
// says how many there were.
func storyVerb(fs *pflag.FlagSet, print func(context.Context, *app, ask.Query, *ask.Asker, string) (int, error)) func(context.Context, *app, []string) error {
	var f filterFlags
	var o answerFlags
	db := declareDB(fs)
	f.declare(fs)
	o.declareStory(fs)
	return func(ctx context.Context, a *app, _ []string) error {
		if err := o.checkLimit(); err != nil {
			return err
		}
		format, err := a.format(o.format, storyFormats)
		if err != nil {
			return err
		}
		q, err := f.flags()
		if err != nil {
			return err
		}
		q.Limit, q.Cursor = o.limit, o.cursor
		return a.withStore(ctx, *db, func(s *graph.Store) error {
			n, err := print(ctx, a, q, ask.New(s, worldNames{}), format)
			if err != nil {
				return wrongField(err)
			}
			if n == 0 && o.exitStatus {
				return errNoMatch
			}
			if n == 0 && format == "table" {
				a.log.Info("nothing matches; saksi stats shows what is in the store")
			}
			return nil
		})
	}
}

var storyFormats = []string{"table", "json", "jsonl"}

func (a *app) json(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// line prints a value as one line of JSON.
func (a *app) line(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
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

func verb(s *schema.Statement) string {
	info, _ := s.Act.Info()
	return info.En
}

// reversal prints what an actor said before and after.
func (a *app) reversal(r *ask.Reversal) {
	fmt.Fprintf(a.out, "%s · %s\n", a.paint(colourSource, who(&r.After.Speaker)), a.paint(colourAct, claimLine(&r.Before.Claim)))
	for _, s := range []*schema.Statement{&r.Before, &r.After} {
		fmt.Fprintf(a.out, "  %s %s  %s\n      %s\n", ask.SaidOn(s), a.paint(colourAct, verb(s)), a.paint(colourFaint, documentName(&s.Document)), a.evidence(s))
	}
	fmt.Fprintln(a.out)
}

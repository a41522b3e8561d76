package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
)

// stories prints a page of stories; show prints one for people.
func stories[T any](a *app, format string, page any, list []T, next string, show func(*T)) error {
	if next != "" {
		a.log.Info(fmt.Sprintf("%d shown; the rest: --cursor %s", len(list), next))
	}
	if format == "json" {
		return a.json(page)
	}
	for i := range list {
		if format == "table" {
			show(&list[i])
		} else if err := a.line(list[i]); err != nil {
			return err
		}
	}
	return nil
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

package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/loaders"
)

var demoVerb = command{
	name:  "demo",
	args:  flagsOnly,
	short: "load sample articles and show accusations, denials, disputes and changed stories",
	long: `
The program carries some articles, written for it about public events, in
Indonesian and English. The demo reads them into a store that is gone afterwards,
or into the one named by --db, and shows what can be asked.`,
	examples: "saksi demo\nsaksi demo --db demo.db && saksi ask --db demo.db \"siapa menuduh Iran?\"",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := fs.String("db", "", "keep the articles in this store")
		return func(ctx context.Context, a *app, _ []string) error { return a.demo(ctx, *db) }
	},
}

func (a *app) demo(ctx context.Context, db string) (err error) {
	var store *graph.Store
	if db == "" {
		store, err = graph.Memory(ctx)
	} else {
		store, err = graph.Open(ctx, db, graph.Options{Create: true})
	}
	if err != nil {
		return advise(err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	sink := newStoreSink(store)
	sum, err := loaders.Load(ctx, sampleArticles(ctx), newExtractor, sink, loaders.Options{Log: a.log})
	if err = errors.Join(err, sink.Close()); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s in Indonesian and English, %s, read in %s\n\n", count(sum.Total(), "article"), count(sum.Statements, "statement"), sum.Elapsed.Round(10*time.Millisecond))
	asker := ask.New(store, worldNames{})
	for _, part := range demoParts {
		fmt.Fprintln(a.out, a.paint(colourAct, part.title))
		if err := part.show(ctx, a, asker, part.title); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "%s\n%s", a.paint(colourAct, "What to type next"), demoNext)
	return nil
}

const demoNext = `  saksi demo --db demo.db                             keep these articles
  saksi ask --db demo.db "who accused Iran of what?"  ask a question, in English or Indonesian
  saksi timeline --db demo.db Iran                    what was said by and about someone
  saksi load article.txt                              read news of your own
`

// demoParts are what the demo shows: the answers to questions, and stories.
var demoParts = []struct {
	title string
	show  func(ctx context.Context, a *app, asker *ask.Asker, title string) error
}{
	{"Who accused Iran of supplying drones?", showQuestion},
	{"Apa yang dibantah Iran soal drone?", showQuestion},
	{"What did Iran admit?", showQuestion},
	{"What is disputed about drones? (+ holds it, − denies it)", func(ctx context.Context, a *app, asker *ask.Asker, _ string) error {
		page, err := asker.Disputes(ctx, ask.Query{Limit: 1, By: "Iran", About: "drone"})
		for i := range page.Disputes {
			a.dispute(&page.Disputes[i])
		}
		return err
	}},
	{"Who changed their story about drones?", func(ctx context.Context, a *app, asker *ask.Asker, _ string) error {
		page, err := asker.Reversals(ctx, ask.Query{Limit: 2, About: "drone"})
		for i := range page.Reversals {
			a.reversal(&page.Reversals[i])
		}
		return err
	}},
}

// showQuestion shows the first statements that answer a question.
func showQuestion(ctx context.Context, a *app, asker *ask.Asker, text string) error {
	r := question.Reader{Names: worldNames{}}
	q, _, err := r.Parse(text)
	if err != nil {
		return err
	}
	q.Limit = 4
	answer, err := asker.Ask(ctx, q)
	for i := range answer.Statements {
		a.statement(a.out, &answer.Statements[i])
	}
	if answer.Truncated {
		fmt.Fprintf(a.out, "    … %s in all: saksi ask --db demo.db %q\n", total(answer.Total), text)
	}
	fmt.Fprintln(a.out)
	return err
}

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/loaders"
	"saksi/loaders/copies"
	"saksi/loaders/source"
)

var loadVerb = command{
	name:  "load",
	args:  "[flags] INPUT...",
	short: "read documents and keep their statements in the store",
	long: `
Inputs are files, folders, globs, URLs, or - for standard input; compressed files
are read as they are. What is stored already is not read again, so the same
command goes on after an interrupt and changes nothing when all is done. What was
read from a URL replaces what that URL said before.

A document is named by its URL; without one, by its title and text, wherever it
lies. So a file without a URL that was edited is a new document beside the old one
(saksi forget takes that out), and a copy of it is stored already. The output of
saksi extract can be loaded too, and what saksi export writes as RDF.`,
	examples: `
saksi load article.txt
saksi load berita/ 'arsip/*.html' news.jsonl.gz
saksi load --map text=body,published=date corpus.jsonl
saksi load --follow https://example.org/rss.xml
saksi extract *.txt | saksi load -`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		var in inputFlags
		in.declare(fs)
		fs.BoolVar(&in.follow, "follow", false, "fetch the pages that a feed links to")
		return func(ctx context.Context, a *app, args []string) error { return a.load(ctx, *db, in, args) }
	},
}

func (a *app) load(ctx context.Context, db string, in inputFlags, args []string) (err error) {
	o, err := in.options(a)
	if err != nil {
		return err
	}
	inputs, err := a.inputs(args, "load")
	if err != nil {
		return err
	}
	if err := a.anyThere(inputs); err != nil {
		return err
	}
	defer boundLoad(in.jobs)()
	a.interrupted = "; what was done is kept, and the same command goes on from there"
	store, err := graph.Open(ctx, a.db(db), graph.Options{Create: true})
	if err != nil {
		return advise(err)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	known, end, err := copiesOf(a.db(db))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	sink := newStoreSink(store)
	bar := a.progress(inputs)
	o.Advance = bar.advance
	sum, err := loaders.Load(ctx, source.All(ctx, inputs, o), newExtractor, sink,
		loaders.Options{Jobs: in.jobs, Langs: in.only, FailFast: in.failFast, Log: bar.log, Done: bar.done, Copies: known})
	cerr := sink.Close()
	bar.end()
	if cerr != nil {
		return errors.Join(err, cerr)
	}
	if sum.Total() > 0 {
		a.loaded(sum, sink)
	}
	return err
}

// anyThere fails when none of the inputs is there: a name with a slip in it makes no store.
func (a *app) anyThere(inputs []string) error {
	var missing []error
	for _, in := range inputs {
		_, err := source.Files([]string{in})
		if err == nil {
			return nil
		}
		missing = append(missing, err)
	}
	for _, err := range missing {
		a.log.Error(err.Error())
	}
	return fmt.Errorf("%w: %d of %d", loaders.ErrAll, len(missing), len(inputs))
}

// copiesOf is the index of copies that lies in the store's folder; for a store that
// is none, one of this load alone.
func copiesOf(db string) (index loaders.Copies, end func() error, err error) {
	if strings.Contains(db, "://") {
		return copies.NewIndex(), func() error { return nil }, nil
	}
	f, err := copies.Open(filepath.Join(db, "copies"))
	if err != nil {
		return nil, nil, err
	}
	return f, f.Close, nil
}

// loaded tells what came of a load, on standard error.
func (a *app) loaded(sum loaders.Summary, s *storeSink) {
	var parts []string
	add := func(n int, what string) {
		if n > 0 {
			parts = append(parts, thousands(n)+" "+what)
		}
	}
	add(s.added, "new")
	add(sum.Copies, "of them copies of others")
	add(s.replaced, "replaced")
	add(sum.Skipped+s.unchanged, "stored already")
	add(sum.Failed, "failed")
	for _, why := range sortedKeys(sum.Passed) {
		add(sum.Passed[why], "passed over: "+why)
	}
	if len(parts) == 0 {
		parts = []string{"nothing"}
	}
	a.log.Info(fmt.Sprintf("%s: %s; %s, %s in %s", count(sum.Total(), "document"), strings.Join(parts, ", "),
		count(sum.Statements, "statement"), count(s.quads, "quad"), sum.Elapsed.Round(10*time.Millisecond)))
}

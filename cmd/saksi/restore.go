package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/loaders/copies"
	"saksi/loaders/source"
)

var restoreVerb = command{
	name:  "restore",
	args:  "[flags] FILE",
	short: "make a store of a backup",
	long: `
There must be no store yet at the place that --db names. FILE may be - for standard
input. Until the backup has been read to its end and its checksum is right, there is
no store; a backup that is damaged leaves none behind.`,
	examples: "saksi restore --db again.db monday.backup",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		return func(ctx context.Context, a *app, args []string) error {
			if len(args) != 1 {
				return usagef("one file is to be named (saksi restore FILE)")
			}
			return a.restore(ctx, a.db(*db), args[0])
		}
	},
}

func (a *app) restore(ctx context.Context, db, file string) error {
	in, m := source.Impatient(ctx, a.in), a.meter(0)
	defer m.end()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return err
		}
		defer f.Close()
		if st, err := f.Stat(); err == nil && st.IsDir() {
			return usagef("%s is a folder: a backup is a file", file)
		}
		in, m.total = f, source.Size([]string{file})
	}
	n, err := graph.Restore(ctx, db, &stream{meter: m, verb: "read", r: in})
	m.end()
	if errors.Is(err, graph.ErrStoreExists) {
		return fmt.Errorf("%w: name another place with --db, or remove it first", err)
	}
	if err != nil {
		return advise(err)
	}
	if err := a.indexCopies(ctx, db); err != nil {
		return fmt.Errorf("the store is restored; copies of its documents will not be known as such: %w", err)
	}
	a.log.Info(fmt.Sprintf("%s in %s", count(int(n), "quad"), db))
	return nil
}

// indexCopies makes the index of copies of a store anew from its texts.
func (a *app) indexCopies(ctx context.Context, db string) (err error) {
	if strings.Contains(db, "://") {
		return nil
	}
	known, end, err := copiesOf(db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	return a.withStore(ctx, db, func(s *graph.Store) error {
		v := s.View()
		docs, err := v.Documents(ctx)
		v.Close()
		if err != nil {
			return err
		}
		for _, id := range docs {
			d, err := s.Document(ctx, id) // a view would remember all texts
			if err != nil {
				return err
			}
			if sig, ok := copies.Sign(d.Text); ok {
				known.Add(id, sig)
			}
		}
		return nil
	})
}

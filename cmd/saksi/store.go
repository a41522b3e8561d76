package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/schema"
)

// defaultDB is the store when neither --db nor SAKSI_DB names one.
const defaultDB = "saksi.db"

func declareDB(fs *pflag.FlagSet) *string {
	return fs.String("db", "", "the store: a folder or a postgres:// URL (default $SAKSI_DB, else "+defaultDB+")")
}

// db is the store that the flag, else the environment names.
func (a *app) db(flag string) string {
	if flag != "" {
		return flag
	}
	if env := a.getenv("SAKSI_DB"); env != "" {
		return env
	}
	return defaultDB
}

// openWith opens a store that is there.
func (a *app) openWith(ctx context.Context, flag string, o graph.Options) (*graph.Store, error) {
	db := a.db(flag)
	s, err := graph.Open(ctx, db, o)
	if errors.Is(err, graph.ErrNoStore) {
		return nil, fmt.Errorf("there is no store at %s: load documents first (saksi load --db %s INPUT...), or name another with --db", db, db)
	}
	return s, advise(err)
}

// advise adds the next step to an error of the store.
func advise(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, graph.ErrLocked):
		return fmt.Errorf("%w: wait for it, or end it (a running saksi serve answers queries itself, and gives backups: saksi backup --server URL)", err)
	case errors.Is(err, graph.ErrNewerFormat):
		return fmt.Errorf("%w: install that version", err)
	case errors.Is(err, graph.ErrNotAStore):
		return fmt.Errorf("%w: name another folder with --db", err)
	case errors.Is(err, graph.ErrEngine):
		return usagef("--db: %w: a store is a folder, or a postgres:// address", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: this user has no right to read or to write there", err)
	}
	return err
}

// withStore runs f on a store that is open for reading, and closes it.
func (a *app) withStore(ctx context.Context, flag string, f func(*graph.Store) error) error {
	return a.withStoreOptions(ctx, flag, graph.Options{ReadOnly: true}, f)
}

func (a *app) withStoreOptions(ctx context.Context, flag string, o graph.Options, f func(*graph.Store) error) (err error) {
	s, err := a.openWith(ctx, flag, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}

// storeSink writes to a store and counts what that changed. It is to be closed: only then
// is all of it in the store.
type storeSink struct {
	store                      *graph.Store
	bulk                       *graph.Bulk
	added, replaced, unchanged int
	quads                      int
}

func newStoreSink(s *graph.Store) *storeSink { return &storeSink{store: s, bulk: s.Bulk()} }

// Write takes documents for the store.
func (s *storeSink) Write(ctx context.Context, xs []*schema.Extraction) error {
	xs, err := s.withoutKnown(ctx, xs)
	if err != nil {
		return err
	}
	results, err := s.bulk.Write(ctx, xs)
	if err != nil {
		return err
	}
	for _, r := range results {
		s.quads += r.Added - r.Removed
		switch r.State {
		case graph.Added:
			s.added++
		case graph.Replaced:
			s.replaced++
		default:
			s.unchanged++
		}
	}
	return nil
}

// withoutKnown leaves out statements that come without the text of their document where
// the store has that text: it is the same one, since a document without an address is
// named by it, and would be lost.
func (s *storeSink) withoutKnown(ctx context.Context, xs []*schema.Extraction) ([]*schema.Extraction, error) {
	var out []*schema.Extraction
	for _, x := range xs {
		if x.Document.Text == "" && x.Document.URL == "" {
			d, err := s.store.Document(ctx, x.Document.ID)
			if err != nil && !errors.Is(err, graph.ErrNotFound) {
				return nil, err
			}
			if d.Text != "" {
				s.unchanged++
				continue
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// Has tells whether the store has the document with this text.
func (s *storeSink) Has(ctx context.Context, doc schema.IRI, hash string) (bool, error) {
	return s.bulk.Has(ctx, doc, hash)
}

// Close puts what is left into the store.
func (s *storeSink) Close() error { return advise(s.bulk.Close()) }

// notFound words what no verb can find.
func notFound(id string) error {
	return errors.New("nothing in the store is called " + id + " (saksi ask and saksi stats show what is there)")
}

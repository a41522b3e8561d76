package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Errors that callers tell apart with [errors.Is].
var (
	// ErrNotFound is returned for an identity that is not in the store.
	ErrNotFound = errors.New("not in the store")
	// ErrNoStore is returned by Open for a place where there is no store and
	// [Options.Create] is not set.
	ErrNoStore = errors.New("no store there")
	// ErrNotAStore is returned by Open for a folder that holds something else.
	ErrNotAStore = errors.New("not a saksi store")
	// ErrLocked is returned by Open for a folder that another process has open, unless
	// both read only.
	ErrLocked = errors.New("the store is in use by another process")
	// ErrNewerFormat is returned by Open for a store that a newer program wrote.
	ErrNewerFormat = errors.New("the store was written by a newer version of saksi")
	// ErrDamaged is returned where the files of the store do not hold together.
	ErrDamaged = layout.ErrDamaged
	// ErrEngine is returned by Open for an address of an engine that is not built in.
	ErrEngine = errors.New("no such engine")
)

// Format is the version of the layout that this program writes: the folder, the
// indexes of Cayley and the derived quads. Stores of former formats, which lack some
// derived quads for what was written before, are read and written as well;
// [Store.Check] with repair brings them to this one.
const Format = wordingFormat

// The first formats that have
const (
	deedFormat     = 2 // the lists of [KeyDeed]
	calendarFormat = 3 // the calendar
	happenedFormat = 4 // the lists of [KeysHappened]
	wordingFormat  = 5 // the words of sentences
)

// Options for Open. The zero value opens a store that exists.
type Options struct {
	// Create makes the store when there is none.
	Create bool
	// ReadOnly opens a store that is there and leaves its files as they are, so that it
	// needs no right to write and any number of processes read at a time. A folder is
	// not opened for writing meanwhile. PostgreSQL has no use for it.
	ReadOnly bool
	// Recover opens a folder whose files do not hold together with what can still be
	// read of them; [Store.Check] says what that lacks. PostgreSQL has no use for it.
	Recover bool
}

// Store is an open store. It is safe for use by many goroutines: one writes at a
// time, any number read meanwhile.
type Store struct {
	where    string
	engine   engine
	format   atomic.Int32 // as of [Format]
	writes   sync.Mutex
	known    map[quad.Quad]struct{} // shared quads that are in the store; guarded by writes
	values   values
	postings postingCache
	names    latest[quad.IRI, schema.Node] // actors as nodes that have nothing but a name
	outlines latest[uint64, *Outline]
	traits   latest[trait, uint64] // the numbers of the values
	probes   probeCache
	years    struct {
		sync.Mutex
		list       []int // nil when not known
		days       map[int]Days
		generation int // counts the transactions
	}
}

// Open opens the store at db, a folder or an address of PostgreSQL
// (postgres://USER@HOST/DATABASE?search_path=SCHEMA). Its errors name the place and wrap
// [ErrNoStore], [ErrNotAStore], [ErrLocked], [ErrNewerFormat] or [ErrDamaged]
// where that is the reason.
func Open(ctx context.Context, db string, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if scheme, _, ok := strings.Cut(db, "://"); ok {
		if scheme != "postgres" && scheme != "postgresql" {
			return nil, fmt.Errorf("open %s://…: %w", scheme, ErrEngine)
		}
		return openPostgres(ctx, db, o)
	}
	s, err := openFolder(ctx, db, o)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", db, err)
	}
	return s, nil
}

func newStore(where string, e engine, format int) *Store {
	s := &Store{where: where, engine: e, known: make(map[quad.Quad]struct{})}
	s.format.Store(int32(format))
	return s
}

// Format is the version of the store's layout, from 1 to [Format].
func (s *Store) Format() int { return int(s.format.Load()) }

func (s *Store) setFormat(ctx context.Context, format int) error {
	if format == s.Format() {
		return nil
	}
	if err := s.engine.setFormat(ctx, format); err != nil {
		return err
	}
	s.format.Store(int32(format))
	return nil
}

// Close ends writing and closes the files.
func (s *Store) Close() error {
	s.writes.Lock()
	defer s.writes.Unlock()
	if err := s.engine.close(); err != nil {
		return fmt.Errorf("close store %s: %w", s.where, err)
	}
	return nil
}

// Changes tells states of the store apart: while it is the same, so is the store, whoever
// else writes to it.
func (s *Store) Changes() (int64, error) {
	n, err := s.engine.changes()
	if err != nil {
		return 0, fmt.Errorf("ask store %s for its changes: %w", s.where, err)
	}
	s.years.Lock()
	defer s.years.Unlock()
	return n + int64(s.years.generation), nil
}

// Where is the place of the store, as it was given to Open.
func (s *Store) Where() string { return s.where }

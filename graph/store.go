package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"

	"saksi/graph/internal/layout"
	"saksi/graph/internal/level"
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
	// ErrLocked is returned by Open for a folder that another process has open.
	ErrLocked = errors.New("the store is in use by another process")
	// ErrNewerFormat is returned by Open for a store that a newer program wrote.
	ErrNewerFormat = errors.New("the store was written by a newer version of saksi")
	// ErrDamaged is returned where the files of the store do not hold together.
	ErrDamaged = errors.New("the store is damaged")
	// ErrEngine is returned by Open for an address of an engine that is not built in.
	ErrEngine = errors.New("no such engine")
)

// Format is the version of the layout that this program writes: the folder, the
// indexes of Cayley and the derived quads.
const Format = 1

const (
	formatFile = "format.json"
	quadFolder = "quads"
)

// Options for Open. The zero value opens a store that exists.
type Options struct {
	// Create makes the store when there is none.
	Create bool
}

// Store is an open store. It is safe for use by many goroutines: one writes at a
// time, any number read meanwhile.
type Store struct {
	where    string
	level    *level.DB // nil for other engines than the embedded one
	qs       atomic.Pointer[engine]
	writes   sync.Mutex
	writer   *layout.Writer         // guarded by writes, as is known
	known    map[quad.Quad]struct{} // shared quads that are in the store
	values   values
	postings postingCache
	names    nameCache
	years    struct {
		sync.Mutex
		list       []int // nil when not known
		generation int   // counts the transactions
	}
}

// engine is Cayley's quad store, and how to get a fresh one over the same data.
type engine struct{ cayley.QuadStore }

// Open opens the store at db, a folder. Its errors name the place and wrap
// [ErrNoStore], [ErrNotAStore], [ErrLocked], [ErrNewerFormat] or [ErrDamaged]
// where that is the reason.
func Open(ctx context.Context, db string, o Options) (*Store, error) {
	if scheme, _, ok := strings.Cut(db, "://"); ok {
		return nil, fmt.Errorf("open %s://…: %w", scheme, ErrEngine)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := openFolder(ctx, db, o)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", db, err)
	}
	return s, nil
}

func openFolder(ctx context.Context, dir string, o Options) (*Store, error) {
	known, err := readFormat(dir)
	if err != nil {
		return nil, err
	}
	if !known {
		if err := makeFolder(dir, o.Create); err != nil {
			return nil, err
		}
	}
	db, err := level.Open(filepath.Join(dir, quadFolder))
	switch {
	case errors.Is(err, level.ErrLocked):
		return nil, ErrLocked
	case errors.Is(err, level.ErrCorrupted):
		return nil, fmt.Errorf("%w (saksi check --repair keeps what can be read): %w", ErrDamaged, err)
	case err != nil:
		return nil, err
	}
	if !known {
		if err := initialise(ctx, db); err != nil {
			return nil, errors.Join(err, db.Close())
		}
		if err := writeFormat(dir); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return newStore(dir, db)
}

// memoryPlace is what a store in memory says of where it is.
const memoryPlace = "memory"

// Memory is a store that is gone when it is closed.
func Memory(ctx context.Context) (*Store, error) {
	db, err := level.Memory()
	if err != nil {
		return nil, err
	}
	if err := initialise(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return newStore(memoryPlace, db)
}

func newStore(where string, db *level.DB) (*Store, error) {
	s := &Store{where: where, level: db, known: make(map[quad.Quad]struct{})}
	s.writer = layout.NewWriter(db.Level(), where != memoryPlace)
	if err := s.refresh(); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrDamaged, err), db.Close())
	}
	return s, nil
}

// refresh begins anew with Cayley over the same data, since Cayley remembers the
// identifiers of nodes, and does not know when one has gone.
func (s *Store) refresh() error {
	qs, err := kv.New(s.level, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		return err
	}
	s.qs.Store(&engine{qs})
	s.postings.clear()
	return nil
}

// initialise lays out an empty Cayley store with our indexes. It may be cut off
// at any point and done again.
func initialise(ctx context.Context, db *level.DB) error {
	if err := kv.Init(db, nil); err != nil && !errors.Is(err, cayley.ErrDatabaseExists) {
		return fmt.Errorf("create: %w", err)
	}
	meta, err := json.Marshal(layout.Indexes)
	if err != nil {
		return err
	}
	return hkv.Update(ctx, db, func(tx hkv.Tx) error {
		return tx.Put(hkv.SKey("meta", "indexes"), meta)
	})
}

type formatInfo struct {
	Format int    `json:"format"`
	Engine string `json:"engine"`
}

// readFormat tells whether the folder is a store that was laid out to the end.
func readFormat(dir string) (bool, error) {
	b, err := os.ReadFile(filepath.Join(dir, formatFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	var f formatInfo
	if err := json.Unmarshal(b, &f); err != nil || f.Format < 1 {
		return false, fmt.Errorf("%w: %s can't be read", ErrDamaged, formatFile)
	}
	if f.Format > Format {
		return false, fmt.Errorf("%w: its format is %d, this program knows up to %d", ErrNewerFormat, f.Format, Format)
	}
	return true, nil
}

func writeFormat(dir string) error {
	b, err := json.Marshal(formatInfo{Format, "leveldb"})
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, formatFile+".new")
	if err := os.WriteFile(tmp, append(b, '\n'), 0o666); err != nil {
		return err
	}
	return os.Rename(tmp, filepath.Join(dir, formatFile))
}

// makeFolder makes room for a new store, and refuses a folder with other things.
func makeFolder(dir string, create bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if n := e.Name(); n != quadFolder && n != formatFile+".new" {
			return fmt.Errorf("%w: it holds %s", ErrNotAStore, n)
		}
	}
	if !create {
		return ErrNoStore
	}
	return os.MkdirAll(filepath.Join(dir, quadFolder), 0o777)
}

// Close ends writing and closes the files.
func (s *Store) Close() error {
	s.writes.Lock()
	defer s.writes.Unlock()
	if err := s.level.Close(); err != nil {
		return fmt.Errorf("close store %s: %w", s.where, err)
	}
	return nil
}

// Where is the place of the store, as it was given to Open.
func (s *Store) Where() string { return s.where }

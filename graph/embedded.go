package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"

	"saksi/graph/internal/layout"
	"saksi/graph/internal/level"
)

// embedded is the engine in a folder, or in memory.
type embedded struct {
	dir      string // "" in memory
	db       *level.DB
	sync     bool
	readOnly bool
	few      int // quads that are written as one batch
	writer   *layout.Writer
	// views are the snapshots that are open, those of one question among them. Its lock
	// keeps others from being opened while the database is closed for a moment.
	views struct {
		sync.Mutex
		open int
	}
	// gate is held while the database is closed for good, and for a moment by who begins
	// to read.
	gate sync.RWMutex
}

func newEmbedded(db *level.DB, sync bool) (*embedded, error) {
	// Cayley looks at its own keys and finds them in order, or not.
	if _, err := kv.New(db, cayley.Options{kv.OptNoBloom: true}); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrDamaged, err), db.Close())
	}
	return &embedded{db: db, sync: sync, few: fewQuads, writer: layout.NewWriter(db.Level(), sync)}, nil
}

func (e *embedded) view() (snapshot, error) {
	sn, err := e.snapshot()
	if err != nil {
		return nil, err
	}
	return &sn, nil
}

func (e *embedded) snapshot() (levelSnapshot, error) {
	e.gate.RLock()
	defer e.gate.RUnlock()
	e.views.Lock()
	defer e.views.Unlock()
	sn, err := e.db.Level().GetSnapshot()
	if err != nil {
		return levelSnapshot{}, err
	}
	e.views.open++
	values := layout.NewValues(sn)
	return levelSnapshot{db: sn, whole: e.db.Level(), read: values, release: func() {
		values.Close()
		sn.Release()
		e.released()
	}}, nil
}

func (e *embedded) latest() snapshot {
	e.gate.RLock()
	defer e.gate.RUnlock()
	e.views.Lock()
	defer e.views.Unlock()
	e.views.open++
	return &levelSnapshot{db: e.db.Level(), whole: e.db.Level(), release: e.released}
}

// released is for a snapshot that is no longer read.
func (e *embedded) released() {
	e.views.Lock()
	defer e.views.Unlock()
	e.views.open--
}

func (e *embedded) begin() (transaction, bool, error) {
	if e.readOnly {
		return nil, false, ErrReadOnly
	}
	sn, err := e.snapshot()
	if err != nil {
		return nil, false, err
	}
	return &levelChange{sn, e.writer}, false, nil
}

func (e *embedded) memory() (*layout.Memory, error) { return layout.NewMemory(e.db.Level()) }

func (e *embedded) run(m *layout.Memory) (*layout.Run, error) {
	if e.readOnly {
		return nil, ErrReadOnly
	}
	return layout.NewRun(e.db.Level(), m)
}

const (
	// fewQuads are written as one batch, which costs less than tables of their own.
	fewQuads = 20_000
	// runBytesPerQuad is about what a quad takes on disk, its values among it.
	runBytesPerQuad = 80
)

func (e *embedded) take(r *layout.Run) error {
	seqs, err := r.Write()
	if err != nil {
		return err
	}
	keys := func(put level.Put) (err error) {
		for _, s := range seqs {
			err = errors.Join(err, s.Keys(put))
		}
		return err
	}
	if r.Len() < e.few {
		var b leveldb.Batch
		if err := keys(func(k, v []byte, _ bool) error { b.Put(k, v); return nil }); err != nil {
			return err
		}
		return e.written(e.db.Level().Write(&b, &opt.WriteOptions{Sync: e.sync}))
	}
	e.views.Lock()
	defer e.views.Unlock()
	if e.views.open > 0 { // somebody reads: the database can't be closed
		tx, err := e.db.Level().OpenTransaction()
		if err != nil {
			return err
		}
		if err := keys(func(k, v []byte, _ bool) error { return tx.Put(k, v, nil) }); err != nil {
			tx.Discard()
			return err
		}
		return e.written(tx.Commit())
	}
	return e.written(e.db.Ingest(int64(r.Len())*runBytesPerQuad, seqs))
}

// written makes a new writer, since what the old one remembers has changed.
func (e *embedded) written(err error) error {
	e.writer = layout.NewWriter(e.db.Level(), e.sync)
	return err
}

// settle leaves the order of tables to goleveldb where somebody reads.
func (e *embedded) settle() error {
	e.views.Lock()
	defer e.views.Unlock()
	if e.views.open > 0 {
		return nil
	}
	return e.written(e.db.Settle())
}

// changes is 0: the folder belongs to this process.
func (e *embedded) changes() (int64, error) { return 0, nil }

// closing is how long a store waits for those who read it before it is closed.
const closing = 10 * time.Second

// close waits for those who read: goleveldb fails badly when it is closed under them. Who
// begins to read meanwhile gets an error. What was written is on the disk by then, so that
// a store whose reader does not come to an end is left open.
func (e *embedded) close() error {
	e.gate.Lock()
	defer e.gate.Unlock()
	for end := time.Now().Add(closing); e.isRead(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			return errors.New("it is still being read")
		}
	}
	return e.db.Close()
}

func (e *embedded) isRead() bool {
	e.views.Lock()
	defer e.views.Unlock()
	return e.views.open > 0
}

func (e *embedded) setFormat(_ context.Context, format int) error {
	switch {
	case e.readOnly:
		return ErrReadOnly
	case e.dir == "": // in memory
		return nil
	}
	return writeFormat(e.dir, format)
}

// verify reads every key once, so that the checksums of all blocks are compared.
func (e *embedded) verify(ctx context.Context) error {
	it := e.db.Level().NewIterator(nil, &opt.ReadOptions{DontFillCache: true, Strict: opt.StrictAll})
	defer it.Release()
	for n := 0; it.Next(); n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if err := it.Error(); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// levelChange applies changes at once: one batch is a transaction.
type levelChange struct {
	levelSnapshot
	writer *layout.Writer
}

func (c *levelChange) apply(add, del []quad.Quad, fresh func(quad.Value) bool) (layout.Changed, error) {
	return c.writer.Apply(add, del, fresh)
}

func (c *levelChange) commit() error { return nil }

// levelSnapshot reads a snapshot of the database, or the database itself.
type levelSnapshot struct {
	db      layout.Getter
	whole   *leveldb.DB    // for sizes
	read    *layout.Values // nil for the database itself
	release func()
}

func (sn *levelSnapshot) close() {
	sn.release()
	sn.release = func() {}
}

func (sn *levelSnapshot) generation() int { return 0 }

func (sn *levelSnapshot) nodes(vs []quad.Value) ([]uint64, error) {
	out := make([]uint64, len(vs))
	for i, v := range vs {
		var err error
		if out[i], err = layout.Node(sn.db, v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (sn *levelSnapshot) number(v quad.Value) (uint64, error) { return layout.Node(sn.db, v) }

func (sn *levelSnapshot) values(ids []uint64, f func(uint64, quad.Value)) error {
	if !slices.IsSorted(ids) {
		ids = slices.Sorted(slices.Values(ids))
	}
	r := sn.read
	if r == nil { // it may be used by many goroutines
		r = layout.NewValues(sn.db)
		defer r.Close()
	}
	return r.Each(ids, f)
}

func (sn *levelSnapshot) scan(x layout.Index, q layout.Quad, n int, after layout.Quad, f func(uint64, layout.Quad) bool) error {
	return layout.ScanAfter(sn.db, x, q, n, after, f)
}

func (sn *levelSnapshot) distinct(x layout.Index, q layout.Quad, n int, f func(uint64) bool) error {
	return layout.Distinct(sn.db, x, q, n, f)
}

func (sn *levelSnapshot) join(x layout.Index, given []layout.Quad, after uint64, f func(uint64, int) bool) error {
	db, err := sn.whole.GetSnapshot() // the scans are to be of one state
	if err != nil {
		return err
	}
	defer db.Release()
	return layout.Join(db, x, given, after, f)
}

func (sn *levelSnapshot) labelled(label, after uint64, f func(uint64, layout.Quad) bool) error {
	ids, err := layout.LabelledIDs(sn.db, label)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if id <= after {
			continue
		}
		q, ok, err := layout.At(sn.db, id)
		if err != nil {
			return err
		}
		if ok && !f(id, q) {
			break
		}
	}
	return nil
}

func (sn *levelSnapshot) all(after uint64, f func(uint64, layout.Quad) bool) error {
	return layout.AllAfter(sn.db, after, f)
}

// log is like all, and calls node with the value of each node before the quads that were
// written with it.
func (sn *levelSnapshot) log(node func(uint64, quad.Value), f func(uint64, layout.Quad) bool) error {
	return layout.Log(sn.db, node, f)
}

func (sn *levelSnapshot) nodesAfter(after uint64, f func(uint64) bool) error {
	return layout.NodesAfter(sn.db, after, f)
}

func (sn *levelSnapshot) reading(x layout.Index, q layout.Quad, n int) reading {
	return layout.NewRange(sn.db, x, q, n)
}

// bytesPerQuad is about what a quad takes in an index on disk.
const bytesPerQuad = 10

func (sn *levelSnapshot) about(x layout.Index, q layout.Quad, n int) (int64, error) {
	return layout.Bytes(sn.whole, x, q, n) / bytesPerQuad, nil
}

func (sn *levelSnapshot) size() (int64, error) { return layout.Size(sn.db) }

// openFolder opens the store in a folder.
func openFolder(ctx context.Context, dir string, o Options) (*Store, error) {
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return nil, fmt.Errorf("%w: it is a file", ErrNotAStore)
	}
	format, err := readFormat(dir)
	if err != nil {
		return nil, err
	}
	known := format > 0
	if !known {
		if err := makeFolder(dir, o.Create && !o.ReadOnly); err != nil {
			return nil, err
		}
	}
	open := level.Open
	if o.ReadOnly {
		open = level.OpenReadOnly
	}
	db, err := open(filepath.Join(dir, quadFolder))
	if o.Recover && known && errors.Is(err, level.ErrCorrupted) {
		db, err = level.Recover(filepath.Join(dir, quadFolder))
	}
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
		if err := writeFormat(dir, Format); err != nil {
			return nil, errors.Join(err, db.Close())
		}
		format = Format
	}
	e, err := newEmbedded(db, true)
	if err != nil {
		return nil, err
	}
	e.dir, e.readOnly = dir, o.ReadOnly
	return newStore(dir, e, format), nil
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
	e, err := newEmbedded(db, false)
	if err != nil {
		return nil, err
	}
	return newStore(memoryPlace, e, Format), nil
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

const (
	formatFile = "format.json"
	quadFolder = "quads"
)

type formatInfo struct {
	Format int    `json:"format"`
	Engine string `json:"engine"`
}

// readFormat is the version of the layout of the store in a folder, 0 where none was laid
// out to the end.
func readFormat(dir string) (int, error) {
	b, err := os.ReadFile(filepath.Join(dir, formatFile))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	var f formatInfo
	if err := json.Unmarshal(b, &f); err != nil || f.Format < 1 {
		return 0, fmt.Errorf("%w: %s can't be read", ErrDamaged, formatFile)
	}
	if f.Format > Format {
		return 0, fmt.Errorf("%w: its format is %d, this program knows up to %d", ErrNewerFormat, f.Format, Format)
	}
	return f.Format, nil
}

func writeFormat(dir string, format int) error {
	b, err := json.Marshal(formatInfo{format, "leveldb"})
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

// Package level is a key-value backend for Cayley over goleveldb, with the same
// keys on disk as Cayley's own "leveldb" backend, so that either opens what the
// other wrote.
//
// It differs in how it commits: Cayley's backend opens a goleveldb transaction,
// which writes a table file of its own each time; this one gathers the changes
// and writes them as one batch through the log. A batch is applied as a whole or
// not at all, also after kill -9 or a power cut.
package level

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sort"
	"sync/atomic"
	"syscall"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/cache"
	lerrors "github.com/syndtr/goleveldb/leveldb/errors"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// Errors that a caller may want to tell apart.
var (
	// ErrLocked says that another process has the folder open.
	ErrLocked = errors.New("in use by another process")
	// ErrCorrupted says that the files do not hold together.
	ErrCorrupted = errors.New("files are damaged")
)

const (
	mib         = 1 << 20
	writeBuffer = 8 * mib
	blockCache  = 256 * mib
	tableSize   = 4 * mib // a question reads the index of each table that it looks into
	bloomBits   = 10
	overlapping = 6       // tables that overlap are merged when they are so many
	middleSize  = 4 << 30 // what stands on the middle level before goleveldb merges it
	never       = 1 << 20 // tables: more than there ever are

	// bufferSize is what blocks are read into; goleveldb makes it 5 bytes larger than the
	// blocks that it writes itself, and takes twice as much for a block that does not fit.
	bufferSize = 4096
	// blockSize is where a block ends in our tables, with the key that goes beyond: nearly
	// all of them fit.
	blockSize = bufferSize - 256
)

// Options are those of goleveldb that suit quads: many small keys, many lookups
// of keys that are not there.
func options() *opt.Options {
	return &opt.Options{
		WriteBuffer:         writeBuffer,
		BlockSize:           bufferSize - 5,
		BlockCacheCapacity:  blockCache,
		CompactionTableSize: tableSize, CompactionTotalSize: middleSize, CompactionTotalSizeMultiplierPerLevel: []float64{1, 1, 100},
		CompactionL0Trigger:    overlapping,
		DisableSeeksCompaction: true, // lookups do not rewrite tables while a load goes on
		Filter:                 filter.NewBloomFilter(bloomBits),
		OpenFilesCacheCapacity: 1000, // a million statements are about as many tables
	}
}

// loading are options for when large sequences come in, which leave the memory to those,
// and merging to [DB.Settle].
func loading() *opt.Options {
	o := options()
	o.BlockCacheCapacity = 128 * mib
	o.CompactionL0Trigger, o.WriteL0SlowdownTrigger, o.WriteL0PauseTrigger = never, never, never
	return o
}

// DB is an open database. It is safe for use by many goroutines; there is one
// write transaction at a time, which the caller sees to.
type DB struct {
	stor   storage.Storage
	db     atomic.Pointer[leveldb.DB]
	blocks cache.Cacher // what the database keeps its blocks in
	sync   bool
}

var _ kv.KV = (*DB)(nil)

// Open opens the folder, and makes the database when there is none. Its errors
// wrap [ErrLocked] or [ErrCorrupted] where that is the reason.
func Open(dir string) (*DB, error) { return named(dir)(openFolder(dir, false, leveldb.Open)) }

// OpenReadOnly opens a database that is there, and leaves its files as they are. Others
// may open it for reading at the same time. Its errors are like those of Open.
func OpenReadOnly(dir string) (*DB, error) {
	return named(dir)(openFolder(dir, true, func(s storage.Storage, o *opt.Options) (*leveldb.DB, error) {
		o.ReadOnly = true
		return leveldb.Open(s, o)
	}))
}

// named words the errors of opening.
func named(dir string) func(d *DB, err error) (*DB, error) {
	return func(d *DB, err error) (*DB, error) {
		switch {
		case errors.Is(err, syscall.EAGAIN):
			return nil, fmt.Errorf("%s: %w", dir, ErrLocked)
		case lerrors.IsCorrupted(err):
			return nil, fmt.Errorf("%s: %w: %w", dir, ErrCorrupted, err)
		case err != nil:
			return nil, fmt.Errorf("open %s: %w", dir, err)
		}
		return d, nil
	}
}

// Recover opens a damaged folder and keeps what can still be read.
func Recover(dir string) (*DB, error) {
	d, err := openFolder(dir, false, leveldb.Recover)
	if err != nil {
		return nil, fmt.Errorf("recover %s: %w", dir, err)
	}
	return d, nil
}

type opener func(storage.Storage, *opt.Options) (*leveldb.DB, error)

func openFolder(dir string, readOnly bool, open opener) (*DB, error) {
	stor, err := storage.OpenFile(dir, readOnly)
	if err != nil {
		return nil, err
	}
	d, err := openStorage(stor, open)
	if err != nil {
		_ = stor.Close() // what was wrong with the database says more
		return nil, err
	}
	d.sync = true
	return d, nil
}

func openStorage(stor storage.Storage, open opener) (*DB, error) {
	d := &DB{stor: stor, blocks: cache.NewLRU(0)}
	db, err := open(stor, d.caching(options()))
	if err != nil {
		return nil, err
	}
	d.db.Store(db)
	return d, nil
}

// caching makes the database keep blocks in the cache of d.
func (d *DB) caching(o *opt.Options) *opt.Options {
	d.blocks.SetCapacity(o.BlockCacheCapacity)
	o.BlockCacher = opt.PassthroughCacher(d.blocks)
	return o
}

// closeLevel closes the database beneath. The cache is emptied first: goleveldb takes a
// time that is quadratic in the blocks of a cache to close it, seconds for a full one.
func (d *DB) closeLevel() error {
	d.blocks.SetCapacity(0)
	return d.Level().Close()
}

// Memory is a database that is gone when it is closed.
func Memory() (*DB, error) {
	d, err := openStorage(storage.NewMemStorage(), leveldb.Open)
	if err != nil {
		return nil, fmt.Errorf("open memory: %w", err)
	}
	return d, nil
}

// Close flushes and closes the files.
func (d *DB) Close() error { return errors.Join(d.closeLevel(), d.stor.Close()) }

// Level is the database beneath, for reading by raw key.
func (d *DB) Level() *leveldb.DB { return d.db.Load() }

// Tx begins a transaction. A reading one sees the database as it is now.
func (d *DB) Tx(rw bool) (kv.Tx, error) {
	if rw {
		return &writeTx{db: d, puts: make(map[string][]byte)}, nil
	}
	sn, err := d.Level().GetSnapshot()
	if err != nil {
		return nil, err
	}
	return &readTx{sn: sn}, nil
}

type readTx struct{ sn *leveldb.Snapshot }

func (t *readTx) Commit(context.Context) error { return t.Close() }

func (t *readTx) Close() error {
	t.sn.Release()
	return nil
}

func (t *readTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	v, err := t.sn.Get(Escape(k), nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, kv.ErrNotFound
	}
	return v, err
}

func (t *readTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, keys)
}

func (t *readTx) Put(kv.Key, kv.Value) error { return kv.ErrReadOnly }
func (t *readTx) Del(kv.Key) error           { return kv.ErrReadOnly }

func (t *readTx) Scan(prefix kv.Key) kv.Iterator {
	return &iter{it: t.sn.NewIterator(util.BytesPrefix(Escape(prefix)), nil)}
}

// writeTx keeps changes in memory until they are committed; a nil value is a
// deletion.
type writeTx struct {
	db   *DB
	puts map[string][]byte
	size int
}

func (t *writeTx) Commit(context.Context) error {
	b := leveldb.MakeBatch(t.size + 16*len(t.puts))
	keys := make([]string, 0, len(t.puts))
	for k := range t.puts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if v := t.puts[k]; v != nil {
			b.Put([]byte(k), v)
		} else {
			b.Delete([]byte(k))
		}
	}
	t.puts = nil
	return t.db.Level().Write(b, &opt.WriteOptions{Sync: t.db.sync})
}

func (t *writeTx) Close() error {
	t.puts = nil
	return nil
}

func (t *writeTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	key := Escape(k)
	if v, ok := t.puts[string(key)]; ok {
		if v == nil {
			return nil, kv.ErrNotFound
		}
		return v, nil
	}
	v, err := t.db.Level().Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, kv.ErrNotFound
	}
	return v, err
}

func (t *writeTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, keys)
}

func (t *writeTx) Put(k kv.Key, v kv.Value) error {
	key := Escape(k)
	if v == nil {
		v = kv.Value{}
	}
	t.puts[string(key)] = v
	t.size += len(key) + len(v)
	return nil
}

func (t *writeTx) Del(k kv.Key) error {
	key := Escape(k)
	t.puts[string(key)] = nil
	t.size += len(key)
	return nil
}

// Scan sees the database with the changes made so far.
func (t *writeTx) Scan(prefix kv.Key) kv.Iterator {
	p := Escape(prefix)
	rows := map[string][]byte{}
	it := t.db.Level().NewIterator(util.BytesPrefix(p), nil)
	defer it.Release()
	for it.Next() {
		rows[string(it.Key())] = bytes.Clone(it.Value())
	}
	for k, v := range t.puts {
		if !bytes.HasPrefix([]byte(k), p) {
			continue
		}
		if v == nil {
			delete(rows, k)
		} else {
			rows[k] = v
		}
	}
	m := &list{err: it.Error(), at: -1}
	for k := range rows {
		m.keys = append(m.keys, k)
	}
	sort.Strings(m.keys)
	m.rows = rows
	return m
}

type list struct {
	keys []string
	rows map[string][]byte
	at   int
	err  error
}

func (l *list) Next(context.Context) bool {
	l.at++
	return l.err == nil && l.at < len(l.keys)
}
func (l *list) Key() kv.Key   { return Unescape([]byte(l.keys[l.at])) }
func (l *list) Val() kv.Value { return l.rows[l.keys[l.at]] }
func (l *list) Err() error    { return l.err }
func (l *list) Close() error  { return l.err }

type iter struct {
	it  iterator.Iterator
	err error
}

// Next ends with the context; Err then says so.
func (i *iter) Next(ctx context.Context) bool {
	i.err = ctx.Err()
	return i.err == nil && i.it.Next()
}
func (i *iter) Key() kv.Key   { return Unescape(i.it.Key()) }
func (i *iter) Val() kv.Value { return i.it.Value() }
func (i *iter) Err() error    { return errors.Join(i.err, i.it.Error()) }

func (i *iter) Close() error {
	i.it.Release()
	return i.it.Error()
}

const (
	sep = '/'
	esc = '\\'
)

// Escape joins the parts of a key as hidalgo's flat backends do.
func Escape(k kv.Key) []byte {
	n := len(k)
	for _, s := range k {
		n += len(s) + 2
	}
	out := make([]byte, 0, n)
	for i, s := range k {
		if i != 0 {
			out = append(out, sep)
		}
		out = AppendEscaped(out, s)
	}
	return out
}

// AppendEscaped appends one part of a key.
func AppendEscaped(out, part []byte) []byte {
	for _, p := range part {
		if p == esc || p == sep {
			out = append(out, esc)
		}
		out = append(out, p)
	}
	return out
}

// Unescape splits a key that [Escape] joined.
func Unescape(k []byte) kv.Key {
	var (
		out kv.Key
		cur []byte
	)
	for i := 0; i < len(k); i++ {
		switch p := k[i]; p {
		case esc:
			if i++; i < len(k) {
				cur = append(cur, k[i])
			}
		case sep:
			out = append(out, cur)
			cur = nil
		default:
			cur = append(cur, p)
		}
	}
	if cur != nil {
		out = append(out, cur)
	}
	return out
}

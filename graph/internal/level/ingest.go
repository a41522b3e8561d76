package level

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/comparer"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/table"
)

// Put takes the next key of a sorted sequence. Fresh says that neither the key nor any
// other that begins with the same number was ever in the database.
type Put func(key, value []byte, fresh bool) error

// Ingest puts a sorted sequence of keys, of about so many bytes, into the database in
// one step, which costs a fraction of writing them as batches: they become tables at
// once, and what is fresh is not moved again. The database is closed meanwhile, and
// nothing may read or write it; what [DB.Level] gave before is of no use afterwards. It
// keeps little in memory from then on, until it is opened anew.
//
// What was written before is flushed to tables first. The new tables are on the disk
// before a new manifest names them, so that the database has all the keys or, on an
// error or after a crash, none; goleveldb removes tables that no manifest names.
func (d *DB) Ingest(about int64, keys func(Put) error) error {
	if err := d.Settle(); err != nil { // closing would cut a merge off
		return err
	}
	old, err := d.small(about / 4)
	if err != nil {
		return err
	}
	if err := d.Level().Close(); err != nil {
		return err
	}
	err = d.ingest(old, keys)
	db, oerr := leveldb.Open(d.stor, loading())
	if oerr != nil {
		return errors.Join(err, fmt.Errorf("open again: %w", oerr))
	}
	d.db.Store(db)
	return err
}

// pair is a key with its value.
type pair struct{ key, value []byte }

// small reads all of a database that is no larger than so many bytes, to be written
// anew with what comes; nil for a larger one.
func (d *DB) small(limit int64) ([]pair, error) {
	limit = max(limit, 1<<20)
	var stats leveldb.DBStats
	if err := d.Level().Stats(&stats); err != nil {
		return nil, err
	}
	size := int64(0)
	for _, n := range stats.LevelSizes {
		size += n
	}
	it := d.Level().NewIterator(nil, nil)
	defer it.Release()
	out := []pair{}
	for size <= limit && it.Next() {
		out = append(out, pair{bytes.Clone(it.Key()), bytes.Clone(it.Value())})
		size += int64(len(it.Key()) + len(it.Value()))
	}
	if size > limit {
		return nil, nil
	}
	return out, it.Error()
}

// flushed reads what a closed database is made of, when all of it is in tables: to open
// it puts there what was only in the log.
func (d *DB) flushed() (*version, error) {
	for range 2 {
		v, err := readVersion(d.stor)
		if err != nil {
			return nil, err
		}
		if quiet, err := v.quiet(d.stor); err != nil || quiet {
			return v, err
		}
		db, err := leveldb.Open(d.stor, loading())
		if err != nil {
			return nil, err
		}
		if err := db.Close(); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("what was written last is not in tables")
}

// ingest writes the tables and then the manifest of a closed database. With old, that
// is all that was in it.
func (d *DB) ingest(old []pair, keys func(Put) error) error {
	v, err := d.flushed()
	if err != nil {
		return err
	}
	if v.comparer != comparer.DefaultComparer.Name() {
		return fmt.Errorf("%w: its keys are in the order of %s", ErrCorrupted, v.comparer)
	}
	if old != nil {
		v.tables = nil
	}
	v.seq++
	w := newTables(d, v, old)
	defer w.close()
	put := w.put
	if old != nil {
		put = w.merge
	}
	if err := keys(put); err != nil {
		return err
	}
	if err := w.end(); err != nil {
		return err
	}
	v.tables = append(v.tables, w.done...)
	return v.write(d.stor)
}

// The levels of tables. Those that overlap with none deeper down than deep are put there.
const (
	shallow = 0 // tables may overlap; goleveldb merges them when they are many
	deep    = 2
)

// tables writes sorted keys into new tables: what is fresh, and has nothing beside it
// on the deep level, goes there for good; the rest goes above all that may hold an
// older value.
type tables struct {
	d     *DB
	v     *version
	o     *opt.Options
	old   []pair
	empty bool        // the database has nothing that could be older
	taken []tableFile // of the deep level, in order
	deep  *tableWriter
	rest  *tableWriter
	above uint64 // the level of the rest
	done  []tableFile
	ikey  []byte
}

func newTables(d *DB, v *version, old []pair) *tables {
	o := options()
	w := &tables{d: d, v: v, old: old, o: &opt.Options{Comparer: internal{}, Filter: userFilter{o.Filter},
		BlockSize: o.GetBlockSize(), BlockRestartInterval: o.GetBlockRestartInterval(), Compression: o.GetCompression()}}
	w.above = deep
	for _, t := range v.tables {
		switch {
		case t.level < deep:
			w.above = shallow
		case t.level == deep:
			w.above = min(w.above, deep-1)
			w.taken = append(w.taken, t)
		}
	}
	w.empty = w.above == deep
	slices.SortFunc(w.taken, func(a, b tableFile) int { return internal{}.Compare(a.first, b.first) })
	return w
}

// merge puts a key, and those of the small database that come before it.
func (w *tables) merge(key, value []byte, fresh bool) error {
	for len(w.old) > 0 {
		c := bytes.Compare(w.old[0].key, key)
		if c > 0 {
			break
		}
		if c < 0 {
			if err := w.put(w.old[0].key, w.old[0].value, true); err != nil {
				return err
			}
		}
		w.old = w.old[1:]
	}
	return w.put(key, value, fresh)
}

func (w *tables) put(key, value []byte, fresh bool) error {
	w.ikey = append(w.ikey[:0], key...)
	w.ikey = binary.LittleEndian.AppendUint64(w.ikey, w.v.seq<<8|1)
	if w.empty || fresh && w.room(key) {
		return w.append(&w.deep, deep, value)
	}
	return w.append(&w.rest, w.above, value)
}

// room tells whether the deep level has no table where the key would stand. The table
// that is being written ends before the next one there.
func (w *tables) room(key []byte) bool {
	passed := false
	for len(w.taken) > 0 && bytes.Compare(user(w.taken[0].last), key) < 0 {
		w.taken = w.taken[1:]
		passed = true
	}
	if passed && w.deep != nil {
		// It stands before a table that was passed. A failure comes again at the next key.
		w.deep.full = true
	}
	return len(w.taken) == 0 || bytes.Compare(key, user(w.taken[0].first)) < 0
}

func (w *tables) append(to **tableWriter, level uint64, value []byte) error {
	if t := *to; t != nil && (t.full || level != shallow && t.w.BytesLen() >= tableSize) {
		if err := w.finish(to); err != nil {
			return err
		}
	}
	if *to == nil {
		t, err := w.begin(level)
		if err != nil {
			return err
		}
		*to = t
		t.first = bytes.Clone(w.ikey)
	}
	t := *to
	t.last = append(t.last[:0], w.ikey...)
	return t.w.Append(w.ikey, value)
}

func (w *tables) end() error {
	for ; len(w.old) > 0; w.old = w.old[1:] {
		if err := w.put(w.old[0].key, w.old[0].value, true); err != nil {
			return err
		}
	}
	for _, t := range []**tableWriter{&w.deep, &w.rest} {
		if err := w.finish(t); err != nil {
			return err
		}
	}
	return nil
}

// close closes the files of tables that did not come to their end.
func (w *tables) close() {
	for _, t := range []*tableWriter{w.deep, w.rest} {
		if t != nil {
			_ = t.file.Close()
		}
	}
}

func tableName(num int64) storage.FileDesc {
	return storage.FileDesc{Type: storage.TypeTable, Num: num}
}

// tableWriter is a table on its way.
type tableWriter struct {
	tableFile
	full bool // it takes no more keys
	file storage.Writer
	buf  *bufio.Writer
	w    *table.Writer
}

func (w *tables) begin(level uint64) (*tableWriter, error) {
	t := &tableWriter{tableFile: tableFile{level: level, num: w.v.next}}
	f, err := w.d.stor.Create(tableName(t.num))
	if err != nil {
		return nil, err
	}
	w.v.next++
	t.file, t.buf = f, bufio.NewWriterSize(f, 1<<18)
	t.w = table.NewWriter(t.buf, w.o, nil, 0)
	return t, nil
}

func (w *tables) finish(to **tableWriter) error {
	t := *to
	if t == nil {
		return nil
	}
	err := t.w.Close()
	if err == nil {
		err = t.buf.Flush()
	}
	if err == nil && w.d.sync {
		err = t.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", tableName(t.num), err)
	}
	*to = nil
	t.size = int64(t.w.BytesLen())
	w.done = append(w.done, t.tableFile)
	return t.file.Close()
}

// stalled is how long a merge may go on without reading or writing.
var stalled = 30 * time.Second

// Settle waits until goleveldb has merged the tables that overlap, if they are many, so
// that reading need not look into each. It is an error when that does not go on, as on a
// full disk.
func (d *DB) Settle() error {
	var done uint64
	since := time.Now()
	for {
		var stats leveldb.DBStats
		if err := d.Level().Stats(&stats); err != nil {
			return err
		}
		if len(stats.LevelTablesCounts) == 0 || stats.LevelTablesCounts[shallow] < overlapping {
			return nil
		}
		if n := stats.IORead + stats.IOWrite; n != done {
			done, since = n, time.Now()
		}
		if time.Since(since) > stalled {
			return errors.New("the merging of tables does not go on; is the disk full?")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// user is the key within an internal one, which ends with eight bytes of its own.
func user(ikey []byte) []byte { return ikey[:len(ikey)-8] }

// internal is goleveldb's order of internal keys: the newer one of the same key first.
type internal struct{}

func (internal) Name() string { return comparer.DefaultComparer.Name() }

func (internal) Compare(a, b []byte) int {
	if c := bytes.Compare(user(a), user(b)); c != 0 {
		return c
	}
	m, n := binary.LittleEndian.Uint64(a[len(a)-8:]), binary.LittleEndian.Uint64(b[len(b)-8:])
	switch {
	case m > n:
		return -1
	case m < n:
		return 1
	}
	return 0
}

// newest is the end of an internal key that comes before all others of the same key.
var newest = binary.LittleEndian.AppendUint64(nil, (1<<56-1)<<8|1)

func (internal) Separator(dst, a, b []byte) []byte {
	return shortened(comparer.DefaultComparer.Separator(dst, user(a), user(b)), user(a))
}

func (internal) Successor(dst, b []byte) []byte {
	return shortened(comparer.DefaultComparer.Successor(dst, user(b)), user(b))
}

func shortened(dst, from []byte) []byte {
	if dst != nil && len(dst) < len(from) && bytes.Compare(from, dst) < 0 {
		return append(dst, newest...)
	}
	return nil
}

// userFilter is a filter of the keys within internal ones.
type userFilter struct{ filter.Filter }

func (f userFilter) Contains(b, key []byte) bool { return f.Filter.Contains(b, user(key)) }

func (f userFilter) NewGenerator() filter.FilterGenerator {
	return userGenerator{f.Filter.NewGenerator()}
}

type userGenerator struct{ filter.FilterGenerator }

func (g userGenerator) Add(key []byte) { g.FilterGenerator.Add(user(key)) }

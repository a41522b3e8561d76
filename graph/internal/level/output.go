package level

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/syndtr/goleveldb/leveldb/comparer"
	"github.com/syndtr/goleveldb/leveldb/filter"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/table"
)

// output writes sorted internal keys into tables of one level. No table has keys of two
// kinds, which their first byte tells: a table that goes from one kind to the next would
// stand where fresh keys of the first kind belong.
type output struct {
	d      *DB
	o      *opt.Options
	number func() int64 // gives the number of a new file
	level  uint64
	t      *tableWriter // the one that is being written, nil between two
	done   []tableFile
}

// shallowSize is how large tables of the shallow level are: reading looks into each of
// them that may have a key, so they are not to be many.
const shallowSize = 128 * mib

// valuesSize is how large tables of values are: a question looks up a few in tables of
// which each is as likely as the next, and reads the index and the filter of each.
const valuesSize = 1 * mib

func newOutput(d *DB, number func() int64, level uint64) *output {
	return &output{d: d, o: tableOptions(), number: number, level: level}
}

// tableOptions are those that goleveldb reads and writes tables with, but for where blocks
// end.
func tableOptions() *opt.Options {
	o := options()
	return &opt.Options{Comparer: internal{}, Filter: userFilter{o.Filter},
		BlockSize: blockSize, BlockRestartInterval: o.GetBlockRestartInterval(), Compression: o.GetCompression()}
}

// size is how large the table that is being written is to be.
func (w *output) size() int {
	switch {
	case w.level == shallow:
		return shallowSize
	case w.t.first[0] == values:
		return valuesSize
	}
	return tableSize
}

func (w *output) append(ikey, value []byte) error {
	if w.t != nil && (w.t.full || w.t.w.BytesLen() >= w.size() || w.t.first[0] != ikey[0]) {
		if err := w.finish(); err != nil {
			return err
		}
	}
	if w.t == nil {
		if err := w.begin(ikey[0]); err != nil {
			return err
		}
		w.t.first = bytes.Clone(ikey)
	}
	w.t.last = append(w.t.last[:0], ikey...)
	return w.t.w.Append(ikey, value)
}

// full ends a table with the key that was put last. A failure comes again at the next.
func (w *output) full() {
	if w.t != nil {
		w.t.full = true
	}
}

// tableWriter is a table on its way.
type tableWriter struct {
	tableFile
	full bool // it takes no more keys
	file storage.Writer
	buf  *bufio.Writer
	tail *tail
	w    *table.Writer
}

func tableName(num int64) storage.FileDesc {
	return storage.FileDesc{Type: storage.TypeTable, Num: num}
}

func (w *output) begin(kind byte) error {
	t := &tableWriter{tableFile: tableFile{level: w.level, num: w.number()}}
	f, err := w.d.stor.Create(tableName(t.num))
	if err != nil {
		return err
	}
	t.file, t.buf = f, bufio.NewWriterSize(f, 1<<18)
	o := *w.o
	if strings.IndexByte(hashed, kind) >= 0 {
		o.Compression = opt.NoCompression
	}
	if strings.IndexByte(numbered, kind) >= 0 {
		o.Filter = nil
	}
	t.tail = &tail{w: t.buf}
	t.w = table.NewWriter(t.tail, &o, nil, 0)
	w.t = t
	return nil
}

// Kinds of keys in Cayley's layout.
const (
	// hashed are those that are hashes of values: there is nothing in them to compress.
	hashed = "nv"
	// values are the numbers of nodes by the hashes of their values.
	values = 'v'
	// numbered are the log and the lists of labels, which are looked up by numbers that
	// are there: a filter would only have to be read.
	numbered = "lc"
)

// finish ends the table that is being written: it is on the disk.
func (w *output) finish() error {
	t := w.t
	if t == nil {
		return nil
	}
	t.tail.mark()
	err := t.w.Close()
	if err == nil {
		err = t.tail.finish()
	}
	if err == nil {
		err = t.buf.Flush()
	}
	if err == nil && w.d.sync {
		err = t.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", tableName(t.num), err)
	}
	w.t = nil
	t.size = t.tail.at
	w.done = append(w.done, t.tableFile)
	return t.file.Close()
}

// close closes the file of a table that did not come to its end.
func (w *output) close() {
	if w.t != nil {
		_ = w.t.file.Close()
		w.t = nil
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

// Separator is the shortest beginning of b that comes after a, where it comes before b: the
// default comparer's is no shorter than a where they differ by one in a byte.
func (internal) Separator(dst, a, b []byte) []byte {
	a, b = user(a), user(b)
	if n := common(a, b) + 1; n < len(a) && n < len(b) {
		return append(append(dst, b[:n]...), newest...)
	}
	return shortened(comparer.DefaultComparer.Separator(dst, a, b), a)
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

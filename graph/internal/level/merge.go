package level

import (
	"bytes"
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/table"
)

const (
	// maxOverlap is how many tables may overlap in one place while sequences come in: to
	// look a key up asks the filter of each.
	maxOverlap = 16
	// share is the part of the deep level that may stand above it: to merge less into it
	// would cost more than it saves readers.
	share = 4
	// hands are how many sequences are written, or parts merged, side by side.
	hands = 2
)

// Settle puts what [DB.Ingest] left overlapping in order, so that reading need not look
// into many tables. As with Ingest, nothing may read or write meanwhile, and a crash leaves
// the database as it was before or after.
func (d *DB) Settle() error {
	return d.closed(options(), func() error {
		v, err := d.flushed()
		if err != nil || v.overlap() == 0 {
			return err
		}
		if err := d.merge(v); err != nil {
			return err
		}
		return v.write(d.stor)
	})
}

// overlap is how many tables of the shallow level have keys of one kind, at most.
func (v *version) overlap() int {
	var of [256]int
	for _, t := range v.tables {
		if t.level == shallow {
			for k := int(t.first[0]); k <= int(t.last[0]); k++ {
				of[k]++
			}
		}
	}
	return slices.Max(of[:])
}

// merge writes what stands on the shallow level anew, so that no two tables overlap: on the
// middle level while that is little beside the deep one, else together with all that is
// above and beside it on the deep level. The version then names the new tables.
func (d *DB) merge(v *version) error {
	var above, below int64
	for _, t := range v.tables {
		if t.level < deep {
			above += t.size
		} else if t.level == deep {
			below += t.size
		}
	}
	target := uint64(deep)
	if above*share < below {
		target = middle
	}
	parts := v.parts(target)
	bottom := target == deep && !slices.ContainsFunc(v.tables, func(t tableFile) bool { return t.level > deep })
	done := make([][]tableFile, len(parts))
	err := sideBySide(len(parts), func(i int) error {
		m := merger{d: d, out: newOutput(d, v.number, target), bottom: bottom}
		err := m.merge(parts[i])
		done[i] = m.out.done
		return err
	})
	if err != nil {
		return fmt.Errorf("merge tables: %w", err)
	}
	old := make(map[int64]bool)
	for _, ts := range parts {
		for _, t := range ts {
			old[t.num] = true
		}
	}
	v.tables = slices.DeleteFunc(v.tables, func(t tableFile) bool { return old[t.num] })
	for _, ts := range done {
		v.tables = append(v.tables, ts...)
	}
	return nil
}

// sideBySide calls f with the numbers up to n, some at a time.
func sideBySide(n int, f func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var all sync.WaitGroup
	for range min(n, hands) {
		all.Go(func() {
			for i := range next {
				errs[i] = f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
	return errors.Join(errs...)
}

// parts are the tables that a merge takes, those together that overlap, the largest parts
// first: all that stand above the target, those of the target that have keys between
// theirs, and those that go from one kind of keys to the next.
func (v *version) parts(target uint64) [][]tableFile {
	var all []tableFile
	for _, t := range v.tables {
		if t.level <= target {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b tableFile) int { return bytes.Compare(user(a.first), user(b.first)) })
	var parts [][]tableFile
	var last []byte
	for _, t := range all {
		if n := len(parts); n > 0 && bytes.Compare(user(t.first), last) <= 0 {
			parts[n-1] = append(parts[n-1], t)
		} else {
			parts, last = append(parts, []tableFile{t}), nil
		}
		if bytes.Compare(user(t.last), last) > 0 {
			last = user(t.last)
		}
	}
	parts = slices.DeleteFunc(parts, func(ts []tableFile) bool {
		return !slices.ContainsFunc(ts, func(t tableFile) bool { return t.level < target || t.first[0] != t.last[0] })
	})
	slices.SortFunc(parts, func(a, b []tableFile) int { return cmp.Compare(bytesOf(b), bytesOf(a)) })
	return parts
}

func bytesOf(ts []tableFile) (n int64) {
	for _, t := range ts {
		n += t.size
	}
	return n
}

// merger merges tables into an output. It is a heap of sequences that have keys left, by
// the keys that they are at.
type merger struct {
	d      *DB
	out    *output
	bottom bool // nothing older stands beneath: what was deleted is left out
	at     []*sequence
}

func (m *merger) Len() int           { return len(m.at) }
func (m *merger) Less(i, j int) bool { return internal{}.Compare(m.at[i].key, m.at[j].key) < 0 }
func (m *merger) Swap(i, j int)      { m.at[i], m.at[j] = m.at[j], m.at[i] }
func (m *merger) Push(x any)         { m.at = append(m.at, x.(*sequence)) }
func (m *merger) Pop() any {
	x := m.at[len(m.at)-1]
	m.at = m.at[:len(m.at)-1]
	return x
}

func (m *merger) merge(ts []tableFile) error {
	for _, s := range sequences(m.d, ts) {
		defer s.close()
		if s.next() {
			m.at = append(m.at, s)
		} else if s.err != nil {
			return s.err
		}
	}
	defer m.out.close()
	heap.Init(m)
	var last []byte
	for len(m.at) > 0 {
		s := m.at[0]
		if last == nil || !bytes.Equal(user(s.key), last) { // else an older one of the same key
			last = append(last[:0], user(s.key)...)
			if deletion := s.key[len(last)] == 0; !deletion || !m.bottom {
				if err := m.out.append(s.key, s.it.Value()); err != nil {
					return err
				}
			}
		}
		if s.next() {
			heap.Fix(m, 0)
		} else if s.err != nil {
			return s.err
		} else {
			heap.Pop(m)
		}
	}
	return m.out.finish()
}

// sequence goes over tables that do not overlap, in order.
type sequence struct {
	d      *DB
	tables []tableFile // those that come
	file   storage.Reader
	reader *table.Reader
	it     iterator.Iterator // nil before the first table
	key    []byte
	err    error
}

// sequences put tables in as few sequences as may be.
func sequences(d *DB, ts []tableFile) []*sequence {
	var out []*sequence
	slices.SortFunc(ts, func(a, b tableFile) int { return internal{}.Compare(a.first, b.first) })
next:
	for _, t := range ts {
		for _, s := range out {
			if bytes.Compare(user(s.tables[len(s.tables)-1].last), user(t.first)) < 0 {
				s.tables = append(s.tables, t)
				continue next
			}
		}
		out = append(out, &sequence{d: d, tables: []tableFile{t}})
	}
	return out
}

// next goes to the next key; false at the end and on an error.
func (s *sequence) next() bool {
	for s.err == nil {
		if s.it != nil {
			if s.it.Next() {
				s.key = s.it.Key()
				return true
			}
			if s.err = s.it.Error(); s.err != nil {
				return false
			}
		}
		if len(s.tables) == 0 {
			return false
		}
		s.close()
		s.err = s.open(s.tables[0])
		s.tables = s.tables[1:]
	}
	return false
}

func (s *sequence) open(t tableFile) (err error) {
	if s.file, err = s.d.stor.Open(tableName(t.num)); err != nil {
		return err
	}
	o := tableOptions()
	o.Strict = opt.StrictAll // what can't be read is not to be lost in silence
	if s.reader, err = table.NewReader(&ahead{r: s.file}, t.size, tableName(t.num), nil, nil, o); err != nil {
		return err
	}
	s.it = s.reader.NewIterator(nil, nil)
	return nil
}

// close closes the table that is open.
func (s *sequence) close() {
	if s.it != nil {
		s.it.Release()
		s.reader.Release()
		s.it = nil
	}
	if s.file != nil {
		_ = s.file.Close() // it was only read
		s.file = nil
	}
}

// ahead reads more than is asked for, since what follows is asked for next.
type ahead struct {
	r   io.ReaderAt
	buf [1 << 18]byte
	at  int64
	n   int
}

func (a *ahead) ReadAt(p []byte, off int64) (int, error) {
	if len(p) > len(a.buf) {
		return a.r.ReadAt(p, off)
	}
	if off < a.at || off+int64(len(p)) > a.at+int64(a.n) {
		n, err := a.r.ReadAt(a.buf[:], off)
		if a.at, a.n = off, n; n < len(p) {
			return copy(p, a.buf[:n]), err
		}
	}
	return copy(p, a.buf[off-a.at:]), nil
}

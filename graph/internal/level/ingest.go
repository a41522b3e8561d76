package level

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/comparer"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

// Put takes the next key of a sorted sequence. Fresh says that neither the key nor any
// other that begins with the same number was ever in the database.
type Put func(key, value []byte, fresh bool) error

// Sequence goes through sorted keys that begin with one byte, each once.
type Sequence struct {
	Kind byte
	Keys func(Put) error
}

// Ingest puts sequences of keys, of about so many bytes, into the database in one step, which costs a fraction of writing them as batches: they become tables at
// once, and what is fresh is not moved again. The database is closed meanwhile, and
// nothing may read or write it; what [DB.Level] gave before is of no use afterwards. It
// keeps little in memory from then on and merges nothing by itself, until [DB.Settle].
//
// What was written before is flushed to tables first. The new tables are on the disk
// before a new manifest names them, so that the database has all the keys or, on an
// error or after a crash, none; goleveldb removes tables that no manifest names.
//
// No two sequences have keys of one kind. They are gone through side by side.
func (d *DB) Ingest(about int64, seqs []Sequence) error {
	old, err := d.small(about / 4)
	if err != nil {
		return err
	}
	return d.closed(loading(), func() error { return d.ingest(old, seqs) })
}

// closed calls f while the database is closed, and opens it again.
func (d *DB) closed(o *opt.Options, f func() error) error {
	if err := d.closeLevel(); err != nil {
		return err
	}
	err := f()
	db, oerr := leveldb.Open(d.stor, d.caching(o))
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
func (d *DB) ingest(old []pair, seqs []Sequence) error {
	v, err := d.flushed()
	if err != nil {
		return err
	}
	if v.comparer != comparer.DefaultComparer.Name() {
		return fmt.Errorf("%w: its keys are in the order of %s", ErrCorrupted, v.comparer)
	}
	if old != nil {
		v.tables = nil
		seqs = withKinds(seqs, old)
	}
	if v.overlap() >= maxOverlap {
		if err := d.merge(v); err != nil {
			return err
		}
	}
	v.seq++
	writers := make([]*tables, len(seqs))
	for i, s := range seqs {
		writers[i] = newTables(d, v, ofKind(old, s.Kind))
	}
	err = sideBySide(len(seqs), func(i int) error {
		w := writers[i]
		defer w.close()
		return errors.Join(seqs[i].Keys(w.merge), w.end())
	})
	if err != nil {
		return err
	}
	for _, w := range writers {
		v.tables = append(v.tables, w.deep.done...)
		v.tables = append(v.tables, w.rest.done...)
	}
	return v.write(d.stor)
}

// withKinds adds empty sequences for kinds of keys that none has.
func withKinds(seqs []Sequence, of []pair) []Sequence {
	seqs = slices.Clone(seqs)
	for _, p := range of {
		if !slices.ContainsFunc(seqs, func(s Sequence) bool { return s.Kind == p.key[0] }) {
			seqs = append(seqs, Sequence{p.key[0], func(Put) error { return nil }})
		}
	}
	return seqs
}

// ofKind are the pairs whose keys begin with a byte.
func ofKind(ps []pair, kind byte) []pair {
	from, _ := slices.BinarySearchFunc(ps, kind, func(p pair, k byte) int { return cmp.Compare(p.key[0], k) })
	to := from
	for to < len(ps) && ps[to].key[0] == kind {
		to++
	}
	return ps[from:to]
}

// The levels of tables.
const (
	shallow = 0 // tables may overlap, and are looked into one after the other
	middle  = 1
	deep    = 2 // most of all there is; what stands there in its place is not moved again
)

// tables writes sorted keys into new tables: what is fresh, and has nothing beside it
// on the deep level, goes there for good; the rest goes above all that may hold an
// older value.
type tables struct {
	v          *version
	old        []pair
	empty      bool        // the database has nothing that could be older
	taken      []tableFile // of the deep level, in order
	deep, rest *output
	ikey       []byte
}

func newTables(d *DB, v *version, old []pair) *tables {
	w := &tables{v: v, old: old}
	above := uint64(deep)
	for _, t := range v.tables {
		switch {
		case t.level < deep:
			above = shallow
		case t.level == deep:
			above = min(above, middle)
			w.taken = append(w.taken, t)
		}
	}
	w.empty = above == deep
	w.deep, w.rest = newOutput(d, v.number, deep), newOutput(d, v.number, above)
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
		return w.deep.append(w.ikey, value)
	}
	return w.rest.append(w.ikey, value)
}

// room tells whether the deep level has no table where the key would stand. The table
// that is being written ends before the next one there.
func (w *tables) room(key []byte) bool {
	passed := false
	for len(w.taken) > 0 && bytes.Compare(user(w.taken[0].last), key) < 0 {
		w.taken = w.taken[1:]
		passed = true
	}
	if passed {
		w.deep.full() // it stands before a table that was passed
	}
	return len(w.taken) == 0 || bytes.Compare(key, user(w.taken[0].first)) < 0
}

func (w *tables) end() error {
	for ; len(w.old) > 0; w.old = w.old[1:] {
		if err := w.put(w.old[0].key, w.old[0].value, true); err != nil {
			return err
		}
	}
	return errors.Join(w.deep.finish(), w.rest.finish())
}

// close closes the files of tables that did not come to their end.
func (w *tables) close() {
	w.deep.close()
	w.rest.close()
}

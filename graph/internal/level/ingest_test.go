package level

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// rows reads the whole database.
func rows(t *testing.T, d *DB) map[string]string {
	t.Helper()
	out := make(map[string]string)
	it := d.Level().NewIterator(nil, &opt.ReadOptions{Strict: opt.StrictAll})
	defer it.Release()
	for it.Next() {
		out[string(it.Key())] = string(it.Value())
	}
	if err := it.Error(); err != nil {
		t.Fatal(err)
	}
	n := 0
	for k, v := range out { // by key as well, which asks the filters
		if n++; n%8 > 0 {
			continue
		}
		if got, err := d.Level().Get([]byte(k), nil); err != nil || string(got) != v {
			t.Fatalf("%q: %q, %v; want %q", k, got, err, v)
		}
	}
	return out
}

func same(t *testing.T, when string, want, got map[string]string) {
	t.Helper()
	if !maps.Equal(want, got) { // which is much quicker than to look for differences
		t.Fatalf("%s (-want +got):\n%s", when, cmp.Diff(want, got))
	}
}

// madeUp makes keys in order: some that may be in the database, and some that begin
// with a number that is new. It returns them as they change the rows.
func madeUp(r *rand.Rand, round int, rows map[string]string) (changed map[string]string, seqs []Sequence) {
	changed = make(map[string]string)
	fresh := make(map[string]bool)
	value := func() string {
		b := make([]byte, r.IntN(200))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return string(b)
	}
	for range 50 + r.IntN(2000) {
		changed[fmt.Sprintf("%c%06d", "anv"[r.IntN(3)], r.IntN(5000))] = value()
	}
	for i := range r.IntN(4000) {
		k := fmt.Sprintf("%s%02d/%06d", []string{"log/", "spoc/", "w/"}[r.IntN(3)], 20-round%7*3+round/7, i)
		changed[k] = value()
		fresh[k] = true
	}
	order := make([]string, 0, len(changed))
	for k, v := range changed {
		order = append(order, k)
		rows[k] = v
	}
	slices.Sort(order)
	for from, to := 0, 0; from < len(order); from = to {
		for to < len(order) && order[to][0] == order[from][0] {
			to++
		}
		keys := order[from:to]
		seqs = append(seqs, Sequence{keys[0][0], func(put Put) error {
			for _, k := range keys {
				if err := put([]byte(k), []byte(changed[k]), fresh[k]); err != nil {
					return err
				}
			}
			return nil
		}})
	}
	return changed, seqs
}

// batch writes and deletes some keys in the ordinary way.
func batch(t *testing.T, r *rand.Rand, d *DB, rows map[string]string) {
	t.Helper()
	var b leveldb.Batch
	for range r.IntN(500) {
		k := fmt.Sprintf("%c%06d", "anv"[r.IntN(3)], r.IntN(5000))
		if r.IntN(3) == 0 {
			b.Delete([]byte(k))
			delete(rows, k)
		} else {
			b.Put([]byte(k), []byte(k))
			rows[k] = k
		}
	}
	for k := range rows {
		if r.IntN(50) == 0 {
			b.Delete([]byte(k))
			delete(rows, k)
		}
	}
	if err := d.Level().Write(&b, nil); err != nil {
		t.Fatal(err)
	}
}

// Sequences, between batches and merges, give what a map would have, also after the
// database is opened again, and tables of goleveldb's own stand among ours.
func TestIngest(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 3))
		dir := t.TempDir()
		d, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		want := make(map[string]string)
		for round := range 14 {
			if r.IntN(3) > 0 {
				batch(t, r, d, want)
			}
			about := int64(r.IntN(2)) << 30 // at times all is written anew
			_, keys := madeUp(r, round, want)
			if err := d.Ingest(about, keys); err != nil {
				t.Fatalf("seed %d, round %d: %v", seed, round, err)
			}
			same(t, fmt.Sprintf("seed %d, round %d", seed, round), want, rows(t, d))
			if r.IntN(4) == 0 {
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
				if d, err = Open(dir); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := d.Settle(); err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("seed %d, merged", seed), want, rows(t, d))
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

var errDisk = errors.New("the disk is on fire")

// failing is a storage of which one call fails, and all after it until it is mended.
type failing struct {
	storage.Storage
	mu   sync.Mutex
	left int // calls until one fails; never for a negative number
	hit  bool
}

func (f *failing) step() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.left == 0 {
		f.hit = true
		return errDisk
	}
	f.left--
	return nil
}

func (f *failing) Create(fd storage.FileDesc) (storage.Writer, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	w, err := f.Storage.Create(fd)
	return failingWriter{w, f}, err
}

func (f *failing) SetMeta(fd storage.FileDesc) error {
	if err := f.step(); err != nil {
		return err
	}
	return f.Storage.SetMeta(fd)
}

type failingWriter struct {
	storage.Writer
	f *failing
}

func (w failingWriter) Write(b []byte) (int, error) {
	if err := w.f.step(); err != nil {
		return 0, err
	}
	return w.Writer.Write(b)
}

func (w failingWriter) Sync() error {
	if err := w.f.step(); err != nil {
		return err
	}
	return w.Writer.Sync()
}

// each is how many calls one fails of: all, or some in a short test.
func each() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// Whichever call of the storage fails, the database has all of a sequence or none of it
// when it is opened again, and takes the sequence then.
func TestIngestFails(t *testing.T) {
	done := false
	for n := 0; !done; n += each() {
		stor := &failing{Storage: storage.NewMemStorage(), left: -1}
		d, err := openStorage(stor, leveldb.Open)
		if err != nil {
			t.Fatal(err)
		}
		d.sync = true
		r := rand.New(rand.NewPCG(1, 4))
		before := make(map[string]string)
		_, first := madeUp(r, 0, before)
		if err := d.Ingest(1<<30, first); err != nil {
			t.Fatal(err)
		}
		batch(t, r, d, before)
		after := make(map[string]string)
		for k, v := range before {
			after[k] = v
		}
		_, keys := madeUp(r, 1, after)
		stor.left = n
		err = d.Ingest(int64(n%2)<<30, keys)
		if done = !stor.hit; done != (err == nil) {
			t.Fatalf("call %d: failed %v, error %v", n, stor.hit, err)
		}
		_ = d.Level().Close()
		stor.left = -1
		if d, err = openStorage(stor, leveldb.Open); err != nil {
			t.Fatalf("call %d: %v", n, err)
		}
		got := rows(t, d)
		if !maps.Equal(before, got) && !maps.Equal(after, got) {
			t.Fatalf("call %d: %d rows are neither the %d before nor the %d after", n, len(got), len(before), len(after))
		}
		if err := d.Ingest(0, keys); err != nil {
			t.Fatalf("call %d, again: %v", n, err)
		}
		same(t, fmt.Sprintf("call %d, again", n), after, rows(t, d))
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Whichever call of the storage fails while tables are merged, nothing is lost.
func TestSettleFails(t *testing.T) {
	done := false
	for n := 0; !done; n += 3 * each() {
		stor := &failing{Storage: storage.NewMemStorage(), left: -1}
		d, err := openStorage(stor, leveldb.Open)
		if err != nil {
			t.Fatal(err)
		}
		d.sync = true
		r := rand.New(rand.NewPCG(1, 5))
		want := make(map[string]string)
		for round := range 4 {
			_, seqs := madeUp(r, round, want)
			if err := d.Ingest(0, seqs); err != nil {
				t.Fatal(err)
			}
			if round == 1 {
				batch(t, r, d, want)
			}
		}
		stor.left = n
		err = d.Settle()
		if done = !stor.hit; done != (err == nil) {
			t.Fatalf("call %d: failed %v, error %v", n, stor.hit, err)
		}
		_ = d.Level().Close()
		stor.left = -1
		if d, err = openStorage(stor, leveldb.Open); err != nil {
			t.Fatalf("call %d: %v", n, err)
		}
		same(t, fmt.Sprintf("call %d", n), want, rows(t, d))
		if err := d.Settle(); err != nil {
			t.Fatalf("call %d, again: %v", n, err)
		}
		same(t, fmt.Sprintf("call %d, again", n), want, rows(t, d))
		var stats leveldb.DBStats
		if err := d.Level().Stats(&stats); err != nil || stats.LevelTablesCounts[shallow] > 0 {
			t.Fatalf("call %d: tables %v, %v", n, stats.LevelTablesCounts, err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A merge of many runs goes to the middle level while it is little beside what is there,
// and what was deleted does not come back.
func TestMergeLevels(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds of merging")
	}
	dir := t.TempDir()
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(2, 5))
	want := make(map[string]string)
	levels := make(map[uint64]bool)
	for round := range 3 * maxOverlap {
		_, seqs := madeUp(r, round, want)
		if round == 0 { // something large
			for i := range 60_000 {
				want[fmt.Sprintf("b%06d", i)] = fmt.Sprint(r.Uint64(), r.Uint64(), r.Uint64())
			}
			seqs = append(seqs, Sequence{'b', func(put Put) error {
				for i := range 60_000 {
					k := fmt.Sprintf("b%06d", i)
					if err := put([]byte(k), []byte(want[k]), false); err != nil {
						return err
					}
				}
				return nil
			}})
		}
		if err := d.Ingest(0, seqs); err != nil {
			t.Fatal(err)
		}
		if round%5 == 0 {
			batch(t, r, d, want)
		}
		v, err := readVersion(d.stor)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range v.tables {
			levels[x.level] = true
		}
	}
	if err := d.Settle(); err != nil {
		t.Fatal(err)
	}
	same(t, "settled", want, rows(t, d))
	if !levels[shallow] || !levels[middle] || !levels[deep] {
		t.Errorf("tables were on the levels %v", levels)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

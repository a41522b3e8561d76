package level

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/storage"
	"github.com/syndtr/goleveldb/leveldb/util"
	"pgregory.net/rapid"
)

// goleveldb finds its way by our indexes: every range is gone through forward and backward
// and begun at any key, in tables of one block and of many.
func TestRanges(t *testing.T) {
	for _, size := range []int{1, 40, 3000, 60_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(size), 1))
			d, err := Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			all := make(map[string]bool)
			for range size {
				all[fmt.Sprintf("a%07x", r.IntN(4*size))] = true
			}
			keys := slices.Sorted(maps.Keys(all))
			err = d.Ingest(0, []Sequence{{'a', func(put Put) error {
				for _, k := range keys {
					if err := put([]byte(k), bytes.Repeat([]byte(k), 1+len(k)%5), true); err != nil {
						return err
					}
				}
				return nil
			}}})
			if err != nil {
				t.Fatal(err)
			}
			for range 400 {
				from, to := fmt.Sprintf("a%07x", r.IntN(4*size+1)), fmt.Sprintf("a%07x", r.IntN(4*size+1))
				if to < from {
					from, to = to, from
				}
				lo, _ := slices.BinarySearch(keys, from)
				hi, _ := slices.BinarySearch(keys, to)
				want := keys[lo:hi]
				if len(want) > 500 { // the ends, where an index is cut
					want = want[:500]
				}
				it := d.Level().NewIterator(&util.Range{Start: []byte(from), Limit: []byte(to)}, &opt.ReadOptions{Strict: opt.StrictAll})
				var got []string
				for len(got) < len(want) && it.Next() {
					got = append(got, string(it.Key()))
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s to %s: %q; want %q", from, to, got, want)
				}
				got = got[:0]
				last := keys[max(lo, hi-len(want)):hi]
				for ok := it.Last(); ok && len(got) < len(last); ok = it.Prev() {
					got = append(got, string(it.Key()))
				}
				if slices.Reverse(got); !slices.Equal(got, last) {
					t.Fatalf("%s to %s, backward: %q; want %q", from, to, got, last)
				}
				for range 5 {
					k := fmt.Sprintf("a%07x", r.IntN(4*size+1))
					at, _ := slices.BinarySearch(keys, max(k, from))
					if ok := it.Seek([]byte(k)); ok != (at < hi) || ok && string(it.Key()) != keys[at] {
						t.Fatalf("%s to %s, sought %s: %v, %q", from, to, k, ok, it.Key())
					}
				}
				it.Release()
				if err := it.Error(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// What stands between two blocks is behind the last key of the one, before the first of
// the other, and no longer than need be.
func TestSeparator(t *testing.T) {
	key := rapid.SliceOfN(rapid.Byte(), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		a, b := key.Draw(t, "a"), key.Draw(t, "b")
		if bytes.Compare(a, b) > 0 {
			a, b = b, a
		}
		if bytes.Equal(a, b) {
			return
		}
		older := append(bytes.Clone(a), "\x01\x02\x00\x00\x00\x00\x00\x00"...)
		younger := append(bytes.Clone(b), "\x01\x07\x00\x00\x00\x00\x00\x00"...)
		got := internal{}.Separator(nil, older, younger)
		if got == nil { // the last key itself
			return
		}
		if c := (internal{}); c.Compare(older, got) >= 0 || c.Compare(got, younger) >= 0 {
			t.Fatalf("%x is not between %x and %x", got, older, younger)
		}
		if len(got) >= len(older) {
			t.Fatalf("%x is no shorter than %x", got, older)
		}
	})
}

// Tables that are not as this package writes them are refused, not made worse.
func TestIndexIsRefused(t *testing.T) {
	for name, end := range map[string][]byte{
		"nothing":       nil,
		"no footer":     bytes.Repeat([]byte{1}, footerSize-1),
		"no index":      bytes.Repeat([]byte{0}, footerSize+20),
		"index outside": append([]byte{0, 1, 0x90, 0x4e, 5}, make([]byte, footerSize)...),
	} {
		to := storage.NewMemStorage()
		f, err := to.Create(tableName(1))
		if err != nil {
			t.Fatal(err)
		}
		x := &tail{w: f}
		x.mark()
		_, _ = x.Write(end) // memory
		if err := x.finish(); err == nil || x.at > 0 {
			t.Errorf("%s: %v, %d bytes written", name, err, x.at)
		}
	}
}

// BenchmarkClose reads a database of many blocks, and closes it.
func BenchmarkClose(b *testing.B) {
	dir := b.TempDir()
	d, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	const blocks = 30_000
	r := rand.New(rand.NewPCG(1, 1))
	err = d.Ingest(0, []Sequence{{'n', func(put Put) error {
		value := make([]byte, blockSize)
		for i := range blocks {
			for j := 0; j < len(value); j += 8 {
				value[j] = byte(r.Uint32())
			}
			if err := put(fmt.Appendf(nil, "n%08d", i), value, true); err != nil {
				return err
			}
		}
		return nil
	}}})
	if err := errors.Join(err, d.Close()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		d, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		it := d.Level().NewIterator(nil, nil)
		for it.Next() {
		}
		it.Release()
		b.StartTimer()
		if err := errors.Join(it.Error(), d.Close()); err != nil {
			b.Fatal(err)
		}
	}
}

package layout

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/storage"
)

// A join finds the nodes that a plain look at all quads finds, whichever bytes their
// numbers have, from the beginning and from any node on.
func TestJoin(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 9))
		db, err := leveldb.Open(storage.NewMemStorage(), nil)
		if err != nil {
			t.Fatal(err)
		}
		numbers := make([]uint64, 40)
		for i := range numbers {
			numbers[i] = uint64(anyNumber(r)) + 1
		}
		x := []Index{SPOL, OPSL}[seed%2]
		first, last := position(x.dirs[0]), position(x.dirs[2])
		quads := make(map[Quad]bool)
		for range 600 {
			q := Quad{1: uint64(1 + r.IntN(3)), 3: uint64(r.IntN(3))}
			q[first], q[last] = uint64(1+r.IntN(3)), numbers[r.IntN(len(numbers))]
			quads[q] = true
			if err := db.Put(x.key(q, 4), nil, nil); err != nil {
				t.Fatal(err)
			}
		}
		for range 20 {
			given := make([]Quad, 1+r.IntN(3))
			for i := range given {
				given[i][1], given[i][first] = uint64(1+r.IntN(3)), uint64(1+r.IntN(4))
			}
			want := make(map[uint64]int)
			for _, n := range numbers {
				ways := 1
				for _, g := range given {
					found := 0
					for q := range quads {
						if q[first] == g[first] && q[1] == g[1] && q[last] == n {
							found++
						}
					}
					ways *= found
				}
				if ways > 0 {
					want[n] = ways
				}
			}
			got := make(map[uint64]int)
			var order []uint64
			join := func(after uint64, f func(uint64, int) bool) {
				t.Helper()
				if err := Join(db, x, given, after, f); err != nil {
					t.Fatal(err)
				}
			}
			join(0, func(n uint64, ways int) bool {
				got[n] = ways
				order = append(order, n)
				return true
			})
			if !maps.Equal(got, want) {
				t.Fatalf("seed %d, %v: %v, want %v", seed, given, got, want)
			}
			if len(order) == 0 {
				continue
			}
			at := r.IntN(len(order))
			var rest []uint64
			join(order[at], func(n uint64, _ int) bool {
				rest = append(rest, n)
				return len(rest) < 2
			})
			if wanted := order[at+1 : min(at+3, len(order))]; !slices.Equal(rest, wanted) {
				t.Fatalf("seed %d, %v after %d: %v, want %v", seed, given, order[at], rest, wanted)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

package layout

import (
	"math/rand/v2"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
)

// What is said to be known was kept, and what was met in the latest run stays while older
// quads make room.
func TestKnownQuads(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	k := make(knownQuads, knownQuadSets)
	kept := make(map[runQuad]bool)
	quad := func() runQuad {
		return runQuad{s: 1 + r.Uint32N(1000), p: 1 + r.Uint32N(30), o: 1 + r.Uint32N(1000), l: r.Uint32N(1000)}
	}
	often := quad()
	k.keep(often, 1)
	kept[often] = true
	const runs, quadsOfRun = 12, 100_000 // twice as many as there are places
	for run := uint32(2); run < 2+runs; run++ {
		found := 0
		if !k.met(often, run) {
			t.Fatalf("run %d: a quad that was met in each is forgotten", run)
		}
		for range quadsOfRun {
			q := quad()
			known := k.met(q, run)
			if known && !kept[q] {
				t.Fatalf("%v is known, but was not kept", q)
			}
			if !known {
				k.keep(q, run)
				kept[q] = true
			}
			if k.met(q, run) {
				found++
			}
		}
		if found < quadsOfRun*9/10 {
			t.Fatalf("run %d: %d of %d just kept are known", run, found, quadsOfRun)
		}
	}
}

// A node that is met in each run stays in mind, however many others pass.
func TestKnownNodes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	k := make(known, knownSets)
	hash := func() (h cayley.ValueHash) {
		for i := range h {
			h[i] = byte(r.Uint32())
		}
		return h
	}
	often := hash()
	for run := uint32(1); run < 6; run++ {
		for id := range uint32(knownSets * knownWays / 2) {
			h := hash()
			k.keep(&h, id+1, 3, run)
		}
		k.keep(&often, 7, uint64(run), run)
	}
	n := k.find(&often)
	if n == nil || n.id != 7 || n.refs != 5 {
		t.Fatalf("the node is kept as %+v", n)
	}
	if h := hash(); k.find(&h) != nil {
		t.Fatal("a node that was not kept is found")
	}
}

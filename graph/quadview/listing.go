package quadview

import (
	"context"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
)

// listing are the nodes that an iterator finds, each as often as it finds it. Where nodes
// are looked for time and again, all are read once that costs no more than the lookups so far.
type listing struct {
	lookups int
	worth   int64    // lookups from which on it pays; 0 when not known
	nodes   []uint64 // in order, when they were read
	read    bool
	never   bool // they are too many
}

const (
	// perLookup is how many quads of a scan are read in the time that a lookup takes.
	perLookup = 32
	// maxListed is how many nodes are read at most.
	maxListed = 1 << 20
)

// manyLookups is after how many lookups a listing is read at the earliest. It is a variable
// for the tests only.
var manyLookups = 256

// look counts a lookup and reads the listing from an iterator once that pays. Cost is how many
// lookups take as long; it is asked for once, if ever.
func (l *listing) look(ctx context.Context, of cayley.IteratorShape, cost func(context.Context) (int64, error)) error {
	if l.lookups++; l.read || l.never || l.lookups < manyLookups {
		return nil
	}
	if l.worth == 0 {
		lookups, err := cost(ctx)
		if err != nil {
			return err
		}
		l.worth = max(1, lookups)
	}
	if int64(l.lookups) < l.worth {
		return nil
	}
	it := of.Iterate()
	defer it.Close()
	for !l.never && it.Next(ctx) {
		n, _ := it.Result().(node)
		l.nodes = append(l.nodes, uint64(n))
		l.never = len(l.nodes) > maxListed
	}
	if err := it.Err(); err != nil || l.never {
		l.nodes = nil
		return err
	}
	slices.Sort(l.nodes)
	l.read = true
	return nil
}

// ways counts how often a node was found.
func (l *listing) ways(n node) int {
	first, _ := slices.BinarySearch(l.nodes, uint64(n))
	after, _ := slices.BinarySearch(l.nodes, uint64(n)+1)
	return after - first
}

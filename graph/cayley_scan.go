package graph

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
)

// scan selects the quads with given ends, by a prefix of an index; ends beyond the
// prefix are checked on the keys.
type scan struct {
	q       *quadStore
	index   layout.Index
	key     layout.Quad // what is given; 0 is any
	n       int         // ends in the prefix
	byLabel bool
	counted *cayley.Size
}

var places = map[quad.Direction]int{quad.Subject: 0, quad.Predicate: 1, quad.Object: 2, quad.Label: 3}

// scan finds the index for the ends that are given; false when none serves.
func (q *quadStore) scan(given map[quad.Direction]uint64) (*scan, bool) {
	sc := &scan{q: q}
	for d, id := range given {
		sc.key[places[d]] = id
	}
	k := sc.key
	switch {
	case k[0] != 0 && (k[2] == 0 || k[1] != 0):
		sc.index, sc.n = layout.SPOL, run(k[0], k[1], k[2], k[3])
	case k[2] != 0:
		sc.index, sc.n = layout.OPSL, run(k[2], k[1], k[0], k[3])
	case k[3] != 0:
		sc.byLabel = true
	default:
		return nil, false
	}
	return sc, true
}

// run is how many of the ends are given from the first on.
func run(ends ...uint64) int {
	for i, e := range ends {
		if e == 0 {
			return i
		}
	}
	return len(ends)
}

func (s *scan) fits(q layout.Quad) bool {
	for i, id := range s.key {
		if id != 0 && q[i] != id {
			return false
		}
	}
	return true
}

// countUpTo is how far sizes are counted; greater ones are estimated from the bytes
// on disk.
const (
	countUpTo    = 256
	bytesPerQuad = 12
)

func (s *scan) size() (cayley.Size, error) {
	if s.counted != nil {
		return *s.counted, nil
	}
	var n int
	var err error
	whole := true
	if s.byLabel {
		var ids []uint64
		ids, err = layout.LabelledIDs(s.q.db(), s.key[3])
		n = len(ids)
	} else {
		n, whole, err = layout.Count(s.q.db(), s.index, s.key, s.n, countUpTo)
	}
	size := cayley.Size{Size: int64(n), Exact: whole}
	if !whole {
		size.Size = max(size.Size, layout.Bytes(s.q.s.level.Level(), s.index, s.key, s.n)/bytesPerQuad)
	}
	s.counted = &size
	return size, err
}

// Iterate goes over the quads.
func (s *scan) Iterate() cayley.Scanner { return &scanner{s: s} }

// Lookup checks quads.
func (s *scan) Lookup() cayley.Index { return &lookup{s: s} }

// AsLegacy is the scan by Cayley's older interface.
func (s *scan) AsLegacy() cayley.Iterator {
	l := &legacyScan{s: s}
	l.Iterator = cayley.NewLegacy(s, l)
	return l
}

type legacyScan struct {
	s *scan
	cayley.Iterator
}

// AsShape is the scan itself.
func (l *legacyScan) AsShape() cayley.IteratorShape {
	l.Close()
	return l.s
}

// String describes the scan.
func (s *scan) String() string { return fmt.Sprintf("Scan(%v)", s.key) }

// SubIterators are none.
func (s *scan) SubIterators() []cayley.IteratorShape { return nil }

// Optimize returns the scan.
func (s *scan) Optimize(context.Context) (cayley.IteratorShape, bool) { return s, false }

// Stats gives the costs to Cayley's optimizer.
func (s *scan) Stats(context.Context) (cayley.IteratorCosts, error) {
	size, err := s.size()
	return cayley.IteratorCosts{ContainsCost: 1, NextCost: 2, Size: size}, err
}

// scanShape is a scan in a tree of shapes.
type scanShape struct{ s *scan }

// BuildIterator begins the scan.
func (s scanShape) BuildIterator(cayley.QuadStore) cayley.Iterator { return s.s.AsLegacy() }

// Optimize returns the shape.
func (s scanShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

// scanner goes over the quads of a scan.
type scanner struct {
	s    *scan
	c    *layout.Cursor
	ids  []uint64
	open bool
	at   *proto.Primitive
	err  error
}

func primitive(id uint64, q layout.Quad) *proto.Primitive {
	return &proto.Primitive{ID: id, Subject: q[0], Predicate: q[1], Object: q[2], Label: q[3]}
}

// Next goes to the next quad.
func (it *scanner) Next(ctx context.Context) bool {
	it.at = nil
	if it.err != nil {
		return false
	}
	if it.err = ctx.Err(); it.err != nil {
		return false
	}
	db := it.s.q.db()
	if !it.open {
		it.open = true
		if it.s.byLabel {
			it.ids, it.err = layout.LabelledIDs(db, it.s.key[3])
		} else {
			it.c = layout.Seek(db, it.s.index, it.s.key, it.s.n)
		}
	}
	if it.s.byLabel {
		return it.nextLabelled(db)
	}
	for it.c != nil && it.c.Next() {
		if q := it.c.Quad(); it.s.fits(q) {
			it.at = primitive(it.c.ID(), q)
			return true
		}
	}
	if it.c != nil {
		it.err = it.c.Err()
	}
	return false
}

func (it *scanner) nextLabelled(db layout.Getter) bool {
	for len(it.ids) > 0 && it.err == nil {
		id := it.ids[0]
		it.ids = it.ids[1:]
		q, ok, err := layout.At(db, id)
		if it.err = err; err == nil && ok && it.s.fits(q) {
			it.at = primitive(id, q)
			return true
		}
	}
	return false
}

// NextPath has none.
func (it *scanner) NextPath(context.Context) bool { return false }

// TagResults has none.
func (it *scanner) TagResults(map[string]cayley.Ref) {}

// Result is the quad.
func (it *scanner) Result() cayley.Ref {
	if it.at == nil {
		return nil
	}
	return it.at
}

// Err is what ended it.
func (it *scanner) Err() error { return it.err }

// String describes it.
func (it *scanner) String() string { return it.s.String() }

// Close lets go.
func (it *scanner) Close() error {
	if it.c != nil {
		it.c.Close()
		it.c = nil
	}
	return it.err
}

// lookup checks whether quads are in a scan.
type lookup struct {
	s  *scan
	at *proto.Primitive
}

// Contains checks a quad.
func (l *lookup) Contains(_ context.Context, ref cayley.Ref) bool {
	l.at = nil
	p, ok := ref.(*proto.Primitive)
	if !ok || !l.s.fits(layout.Quad{p.Subject, p.Predicate, p.Object, p.Label}) {
		return false
	}
	l.at = p
	return true
}

// NextPath has none.
func (l *lookup) NextPath(context.Context) bool { return false }

// TagResults has none.
func (l *lookup) TagResults(map[string]cayley.Ref) {}

// Result is the quad.
func (l *lookup) Result() cayley.Ref {
	if l.at == nil {
		return nil
	}
	return l.at
}

// Err is none.
func (l *lookup) Err() error { return nil }

// String describes it.
func (l *lookup) String() string { return l.s.String() }

// Close does nothing.
func (l *lookup) Close() error { return nil }

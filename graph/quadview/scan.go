package quadview

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// scan selects the quads with given ends, or all nodes.
type scan struct {
	src     Source
	given   Quad
	nodes   bool
	counted *cayley.Size
}

func (s *scan) fits(q Quad) bool {
	for i, id := range s.given {
		if id != 0 && q[i] != id {
			return false
		}
	}
	return true
}

func (s *scan) size() (cayley.Size, error) {
	if s.counted == nil {
		n, exact, err := s.src.Size(s.given)
		if err != nil {
			return cayley.Size{}, err
		}
		s.counted = &cayley.Size{Size: n, Exact: exact && !s.nodes}
	}
	return *s.counted, nil
}

func (s *scan) Iterate() cayley.Scanner { return &scanner{s: s} }
func (s *scan) Lookup() cayley.Index    { return &lookup{s: s} }

// legacy is a scan, or its ends, by Cayley's older interface.
type legacy struct {
	shape cayley.IteratorShape
	cayley.Iterator
}

func asLegacy(shape cayley.IteratorShape) cayley.Iterator {
	l := &legacy{shape: shape}
	l.Iterator = cayley.NewLegacy(shape, l)
	return l
}

func (l *legacy) AsShape() cayley.IteratorShape {
	l.Close()
	return l.shape
}

func (s *scan) String() string                                        { return fmt.Sprintf("Scan%v", s.given) }
func (s *scan) SubIterators() []cayley.IteratorShape                  { return nil }
func (s *scan) Optimize(context.Context) (cayley.IteratorShape, bool) { return s, false }

func (s *scan) Stats(context.Context) (cayley.IteratorCosts, error) {
	size, err := s.size()
	return cayley.IteratorCosts{ContainsCost: 1, NextCost: 2, Size: size}, err
}

// scanShape is a scan in a tree of shapes.
type scanShape struct{ s *scan }

func (s scanShape) BuildIterator(cayley.QuadStore) cayley.Iterator { return asLegacy(s.s) }
func (s scanShape) Optimize(shape.Optimizer) (shape.Shape, bool)   { return s, false }

// The first batch of a scan is small, for those who want one quad only.
const (
	firstBatch = 16
	laterBatch = 512
)

// scanner goes over the quads of a scan, or over all nodes.
type scanner struct {
	s    *scan
	rows []Row
	at   int // of the next row
	size int // of the batch that rows were
	last Row
	done bool
	err  error
}

func (it *scanner) Next(ctx context.Context) bool {
	if it.err != nil {
		return false
	}
	if it.err = ctx.Err(); it.err != nil {
		return false
	}
	if it.at == len(it.rows) && !it.more() {
		it.at = 0
		it.rows = nil
		return false
	}
	it.at++
	return true
}

// more reads the next batch.
func (it *scanner) more() bool {
	if it.done {
		return false
	}
	if len(it.rows) > 0 {
		it.last = it.rows[len(it.rows)-1]
	}
	it.size = min(max(firstBatch, it.size*8), laterBatch)
	if it.s.nodes {
		var ids []uint64
		ids, it.err = it.s.src.Nodes(it.last.ID, it.size)
		it.rows = it.rows[:0]
		for _, id := range ids {
			it.rows = append(it.rows, Row{ID: id})
		}
	} else {
		it.rows, it.err = it.s.src.Scan(it.s.given, it.last, it.size)
	}
	it.at = 0
	it.done = len(it.rows) < it.size
	return it.err == nil && len(it.rows) > 0
}

func (it *scanner) Result() cayley.Ref {
	if it.at == 0 || it.at > len(it.rows) {
		return nil
	}
	r := it.rows[it.at-1]
	if it.s.nodes {
		return node(r.ID)
	}
	return link{r}
}

func (it *scanner) NextPath(context.Context) bool    { return false }
func (it *scanner) TagResults(map[string]cayley.Ref) {}
func (it *scanner) Err() error                       { return it.err }
func (it *scanner) String() string                   { return it.s.String() }
func (it *scanner) Close() error                     { return it.err }

// lookup checks whether quads are in a scan, or nodes are nodes.
type lookup struct {
	s  *scan
	at cayley.Ref
}

func (l *lookup) Contains(_ context.Context, ref cayley.Ref) bool {
	l.at = nil
	switch r := ref.(type) {
	case node:
		if l.s.nodes && r != 0 {
			l.at = r
		}
	case link:
		if !l.s.nodes && l.s.fits(r.Row.Quad) {
			l.at = r
		}
	}
	return l.at != nil
}

func (l *lookup) Result() cayley.Ref               { return l.at }
func (l *lookup) NextPath(context.Context) bool    { return false }
func (l *lookup) TagResults(map[string]cayley.Ref) {}
func (l *lookup) Err() error                       { return nil }
func (l *lookup) String() string                   { return l.s.String() }
func (l *lookup) Close() error                     { return nil }

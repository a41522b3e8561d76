package quadview

import (
	"cmp"
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// hop is a step from nodes that other iterators find, along quads with one of a few
// predicates, to their other ends. Cayley goes over all quads of a node to find those; this
// asks for the ones with the predicate, both for the next and for a node that is looked for.
type hop struct {
	src      Source
	along    []Quad // what is given of the quads, one for each predicate
	from, to int    // the places of a node that is found and of the one that it leads to
	found    cayley.IteratorShape
}

// hopShape is a hop in a tree of shapes.
type hopShape struct {
	h     hop
	found shape.Shape
}

// hopOf is the hop that takes the nodes in one direction of quads, of which the others are
// given by shapes; ok is false where it is none.
func (s *store) hopOf(n shape.NodesFrom) (out hopShape, ok bool) {
	quads, ok := n.Quads.(shape.Quads)
	to, known := places[n.Dir]
	if !ok || !known || n.Dir != quad.Subject && n.Dir != quad.Object {
		return out, false
	}
	from := 2 - to
	predicates := shape.Fixed(nil)
	var label node
	for _, f := range quads {
		fixed, isFixed := f.Values.(shape.Fixed)
		switch {
		case f.Dir == quad.Predicate && isFixed && predicates == nil:
			predicates = fixed
		case f.Dir == quad.Label && isFixed && len(fixed) == 1 && label == 0:
			label, ok = fixed[0].(node)
		case places[f.Dir] == from && f.Dir != quad.Predicate && out.found == nil:
			out.found = f.Values
		default:
			ok = false
		}
		if !ok {
			return out, false
		}
	}
	if _, saved := out.found.(shape.Save); saved || out.found == nil || len(predicates) == 0 {
		return out, false
	}
	if _, all := out.found.(shape.AllNodes); all {
		return out, false
	}
	out.h = hop{src: s.src, from: from, to: to}
	for _, p := range predicates {
		n, ok := p.(node)
		if !ok || n == 0 {
			return out, false
		}
		out.h.along = append(out.h.along, Quad{1: uint64(n), 3: uint64(label)})
	}
	return out, true
}

func (s hopShape) BuildIterator(qs cayley.QuadStore) cayley.Iterator {
	h := s.h
	if fixed, ok := s.found.(shape.Fixed); ok {
		h.found = newSet(fixed)
	} else {
		h.found = cayley.AsShape(s.found.BuildIterator(qs))
	}
	return asLegacy(&h)
}

func (s hopShape) Optimize(shape.Optimizer) (shape.Shape, bool) { return s, false }

func (h *hop) Iterate() cayley.Scanner              { return &hopScanner{h: h, found: h.found.Iterate()} }
func (h *hop) Lookup() cayley.Index                 { return &hopLookup{h: h, found: h.found.Lookup()} }
func (h *hop) String() string                       { return fmt.Sprintf("Hop%v.%d", h.along, h.to) }
func (h *hop) SubIterators() []cayley.IteratorShape { return []cayley.IteratorShape{h.found} }

func (h *hop) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	found, changed := h.found.Optimize(ctx)
	if !changed {
		return h, false
	}
	out := *h
	out.found = found
	return &out, true
}

// Stats say that a node has a few quads with a predicate.
func (h *hop) Stats(ctx context.Context) (cayley.IteratorCosts, error) {
	const few = 2
	c, err := h.found.Stats(ctx)
	n := int64(len(h.along))
	return cayley.IteratorCosts{
		NextCost:     c.NextCost + 20*n,
		ContainsCost: n * (20 + few*c.ContainsCost),
		Size:         cayley.Size{Size: few * c.Size.Size},
	}, err
}

// steps goes over the quads that a node has in one place, predicate by predicate.
type steps struct {
	h     *hop
	place int
	node  node
	next  int // predicate
	at    scanner
}

func (s *steps) begin(place int, n node) { *s = steps{h: s.h, place: place, node: n} }

func (s *steps) Next(ctx context.Context) bool {
	for {
		if s.at.s != nil && s.at.Next(ctx) {
			return true
		}
		if s.at.err != nil || s.node == 0 || s.next == len(s.h.along) {
			return false
		}
		given := s.h.along[s.next]
		given[s.place] = uint64(s.node)
		s.next++
		s.at = scanner{s: &scan{src: s.h.src, given: given}}
	}
}

// end is the node that the quad at hand has in a place.
func (s *steps) end(place int) node { return node(s.at.rows[s.at.at-1].Quad[place]) }

// hopScanner goes over the nodes that those found lead to.
type hopScanner struct {
	h     *hop
	found cayley.Scanner
	with  steps
	err   error
}

func (it *hopScanner) Next(ctx context.Context) bool {
	it.with.h = it.h
	for !it.with.Next(ctx) {
		if it.err = it.with.at.err; it.err != nil || !it.found.Next(ctx) {
			return false
		}
		n, _ := it.found.Result().(node)
		it.with.begin(it.h.from, n)
	}
	return true
}

func (it *hopScanner) Result() cayley.Ref {
	if it.with.at.at == 0 || it.with.at.at > len(it.with.at.rows) {
		return nil
	}
	return it.with.end(it.h.to)
}

func (it *hopScanner) NextPath(ctx context.Context) bool    { return it.found.NextPath(ctx) }
func (it *hopScanner) TagResults(dst map[string]cayley.Ref) { it.found.TagResults(dst) }
func (it *hopScanner) Err() error                           { return cmp.Or(it.err, it.found.Err()) }
func (it *hopScanner) String() string                       { return it.h.String() }
func (it *hopScanner) Close() error                         { return cmp.Or(it.err, it.found.Close()) }

// hopLookup looks for nodes that one of those found leads to.
type hopLookup struct {
	h     *hop
	found cayley.Index
	with  steps
	node  node
}

func (l *hopLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	l.node, _ = ref.(node)
	l.with.h = l.h
	l.with.begin(l.h.to, l.node)
	return l.next(ctx)
}

func (l *hopLookup) next(ctx context.Context) bool {
	for l.with.Next(ctx) {
		if l.found.Contains(ctx, l.with.end(l.h.from)) {
			return true
		}
	}
	return false
}

func (l *hopLookup) NextPath(ctx context.Context) bool {
	return l.node != 0 && (l.found.NextPath(ctx) || l.found.Err() == nil && l.next(ctx))
}

func (l *hopLookup) Result() cayley.Ref {
	if l.node == 0 {
		return nil
	}
	return l.node
}

func (l *hopLookup) TagResults(dst map[string]cayley.Ref) { l.found.TagResults(dst) }
func (l *hopLookup) Err() error                           { return cmp.Or(l.with.at.err, l.found.Err()) }
func (l *hopLookup) String() string                       { return l.h.String() }
func (l *hopLookup) Close() error                         { return cmp.Or(l.with.at.err, l.found.Close()) }

package quadview

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// ends are the nodes that the quads of a scan have in one place. Cayley has such an
// iterator, which asks for all quads of a node to find out whether it is one of them; this
// asks for the quads of the scan that have it there.
type ends struct {
	s     *scan
	place int
}

func (e *ends) Iterate() cayley.Scanner { return &endsScanner{scanner{s: e.s}, e.place} }
func (e *ends) Lookup() cayley.Index    { return &endsLookup{e: e} }

func (e *ends) String() string                                        { return fmt.Sprintf("Ends%v.%d", e.s.given, e.place) }
func (e *ends) SubIterators() []cayley.IteratorShape                  { return nil }
func (e *ends) Optimize(context.Context) (cayley.IteratorShape, bool) { return e, false }

// Stats say that to find a node among them takes a scan of its own.
func (e *ends) Stats(context.Context) (cayley.IteratorCosts, error) {
	size, err := e.s.size()
	size.Exact = false // a node may be an end of several
	return cayley.IteratorCosts{NextCost: 3, ContainsCost: 20, Size: size}, err
}

// endsShape are ends in a tree of shapes.
type endsShape struct{ e *ends }

func (s endsShape) BuildIterator(cayley.QuadStore) cayley.Iterator { return asLegacy(s.e) }
func (s endsShape) Optimize(shape.Optimizer) (shape.Shape, bool)   { return s, false }

// endsScanner goes over the ends of all quads of a scan.
type endsScanner struct {
	scanner
	place int
}

func (it *endsScanner) Result() cayley.Ref {
	if r, ok := it.scanner.Result().(link); ok && r.Row.Quad[it.place] != 0 {
		return node(r.Row.Quad[it.place])
	}
	return nil
}

// endsLookup looks for nodes among the ends; each quad that has one there is a path to it.
type endsLookup struct {
	e    *ends
	node node
	with scanner // of the quads that have the node there
}

func (l *endsLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	n, ok := ref.(node)
	l.node, l.with = n, scanner{s: &scan{src: l.e.s.src, given: l.e.s.given}, done: true}
	given := &l.with.s.given[l.e.place]
	if !ok || n == 0 || *given != 0 && *given != uint64(n) {
		return false
	}
	*given, l.with.done = uint64(n), false
	return l.with.Next(ctx)
}

func (l *endsLookup) NextPath(ctx context.Context) bool { return l.with.s != nil && l.with.Next(ctx) }

func (l *endsLookup) Result() cayley.Ref {
	if l.node == 0 {
		return nil
	}
	return l.node
}

func (l *endsLookup) TagResults(map[string]cayley.Ref) {}
func (l *endsLookup) Err() error                       { return l.with.err }
func (l *endsLookup) String() string                   { return l.e.String() }
func (l *endsLookup) Close() error                     { return l.with.err }

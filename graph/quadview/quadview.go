// Package quadview is what Cayley's query languages see of a store: a read-only quad
// store over a few calls ([Source]), which may be answered in this process or from
// another one.
//
// Cayley's own quad store tells its optimizer nothing of how many quads a node has,
// and reads all quads of a node where only those with one predicate are asked for;
// this one gives real sizes, and finds quads with several given ends in one scan.
package quadview

import (
	"context"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// ErrReadOnly is returned for changes: documents are written through the store, which
// keeps what hangs together together.
var ErrReadOnly = errors.New("the store can only be read here")

// Quad is a quad by the numbers of its nodes: subject, predicate, object, label; 0 is
// none, or any in a question.
type Quad [4]uint64

// Row is a quad with its own number.
type Row struct {
	ID   uint64
	Quad Quad
}

// NameError says that nobody has a name.
type NameError struct{ Name string }

func (e *NameError) Error() string {
	return fmt.Sprintf("no such actor: %q (actors are named as in Iran, IRN, Teheran or Zelensky)", e.Name)
}

// Source answers questions about a store.
type Source interface {
	// Node is the number of the node that a value names, or 0. An error may be a
	// [*NameError].
	Node(v quad.Value) (uint64, error)
	// Values are the values of nodes, nil for those that are not there.
	Values(ids []uint64) ([]quad.Value, error)
	// Scan lists quads with these ends, up to limit, that come after a row; from the
	// first on for the zero Row. Fewer than limit are the last.
	Scan(given Quad, after Row, limit int) ([]Row, error)
	// Ends lists the nodes that the quads of each of several scans have in a place, the
	// first so many of each. All of them give the same directions, the subject or the
	// object among them. A single scan is mostly asked for to look something up.
	Ends(given []Quad, place, limit int) ([][]uint64, error)
	// Size is how many there are, or about how many.
	Size(given Quad) (n int64, exact bool, err error)
	// Nodes lists nodes whose numbers come after a number, up to limit.
	Nodes(after uint64, limit int) ([]uint64, error)
	// Joins tells whether the source can join.
	Joins() bool
	// Join lists nodes that quads of each of several scans have in a place, up to limit,
	// that come after one; from the first on for 0. Fewer than limit are the last. The
	// scans give predicate and object, or subject and predicate; the place is that of
	// the subject (0) or the object (2).
	Join(given []Quad, place int, after uint64, limit int) ([]Met, error)
}

// New makes Cayley's view of a source. Its Failure method tells what the source failed
// with since it was last asked: parts of Cayley's interface have no place for an error,
// and an answer after one may be short.
func New(s Source) cayley.QuadStore {
	n := &noting{Source: s}
	return &store{n, n}
}

// node and link are the references of this store.
type (
	node uint64
	link struct{ Row }
)

func (n node) Key() interface{} { return n }
func (l link) Key() interface{} { return l.ID }

type store struct {
	src Source
	*noting
}

var (
	_ cayley.BatchQuadStore = (*store)(nil)
	_ shape.Optimizer       = (*store)(nil)
)

func (s *store) ValueOf(v quad.Value) cayley.Ref {
	if v == nil {
		return nil
	}
	id, err := s.src.Node(v)
	if err != nil || id == 0 { // failures are noted
		return nil
	}
	return node(id)
}

func (s *store) RefsOf(_ context.Context, vs []quad.Value) ([]cayley.Ref, error) {
	out := make([]cayley.Ref, len(vs))
	for i, v := range vs {
		id, err := s.src.Node(v)
		if err != nil {
			return nil, fmt.Errorf("look %s up: %w", v, err)
		}
		out[i] = node(id)
	}
	return out, nil
}

func (s *store) NameOf(ref cayley.Ref) quad.Value {
	vs, err := s.ValuesOf(context.Background(), []cayley.Ref{ref})
	if err != nil { // noted
		return nil
	}
	return vs[0]
}

func (s *store) ValuesOf(_ context.Context, refs []cayley.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	var ids []uint64
	var at []int
	for i, r := range refs {
		switch r := r.(type) {
		case nil:
		case cayley.PreFetchedValue:
			out[i] = r.NameOf()
		case node:
			if r != 0 {
				ids, at = append(ids, uint64(r)), append(at, i)
			}
		default:
			return nil, fmt.Errorf("a reference of another store: %T", r)
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	vs, err := s.src.Values(ids)
	if err != nil {
		return nil, err
	}
	for i, v := range vs {
		out[at[i]] = v
	}
	return out, nil
}

func (s *store) Quad(ref cayley.Ref) quad.Quad {
	l, ok := ref.(link)
	if !ok {
		return quad.Quad{}
	}
	vs, err := s.src.Values(l.Row.Quad[:])
	if err != nil { // noted
		return quad.Quad{}
	}
	return quad.Quad{Subject: vs[0], Predicate: vs[1], Object: vs[2], Label: vs[3]}
}

var places = map[quad.Direction]int{quad.Subject: 0, quad.Predicate: 1, quad.Object: 2, quad.Label: 3}

func (s *store) QuadDirection(ref cayley.Ref, d quad.Direction) cayley.Ref {
	l, ok := ref.(link)
	if !ok || l.Row.Quad[places[d]] == 0 {
		return nil
	}
	return node(l.Row.Quad[places[d]])
}

func (s *store) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	n, ok := ref.(node)
	if !ok || n == 0 {
		return iterator.NewNull()
	}
	sc := &scan{src: s.src}
	sc.given[places[d]] = uint64(n)
	return asLegacy(sc)
}

func (s *store) QuadIteratorSize(_ context.Context, d quad.Direction, ref cayley.Ref) (cayley.Size, error) {
	n, ok := ref.(node)
	if !ok || n == 0 {
		return cayley.Size{Exact: true}, nil
	}
	sc := &scan{src: s.src}
	sc.given[places[d]] = uint64(n)
	return sc.size()
}

// OptimizeShape turns the selection of quads with given ends, or of their other ends, into
// one scan, what several such selections have in common into a join, and a step from what
// other shapes find into a hop.
func (s *store) OptimizeShape(sh shape.Shape) (shape.Shape, bool) {
	switch sh := sh.(type) {
	case shape.Intersect:
		return s.joined(sh)
	case shape.NodesFrom:
		if h, ok := s.hopOf(sh); ok {
			return h, true
		}
	}
	a, ok := sh.(shape.QuadsAction)
	if !ok {
		return sh, false
	}
	sc := &scan{src: s.src}
	for d, ref := range a.Filter {
		n, ok := ref.(node)
		if !ok || n == 0 {
			return sh, false
		}
		sc.given[places[d]] = uint64(n)
	}
	if sc.given == (Quad{}) {
		return sh, false
	}
	if len(a.Save) > 0 {
		return a.SimplifyFrom(scanShape{sc}), true
	}
	return endsShape{&ends{s: sc, place: places[a.Result]}}, true
}

func (s *store) NodesAllIterator() cayley.Iterator {
	sc := &scan{src: s.src, nodes: true}
	return asLegacy(sc)
}

func (s *store) QuadsAllIterator() cayley.Iterator {
	sc := &scan{src: s.src}
	return asLegacy(sc)
}

func (s *store) Stats(context.Context, bool) (cayley.Stats, error) {
	n, exact, err := s.src.Size(Quad{})
	return cayley.Stats{Quads: cayley.Size{Size: n, Exact: exact}, Nodes: cayley.Size{Size: n / 3}}, err
}

func (s *store) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return ErrReadOnly }
func (s *store) NewQuadWriter() (quad.WriteCloser, error)            { return nil, ErrReadOnly }

// Close does nothing: what is viewed stays open.
func (s *store) Close() error { return nil }

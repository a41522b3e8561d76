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
	counted  *int64 // quads of the nodes found, roughly; nil until they are asked for
	listing
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

func (h *hop) Iterate() cayley.Scanner {
	return &hopScanner{h: h, found: ahead{found: h.found.Iterate()}}
}

func (h *hop) Lookup() cayley.Index {
	return &hopLookup{h: h, found: h.found.Lookup(), plain: h.plain()}
}

func (h *hop) String() string                       { return fmt.Sprintf("Hop%v.%d", h.along, h.to) }
func (h *hop) SubIterators() []cayley.IteratorShape { return []cayley.IteratorShape{h.found} }

// plain tells that the nodes come without tags, and each as a result of its own however it
// is reached, so that they can be listed.
func (h *hop) plain() bool {
	switch found := h.found.(type) {
	case *ends, *set:
		return true
	case *hop:
		return found.plain()
	}
	return false
}

func (h *hop) Optimize(ctx context.Context) (cayley.IteratorShape, bool) {
	found, changed := h.found.Optimize(ctx)
	if !changed {
		return h, false
	}
	out := *h
	out.found, out.counted = found, nil
	return &out, true
}

// Stats say that a node has a few quads with a predicate. Of given nodes it is not guessed:
// there may be a thousand days, each with hundreds of statements.
func (h *hop) Stats(ctx context.Context) (out cayley.IteratorCosts, err error) {
	const few = 2
	c, err := h.found.Stats(ctx)
	n := int64(len(h.along))
	out = cayley.IteratorCosts{NextCost: c.NextCost + 5*n, ContainsCost: n * (20 + few*c.ContainsCost), Size: cayley.Size{Size: few * c.Size.Size}}
	if _, given := h.found.(*set); given && err == nil {
		out.Size.Size, err = h.quads(ctx, c.Size.Size)
	}
	return out, err
}

// cost is how many lookups take as long as reading all. A node that is read ahead costs a
// quarter of one.
func (h *hop) cost(ctx context.Context) (int64, error) {
	c, err := h.found.Stats(ctx)
	if err != nil {
		return 0, err
	}
	quads, err := h.quads(ctx, c.Size.Size)
	return c.Size.Size/4 + quads/perLookup, err
}

// quads is about how many quads so many found nodes have, by what the first of them have.
// A planner asks time and again, and each size is a question to the store.
func (h *hop) quads(ctx context.Context, found int64) (int64, error) {
	if h.counted != nil {
		return *h.counted, nil
	}
	const few = 8
	it := h.found.Iterate()
	defer it.Close()
	var nodes, quads int64
	for nodes < few && it.Next(ctx) {
		nodes++
		n, _ := it.Result().(node)
		for _, given := range h.along {
			given[h.from] = uint64(n)
			size, _, err := h.src.Size(given)
			if err != nil {
				return 0, err
			}
			quads += size
		}
	}
	about := quads * found / max(nodes, 1)
	if err := it.Err(); err != nil {
		return 0, err
	}
	h.counted = &about
	return about, nil
}

// hopScanner goes over the nodes that those found lead to, many at a time.
type hopScanner struct {
	h     *hop
	found ahead
	asked []Quad     // of the nodes read ahead, predicate by predicate
	ends  [][]uint64 // of these quads
	next  int        // of them
	here  []uint64   // ends at hand that are left
	with  scanner    // in their place, of a node that has many
	node  node
	err   error
}

// mostFound is how many nodes are read ahead, and firstFound how many at first.
const firstFound, mostFound = 4, 256

// maxEnds is how many ends of a node are asked for together with those of others. It is a
// variable for the tests only.
var maxEnds = 64

func (it *hopScanner) Next(ctx context.Context) bool {
	it.node = 0
	for it.err == nil {
		switch {
		case len(it.here) > 0:
			it.node, it.here = node(it.here[0]), it.here[1:]
		case it.with.s != nil && it.with.Next(ctx):
			it.node = node(it.with.rows[it.with.at-1].Quad[it.h.to])
		case it.with.err != nil:
			it.err = it.with.err
			return false
		case it.next < len(it.ends):
			it.step()
			continue
		case it.more(ctx):
			continue
		default:
			return false
		}
		it.found.again()
		return true
	}
	return false
}

// step goes on to the next ends.
func (it *hopScanner) step() {
	it.here, it.with = it.ends[it.next], scanner{}
	if len(it.here) == maxEnds { // and maybe more
		it.here, it.with.s = nil, &scan{src: it.h.src, given: it.asked[it.next]}
	}
	it.found.at = it.next / len(it.h.along)
	it.next++
}

// more reads ahead.
func (it *hopScanner) more(ctx context.Context) bool {
	it.found.read(ctx, min(max(firstFound, 4*len(it.found.list)), mostFound))
	it.next, it.ends, it.asked = 0, nil, it.asked[:0]
	for _, r := range it.found.list {
		for _, given := range it.h.along {
			given[it.h.from] = uint64(r.node)
			it.asked = append(it.asked, given)
		}
	}
	if it.err = cmp.Or(ctx.Err(), it.found.found.Err()); it.err != nil || len(it.asked) == 0 {
		return false
	}
	it.ends, it.err = it.h.src.Ends(it.asked, it.h.to, maxEnds)
	return it.err == nil
}

func (it *hopScanner) Result() cayley.Ref {
	if it.node == 0 {
		return nil
	}
	return it.node
}

func (it *hopScanner) NextPath(ctx context.Context) bool    { return it.found.NextPath(ctx) }
func (it *hopScanner) TagResults(dst map[string]cayley.Ref) { it.found.TagResults(dst) }
func (it *hopScanner) Err() error                           { return it.err }
func (it *hopScanner) String() string                       { return it.h.String() }
func (it *hopScanner) Close() error                         { return cmp.Or(it.err, it.found.found.Close()) }

// hopLookup looks for nodes that one of those found leads to.
type hopLookup struct {
	h     *hop
	found cayley.Index
	plain bool
	node  node
	next  int      // predicate
	here  [1]Quad  // what is asked for of the one before
	ends  []uint64 // that are left of it
	with  scanner  // in their place, of a node that has many
	ways  int      // to it that are left, where all nodes were listed
	err   error
}

func (l *hopLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	l.node, _ = ref.(node)
	l.next, l.ends, l.with, l.ways = 0, nil, scanner{}, 0
	if l.node == 0 {
		return false
	}
	if l.plain {
		if l.err = l.h.look(ctx, l.h, l.h.cost); l.err != nil {
			return false
		}
		if l.h.read {
			l.ways, l.next = l.h.ways(l.node)-1, len(l.h.along)
			return l.ways >= 0
		}
	}
	return l.again(ctx)
}

// again goes on to the next quad of the node whose other end is found.
func (l *hopLookup) again(ctx context.Context) bool {
	for {
		for end := l.end(ctx); end != 0; end = l.end(ctx) {
			if l.found.Contains(ctx, end) {
				return true
			}
		}
		if l.err = cmp.Or(l.err, ctx.Err(), l.with.err, l.found.Err()); l.err != nil || l.next == len(l.h.along) {
			return false
		}
		l.ask()
	}
}

// end takes the next of the ends at hand, 0 after the last.
func (l *hopLookup) end(ctx context.Context) (end node) {
	switch {
	case len(l.ends) > 0:
		end, l.ends = node(l.ends[0]), l.ends[1:]
	case l.with.s != nil && l.with.Next(ctx):
		end = node(l.with.rows[l.with.at-1].Quad[l.h.from])
	}
	return end
}

// ask asks for the ends that the node has with the next predicate.
func (l *hopLookup) ask() {
	l.here[0] = l.h.along[l.next]
	l.here[0][l.h.to] = uint64(l.node)
	l.next++
	l.ends, l.with = nil, scanner{}
	ends, err := l.h.src.Ends(l.here[:], l.h.from, maxEnds)
	if l.err = err; err != nil {
		return
	}
	if l.ends = ends[0]; len(l.ends) == maxEnds { // and maybe more
		l.ends, l.with.s = nil, &scan{src: l.h.src, given: l.here[0]}
	}
}

func (l *hopLookup) NextPath(ctx context.Context) bool {
	if l.ways > 0 {
		l.ways--
		return true
	}
	if l.plain && l.h.read || l.node == 0 || l.err != nil {
		return false
	}
	return l.found.NextPath(ctx) || l.again(ctx)
}

func (l *hopLookup) Result() cayley.Ref {
	if l.node == 0 {
		return nil
	}
	return l.node
}

func (l *hopLookup) TagResults(dst map[string]cayley.Ref) { l.found.TagResults(dst) }
func (l *hopLookup) Err() error                           { return cmp.Or(l.err, l.found.Err()) }
func (l *hopLookup) String() string                       { return l.h.String() }
func (l *hopLookup) Close() error                         { return cmp.Or(l.err, l.found.Close()) }

package quadview

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// Met is a node that quads of several scans have in one place, in so many ways.
type Met struct {
	Node uint64
	Ways int
}

// joinable tells of ends that [Source.Join] takes: subjects of quads with a given
// predicate and object, and objects of those with a given subject and predicate.
func (e *ends) joinable() bool {
	var given [4]bool
	for i, id := range e.s.given {
		given[i] = id != 0
	}
	return e.place == 0 && given == [4]bool{1: true, 2: true} || e.place == 2 && given == [4]bool{0: true, 1: true}
}

// join is the intersection of ends in one place. Cayley walks one of them and looks each
// node up in the others; the store goes over all of them side by side.
type join struct {
	src   Source
	given []Quad
	place int
	of    []*ends
}

// joinShape is a join in a tree of shapes.
type joinShape struct{ j *join }

func (s joinShape) BuildIterator(cayley.QuadStore) cayley.Iterator { return asLegacy(s.j) }
func (s joinShape) Optimize(shape.Optimizer) (shape.Shape, bool)   { return s, false }

// joined puts those parts of an intersection together that can be joined.
func (s *store) joined(parts shape.Intersect) (shape.Shape, bool) {
	if !s.src.Joins() {
		return parts, false
	}
	var of [2][]*ends
	var rest shape.Intersect
	for _, p := range parts {
		if e, ok := p.(endsShape); ok && e.e.joinable() {
			of[e.e.place/2] = append(of[e.e.place/2], e.e)
		} else {
			rest = append(rest, p)
		}
	}
	if len(of[0]) < 2 && len(of[1]) < 2 {
		return parts, false
	}
	for i, es := range of {
		switch {
		case len(es) == 1:
			rest = append(rest, endsShape{es[0]})
		case len(es) > 1:
			j := &join{src: s.src, place: 2 * i, of: es}
			for _, e := range es {
				j.given = append(j.given, e.s.given)
			}
			rest = append(rest, joinShape{j})
		}
	}
	if len(rest) == 1 {
		return rest[0], true
	}
	return rest, true
}

func (j *join) Iterate() cayley.Scanner { return &joinScanner{j: j} }

func (j *join) Lookup() cayley.Index {
	l := &joinLookup{j: j}
	for _, e := range j.of {
		l.in = append(l.in, e.Lookup())
	}
	return l
}

func (j *join) String() string                                        { return fmt.Sprintf("Join%v.%d", j.given, j.place) }
func (j *join) SubIterators() []cayley.IteratorShape                  { return nil }
func (j *join) Optimize(context.Context) (cayley.IteratorShape, bool) { return j, false }

// Stats say that a join has no more than the fewest of its ends.
func (j *join) Stats(ctx context.Context) (out cayley.IteratorCosts, err error) {
	for i, e := range j.of {
		c, err := e.Stats(ctx)
		if err != nil {
			return out, err
		}
		if i == 0 || c.Size.Size < out.Size.Size {
			out.Size = c.Size
		}
		out.NextCost += c.NextCost
		out.ContainsCost += c.ContainsCost
	}
	out.Size.Exact = false
	return out, nil
}

// joinScanner goes over the nodes of a join, once for each way in which they are met.
type joinScanner struct {
	j    *join
	rows []Met
	at   int // of the next row
	more int // ways to the one before it that are left
	size int // of the batch that rows were
	last uint64
	done bool
	err  error
}

func (it *joinScanner) Next(ctx context.Context) bool {
	if it.err == nil {
		it.err = ctx.Err()
	}
	if it.err != nil || it.at == len(it.rows) && !it.read() {
		it.rows, it.at = nil, 0
		return false
	}
	it.more = it.rows[it.at].Ways - 1
	it.at++
	return true
}

// firstJoined is how many nodes are asked for first. What is met may be rare, and the
// next one far away.
const firstJoined = 8

func (it *joinScanner) read() bool {
	if it.done {
		return false
	}
	it.size = min(max(firstJoined, 2*it.size), laterBatch)
	it.rows, it.err = it.j.src.Join(it.j.given, it.j.place, it.last, it.size)
	it.at, it.done = 0, len(it.rows) < it.size
	if it.err != nil || len(it.rows) == 0 {
		return false
	}
	it.last = it.rows[len(it.rows)-1].Node
	return true
}

func (it *joinScanner) Result() cayley.Ref {
	if it.at == 0 {
		return nil
	}
	return node(it.rows[it.at-1].Node)
}

func (it *joinScanner) NextPath(context.Context) bool {
	it.more--
	return it.more >= 0
}

func (it *joinScanner) TagResults(map[string]cayley.Ref) {}
func (it *joinScanner) Err() error                       { return it.err }
func (it *joinScanner) String() string                   { return it.j.String() }
func (it *joinScanner) Close() error                     { return it.err }

// joinLookup looks for nodes in all ends of a join.
type joinLookup struct {
	j  *join
	in []cayley.Index
	at cayley.Ref
}

func (l *joinLookup) Contains(ctx context.Context, ref cayley.Ref) bool {
	l.at = nil
	for _, in := range l.in {
		if !in.Contains(ctx, ref) {
			return false
		}
	}
	l.at = ref
	return true
}

func (l *joinLookup) NextPath(ctx context.Context) bool {
	for _, in := range l.in {
		if in.NextPath(ctx) {
			return true
		}
	}
	return false
}

func (l *joinLookup) Result() cayley.Ref { return l.at }

func (l *joinLookup) Err() error {
	for _, in := range l.in {
		if err := in.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (l *joinLookup) TagResults(map[string]cayley.Ref) {}
func (l *joinLookup) String() string                   { return l.j.String() }
func (l *joinLookup) Close() error                     { return l.Err() }

package quadview

import (
	"context"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// set is given nodes, one that is given twice among them twice. Cayley's looks for one by
// comparing it with each; a path for the statements of some years has a thousand days.
type set struct {
	nodes []node
	has   map[node]bool
}

func newSet(of shape.Fixed) *set {
	s := &set{has: make(map[node]bool, len(of))}
	for _, ref := range of {
		if n, _ := ref.(node); n != 0 {
			s.nodes = append(s.nodes, n)
			s.has[n] = true
		}
	}
	return s
}

func (s *set) Iterate() cayley.Scanner                               { return &setScanner{s: s} }
func (s *set) Lookup() cayley.Index                                  { return &setLookup{s: s} }
func (s *set) String() string                                        { return fmt.Sprintf("Set(%d)", len(s.nodes)) }
func (s *set) SubIterators() []cayley.IteratorShape                  { return nil }
func (s *set) Optimize(context.Context) (cayley.IteratorShape, bool) { return s, false }

func (s *set) Stats(context.Context) (cayley.IteratorCosts, error) {
	return cayley.IteratorCosts{NextCost: 1, ContainsCost: 1, Size: cayley.Size{Size: int64(len(s.nodes)), Exact: true}}, nil
}

// one is a node that a set has, or none.
type one struct{ node node }

func (o one) Result() cayley.Ref {
	if o.node == 0 {
		return nil
	}
	return o.node
}

func (one) NextPath(context.Context) bool    { return false }
func (one) TagResults(map[string]cayley.Ref) {}
func (one) Err() error                       { return nil }
func (one) Close() error                     { return nil }

type setScanner struct {
	one
	s  *set
	at int
}

func (it *setScanner) Next(context.Context) bool {
	if it.node = 0; it.at == len(it.s.nodes) {
		return false
	}
	it.node = it.s.nodes[it.at]
	it.at++
	return true
}

func (it *setScanner) String() string { return it.s.String() }

type setLookup struct {
	one
	s *set
}

func (l *setLookup) Contains(_ context.Context, ref cayley.Ref) bool {
	l.node = 0
	if n, _ := ref.(node); l.s.has[n] {
		l.node = n
	}
	return l.node != 0
}

func (l *setLookup) String() string { return l.s.String() }

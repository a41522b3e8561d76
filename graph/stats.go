package graph

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// Counts says how much is in a store.
type Counts struct {
	Quads      int64 `json:"quads"`   // derived ones among them
	Derived    int64 `json:"derived"` // quads of the index
	Documents  int64 `json:"documents"`
	Statements int64 `json:"statements"`
	Claims     int64 `json:"claims"`
	Actors     int64 `json:"actors"`
	// Acts counts the statements by act.
	Acts map[schema.Act]int64 `json:"acts"`
	// Years are those that have statements, in order.
	Years []int `json:"years"`
}

// Stats counts what is in the store. It reads one index entry for each document,
// statement, claim and actor.
func (s *Store) Stats(ctx context.Context) (Counts, error) {
	c := Counts{Acts: make(map[schema.Act]int64)}
	st, err := s.QuadStore().Stats(ctx, false)
	if err != nil {
		return c, fmt.Errorf("count quads: %w", err)
	}
	c.Quads = st.Quads.Size
	for _, n := range []struct {
		class quad.IRI
		to    *int64
	}{{schema.ClassDocument, &c.Documents}, {schema.ClassStatement, &c.Statements}, {schema.ClassClaim, &c.Claims}, {schema.ClassActor, &c.Actors}} {
		if *n.to, err = s.count(ctx, schema.Type, n.class); err != nil {
			return c, err
		}
	}
	for _, a := range schema.Acts {
		n, err := s.count(ctx, schema.PAct, quad.IRI("act/"+string(a.Act)))
		if err != nil {
			return c, err
		}
		if n > 0 {
			c.Acts[a.Act] = n
		}
	}
	c.Years, err = s.Years(ctx)
	return c, err
}

// count is the number of quads with this predicate and object.
func (s *Store) count(ctx context.Context, p, o quad.IRI) (int64, error) {
	var n int64
	err := s.each(ctx, quad.Object, o, func(q quad.Quad) bool {
		if q.Predicate == p {
			n++
		}
		return true
	})
	return n, err
}

// Quads iterates over the quads of the store in the order in which they were
// first written; without the derived ones unless they are asked for. Iteration
// ends with the first error.
func (s *Store) Quads(ctx context.Context, withDerived bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		qs := s.QuadStore()
		stopped := false
		err := s.drain(ctx, qs, qs.QuadsAllIterator(), func(q quad.Quad) bool {
			if withDerived || !Derived(q) {
				stopped = !yield(q, nil)
			}
			return !stopped
		})
		if err != nil && !stopped {
			yield(quad.Quad{}, fmt.Errorf("read quads: %w", err))
		}
	}
}

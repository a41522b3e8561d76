package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Counts says how much is in a store.
type Counts struct {
	Quads      int64 `json:"quads"` // those of the index among them
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
func (v *View) Stats(ctx context.Context) (Counts, error) {
	c := Counts{Acts: make(map[schema.Act]int64)}
	if v.err != nil {
		return c, v.err
	}
	var err error
	if c.Quads, err = v.db.size(); err != nil {
		return c, fmt.Errorf("count quads: %w", err)
	}
	for _, n := range []struct {
		class quad.IRI
		to    *int64
	}{{schema.ClassDocument, &c.Documents}, {schema.ClassStatement, &c.Statements}, {schema.ClassClaim, &c.Claims}, {schema.ClassActor, &c.Actors}} {
		if *n.to, err = v.count(ctx, schema.Type, n.class); err != nil {
			return c, err
		}
	}
	for _, a := range schema.Acts {
		n, err := v.count(ctx, schema.PAct, quad.IRI("act/"+string(a.Act)))
		if err != nil {
			return c, err
		}
		if n > 0 {
			c.Acts[a.Act] = n
		}
	}
	c.Years, err = v.Years(ctx)
	return c, err
}

// count is the number of quads with this predicate and object.
func (v *View) count(ctx context.Context, p, o quad.IRI) (int64, error) {
	var n int64
	err := v.eachKey(pattern{o: o, p: p}, func(layout.Quad) bool {
		n++
		return n%1024 != 0 || ctx.Err() == nil
	})
	return n, errors.Join(err, ctx.Err())
}

// Quads iterates over the quads of the store in the order in which they were
// first written; without the derived ones unless they are asked for. Iteration
// ends with the first error.
func (s *Store) Quads(ctx context.Context, withDerived bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		v := s.View()
		defer v.Close()
		if err := v.all(ctx, withDerived, yield); err != nil {
			yield(quad.Quad{}, fmt.Errorf("read quads of %s: %w", s.where, err))
		}
	}
}

// all hands the quads to yield until it returns false.
func (v *View) all(ctx context.Context, withDerived bool, yield func(quad.Quad, error) bool) error {
	if v.err != nil {
		return v.err
	}
	var fail error
	n := 0
	err := v.db.all(0, func(_ uint64, k layout.Quad) bool {
		if n++; n%1024 == 0 {
			if fail = ctx.Err(); fail != nil {
				return false
			}
		}
		q, err := v.quad(k)
		if err != nil {
			fail = err
			return false
		}
		return !withDerived && Derived(q) || yield(q, nil)
	})
	return errors.Join(err, fail)
}

package export

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/schema"
)

// stored reads a store, or what a query finds in it.
type stored struct {
	store *graph.Store
	asker *ask.Asker
	query *ask.Query // nil for all
}

// All is the whole of a store.
func All(s *graph.Store) Source { return &stored{store: s} }

// Found is what the query finds in the store of the asker: all of it, whatever the
// query's limit and cursor.
func Found(a *ask.Asker, q ask.Query) Source {
	return &stored{store: a.Store, asker: a, query: &q}
}

func (s *stored) Filtered() bool { return s.query != nil }

// Check tells of a query that can't be asked.
func (s *stored) Check(ctx context.Context) error {
	if s.query == nil {
		return nil
	}
	_, err := s.asker.Matcher(ctx, *s.query)
	return err
}

func (s *stored) Quads(ctx context.Context, index bool) iter.Seq2[quad.Quad, error] {
	return s.store.Quads(ctx, index)
}

// Rendered is [graph.Store.Rendered].
func (s *stored) Rendered(ctx context.Context, index bool, render graph.Render, f func(subject, predicate, object, label []byte) error) error {
	return s.store.Rendered(ctx, index, render, f)
}

// Statements are those of the query, in its order, or all, in the order in which they were
// written.
func (s *stored) Statements(ctx context.Context) iter.Seq2[schema.Statement, error] {
	if s.query == nil {
		return s.scan(ctx)
	}
	return func(yield func(schema.Statement, error) bool) {
		err := s.asker.Each(ctx, *s.query, func(st *schema.Statement) bool { return yield(*st, nil) })
		if err != nil {
			yield(schema.Statement{}, err)
		}
	}
}

// readAhead is how many statements one reader reads before another takes over, so
// that what it remembers does not grow with the store.
const readAhead = 2000

func (s *stored) scan(ctx context.Context) iter.Seq2[schema.Statement, error] {
	return func(yield func(schema.Statement, error) bool) {
		view := s.store.View()
		defer view.Close()
		reader, n := view.Reader(), 0
		for q, err := range s.store.Quads(ctx, false) {
			if err != nil {
				yield(schema.Statement{}, err)
				return
			}
			id, ok := q.Subject.(quad.IRI)
			if !ok || q.Predicate != schema.Type || q.Object != schema.ClassStatement {
				continue
			}
			if n++; n%readAhead == 0 {
				reader = view.Reader()
			}
			st, err := reader.Statement(ctx, schema.IRI(id))
			if !yield(st, err) || err != nil {
				return
			}
		}
	}
}

func (s *stored) Document(ctx context.Context, id schema.IRI) (schema.Document, error) {
	view := s.store.View()
	defer view.Close()
	return view.Document(ctx, id)
}

func (s *stored) Actor(ctx context.Context, id schema.IRI) (schema.Actor, bool, error) {
	view := s.store.View()
	defer view.Close()
	a, err := view.Actor(ctx, id)
	switch {
	case errors.Is(err, graph.ErrNotFound):
		return a, false, nil
	case err != nil:
		return a, false, fmt.Errorf("actor %s: %w", id, err)
	}
	return a, a.Kind != "", nil
}

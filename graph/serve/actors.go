package serve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/schema"
)

// memo keeps a value as long as the store does not change.
type memo[T any] struct {
	mu       sync.Mutex
	turn     chan struct{} // held by who makes the value
	revision int64
	known    bool
	value    T
}

// get returns a value that is no older than the state of the store when it is asked for,
// made when there is none yet. Others wait meanwhile, for as long as their client does,
// and take what was made after they came.
func (m *memo[T]) get(ctx context.Context, state func() int64, make func() (T, error)) (v T, err error) {
	wanted := state()
	turn := m.open()
	select {
	case turn <- struct{}{}:
		defer func() { <-turn }()
	case <-ctx.Done():
		return v, ctx.Err()
	}
	if m.known && m.revision >= wanted {
		return m.value, nil
	}
	now := state()
	if v, err = make(); err == nil {
		m.value, m.revision, m.known = v, now, true
	}
	return v, err
}

// open is the turn of those who make the value.
func (m *memo[T]) open() chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.turn == nil {
		m.turn = make(chan struct{}, 1)
	}
	return m.turn
}

// directory is the list of the actors in the store.
type directory struct{ memo[[]schema.Actor] }

// actorList lists the actors of the store by their names.
func (s *Server) actorList(ctx context.Context) ([]schema.Actor, error) {
	return s.actors.get(ctx, s.state, func() ([]schema.Actor, error) {
		ids, err := s.actorIDs(ctx)
		if err != nil {
			return nil, err
		}
		v := s.o.Store.View()
		defer v.Close()
		out := make([]schema.Actor, 0, len(ids))
		for _, id := range ids {
			a, err := v.Actor(ctx, id)
			if err != nil {
				return nil, fmt.Errorf("list actors: %w", err)
			}
			out = append(out, a)
		}
		slices.SortFunc(out, func(a, b schema.Actor) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name())), cmp.Compare(a.ID, b.ID))
		})
		return out, nil
	})
}

// actorIDs are the nodes of the class of actors.
func (s *Server) actorIDs(ctx context.Context) ([]schema.IRI, error) {
	qs := s.o.Store.QuadStore()
	class := qs.ValueOf(schema.ClassActor)
	if class == nil {
		return nil, nil
	}
	it := qs.QuadIterator(quad.Object, class)
	defer it.Close()
	var out []schema.IRI
	for it.Next(ctx) {
		q := qs.Quad(it.Result())
		if id, ok := q.Subject.(quad.IRI); ok && q.Predicate == schema.Type {
			out = append(out, schema.IRI(id))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), it.Err()
}

// resolve finds an actor by identity or by any name.
func (s *Server) resolve(ctx context.Context, name string) (schema.Actor, error) {
	v := s.o.Store.View()
	defer v.Close()
	var tries []schema.IRI
	if strings.HasPrefix(name, "actor/") {
		tries = []schema.IRI{schema.IRI(name)}
	} else {
		tries = append([]schema.IRI{schema.IRI("actor/" + name)}, s.o.Names.Resolve(name)...)
		named, err := v.ActorsNamed(ctx, name)
		if err != nil {
			return schema.Actor{}, err
		}
		tries = append(tries, named...)
	}
	for _, id := range tries {
		a, err := v.Actor(ctx, id)
		if err == nil && len(a.Names) > 0 {
			return a, nil
		}
		if err := ctx.Err(); err != nil {
			return schema.Actor{}, err
		}
	}
	return schema.Actor{}, fmt.Errorf("actor %q: %w", name, graph.ErrNotFound)
}

// matches tells whether one of the actor's names holds the words, or its code is it.
func matches(a *schema.Actor, words string) bool {
	if words == "" || strings.EqualFold(a.Code, words) {
		return true
	}
	return slices.ContainsFunc(a.Names, func(n schema.Name) bool {
		return strings.Contains(schema.Normal(n.Text), schema.Normal(words))
	})
}

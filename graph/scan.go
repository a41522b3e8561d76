package graph

import (
	"context"
	"fmt"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// values remembers the values of nodes. Nodes keep their identifier for as long
// as they live, and identifiers are not given twice.
type values struct {
	mu sync.RWMutex
	m  map[any]quad.Value
}

const (
	maxValues     = 1 << 16 // remembered at most
	maxValueBytes = 80      // longer texts are not
)

func (c *values) clear() {
	c.mu.Lock()
	c.m = nil
	c.mu.Unlock()
}

func (c *values) get(key any) (quad.Value, bool) {
	c.mu.RLock()
	v, ok := c.m[key]
	c.mu.RUnlock()
	return v, ok
}

func (c *values) put(key any, v quad.Value) {
	iri, ok := v.(quad.IRI)
	if !ok || len(iri) > maxValueBytes {
		return
	}
	c.mu.Lock()
	if c.m == nil || len(c.m) >= maxValues {
		c.m = make(map[any]quad.Value, 1024)
	}
	c.m[key] = v
	c.mu.Unlock()
}

// name is a quad by its nodes: comparable keys and what Cayley knows them by.
type refQuad [4]cayley.Ref

var directions = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

// scan lists the quads that have v in direction d, to the number of limit; all of
// them for a limit of 0.
func (s *Store) scan(ctx context.Context, d quad.Direction, v quad.Value, limit int) ([]quad.Quad, error) {
	var out []quad.Quad
	err := s.each(ctx, d, v, func(q quad.Quad) bool {
		out = append(out, q)
		return limit == 0 || len(out) < limit
	})
	return out, err
}

const scanBatch = 256

// each calls f with the quads that have v in direction d until it returns false.
func (s *Store) each(ctx context.Context, d quad.Direction, v quad.Value, f func(quad.Quad) bool) error {
	qs := s.QuadStore()
	ref := qs.ValueOf(v)
	if ref == nil {
		return nil
	}
	if err := s.drain(ctx, qs, qs.QuadIterator(d, ref), f); err != nil {
		return fmt.Errorf("read quads with %s %s: %w", d, v, err)
	}
	return nil
}

// drain resolves the quads of an iterator in batches. The first batch is small,
// for those who only want to know whether there is any.
func (s *Store) drain(ctx context.Context, qs cayley.QuadStore, it cayley.Iterator, f func(quad.Quad) bool) error {
	defer it.Close()
	size := 8
	batch := make([]refQuad, 0, scanBatch)
	for more := true; more; {
		batch = batch[:0]
		for len(batch) < size {
			if more = it.Next(ctx); !more {
				break
			}
			var r refQuad
			for i, d := range directions {
				r[i] = qs.QuadDirection(it.Result(), d)
			}
			batch = append(batch, r)
		}
		size = scanBatch
		quads, err := s.resolve(ctx, qs, batch)
		if err != nil {
			return err
		}
		for _, q := range quads {
			if !f(q) {
				return nil
			}
		}
	}
	return it.Err()
}

// resolve reads the values of quads, each node once.
func (s *Store) resolve(ctx context.Context, qs cayley.QuadStore, batch []refQuad) ([]quad.Quad, error) {
	found := make(map[any]quad.Value, len(batch)*2)
	var missing []cayley.Ref
	for _, r := range batch {
		for _, ref := range r {
			if ref == nil {
				continue
			}
			key := ref.Key()
			if _, ok := found[key]; ok {
				continue
			}
			v, ok := s.values.get(key)
			found[key] = v
			if !ok {
				missing = append(missing, ref)
			}
		}
	}
	vals, err := cayley.ValuesOf(ctx, qs, missing)
	if err != nil {
		return nil, err
	}
	for i, v := range vals {
		key := missing[i].Key()
		found[key] = v
		s.values.put(key, v)
	}
	out := make([]quad.Quad, 0, len(batch))
	for _, r := range batch {
		var q quad.Quad
		for i, ref := range r {
			if ref != nil {
				q.Set(directions[i], found[ref.Key()])
			}
		}
		if q.Subject != nil && q.Predicate != nil && q.Object != nil {
			out = append(out, q)
		}
	}
	return out, nil
}

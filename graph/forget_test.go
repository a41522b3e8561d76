package graph_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// lines are the quads of a store, sorted.
func lines(t testing.TB, s *graph.Store) []string {
	t.Helper()
	var qs []quad.Quad
	for q, err := range s.Quads(context.Background(), true) {
		if err != nil {
			t.Fatal(err)
		}
		qs = append(qs, q)
	}
	schema.SortQuads(qs)
	out := make([]string, len(qs))
	for i, q := range qs {
		out[i] = q.NQuad()
		if i > 0 && out[i] == out[i-1] {
			t.Errorf("twice: %s", out[i])
		}
	}
	return out
}

// What is forgotten leaves the store as if it had never come, in any order.
func TestForgetLeavesNothing(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 1))
		w := graphtest.New(seed, graphtest.Options{Actors: 12})
		s, want := memory(t), memory(t)
		var all []*schema.Extraction
		for n := range 12 {
			all = append(all, w.Document(n))
		}
		if _, err := s.WriteAll(ctx, all); err != nil {
			t.Fatal(err)
		}
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		keep := r.IntN(len(all))
		if _, err := want.WriteAll(ctx, all[:keep]); err != nil {
			t.Fatal(err)
		}
		for _, x := range all[keep:] {
			if _, err := s.Forget(ctx, x.Document.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Forget(ctx, x.Document.ID); !errors.Is(err, graph.ErrNotFound) {
				t.Fatalf("forgotten twice: %v", err)
			}
		}
		if diff := cmp.Diff(lines(t, want), lines(t, s)); diff != "" {
			t.Fatalf("seed %d, kept %d (-want +got):\n%s", seed, keep, diff)
		}
	}
}

// A document that says something else replaces what it said.
func TestReplace(t *testing.T) {
	ctx := context.Background()
	w := graphtest.New(7, graphtest.Options{Actors: 12})
	s, want := memory(t), memory(t)
	var first, last []*schema.Extraction
	for n := range 8 {
		a, b := w.Document(n), w.Document(n+100)
		readdress(b, a.Document.ID)
		first, last = append(first, a), append(last, b)
	}
	if _, err := s.WriteAll(ctx, first); err != nil {
		t.Fatal(err)
	}
	rs, err := s.WriteAll(ctx, last)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rs {
		if r.State != graph.Replaced || r.Removed == 0 {
			t.Errorf("%+v", r)
		}
	}
	if _, err := want.WriteAll(ctx, last); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(t, want), lines(t, s)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
}

// readdress makes the extraction one of another document.
func readdress(x *schema.Extraction, doc schema.IRI) {
	x.Document.ID = doc
	for i := range x.Statements {
		st := &x.Statements[i]
		st.Document.ID = doc
		st.RespondsTo = nil
		st.ID = schema.StatementID(st)
	}
}

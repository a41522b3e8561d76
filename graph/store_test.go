package graph_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// memory is an empty store on the engine that is tested.
func memory(t testing.TB) *graph.Store {
	t.Helper()
	return graphtest.Open(t)
}

func folder(t testing.TB, dir string) *graph.Store {
	t.Helper()
	s, err := graph.Open(context.Background(), dir, graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWriteReadsBack(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := graphtest.New(1, graphtest.Options{})
	for n := range 20 {
		x := w.Document(n)
		if r, err := s.Write(ctx, x); err != nil || r.State != graph.Added {
			t.Fatalf("write: %+v, %v", r, err)
		}
		if r, err := s.Write(ctx, x); err != nil || r.State != graph.Unchanged || r.Added+r.Removed != 0 {
			t.Fatalf("write again: %+v, %v", r, err)
		}
	}
	for n := range 20 {
		x := w.Document(n)
		if ok, err := s.Has(ctx, x.Document.ID, schema.TextHash(&x.Document)); !ok || err != nil {
			t.Fatalf("has: %v, %v", ok, err)
		}
		d, err := s.Document(ctx, x.Document.ID)
		if err != nil || d != x.Document {
			t.Fatalf("document: %+v, %v", d, err)
		}
		for _, want := range x.Statements {
			got, err := s.Statement(ctx, want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("statement %s (-want +got):\n%s", want.ID, diff)
			}
		}
	}
	if _, err := s.Statement(ctx, "stmt/nothing"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("statement that is not there: %v", err)
	}
}

func TestOpenErrors(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir() + "/db"
	if _, err := graph.Open(ctx, dir, graph.Options{}); !errors.Is(err, graph.ErrNoStore) {
		t.Errorf("no store: %v", err)
	}
	s := folder(t, dir)
	if _, err := graph.Open(ctx, dir, graph.Options{}); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("open twice: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := graph.Open(ctx, dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

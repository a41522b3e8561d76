package graph_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
)

// TestFormer opens a store of the first format: it answers and grows as it is, also from
// its backup, and repair makes it what a new one is.
func TestFormer(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "db")
	s := former(t, dir)
	fresh := graphtest.Open(t)
	w := graphtest.New(3, graphtest.Options{})
	for n := range 12 {
		if n >= 10 { // the others are there
			if _, err := s.Write(ctx, w.Document(n)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := fresh.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	want := answers(t, fresh)
	var b bytes.Buffer
	if _, err := s.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "db")
	if _, err := graph.Restore(ctx, other, &b); err != nil {
		t.Fatal(err)
	}
	restored, err := graph.Open(ctx, other, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer restored.Close()
	for name, s := range map[string]*graph.Store{"former": s, "restored": restored} {
		if s.Format() != 1 {
			t.Errorf("%s: its format is %d", name, s.Format())
		}
		if got := answers(t, s); !slices.Equal(got, want) {
			t.Errorf("%s: answers %d, new %d", name, len(got), len(want))
		}
		for _, repair := range []bool{false, true} {
			r, err := s.Check(ctx, graph.CheckOptions{Repair: repair})
			if err != nil || len(r.Problems) > 0 {
				t.Errorf("%s: %v, %v", name, r.Problems, err)
			}
		}
		if s.Format() != graph.Format {
			t.Errorf("%s: its format is %d after the repair", name, s.Format())
		}
		if got := answers(t, s); !slices.Equal(got, want) {
			t.Errorf("%s repaired: answers %d, new %d", name, len(got), len(want))
		}
		got, want := quadsOf(t, s), quadsOf(t, fresh)
		if !slices.Equal(got, want) {
			t.Errorf("%s repaired: %d quads, new %d", name, len(got), len(want))
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = graph.Open(ctx, dir, graph.Options{}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Format() != graph.Format {
		t.Errorf("opened again: its format is %d", s.Format())
	}
}

// former is a store of ten documents in the first format, opened anew.
func former(t *testing.T, dir string) *graph.Store {
	t.Helper()
	ctx := context.Background()
	s, err := graph.Open(ctx, dir, graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	w := graphtest.New(3, graphtest.Options{})
	for n := range 10 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(graph.MakeFormer(ctx, s), s.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = graph.Open(ctx, dir, graph.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// answers are the identities of the statements that answer the questions by which stores
// are compared.
func answers(t *testing.T, s *graph.Store) []string {
	t.Helper()
	var out []string
	of := append(slices.Clone(graphtest.Questions), graphtest.Question{Name: "happened", Query: ask.Query{Since: "2021-03", Until: "2021-06"}})
	for _, c := range of {
		c.Query.About = "" // also where few documents speak of it
		a, err := ask.New(s, ask.NoNames{}).Ask(context.Background(), c.Query)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range a.Statements {
			out = append(out, c.Name+" "+string(st.ID))
		}
	}
	return out
}

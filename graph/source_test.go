package graph_test

import (
	"context"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/graph/quadview"
	"saksi/schema"
)

// Cayley's answer is a plain scan's answer, for what is found by each index.
func TestCayleyIsAScan(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := world()
	var xs []*schema.Extraction
	for n := range 40 {
		xs = append(xs, w.Document(n))
	}
	if _, err := s.WriteAll(ctx, xs); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(ctx, xs[3].Document.ID); err != nil {
		t.Fatal(err)
	}
	var all []quad.Quad
	nodes := map[quad.Value]bool{}
	for q, err := range s.Quads(ctx, true) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
		for _, d := range quad.Directions {
			nodes[q.Get(d)] = true
		}
	}
	qs := s.QuadStore()
	n := 0
	for it := qs.NodesAllIterator(); it.Next(ctx); n++ {
		if v := qs.NameOf(it.Result()); !nodes[v] {
			t.Errorf("node %v has no quads", v)
		}
	}
	if n != len(nodes) {
		t.Errorf("%d nodes, want %d", n, len(nodes))
	}
	for _, d := range quad.Directions {
		for _, v := range []quad.Value{quad.IRI("actor/IRN"), quad.IRI("act/accuse"), quad.IRI("sk:speaker"), quad.IRI(xs[1].Document.ID), quad.IRI("sk:Statement")} {
			want := 0
			for _, q := range all {
				if q.Get(d) == v {
					want++
				}
			}
			got := 0
			for it := qs.QuadIterator(d, qs.ValueOf(v)); it.Next(ctx); got++ {
				if q := qs.Quad(it.Result()); q.Get(d) != v {
					t.Errorf("%s %v gave %v", d, v, q)
				}
			}
			if got != want {
				t.Errorf("%s %v: %d quads, want %d", d, v, got, want)
			}
		}
	}
	want := map[quad.Value]bool{}
	for i, x := range xs {
		for _, st := range x.Statements {
			if i != 3 && st.Act == schema.Accuse && st.Speaker.ID == "actor/UKR" {
				want[quad.IRI(st.ID)] = true
			}
		}
	}
	got := 0
	p := path.StartPath(qs, quad.String("act/accuse")).In(quad.IRI("sk:act")).Has(quad.IRI("sk:speaker"), quad.IRI("actor/UKR"))
	err := p.Iterate(ctx).EachValue(qs, func(v quad.Value) {
		got++
		if !want[v] {
			t.Errorf("%v is no accusation by Ukraine", v)
		}
	})
	if err != nil || got != len(want) || got == 0 {
		t.Errorf("%d accusations, want %d: %v", got, len(want), err)
	}
	if err := qs.ApplyDeltas([]cayley.Delta{}, cayley.IgnoreOpts{}); err == nil {
		t.Error("Cayley's interfaces can write")
	}
}

// A store is closed when nobody reads it any more; who asks it later gets an error.
func TestCloseWhileRead(t *testing.T) {
	ctx := context.Background()
	s, err := graph.Memory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Write(ctx, world().Document(0)); err != nil {
		t.Fatal(err)
	}
	src := s.Source(nil)
	id, err := src.Node(quad.IRI("sk:Statement"))
	if err != nil || id == 0 {
		t.Fatal(id, err)
	}
	v := s.View()
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	select {
	case err := <-closed:
		t.Fatal("closed under a view:", err)
	case <-time.After(50 * time.Millisecond):
	}
	if docs, err := v.Documents(ctx); len(docs) != 1 || err != nil {
		t.Error("a view while the store is being closed:", docs, err)
	}
	v.Close()
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := src.Scan(quadview.Quad{2: id}, quadview.Row{}, 10); err == nil {
		t.Error("a closed store answered")
	}
}

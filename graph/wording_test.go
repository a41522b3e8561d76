package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// The index finds each document that has the words, few others, and those that are there.
func TestWorded(t *testing.T) {
	ctx := context.Background()
	w := graphtest.New(5, graphtest.Options{})
	one, bulk := graphtest.Open(t), graphtest.Open(t)
	load := graph.BulkOf(bulk, 1000, 0)
	var xs []*schema.Extraction
	for n := range 200 {
		xs = append(xs, w.Document(n))
	}
	if _, err := load.Write(ctx, xs); err != nil {
		t.Fatal(err)
	}
	if err := load.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := one.WriteAll(ctx, xs); err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]*graph.Store{"one by one": one, "in bulk": bulk} {
		looked, extra := 0, 0
		for _, words := range [][]string{{"zebra"}, {"drone"}, {"drone", "kherson"}, {"membantah", "gas", "week"}, {"fighting", "zebra"}} {
			miss, more := compareWorded(t, s, xs, words)
			if miss > 0 {
				t.Errorf("%s, %v: %d documents are missing", name, words, miss)
			}
			looked, extra = looked+len(xs), extra+more
		}
		if extra > looked/50 {
			t.Errorf("%s: %d of %d too many", name, extra, looked)
		}
		for _, x := range xs[:150] {
			if _, err := s.Forget(ctx, x.Document.ID); err != nil {
				t.Fatal(err)
			}
		}
		if _, more := compareWorded(t, s, xs[150:], []string{"drone"}); more > 3 {
			t.Errorf("%s: %d documents are there that were forgotten", name, more)
		}
	}
}

// compareWorded counts the documents that the index lacks, and those it has too many.
func compareWorded(t *testing.T, s *graph.Store, xs []*schema.Extraction, words []string) (miss, more int) {
	t.Helper()
	ctx := context.Background()
	v := s.View()
	defer v.Close()
	years, err := v.Years(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range years {
		graphs, err := v.Worded(ctx, year, words)
		if err != nil || !slices.IsSorted(graphs) {
			t.Fatalf("%d: %v, %v", year, graphs, err)
		}
		about, err := v.AboutWorded(year)
		if err != nil || about < 0 {
			t.Fatalf("%d: about %d, %v", year, about, err)
		}
		got := make(map[string]bool)
		for _, g := range graphs {
			name, err := v.Label(g)
			if err != nil {
				t.Fatal(err)
			}
			got[name] = true
		}
		for _, x := range xs {
			label := fmt.Sprintf("index/%s", x.Document.ID)
			all := ""
			for _, st := range x.Statements {
				if y, _ := graph.Said(st.Said, x.Document.Date()); y == year {
					all += st.Evidence.Sentence + "\n"
				}
			}
			has := graph.Words(all)
			want := !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(has, w) })
			if want && !got[label] {
				miss++
			}
			if want {
				delete(got, label)
			}
		}
		more += len(got)
	}
	return miss, more
}

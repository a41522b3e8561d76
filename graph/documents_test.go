package graph_test

import (
	"context"
	"slices"
	"testing"

	"saksi/graph"
	"saksi/schema"
)

func TestDocumentsNamed(t *testing.T) {
	ctx := context.Background()
	s, err := graph.Memory(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	docs := []schema.Document{
		{InputID: "a.txt", Title: "Iran denies it", Text: "one"},
		{InputID: "b.txt", Title: "Iran denies it", Text: "two"},
		{URL: "https://example.org/a?utm_source=x", Text: "a.txt"},
	}
	for i := range docs {
		docs[i].ID = schema.DocumentID(&docs[i])
		if _, err := s.Write(ctx, &schema.Extraction{Document: docs[i]}); err != nil {
			t.Fatal(err)
		}
	}
	v := s.View()
	defer v.Close()
	for name, want := range map[string][]int{
		"a.txt": {0}, "b.txt": {1}, "Iran denies it": {0, 1}, "https://example.org/a#part": {2}, "https://Example.org/a": {2},
		"one": nil, "": nil, "https://example.org/b": nil,
	} {
		var ids []schema.IRI
		for _, i := range want {
			ids = append(ids, docs[i].ID)
		}
		slices.Sort(ids)
		got, err := v.DocumentsNamed(ctx, name)
		if err != nil || !slices.Equal(got, ids) {
			t.Errorf("%q: %v, %v; want %v", name, got, err, ids)
		}
	}
}

package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
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

// Any number read a store at a time, without a trace in its folder; they may read what only
// the log of the database has so far, write nothing, and keep writers away.
func TestReadOnly(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir() + "/db"
	if _, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true, Create: true}); !errors.Is(err, graph.ErrNoStore) {
		t.Errorf("no store: %v", err)
	}
	s := folder(t, dir)
	x := world().Document(0)
	if _, err := s.Write(ctx, x); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true}); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("beside one that writes: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	var open []*graph.Store
	for range 3 {
		s, err := graph.Open(ctx, dir, graph.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, s)
	}
	if _, err := graph.Open(ctx, dir, graph.Options{}); !errors.Is(err, graph.ErrLocked) {
		t.Errorf("to write, beside those that read: %v", err)
	}
	for _, s := range open {
		if got, err := s.StatementsOf(ctx, x.Document.ID); err != nil || len(got) != len(x.Statements) {
			t.Errorf("%d statements, want %d: %v", len(got), len(x.Statements), err)
		}
		if r, err := s.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 {
			t.Errorf("check: %+v, %v", r, err)
		}
		if _, err := s.Write(ctx, world().Document(1)); !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("write: %v", err)
		}
		if _, err := s.Forget(ctx, x.Document.ID); !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("forget: %v", err)
		}
		load := s.Bulk()
		_, err := load.Write(ctx, []*schema.Extraction{world().Document(1)})
		if err = errors.Join(err, load.Close()); !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("load: %v", err)
		}
		if _, err := s.Check(ctx, graph.CheckOptions{Repair: true}); err != nil && !errors.Is(err, graph.ErrReadOnly) {
			t.Errorf("repair: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("files before:\n%s\nafter:\n%s", before, after)
	}
}

// listing is the files of a folder with their sizes and times.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintln(&b, path, info.Size(), info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

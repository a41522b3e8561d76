package graph_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// embeddedOnly skips a test about what only the embedded engine does.
func embeddedOnly(t *testing.T) {
	t.Helper()
	if os.Getenv(graphtest.PostgresEnv) != "" {
		t.Skip("the embedded engine alone has runs")
	}
}

// loadBoth writes documents in runs into one store and one by one into another, and
// compares what both say of it.
func loadBoth(t *testing.T, want, got *graph.Store, xs []*schema.Extraction, r *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	bulk := graph.BulkOf(got, 1500+r.IntN(5000), r.IntN(2)*2000)
	for xs := range slices.Chunk(xs, 1+r.IntN(12)) {
		rs, err := bulk.Write(ctx, xs)
		if err != nil {
			t.Fatal(err)
		}
		last := make(map[schema.IRI]string)
		for i, x := range xs {
			one, err := want.Write(ctx, x)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(one, rs[i]); diff != "" {
				t.Fatalf("(-one by one +bulk):\n%s", diff)
			}
			last[x.Document.ID] = schema.TextHash(&x.Document)
		}
		for id, hash := range last {
			if has, err := bulk.Has(ctx, id, hash); !has || err != nil {
				t.Fatalf("%s: has %v, %v", id, has, err)
			}
		}
	}
	if err := bulk.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is written in runs, between documents that are written, replaced and forgotten one
// by one, is what it would be one by one throughout: the same quads, counts and keys.
func TestBulkIsLikeWriting(t *testing.T) {
	embeddedOnly(t)
	ctx := context.Background()
	seeds := uint64(4)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 7))
		w := graphtest.New(seed, graphtest.Options{Actors: 15})
		want, dir := memory(t), filepath.Join(t.TempDir(), "db")
		got := folder(t, dir)
		both := func(f func(*graph.Store) error) {
			t.Helper()
			for _, s := range []*graph.Store{want, got} {
				if err := f(s); err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
			}
		}
		for step := range 4 {
			if seed%2 == 0 || step > 0 { // a first load into an empty store, or not
				both(func(s *graph.Store) error {
					_, err := s.Write(ctx, w.Document(1000+step))
					return err
				})
			}
			var xs []*schema.Extraction
			for range 30 {
				n := r.IntN(100)
				if r.IntN(10) == 0 {
					xs = append(xs, changed(w, n, 300+r.IntN(50)))
				} else {
					xs = append(xs, w.Document(n))
				}
			}
			var view *graph.View
			if step == 2 {
				view = got.View() // somebody reads meanwhile
			}
			loadBoth(t, want, got, xs, r)
			if view != nil {
				view.Close()
			}
			for range 3 {
				view := want.View()
				docs, err := view.Documents(ctx)
				view.Close()
				if err != nil {
					t.Fatal(err)
				}
				both(func(s *graph.Store) error {
					_, err := s.Forget(ctx, docs[len(docs)*(step+1)/6])
					return err
				})
			}
			if step%2 == 0 {
				if err := got.Close(); err != nil {
					t.Fatal(err)
				}
				got = folder(t, dir)
			}
		}
		if diff := cmp.Diff(lines(t, want), lines(t, got)); diff != "" {
			t.Fatalf("seed %d (-one by one +bulk):\n%s", seed, diff)
		}
		if diff := cmp.Diff(graph.Keys(want), graph.Keys(got)); diff != "" {
			t.Fatalf("seed %d: keys (-one by one +bulk):\n%s", seed, diff)
		}
		if report, err := got.Check(ctx, graph.CheckOptions{}); err != nil || len(report.Problems) > 0 {
			t.Fatalf("seed %d: %+v, %v", seed, report, err)
		}
		if err := got.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Cayley's own quad store, on its own backend, opens what was written in runs, and finds
// each quad from each of its ends.
func TestCayleyReadsBulk(t *testing.T) {
	embeddedOnly(t)
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "db")
	s := folder(t, dir)
	w := graphtest.New(5, graphtest.Options{})
	bulk := graph.BulkOf(s, 4000, 0)
	for n := range 60 {
		if _, err := bulk.Write(ctx, []*schema.Extraction{w.Document(n)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := bulk.Close(); err != nil {
		t.Fatal(err)
	}
	want := make(map[quad.Quad]bool)
	for q, err := range s.Quads(ctx, true) {
		if err != nil {
			t.Fatal(err)
		}
		want[q] = true
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := leveldb.Open(filepath.Join(dir, "quads"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	qs, err := kv.New(db, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	read := func(it cayley.Iterator) map[quad.Quad]bool {
		t.Helper()
		out := make(map[quad.Quad]bool)
		for it.Next(ctx) {
			out[qs.Quad(it.Result())] = true
		}
		if err := it.Err(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if diff := cmp.Diff(want, read(qs.QuadsAllIterator())); diff != "" {
		t.Errorf("all (-written +Cayley's):\n%s", diff)
	}
	ends := make(map[quad.Direction]map[quad.Value]map[quad.Quad]bool)
	for q := range want {
		for _, d := range []quad.Direction{quad.Subject, quad.Object, quad.Label} {
			v := q.Get(d)
			if ends[d] == nil {
				ends[d] = make(map[quad.Value]map[quad.Quad]bool)
			}
			if ends[d][v] == nil {
				ends[d][v] = make(map[quad.Quad]bool)
			}
			ends[d][v][q] = true
		}
	}
	for d, values := range ends {
		n := 0
		for v, want := range values {
			if n++; n > 300 {
				break
			}
			if diff := cmp.Diff(want, read(qs.QuadIterator(d, qs.ValueOf(v)))); diff != "" {
				t.Errorf("%s %s (-written +Cayley's):\n%s", d, v, diff)
			}
		}
	}
	stats, err := qs.Stats(ctx, true)
	if err != nil || stats.Quads.Size != int64(len(want)) {
		t.Errorf("Cayley counts %+v, %v; want %d", stats.Quads, err, len(want))
	}
}

// Runs number in four bytes; beyond that documents are written one after the other.
func TestBulkBeyondRuns(t *testing.T) {
	embeddedOnly(t)
	ctx := context.Background()
	w := graphtest.New(3, graphtest.Options{Actors: 15})
	want, got := memory(t), folder(t, filepath.Join(t.TempDir(), "db"))
	if err := graph.Advance(got, math.MaxUint32-5000); err != nil {
		t.Fatal(err)
	}
	bulk := graph.BulkOf(got, 1<<20, 0)
	var xs []*schema.Extraction
	for n := range 40 {
		xs = append(xs, w.Document(n))
	}
	if _, err := want.WriteAll(ctx, xs); err != nil {
		t.Fatal(err)
	}
	rs, err := bulk.Write(ctx, xs)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rs {
		if r.State != graph.Added || r.Document != xs[i].Document.ID {
			t.Errorf("document %d: %+v", i, r)
		}
	}
	if err := bulk.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(t, want), lines(t, got)); diff != "" {
		t.Errorf("(-at once +in runs and beyond):\n%s", diff)
	}
	if r, err := got.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 {
		t.Errorf("check: %v %v", r.Problems, err)
	}
}

// BenchmarkBulk writes documents into an empty store as a load does, or as many as
// SAKSI_BENCH_DOCUMENTS says. It reports quads a second of processor time, that of making
// the quads among it.
func BenchmarkBulk(b *testing.B) {
	sizes := []int{3000, 7500, 37500}
	if n, err := strconv.Atoi(os.Getenv("SAKSI_BENCH_DOCUMENTS")); err == nil {
		sizes = []int{n}
	}
	for _, docs := range sizes {
		b.Run(fmt.Sprintf("docs=%d", docs), func(b *testing.B) {
			ctx := context.Background()
			w := graphtest.New(1, graphtest.Options{Actors: 300})
			for range b.N {
				dir := b.TempDir()
				s := folder(b, dir)
				bulk := s.Bulk()
				var quads int
				var spent, wall time.Duration
				measure := func(f func() error) {
					begin, at := graphtest.CPU(), time.Now()
					if err := f(); err != nil {
						b.Fatal(err)
					}
					spent += graphtest.CPU() - begin
					wall += time.Since(at)
				}
				for n := 0; n < docs; n += 100 {
					var xs []*schema.Extraction
					for i := range 100 {
						xs = append(xs, w.Document(n+i))
					}
					measure(func() error {
						rs, err := bulk.Write(ctx, xs)
						for _, r := range rs {
							quads += r.Added
						}
						return err
					})
				}
				measure(bulk.Close)
				measure(s.Close)
				b.ReportMetric(float64(quads)/spent.Seconds(), "quads/cpu-s")
				b.ReportMetric(float64(quads)/wall.Seconds(), "quads/s")
				b.ReportMetric(float64(quads), "quads")
				b.ReportMetric(float64(size(dir))/float64(quads), "bytes/quad")
			}
		})
	}
}

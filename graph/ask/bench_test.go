package ask_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// benchStore is a store with SAKSI_BENCH_STATEMENTS statements (5,000 when unset),
// kept in SAKSI_BENCH_DIR for the next run when that is set.
func benchStore(b *testing.B) *graph.Store {
	b.Helper()
	want := 5000
	if n, err := strconv.Atoi(os.Getenv("SAKSI_BENCH_STATEMENTS")); err == nil {
		want = n
	}
	dir := b.TempDir()
	if kept := os.Getenv("SAKSI_BENCH_DIR"); kept != "" {
		dir = filepath.Join(kept, strconv.Itoa(want))
	}
	ctx := context.Background()
	s, err := graph.Open(ctx, dir, graph.Options{})
	if err == nil {
		return s
	} else if !errors.Is(err, graph.ErrNoStore) {
		b.Fatal(err)
	}
	if s, err = graph.Open(ctx, dir, graph.Options{Create: true}); err != nil {
		b.Fatal(err)
	}
	w, load := graphtest.New(1, graphtest.Options{Actors: 300}), s.Bulk() // as saksi load does
	for n, have := 0, 0; have < want; {
		var xs []*schema.Extraction
		for range 200 {
			x := w.Document(n)
			n++
			have += len(x.Statements)
			xs = append(xs, x)
		}
		if _, err := load.Write(ctx, xs); err != nil {
			b.Fatal(err)
		}
	}
	if err := load.Close(); err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkAsk asks ten shapes of question about the same actors time and again, and
// reports the median and the 99th percentile in microseconds.
func BenchmarkAsk(b *testing.B) {
	benchAsk(b, graphtest.Questions, func(q graphtest.Question) ask.Query { return q.Query })
}

// BenchmarkAskAnyone is like BenchmarkAsk, about two of the forty busiest actors that are
// drawn anew for each question, so that little of what is read was read before.
func BenchmarkAskAnyone(b *testing.B) { benchAnyone(b, graphtest.Questions) }

// BenchmarkAskHappened is like BenchmarkAskAnyone for when something happened, which is what
// the claim tells, else when it was said.
func BenchmarkAskHappened(b *testing.B) {
	benchAnyone(b, []graphtest.Question{
		{Name: "A accused B, in half a year", Query: ask.Query{Acts: []schema.Act{schema.Accuse}, By: "A", Against: "B", Since: "2021-01", Until: "2021-06"}},
		{Name: "who accused B, in a year", Query: ask.Query{Acts: []schema.Act{schema.Accuse}, Against: "B", Since: "2022", Until: "2022"}},
		{Name: "against B, in a month", Query: ask.Query{Against: "B", Since: "2021-06", Until: "2021-06"}},
		{Name: "against B, until a month", Query: ask.Query{Against: "B", Until: "2021-06"}},
	})
}

// BenchmarkAskWords asks for words of sentences: one that nobody said, of all and of one of
// the busiest actors, and one that many said.
func BenchmarkAskWords(b *testing.B) {
	benchAnyone(b, []graphtest.Question{
		{Name: "a word nobody said", Query: ask.Query{Text: "zebra"}},
		{Name: "a word A never said", Query: ask.Query{Text: "zebra", By: "A"}},
		{Name: "a word that many say, of A", Query: ask.Query{Text: "mediators", By: "A"}},
	})
}

func benchAnyone(b *testing.B, questions []graphtest.Question) {
	actors := graphtest.New(1, graphtest.Options{Actors: 300}).Actors()[:40]
	r := rand.New(rand.NewPCG(1, 1))
	draw := func() schema.IRI { return actors[r.IntN(len(actors))].ID }
	benchAsk(b, questions, func(q graphtest.Question) ask.Query { return q.Of(draw(), draw()) })
}

func benchAsk(b *testing.B, questions []graphtest.Question, query func(graphtest.Question) ask.Query) {
	s := benchStore(b)
	defer s.Close()
	a := ask.New(s, ask.NoNames{})
	ctx := context.Background()
	for _, c := range questions {
		b.Run(c.Name, func(b *testing.B) {
			var took []time.Duration
			n := 0
			for b.Loop() {
				q := query(c)
				q.Limit = 20
				begin := time.Now()
				ans, err := a.Ask(ctx, q)
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
				n += len(ans.Statements)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(n)/float64(len(took)), "rows")
		})
	}
}

package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	cpostgres "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

func onPostgres(t testing.TB, db string) *graph.Store {
	t.Helper()
	s, err := graph.Open(context.Background(), db, graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// undisturbed is the store that has the documents from first to last.
func undisturbed(t testing.TB, w *graphtest.World, first, last int) *graph.Store {
	t.Helper()
	s, err := graph.Memory(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for n := first; n <= last; n++ {
		if _, err := s.Write(context.Background(), w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Cayley's own SQL backend reads what we wrote, quad for quad, and its nodes know how
// many quads they are ends of.
func TestCayleyReadsPostgres(t *testing.T) {
	ctx := context.Background()
	db := graphtest.Postgres(t)
	s := onPostgres(t, db)
	w := world()
	for n := range 12 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		if _, err := s.Forget(ctx, w.Document(n).Document.ID); err != nil {
			t.Fatal(err)
		}
	}
	theirs, err := csql.New(cpostgres.Type, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	var got []string
	it := theirs.QuadsAllIterator()
	for it.Next(ctx) {
		got = append(got, theirs.Quad(it.Result()).NQuad())
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	var want []string
	refs := make(map[string]int64)
	for q := range s.Quads(ctx, true) {
		want = append(want, q.NQuad())
		for _, d := range quad.Directions {
			h := cayley.HashOf(q.Get(d))
			refs[string(h[:])]++
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-ours +Cayley's):\n%s", diff)
	}
	if diff := cmp.Diff(refs, references(t, db)); diff != "" {
		t.Errorf("references (-counted +stored):\n%s", diff)
	}
}

func references(t *testing.T, db string) map[string]int64 {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	rows, err := c.Query(ctx, "SELECT hash, refs FROM nodes")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]int64)
	for rows.Next() {
		var h []byte
		var n int64
		if err := rows.Scan(&h, &n); err != nil {
			t.Fatal(err)
		}
		out[string(h)] = n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// Several loaders with overlapping documents, one that forgets and loads again, and a
// reader meanwhile: the graph is that of one loader, and each reading is of one moment.
func TestSeveralLoadersOnPostgres(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	db := graphtest.Postgres(t)
	w := world()
	const docs = 60
	var loaders, readers sync.WaitGroup
	for l := range 3 {
		s := onPostgres(t, db)
		loaders.Go(func() {
			for n := 15 * l; n < 15*l+30; n += 3 {
				if _, err := s.WriteAll(ctx, []*schema.Extraction{w.Document(n), w.Document(n + 1), w.Document(n + 2)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	other := onPostgres(t, db)
	loaders.Go(func() {
		for n := range docs {
			x := w.Document(n)
			if _, err := other.Forget(ctx, x.Document.ID); err != nil && !errors.Is(err, graph.ErrNotFound) {
				t.Error(err)
			}
			if _, err := other.Write(ctx, x); err != nil {
				t.Error(err)
			}
		}
	})
	reading := onPostgres(t, db)
	readers.Go(func() {
		for ctx.Err() == nil {
			if r, err := reading.Check(ctx, graph.CheckOptions{}); err == nil && len(r.Problems) > 0 {
				t.Errorf("%+v", r.Problems)
			}
		}
	})
	loaders.Wait()
	stop()
	readers.Wait()
	if diff := cmp.Diff(lines(t, undisturbed(t, w, 0, docs-1)), lines(t, reading)); diff != "" {
		t.Errorf("(-one loader +several):\n%s", diff)
	}
	if r, err := reading.Check(context.Background(), graph.CheckOptions{}); err != nil || len(r.Problems) > 0 || r.Documents != docs {
		t.Errorf("%+v, %v", r, err)
	}
	// What one store changes, the others see, whatever they remember.
	before, err := reading.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Forget(context.Background(), w.Document(5).Document.ID); err != nil {
		t.Fatal(err)
	}
	after, err := reading.Stats(context.Background())
	if err != nil || after.Documents != before.Documents-1 || after.Quads >= before.Quads {
		t.Errorf("%+v, then %+v: %v", before, after, err)
	}
}

// Values that a text column would change come back as they were.
func TestValuesOnPostgres(t *testing.T) {
	s := onPostgres(t, graphtest.Postgres(t))
	label := quad.IRI("actor/test")
	values := []quad.Value{quad.String(""), quad.String("a\x00b"), quad.String(`a\x00b`), quad.String("\xff\xfe"), quad.String("“Ü” \\ ' \n\t"),
		quad.IRI("a\x00"), quad.IRI("ä b"), quad.BNode("n"), quad.LangString{Value: "x\x00", Lang: "id"}, quad.LangString{Value: "x", Lang: "id"},
		quad.TypedString{Value: "2022-10", Type: "xsd:gYearMonth"}, quad.Int(math.MinInt64), quad.Float(0.1), quad.Float(math.Inf(-1)), quad.Bool(false), quad.Bool(true),
		quad.Time(time.Date(2022, 10, 17, 1, 2, 3, 4000, time.UTC)), quad.Time(time.Date(2023, 10, 17, 1, 2, 3, 4, time.UTC)),
		quad.Time(time.Date(12022, 1, 1, 0, 0, 0, 0, time.UTC)), quad.Time(time.Time{})}
	var add []quad.Quad
	for i, v := range values {
		add = append(add, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", i)), Predicate: quad.IRI("p"), Object: v, Label: label})
	}
	if err := graph.Apply(s, add, nil); err != nil {
		t.Fatal(err)
	}
	n := 0
	for q, err := range s.Quads(context.Background(), true) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(add[n], q, cmp.Comparer(func(a, b quad.Time) bool { return time.Time(a).Equal(time.Time(b)) })); diff != "" {
			t.Errorf("(-written +read):\n%s", diff)
		}
		n++
	}
	if n != len(add) {
		t.Errorf("%d of %d quads", n, len(add))
	}
}

func TestOpenPostgresErrors(t *testing.T) {
	ctx := context.Background()
	db := graphtest.Postgres(t)
	exec := func(sql string) {
		t.Helper()
		c, err := pgx.Connect(ctx, db)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(ctx)
		if _, err := c.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := graph.Open(ctx, db, graph.Options{}); !errors.Is(err, graph.ErrNoStore) {
		t.Errorf("nothing there: %v", err)
	}
	exec("CREATE TABLE nodes (x INT)")
	if _, err := graph.Open(ctx, db, graph.Options{Create: true}); !errors.Is(err, graph.ErrNotAStore) {
		t.Errorf("another's tables: %v", err)
	}
	exec("DROP TABLE nodes")
	s := onPostgres(t, db)
	if _, err := s.Write(ctx, world().Document(1)); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := s.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Restore(ctx, db, &b); !errors.Is(err, graph.ErrStoreExists) {
		t.Errorf("restore over a store: %v", err)
	}
	exec("UPDATE saksi SET format = 99")
	if _, err := graph.Open(ctx, db, graph.Options{}); !errors.Is(err, graph.ErrNewerFormat) {
		t.Errorf("newer: %v", err)
	}
}

// Errors about an address do not tell its password.
func TestPostgresPasswords(t *testing.T) {
	for _, db := range []string{"postgres://me:geheim@127.0.0.1:1/x", "postgres://me:geheim@127.0.0.1:port/x", "postgres://127.0.0.1:1/x?user=me&password=geheim",
		"postgres://me:geheim@127.0.0.1:1/x?sslmode=nonsense", "postgres://me:ge%zzheim@127.0.0.1/x"} {
		_, err := graph.Open(context.Background(), db, graph.Options{})
		if err == nil || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "heim@") {
			t.Errorf("%s: %v", db, err)
		}
	}
}

// A backup of one engine makes the same store on the other; a damaged one leaves
// nothing behind.
func TestRestoreOnPostgres(t *testing.T) {
	ctx := context.Background()
	db := graphtest.Postgres(t)
	from := undisturbed(t, world(), 0, 20)
	var b bytes.Buffer
	if _, err := from.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Restore(ctx, db, bytes.NewReader(b.Bytes()[:b.Len()-5])); !errors.Is(err, graph.ErrBackupDamaged) {
		t.Errorf("cut off: %v", err)
	}
	if _, err := graph.Restore(ctx, db, &b); err != nil {
		t.Fatal(err)
	}
	s := onPostgres(t, db)
	if diff := cmp.Diff(lines(t, from), lines(t, s)); diff != "" {
		t.Errorf("(-backed up +restored):\n%s", diff)
	}
	if r, err := s.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 || r.Documents != 21 {
		t.Errorf("%+v, %v", r, err)
	}
}

// BenchmarkPostgresWrite writes the same documents with our writer and with that of
// Cayley's SQL backend, and reports quads a second.
func BenchmarkPostgresWrite(b *testing.B) {
	ctx := context.Background()
	for _, docs := range []int{500, 10_000} {
		b.Run(fmt.Sprintf("ours/docs=%d", docs), func(b *testing.B) {
			s := onPostgres(b, graphtest.Postgres(b))
			w := graphtest.New(1, graphtest.Options{Actors: 300})
			quads, spent := 0, time.Duration(0)
			for n := 0; n < docs; n += 250 {
				var xs []*schema.Extraction
				for i := range 250 {
					xs = append(xs, w.Document(n+i))
				}
				start := time.Now()
				rs, err := s.WriteAll(ctx, xs)
				if err != nil {
					b.Fatal(err)
				}
				spent += time.Since(start)
				for _, r := range rs {
					quads += r.Added
				}
			}
			b.ReportMetric(float64(quads)/spent.Seconds(), "quads/s")
		})
	}
	b.Run("Cayley's/docs=500", func(b *testing.B) {
		db := graphtest.Postgres(b)
		var batches [][]quad.Quad
		w := graphtest.New(1, graphtest.Options{Actors: 300})
		for n := 0; n < 500; n += 250 {
			s := undisturbed(b, w, n, n+249)
			var qs []quad.Quad
			for q := range s.Quads(ctx, true) {
				qs = append(qs, q)
			}
			batches = append(batches, qs)
		}
		if err := csql.Init(cpostgres.Type, db, nil); err != nil {
			b.Fatal(err)
		}
		theirs, err := csql.New(cpostgres.Type, db, nil)
		if err != nil {
			b.Fatal(err)
		}
		defer theirs.Close()
		out, err := theirs.NewQuadWriter()
		if err != nil {
			b.Fatal(err)
		}
		quads, start := 0, time.Now()
		for _, qs := range batches {
			if _, err := out.WriteQuads(qs); err != nil {
				b.Fatal(err)
			}
			quads += len(qs)
		}
		b.ReportMetric(float64(quads)/time.Since(start).Seconds(), "quads/s")
	})
}

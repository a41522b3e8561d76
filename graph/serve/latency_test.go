package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// benchStore is a store with so many made-up statements among 300 actors, kept in
// SAKSI_BENCH_DIR for the next run when that is set.
func benchStore(t *testing.T, statements int) *graph.Store {
	t.Helper()
	dir := t.TempDir()
	if kept := os.Getenv("SAKSI_BENCH_DIR"); kept != "" {
		dir = filepath.Join(kept, strconv.Itoa(statements))
	}
	ctx := context.Background()
	s, err := graph.Open(ctx, dir, graph.Options{})
	if errors.Is(err, graph.ErrNoStore) {
		s, err = graph.Open(ctx, dir, graph.Options{Create: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	v := s.View()
	defer v.Close()
	counts, err := v.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	w := graphtest.New(1, graphtest.Options{Actors: 300})
	for n, have := 0, int(counts.Statements); have < statements; {
		var xs []*schema.Extraction
		for range 500 {
			xs = append(xs, w.Document(n))
			have += len(xs[len(xs)-1].Statements)
			n++
		}
		if _, err := s.WriteAll(ctx, xs); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// subjects are what the requests ask for: actors as often as they occur, so that
// those of thousands of statements come up most.
type subjects struct {
	names             []string // of speakers
	ids               []schema.IRI
	claims, documents []schema.IRI
}

func subjectsOf(t *testing.T, s *graph.Store) *subjects {
	t.Helper()
	var out subjects
	a := ask.New(s, ask.NoNames{})
	q := ask.Query{Limit: ask.MaxLimit}
	for range 3 {
		page, err := a.Ask(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, st := range page.Statements {
			out.names, out.ids = append(out.names, st.Speaker.Name), append(out.ids, st.Speaker.ID)
			out.claims, out.documents = append(out.claims, st.Claim.ID), append(out.documents, st.Document.ID)
		}
		q.Cursor = page.Next
	}
	return &out
}

// endpoints make the path of the n-th request of each operation.
func (s *subjects) endpoints() []struct {
	name string
	path func(n int) string
} {
	name := func(n int) string { return url.QueryEscape(s.names[n*7%len(s.names)]) }
	id := func(n int) string { return string(s.ids[n*7%len(s.ids)]) }
	claim := func(n int) string { return string(s.claims[n*11%len(s.claims)]) }
	doc := func(n int) string { return string(s.documents[n*13%len(s.documents)]) }
	gizmo := func(n int) string {
		return url.QueryEscape(fmt.Sprintf(`g.V("%s").out("act/deny").limit(20).all()`, id(n)))
	}
	evidence := func(n int) string {
		return url.QueryEscape(fmt.Sprintf(`accusations().against("%s").limit(20).evidence().all()`, id(n)))
	}
	return []struct {
		name string
		path func(n int) string
	}{
		{"/v1/statements?act=&against=", func(n int) string { return "/v1/statements?act=accuse&against=" + name(n) }},
		{"/v1/statements?by=&with=&said_since=", func(n int) string {
			return "/v1/statements?by=" + name(n) + "&with=" + name(n+1) + "&said_since=2021"
		}},
		{"/v1/statements (all)", func(int) string { return "/v1/statements" }},
		{"/v1/ask?q=", func(n int) string {
			return "/v1/ask?q=" + url.QueryEscape("Who accused "+s.names[n*7%len(s.names)]+"?")
		}},
		{"/v1/claims/{id}", func(n int) string { return "/v1/claims/" + strings.TrimPrefix(claim(n), "claim/") }},
		{"/v1/actors?q=", func(n int) string { return "/v1/actors?q=" + name(n) }},
		{"/v1/actors/{id}", func(n int) string { return "/v1/actors/" + strings.TrimPrefix(id(n), "actor/") }},
		{"/v1/actors/{id}/timeline", func(n int) string { return "/v1/actors/" + strings.TrimPrefix(id(n), "actor/") + "/timeline" }},
		{"/v1/documents/{id}", func(n int) string { return "/v1/documents/" + strings.TrimPrefix(doc(n), "doc/") }},
		{"/v1/disputes", func(int) string { return "/v1/disputes" }},
		{"/v1/disputes?with=", func(n int) string { return "/v1/disputes?with=" + name(n) }},
		{"/v1/reversals", func(int) string { return "/v1/reversals" }},
		{"/v1/reversals?by=", func(n int) string { return "/v1/reversals?by=" + name(n) }},
		{"/v1/query (a step)", func(n int) string { return "/v1/query?q=" + gizmo(n) }},
		{"/v1/query (evidence of 20)", func(n int) string { return "/v1/query?q=" + evidence(n) }},
		{"/v1/export?act=&by=&said_since=", func(n int) string {
			return "/v1/export?format=jsonl&act=deny&said_since=2022-01&said_until=2022-03&by=" + name(n)
		}},
		{"/v1/stats", func(int) string { return "/v1/stats" }},
		{"/api/v2/read?sub=", func(n int) string { return "/api/v2/read?sub=" + url.QueryEscape("<"+claim(n)+">") }},
		{"/healthz", func(int) string { return "/healthz" }},
		{"/metrics", func(int) string { return "/metrics" }},
		{"/ (page)", func(int) string { return "/" }},
		{"/ask?q= (page)", func(n int) string {
			return "/ask?q=" + url.QueryEscape("Who accused "+s.names[n*7%len(s.names)]+"?")
		}},
		{"/actor/… (page)", func(n int) string { return "/" + id(n) }},
		{"/claim/… (page)", func(n int) string { return "/" + claim(n) }},
	}
}

// TestLatencies prints how long each operation takes with SAKSI_BENCH_STATEMENTS
// statements, for one client and for 32. No request finds its answer in the server's
// cache, since each comes to an address of its own.
func TestLatencies(t *testing.T) {
	want, err := strconv.Atoi(os.Getenv("SAKSI_BENCH_STATEMENTS"))
	if err != nil {
		t.Skip("measures: SAKSI_BENCH_STATEMENTS says with how many statements")
	}
	store := benchStore(t, want)
	subjects := subjectsOf(t, store)
	srv := start(t, Options{Store: store, Gizmo: workers(t, store, 2, 10*time.Second), Wait: time.Minute, Timeout: time.Minute})
	srv.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = 64
	fmt.Println("| operation | requests | p50 | p95 | p99 | requests | p50 of 32 | p95 | p99 |\n|---|---|---|---|---|---|---|---|---|")
	only := os.Getenv("SAKSI_BENCH_ONLY")
	for _, e := range subjects.endpoints() {
		if !strings.Contains(e.name, only) {
			continue
		}
		one, many := measure(t, srv, e.path, 1, 200), measure(t, srv, e.path, 32, 640)
		fmt.Printf("| `%s` | %s | %s |\n", e.name, one, many)
	}
}

// spent is how long the requests of a measurement took, in order.
type spent []time.Duration

func (s spent) String() string {
	at := func(p int) string {
		return fmt.Sprintf("%.1f", float64(s[min(len(s)*p/100, len(s)-1)].Microseconds())/1000)
	}
	return fmt.Sprintf("%d | %s | %s | %s", len(s), at(50), at(95), at(99))
}

// measured is how long an operation is measured at most.
const measured = 8 * time.Second

// measure has so many clients make so many requests between them, for some seconds at
// most.
func measure(t *testing.T, srv *httptest.Server, path func(int) string, clients, requests int) spent {
	t.Helper()
	var out spent
	var mu sync.Mutex
	var wg sync.WaitGroup
	var next atomic.Int64
	end := time.Now().Add(measured)
	for range clients {
		wg.Go(func() {
			for {
				n := int(next.Add(1))
				if n > requests || time.Now().After(end) {
					return
				}
				took, err := fetch(srv, path(n))
				if err != nil {
					t.Errorf("%s: %v", path(n), err)
					return
				}
				mu.Lock()
				out = append(out, took)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.SortFunc(out, cmp.Compare)
	if len(out) == 0 {
		out = spent{0}
	}
	return out
}

// fetch makes a request to a loopback address of its own and reads the answer.
func fetch(srv *httptest.Server, path string) (time.Duration, error) {
	r, err := http.NewRequest(http.MethodGet, srv.URL+path, nil)
	if err != nil {
		return 0, err
	}
	r.Host = fmt.Sprintf("127.%d.%d.%d", rand.IntN(256), rand.IntN(256), 1+rand.IntN(254))
	begin := time.Now()
	res, err := srv.Client().Do(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return 0, err
	}
	if res.StatusCode != http.StatusOK {
		return 0, errors.New(res.Status)
	}
	return time.Since(begin), nil
}

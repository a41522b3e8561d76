package serve

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"saksi/graph"
	"saksi/graph/gizmo"
	"saksi/graph/graphtest"
)

func TestTokens(t *testing.T) {
	store := fill(t, 5)
	srv := start(t, Options{Store: store, Tokens: tokens(t), Ingest: ingestText(store)})
	for _, c := range []struct{ method, path, auth, want string }{
		{"GET", "/v1/stats", "", "unauthorized"},
		{"GET", "/", "", "unauthorized"},
		{"GET", "/metrics", "", "unauthorized"},
		{"GET", "/v1/stats", "Bearer " + readToken + "x", "unauthorized"},
		{"GET", "/v1/stats?token=" + readToken, "", "unauthorized"},
		{"GET", "/v1/stats", "Bearer " + readToken, "200"},
		{"GET", "/v1/stats", "bearer " + writeToken, "200"},
		{"GET", "/healthz", "", "200"},
		{"GET", "/readyz", "", "200"},
		{"POST", "/v1/documents", "Bearer " + readToken, "forbidden"},
		{"DELETE", "/v1/documents/x", "Bearer " + readToken, "forbidden"},
		{"DELETE", "/v1/documents/x", "Bearer " + writeToken, "not-found"},
		{"POST", "/v1/documents", "Bearer " + writeToken, "200"},
		{"POST", "/api/v2/write", "Bearer " + writeToken, "403"},
	} {
		r := do(t, srv, request{method: c.method, path: c.path, body: "text", header: map[string]string{"Authorization": c.auth, "Content-Type": "text/plain"}})
		got := r.Status[:3]
		if r.Header.Get("Content-Type") == "application/problem+json" {
			got = problemName(t, r)
		}
		if got != c.want {
			t.Errorf("%s %s with %q: %s, want %s", c.method, c.path, c.auth, got, c.want)
		}
		if got == "unauthorized" && !strings.Contains(r.Header.Get("WWW-Authenticate"), "Bearer") {
			t.Errorf("%s: a 401 without WWW-Authenticate", c.path)
		}
		if strings.Contains(r.body, readToken) || strings.Contains(r.body, writeToken) {
			t.Errorf("%s: the answer holds a token", c.path)
		}
	}
	for _, bad := range []string{"", "short read", "0123456789abcdef", "0123456789abcdef admin", "0123456789abcdef read a b"} {
		if _, err := ReadTokens(strings.NewReader(bad)); !errors.Is(err, ErrTokens) {
			t.Errorf("token file %q: %v", bad, err)
		}
	}
}

// TestListen shows which addresses are refused.
func TestListen(t *testing.T) {
	store := fill(t, 1)
	for _, c := range []struct {
		address string
		o       Options
		ok      bool
	}{
		{"127.0.0.1:0", Options{}, true},
		{"localhost:0", Options{}, true},
		{"0.0.0.0:0", Options{}, false},
		{":0", Options{}, false},
		{"[::]:0", Options{}, false},
		{"192.0.2.1:0", Options{}, false},
		{"nonsense", Options{}, false},
	} {
		c.o.Store = store
		s, err := New(c.o)
		if err != nil {
			t.Fatal(err)
		}
		l, err := s.Listen(context.Background(), c.address)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.address, err)
		}
		if err == nil {
			l.Close()
		} else if c.address != "nonsense" && !errors.Is(err, ErrExposed) {
			t.Errorf("%s: %v", c.address, err)
		}
	}
}

// TestStop shows that a request under way comes to its end.
func TestStop(t *testing.T) {
	s, err := New(Options{Store: fill(t, 1), Gizmo: slow(300 * time.Millisecond)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	l, err := s.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	answered := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + l.Addr().String() + "/v1/query?q=x")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answered <- fmt.Sprint(res.StatusCode, " ", string(b))
	}()
	time.Sleep(100 * time.Millisecond)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if got := <-answered; !strings.HasPrefix(got, "200 ") {
		t.Errorf("the request under way: %s", got)
	}
	if _, err := net.DialTimeout("tcp", l.Addr().String(), time.Second); err == nil {
		t.Error("it still listens")
	}
}

// slow is a Gizmo whose queries take a while, unless their context ends.
type slow time.Duration

func (d slow) Run(ctx context.Context, _ string, _ bool) (gizmo.Result, error) {
	select {
	case <-time.After(time.Duration(d)):
		return gizmo.Result{Rows: []any{"done"}}, nil
	case <-ctx.Done():
		return gizmo.Result{}, ctx.Err()
	}
}

func TestBusy(t *testing.T) {
	srv := start(t, Options{Store: fill(t, 1), Gizmo: slow(500 * time.Millisecond), Concurrent: 2, Wait: 50 * time.Millisecond})
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := map[string]int{}
	for range 6 {
		wg.Go(func() {
			r := do(t, srv, request{path: "/v1/query?q=x"})
			mu.Lock()
			defer mu.Unlock()
			got[r.Status[:3]]++
			if r.StatusCode == http.StatusTooManyRequests && r.Header.Get("Retry-After") == "" {
				t.Error("429 without Retry-After")
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	if r := get(t, srv, "/healthz"); r.StatusCode != http.StatusOK {
		t.Errorf("/healthz while busy: %s", r.Status)
	}
	wg.Wait()
	if got["200"] != 2 || got["429"] != 4 {
		t.Errorf("%v", got)
	}
}

// TestLimits shows that time ends a request, and that a client's leaving ends its query.
func TestLimits(t *testing.T) {
	srv := start(t, Options{Store: fill(t, 1), Gizmo: slow(time.Minute), Timeout: 50 * time.Millisecond})
	if got := problemName(t, get(t, srv, "/v1/query?q=x")); got != "query-timeout" {
		t.Errorf("a query without end: %s", got)
	}
	left := make(chan error, 1)
	srv = start(t, Options{Store: fill(t, 1), Gizmo: gizmoFunc(func(ctx context.Context) error { <-ctx.Done(); left <- ctx.Err(); return ctx.Err() })})
	ctx, leave := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer leave()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, srv.URL+"/api/v2/query?lang=gizmo&qu=x", nil)
	if err != nil {
		t.Fatal(err)
	}
	if res, err := srv.Client().Do(r); err == nil {
		res.Body.Close()
	}
	select {
	case err := <-left:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the query goes on after its client has left")
	}
}

func (slow) Shape(context.Context, string) (json.RawMessage, error) { return nil, ErrNoShape }

type gizmoFunc func(context.Context) error

func (f gizmoFunc) Run(ctx context.Context, _ string, _ bool) (gizmo.Result, error) {
	return gizmo.Result{}, f(ctx)
}

func (gizmoFunc) Shape(context.Context, string) (json.RawMessage, error) { return nil, ErrNoShape }

func TestHeaders(t *testing.T) {
	srv := start(t, Options{Origins: []string{"https://example.org"}})
	r := do(t, srv, request{path: "/v1/statements", header: map[string]string{"Accept-Encoding": "gzip", "Origin": "https://example.org"}})
	z, err := gzip.NewReader(strings.NewReader(r.body))
	if err != nil || r.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("not compressed: %v %s", err, r.Header)
	}
	if b, err := io.ReadAll(z); err != nil || !strings.HasPrefix(string(b), `{"statements"`) {
		t.Errorf("%v %.80s", err, b)
	}
	if r.Header.Get("Access-Control-Allow-Origin") != "https://example.org" {
		t.Errorf("CORS: %v", r.Header)
	}
	if r := do(t, srv, request{path: "/v1/stats", header: map[string]string{"Origin": "https://evil.example"}}); r.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("any origin may read")
	}
	r = do(t, srv, request{method: "OPTIONS", path: "/v1/documents", header: map[string]string{"Origin": "https://example.org", "Access-Control-Request-Method": "DELETE"}})
	if r.StatusCode != http.StatusNoContent || strings.Contains(r.Header.Get("Access-Control-Allow-Methods"), "DELETE") {
		t.Errorf("preflight: %s %s", r.Status, r.Header.Get("Access-Control-Allow-Methods"))
	}
	for _, h := range []string{"Server", "X-Powered-By"} {
		if v := r.Header.Get(h); v != "" {
			t.Errorf("%s: %s", h, v)
		}
	}
	if r := do(t, srv, request{path: "/", header: map[string]string{"Host": "x"}}); !strings.Contains(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("no policy: %s", r.Header.Get("Content-Security-Policy"))
	}
}

// TestOwnHost shows that a name that was pointed here is refused.
func TestOwnHost(t *testing.T) {
	srv := start(t, Options{Store: fill(t, 1)})
	r, err := http.NewRequest(http.MethodGet, srv.URL+"/v1/stats", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "rebound.example"
	res, err := srv.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a foreign host: %s", res.Status)
	}
}

// TestCayley speaks as Cayley's clients do.
func TestCayley(t *testing.T) {
	srv := start(t, Options{})
	for _, c := range []struct {
		q    request
		want string
		code int
	}{
		{request{method: "POST", path: "/api/v1/query/gizmo", body: `g.V("actor/IRN").out("act/deny").getLimit(1)`}, `{"result":[{"id":"<claim/`, 200},
		{request{method: "POST", path: "/api/v1/query/gizmo", body: `g.V("actor/NOBODY").all()`}, `{"result":null}`, 200},
		{request{method: "POST", path: "/api/v1/query/gremlin", body: `"g.V(\"actor/IRN\").GetLimit(1)"`, header: map[string]string{"Content-Type": "application/json"}}, `{"result":[{"id":"<actor/IRN>"}]}`, 200},
		{request{method: "POST", path: "/api/v1/query/mql", body: `[]`}, `{"error":"unknown query language"}`, 400},
		{request{method: "POST", path: "/api/v1/query/gizmo", body: ``}, `{"error":"query is empty"}`, 400},
		{request{method: "POST", path: "/api/v1/query/gizmo", body: `g.V(`}, `{"error":"line 1`, 400},
		{request{path: "/api/v2/query?lang=gizmo&qu=" + `g.V(%22actor/IRN%22).getLimit(1)`}, `{"result":[{"id":"<actor/IRN>"}]}`, 200},
		{request{path: "/api/v2/query?qu=x"}, `{"error":"query language not specified"}`, 400},
		{request{method: "POST", path: "/api/v1/shape/gizmo", body: `g.V("actor/IRN").all()`}, `{"error":"shapes of queries are told by servers`, 501},
		{request{path: "/api/v2/formats"}, `[{"id":`, 200},
		{request{path: "/api/v2/read?pred=%3Csk:speaker%3E&obj=%3Cactor/IRN%3E"}, `<stmt/`, 200},
		{request{path: "/api/v2/read?format=nothere"}, `{"error":"format is not supported`, 400},
		{request{method: "POST", path: "/api/v2/write"}, `{"error":"this store can only be read here"}`, 403},
		{request{method: "POST", path: "/api/v1/delete"}, `{"error":"this store can only be read here"}`, 403},
	} {
		r := do(t, srv, c.q)
		body := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(r.body)
		if r.StatusCode != c.code || !strings.HasPrefix(body, c.want) {
			t.Errorf("%s %s: %s %.120s, want %d %s", c.q.method, c.q.path, r.Status, body, c.code, c.want)
		}
	}
	r := do(t, srv, request{method: "POST", path: "/api/v1/query/gizmo", body: `statements().all()`})
	if n := strings.Count(r.body, `"id"`); n != cayleyLimit || r.Header.Get("Saksi-Truncated") != "true" {
		t.Errorf("%d results, truncated %q", n, r.Header.Get("Saksi-Truncated"))
	}
}

// TestOthersWrite shows that a server tells what others have written to a store that it
// shares, whatever it remembers of before.
func TestOthersWrite(t *testing.T) {
	ctx := context.Background()
	db := graphtest.Postgres(t)
	stores := make([]*graph.Store, 2)
	for i := range stores {
		var err error
		if stores[i], err = graph.Open(ctx, db, graph.Options{Create: true}); err != nil {
			t.Fatal(err)
		}
		defer stores[i].Close()
	}
	s, err := New(Options{Store: stores[0]})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s)
	defer srv.Close()
	w := graphtest.New(1, graphtest.Options{})
	pages := []string{"/v1/statements?limit=100", "/v1/actors", "/v1/stats", "/"}
	last := make([]string, len(pages))
	for n := range 3 {
		if _, err := stores[1].Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
		for i, p := range pages {
			body := get(t, srv, p).body
			if body == last[i] {
				t.Errorf("%s is as before document %d", p, n)
			}
			last[i] = body
		}
	}
}

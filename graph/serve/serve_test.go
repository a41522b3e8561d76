package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// fill makes a store in memory with so many documents.
func fill(t testing.TB, documents int) *graph.Store {
	t.Helper()
	store := graphtest.Open(t)
	w := graphtest.New(1, graphtest.Options{})
	var xs []*schema.Extraction
	for i := range documents {
		xs = append(xs, w.Document(i))
	}
	if _, err := store.WriteAll(context.Background(), xs); err != nil {
		t.Fatal(err)
	}
	return store
}

const (
	readToken  = "read-token-for-tests"
	writeToken = "write-token-for-tests"
)

func tokens(t testing.TB) Tokens {
	t.Helper()
	ts, err := ReadTokens(strings.NewReader("# for tests\n" + readToken + " read\n" + writeToken + " write newsroom\n"))
	if err != nil {
		t.Fatal(err)
	}
	return ts
}

// start makes a server on a small store.
func start(t testing.TB, o Options) *httptest.Server {
	t.Helper()
	if o.Store == nil {
		o.Store = fill(t, 60)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return srv
}

// request is a request of a test.
type request struct {
	method, path, body string
	header             map[string]string
}

// response is what came back, read to the end.
type response struct {
	*http.Response
	body string
}

func do(t testing.TB, srv *httptest.Server, q request) response {
	t.Helper()
	if q.method == "" {
		q.method = http.MethodGet
	}
	r, err := http.NewRequest(q.method, srv.URL+q.path, strings.NewReader(q.body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range q.header {
		r.Header.Set(k, v)
	}
	res, err := srv.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("%s: %v", q.path, err)
	}
	return response{res, string(b)}
}

func get(t testing.TB, srv *httptest.Server, path string) response {
	t.Helper()
	return do(t, srv, request{path: path})
}

// decode reads JSON.
func decode[T any](t testing.TB, r response) T {
	t.Helper()
	var v T
	if err := json.NewDecoder(bytes.NewBufferString(r.body)).Decode(&v); err != nil {
		t.Fatalf("%s: %v\n%.300s", r.Request.URL, err, r.body)
	}
	return v
}

// problemName is the last part of a problem's type, or the status of what is none.
func problemName(t testing.TB, r response) string {
	t.Helper()
	if ct := r.Header.Get("Content-Type"); ct != "application/problem+json" {
		return r.Status + " " + ct
	}
	p := decode[Problem](t, r)
	if p.Status != r.StatusCode || p.Title == "" || p.Instance == "" || p.Instance != r.Header.Get("X-Request-Id") {
		t.Errorf("%s: a problem without status, title or instance: %+v", r.Request.URL, p)
	}
	return strings.TrimPrefix(p.Type, problemBase)
}

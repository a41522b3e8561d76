package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/graph/serve"
)

// A server gives a backup of the store that it has open, to those who may read; what
// was cut off on the way leaves no file.
func TestBackupFromServer(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	store, err := graph.Open(ctx, filepath.Join(dir, "db"), graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	w := graphtest.New(1, graphtest.Options{})
	for n := range 20 {
		if _, err := store.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	tokens, err := serve.ReadTokens(strings.NewReader("a-long-enough-token-for-reading read\n"))
	if err != nil {
		t.Fatal(err)
	}
	server, err := serve.New(serve.Options{Store: store, Tokens: tokens})
	if err != nil {
		t.Fatal(err)
	}
	cut := false
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut {
			w = &short{w, 2000}
		}
		server.ServeHTTP(w, r)
	}))
	defer srv.Close()
	env := map[string]string{}
	a := &app{out: bufio.NewWriter(io.Discard), err: io.Discard, getenv: func(k string) string { return env[k] }, log: slog.New(slog.DiscardHandler)}
	file := filepath.Join(dir, "b")
	if err := a.backup(ctx, "", srv.URL, file); err == nil || !strings.Contains(err.Error(), tokenEnv) {
		t.Errorf("without a token: %v", err)
	}
	env[tokenEnv] = "a-long-enough-token-for-reading"
	if err := a.backup(ctx, "", srv.URL+"/", file); err != nil {
		t.Fatal(err)
	}
	if err := a.restore(ctx, filepath.Join(dir, "again"), file); err != nil {
		t.Fatal(err)
	}
	again, err := graph.Open(ctx, filepath.Join(dir, "again"), graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	was, _ := store.Stats(ctx)
	is, err := again.Stats(ctx)
	if err != nil || is.Quads != was.Quads || is.Documents != 20 {
		t.Errorf("%+v, want %+v: %v", is, was, err)
	}
	cut = true
	if err := a.backup(ctx, "", srv.URL, file+"2"); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("cut off: %v", err)
	}
	if left, _ := filepath.Glob(file + "2*"); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// short drops what comes after some bytes.
type short struct {
	http.ResponseWriter
	left int
}

func (s *short) Write(b []byte) (int, error) {
	n := min(len(b), s.left)
	s.left -= n
	if _, err := s.ResponseWriter.Write(b[:n]); err != nil {
		return 0, err
	}
	return len(b), nil
}

package main

import (
	"errors"
	"strings"
	"testing"

	"saksi/graph"
	"saksi/graph/serve"
)

// TestIngest takes documents in as clients hand them in: what is said to be JSON is not
// read as an article when it is none.
func TestIngest(t *testing.T) {
	store, err := graph.Memory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, tt := range []struct {
		mediaType, body string
		documents       int // none: refused
	}{
		{"application/json", `{"text": "Iran membantah tuduhan itu."}`, 1},
		{"application/json; charset=utf-8", `[{"text": "Iran denied it."}, {"text": "Iran admitted it."}]`, 2},
		{"application/x-ndjson", "{\"text\": \"Russia denied it.\"}\n{\"text\": \"Russia admitted it.\"}\n", 2},
		{"text/plain", "China denied it.", 1},
		{"", "Germany denied it.", 1},
		{"application/json", "nonsense", 0},
		{"application/json", "[]", 0},
		{"application/json", `{"title": "no text"}`, 0},
		{"text/plain", "", 0},
	} {
		r, err := ingest(t.Context(), store, serve.Input{MediaType: tt.mediaType, Body: strings.NewReader(tt.body)})
		if len(r.Documents) != tt.documents || (tt.documents == 0) != errors.Is(err, serve.ErrInput) {
			t.Errorf("%s %s: %+v, %v; want %d documents", tt.mediaType, tt.body, r, err, tt.documents)
		}
	}
}

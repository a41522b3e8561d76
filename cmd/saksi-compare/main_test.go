package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"saksi/graph/graphtest"
)

// TestCompare runs all but the peers on a small store: both stores answer each query
// with as many rows, and every work has its row.
func TestCompare(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"--statements", "300", "--one", "5", "--rounds", "1"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"saksi writes in bulk", "Cayley dumps N-Quads", "A accused B, in a year", "both accused"} {
		if !strings.Contains(out.String(), "| "+want) {
			t.Errorf("no row for %q in\n%s", want, out.String())
		}
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{"--statements", "0"}, {"--rounds", "-1"}, {"--nonsense"}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil || err == pflag.ErrHelp {
			t.Errorf("%q: %v", args, err)
		}
	}
}

// Each question is asked of Oxigraph too.
func TestInSPARQL(t *testing.T) {
	for _, q := range graphtest.Questions {
		if sparql[q.Name] == "" || !strings.Contains(inSPARQL(q), sparql[q.Name]) {
			t.Errorf("%s is not in SPARQL", q.Name)
		}
	}
	if len(sparql) != len(graphtest.Questions) {
		t.Errorf("%d in SPARQL, of %d", len(sparql), len(graphtest.Questions))
	}
}

package rdf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/schema"
)

// BenchmarkParse reads lines of N-Quads, and nothing else: what is left of a load when
// nothing is put together and nothing is written. Against it, what the library takes.
func BenchmarkParse(b *testing.B) {
	var qs []quad.Quad
	for n := range 500 {
		for _, q := range schema.Quads(extraction(n)) {
			qs = append(qs, quad.Quad{Subject: absolute(q.Subject), Predicate: absolute(q.Predicate), Object: absolute(q.Object), Label: absolute(q.Label)})
		}
	}
	lines := bytes.Split([]byte(strings.TrimSpace(nquadsOf(b, qs))), []byte("\n"))
	rate := func(b *testing.B) {
		b.ReportMetric(float64(b.N)*float64(len(lines))/b.Elapsed().Seconds(), "quads/s")
	}
	b.Run("saksi", func(b *testing.B) {
		p := newParser()
		for b.Loop() {
			for _, l := range lines {
				if _, err := p.read(l); err != nil {
					b.Fatal(err)
				}
			}
		}
		rate(b)
	})
	b.Run("library", func(b *testing.B) {
		for b.Loop() {
			for _, l := range lines {
				if _, err := nquads.Parse(string(l)); err != nil {
					b.Fatal(err)
				}
			}
		}
		rate(b)
	})
}

package rdf

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/schema"
)

// inFull writes an IRI out in full, as exports do.
func inFull(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		if prefix, rest, ok := strings.Cut(string(v), ":"); ok && schema.Prefixes[prefix+":"] != "" {
			return quad.IRI(schema.Prefixes[prefix+":"] + rest)
		}
		if !strings.Contains(string(v), "://") {
			return schema.Base + v
		}
	case quad.TypedString:
		v.Type, _ = inFull(v.Type).(quad.IRI)
		return v
	}
	return v
}

// BenchmarkParse reads lines of N-Quads, and nothing else: what is left of a load when
// nothing is put together and nothing is written. Against it, what the library takes.
func BenchmarkParse(b *testing.B) {
	var qs []quad.Quad
	for n := range 500 {
		for _, q := range schema.Quads(extraction(n)) {
			qs = append(qs, quad.Quad{Subject: inFull(q.Subject), Predicate: inFull(q.Predicate), Object: inFull(q.Object), Label: inFull(q.Label)})
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

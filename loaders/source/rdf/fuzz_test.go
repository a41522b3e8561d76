package rdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// FuzzRead: what any bytes give is written as quads that parse back to the same.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	w := nquads.NewWriter(&b)
	if _, err := w.WriteQuads(schema.Quads(extraction(1))); err != nil {
		f.Fatal(err)
	}
	_ = w.Close()
	whole := b.String()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(strings.ReplaceAll(whole, "#char=", "#char=9"))
	f.Add(strings.ReplaceAll(whole, "actor/IRN", "actor/\\u0041\\n"))
	f.Add("<a> <b> \"c\\uD800\"^^<d> <e> .\n_:x <b> _:y .")
	f.Fuzz(func(t *testing.T, in string) {
		for it, err := range Read(t.Context(), item.Input{Name: "f.nq", Reader: strings.NewReader(in), Options: item.Options{MaxBytes: 1 << 16}}) {
			if err != nil || it.Ready == nil {
				continue
			}
			want := schema.Quads(it.Ready)
			got, err := quad.ReadAll(nquads.NewReader(strings.NewReader(write(t, want)), false))
			if err != nil || !slices.Equal(lines(got), lines(want)) {
				t.Errorf("%v: quads change on their way:\n got %s\nwant %s", err, strings.Join(lines(got), "\n"), strings.Join(lines(want), "\n"))
			}
		}
	})
}

// FuzzLine: what is read without the library is what it reads.
func FuzzLine(f *testing.F) {
	for _, line := range []string{
		`<https://w3id.org/saksi/actor/IRN> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/claim/x> <https://w3id.org/saksi/stmt/y> .`,
		`<a> <b> "text" <l> .`, `<a> <b> "text" .`, `<a> <b> "ä€\u0041" .`, `<a> <b> "a\"b" .`, `<a> <b> "x"@id <l> .`, `<a> <b> "1"^^<c> .`,
		`<a>  <b> <c> .`, `<a> <b> <c> . # end`, `_:a <b> <c> .`, `<> <b> <c> .`, "<a> <b> \"\x00\" .", "<a> <b> \"\xff\" .", `<a b> <c> <d> .`, `<a> <b> <c>.`,
		`<https://w3id.org/saksi/time/..%2F2022> <b> <https://w3id.org/saksi/time/%5B2022> .`,
	} {
		f.Add(line)
	}
	p := newParser()
	f.Fuzz(func(t *testing.T, line string) {
		got, ok := p.plain([]byte(line))
		if !ok || strings.Contains(line, "\n") {
			return
		}
		q, err := nquads.Parse(line)
		if want := Relative(q); err != nil || got != want {
			t.Errorf("%q:\n got %#v\nwant %#v, %v", line, got, want, err)
		}
	})
}

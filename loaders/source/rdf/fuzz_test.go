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

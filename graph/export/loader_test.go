package export

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"saksi/graph/graphtest"
	"saksi/loaders/source/item"
	loader "saksi/loaders/source/rdf"
	"saksi/schema"
)

// loaded are the extractions that the loader of the project reads from an export.
func loaded(t testing.TB, text, name string) (out []*schema.Extraction) {
	t.Helper()
	for it, err := range loader.Read(context.Background(), item.Input{Name: name, Reader: strings.NewReader(text)}) {
		if err != nil {
			t.Fatalf("%v in:\n%.20000s", err, text)
		}
		out = append(out, it.Ready)
	}
	return out
}

// TestLoadedBack has the loader of the project read exports of all RDF formats into an
// empty store, in either order, and exports that: the same bytes.
func TestLoadedBack(t *testing.T) {
	ctx := context.Background()
	from := All(world(t, 15))
	want := written(t, from, Options{Sorted: true})
	for _, f := range Formats {
		for _, o := range []Options{{}, {Sorted: true}, {Ontology: true, Index: true, About: []string{"of a test"}}, {Sorted: true, Profile: "oa"}} {
			if o.Format = f.Name; !f.RDF {
				continue
			}
			again := graphtest.Open(t)
			if _, err := again.WriteAll(ctx, loaded(t, written(t, from, o), "all")); err != nil {
				t.Fatal(err)
			}
			if got := written(t, All(again), Options{Sorted: true}); got != want {
				t.Errorf("%+v: export, load, export gives other bytes: %.2000s", o, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		}
	}
}

// TestLoadedLarge has the loader read more than it holds at a time.
func TestLoadedLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads a hundred thousand quads")
	}
	src := endless{graphtest.New(3, graphtest.Options{}), 700}
	for _, o := range []Options{{Format: "turtle"}, {Format: "turtle", Sorted: true}} {
		got := loaded(t, written(t, src, o), "all")
		if len(got) != src.documents {
			t.Errorf("%+v: %d documents", o, len(got))
		}
		for i := range src.documents {
			w := src.world.Document(i)
			at := slices.IndexFunc(got, func(x *schema.Extraction) bool { return x.Document.ID == w.Document.ID })
			if at < 0 || !maps.Equal(set(schema.Quads(w)), set(schema.Quads(got[at]))) {
				t.Fatalf("%+v: document %d changes on its way", o, i)
			}
		}
	}
}

func set(quads []quad.Quad) map[quad.Quad]bool {
	out := make(map[quad.Quad]bool, len(quads))
	for _, q := range quads {
		out[q] = true
	}
	return out
}

// BenchmarkLoad reads what is written.
func BenchmarkLoad(b *testing.B) {
	src := endless{graphtest.New(1, graphtest.Options{}), 200}
	for _, f := range Formats {
		if !f.RDF {
			continue
		}
		var text strings.Builder
		r, err := Write(context.Background(), &text, src, Options{Format: f.Name})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loaded(b, text.String(), "all")
			}
			b.ReportMetric(float64(b.N)*float64(r.Quads)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

// TestForeignProfiles: what is in the words of other vocabularies holds no document.
func TestForeignProfiles(t *testing.T) {
	for _, p := range []string{"nanopub", "schemaorg", "prov"} {
		for _, f := range Formats {
			if !f.RDF {
				continue
			}
			text := written(t, sample(), Options{Format: f.Name, Profile: p})
			var got []string
			for it, err := range loader.Read(t.Context(), item.Input{Name: "x", Reader: strings.NewReader(text)}) {
				got = append(got, fmt.Sprint(it.Name, err))
			}
			if len(got) != 1 || !strings.Contains(got[0], "holds no document of saksi") {
				t.Errorf("%s as %s: %q", p, f.Name, got)
			}
		}
	}
}

// TestHostileTextsLoad writes statements of any texts in every format, and loads them.
func TestHostileTextsLoad(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		src := draw(rt)
		want := loaded(t, written(t, src, Options{}), "all.nq")
		for _, f := range []string{"ntriples", "turtle", "trig", "jsonld"} {
			got := loaded(t, written(t, src, Options{Format: f, Sorted: rapid.Bool().Draw(rt, "sorted")}), "all")
			if d := cmp.Diff(want, got); d != "" {
				rt.Fatalf("%s: %s", f, d)
			}
		}
		if n := len(loaded(t, written(t, src, Options{Format: "rdfxml"}), "all")); n != 1 {
			rt.Fatalf("RDF/XML: %d documents", n)
		}
	})
}

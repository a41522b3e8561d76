package export

import (
	"context"
	"strings"
	"testing"

	"saksi/graph/graphtest"
	"saksi/loaders/source/item"
	loader "saksi/loaders/source/rdf"
)

// TestLoadedBack has the loader of the project read an export into an empty store,
// in either order, and exports that: the same bytes.
func TestLoadedBack(t *testing.T) {
	ctx := context.Background()
	from := All(world(t, 30))
	want := written(t, from, Options{Sorted: true})
	for _, sorted := range []bool{false, true} {
		again := graphtest.Open(t)
		text := written(t, from, Options{Sorted: sorted})
		for it, err := range loader.Read(ctx, item.Input{Name: "all.nq", Reader: strings.NewReader(text)}) {
			if err != nil {
				t.Fatal(err)
			}
			if _, err := again.Write(ctx, it.Ready); err != nil {
				t.Fatal(err)
			}
		}
		if got := written(t, All(again), Options{Sorted: true}); got != want {
			t.Errorf("sorted %v: export, load, export gives other bytes", sorted)
		}
	}
}

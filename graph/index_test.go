package graph

import (
	"testing"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Every predicate of the index has a place of its own, in the order of roles, acts and
// days; nothing else has one.
func TestPlace(t *testing.T) {
	last := -1
	for _, role := range allRoles {
		for _, a := range schema.Acts {
			for day := range 1232 {
				m, d := day/100, day%100
				if day > 0 && (m == 0 || d == 0 || d > 31) {
					continue
				}
				at, ok := place(postingPredicate(a.Act, role, day))
				if !ok || at <= last || at >= layout.Places {
					t.Fatalf("%s %c %d: place %d, %v, after %d", a.Act, role, day, at, ok, last)
				}
				last = at
			}
		}
	}
	for _, v := range []quad.Value{
		quad.IRI("index/all/2022"), quad.IRI("index/by/UKR/2022"), quad.IRI("index/of/a1017"), quad.IRI("index/accuse/x1017"),
		quad.IRI("stmt/a"), quad.String("index/accuse/a1017"), quad.BNode("x"), ofYear, onDay, calendarRoot,
	} {
		if at, ok := place(v); ok {
			t.Errorf("%v has place %d", v, at)
		}
	}
}

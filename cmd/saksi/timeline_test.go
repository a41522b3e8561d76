package main

import (
	"fmt"
	"strings"
	"testing"

	"saksi/graph/ask"
)

// Bars are as long as their counts, by month or, of a long time, by year.
func TestBars(t *testing.T) {
	var b strings.Builder
	a := &app{}
	a.bars(&b, &ask.Facets{Of: ask.Total{Value: 31, Relation: ask.Exactly}, Months: []ask.Count{{Value: "2022-10", Count: 20}, {Value: "2022-11", Count: 10}, {Value: "2023-01", Count: 1}}})
	lines := strings.Split(b.String(), "\n")
	for i, want := range []int{40, 20, 2} {
		if got := strings.Count(lines[i], "█"); got != want {
			t.Errorf("%q has %d columns, want %d", lines[i], got, want)
		}
	}
	if !strings.HasPrefix(lines[1], "2022-11  █") || !strings.HasSuffix(lines[1], "  10") || len(lines) != 5 {
		t.Errorf("bars:\n%s", b.String())
	}
	var months []ask.Count
	for m := range 48 {
		months = append(months, ask.Count{Value: fmt.Sprintf("%d-%02d", 2020+m/12, 1+m%12), Count: 2})
	}
	b.Reset()
	a.bars(&b, &ask.Facets{Of: ask.Total{Value: 96, Relation: ask.AtLeast}, Months: months})
	if got := b.String(); strings.Count(got, "  24\n") != 4 || !strings.HasPrefix(got, "2020  ") || !strings.Contains(got, "the first 96 statements") {
		t.Errorf("bars of four years:\n%s", got)
	}
}

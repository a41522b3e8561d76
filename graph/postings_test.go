package graph_test

import (
	"context"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/graph/graphtest"
)

// The days of a year are found, in stores with a calendar and in former ones.
func TestDays(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name string
		said []string
		want []int
	}{
		{"none", nil, nil},
		{"whole year", []string{"2022-01-03", "2022-07-01", "2022-12-29"}, []int{103, 701, 1229}},
		{"the year so far", []string{"2022-01-01", "2022-02-11", "2022-05-17"}, []int{101, 211, 517}},
		{"the end of the year", []string{"2022-09-05", "2022-12-31"}, []int{905, 1231}},
		{"the middle of the year", []string{"2022-04-30", "2022-06-02", "2022-06-02"}, []int{430, 602}},
		{"one day", []string{"2022-06-02"}, []int{602}},
		{"no day known", []string{"2022-06"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := memory(t)
			w := graphtest.New(7, graphtest.Options{})
			for n, said := range append(c.said, "2021-03-03", "2023-10-10") {
				x := w.Document(n)
				for i := range x.Statements {
					x.Statements[i].Said = said
				}
				if _, err := s.Write(ctx, x); err != nil {
					t.Fatal(err)
				}
			}
			years := []int{2021, 2022, 2023}
			if c.said == nil {
				years = []int{2021, 2023}
			}
			for range 2 {
				v := s.View()
				defer v.Close()
				for range 2 { // found, then remembered
					days, err := v.Days(ctx, 2022)
					if err != nil || !slices.Equal(days.List(), c.want) {
						t.Errorf("days %d, %v; want %d", days.List(), err, c.want)
					}
					if got, err := v.Years(ctx); err != nil || !slices.Equal(got, years) {
						t.Errorf("years %d, %v; want %d", got, err, years)
					}
				}
				if err := graph.MakeFormer(ctx, s); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// What the calendar lacks is found, and made again.
func TestCalendarIsMended(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := graphtest.New(7, graphtest.Options{})
	for n := range 5 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	before := quadsOf(t, s)
	for _, predicate := range []quad.IRI{"index/year", "index/day", "index/on"} {
		for q := range s.Quads(ctx, true) {
			if q.Predicate != predicate {
				continue
			}
			if err := graph.Apply(s, nil, []quad.Quad{q}); err != nil {
				t.Fatal(err)
			}
			for i := range 2 {
				r, err := s.Check(ctx, graph.CheckOptions{Repair: i == 0})
				if err != nil || (len(r.Problems) > 0) != (i == 0) {
					t.Errorf("without %v: check %d: %v, %v", q, i, r.Problems, err)
				}
			}
			break
		}
	}
	if after := quadsOf(t, s); !slices.Equal(before, after) {
		t.Errorf("%d quads, before %d", len(after), len(before))
	}
}

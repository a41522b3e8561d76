package graph_test

import (
	"context"
	"testing"

	"saksi/graph/graphtest"
)

// The days of a year are found where they lie at its ends, and where they don't.
func TestDays(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name        string
		said        []string
		first, last int
	}{
		{"none", nil, 0, 0},
		{"whole year", []string{"2022-01-03", "2022-07-01", "2022-12-29"}, 103, 1229},
		{"the year so far", []string{"2022-01-01", "2022-02-11", "2022-05-17"}, 101, 517},
		{"the end of the year", []string{"2022-09-05", "2022-12-31"}, 905, 1231},
		{"the middle of the year", []string{"2022-04-30", "2022-06-02", "2022-06-02"}, 430, 602},
		{"one day", []string{"2022-06-02"}, 602, 602},
		{"no day known", []string{"2022-06"}, 0, 0},
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
			v := s.View()
			defer v.Close()
			for range 2 { // found, then remembered
				first, last, err := v.Days(ctx, 2022)
				if err != nil || first != c.first || last != c.last {
					t.Errorf("days %d to %d, %v; want %d to %d", first, last, err, c.first, c.last)
				}
			}
		})
	}
}

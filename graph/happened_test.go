package graph

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"saksi/schema"
)

// What happened within a range of time is in one of the lists of the range, whatever the
// form in which the time is told; and a range of a year or a month has few others.
func TestHappenedIsListed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	when := func() string {
		at := time.Date(1985+r.IntN(70), time.Month(1+r.IntN(12)), 1+r.IntN(28), 12, 0, 0, 0, time.UTC)
		year := at.Format("2006")
		switch r.IntN(9) {
		case 0:
			return year
		case 1:
			return at.Format("2006-01")
		case 2:
			return at.Format(time.RFC3339)
		case 3:
			return year + "-" + []string{"21", "22", "23", "24"}[r.IntN(4)]
		case 4:
			return at.Format("2006-01-02/") + at.AddDate(0, r.IntN(30), 0).Format("2006-01-02")
		case 5:
			return at.Format("2006/") + at.AddDate(r.IntN(15), 0, 0).Format("2006")
		case 6:
			return "../" + at.Format("2006-01-02")
		case 7:
			return at.Format("2006-01/") + ".."
		}
		return at.Format("2006-01-02")
	}
	bounds := func(edtf string) (start, end time.Time) {
		at, err := schema.ParseTime(edtf)
		if err != nil {
			t.Fatalf("%q: %v", edtf, err)
		}
		start, end, _ = at.Bounds()
		return start, end
	}
	met := 0
	for range 20_000 {
		told := when()
		var from, to time.Time
		if r.IntN(5) > 0 {
			from = time.Date(1980+r.IntN(80), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
		}
		if r.IntN(5) > 0 {
			to = from.AddDate(r.IntN(4), r.IntN(12), 1+r.IntN(40))
			if from.IsZero() {
				to = to.AddDate(1980+r.IntN(80), 0, 0)
			}
		}
		in, of := happenedKeys(told), KeysHappened(from, to)
		listed := slices.ContainsFunc(in, func(k Key) bool { return slices.Contains(of, k) })
		start, end := bounds(told)
		if some, _ := shares(from, to, start, end); !some && !start.IsZero() && !end.IsZero() {
			continue
		} else if !listed && (some || start.IsZero() || end.IsZero()) {
			t.Fatalf("%s (%v) is in none of %v, from %v to %v", told, in, of, from, to)
		}
		met++
	}
	if met < 2_000 {
		t.Errorf("only %d met", met)
	}
	june := KeysHappened(newYear(2021).AddDate(0, 5, 0), newYear(2021).AddDate(0, 6, 0))
	if want := []Key{"when/0", "when/2021-00", "when/2021-06"}; !slices.Equal(june, want) {
		t.Errorf("June: %v, want %v", june, want)
	}
	year := KeysHappened(newYear(2021), newYear(2022))
	if want := []Key{"when/0", "when/2021"}; !slices.Equal(year, want) {
		t.Errorf("a year: %v, want %v", year, want)
	}
	for _, nothing := range []string{"", "soon"} {
		if ks := happenedKeys(nothing); len(ks) > 0 {
			t.Errorf("%q is in %v", nothing, ks)
		}
	}
}

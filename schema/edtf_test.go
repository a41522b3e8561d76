package schema

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseTime(t *testing.T) {
	for _, c := range []struct {
		in         string
		precision  Precision
		start, end string // "" is open
	}{
		{"2022", Year, "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"2022?", Year, "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"202X", Decade, "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"},
		{"19XX", Century, "1900-01-01T00:00:00Z", "2000-01-01T00:00:00Z"},
		{"2022-XX", Year, "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"2022-XX-XX", Year, "2022-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"2022-10", Month, "2022-10-01T00:00:00Z", "2022-11-01T00:00:00Z"},
		{"2022-12~", Month, "2022-12-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"2022-10-XX", Month, "2022-10-01T00:00:00Z", "2022-11-01T00:00:00Z"},
		{"2022-21", Season, "2022-03-01T00:00:00Z", "2022-06-01T00:00:00Z"},
		{"2022-24", Season, "2022-12-01T00:00:00Z", "2023-03-01T00:00:00Z"},
		{"2022-35", Season, "2022-07-01T00:00:00Z", "2022-10-01T00:00:00Z"},
		{"2022-41", Season, "2022-07-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"2022-10-17", Day, "2022-10-17T00:00:00Z", "2022-10-18T00:00:00Z"},
		{"2024-02-29%", Day, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"},
		{"2022-10-17T13:00:00+07:00", DateTime, "2022-10-17T06:00:00Z", "2022-10-17T06:00:01Z"},
		{"2022-10-17T03:00+07:00", DateTime, "2022-10-16T20:00:00Z", "2022-10-16T20:01:00Z"},
		{"2022-10-17T13:00:00", DateTime, "2022-10-17T13:00:00Z", "2022-10-17T13:00:01Z"},
		{"2022-10/2022-12", Interval, "2022-10-01T00:00:00Z", "2023-01-01T00:00:00Z"},
		{"../2022-02-24", Interval, "", "2022-02-25T00:00:00Z"},
		{"/2022-02-24", Interval, "", "2022-02-25T00:00:00Z"},
		{"2022-02-24/..", Interval, "2022-02-24T00:00:00Z", ""},
		{"2014~/2022?", Interval, "2014-01-01T00:00:00Z", "2023-01-01T00:00:00Z"},
	} {
		got, err := ParseTime(c.in)
		if err != nil {
			t.Errorf("ParseTime: %v", err)
			continue
		}
		start, end, ok := got.Bounds()
		if !ok || got.Precision() != c.precision || stamp(start) != c.start || stamp(end) != c.end || got.String() != c.in {
			t.Errorf("%s: %s %s to %s, want %s %s to %s", got, got.Precision(), stamp(start), stamp(end), c.precision, c.start, c.end)
		}
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func TestParseTimeErrors(t *testing.T) {
	for in, want := range map[string]string{
		"":                     `"": not a date (use YYYY-MM-DD)`,
		"31-02":                `"31-02": day out of range (use YYYY-MM-DD)`,
		"17-10-2022":           `"17-10-2022": the year comes first, with four digits (use YYYY-MM-DD)`,
		"2022-02-30":           `"2022-02-30": day out of range (use YYYY-MM-DD)`,
		"2022-13-01":           `"2022-13-01": month out of range (use YYYY-MM-DD)`,
		"2022-13":              `"2022-13": ` + badSeason,
		"2X22":                 `"2X22": ` + badMask,
		"2022-1X":              `"2022-1X": ` + badMask,
		"2022-21-XX":           `"2022-21-XX": month out of range (use YYYY-MM-DD)`,
		"2022-10-17T25:00:00Z": `"2022-10-17T25:00:00Z": ` + badClock,
		"2022-10T13:00:00Z":    `"2022-10T13:00:00Z": not a date (use YYYY-MM-DD)`,
		"2022/2021":            `"2022/2021": interval ends before it starts`,
		"2020/2021/2022":       `"2020/2021/2022": ` + nestedSpan,
		"yesterday":            `"yesterday": not a date (use YYYY-MM-DD)`,
	} {
		_, err := ParseTime(in)
		if !errors.Is(err, ErrTime) || err.Error() != want {
			t.Errorf("ParseTime(%q): error %v, want %s", in, err, want)
		}
	}
}

func TestQualifiers(t *testing.T) {
	for in, want := range map[string][2]bool{
		"2022": {false, false}, "2022~": {true, false}, "2022?": {false, true},
		"2022%": {true, true}, "2022-01/2022-10~": {true, false}, "2020?/..": {false, true},
	} {
		got, err := ParseTime(in)
		if err != nil || got.Approximate() != want[0] || got.Uncertain() != want[1] {
			t.Errorf("%s: approximate %v, uncertain %v, error %v; want %v", in, got.Approximate(), got.Uncertain(), err, want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2022", "2022-10-17", true},
		{"2022-10", "2022-11", false},
		{"2022-10-31", "2022-11-01", false},
		{"../2022-02-24", "2021-24", true},
		{"../2022-02-24", "2022-02-25/..", false},
		{"../2022-02-24", "2022-02-24/..", true},
		{"2022-10-17T00:00:00+07:00", "2022-10-16", true},
		{"../..", "1900", true},
	} {
		a, errA := ParseTime(c.a)
		b, errB := ParseTime(c.b)
		if errA != nil || errB != nil || a.Overlaps(b) != c.want || b.Overlaps(a) != c.want {
			t.Errorf("%s and %s: overlap %v and %v, want %v (%v, %v)", c.a, c.b, a.Overlaps(b), b.Overlaps(a), c.want, errA, errB)
		}
	}
	if (Time{}).Overlaps(Time{}) {
		t.Error("the zero time overlaps itself")
	}
}

func TestTimeText(t *testing.T) {
	var got Time
	if err := got.UnmarshalText([]byte("2022-10~")); err != nil || got.String() != "2022-10~" {
		t.Errorf("UnmarshalText: %v, %v", got, err)
	}
	if err := got.UnmarshalText(nil); err != nil || got != (Time{}) {
		t.Errorf("UnmarshalText of nothing: %v, %v", got, err)
	}
	if _, _, ok := got.Bounds(); ok {
		t.Error("the zero time has bounds")
	}
}

// A calendar day lies in its month, its month in its year, and intervals hold both their ends.
func TestTimeContainment(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		day := time.Unix(rapid.Int64Range(-2_000_000_000, 4_000_000_000).Draw(r, "seconds"), 0).UTC()
		later := day.AddDate(0, 0, rapid.IntRange(0, 5000).Draw(r, "days"))
		parse := func(s string) Time {
			p, err := ParseTime(s)
			if err != nil {
				r.Fatal(err)
			}
			return p
		}
		d, l := parse(day.Format(time.DateOnly)), parse(later.Format(time.DateOnly))
		for _, layout := range []string{"2006", "2006-01", "2006-01-XX", time.RFC3339} {
			if whole := parse(day.Format(layout)); !whole.Overlaps(d) {
				r.Fatalf("%s and %s do not overlap", whole, d)
			}
		}
		if span := parse(d.String() + "/" + l.String()); !span.Overlaps(d) || !span.Overlaps(l) {
			r.Fatalf("%s does not hold its ends", span)
		}
		if d != l && d.Overlaps(l) {
			r.Fatalf("%s and %s overlap", d, l)
		}
	})
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2022", "2022-10-17", "2022-10-17T13:00:00+07:00", "2022-10/2022-12", "../2022-02-24", "2022-10~", "202X", "2022-21", "31-02", "2022-X1", "T", "/", "../.."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParseTime(s)
		if err != nil {
			if p != (Time{}) || !errors.Is(err, ErrTime) {
				t.Fatalf("%q: %v with error %v", s, p, err)
			}
			return
		}
		again, err := ParseTime(p.String())
		if err != nil || again != p {
			t.Fatalf("%q: parsed again as %v, error %v", s, again, err)
		}
		start, end, _ := p.Bounds()
		if !before(start, end) {
			t.Fatalf("%q: from %v to %v", s, start, end)
		}
	})
}

func BenchmarkParseTime(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseTime("2022-10-17"); err != nil {
			b.Fatal(err)
		}
	}
}

package schema

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrTime is wrapped by every error of [ParseTime].
var ErrTime = errors.New("not an EDTF time")

// Precision is the grain of a [Time]: the smallest unit that it states.
type Precision string

// The precisions. Decade and Century belong to years whose last digits are
// unspecified ("202X", "20XX"); Season also covers quarters and half-years.
const (
	Century  Precision = "century"
	Decade   Precision = "decade"
	Year     Precision = "year"
	Season   Precision = "season"
	Month    Precision = "month"
	Day      Precision = "day"
	DateTime Precision = "datetime"
	Interval Precision = "interval"
)

// Time is a time in the Extended Date/Time Format (ISO 8601-2:2019; levels 0 and
// 1, and from level 2 the quarters and half-years):
//
//	2022  2022-10  2022-10-17  2022-10-17T13:00:00+07:00   calendar times
//	2022-10~  2022?  2022-10-17%                           approximate, uncertain, both
//	2022-10-XX  202X                                       unspecified digits
//	2022-21 … -24, -33 … -36, -40, -41                     seasons, quarters, half-years
//	2022-10/2022-12  ../2022-02-24  2022-02-24/..          intervals, open at either end
//
// Qualifiers do not widen the bounds. The zero Time is no time at all.
type Time struct {
	text       string
	precision  Precision
	start, end time.Time // UTC, end exclusive, zero where open
	approx     bool
	uncertain  bool
}

// String is the EDTF string, as it was parsed; "" for the zero Time.
func (t Time) String() string { return t.text }

// Precision is the grain of the time; "" for the zero Time.
func (t Time) Precision() Precision { return t.precision }

// Approximate tells of a ~ or % qualifier ("around October 2022"), anywhere in it.
func (t Time) Approximate() bool { return t.approx }

// Uncertain tells of a ? or % qualifier ("perhaps in October 2022"), anywhere in it.
func (t Time) Uncertain() bool { return t.uncertain }

// Bounds are the first instant of the time and the first instant after it, in
// UTC. An open end is the zero time.Time; ok is false when both are, as in the
// zero Time and in "../..". Days without a time zone are days in UTC.
func (t Time) Bounds() (start, end time.Time, ok bool) {
	return t.start, t.end, !t.start.IsZero() || !t.end.IsZero()
}

// Overlaps tells whether the two times share an instant. Open ends reach
// without limit; the zero Time overlaps nothing.
func (t Time) Overlaps(u Time) bool {
	if t.text == "" || u.text == "" {
		return false
	}
	return before(t.start, u.end) && before(u.start, t.end)
}

// before compares a start with an end, either of which may be open.
func before(start, end time.Time) bool {
	return start.IsZero() || end.IsZero() || start.Before(end)
}

// MarshalText writes the EDTF string.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.text), nil }

// UnmarshalText reads an EDTF string; an empty one is the zero Time.
func (t *Time) UnmarshalText(b []byte) (err error) {
	*t = Time{}
	if len(b) > 0 {
		*t, err = ParseTime(string(b))
	}
	return err
}

// ParseTime reads an EDTF string. Its errors wrap [ErrTime], quote the input, and
// say what is wrong and what to write instead, so that a caller only needs to
// put the name of the field in front: published "31-02": day out of range (use
// YYYY-MM-DD).
func ParseTime(s string) (Time, error) {
	t, reason := parseTime(s)
	if reason != "" {
		return Time{}, timeError{s, reason}
	}
	return t, nil
}

type timeError struct{ input, reason string }

func (e timeError) Error() string { return fmt.Sprintf("%q: %s", e.input, e.reason) }
func (e timeError) Unwrap() error { return ErrTime }

// The reasons for which a time is refused.
const (
	useDate    = " (use YYYY-MM-DD)"
	badShape   = "not a date" + useDate
	yearFirst  = "the year comes first, with four digits" + useDate
	badMonth   = "month out of range" + useDate
	badDay     = "day out of range" + useDate
	badSeason  = "no such month or season (use 01-12, 21-24 for seasons, 33-36 for quarters, 40-41 for half-years)"
	badMask    = "only the last digits can be unspecified (use 202X, 2022-XX or 2022-10-XX)"
	badClock   = "time of day out of range (use YYYY-MM-DDThh:mm:ss+hh:mm)"
	backwards  = "interval ends before it starts"
	nestedSpan = "an interval has two ends (use START/END, with .. for an open end)"
)

func parseTime(s string) (Time, string) {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		return parseDate(s)
	}
	if strings.Contains(to, "/") {
		return Time{}, nestedSpan
	}
	a, reason := parseEnd(from)
	if reason != "" {
		return Time{}, reason
	}
	b, reason := parseEnd(to)
	if reason != "" {
		return Time{}, reason
	}
	if !before(a.start, b.end) {
		return Time{}, backwards
	}
	return Time{s, Interval, a.start, b.end, a.approx || b.approx, a.uncertain || b.uncertain}, ""
}

// parseEnd reads one end of an interval: a date, ".." (open) or "" (unknown).
func parseEnd(s string) (Time, string) {
	if s == "" || s == ".." {
		return Time{}, ""
	}
	return parseDate(s)
}

func parseDate(s string) (Time, string) {
	t := Time{text: s}
	date, clock, timed := strings.Cut(s, "T")
	if timed {
		return parseClock(t, date, clock)
	}
	if n := len(date); n > 0 {
		switch date[n-1] {
		case '~':
			t.approx = true
		case '?':
			t.uncertain = true
		case '%':
			t.approx, t.uncertain = true, true
		}
		if t.approx || t.uncertain {
			date = date[:n-1]
		}
	}
	return parseCalendar(t, date)
}

// parseCalendar reads YYYY, YYYY-MM or YYYY-MM-DD, where the last digits may be
// X and the month may be a season.
func parseCalendar(t Time, s string) (Time, string) {
	if len(s) >= 5 && s[2] == '-' {
		return Time{}, dayFirst(s)
	}
	if len(s) > 4 && s[4] != '-' || len(s) > 7 && s[7] != '-' || len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Time{}, badShape
	}
	if strings.IndexByte(s, 'X') >= 0 {
		return parseMasked(t, s)
	}
	y, ok := digits(s[:4])
	if !ok {
		return Time{}, badShape
	}
	if len(s) == 4 {
		return t.spanning(Year, y, 1, 12), ""
	}
	m, ok := digits(s[5:7])
	if !ok {
		return Time{}, badShape
	}
	if len(s) == 7 {
		if m >= 1 && m <= 12 {
			return t.spanning(Month, y, m, 1), ""
		}
		for _, p := range parts {
			if p.code == m {
				return t.spanning(Season, y, p.first, p.months), ""
			}
		}
		return Time{}, badSeason
	}
	d, ok := digits(s[8:])
	switch {
	case !ok:
		return Time{}, badShape
	case m < 1 || m > 12:
		return Time{}, badMonth
	case d < 1 || d > daysIn(y, m):
		return Time{}, badDay
	}
	return t.day(y, m, d), ""
}

// parts are the parts of a year that stand in the place of a month. Seasons are
// the meteorological ones of the northern hemisphere; winter runs into the
// next year.
var parts = []struct{ code, first, months int }{
	{21, 3, 3}, {22, 6, 3}, {23, 9, 3}, {24, 12, 3},
	{33, 1, 3}, {34, 4, 3}, {35, 7, 3}, {36, 10, 3},
	{40, 1, 6}, {41, 7, 6},
}

// parseMasked reads a date with unspecified digits: 20XX, 202X, 2022-XX,
// 2022-XX-XX, 2022-10-XX.
func parseMasked(t Time, s string) (Time, string) {
	known := strings.IndexByte(s, 'X')
	if strings.Trim(s[known:], "X-") != "" || strings.Trim(s[:known], "0123456789-") != "" {
		return Time{}, badMask
	}
	if len(s) == 4 {
		y, ok := digits(s[:known])
		switch {
		case ok && known == 3:
			return t.spanning(Decade, y*10, 1, 120), ""
		case ok && known == 2:
			return t.spanning(Century, y*100, 1, 1200), ""
		}
		return Time{}, badMask
	}
	known--
	if known != 4 && known != 7 {
		return Time{}, badMask
	}
	whole, reason := parseCalendar(t, s[:known])
	if whole.precision == Season {
		return Time{}, badMonth
	}
	return whole, reason
}

// dayFirst explains what is wrong with a date such as 31-02 or 17-10-2022.
func dayFirst(s string) string {
	d, ok1 := digits(s[:2])
	m, ok2 := digits(s[3:5])
	if ok1 && ok2 && m >= 1 && m <= 12 && (d < 1 || d > daysIn(2000, m)) {
		return badDay
	}
	if ok1 && ok2 {
		return yearFirst
	}
	return badShape
}

// parseClock reads hh:mm:ss or hh:mm after the date, with a fraction of seconds
// and a zone (Z or ±hh:mm) when given; without a zone it is UTC.
func parseClock(t Time, date, clock string) (Time, string) {
	day, reason := parseCalendar(t, date)
	if reason != "" {
		return Time{}, reason
	}
	if day.precision != Day {
		return Time{}, badShape
	}
	for _, l := range clockLayouts {
		if at, err := time.Parse(l.layout, clock); err == nil {
			y, m, d := day.start.Date()
			t.precision = DateTime
			t.start = time.Date(y, m, d, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), at.Location()).UTC()
			t.end = t.start.Add(l.grain)
			return t, ""
		}
	}
	return Time{}, badClock
}

var clockLayouts = []struct {
	layout string
	grain  time.Duration
}{
	{"15:04:05Z07:00", time.Second}, {"15:04:05", time.Second},
	{"15:04Z07:00", time.Minute}, {"15:04", time.Minute},
}

// spanning makes t cover so many months from the given one on.
func (t Time) spanning(p Precision, year, month, months int) Time {
	t.precision = p
	t.start = date(year, month, 1)
	t.end = date(year, month+months, 1)
	return t
}

func (t Time) day(year, month, day int) Time {
	t.precision = Day
	t.start = date(year, month, day)
	t.end = date(year, month, day+1)
	return t
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func daysIn(y, m int) int { return date(y, m+1, 0).Day() }

// digits reads a non-empty string of decimal digits.
func digits(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

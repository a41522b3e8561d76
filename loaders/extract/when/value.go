package when

import (
	"time"
)

// date is a calendar date whose last parts may be missing (zero): its precision
// is that of the last part. A month above 20 is a season, as in EDTF.
type date struct{ y, m, d int }

// value is what an expression means: one date, or the time from one to another.
// An open value has no first (openStart) or no last date (openEnd).
type value struct {
	from, to           date
	openStart, openEnd bool
	fromApprox         bool // the ~ of EDTF
	toApprox           bool
	kind               Kind
	relative           bool
	decade             bool
}

func single(d date, k Kind, relative bool) value {
	return value{from: d, to: d, kind: k, relative: relative}
}

func dateOf(t time.Time) date { return date{t.Year(), int(t.Month()), t.Day()} }

// first and last are the first and last day of the date.
func (d date) first() time.Time {
	if d.m > 20 {
		d.m = 3 * (d.m - 20)
	}
	return time.Date(d.y, time.Month(max(d.m, 1)), max(d.d, 1), 0, 0, 0, 0, time.UTC)
}

func (d date) last() time.Time {
	switch {
	case d.m == 0:
		return time.Date(d.y, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.m > 20:
		return d.first().AddDate(0, 3, -1)
	case d.d == 0:
		return time.Date(d.y, time.Month(d.m)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.first()
}

// valid tells whether the calendar has such a day.
func (d date) valid() bool { return dateOf(d.first()) == d }

func (d date) add(days int) date { return dateOf(d.first().AddDate(0, 0, days)) }

func (d date) month(months int) date {
	t := time.Date(d.y, time.Month(d.m+months), 1, 0, 0, 0, 0, time.UTC)
	return date{t.Year(), int(t.Month()), 0}
}

// known tells whether the day of publication is known, which relative
// expressions need.
func (d date) known() bool { return d.d != 0 }

// bounded puts a preposition on a value: since it, until it, before it, after it.
func (v value) bounded(p int8) value {
	if v.from == (date{}) && v.to == (date{}) {
		return v
	}
	switch p {
	case since:
		v.to, v.openEnd, v.toApprox = date{}, true, false
	case after:
		v.from, v.to, v.openEnd = v.to, date{}, true
		v.fromApprox = v.fromApprox || v.toApprox
		v.toApprox = false
	case before:
		v.from, v.to, v.openStart = date{}, v.from, true
		v.toApprox, v.fromApprox = v.fromApprox, false
	case until:
		if v.from == v.to {
			v.toApprox = v.fromApprox
		}
		v.from, v.openStart, v.fromApprox = date{}, true, false
	}
	return v
}

// String is the value as EDTF, or "" when it is not known.
func (v value) String() string {
	if v.from == (date{}) && v.to == (date{}) {
		return ""
	}
	b := make([]byte, 0, 24)
	whole := !v.openStart && !v.openEnd
	switch {
	case v.decade && whole:
		return string(v.from.append(b)[:3]) + "X"
	case whole && v.from == v.to:
		return string(tilde(v.from.append(b), v.fromApprox))
	case v.openStart:
		b = append(b, ".."...)
	default:
		b = tilde(v.from.append(b), v.fromApprox)
	}
	b = append(b, '/')
	if v.openEnd {
		return string(append(b, ".."...))
	}
	return string(tilde(v.to.append(b), v.toApprox))
}

func tilde(b []byte, approx bool) []byte {
	if approx {
		return append(b, '~')
	}
	return b
}

func (d date) append(b []byte) []byte {
	b = padded(b, d.y, 1000)
	if d.m > 0 {
		b = padded(append(b, '-'), d.m, 10)
	}
	if d.d > 0 {
		b = padded(append(b, '-'), d.d, 10)
	}
	return b
}

// padded appends n with leading zeros to as many digits as unit has.
func padded(b []byte, n, unit int) []byte {
	for ; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

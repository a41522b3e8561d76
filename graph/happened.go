package graph

import (
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// Statements whose claim tells when it happened are listed by that as well, since it may
// lie in any year before or after they were made:
//
//	index/when/2021      those that happened in 2021, or may have
//	index/when/2021-06   those of them that happened in June and no other month
//	index/when/2021-00   those of which the month is not told, or that took several
//	index/when/0         those before or after the years that are told apart, of many
//	                     years, or of which the year is not told
//
// Those whose claim tells nothing happened when they were said, and are in none of the lists.
const happenedPrefix = "when/"

const (
	// firstHappened and lastHappened are the years that have lists of their own.
	firstHappened, lastHappened = 1990, 2050
	// manyYears is how many years a claim may take to be listed in each.
	manyYears = 10
	// otherTimes lists what has no list of its own.
	otherTimes = Key(happenedPrefix + "0")
	// noMonth stands for the month where there is none, or several.
	noMonth = 0
)

func keyHappened(year int) Key { return Key(fmt.Sprintf("%s%d", happenedPrefix, year)) }

func keyHappenedIn(year, month int) Key {
	return Key(fmt.Sprintf("%s%d-%02d", happenedPrefix, year, month))
}

// happenedKeys lists the lists of a claim by when it happened, none where that is not told.
func happenedKeys(when string) []Key {
	t, err := schema.ParseTime(when)
	if when == "" || err != nil {
		return nil
	}
	start, end, _ := t.Bounds()
	start, last := start.UTC(), end.UTC().Add(-time.Nanosecond)
	if start.IsZero() || end.IsZero() || start.Year() < firstHappened || last.Year() > lastHappened || last.Year()-start.Year() >= manyYears {
		return []Key{otherTimes}
	}
	month := noMonth
	if start.Year() == last.Year() && start.Month() == last.Month() {
		month = int(start.Month())
	}
	var out []Key
	for y := start.Year(); y <= last.Year(); y++ {
		out = append(out, keyHappened(y), keyHappenedIn(y, month))
	}
	return out
}

// KeysHappened lists the lists that have all statements whose claim tells that it happened
// from one time until before another, and maybe more; a zero time leaves an end open.
// Stores before format 4 lack them ([View.Happenings]).
func KeysHappened(from, to time.Time) []Key {
	out := []Key{otherTimes}
	for y := firstHappened; y <= lastHappened; y++ {
		switch in, whole := shares(from, to, newYear(y), newYear(y+1)); {
		case whole:
			out = append(out, keyHappened(y))
		case in:
			out = append(out, keyHappenedIn(y, noMonth))
			for m := newYear(y); m.Year() == y; m = m.AddDate(0, 1, 0) {
				if in, _ := shares(from, to, m, m.AddDate(0, 1, 0)); in {
					out = append(out, keyHappenedIn(y, int(m.Month())))
				}
			}
		}
	}
	return out
}

func newYear(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }

// shares tells whether a range of time, of which a zero end is open, has some or all of the
// time from begin until before end.
func shares(from, to, begin, end time.Time) (some, whole bool) {
	some = (to.IsZero() || begin.Before(to)) && (from.IsZero() || end.After(from))
	whole = (to.IsZero() || !end.After(to)) && (from.IsZero() || !begin.Before(from))
	return some, whole
}

// Happenings tells whether the index has the lists of [KeysHappened] for all statements.
func (v *View) Happenings() bool { return v.format >= happenedFormat }

// happenedQuad tells whether a quad is of these lists.
func happenedQuad(q quad.Quad) bool {
	o, ok := q.Object.(quad.IRI)
	return ok && strings.HasPrefix(string(o), indexPrefix+happenedPrefix)
}

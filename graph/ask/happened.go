package ask

import (
	"context"
	"slices"
	"time"

	"saksi/graph"
)

// A statement happened when its claim tells, else when it was said. So a question for when
// something happened takes the statements of the days asked for as they are, and of all
// other days only those whose claim tells: the index lists them by what it tells.

// part is a run of days of a year, as in [graph.Posting], 0 among them.
type part struct {
	first, last int
	told        bool // only those whose claim tells when it happened
}

const lastDay = 1231

func (p part) has(day int) bool { return p.first <= day && day <= p.last }

// parts splits a year into parts, in the order of the answer.
func (pl *plan) parts(year int) []part {
	all := part{last: lastDay}
	switch {
	case pl.happened.open() || !pl.happenings || year == graph.NoYear:
		return []part{all}
	case !pl.happened.meetsYear(year):
		all.told = true
		return []part{all}
	}
	first, last := 1, lastDay
	if t := pl.happened.from; !t.IsZero() && t.Year() == year {
		first = dayOf(t)
	}
	if t := pl.happened.to.Add(-time.Nanosecond); !pl.happened.to.IsZero() && t.Year() == year {
		last = dayOf(t)
	}
	// Statements of which the day is not known stand first.
	var out []part
	for _, p := range []part{{first: 0, last: 0}, {1, first - 1, true}, {first: first, last: last}, {last + 1, lastDay, true}} {
		if p.first <= p.last {
			out = append(out, p)
		}
	}
	if pl.Order != Oldest {
		slices.Reverse(out)
	}
	return out
}

func dayOf(t time.Time) int { return int(t.Month())*100 + t.Day() }

// whenTold is the condition on statements whose claim tells that it happened when the query
// asks. It lets some others pass.
func (pl *plan) whenTold() *condition {
	return &condition{keys: graph.KeysHappened(pl.happened.from, pl.happened.to), hint: true}
}

// happened tells whether what a candidate claims happened when the query asks: when the
// claim tells, else when it was said.
func (c *chunk) happened(ctx context.Context) (bool, error) {
	w := c.plan.happened
	if w.open() {
		return true, nil
	}
	when, err := c.w.told(ctx, c.now().ref)
	switch {
	case err != nil:
		return false, err
	case when != "":
		return w.meets(when), nil
	case c.now().day != 0 && c.year != graph.NoYear && w.ofDays():
		return w.meetsDay(c.year, c.now().day), nil
	}
	o, err := c.outline(ctx)
	return err == nil && w.meets(o.Happened), err
}

// told is when what a statement claims happened, where the claim tells it.
func (w *walker) told(ctx context.Context, ref uint64) (string, error) {
	r, err := w.outlinerOnce()
	if err != nil {
		return "", err
	}
	w.outlines++
	return r.Happened(ctx, ref)
}

package ask

import (
	"cmp"
	"context"
	"slices"

	"saksi/graph"
	"saksi/schema"
)

// busy is the number of postings of one key in one year from which on they are
// taken day by day. It is a variable for the tests only.
var busy = 2048

// countBudget is how many postings are read at most to count the statements beyond
// the page.
const countBudget = 4096

// candidate is a statement that the index offers.
type candidate struct {
	ref uint64
	day int
	id  schema.IRI
}

// chunk is a run of candidates in the order of the answer.
type chunk struct {
	plan  *plan
	view  *graph.View
	r     *graph.StatementReader
	year  int
	list  []candidate
	at    int
	exact bool // each candidate is a statement wanted
	named bool // the candidates have their identities, and are in order
	spent bool // enough of the index was read
	w     *walker
	got   *schema.Statement
}

// name gives the candidates their identities and puts them in order. It is put off
// since those that are only counted do not need it.
func (c *chunk) name() error {
	if c.named {
		return nil
	}
	c.named = true
	for i := range c.list {
		id, err := c.view.Name(c.list[i].ref)
		if err != nil {
			return err
		}
		c.list[i].id = id
	}
	c.w.sort(c.list)
	return nil
}

func (c *chunk) next() bool {
	c.at++
	c.got = nil
	return c.at <= len(c.list)
}

func (c *chunk) now() *candidate { return &c.list[c.at-1] }

func (c *chunk) place() place { return place{c.year, c.now().day, c.now().id} }

// read reads the statement and checks it; ok is false when it is not wanted.
func (c *chunk) read(ctx context.Context) (s *schema.Statement, ok bool, err error) {
	if c.got == nil {
		st, err := c.r.Statement(ctx, c.now().id)
		if err != nil {
			return nil, false, err
		}
		c.got = &st
	}
	return c.got, c.plan.matches(c.got), nil
}

// counts tells whether the statement is wanted, without reading it where the index
// knows.
func (c *chunk) counts(ctx context.Context) (bool, error) {
	if c.exact {
		return true, nil
	}
	_, ok, err := c.read(ctx)
	return ok, err
}

// walk hands the candidates to f, chunk by chunk, in the order of the answer, until
// it returns false.
func (pl *plan) walk(ctx context.Context, v *graph.View, f func(*chunk) (bool, error)) error {
	w := &walker{plan: pl, v: v, r: v.Reader(), f: f}
	if pl.listed {
		return w.listed(ctx)
	}
	years, err := v.Years(ctx)
	if err != nil {
		return err
	}
	for _, y := range pl.years(years) {
		more, err := w.year(ctx, y)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

type walker struct {
	*plan
	v *graph.View
	r *graph.StatementReader
	f func(*chunk) (bool, error)
	// read counts the postings read.
	read int
}

// hand gives a run of candidates of one year to f.
func (w *walker) hand(c *chunk) (bool, error) {
	c.plan, c.view, c.r, c.w = w.plan, w.v, w.r, w
	c.spent = w.read > countBudget
	return w.f(c)
}

// listed walks the statements of a claim or document: they are few, and are put in
// order after reading.
func (w *walker) listed(ctx context.Context) error {
	byYear := make(map[int][]candidate)
	var years []int
	for _, id := range w.only {
		s, err := w.r.Statement(ctx, id)
		if err != nil {
			return err
		}
		y, d := graph.Said(s.Said, s.Document.Date())
		if byYear[y] == nil {
			years = append(years, y)
		}
		byYear[y] = append(byYear[y], candidate{day: d, id: id})
	}
	slices.Sort(years)
	if w.Order != Oldest {
		slices.Reverse(years)
	}
	for _, y := range years {
		w.sort(byYear[y])
		more, err := w.hand(&chunk{year: y, list: byYear[y], named: true})
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (w *walker) sort(cs []candidate) {
	slices.SortFunc(cs, func(a, b candidate) int {
		c := cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id))
		if w.Order == Oldest {
			return c
		}
		return -c
	})
}

// year walks one year: the rarest condition leads, the others that were read
// narrow it down, and those that are too busy to read are left to the check of
// each statement; when all are busy, they are taken day by day.
func (w *walker) year(ctx context.Context, year int) (bool, error) {
	var sets []map[uint64]int // the day of each statement
	exact := w.covered
	for i := range w.conditions {
		set, whole, err := w.load(ctx, &w.conditions[i], year, busy)
		if err != nil {
			return false, err
		}
		if whole {
			sets = append(sets, set)
		} else {
			exact = false
		}
	}
	if len(sets) == 0 {
		return w.days(ctx, year)
	}
	slices.SortFunc(sets, func(a, b map[uint64]int) int { return len(a) - len(b) })
	return w.emit(year, meet(sets), exact)
}

// meet is what all of the sets have; the first is the smallest.
func meet(sets []map[uint64]int) map[uint64]int {
	out := sets[0]
	for _, s := range sets[1:] {
		next := make(map[uint64]int, len(out))
		for ref, day := range out {
			if _, ok := s[ref]; ok {
				next[ref] = day
			}
		}
		out = next
	}
	return out
}

// load reads the postings of a condition in a year, unless there are more than
// limit.
func (w *walker) load(ctx context.Context, c *condition, year, limit int) (set map[uint64]int, whole bool, err error) {
	set = make(map[uint64]int)
	n := 0
	for _, k := range c.keys {
		err := w.v.Postings(ctx, k, year, func(p graph.Posting) bool {
			w.read++
			if n++; w.allows(c, year, p) {
				set[p.Ref] = p.Day
			}
			return n <= limit
		})
		if err != nil || n > limit {
			return nil, false, err
		}
	}
	return set, true, nil
}

// days walks a year whose conditions are all busy, a day at a time.
func (w *walker) days(ctx context.Context, year int) (bool, error) {
	for day := range daysOf(year, w.Order) {
		if day != 0 && year != graph.NoYear && !w.allowsDay(year, day) {
			continue
		}
		var sets []map[uint64]int
		for i := range w.conditions {
			set, err := w.loadDay(ctx, &w.conditions[i], year, day)
			if err != nil {
				return false, err
			}
			if len(set) == 0 {
				sets = nil
				break
			}
			sets = append(sets, set)
		}
		if len(sets) == 0 {
			continue
		}
		more, err := w.emit(year, meet(sets), w.covered)
		if err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

// daysOf lists the days of a year as postings have them; 0 is the oldest.
func daysOf(year int, order Order) func(func(int) bool) {
	var list []int
	list = append(list, 0)
	if year != graph.NoYear {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= 31; d++ {
				list = append(list, 100*m+d)
			}
		}
	}
	if order != Oldest {
		slices.Reverse(list)
	}
	return slices.Values(list)
}

func (w *walker) loadDay(ctx context.Context, c *condition, year, day int) (map[uint64]int, error) {
	set := make(map[uint64]int)
	acts := w.Acts
	if len(acts) == 0 {
		acts = allActs
	}
	for _, k := range c.keys {
		roles := c.roles
		if len(roles) == 0 {
			roles = k.Roles()
		}
		for _, act := range acts {
			for _, role := range roles {
				err := w.v.PostingsOn(ctx, k, year, graph.Posting{Act: act, Role: role, Day: day}, func(p graph.Posting) bool {
					w.read++
					set[p.Ref] = p.Day
					return true
				})
				if err != nil {
					return nil, err
				}
			}
		}
	}
	return set, nil
}

var allActs = func() []schema.Act {
	out := make([]schema.Act, len(schema.Acts))
	for i, a := range schema.Acts {
		out[i] = a.Act
	}
	return out
}()

// emit hands the statements on a day at a time, so that those that are not looked at
// need not be named.
func (w *walker) emit(year int, set map[uint64]int, exact bool) (bool, error) {
	byDay := make(map[int][]candidate)
	for ref, day := range set {
		byDay[day] = append(byDay[day], candidate{ref: ref, day: day})
	}
	days := make([]int, 0, len(byDay))
	for d := range byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	if w.Order != Oldest {
		slices.Reverse(days)
	}
	for _, d := range days {
		more, err := w.hand(&chunk{year: year, list: byDay[d], exact: exact})
		if err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

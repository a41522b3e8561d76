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

// many is how many candidates are too many to be looked up in a list one by one, time
// and again. It is a variable for the tests only.
var many = 100

// few is a number of candidates that are looked up rather than met with what would
// have to be read.
const few = 256

// perLookup is how many postings are read in the time that it takes to look one up.
const perLookup = 4

// maxRead is how many nodes are kept of the statements that were read. It is a variable for
// the tests only.
var maxRead = 50_000

// countBudget is how many postings are read at most to count the statements beyond
// the page.
const countBudget = 4096

// outlineBudget is how many statements are looked up at most for the same.
const outlineBudget = 512

// candidate is a statement that the index offers.
type candidate struct {
	ref   uint64
	graph uint64 // of its postings; 0 when not known
	act   schema.Act
	day   int
	id    schema.IRI
}

// postings are those of a condition, by statement.
type postings map[uint64]graph.Posting

// chunk is a run of candidates in the order of the answer.
type chunk struct {
	plan  *plan
	view  *graph.View
	year  int
	list  []candidate
	at    int
	exact bool // each candidate is a statement wanted
	// covered tells that each candidate that has the traits, and happened in time, is.
	covered bool
	// outlined tells that outlines show which of them are.
	outlined bool
	named    bool // the candidates have their identities, and are in order
	w        *walker
	got      *schema.Statement
}

// spent tells that enough was read to count what is beyond the page.
func (c *chunk) spent() bool { return c.w.read > countBudget || c.w.outlines > outlineBudget }

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
		if c.now().id == "" {
			if c.now().id, err = c.view.Name(c.now().ref); err != nil {
				return nil, false, err
			}
		}
		st, err := c.w.reader().Statement(ctx, c.now().id)
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
	switch {
	case c.exact:
		return true, nil
	case c.covered:
		ok, err := c.w.has(ctx, c.now().ref)
		if !ok || err != nil {
			return false, err
		}
		return c.happened(ctx)
	case c.outlined:
		o, err := c.outline(ctx)
		return err == nil && c.plan.matchesOutline(o), err
	}
	_, ok, err := c.read(ctx)
	return ok, err
}

// sift leaves out the candidates of which an outline, or the sentence, shows that they are
// not wanted: they need be neither named nor read.
func (c *chunk) sift(ctx context.Context) error {
	switch {
	case c.exact:
		return nil
	case c.outlined:
		err := c.keep(func() (bool, error) { return c.counts(ctx) })
		c.exact = err == nil
		return err
	case len(c.plan.text) > 0 && !c.named:
		return c.keep(func() (bool, error) { return c.says(ctx) })
	}
	return nil
}

// keep leaves out the candidates that f, called for each as the present one, does not want.
func (c *chunk) keep(f func() (bool, error)) error {
	kept := c.list[:0]
	for c.next() {
		ok, err := f()
		if err != nil {
			return err
		}
		if ok {
			kept = append(kept, *c.now())
		}
	}
	c.list, c.at = kept, 0
	return nil
}

// outline reads the outline of the statement.
func (c *chunk) outline(ctx context.Context) (o *graph.Outline, err error) {
	at := c.now()
	if at.ref == 0 {
		if at.ref, err = c.view.Ref(at.id); err != nil {
			return nil, err
		}
	}
	return c.w.outline(ctx, at.ref)
}

// walk hands the candidates to f, chunk by chunk, in the order of the answer, until
// it returns false.
func (pl *plan) walk(ctx context.Context, v *graph.View, f func(*chunk) (bool, error)) error {
	w := &walker{plan: pl, v: v, f: f}
	defer w.close()
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
	r *graph.StatementReader // nil until it is needed
	f func(*chunk) (bool, error)
	// part is that of the year that is being walked.
	part part
	// read counts the postings read, outlines the outlines.
	read, outlines int
	outliner       *graph.Outliner // nil until it is needed
	wordings       wordings
}

func (w *walker) outline(ctx context.Context, ref uint64) (*graph.Outline, error) {
	w.outlines++
	r, err := w.outlinerOnce()
	if err != nil {
		return nil, err
	}
	return r.Outline(ctx, ref)
}

func (w *walker) outlinerOnce() (_ *graph.Outliner, err error) {
	if w.outliner != nil && w.outliner.Len() > maxRead {
		w.close()
	}
	if w.outliner == nil {
		w.outliner, err = w.v.Outliner()
	}
	return w.outliner, err
}

// has tells whether a statement has the traits that the query asks for.
func (w *walker) has(ctx context.Context, ref uint64) (bool, error) {
	r, err := w.outlinerOnce()
	if err != nil {
		return false, err
	}
	for _, t := range w.traits {
		w.outlines++ // it costs less, but is as good for a count
		if has, err := r.Has(ctx, ref, t.property, t.value); err != nil || has == t.absent {
			return false, err
		}
	}
	return true, nil
}

// statement reads a statement in full.
func (w *walker) statement(ctx context.Context, ref uint64) (schema.Statement, error) {
	id, err := w.v.Name(ref)
	if err != nil {
		return schema.Statement{}, err
	}
	return w.reader().Statement(ctx, id)
}

// reader is what statements are read with. It lets go of what was read when that is much.
func (w *walker) reader() *graph.StatementReader {
	if w.r == nil || w.r.Len() > maxRead {
		w.r = w.v.Reader()
	}
	return w.r
}

func (w *walker) close() {
	if w.outliner != nil {
		w.outliner.Close()
		w.outliner = nil
	}
}

// hand gives a run of candidates of one year to f.
func (w *walker) hand(c *chunk) (bool, error) {
	c.plan, c.view, c.w = w.plan, w.v, w
	c.exact = c.covered && len(w.traits) == 0 && w.happened.open()
	c.outlined = w.plan.outlined
	return w.f(c)
}

// listed walks the statements of a claim or document: they are few, and are put in
// order after reading.
func (w *walker) listed(ctx context.Context) error {
	byYear := make(map[int][]candidate)
	var years []int
	for _, id := range w.only {
		s, err := w.reader().Statement(ctx, id)
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

// opened is a condition with its lists of one year.
type opened struct {
	*condition
	lists []*graph.PostingList
	about int // postings, roughly
}

// year walks one year, part by part.
func (w *walker) year(ctx context.Context, year int) (bool, error) {
	var all []opened
	defer func() {
		for i := range all {
			all[i].close()
		}
	}()
	for i := range w.conditions {
		o, err := w.open(&w.conditions[i], year)
		if err != nil {
			return false, err
		}
		all = append(all, o)
	}
	w.wordings.begin(year, slices.MinFunc(all, byAbout).about)
	for _, w.part = range w.parts(year) {
		of := all
		if w.part.told && !slices.ContainsFunc(all, func(o opened) bool { return o.about <= few }) {
			o, err := w.open(w.whenTold(), year)
			if err != nil {
				return false, err
			}
			defer o.close()
			of = append(slices.Clip(all), o)
		}
		if more, err := w.walkPart(ctx, year, of); err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

func (w *walker) open(c *condition, year int) (o opened, err error) {
	o.condition = c
	for _, k := range c.keys {
		l, err := w.v.List(k, year)
		if err != nil {
			o.close()
			return o, err
		}
		o.lists = append(o.lists, l)
		o.about += l.About()
	}
	return o, nil
}

func byAbout(a, b opened) int { return a.about - b.about }

func (o *opened) close() {
	for _, l := range o.lists {
		l.Close()
	}
}

// walkPart walks a part of a year: the conditions that are not busy are read and narrow
// each other down; what remains is looked up in the busy ones. When all are busy, they are
// taken day by day.
func (w *walker) walkPart(ctx context.Context, year int, all []opened) (bool, error) {
	slices.SortStableFunc(all, byAbout)
	var set postings
	var rest []opened
	for i, o := range all {
		if set != nil && len(set) <= few {
			rest = append(rest, all[i:]...)
			break
		}
		limit := busy
		switch {
		case set == nil && len(all) > 1:
			limit = 8 * busy // it pays to read more of what others narrow down
		case set != nil:
			limit = max(limit, perLookup*len(set)) // to read on costs less than to look each up
		}
		next, whole, err := w.load(ctx, o, year, limit, set)
		switch {
		case err != nil:
			return false, err
		case !whole:
			rest = append(rest, o)
		default:
			set = next
		}
	}
	rest = slices.DeleteFunc(rest, func(o opened) bool { return o.hint })
	if set == nil {
		return w.days(ctx, year, rest)
	}
	return w.emit(ctx, year, set, rest)
}

// load reads the postings of a condition in a year, unless there are more than limit. Of
// those in a set, unless it is nil, it gives what the set has of them.
func (w *walker) load(ctx context.Context, o opened, year, limit int, of postings) (set postings, whole bool, err error) {
	if o.about > 2*limit {
		return nil, false, nil
	}
	size := min(o.about, limit)
	if of != nil {
		size = 0
	}
	set = make(postings, size)
	n := 0
	for _, l := range o.lists {
		err := l.Each(ctx, func(p graph.Posting) bool {
			w.read++
			if n++; w.part.has(p.Day) && w.allows(o.condition, year, p) && !w.wordings.lacks(p.Graph) {
				met := true
				if of != nil {
					p, met = of[p.Ref]
				}
				if met {
					set[p.Ref] = p
				}
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
func (w *walker) days(ctx context.Context, year int, all []opened) (bool, error) {
	days, err := w.daysOf(ctx, year)
	if err != nil {
		return false, err
	}
	for _, day := range days {
		if w.wordings.none() {
			break
		}
		if !w.part.has(day) || day != 0 && year != graph.NoYear && !w.said.meetsDay(year, day) {
			continue
		}
		set, err := w.loadDay(ctx, all[0], day)
		if err != nil {
			return false, err
		}
		if len(set) == 0 {
			continue
		}
		w.read += countBudget // what lies further is not counted
		more, err := w.emit(ctx, year, set, all[1:])
		if err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

// daysOf lists the days of a year that may have statements, in the order of the answer;
// 0 is the oldest.
func (w *walker) daysOf(ctx context.Context, year int) ([]int, error) {
	list := []int{0}
	if year != graph.NoYear {
		days, err := w.v.Days(ctx, year)
		if err != nil {
			return nil, err
		}
		list = append(list, days.List()...)
	}
	if w.Order != Oldest {
		slices.Reverse(list)
	}
	return list, nil
}

// roles are those that postings of the condition may have in a list of the key.
func (o opened) rolesOf(k graph.Key) []graph.Role {
	if len(o.roles) > 0 {
		return o.roles
	}
	return k.Roles()
}

func (w *walker) loadDay(ctx context.Context, o opened, day int) (postings, error) {
	set := make(postings)
	acts := w.acts
	if len(acts) == 0 {
		acts = allActs
	}
	for i, l := range o.lists {
		for _, act := range acts {
			for _, role := range o.rolesOf(o.keys[i]) {
				err := l.On(ctx, graph.Posting{Act: act, Role: role, Day: day}, func(p graph.Posting) bool {
					if w.read++; !w.wordings.lacks(p.Graph) {
						set[p.Ref] = p
					}
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

// meets looks a statement up in the lists of a condition.
func (w *walker) meets(ctx context.Context, o opened, c candidate) (bool, error) {
	for i, l := range o.lists {
		for _, role := range o.rolesOf(o.keys[i]) {
			ok, err := l.Has(ctx, graph.Posting{Ref: c.ref, Graph: c.graph, Act: c.act, Role: role, Day: c.day})
			if err != nil || ok {
				return ok, err
			}
		}
	}
	return false, nil
}

var allActs = func() []schema.Act {
	out := make([]schema.Act, len(schema.Acts))
	for i, a := range schema.Acts {
		out[i] = a.Act
	}
	return out
}()

// emit hands the statements on a day at a time, so that those that are not looked at
// need not be named, and are not looked up in the conditions that are left.
func (w *walker) emit(ctx context.Context, year int, set postings, rest []opened) (bool, error) {
	byDay := make(map[int][]candidate)
	for ref, p := range set {
		byDay[p.Day] = append(byDay[p.Day], candidate{ref: ref, graph: p.Graph, act: p.Act, day: p.Day})
	}
	days := make([]int, 0, len(byDay))
	for d := range byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	if w.Order != Oldest {
		slices.Reverse(days)
	}
	if err := w.expect(ctx, len(set), rest); err != nil {
		return false, err
	}
	for _, d := range days {
		cs, err := w.narrow(ctx, byDay[d], rest)
		if err != nil {
			return false, err
		}
		more, err := w.hand(&chunk{year: year, list: cs, covered: w.covers(year, d)})
		if err != nil || !more {
			return false, err
		}
	}
	return true, nil
}

// expect prepares the lists in which so many candidates are to be looked up.
func (w *walker) expect(ctx context.Context, candidates int, rest []opened) error {
	if candidates < many {
		return nil
	}
	for _, o := range rest {
		for _, l := range o.lists {
			if err := l.Expect(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// narrow keeps the candidates that are in all of the conditions.
func (w *walker) narrow(ctx context.Context, cs []candidate, rest []opened) ([]candidate, error) {
	for _, o := range rest {
		kept := cs[:0]
		for _, c := range cs {
			ok, err := w.meets(ctx, o, c)
			if err != nil {
				return nil, err
			}
			if ok {
				kept = append(kept, c)
			}
		}
		cs = kept
	}
	w.read += len(cs)
	return cs, nil
}

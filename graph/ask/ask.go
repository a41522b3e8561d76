package ask

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"saksi/graph"
	"saksi/schema"
)

// Asker answers queries from a store. It is safe for use by many goroutines.
type Asker struct {
	Store *graph.Store
	// Names knows actors by their names; those in the store are known besides.
	Names Resolver
}

// New answers from the store, with the names that the resolver knows.
func New(s *graph.Store, names Resolver) *Asker { return &Asker{s, names} }

// totalCap is how many statements are counted at most for [Answer.Total].
const totalCap = 10_000

// Ask answers a query. Its errors are a [*FieldError] for a query that is wrong.
func (a *Asker) Ask(ctx context.Context, q Query) (Answer, error) {
	v := a.Store.View()
	defer v.Close()
	return a.ask(ctx, v, q)
}

// Each hands all statements that a query finds to f, in the order of an answer, until it
// returns false. Limit and cursor play no part. Its errors are those of Ask.
func (a *Asker) Each(ctx context.Context, q Query, f func(*schema.Statement) bool) error {
	v := a.Store.View()
	defer v.Close()
	plan, err := (&planner{ctx: ctx, view: v, names: a.Names}).plan(q)
	if err != nil {
		return err
	}
	return plan.walk(ctx, v, func(c *chunk) (bool, error) {
		if err := c.sift(ctx); err != nil {
			return false, err
		}
		if err := c.name(); err != nil {
			return false, err
		}
		for c.next() {
			s, ok, err := c.read(ctx)
			if err != nil || ok && !f(s) {
				return false, err
			}
		}
		return true, nil
	})
}

// Matcher resolves a query to a check of single statements, for streams and
// exports. Limit, order and cursor play no part.
func (a *Asker) Matcher(ctx context.Context, q Query) (func(*schema.Statement) bool, error) {
	v := a.Store.View()
	defer v.Close()
	plan, err := (&planner{ctx: ctx, view: v, names: a.Names}).plan(q)
	if err != nil {
		return nil, err
	}
	return plan.matches, nil
}

// prepare plans a query, with its limit set, and reads its cursor.
func (a *Asker) prepare(ctx context.Context, v *graph.View, q Query) (Query, *plan, *place, error) {
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	plan, err := (&planner{ctx: ctx, view: v, names: a.Names}).plan(q)
	if err != nil {
		return q, nil, nil, err
	}
	after, err := readCursor(q)
	return q, plan, after, err
}

func (a *Asker) ask(ctx context.Context, v *graph.View, q Query) (Answer, error) {
	if q.Limit < 0 || q.Limit > MaxLimit {
		return Answer{}, fieldError("limit", fmt.Sprint(q.Limit), "must be from 1 to %d", MaxLimit)
	}
	q, plan, after, err := a.prepare(ctx, v, q)
	if err != nil {
		return Answer{}, err
	}
	ans := Answer{Statements: []schema.Statement{}, Total: Total{Relation: Exactly}}
	page := &page{Answer: &ans, q: q, after: after}
	if q.Facets {
		page.facets = &counter{view: v}
	}
	if err := plan.walk(ctx, v, func(c *chunk) (bool, error) { return page.take(ctx, c) }); err != nil {
		return Answer{}, err
	}
	if ans.Truncated {
		ans.Next = writeCursor(q, page.last)
	}
	if page.facets != nil {
		ans.Facets, err = page.facets.result(ctx, ans.Total)
	}
	return ans, err
}

// page is an answer that is being put together.
type page struct {
	*Answer
	q      Query
	after  *place // where the page before ended
	last   place  // of the last statement taken
	facets *counter
}

// take adds the statements of a chunk to the page, and then counts on. It tells whether
// to go on.
func (p *page) take(ctx context.Context, c *chunk) (bool, error) {
	full := len(p.Statements) == p.q.Limit
	if full || p.after != nil && c.before(*p.after, p.q.Order) {
		return p.count(ctx, c, full)
	}
	if err := c.sift(ctx); err != nil {
		return false, err
	}
	if err := c.name(); err != nil {
		return false, err
	}
	for c.next() {
		past := p.after != nil && !c.place().after(*p.after, p.q.Order)
		if past || len(p.Statements) == p.q.Limit {
			if more, err := p.tally(ctx, c, !past); err != nil || !more {
				return false, err
			}
			continue
		}
		s, ok, err := c.read(ctx)
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		p.Statements = append(p.Statements, *s)
		p.Total.Value++
		p.last = c.place()
		if err := p.facet(ctx, c); err != nil {
			return false, err
		}
	}
	return p.goesOn(c), nil
}

// count counts a chunk of which nothing is on the page: it need be neither named nor put
// in order.
func (p *page) count(ctx context.Context, c *chunk, beyond bool) (bool, error) {
	if c.exact && !p.facets.room() {
		p.Total.Value += len(c.list)
		p.Truncated = p.Truncated || beyond && len(c.list) > 0
		return p.goesOn(c), nil
	}
	for c.next() {
		if more, err := p.tally(ctx, c, beyond); err != nil || !more {
			return false, err
		}
	}
	return p.goesOn(c), nil
}

// tally counts a statement that is not on the page; beyond tells that it comes after. It
// tells whether to go on.
func (p *page) tally(ctx context.Context, c *chunk, beyond bool) (bool, error) {
	ok, err := c.counts(ctx)
	if err != nil || !ok {
		return true, err
	}
	p.Total.Value++
	p.Truncated = p.Truncated || beyond
	if p.facets.room() {
		return true, p.facet(ctx, c)
	}
	if p.Truncated && !c.exact && !c.outlined { // the next would have to be read
		p.Total.Relation = AtLeast
		return false, nil
	}
	return true, nil
}

func (p *page) facet(ctx context.Context, c *chunk) error {
	if !p.facets.room() {
		return nil
	}
	o, err := c.outline(ctx)
	if err != nil {
		return err
	}
	p.facets.add(o, !c.exact && !c.outlined)
	return nil
}

// goesOn tells whether to count further statements that are not on the page.
func (p *page) goesOn(c *chunk) bool {
	if p.Truncated && !p.facets.room() && (c.spent() || p.Total.Value >= totalCap) {
		p.Total.Relation = AtLeast
		return false
	}
	return true
}

// before tells whether all of a day comes before the place, in the order.
func (c *chunk) before(p place, order Order) bool {
	if len(c.list) == 0 {
		return false
	}
	a := cmp.Or(cmp.Compare(c.year, p.Year), cmp.Compare(c.list[0].day, p.Day))
	if order == Oldest {
		return a < 0
	}
	return a > 0
}

// place is where a statement stands in the order of all.
type place struct {
	Year int        `json:"y"`
	Day  int        `json:"d"`
	ID   schema.IRI `json:"s"`
}

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.Year, o.Year), cmp.Compare(p.Day, o.Day), cmp.Compare(p.ID, o.ID))
}

// after tells whether p comes after o in the order.
func (p place) after(o place, order Order) bool {
	if order == Oldest {
		return p.compare(o) > 0
	}
	return p.compare(o) < 0
}

type cursor struct {
	Query string `json:"q"`
	place
}

func writeCursor(q Query, p place) string {
	b, err := json.Marshal(cursor{q.fingerprint(), p})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func readCursor(q Query) (*place, error) {
	if q.Cursor == "" {
		return nil, nil
	}
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.Query != q.fingerprint() {
		return nil, &FieldError{"cursor", q.Cursor, ErrCursor}
	}
	return &c.place, nil
}

package ask

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

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

// facetCap is how many statements are read at most for [Answer.Facets].
const facetCap = 2_000

// Ask answers a query. Its errors are a [*FieldError] for a query that is wrong.
func (a *Asker) Ask(ctx context.Context, q Query) (Answer, error) {
	v := a.Store.View()
	defer v.Close()
	return a.ask(ctx, v, q)
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

func (a *Asker) ask(ctx context.Context, v *graph.View, q Query) (Answer, error) {
	if q.Limit == 0 {
		q.Limit = DefaultLimit
	}
	if q.Limit < 0 || q.Limit > MaxLimit {
		return Answer{}, fieldError("limit", fmt.Sprint(q.Limit), "must be from 1 to %d", MaxLimit)
	}
	p := &planner{ctx: ctx, view: v, names: a.Names}
	plan, err := p.plan(q)
	if err != nil {
		return Answer{}, err
	}
	after, err := readCursor(q)
	if err != nil {
		return Answer{}, err
	}
	ans := Answer{Statements: []schema.Statement{}, Total: Total{Relation: Exactly}}
	var last place
	var facets counter
	err = plan.walk(ctx, v, func(c *chunk) (bool, error) {
		return ans.take(ctx, c, q, after, &last, &facets)
	})
	if err != nil {
		return Answer{}, err
	}
	if ans.Truncated {
		ans.Next = writeCursor(q, last)
	}
	if q.Facets {
		ans.Facets = facets.result(ans.Total.Relation)
	}
	return ans, nil
}

// take adds the statements of a chunk to the answer, and then counts on. It tells
// whether to go on.
func (ans *Answer) take(ctx context.Context, c *chunk, q Query, after *place, last *place, facets *counter) (bool, error) {
	// A day that is only counted need not be looked at.
	full := len(ans.Statements) == q.Limit
	if q.uncounted && full && len(c.list) > 0 {
		ans.Truncated = true
		return false, nil
	}
	if c.exact && !q.Facets && (full || after != nil && c.before(*after, q.Order)) {
		ans.Total.Value += len(c.list)
		ans.Truncated = ans.Truncated || full
		return ans.goesOn(c), nil
	}
	if err := c.name(); err != nil {
		return false, err
	}
	for c.next() {
		if q.Facets && facets.n < facetCap {
			s, ok, err := c.read(ctx)
			if err != nil {
				return false, err
			}
			if !ok {
				continue
			}
			facets.add(s)
		}
		past := after != nil && !c.place().after(*after, q.Order)
		if q.uncounted && past {
			continue
		}
		if past || len(ans.Statements) == q.Limit {
			ok, err := c.counts(ctx)
			if err != nil {
				return false, err
			}
			if !ok {
				continue
			}
			ans.Total.Value++
			if !past {
				ans.Truncated = true
			}
			if q.uncounted {
				return false, nil
			}
			if ans.Truncated && !c.exact && (!q.Facets || facets.n >= facetCap) {
				ans.Total.Relation = AtLeast
				return false, nil
			}
			continue
		}
		s, ok, err := c.read(ctx)
		if err != nil {
			return false, err
		}
		if ok {
			ans.Statements = append(ans.Statements, *s)
			ans.Total.Value++
			*last = c.place()
		}
	}
	return !c.exact || q.Facets || ans.goesOn(c), nil
}

// goesOn tells whether to count further statements that are not on the page.
func (ans *Answer) goesOn(c *chunk) bool {
	if ans.Truncated && (c.spent || ans.Total.Value >= totalCap) {
		ans.Total.Relation = AtLeast
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

// counter counts for facets.
type counter struct {
	n                                                      int
	acts, speakers, against, relations, months, publishers tally
}

type tally map[string]*Count

func (t *tally) add(value, name string) {
	if value == "" {
		return
	}
	if *t == nil {
		*t = make(tally)
	}
	c := (*t)[value]
	if c == nil {
		c = &Count{Value: value}
		(*t)[value] = c
	}
	if c.Count++; name != value {
		c.Name = name
	}
}

// list is the counts, the greatest first.
func (t tally) list() []Count {
	out := make([]Count, 0, len(t))
	for _, c := range t {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	return out
}

func (c *counter) add(s *schema.Statement) {
	c.n++
	c.acts.add(string(s.Act), string(s.Act))
	c.speakers.add(s.Speaker.Key(), s.Speaker.Name)
	seen := map[string]bool{}
	for _, ps := range [][]schema.Party{s.Targets, s.Claim.Agents} {
		for _, p := range ps {
			if !seen[p.Key()] {
				seen[p.Key()] = true
				c.against.add(p.Key(), p.Name)
			}
		}
	}
	c.relations.add(string(s.Claim.Relation), string(s.Claim.Relation))
	if on := SaidOn(s); len(on) >= 7 {
		c.months.add(on[:7], on[:7])
	}
	c.publishers.add(s.Document.Publisher, s.Document.Publisher)
}

func (c *counter) result(rel Relation) *Facets {
	months := c.months.list()
	slices.SortFunc(months, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
	return &Facets{Of: Total{c.n, rel}, Acts: c.acts.list(), Speakers: c.speakers.list(), Against: c.against.list(),
		Relations: c.relations.list(), Months: months, Publishers: c.publishers.list()}
}

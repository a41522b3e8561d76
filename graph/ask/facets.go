package ask

import (
	"cmp"
	"context"
	"slices"

	"saksi/graph"
)

// facetCap is how many statements are counted at most for [Answer.Facets], and
// facetReads how many that had to be read in full to know that they are wanted.
const (
	facetCap   = 2_000
	facetReads = 500
)

// counter counts statements for facets, by the numbers of their nodes.
type counter struct {
	view               *graph.View
	n, reads           int
	speakers, against  tally[uint64]
	acts, relations    tally[string]
	months, publishers tally[string]
}

// tally is how often something occurs.
type tally[K comparable] map[K]int

func (t *tally[K]) add(k K) {
	var none K
	if k == none {
		return
	}
	if *t == nil {
		*t = make(tally[K])
	}
	(*t)[k]++
}

// room tells whether more are to be counted; a nil counter counts nothing.
func (c *counter) room() bool { return c != nil && c.n < facetCap && c.reads < facetReads }

// add counts a statement; read tells that it had to be read in full.
func (c *counter) add(o *graph.Outline, read bool) {
	c.n++
	if read {
		c.reads++
	}
	c.acts.add(string(o.Act))
	c.speakers.add(o.Speaker)
	for i, p := range o.Targets {
		if !slices.Contains(o.Targets[:i], p) {
			c.against.add(p)
		}
	}
	for i, p := range o.Claim.Agents {
		if !slices.Contains(o.Claim.Agents[:i], p) && !slices.Contains(o.Targets, p) {
			c.against.add(p)
		}
	}
	c.relations.add(string(o.Claim.Relation))
	if len(o.Said) >= 7 {
		c.months.add(o.Said[:7])
	}
	c.publishers.add(o.Document.Publisher)
}

// result lists the counts; total is that of the answer.
func (c *counter) result(ctx context.Context, total Total) (*Facets, error) {
	if total.Value > c.n {
		total.Relation = AtLeast
	}
	out := &Facets{Of: Total{c.n, total.Relation}, Acts: counts(c.acts), Relations: counts(c.relations), Months: counts(c.months), Publishers: counts(c.publishers)}
	slices.SortFunc(out.Months, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
	var err error
	if out.Speakers, err = c.parties(ctx, c.speakers); err != nil {
		return nil, err
	}
	out.Against, err = c.parties(ctx, c.against)
	return out, err
}

// counts lists counts, the greatest first.
func counts(t tally[string]) []Count {
	out := make([]Count, 0, len(t))
	for value, n := range t {
		out = append(out, Count{Value: value, Count: n})
	}
	sortCounts(out)
	return out
}

// parties is the counts of parties, the greatest first.
func (c *counter) parties(ctx context.Context, t tally[uint64]) ([]Count, error) {
	out := make([]Count, 0, len(t))
	for ref, n := range t {
		p, err := c.view.Party(ctx, ref)
		if err != nil {
			return nil, err
		}
		count := Count{Value: p.Key(), Count: n}
		if p.Name != count.Value {
			count.Name = p.Name
		}
		out = append(out, count)
	}
	sortCounts(out)
	return out, nil
}

func sortCounts(cs []Count) {
	slices.SortFunc(cs, func(a, b Count) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
}

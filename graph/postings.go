package graph

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// postingCache remembers what the predicates of the index mean; there are a few
// thousand of them.
type postingCache struct {
	mu sync.RWMutex
	m  map[uint64]Posting // by the number of the predicate, without Ref
}

func (v *View) posting(k layout.Quad) (Posting, bool, error) {
	c := &v.s.postings
	c.mu.RLock()
	p, ok := c.m[k[1]]
	c.mu.RUnlock()
	if !ok {
		x, err := v.value(k[1])
		if err != nil {
			return p, false, err
		}
		iri, _ := x.(quad.IRI)
		p, _ = parsePosting(iri)
		c.mu.Lock()
		if c.m == nil {
			c.m = make(map[uint64]Posting)
		}
		c.m[k[1]] = p
		c.mu.Unlock()
	}
	p.Ref = k[0]
	return p, p.Act != "", nil
}

func parsePosting(predicate quad.IRI) (Posting, bool) {
	rest, ok := strings.CutPrefix(string(predicate), indexPrefix)
	if !ok {
		return Posting{}, false
	}
	act, tail, ok := strings.Cut(rest, "/")
	if !ok || len(tail) != 5 {
		return Posting{}, false
	}
	day, err := strconv.Atoi(tail[1:])
	if err != nil {
		return Posting{}, false
	}
	return Posting{Act: schema.Act(act), Role: Role(tail[0]), Day: day}, true
}

// Postings calls f with the statements of a key in a year, in no order, until it
// returns false.
func (v *View) Postings(ctx context.Context, k Key, year int, f func(Posting) bool) error {
	return v.eachPosting(ctx, pattern{o: bucket(k, year)}, f)
}

// PostingsOn is like [View.Postings] for one act, role and day, in the order in
// which the statements were written.
func (v *View) PostingsOn(ctx context.Context, k Key, year int, want Posting, f func(Posting) bool) error {
	return v.eachPosting(ctx, pattern{o: bucket(k, year), p: postingPredicate(want.Act, want.Role, want.Day)}, f)
}

func (v *View) eachPosting(ctx context.Context, want pattern, f func(Posting) bool) error {
	if v.err != nil {
		return v.err
	}
	var fail error
	n := 0
	err := v.eachKey(want, func(q layout.Quad) bool {
		if n++; n%1024 == 0 {
			if fail = ctx.Err(); fail != nil {
				return false
			}
		}
		p, ok, err := v.posting(q)
		if err != nil {
			fail = err
			return false
		}
		return !ok || f(p)
	})
	if err == nil {
		err = fail
	}
	if err != nil {
		return fmt.Errorf("read index %v: %w", want.o, err)
	}
	return nil
}

// Name is the identity of the statement of a posting.
func (v *View) Name(ref uint64) (schema.IRI, error) {
	x, err := v.value(ref)
	if err != nil {
		return "", err
	}
	iri, ok := x.(quad.IRI)
	if !ok {
		return "", fmt.Errorf("%w: node %d is no statement", ErrDamaged, ref)
	}
	return schema.IRI(iri), nil
}

const firstYear, lastYear = 1900, 2100

// Years lists the years that have statements, in order; [NoYear] first when there
// are statements without one.
func (v *View) Years(context.Context) ([]int, error) {
	if v.err != nil {
		return nil, v.err
	}
	c := &v.s.years
	c.Lock()
	defer c.Unlock()
	if c.list != nil && c.generation == v.generation {
		return c.list, nil
	}
	list := []int{}
	for y := firstYear - 1; y <= lastYear; y++ {
		year := y
		if y < firstYear {
			year = NoYear
		}
		has, err := v.exists(bucket(KeyAll, year))
		if err != nil {
			return nil, fmt.Errorf("read years: %w", err)
		}
		if has {
			list = append(list, year)
		}
	}
	if c.generation == v.generation {
		c.list = list
	}
	return list, nil
}

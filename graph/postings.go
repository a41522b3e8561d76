package graph

import (
	"context"
	"fmt"
	"slices"
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
	mu  sync.RWMutex
	m   map[uint64]Posting // by the number of the predicate, without Ref
	ids map[Posting]uint64
	// generation counts how often the cache was cleared: what a view from before
	// then finds may no longer be so.
	generation int
}

func (c *postingCache) now() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.generation
}

func (c *postingCache) clear() {
	c.mu.Lock()
	c.m, c.ids = nil, nil
	c.generation++
	c.mu.Unlock()
}

func (c *postingCache) put(id uint64, p Posting, generation int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		return
	}
	if c.m == nil {
		c.m, c.ids = make(map[uint64]Posting), make(map[Posting]uint64)
	}
	c.m[id], c.ids[p] = p, id
}

// get is what a predicate is known to mean.
func (c *postingCache) get(predicate uint64) (p Posting, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	p, ok = c.m[predicate]
	return p, ok
}

// has tells whether the predicate is known to be one of the index.
func (c *postingCache) has(predicate uint64) bool {
	p, ok := c.get(predicate)
	return ok && p.Act != ""
}

// predicate is the number of the predicate of a posting, or 0 when nothing has it.
func (v *View) predicate(p Posting) (uint64, error) {
	p.Ref, p.Graph = 0, 0
	c := &v.s.postings
	c.mu.RLock()
	id, ok := c.ids[p]
	c.mu.RUnlock()
	if ok {
		return id, nil
	}
	if v.absent[p] {
		return 0, nil
	}
	id, err := v.node(postingPredicate(p.Act, p.Role, p.Day))
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if v.absent == nil {
			v.absent = make(map[Posting]bool)
		}
		v.absent[p] = true
		return 0, nil
	}
	c.put(id, p, v.postings)
	return id, nil
}

// posting is what a predicate says of a statement, without the statement; ok is false
// for a predicate that is not one of the index.
func (v *View) posting(predicate uint64) (p Posting, ok bool, err error) {
	c := &v.s.postings
	p, ok = c.get(predicate)
	if !ok {
		x, err := v.value(predicate)
		if err != nil {
			return p, false, err
		}
		iri, _ := x.(quad.IRI)
		p, _ = parsePosting(iri)
		c.put(predicate, p, v.postings)
	}
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

// PostingList is what the index has of one key in one year. It is to be closed.
type PostingList struct {
	v      *View
	key    Key
	bucket uint64 // 0 for an empty one
	rng    reading
	refs   []uint64 // the statements in order, if they are remembered
}

// List opens the postings of a key in a year.
func (v *View) List(k Key, year int) (*PostingList, error) {
	if v.err != nil {
		return nil, v.err
	}
	b, err := v.node(bucket(k, year))
	if err != nil {
		return nil, fmt.Errorf("read index %s: %w", k, err)
	}
	l := &PostingList{v: v, key: k, bucket: b}
	if b != 0 {
		l.rng = v.db.reading(layout.OPSL, layout.Quad{2: b}, 1)
	}
	return l, nil
}

// Close lets go of the list.
func (l *PostingList) Close() {
	if l.rng != nil {
		l.rng.Close()
	}
}

// About is about how many postings there are; those of the latest transactions may be
// missing.
func (l *PostingList) About() int {
	if l.bucket == 0 {
		return 0
	}
	n, err := l.v.db.about(layout.OPSL, layout.Quad{2: l.bucket}, 1)
	if err != nil { // what it would help to choose fails as well, and says so
		return 0
	}
	return int(n)
}

// Each calls f with the postings, in no order, until it returns false.
func (l *PostingList) Each(ctx context.Context, f func(Posting) bool) error {
	return l.each(ctx, layout.Quad{2: l.bucket}, 1, f)
}

// On calls f with the postings of one act, role and day, in the order in which the
// statements were written, until it returns false.
func (l *PostingList) On(ctx context.Context, want Posting, f func(Posting) bool) error {
	if l.bucket == 0 {
		return nil
	}
	p, err := l.v.predicate(want)
	if err != nil || p == 0 {
		return err
	}
	return l.each(ctx, layout.Quad{1: p, 2: l.bucket}, 2, f)
}

// Has tells whether the posting is in the list, quicker where its Graph is known.
func (l *PostingList) Has(ctx context.Context, want Posting) (found bool, err error) {
	if l.bucket == 0 {
		return false, nil
	}
	if l.refs != nil {
		_, found = slices.BinarySearch(l.refs, want.Ref)
		return found, nil
	}
	p, err := l.v.predicate(want)
	if err != nil || p == 0 {
		return false, err
	}
	given := 3
	if want.Graph != 0 {
		given = 4
	}
	err = l.each(ctx, layout.Quad{want.Ref, p, l.bucket, want.Graph}, given, func(Posting) bool {
		found = true
		return false
	})
	return found, err
}

func (l *PostingList) each(ctx context.Context, want layout.Quad, given int, f func(Posting) bool) error {
	if l.bucket == 0 {
		return nil
	}
	var fail error
	n := 0
	var last uint64 // predicate; those with one stand together
	var p Posting
	var ok bool
	err := l.rng.Scan(want, given, func(q layout.Quad) bool {
		if n++; n%1024 == 0 {
			if fail = ctx.Err(); fail != nil {
				return false
			}
		}
		if q[1] != last {
			if p, ok, fail = l.v.posting(q[1]); fail != nil {
				return false
			}
			last = q[1]
		}
		p.Ref, p.Graph = q[0], q[3]
		return !ok || f(p)
	})
	if err == nil {
		err = fail
	}
	if err != nil {
		return fmt.Errorf("read index %s: %w", l.key, err)
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
	v.ids[iri] = ref
	return schema.IRI(iri), nil
}

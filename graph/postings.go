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
	m   map[uint64]meaning // by the number of the predicate
	ids map[meaning]uint64
	// generation counts how often the cache was cleared: what a view from before
	// then finds may no longer be so.
	generation int
}

// meaning is what a predicate tells of a statement, in four bytes: the act by its place in
// [schema.Acts], from 1 on, and the rest as in [Posting]. That of a predicate which is not
// one of the index is empty.
type meaning struct {
	act  uint8
	role Role
	day  int16
}

func meaningOf(p Posting) meaning {
	act := slices.IndexFunc(schema.Acts, func(a schema.ActInfo) bool { return a.Act == p.Act })
	if act < 0 {
		return meaning{}
	}
	return meaning{uint8(act + 1), p.Role, int16(p.Day)}
}

// posting is a posting with the meaning, without the statement; ok is false for none.
func (m meaning) posting() (p Posting, ok bool) {
	if m.act == 0 {
		return Posting{}, false
	}
	return Posting{Act: schema.Acts[m.act-1].Act, Role: m.role, Day: int(m.day)}, true
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

func (c *postingCache) put(id uint64, m meaning, generation int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation != c.generation {
		return
	}
	if c.m == nil {
		c.m, c.ids = make(map[uint64]meaning), make(map[meaning]uint64)
	}
	c.m[id] = m
	if m.act != 0 {
		c.ids[m] = id
	}
}

// get is what a predicate is known to mean.
func (c *postingCache) get(predicate uint64) (m meaning, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	m, ok = c.m[predicate]
	return m, ok
}

// predicate is the number of the predicate of a posting, or 0 when nothing has it.
func (v *View) predicate(p Posting) (uint64, error) {
	m := meaningOf(p)
	c := &v.s.postings
	c.mu.RLock()
	id, ok := c.ids[m]
	c.mu.RUnlock()
	if ok {
		return id, nil
	}
	if v.absent[m] {
		return 0, nil
	}
	id, err := v.node(postingPredicate(p.Act, p.Role, p.Day))
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if v.absent == nil {
			v.absent = make(map[meaning]bool)
		}
		v.absent[m] = true
		return 0, nil
	}
	c.put(id, m, v.postings)
	return id, nil
}

// posting is what a predicate says of a statement, without the statement; ok is false
// for a predicate that is not one of the index.
func (v *View) posting(predicate uint64) (p Posting, ok bool, err error) {
	c := &v.s.postings
	m, known := c.get(predicate)
	if !known {
		x, err := v.read(predicate)
		if err != nil {
			return p, false, err
		}
		iri, _ := x.(quad.IRI)
		p, _ = parsePosting(iri)
		if m = meaningOf(p); m.act == 0 {
			v.keep(predicate, x) // it will be read; those of the index are remembered by what they mean
		}
		c.put(predicate, m, v.postings)
	}
	p, ok = m.posting()
	return p, ok, nil
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
	v.keepNumber(iri, ref)
	return schema.IRI(iri), nil
}

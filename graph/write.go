package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// State says what writing a document did.
type State string

// The states.
const (
	Added     State = "added"
	Replaced  State = "replaced"  // the document was there and said something else
	Unchanged State = "unchanged" // the document was there with the same text
	Forgotten State = "forgotten"
)

// WriteResult says what writing or forgetting a document changed. Quads count
// those added and removed, derived ones among them.
type WriteResult struct {
	Document   schema.IRI `json:"document"`
	State      State      `json:"state"`
	Statements int        `json:"statements"`
	Added      int        `json:"quads_added"`
	Removed    int        `json:"quads_removed"`
}

// Has tells whether the document is in the store with the text of this hash, as
// [schema.TextHash] makes it. It costs one lookup.
func (s *Store) Has(ctx context.Context, doc schema.IRI, hash string) (bool, error) {
	old, err := s.hash(ctx, doc)
	return err == nil && old != "" && old == hash, err
}

// hash is [View.hash] on the store as it is now.
func (s *Store) hash(ctx context.Context, doc schema.IRI) (string, error) {
	return once(s, func(v *View) (string, error) { return v.hash(ctx, doc) })
}

// hash is the text hash of the document, or "" when it is not in the store.
func (v *View) hash(ctx context.Context, doc schema.IRI) (string, error) {
	var hash string
	err := v.each(ctx, pattern{s: quad.IRI(doc), p: schema.PTextHash}, func(q quad.Quad) bool {
		h, _ := q.Object.(quad.String)
		hash = string(h)
		return false
	})
	return hash, err
}

// Write puts a document and its statements into the store, as a whole or, on an
// error, not at all. A document that is there with the same text is left as it
// is; one with another text is replaced.
func (s *Store) Write(ctx context.Context, x *schema.Extraction) (WriteResult, error) {
	rs, err := s.WriteAll(ctx, []*schema.Extraction{x})
	if err != nil {
		return WriteResult{}, err
	}
	return rs[0], nil
}

// WriteAll writes documents in one transaction, which is quicker than one by one.
// A document that replaces one in the store, or that comes twice in the list,
// begins a transaction of its own. On an error, those of the current transaction
// are not in the store.
func (s *Store) WriteAll(ctx context.Context, xs []*schema.Extraction) ([]WriteResult, error) {
	s.writes.Lock()
	defer s.writes.Unlock()
	c := newChange(s)
	out := make([]WriteResult, 0, len(xs))
	for _, x := range xs {
		if c.touches(x.Document.ID) {
			if err := c.commit(); err != nil {
				return nil, err
			}
			c = newChange(s)
		}
		r, err := c.write(ctx, x)
		if err != nil {
			s.forgetKnown()
			c.v.Close()
			return nil, fmt.Errorf("write document %s: %w", x.Document.ID, err)
		}
		out = append(out, r)
	}
	return out, c.commit()
}

// Forget takes a document and what hung on it alone out of the store. The error
// wraps [ErrNotFound] when the document is not there.
func (s *Store) Forget(ctx context.Context, doc schema.IRI) (WriteResult, error) {
	s.writes.Lock()
	defer s.writes.Unlock()
	c := newChange(s)
	r, err := c.forget(ctx, doc)
	if err == nil {
		err = c.commit()
	} else {
		c.v.Close()
	}
	if err != nil {
		return r, fmt.Errorf("forget document %s: %w", doc, err)
	}
	return r, nil
}

// change gathers what one transaction does.
type change struct {
	s    *Store
	tx   transaction // nil when it could not be begun: the view says why
	v    *View
	add  []quad.Quad
	del  []quad.Quad
	docs map[schema.IRI]bool
	// added are those of the documents that were not in the store.
	added map[schema.IRI]bool
	// removed are the graphs that go as a whole, so that what refers to a node
	// from within one of them no longer counts.
	removed map[quad.Value]bool
}

func newChange(s *Store) *change {
	if len(s.known) > maxKnown {
		s.forgetKnown()
	}
	tx, forget, err := s.engine.begin()
	if forget || err != nil {
		s.forgetKnown()
	}
	return &change{s: s, tx: tx, v: s.viewOf(tx, err), docs: make(map[schema.IRI]bool), added: make(map[schema.IRI]bool), removed: make(map[quad.Value]bool)}
}

// touches tells whether the document is part of the change already, or the change
// removes anything, which later documents of it might refer to.
func (c *change) touches(doc schema.IRI) bool { return c.docs[doc] || len(c.del) > 0 }

func (c *change) write(ctx context.Context, x *schema.Extraction) (WriteResult, error) {
	id := x.Document.ID
	r := WriteResult{Document: id, State: Added, Statements: len(x.Statements)}
	if !strings.HasPrefix(string(id), "doc/") {
		return r, fmt.Errorf("its identity %q does not begin with doc/", id)
	}
	c.docs[id] = true
	old, err := c.v.hash(ctx, id)
	if err != nil {
		return r, err
	}
	if old != "" && old == schema.TextHash(&x.Document) {
		r.State = Unchanged
		return r, nil
	}
	quads := append(schema.Quads(x), indexQuads(x)...)
	if old == "" {
		c.added[id] = true
	} else {
		r.State = Replaced
		if err := c.remove(ctx, id, quads); err != nil {
			return r, err
		}
	}
	before := len(c.add)
	if err := c.insert(ctx, quads); err != nil {
		return r, err
	}
	r.Added, r.Removed = len(c.add)-before, len(c.del)
	return r, nil
}

func (c *change) forget(ctx context.Context, doc schema.IRI) (WriteResult, error) {
	r := WriteResult{Document: doc, State: Forgotten}
	old, err := c.v.hash(ctx, doc)
	if err != nil {
		return r, err
	}
	if old == "" {
		return r, ErrNotFound
	}
	err = c.remove(ctx, doc, nil)
	for _, q := range c.del {
		if q.Predicate == schema.Type && q.Object == schema.ClassStatement {
			r.Statements++
		}
	}
	r.Removed = len(c.del)
	return r, err
}

// insert adds the quads that are not in the store. Only those of shared graphs
// can be: what a document says under its own label was removed or never there.
func (c *change) insert(ctx context.Context, quads []quad.Quad) error {
	gone := make(map[quad.Quad]bool, len(c.del))
	for _, q := range c.del {
		gone[q] = true
	}
	kept := c.del[:0]
	for _, q := range quads {
		if gone[q] { // said before and now: nothing to do
			delete(gone, q)
			continue
		}
		label, ok := shared(q.Label)
		if !ok {
			c.add = append(c.add, q)
			continue
		}
		if err := c.learn(ctx, label); err != nil {
			return err
		}
		if _, known := c.s.known[q]; !known {
			c.s.known[q] = struct{}{}
			c.add = append(c.add, q)
		}
	}
	for _, q := range c.del {
		if gone[q] {
			kept = append(kept, q)
		}
	}
	c.del = kept
	return nil
}

// maxKnown is how many shared quads are remembered between transactions.
const maxKnown = 1 << 18

// graphKnown marks a shared graph whose quads are all among the known ones.
func graphKnown(label quad.IRI) quad.Quad { return quad.Quad{Label: label} }

// learn reads the graph of a shared node, so that only what it lacks is added.
func (c *change) learn(ctx context.Context, label quad.IRI) error {
	if _, ok := c.s.known[graphKnown(label)]; ok {
		return nil
	}
	c.s.known[graphKnown(label)] = struct{}{}
	return c.v.each(ctx, pattern{label: label}, func(q quad.Quad) bool {
		c.s.known[q] = struct{}{}
		return true
	})
}

// remove plans the removal of a document. What follows in next is about to be
// written: shared nodes that it has a graph for stay.
func (c *change) remove(ctx context.Context, doc schema.IRI, next []quad.Quad) error {
	stays := make(map[quad.IRI]bool)
	for _, q := range next {
		for _, v := range []quad.Value{q.Label, q.Object} {
			if n, ok := shared(v); ok {
				stays[n] = true
			}
		}
	}
	mark := len(c.del)
	if err := c.drop(ctx, quad.IRI(doc)); err != nil {
		return err
	}
	for _, q := range c.del[mark:] {
		if q.Predicate == schema.Type && q.Object == schema.ClassStatement {
			if err := c.drop(ctx, q.Subject); err != nil {
				return err
			}
		}
	}
	if err := c.drop(ctx, indexLabel(doc)); err != nil {
		return err
	}
	// Shared nodes that the removed quads refer to go when nothing else does;
	// their own graphs refer to further ones.
	for i := mark; i < len(c.del); i++ {
		for _, v := range []quad.Value{c.del[i].Subject, c.del[i].Object} {
			n, ok := shared(v)
			if !ok || stays[n] || c.removed[n] {
				continue
			}
			used, err := c.referred(ctx, n)
			if err != nil {
				return err
			}
			if !used {
				if err := c.drop(ctx, n); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// drop removes a whole graph.
func (c *change) drop(ctx context.Context, label quad.Value) error {
	c.removed[label] = true
	return c.v.each(ctx, pattern{label: label}, func(q quad.Quad) bool {
		c.del = append(c.del, q)
		return true
	})
}

// referred tells whether anything that stays points to the node.
func (c *change) referred(ctx context.Context, n quad.IRI) (bool, error) {
	found := false
	err := c.v.each(ctx, pattern{o: n}, func(q quad.Quad) bool {
		found = q.Label != n && !c.removed[q.Label]
		return !found
	})
	return found, err
}

// fresh tells of values that only a document which was not in the store can have: the
// stretches of its text.
func (c *change) fresh(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	if !ok {
		return false
	}
	doc, _, ok := strings.Cut(string(iri), "#")
	return ok && c.added[schema.IRI(doc)]
}

// commit applies the change in one transaction.
func (c *change) commit() error {
	defer c.v.Close()
	if len(c.add)+len(c.del) == 0 {
		return nil
	}
	if len(c.del) > 0 {
		c.s.forgetKnown()
	}
	done, err := c.tx.apply(c.add, c.del, c.fresh)
	if err == nil {
		err = c.tx.commit()
	}
	c.s.forgetYears(c.add...)
	if err != nil {
		c.s.forgetKnown()
		return fmt.Errorf("write to store %s: %w", c.s.where, err)
	}
	if done.NodesGone {
		c.s.postings.clear()
	}
	return nil
}

func (s *Store) forgetKnown() { s.known = make(map[quad.Quad]struct{}) }

// forgetYears forgets which years have statements, since quads may have been removed and
// added; the days of a year are joined by those of what was added.
func (s *Store) forgetYears(added ...quad.Quad) {
	s.years.Lock()
	defer s.years.Unlock()
	s.years.list = nil
	s.years.generation++
	for _, q := range added {
		year, day, ok := indexed(q)
		if days, known := s.years.days[year]; ok && known {
			days.add(day)
			s.years.days[year] = days
		}
	}
}

// forgetAllYears is like forgetYears for quads that are not at hand.
func (s *Store) forgetAllYears() {
	s.years.Lock()
	defer s.years.Unlock()
	s.years.list, s.years.days = nil, nil
	s.years.generation++
}

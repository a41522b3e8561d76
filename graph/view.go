package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
)

// View is the store as it was when the view was taken: a load that goes on
// meanwhile does not show. It is to be closed, and to be used by one goroutine at
// a time.
type View struct {
	s          *Store
	db         snapshot              // nil when it could not be taken: err says why
	named      map[uint64]quad.Value // values read so far, beside those the store remembers
	namedBytes int                   // of the texts among them
	ids        map[quad.Value]uint64 // nodes looked up so far; 0 for those that are not there
	// bySubject goes over quads by their subjects; nil until it is needed.
	bySubject reading
	batch     []layout.Quad // room for those of one subject
	format    int           // of the store
	// absent are the postings of which the store has none.
	absent map[meaning]bool
	err    error
	// generation is that of the store's list of years when the view was taken.
	generation int
	postings   int // generation of the store's cache of predicates
}

// Deeds tells whether the index has the lists of [KeyDeed] for all statements.
func (v *View) Deeds() bool { return v.format >= deedFormat }

// View takes a view of the store as it is now.
func (s *Store) View() *View {
	format := s.Format() // before the snapshot, which then has all of it
	sn, err := s.engine.view()
	v := s.viewOf(sn, err)
	v.format = format
	return v
}

// viewOf reads from a snapshot, which the view closes.
func (s *Store) viewOf(sn snapshot, err error) *View {
	v := &View{db: sn, err: err, s: s, format: s.Format(), named: make(map[uint64]quad.Value), ids: make(map[quad.Value]uint64)}
	s.years.Lock()
	if err == nil && sn.generation() > s.years.generation { // others have written
		s.years.list, s.years.days, s.years.generation = nil, nil, sn.generation()
	}
	v.generation = s.years.generation
	if err == nil && sn.generation() > 0 {
		v.generation = sn.generation()
	}
	s.years.Unlock()
	v.postings = s.postings.now()
	return v
}

// Close lets go of the view.
func (v *View) Close() {
	if v.bySubject != nil {
		v.bySubject.Close()
	}
	if v.db != nil {
		v.db.close()
	}
}

// values remembers the values of nodes that may well be met again: short ones that many
// documents share, and the identities of statements. A node keeps its number for as long
// as it lives, and no number is given twice.
type values struct{ shared, statements memory }

const (
	maxValues     = 1 << 17
	maxStatements = 1 << 18
	maxValueBytes = 80       // longer texts are not remembered
	maxNamedBytes = 32 << 20 // of a view
)

func (c *values) get(id uint64) (quad.Value, bool) {
	if v, ok := c.shared.get(id); ok {
		return v, true
	}
	return c.statements.get(id)
}

func (c *values) put(id uint64, v quad.Value) {
	switch v := v.(type) {
	case quad.IRI:
		switch {
		case strings.HasPrefix(string(v), "stmt/"):
			c.statements.put(id, v, maxStatements)
			return
		case len(v) > maxValueBytes || strings.HasPrefix(string(v), "doc/"):
			return
		}
	case quad.String:
		if len(v) > maxValueBytes {
			return
		}
	case quad.LangString:
		if len(v.Value) > maxValueBytes {
			return
		}
	}
	c.shared.put(id, v, maxValues)
}

// memory is a map of limited size. It is empty again when it is full.
type memory struct {
	mu sync.RWMutex
	m  map[uint64]quad.Value
}

func (c *memory) get(id uint64) (quad.Value, bool) {
	c.mu.RLock()
	v, ok := c.m[id]
	c.mu.RUnlock()
	return v, ok
}

func (c *memory) put(id uint64, v quad.Value, most int) {
	c.mu.Lock()
	if c.m == nil || len(c.m) >= most {
		c.m = make(map[uint64]quad.Value, 1024)
	}
	c.m[id] = v
	c.mu.Unlock()
}

// value is the value of a node.
func (v *View) value(id uint64) (quad.Value, error) {
	if id == 0 {
		return nil, nil
	}
	if x, ok := v.s.values.get(id); ok {
		return x, nil
	}
	if x, ok := v.named[id]; ok {
		return x, nil
	}
	x, err := v.read(id)
	if err == nil {
		v.keep(id, x)
	}
	return x, err
}

// read reads the value of a node from the store.
func (v *View) read(id uint64) (quad.Value, error) {
	x, err := valueOf(v.db, id)
	switch {
	case err != nil:
		return nil, fmt.Errorf("node %d: %w", id, err)
	case x == nil:
		return nil, fmt.Errorf("%w: node %d: %w", ErrDamaged, id, errMissing)
	}
	return x, nil
}

// keep remembers a value. When there is much to remember, all is let go of: whoever goes
// through a store does not come by the same texts again.
func (v *View) keep(id uint64, x quad.Value) {
	if len(v.named) >= maxValues || v.namedBytes+textSize(x) > maxNamedBytes {
		v.forget()
	}
	v.namedBytes += textSize(x)
	v.named[id] = x
	v.s.values.put(id, x)
}

// forget lets go of the values that keep remembers for the view alone.
func (v *View) forget() {
	clear(v.named)
	v.namedBytes = 0
}

// keepNumber remembers the number of a value, like keep.
func (v *View) keepNumber(x quad.Value, id uint64) {
	if len(v.ids) >= maxValues {
		clear(v.ids)
	}
	v.ids[x] = id
}

// textSize is how many bytes a text has, 0 for other values.
func textSize(x quad.Value) int {
	switch x := x.(type) {
	case quad.IRI:
		return len(x)
	case quad.String:
		return len(x)
	case quad.LangString:
		return len(x.Value)
	}
	return 0
}

func (v *View) quad(k layout.Quad) (q quad.Quad, err error) {
	for i, d := range [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		x, err := v.value(k[i])
		if err != nil {
			return q, err
		}
		if x != nil {
			q.Set(d, x)
		}
	}
	return q, nil
}

// pattern asks for quads by their nodes; nil stands for any. It must begin with
// the subject, with the object, or be the label alone.
type pattern struct {
	s, p, o, label quad.Value
}

// eachBatch is how many quads are resolved together.
const eachBatch = 256

// each calls f with the quads that fit until it returns false.
func (v *View) each(ctx context.Context, want pattern, f func(quad.Quad) bool) error {
	if v.err != nil {
		return v.err
	}
	size := 8 // the first batch is small, for those who only want to know of one
	batch := make([]layout.Quad, 0, 32)
	var fail error
	flush := func() bool {
		more := false
		if fail = ctx.Err(); fail == nil {
			more, fail = v.hand(batch, f)
		}
		batch, size = batch[:0], eachBatch
		return more && fail == nil
	}
	more := true
	err := v.eachKey(want, func(k layout.Quad) bool {
		if batch = append(batch, k); len(batch) >= size && (want.p != nil || len(batch) >= eachBatch) {
			more = flush()
		}
		return more
	})
	if err == nil && more && len(batch) > 0 {
		flush()
	}
	if err == nil {
		err = fail
	}
	if err != nil {
		return fmt.Errorf("read quads %v: %w", [4]quad.Value{want.s, want.p, want.o, want.label}, err)
	}
	return nil
}

// of calls f with the quads of a subject that has few, without postings.
func (v *View) of(ctx context.Context, subject quad.Value, f func(quad.Quad)) error {
	if v.err != nil {
		return v.err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	id, err := v.number(subject)
	if err != nil || id == 0 {
		return err
	}
	if v.bySubject == nil {
		v.bySubject = v.db.reading(layout.SPOL, layout.Quad{}, 0)
	}
	v.batch = v.batch[:0]
	var fail error
	err = v.bySubject.Scan(layout.Quad{id}, 1, func(k layout.Quad) bool {
		var of bool
		if _, of, fail = v.posting(k[1]); fail == nil && !of {
			v.batch = append(v.batch, k)
		}
		return fail == nil
	})
	if err == nil {
		err = fail
	}
	if err == nil {
		_, err = v.hand(v.batch, func(q quad.Quad) bool { f(q); return true })
	}
	if err != nil {
		return fmt.Errorf("read quads of %v: %w", subject, err)
	}
	return nil
}

// hand resolves quads and gives them to f until it returns false.
func (v *View) hand(batch []layout.Quad, f func(quad.Quad) bool) (bool, error) {
	if err := v.fetch(batch); err != nil {
		return false, err
	}
	for _, k := range batch {
		q, err := v.quad(k)
		if err != nil {
			return false, err
		}
		if iri, ok := q.Object.(quad.IRI); ok {
			v.keepNumber(iri, k[2])
		}
		if !f(q) {
			return false, nil
		}
	}
	return true, nil
}

// fetch reads the values of quads that are not known yet.
func (v *View) fetch(batch []layout.Quad) error {
	var ids []uint64
	for _, k := range batch {
		for _, id := range k {
			if _, ok := v.named[id]; ok || id == 0 {
				continue
			}
			if _, ok := v.s.values.get(id); !ok {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	return v.db.values(slices.Compact(ids), v.keep)
}

func (v *View) eachKey(want pattern, f func(layout.Quad) bool) error {
	var k layout.Quad
	for i, x := range [4]quad.Value{want.s, want.p, want.o, want.label} {
		if x == nil {
			continue
		}
		id, err := v.number(x)
		if err != nil || id == 0 {
			return err
		}
		k[i] = id
	}
	given := 1
	if want.p != nil {
		given = 2
	}
	each := func(_ uint64, q layout.Quad) bool { return f(q) }
	switch {
	case want.s != nil:
		return v.db.scan(layout.SPOL, k, given, layout.Quad{}, each)
	case want.o != nil:
		return v.db.scan(layout.OPSL, k, given, layout.Quad{}, each)
	}
	return v.db.labelled(k[3], 0, each)
}

// number is what quads have for a value that may not be in the store.
func (v *View) number(x quad.Value) (uint64, error) {
	if id, ok := v.ids[x]; ok {
		return id, nil
	}
	id, err := v.db.number(x)
	if err == nil && id != 0 {
		v.keepNumber(x, id)
	}
	return id, err
}

// node is the number of a value, or 0 when it is not in the store.
func (v *View) node(x quad.Value) (uint64, error) {
	if id, ok := v.ids[x]; ok {
		return id, nil
	}
	id, err := nodeOf(v.db, x)
	if err == nil {
		v.keepNumber(x, id)
	}
	return id, err
}

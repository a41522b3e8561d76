package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Problem is a rule that the graph breaks.
type Problem struct {
	// Subject is the document, statement, node or label that is wrong.
	Subject string `json:"subject"`
	Message string `json:"message"`
}

// CheckReport says what a check looked at, and what it found.
type CheckReport struct {
	Documents  int       `json:"documents"`
	Statements int       `json:"statements"`
	Quads      int       `json:"quads"`
	Problems   []Problem `json:"problems"`
	// Format is the version of the store's layout after the check, as in [Format].
	Format int `json:"format"`
	// Repaired counts the problems that were mended. Documents that could not be
	// mended were taken out; loading them again makes them whole.
	Repaired int `json:"repaired"`
}

// maxProblems is how many problems a report holds; the rest is counted in a last one.
const maxProblems = 1000

// CheckOptions say how a store is checked.
type CheckOptions struct {
	// Repair mends what can be mended.
	Repair bool
	// Progress is told now and then how many of how many documents, quads or graphs were
	// looked at; it may be nil.
	Progress func(kind string, done, total int64)
}

// Check verifies the rules of the graph: every document is what its identity and its
// hash say, every statement has its act, speaker, claim, document and evidence, and
// the identity of what it says; every label names something that is there; nothing
// shared is left that nobody refers to; the index is what the statements say. To
// repair, it removes what is half there, makes the index again, and brings a store of an
// older format to the present one.
func (s *Store) Check(ctx context.Context, o CheckOptions) (CheckReport, error) {
	if o.Repair {
		s.writes.Lock()
		defer s.writes.Unlock()
	}
	if err := s.engine.verify(ctx); err != nil {
		return CheckReport{}, fmt.Errorf("check store %s: %w", s.where, err)
	}
	v := s.View()
	c := &checker{v: v, store: s, CheckOptions: o, docs: make(map[quad.IRI]bool), bad: make(map[schema.IRI]bool), told: make(map[quad.Quad]bool), labels: make(map[quad.Value]bool)}
	defer v.Close()
	for _, f := range []func(context.Context) error{c.documents, c.graphs} {
		if err := f(ctx); err != nil {
			return c.report, fmt.Errorf("check store %s: %w", s.where, err)
		}
	}
	if o.Repair {
		if err := c.repair(ctx); err != nil {
			return c.report, fmt.Errorf("repair store %s: %w", s.where, err)
		}
		c.report.Repaired = len(c.report.Problems)
	}
	c.report.Format = s.Format()
	return c.report, nil
}

type checker struct {
	v     *View
	store *Store
	CheckOptions
	report CheckReport
	docs   map[quad.IRI]bool
	labels map[quad.Value]bool // graphs that are known to be right
	told   map[quad.Quad]bool  // quads of the index that documents share
	bad    map[schema.IRI]bool // documents to take out
	drop   []quad.Value        // graphs to take out
	add    []quad.Quad
	del    []quad.Quad
}

// seen tells how far the check is, now and then.
func (c *checker) seen(kind string, done int, total int64) {
	if c.Progress != nil && done%1000 == 0 {
		c.Progress(kind, int64(done), total)
	}
}

func (c *checker) problem(subject, format string, args ...any) {
	if len(c.report.Problems) < maxProblems {
		c.report.Problems = append(c.report.Problems, Problem{subject, fmt.Sprintf(format, args...)})
	}
}

// subjects lists the nodes of a class, in the order in which that was first written.
func (v *View) subjects(ctx context.Context, class quad.IRI) ([]quad.IRI, error) {
	if v.err != nil {
		return nil, v.err
	}
	var k layout.Quad
	for i, x := range map[int]quad.Value{1: schema.Type, 2: class} {
		id, err := v.number(x)
		if err != nil || id == 0 {
			return nil, err
		}
		k[i] = id
	}
	type row struct{ quad, subject uint64 }
	var rows []row
	err := v.db.scan(layout.OPSL, k, 2, layout.Quad{}, func(id uint64, q layout.Quad) bool {
		rows = append(rows, row{id, q[0]})
		return len(rows)%1024 != 0 || ctx.Err() == nil
	})
	if err = errors.Join(err, ctx.Err()); err != nil {
		return nil, fmt.Errorf("list %s: %w", class, err)
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.quad, b.quad) })
	out := make([]quad.IRI, 0, len(rows))
	for page := range slices.Chunk(rows, eachBatch) {
		batch := make([]layout.Quad, len(page))
		for i := range page {
			batch[i] = layout.Quad{0: page[i].subject}
		}
		if err := v.fetch(batch); err != nil {
			return nil, fmt.Errorf("list %s: %w", class, err)
		}
		for i := range page {
			x, err := v.value(page[i].subject)
			if err != nil {
				return nil, err
			}
			if iri, ok := x.(quad.IRI); ok {
				out = append(out, iri)
			}
		}
	}
	return out, ctx.Err()
}

// Documents lists the documents of the store, in the order in which they were first
// written.
func (v *View) Documents(ctx context.Context) ([]schema.IRI, error) {
	ids, err := v.subjects(ctx, schema.ClassDocument)
	out := make([]schema.IRI, len(ids))
	for i, id := range ids {
		out[i] = schema.IRI(id)
	}
	return out, err
}

// Extraction reads all that the store has of a document, without the descriptions of
// actors.
func (v *View) Extraction(ctx context.Context, doc schema.IRI) (*schema.Extraction, error) {
	d, err := v.Document(ctx, doc)
	if err != nil {
		return nil, err
	}
	ids, err := v.StatementsOf(ctx, doc)
	if err != nil {
		return nil, err
	}
	ss, err := v.Statements(ctx, ids...)
	return &schema.Extraction{Document: d, Statements: ss}, err
}

func (c *checker) documents(ctx context.Context) error {
	docs, err := c.v.Documents(ctx)
	if err != nil {
		return err
	}
	for _, id := range docs {
		c.report.Documents++
		c.seen("documents", c.report.Documents, int64(len(docs)))
		c.docs[quad.IRI(id)] = true
		if err := c.document(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) document(ctx context.Context, id schema.IRI) error {
	before := len(c.report.Problems)
	x, err := c.v.Extraction(ctx, id)
	switch {
	case errors.Is(err, ErrDamaged) || errors.Is(err, ErrNotFound):
		c.problem(string(id), "%v", err)
		c.bad[id] = true
		return nil
	case err != nil:
		return err
	}
	hash, err := c.v.hash(ctx, id)
	if err != nil {
		return err
	}
	if hash != schema.TextHash(&x.Document) {
		c.problem(string(id), "its text is not that of its hash")
	}
	for i := range x.Statements {
		c.report.Statements++
		c.statement(&x.Statements[i])
		c.labels[quad.IRI(x.Statements[i].ID)] = true
	}
	c.labels[quad.IRI(id)] = true
	if len(c.report.Problems) > before {
		c.bad[id] = true
		return nil
	}
	return c.index(ctx, x)
}

func (c *checker) statement(st *schema.Statement) {
	id := string(st.ID)
	if st.Speaker.Key() == "" {
		c.problem(id, "has no speaker")
	}
	if st.Evidence.Sentence == "" || st.Evidence.Span[1] <= st.Evidence.Span[0] {
		c.problem(id, "has no evidence")
	}
	if st.Claim.ID == "" {
		c.problem(id, "has no claim")
	} else if got := schema.ClaimID(&st.Claim); got != st.Claim.ID && st.Claim.Relation != "" {
		c.problem(id, "its claim %s says what %s would", st.Claim.ID, got)
	}
}

// index compares the derived quads of a document with what they should be.
func (c *checker) index(ctx context.Context, x *schema.Extraction) error {
	label := indexLabel(x.Document.ID)
	c.labels[label] = true
	want := make(map[quad.Quad]bool)
	for _, q := range indexQuads(x) {
		want[q] = true
		c.labels[q.Label] = true // also of what documents share: it is wanted
	}
	extra := 0
	err := c.v.each(ctx, pattern{label: label}, func(q quad.Quad) bool {
		if !want[q] {
			extra++
			if c.Repair {
				c.del = append(c.del, q)
			}
		}
		delete(want, q)
		return true
	})
	if err != nil {
		return err
	}
	lacks := 0
	for q := range want {
		if _, ok := shared(q.Label); ok {
			there, err := c.there(ctx, q)
			if err != nil {
				return err
			}
			if there {
				continue
			}
		}
		if c.store.Format() >= since(q) {
			lacks++
		}
		if c.Repair {
			c.add = append(c.add, q)
		}
	}
	if lacks+extra > 0 {
		c.problem(string(x.Document.ID), "its index lacks %d quads and has %d too many", lacks, extra)
	}
	if len(c.add) > mendBatch {
		return c.flush(newChange(c.store))
	}
	return nil
}

// there tells whether a quad that documents share is in the store, or was found not to be
// already.
func (c *checker) there(ctx context.Context, q quad.Quad) (found bool, err error) {
	if c.told[q] {
		return true, nil
	}
	c.told[q] = true
	err = c.v.each(ctx, pattern{label: q.Label}, func(x quad.Quad) bool {
		found = found || x == q
		return !found
	})
	return found, err
}

// mendBatch is how many quads of the index are gathered before they are written.
const mendBatch = 100_000

// flush writes, beside what the change does, what the index lacks and has too many.
func (c *checker) flush(ch *change) error {
	ch.add, ch.del = append(ch.add, c.add...), append(ch.del, c.del...)
	c.add, c.del = nil, nil
	return ch.commit()
}

// graphs goes over all quads and looks at each graph once.
func (c *checker) graphs(ctx context.Context) error {
	seen := make(map[quad.Value]bool)
	var labels []quad.Value
	size, err := c.v.db.size()
	if err != nil {
		return err
	}
	err = c.v.all(ctx, true, func(q quad.Quad, _ error) bool {
		c.report.Quads++
		c.seen("quads", c.report.Quads, size)
		if !c.labels[q.Label] && !seen[q.Label] {
			seen[q.Label] = true
			labels = append(labels, q.Label)
		}
		return true
	})
	if err != nil {
		return err
	}
	for i, l := range labels {
		c.seen("shared nodes", i, int64(len(labels)))
		if err := c.graph(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) graph(ctx context.Context, label quad.Value) error {
	n, ok := shared(label)
	if !ok {
		name := strings.TrimPrefix(iriOf(label), indexPrefix)
		if !c.bad[schema.IRI(name)] && !c.ofBad(ctx, label) {
			c.problem(iriOf(label), "quads of a document or statement that is not there")
			c.drop = append(c.drop, label)
		}
		return nil
	}
	plain := &change{v: c.v, removed: map[quad.Value]bool{}}
	used, err := plain.referred(ctx, n)
	if err == nil && !used {
		c.problem(string(n), "nothing refers to it")
		c.drop = append(c.drop, label)
	}
	return err
}

// ofBad tells whether the label is a statement of a document that goes anyway.
func (c *checker) ofBad(ctx context.Context, label quad.Value) bool {
	bad := false
	_ = c.v.each(ctx, pattern{s: label, p: schema.PDerived}, func(q quad.Quad) bool {
		d, _ := q.Object.(quad.IRI)
		bad = c.bad[schema.IRI(d)]
		return !bad
	})
	return bad
}

// repair takes out what is wrong, and mends what is left of the index.
func (c *checker) repair(ctx context.Context) error {
	if len(c.report.Problems)+len(c.add) > 0 {
		if err := c.takeOut(ctx); err != nil {
			return err
		}
	}
	return c.store.setFormat(ctx, Format)
}

func (c *checker) takeOut(ctx context.Context) error {
	ch := newChange(c.store)
	for _, l := range c.drop {
		if err := ch.drop(ctx, l); err != nil {
			ch.v.Close()
			return err
		}
	}
	if err := c.flush(ch); err != nil {
		return err
	}
	bad := make([]schema.IRI, 0, len(c.bad))
	for id := range c.bad {
		bad = append(bad, id)
	}
	slices.Sort(bad)
	for _, id := range bad {
		ch := newChange(c.store)
		if err := ch.remove(ctx, id, nil); err != nil {
			ch.v.Close()
			return err
		}
		if err := ch.commit(); err != nil {
			return err
		}
	}
	return nil
}

// iriOf is a label as text, without brackets.
func iriOf(v quad.Value) string {
	if i, ok := v.(quad.IRI); ok {
		return string(i)
	}
	return quad.ToString(v)
}

package export

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/schema"
)

// Source is what an export reads: a store as a whole, or the statements that a
// question finds in it. Sequences end with their first error.
type Source interface {
	// Filtered tells that only the statements count: RDF exports are then made of
	// them, their claims, actors and documents.
	Filtered() bool
	// Quads are all quads of the graph, those of the index only when asked for.
	Quads(ctx context.Context, index bool) iter.Seq2[quad.Quad, error]
	// Statements are those asked for, preferably those of a document one after
	// another. Their documents need no text.
	Statements(ctx context.Context) iter.Seq2[schema.Statement, error]
	// Document is a document with its text.
	Document(ctx context.Context, id schema.IRI) (schema.Document, error)
	// Actor is an actor with its names and offices; false for one that the graph
	// does not describe.
	Actor(ctx context.Context, id schema.IRI) (schema.Actor, bool, error)
}

// checked is a source whose question may be one that can't be asked, such as one about
// an actor that there is not. It is found out before anything is written.
type checked interface {
	Check(ctx context.Context) error
}

// rendered is a source that can hand out its quads as they are written, which is quicker.
type rendered interface {
	Rendered(ctx context.Context, index bool, render graph.Render, f func(subject, predicate, object, label []byte) error) error
}

// quads are the quads to write, with short IRIs. They may hold duplicates.
func (j *job) quads(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		if j.o.Ontology {
			for _, q := range Ontology() {
				if !yield(q, nil) {
					return
				}
			}
		}
		all := j.fromStatements
		if j.whole() {
			all = func(ctx context.Context) iter.Seq2[quad.Quad, error] { return j.src.Quads(ctx, j.o.Index) }
		}
		for q, err := range all(ctx) {
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

// whole tells that all quads are written as the store has them.
func (j *job) whole() bool { return j.o.Profile == "" && !j.o.NoTexts && !j.src.Filtered() }

// fromStatements makes quads of the statements, document by document.
func (j *job) fromStatements(ctx context.Context) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		p, _ := ProfileNamed(j.o.Profile)
		told := &memory{}
		var found []schema.Statement
		flush := func() bool {
			if len(found) == 0 {
				return true
			}
			x, err := j.extraction(ctx, found, told)
			found = nil
			if err != nil {
				return yield(quad.Quad{}, err)
			}
			for _, q := range told.fresh(p.quads(x, j.o)) {
				if !yield(q, nil) {
					return false
				}
			}
			return true
		}
		for st, err := range j.src.Statements(ctx) {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			if len(found) > 0 && found[0].Document.ID != st.Document.ID && !flush() {
				return
			}
			found = append(found, st)
			j.result.Statements++
		}
		flush()
	}
}

// extraction is the document of the statements as if they had just been found
// there, with the actors that have not been told of yet.
func (j *job) extraction(ctx context.Context, found []schema.Statement, told *memory) (*schema.Extraction, error) {
	doc, err := j.src.Document(ctx, found[0].Document.ID)
	if err != nil {
		return nil, err
	}
	x := &schema.Extraction{Document: doc, Statements: found}
	seen := map[schema.IRI]bool{"": true}
	for i := range found {
		for _, id := range actorsOf(&found[i]) {
			if seen[id] || told.has(quad.IRI(id)) {
				continue
			}
			seen[id] = true
			a, ok, err := j.src.Actor(ctx, id)
			if err != nil {
				return nil, err
			}
			if ok {
				x.Actors = append(x.Actors, a)
			}
		}
	}
	return x, nil
}

// actorsOf lists the actors that a statement names, "" and duplicates among them.
func actorsOf(st *schema.Statement) []schema.IRI {
	var out []schema.IRI
	add := func(ps ...schema.Party) {
		for _, p := range ps {
			out = append(out, p.ID)
			if p.Person != nil {
				out = append(out, p.Person.ID)
			}
		}
	}
	add(st.Speaker)
	add(st.Targets...)
	add(st.Claim.Agents...)
	add(st.Claim.Patients...)
	return out
}

// plainQuads writes the extraction as the store has it. Without its text, the hash
// of a document is still that of the whole.
func plainQuads(x *schema.Extraction, o Options) []quad.Quad {
	if !o.NoTexts {
		return schema.Quads(x)
	}
	bare := *x
	bare.Document.Text = ""
	out := schema.Quads(&bare)
	for i := range out {
		if out[i].Predicate == schema.PTextHash {
			out[i].Object = quad.String(schema.TextHash(&x.Document))
		}
	}
	return out
}

// maxTold bounds how many shared nodes are remembered; one that is forgotten is
// told of again, which RDF allows.
const maxTold = 1 << 18

// memory knows which shared graphs have been written.
type memory struct{ seen map[quad.IRI]struct{} }

func (m *memory) has(i quad.IRI) bool { _, ok := m.seen[i]; return ok }

// fresh leaves out the quads of shared graphs written before, and of documents
// described before.
func (m *memory) fresh(quads []quad.Quad) []quad.Quad {
	if m.seen == nil || len(m.seen) > maxTold {
		m.seen = make(map[quad.IRI]struct{})
	}
	out := quads[:0]
	now := make(map[quad.IRI]struct{})
	for _, q := range quads {
		once, ok := toldOnce(q)
		if ok && m.has(once) {
			continue
		}
		if ok {
			now[once] = struct{}{}
		}
		out = append(out, q)
	}
	for i := range now {
		m.seen[i] = struct{}{}
	}
	return out
}

// toldOnce is the node that the quad describes, for quads that come with every
// statement about it.
func toldOnce(q quad.Quad) (quad.IRI, bool) {
	l, ok := q.Label.(quad.IRI)
	if !ok {
		return "", false
	}
	for _, p := range []string{"actor/", "claim/", "time/"} {
		if strings.HasPrefix(string(l), p) {
			return l, true
		}
	}
	return l, q.Subject == q.Label && strings.HasPrefix(string(l), "doc/")
}

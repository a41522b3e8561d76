package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// Prefixes of the identities of what documents share. Each such node has a graph
// of its own, which is kept while anything outside of it refers to the node.
var sharedPrefixes = []string{"claim/", "actor/", "time/", yearPrefix, dayPrefix}

func shared(v quad.Value) (quad.IRI, bool) {
	i, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	for _, p := range sharedPrefixes {
		if strings.HasPrefix(string(i), p) {
			return i, true
		}
	}
	return "", false
}

// reader gathers nodes for a decoder, each of them once.
type reader struct {
	v     *View
	nodes schema.Nodes
	have  map[quad.IRI]bool
	named map[quad.IRI]bool // actors of whom only the name was read
}

func (v *View) reader() *reader {
	return &reader{v: v, nodes: make(schema.Nodes), have: make(map[quad.IRI]bool), named: make(map[quad.IRI]bool)}
}

// take reads what is said of the node: the quads it is the subject of; for an actor
// those of its own graph, which leaves out the speech acts of busy ones.
func (r *reader) take(ctx context.Context, id quad.IRI) error {
	if r.have[id] {
		return nil
	}
	r.have[id] = true
	if strings.HasPrefix(string(id), "actor/") {
		return r.v.each(ctx, pattern{label: id}, func(q quad.Quad) bool {
			r.nodes.Add(q)
			return true
		})
	}
	return r.v.of(ctx, id, func(q quad.Quad) {
		if !Derived(q) {
			r.nodes.Add(q)
		}
	})
}

// maxNames is how many names of actors are remembered.
const maxNames = 1 << 14

// takeName reads the name of an actor.
func (r *reader) takeName(ctx context.Context, id quad.IRI) error {
	if r.have[id] || r.named[id] {
		return nil
	}
	r.named[id] = true
	if n, ok := r.v.s.names.get(r.v, id); ok {
		r.nodes[id] = n
		return nil
	}
	err := r.v.each(ctx, pattern{s: id, p: schema.PLabel}, func(q quad.Quad) bool {
		r.nodes.Add(q)
		return true
	})
	if err == nil {
		r.v.s.names.put(r.v, id, r.nodes[id], maxNames)
	}
	return err
}

// follow reads the nodes that the properties of id point to; of actors the names.
func (r *reader) follow(ctx context.Context, id quad.IRI, properties ...quad.IRI) error {
	for _, p := range properties {
		for _, v := range r.nodes[id][p] {
			i, ok := v.(quad.IRI)
			if !ok {
				continue
			}
			read := r.take
			if strings.HasPrefix(string(i), "actor/") {
				read = r.takeName
			}
			if err := read(ctx, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// The properties that lead from a statement and a claim to what decoding needs.
var (
	fromStatement = []quad.IRI{schema.PDerived, schema.PClaim, schema.PSpeaker, schema.PPerson, schema.PTarget,
		schema.PTargetAt, schema.PAgentAt, schema.PPatientAt}
	fromClaim   = []quad.IRI{schema.PAgent, schema.PPatient}
	fromMention = []quad.IRI{schema.PPerson}
)

func (r *reader) statement(ctx context.Context, id quad.IRI) error {
	if err := r.take(ctx, id); err != nil {
		return err
	}
	if err := r.follow(ctx, id, fromStatement...); err != nil {
		return err
	}
	n := r.nodes[id]
	for _, c := range n[schema.PClaim] {
		if i, ok := c.(quad.IRI); ok {
			if err := r.follow(ctx, i, fromClaim...); err != nil {
				return err
			}
		}
	}
	for _, p := range []quad.IRI{schema.PTargetAt, schema.PAgentAt, schema.PPatientAt} {
		for _, m := range n[p] {
			if i, ok := m.(quad.IRI); ok {
				if err := r.follow(ctx, i, fromMention...); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Document reads a document with its text. The error wraps [ErrNotFound] when
// there is none.
func (v *View) Document(ctx context.Context, id schema.IRI) (schema.Document, error) {
	r := v.reader()
	if err := r.take(ctx, quad.IRI(id)); err != nil {
		return schema.Document{}, err
	}
	d, ok := schema.NewDecoder(r.nodes).Document(id)
	if !ok {
		return d, fmt.Errorf("document %s: %w", id, ErrNotFound)
	}
	return d, nil
}

// Actor reads an actor with its names and offices. The error wraps [ErrNotFound]
// when there is none.
func (v *View) Actor(ctx context.Context, id schema.IRI) (schema.Actor, error) {
	r := v.reader()
	if err := r.take(ctx, quad.IRI(id)); err != nil {
		return schema.Actor{}, err
	}
	a, ok := schema.NewDecoder(r.nodes).Actor(id)
	if !ok {
		return a, fmt.Errorf("actor %s: %w", id, ErrNotFound)
	}
	return a, nil
}

// Statement reads one statement with its claim, evidence and document. The error
// wraps [ErrNotFound] when there is none.
func (v *View) Statement(ctx context.Context, id schema.IRI) (schema.Statement, error) {
	out, err := v.Statements(ctx, id)
	if err != nil {
		return schema.Statement{}, err
	}
	return out[0], nil
}

// Statements reads statements in the order given. The error names the first that
// is not there, and wraps [ErrNotFound].
func (v *View) Statements(ctx context.Context, ids ...schema.IRI) ([]schema.Statement, error) {
	r := v.Reader()
	out := make([]schema.Statement, 0, len(ids))
	for _, id := range ids {
		st, err := r.Statement(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}

// StatementReader reads statements one by one, and remembers what they share.
type StatementReader struct {
	r *reader
	d *schema.Decoder
}

// Reader reads statements of the view.
func (v *View) Reader() *StatementReader {
	r := v.reader()
	return &StatementReader{r, schema.NewDecoder(r.nodes)}
}

// Len is how many nodes the reader remembers.
func (r *StatementReader) Len() int { return len(r.r.nodes) }

// Statement is like [View.Statement].
func (r *StatementReader) Statement(ctx context.Context, id schema.IRI) (schema.Statement, error) {
	if err := r.r.statement(ctx, quad.IRI(id)); err != nil {
		return schema.Statement{}, fmt.Errorf("statement %s: %w", id, err)
	}
	if len(r.r.nodes[quad.IRI(id)]) == 0 {
		return schema.Statement{}, fmt.Errorf("statement %s: %w", id, ErrNotFound)
	}
	st, err := r.d.Statement(id)
	if err != nil {
		return st, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return st, nil
}

// StatementsOf lists the statements of a document in the order of their
// identities.
func (v *View) StatementsOf(ctx context.Context, doc schema.IRI) ([]schema.IRI, error) {
	ns := make(schema.Nodes)
	err := v.each(ctx, pattern{label: quad.IRI(doc)}, func(q quad.Quad) bool {
		ns.Add(q)
		return true
	})
	return ns.Statements(), err
}

// StatementsAbout lists the statements that have the claim, in the order of their
// identities.
func (v *View) StatementsAbout(ctx context.Context, claim schema.IRI) ([]schema.IRI, error) {
	var ids []schema.IRI
	err := v.each(ctx, pattern{o: quad.IRI(claim), p: schema.PClaim}, func(q quad.Quad) bool {
		if i, ok := q.Subject.(quad.IRI); ok {
			ids = append(ids, schema.IRI(i))
		}
		return true
	})
	slices.Sort(ids)
	return ids, err
}

// Claim reads a claim as the graph has it: relation, parties, theme and modality,
// or its text. The error wraps [ErrNotFound] when there is none.
func (v *View) Claim(ctx context.Context, id schema.IRI) (schema.Claim, error) {
	r := v.reader()
	err := r.take(ctx, quad.IRI(id))
	if err == nil {
		err = r.follow(ctx, quad.IRI(id), fromClaim...)
	}
	if err != nil {
		return schema.Claim{}, err
	}
	c, ok := schema.NewDecoder(r.nodes).Claim(id)
	if !ok {
		return c, fmt.Errorf("claim %s: %w", id, ErrNotFound)
	}
	return c, nil
}

// ActorsNamed lists the actors that have this name or code, in the order of their
// identities. Case is as written, or all lower, all upper, or capitals at the
// beginning of words.
func (v *View) ActorsNamed(ctx context.Context, name string) ([]schema.IRI, error) {
	found := make(map[schema.IRI]bool)
	for _, n := range spellings(name) {
		for _, p := range []quad.IRI{schema.PLabel, schema.PAltLabel, schema.PCode} {
			for _, o := range []quad.Value{quad.String(n), quad.LangString{Value: quad.String(n), Lang: "en"}, quad.LangString{Value: quad.String(n), Lang: "id"}} {
				err := v.each(ctx, pattern{o: o, p: p}, func(q quad.Quad) bool {
					if i, ok := shared(q.Subject); ok && strings.HasPrefix(string(i), "actor/") {
						found[schema.IRI(i)] = true
					}
					return true
				})
				if err != nil {
					return nil, fmt.Errorf("actor %q: %w", name, err)
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

func spellings(name string) []string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	out := []string{name, strings.ToLower(name), strings.ToUpper(name), strings.Join(words, " ")}
	slices.Sort(out)
	return slices.Compact(out)
}

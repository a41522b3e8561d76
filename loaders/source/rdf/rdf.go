// Package rdf reads the project's own exports back, in all syntaxes of RDF that it
// writes: N-Quads, N-Triples, Turtle, TriG, JSON-LD and RDF/XML. Every document comes as
// an extraction that needs no more reading.
//
//	<https://w3id.org/saksi/stmt/x> <https://w3id.org/saksi/ontology#act> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/doc/y> .
//
// Syntaxes without graphs have lost which document a quad belongs to; its subject tells
// that (homes). What the model does not know, such as an ontology, or the words of another
// vocabulary beside those of the model, is passed over.
//
// Invariant: writing what was read gives the same quads again. Memory holds a window
// of quads of documents, and what documents share (claims, actors, times), once each;
// files in which documents are scattered, such as sorted exports, are held as a whole.
// JSON-LD comes object by object: the largest is held as well.
package rdf

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// Read reads the stream in the syntax that its first bytes or its name tell.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		g := newGatherer(ctx, in, yield)
		r := bufio.NewReaderSize(in.Reader, 1<<16)
		head, _ := r.Peek(sniffed) // an error comes again
		if bytes.HasPrefix(head, []byte(byteOrderMark)) {
			_, _ = r.Discard(len(byteOrderMark))
		}
		syntaxOf(in.Name, head).read(r, g)
		g.finish()
	}
}

const (
	byteOrderMark = "\xef\xbb\xbf"
	sniffed       = 4096 // bytes that are looked at to tell the syntax
)

// window is how many quads of documents are held back, since those of one document
// need not come together: a store writes documents side by side, and a sorted export
// is in the order of subjects.
const window = 1 << 17

// gatherer sorts quads by the document they belong to.
type gatherer struct {
	ctx     context.Context
	in      item.Input
	max     int64 // bytes of a text or of what else comes in one piece
	consume func(item.Item, error) bool
	done    bool

	nodes  schema.Nodes           // of what documents share
	shared map[quad.Quad]struct{} // so that each is taken once
	open   map[quad.IRI][]quad.Quad
	order  []quad.IRI // of the open documents, as they began
	latest quad.IRI   // the open document that had the last quad
	homes  homes      // of statements that came without a graph
	held   int        // quads of open documents
	// descended tells that something came after what is greater: until then the file is a
	// sorted export, in which no document is whole before the end.
	descended bool
	last      []byte // what was seen last
	limit     int    // of quads held, above which documents are given
	any       bool
	broken    bool // the rest of the file was not read
}

func newGatherer(ctx context.Context, in item.Input, consume func(item.Item, error) bool) *gatherer {
	// Escapes, and the statements that JSON-LD has in a document, make it longer than it was.
	return &gatherer{ctx: ctx, in: in, max: 4 * in.Max(), consume: consume, nodes: schema.Nodes{}, shared: map[quad.Quad]struct{}{},
		open: map[quad.IRI][]quad.Quad{}, homes: newHomes()}
}

// see takes note of what sorted exports are in the order of: their lines, or their graphs
// and subjects.
func (g *gatherer) see(key []byte) {
	if !g.descended {
		g.descended = bytes.Compare(key, g.last) < 0
		g.last = append(g.last[:0], key...)
	}
}

// key is what [gatherer.see] takes for a subject, which may be in a graph: the default
// graph comes first, and in others only the graphs are in order.
func key(buf, graph, subject []byte) []byte {
	if len(graph) > 0 {
		subject = nil
	}
	return append(append(append(buf, graph...), '\n'), subject...)
}

// going tells whether nobody has stopped the reading.
func (g *gatherer) going() bool { return g.ctx.Err() == nil && !g.done }

// take adds a quad, unless an end of it is a node without a name.
func (g *gatherer) take(s, p, o, label quad.Value) {
	if s != nil && p != nil && o != nil {
		g.add(quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
	}
}

func (g *gatherer) yield(it item.Item, err error) {
	if !g.done {
		g.any = true
		g.done = !g.consume(it, err)
	}
}

func (g *gatherer) fail(at string, err error) { g.yield(item.Item{}, g.in.Fail(at, err)) }

// breaks says that the rest of the file can't be read. The document that it broke in is not
// whole, and in a sorted file none is: they are left out.
func (g *gatherer) breaks(at string, err error) {
	g.broken = true
	out := slices.Clone(g.order)
	if g.descended {
		out = slices.DeleteFunc(out, func(d quad.IRI) bool { return d != g.latest })
	}
	switch len(out) {
	case 0:
	case 1:
		err = fmt.Errorf("%w (%s, which it is in, is left out)", err, string(out[0]))
	default:
		err = fmt.Errorf("%w (the file is sorted: its %d documents are left out)", err, len(out))
	}
	g.fail(at, err)
	for _, doc := range out {
		g.close(doc)
	}
	g.order = slices.DeleteFunc(g.order, func(d quad.IRI) bool { return g.open[d] == nil })
}

// close forgets the quads of a document.
func (g *gatherer) close(doc quad.IRI) {
	own := g.open[doc]
	g.homes.forget(own)
	g.held -= len(own)
	delete(g.open, doc)
}

func (g *gatherer) add(q quad.Quad) {
	label, _ := q.Label.(quad.IRI)
	if q.Label == nil {
		var known bool
		var freed []quad.Quad
		if label, freed, known = g.homes.of(q); !known {
			return
		}
		for _, f := range freed {
			f.Label = label
			g.add(f)
		}
		q.Label = label
	}
	switch {
	case strings.HasPrefix(string(label), "doc/"):
		own, ok := g.open[label]
		if !ok {
			g.order = append(g.order, label)
		}
		g.open[label] = append(own, q)
		g.latest = label
		if g.held++; g.held > max(g.limit, window) && g.descended {
			g.emit(false)
			g.limit = 2 * g.held // what could not be given now is not tried at every line
		}
	case strings.HasPrefix(string(label), "stmt/") || strings.HasPrefix(string(label), "index/"):
		// plain edges and derived quads are written anew
	default:
		if _, dup := g.shared[q]; dup {
			return
		}
		g.shared[q] = struct{}{}
		g.nodes.Add(q)
	}
}

// emit gives the documents that began first, until half of the window is free; those
// whose claims or actors are not there yet are kept. At the end it gives all.
func (g *gatherer) emit(end bool) {
	kept := g.order[:0]
	for _, doc := range g.order {
		if g.done || g.held <= window/2 && !end {
			kept = append(kept, doc)
			continue
		}
		x, err := g.decode(doc, end)
		switch {
		case errors.Is(err, errForeign): // nothing of ours
		case err != nil && !end:
			kept = append(kept, doc)
			continue
		case err != nil:
			g.fail(string(doc), err)
		default:
			g.yield(item.Item{Name: g.in.Place(string(doc)), Document: x.Document, Ready: x}, nil)
		}
		g.close(doc)
	}
	g.order = kept
}

// errForeign says that quads are about a document, but in the words of others.
var errForeign = errors.New("not of the model")

// decode makes an extraction of a document; before the end, only of one whose claims and
// actors are all described.
func (g *gatherer) decode(id quad.IRI, end bool) (*schema.Extraction, error) {
	own := g.open[id]
	nodes := schema.Collect(own)
	statements := nodes.Statements()
	if len(statements) == 0 && len(nodes.Documents()) == 0 {
		return nil, errForeign
	}
	nodes = layered(nodes, g.nodes, own)
	decoder := schema.NewDecoder(nodes)
	doc, ok := decoder.Document(schema.IRI(id))
	if !ok {
		return nil, fmt.Errorf("document %s is not described", string(id))
	}
	x := &schema.Extraction{Document: doc}
	for _, id := range statements {
		s, err := decoder.Statement(id)
		if err != nil {
			return nil, err
		}
		if _, ok := g.nodes[quad.IRI(s.Claim.ID)]; !ok {
			return nil, fmt.Errorf("statement %s: its claim %q is not described", id, s.Claim.ID)
		}
		x.Statements = append(x.Statements, s)
	}
	slices.SortFunc(x.Statements, func(a, b schema.Statement) int {
		if d := a.Evidence.Span[0] - b.Evidence.Span[0]; d != 0 {
			return d
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	var err error
	if x.Actors, err = g.actors(nodes); err != nil && !end {
		return nil, err
	}
	return x, nil
}

// actors describes those that the document's quads name and those that their
// descriptions name in turn (a militia is part of a state); an error names one that is
// not described.
func (g *gatherer) actors(nodes schema.Nodes) (out []schema.Actor, err error) {
	decoder := schema.NewDecoder(g.nodes)
	seen := map[quad.IRI]bool{}
	var ids []quad.IRI
	name := func(v quad.Value) {
		if id, ok := v.(quad.IRI); ok && strings.HasPrefix(string(id), "actor/") && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	named := func(n schema.Node) {
		for _, vs := range n {
			for _, v := range vs {
				name(v)
			}
		}
	}
	for _, n := range nodes {
		named(n)
	}
	for len(ids) > 0 {
		id := ids[0]
		ids = ids[1:]
		a, ok := decoder.Actor(schema.IRI(id))
		switch {
		case !ok:
			err = fmt.Errorf("actor %s is not described", string(id))
			continue
		case a.Kind == "": // somebody that is known by name alone
			continue
		}
		out = append(out, a)
		name(quad.IRI(a.Of))
		for _, o := range a.Offices {
			name(quad.IRI(o.Of))
		}
	}
	slices.SortFunc(out, func(a, b schema.Actor) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, err
}

// layered adds to a document's nodes those of what it refers to, and of what
// those refer to in turn.
func layered(own, shared schema.Nodes, quads []quad.Quad) schema.Nodes {
	out := schema.Nodes{}
	for s, n := range own {
		out[s] = n
	}
	var take func(v quad.Value, depth int)
	take = func(v quad.Value, depth int) {
		i, ok := v.(quad.IRI)
		if !ok || depth > 3 {
			return
		}
		if _, dup := out[i]; dup {
			return
		}
		n, ok := shared[i]
		if !ok {
			return
		}
		out[i] = n
		for _, vs := range n {
			for _, v := range vs {
				take(v, depth+1)
			}
		}
	}
	for _, q := range quads {
		take(q.Object, 0)
	}
	return out
}

func (g *gatherer) finish() {
	g.emit(true)
	if n := g.homes.homeless(); n > 0 && g.any && !g.broken {
		g.fail("", fmt.Errorf("names no document for %d of its statements", n))
	}
	if !g.any && !g.done {
		g.fail("", fmt.Errorf("holds no document of saksi (is it one of its exports?)"))
	}
}

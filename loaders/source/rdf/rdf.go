// Package rdf reads the project's own exports back, as N-Quads or N-Triples with
// graphs: every document comes as an extraction that needs no more reading.
//
//	<https://w3id.org/saksi/stmt/x> <https://w3id.org/saksi/ontology#act> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/doc/y> .
//
// Invariant: writing what was read gives the same quads again. Memory holds a window
// of quads of documents, and what documents share (claims, actors, times), once each;
// files in which documents are scattered, such as sorted exports, are held as a whole.
package rdf

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// Read reads the stream as N-Quads.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		g := &gatherer{in: in, consume: yield, nodes: schema.Nodes{}, shared: map[quad.Quad]struct{}{}, open: map[quad.IRI][]quad.Quad{}}
		r := &liner{r: bufio.NewReaderSize(in.Reader, 1<<16), max: 4 * in.Max()}
		parser := newParser()
		var last []byte
		for ctx.Err() == nil && !g.done {
			line, err := r.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				g.fail(fmt.Sprint(r.line), err)
				break
			}
			if len(line) == 0 || line[0] == '#' {
				continue
			}
			q, err := parser.read(line)
			if err != nil {
				g.fail(fmt.Sprint(r.line), err)
				continue
			}
			if !g.descended {
				g.descended = bytes.Compare(line, last) < 0
				last = append(last[:0], line...)
			}
			g.add(q)
		}
		g.finish()
	}
}

func orInvalid(err error) error {
	if err == nil {
		return quad.ErrInvalid
	}
	return err
}

// liner reads lines up to a length. A line holds until the next one is read.
type liner struct {
	r    *bufio.Reader
	max  int64
	line int
	buf  []byte
}

func (l *liner) next() ([]byte, error) {
	l.line++
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		l.buf = append(l.buf, part...)
		switch {
		case err == bufio.ErrBufferFull && int64(len(l.buf)) > l.max:
			return nil, item.TooLarge(l.max)
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(l.buf) == 0):
			return nil, err
		}
		return bytes.TrimSpace(l.buf), nil
	}
}

// window is how many quads of documents are held back, since those of one document
// need not come together: a store writes documents side by side, and a sorted export
// is in the order of subjects.
const window = 1 << 17

// gatherer sorts quads by the document they belong to.
type gatherer struct {
	in      item.Input
	consume func(item.Item, error) bool
	done    bool

	nodes  schema.Nodes           // of what documents share
	shared map[quad.Quad]struct{} // so that each is taken once
	open   map[quad.IRI][]quad.Quad
	order  []quad.IRI // of the open documents, as they began
	held   int        // quads of open documents
	// descended tells that a line came after a greater one: until then the file is a
	// sorted export, in which no document is whole before the end.
	descended bool
	limit     int // of quads held, above which documents are given
	any       bool
}

func (g *gatherer) yield(it item.Item, err error) {
	if !g.done {
		g.any = true
		g.done = !g.consume(it, err)
	}
}

func (g *gatherer) fail(at string, err error) { g.yield(item.Item{}, g.in.Fail(at, err)) }

func (g *gatherer) add(q quad.Quad) {
	label, _ := q.Label.(quad.IRI)
	switch {
	case strings.HasPrefix(string(label), "doc/"):
		own, ok := g.open[label]
		if !ok {
			g.order = append(g.order, label)
		}
		g.open[label] = append(own, q)
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
		case err != nil && !end:
			kept = append(kept, doc)
			continue
		case err != nil:
			g.fail(string(doc), err)
		default:
			g.yield(item.Item{Name: g.in.Place(string(doc)), Document: x.Document, Ready: x}, nil)
		}
		g.held -= len(g.open[doc])
		delete(g.open, doc)
	}
	g.order = kept
}

// decode makes an extraction of a document; before the end, only of one whose claims and
// actors are all described.
func (g *gatherer) decode(id quad.IRI, end bool) (*schema.Extraction, error) {
	own := g.open[id]
	nodes := schema.Collect(own)
	statements := nodes.Statements()
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
	if !g.any && !g.done {
		g.fail("", fmt.Errorf("holds no document of saksi (is it one of its exports?)"))
	}
}

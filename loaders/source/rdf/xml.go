package rdf

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// readXML reads RDF/XML, of which it holds a property at a time. What has no name, literals
// of XML and reified triples, which exports have none of, are read over.
func readXML(r *bufio.Reader, g *gatherer) {
	b := newBudget(r, g.max)
	x := &xmlReader{Decoder: xml.NewDecoder(b), budget: b, g: g, iris: newIRIs()}
	for x.g.going() {
		switch t := x.token().(type) {
		case nil:
			var bad *xml.SyntaxError
			if errors.As(x.err, &bad) {
				g.breaks(fmt.Sprint(bad.Line), errors.New(bad.Msg))
			} else if x.err != nil && x.err != io.EOF {
				g.breaks(fmt.Sprint(b.line), x.err)
			}
			return
		case xml.StartElement:
			if t.Name != (xml.Name{Space: rdfSpace, Local: "RDF"}) {
				x.node(t, scope{})
			} else {
				x.children(scope{}.of(t), func(e xml.StartElement, s scope) { x.node(e, s) })
			}
		}
	}
}

const (
	rdfSpace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xmlSpace = "http://www.w3.org/XML/1998/namespace"
)

type xmlReader struct {
	*xml.Decoder
	*iris
	budget *budget
	g      *gatherer
	err    error // ends the tokens
	depth  int
	full   []byte
	key    []byte
}

// scope is what elements have from those around them.
type scope struct{ base, lang string }

// of is the scope in an element.
func (s scope) of(e xml.StartElement) scope {
	for _, a := range e.Attr {
		switch a.Name {
		case xml.Name{Space: xmlSpace, Local: "base"}:
			s.base = string(resolve(nil, s.base, a.Value))
		case xml.Name{Space: xmlSpace, Local: "lang"}:
			s.lang = a.Value
		}
	}
	return s
}

// token is the next token, nil at the end and after an error.
func (x *xmlReader) token() xml.Token {
	if x.err != nil || !x.g.going() {
		return nil
	}
	var t xml.Token
	t, x.err = x.Token()
	if x.err != nil {
		return nil
	}
	return t
}

// children hands the elements in an element, to its end, to f.
func (x *xmlReader) children(s scope, f func(xml.StartElement, scope)) {
	x.content(s, func(xml.CharData) {}, f)
}

// content hands what is in an element, to its end, to the functions.
func (x *xmlReader) content(s scope, text func(xml.CharData), element func(xml.StartElement, scope)) {
	if x.depth++; x.depth > maxDepth {
		x.err = errors.New("elements stand too deep in each other")
	}
	for {
		switch t := x.token().(type) {
		case nil, xml.EndElement:
			x.depth--
			return
		case xml.CharData:
			text(t)
		case xml.StartElement:
			element(t, s.of(t))
		}
	}
}

// iri is an IRI as the graph keeps it; in full it is at hand then.
func (x *xmlReader) iri(ref string, s scope) quad.Value {
	x.full = resolve(x.full[:0], s.base, ref)
	return x.relative(x.full)
}

// rdf is an attribute of RDF itself.
func rdf(e xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name == (xml.Name{Space: rdfSpace, Local: name}) {
			return a.Value, true
		}
	}
	return "", false
}

// node reads an element that is a node, and gives the node: nil for a blank one.
func (x *xmlReader) node(e xml.StartElement, s scope) (node quad.Value) {
	x.budget.fill()
	x.full = x.full[:0]
	if about, ok := rdf(e, "about"); ok {
		node = x.iri(about, s)
	} else if id, ok := rdf(e, "ID"); ok {
		node = x.iri("#"+id, s)
	}
	x.key = key(x.key[:0], nil, x.full)
	x.g.see(x.key)
	if e.Name != (xml.Name{Space: rdfSpace, Local: "Description"}) {
		x.add(node, schema.Type, x.iri(e.Name.Space+e.Name.Local, scope{}))
	}
	x.attributes(node, e, s)
	x.children(s, func(p xml.StartElement, s scope) { x.property(node, p, s) })
	return node
}

// attributes takes the properties that are attributes.
func (x *xmlReader) attributes(node quad.Value, e xml.StartElement, s scope) {
	for _, a := range e.Attr {
		switch a.Name.Space {
		case "", "xmlns", xmlSpace:
		case rdfSpace:
			if a.Name.Local == "type" {
				x.add(node, schema.Type, x.iri(a.Value, s))
			}
		default:
			x.add(node, x.iri(a.Name.Space+a.Name.Local, scope{}), literal(a.Value, s.lang))
		}
	}
}

// property reads an element that is a property of a node.
func (x *xmlReader) property(node quad.Value, e xml.StartElement, s scope) {
	x.budget.fill()
	p := x.iri(e.Name.Space+e.Name.Local, scope{})
	switch kind, _ := rdf(e, "parseType"); kind {
	case "":
	case "Resource":
		x.children(s, func(p xml.StartElement, s scope) { x.property(nil, p, s) })
		return
	case "Collection":
		x.children(s, func(n xml.StartElement, s scope) { x.node(n, s) })
		return
	default:
		x.children(s, func(xml.StartElement, scope) { x.err = x.Skip() })
		return
	}
	var text []byte
	var object quad.Value
	_, isNode := rdf(e, "nodeID")
	if resource, ok := rdf(e, "resource"); ok {
		object, isNode = x.iri(resource, s), true
		x.attributes(object, e, s)
	}
	take := func(part xml.CharData) {
		if !isNode {
			text = append(text, part...)
		}
	}
	x.content(s, take, func(n xml.StartElement, s scope) { object, isNode = x.node(n, s), true })
	if datatype, ok := rdf(e, "datatype"); ok && !isNode {
		object = value(quad.TypedString{Value: quad.String(text), Type: quad.IRI(resolve(nil, s.base, datatype))})
	} else if !isNode {
		object = literal(string(text), s.lang)
	}
	x.add(node, p, object)
}

// literal is a text in a language, if that is known.
func literal(text, lang string) quad.Value {
	if lang == "" {
		return quad.String(text)
	}
	return quad.LangString{Value: quad.String(text), Lang: lang}
}

// add takes a quad, unless the reading has ended.
func (x *xmlReader) add(s, p, o quad.Value) {
	if x.err == nil {
		x.g.take(s, p, o, nil)
	}
}

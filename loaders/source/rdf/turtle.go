package rdf

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// readTurtle reads Turtle and TriG, which is Turtle with graphs. It holds a token at a time.
// Blank nodes and lists, which exports have none of, are read over. The first error ends it:
// nothing tells where the next statement begins.
func readTurtle(r *bufio.Reader, g *gatherer) {
	t := &turtle{lexer: newLexer(r, g.max), g: g, iris: newIRIs(), prefixes: map[string]string{}}
	t.next()
	for t.tok != tokEnd && t.g.going() {
		t.statement()
	}
	if t.err != nil {
		g.breaks(fmt.Sprint(t.at), t.err)
	}
}

type turtle struct {
	*lexer
	*iris
	g        *gatherer
	base     string
	prefixes map[string]string
	graph    quad.Value
	inGraph  []byte // the IRI of the graph in full
	full     []byte // the IRI of the term at hand in full
	key      []byte
	depth    int
}

// maxDepth is how deep blank nodes and lists may stand in each other.
const maxDepth = 1000

func (t *turtle) expected(what string) {
	t.fail(fmt.Errorf("%s is expected, not %s", what, t.tok))
}

func (t *turtle) expect(tok token) {
	if t.tok != tok {
		t.expected(tok.String())
	}
	t.next()
}

// statement reads a directive, a graph, or triples of the default graph.
func (t *turtle) statement() {
	switch {
	case t.tok == tokAt:
		t.directive()
		t.expect('.')
	case t.keyword("prefix"), t.keyword("base"):
		t.directive()
	case t.keyword("graph"):
		t.next()
		t.block(t.node("the name of a graph"))
	case t.tok == '{':
		t.full = t.full[:0]
		t.block(nil)
	default:
		if s, last := t.subject(); t.tok == '{' && !last {
			t.block(s)
		} else {
			t.predicates(s, last)
			t.expect('.')
		}
	}
}

func (t *turtle) keyword(name string) bool {
	return t.tok == tokWord && strings.EqualFold(string(t.text), name)
}

// directive reads a prefix or a base, in either of its forms.
func (t *turtle) directive() {
	name := strings.ToLower(string(t.text))
	if name != "base" && name != "prefix" {
		t.fail(fmt.Errorf("@%s is not known", name))
		return
	}
	t.next()
	prefix := ""
	if name == "prefix" {
		if t.tok != tokName || t.colon != len(t.text)-1 {
			t.expected("a prefix")
			return
		}
		prefix = string(t.text[:t.colon])
		t.next()
	}
	if t.tok != tokIRI {
		t.expected("an IRI")
		return
	}
	t.resolve()
	if name == "base" {
		t.base = string(t.full)
	} else {
		t.prefixes[prefix] = string(t.full)
	}
	t.next()
}

// block reads a graph in braces, whose name is at hand.
func (t *turtle) block(graph quad.Value) {
	t.graph, t.inGraph = graph, append(t.inGraph[:0], t.full...)
	t.expect('{')
	for t.tok != '}' && t.err == nil && t.g.going() {
		t.predicates(t.subject())
		if t.tok != '.' {
			break
		}
		t.next()
	}
	t.graph, t.inGraph = nil, t.inGraph[:0]
	if t.g.going() {
		t.expect('}')
	}
}

// subject reads a subject, nil for one without a name, after which there may be no
// predicates.
func (t *turtle) subject() (s quad.Value, last bool) {
	switch t.tok {
	case '[':
		t.nested()
		return nil, true
	case '(':
		t.list()
		return nil, false
	}
	return t.node("a subject"), false
}

// predicates reads what is said of a subject.
func (t *turtle) predicates(s quad.Value, none bool) {
	if s != nil {
		t.key = key(t.key[:0], t.inGraph, t.full)
		t.g.see(t.key)
	}
	if none && (t.tok == '.' || t.tok == '}') {
		return
	}
	for t.err == nil && t.g.going() {
		p := t.verb()
		t.objects(s, p)
		if t.tok != ';' {
			return
		}
		for t.tok == ';' {
			t.next()
		}
		if t.tok == '.' || t.tok == ']' || t.tok == '}' {
			return
		}
	}
}

func (t *turtle) verb() quad.Value {
	if t.tok == tokWord && string(t.text) == "a" {
		t.next()
		return schema.Type
	}
	if t.tok == tokBlank {
		t.expected("a predicate")
	}
	return t.node("a predicate")
}

func (t *turtle) objects(s, p quad.Value) {
	for t.err == nil {
		o := t.object()
		if t.err == nil {
			t.g.take(s, p, o, t.graph)
		}
		if t.tok != ',' {
			return
		}
		t.next()
	}
}

// node reads an IRI or a name, or a blank node, which is nil. Its IRI is at hand then.
func (t *turtle) node(what string) (v quad.Value) {
	t.full = t.full[:0]
	switch t.tok {
	case tokIRI, tokName:
		t.resolve()
		v = t.relative(t.full)
	case tokBlank:
	default:
		t.expected(what)
	}
	t.next()
	return v
}

// object reads an object, nil for one without a name.
func (t *turtle) object() quad.Value {
	switch {
	case t.tok == tokText:
		return t.literal()
	case t.tok == '[':
		t.nested()
		return nil
	case t.tok == '(':
		t.list()
		return nil
	case t.tok == tokNumber:
		return t.bare(numberType(t.text))
	case t.tok == tokWord && (string(t.text) == "true" || string(t.text) == "false"):
		return t.bare("xsd:boolean")
	}
	return t.node("an object")
}

// bare reads a literal that is written without quotes.
func (t *turtle) bare(datatype quad.IRI) quad.Value {
	v := value(quad.TypedString{Value: quad.String(t.text), Type: datatype})
	t.next()
	return v
}

// numberType is the datatype that a number's form tells.
func numberType(text []byte) quad.IRI {
	switch {
	case bytes.ContainsAny(text, "eE"):
		return "xsd:double"
	case bytes.ContainsRune(text, '.'):
		return "xsd:decimal"
	}
	return "xsd:integer"
}

// literal reads a text with its language or datatype.
func (t *turtle) literal() quad.Value {
	s := quad.String(t.text)
	t.next()
	switch t.tok {
	case tokAt:
		v := quad.LangString{Value: s, Lang: string(t.text)}
		t.next()
		return v
	case tokType:
		t.next()
		if kind, ok := t.node("a datatype").(quad.IRI); ok {
			return value(quad.TypedString{Value: s, Type: kind})
		}
		return nil
	}
	return s
}

// deeper enters what stands in brackets; it is false when that is too deep.
func (t *turtle) deeper() bool {
	if t.depth++; t.depth > maxDepth {
		t.fail(errors.New("brackets stand too deep in each other"))
	}
	t.next()
	return t.err == nil
}

// nested reads over a blank node in brackets.
func (t *turtle) nested() {
	if t.deeper() && t.tok != ']' {
		t.predicates(nil, false)
	}
	t.depth--
	t.expect(']')
}

// list reads over a list in parentheses.
func (t *turtle) list() {
	for more := t.deeper(); more && t.tok != ')' && t.err == nil; {
		t.object()
	}
	t.depth--
	t.expect(')')
}

// resolve puts the IRI of the token at hand in full.
func (t *turtle) resolve() {
	t.full = t.full[:0]
	if t.tok == tokName {
		space, ok := t.prefixes[string(t.text[:t.colon])]
		if !ok {
			t.fail(fmt.Errorf("the prefix %q is not declared", t.text[:t.colon+1]))
		}
		t.full = append(append(t.full, space...), t.text[t.colon+1:]...)
		return
	}
	t.full = resolve(t.full, t.base, t.text)
}

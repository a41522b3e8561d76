package rdf

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"saksi/schema"
)

// readJSON reads JSON-LD, one object of the @graph after another. There may be a context at
// the beginning, in the file itself: contexts are neither fetched nor changed further on.
// An object with all in it (in exports, what one graph says) is held at a time.
func readJSON(r *bufio.Reader, g *gatherer) {
	b := newBudget(r, g.max)
	j := &jsonReader{Decoder: json.NewDecoder(b), budget: b, g: g, spelt: map[string]string{}}
	o := ld.NewJsonLdOptions("")
	o.DocumentLoader = j
	j.options, j.context = o, ld.NewContext(nil, o)
	for j.g.going() {
		err := j.top()
		if err == io.EOF {
			return
		}
		if err != nil {
			g.breaks(fmt.Sprint(j.line()), err)
			return
		}
	}
}

type jsonReader struct {
	*json.Decoder
	budget  *budget
	g       *gatherer
	options *ld.JsonLdOptions
	context *ld.Context
	base    string
	refused error // that a context is not in the file
	depth   int   // of graphs in graphs
	started bool  // objects were read in the context
	// spelt are languages as the file has them, by those of the library, in lower case.
	spelt map[string]string
	key   []byte
}

// LoadDocument refuses contexts that are not in the file.
func (j *jsonReader) LoadDocument(address string) (*ld.RemoteDocument, error) {
	j.refused = fmt.Errorf("has the context %s, which is not fetched: only one in the file itself is read", address)
	return nil, j.refused
}

// line is the line of what comes next.
func (j *jsonReader) line() int {
	rest, _ := io.ReadAll(j.Buffered())
	rest = bytes.TrimLeft(rest, " \t\r\n,:")
	return j.budget.line - bytes.Count(rest, []byte("\n"))
}

// top reads an object or array; io.EOF tells that there is none.
func (j *jsonReader) top() error {
	tok, err := j.Token()
	switch {
	case err != nil:
		return err
	case tok == json.Delim('{'):
		err = j.object()
	case tok == json.Delim('['):
		err = j.array()
	default:
		err = fmt.Errorf("not JSON-LD, but a %T", tok)
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// array reads the objects of an array whose bracket was read.
func (j *jsonReader) array() error {
	for j.More() && j.g.going() {
		j.budget.fill()
		var x any
		if err := j.Decode(&x); err != nil {
			return err
		}
		if err := j.element(x); err != nil {
			return err
		}
	}
	if !j.g.going() {
		return nil
	}
	_, err := j.Token()
	return err
}

// object reads an object whose brace was read: a context and a graph, or what is said of a
// node.
func (j *jsonReader) object() error {
	node := map[string]any{}
	j.budget.fill()
	for j.More() {
		key, err := j.Token()
		switch {
		case err != nil:
		case key == "@context":
			err = j.use()
		case key == "@graph":
			err = j.graph()
		default:
			var x any
			err = j.Decode(&x)
			node[key.(string)] = x
		}
		if err != nil || !j.g.going() {
			return err
		}
	}
	if _, err := j.Token(); err != nil {
		return err
	}
	if len(node) == 0 {
		return nil
	}
	return j.element(node)
}

// graph reads the array, or the object, that is a graph.
func (j *jsonReader) graph() error {
	if j.depth++; j.depth > maxDepth {
		return errors.New("graphs stand too deep in each other")
	}
	defer func() { j.depth-- }()
	tok, err := j.Token()
	switch {
	case err != nil:
		return err
	case tok == json.Delim('['):
		return j.array()
	case tok == json.Delim('{'):
		return j.object()
	}
	return errors.New("@graph is no array")
}

// use reads a context.
func (j *jsonReader) use() error {
	var x any
	if err := j.Decode(&x); err != nil {
		return err
	}
	if j.started {
		return errors.New("the @context comes behind what it is about")
	}
	if contexts(x) {
		return errors.New("has a @context within the context, which is not read")
	}
	j.takeBase(x)
	err := guard(func() (err error) {
		j.context, err = ld.NewContext(nil, j.options).Parse(x)
		return err
	})
	return cmp.Or(j.refused, err)
}

// takeBase takes the base out of a context: the library resolves "time/2022%2F.." to
// "time", as if the escaped slash were one.
func (j *jsonReader) takeBase(context any) {
	switch c := context.(type) {
	case []any:
		for _, x := range c {
			j.takeBase(x)
		}
	case map[string]any:
		if base, ok := c["@base"].(string); ok {
			j.base = string(resolve(nil, j.base, base))
			delete(c, "@base")
		}
	}
}

// iri is the IRI of a node as the graph keeps it.
func (j *jsonReader) iri(id string) quad.Value {
	return relative(quad.IRI(resolve(nil, j.base, id)))
}

// contexts tells whether there is a context in a value.
func contexts(x any) bool {
	switch x := x.(type) {
	case []any:
		return slices.ContainsFunc(x, contexts)
	case map[string]any:
		if _, ok := x["@context"]; ok {
			return true
		}
		for _, v := range x {
			if contexts(v) {
				return true
			}
		}
	}
	return false
}

// element reads an object and all in it, in the context.
func (j *jsonReader) element(x any) error {
	if contexts(x) {
		return errors.New("has a @context further on than at the beginning, which is not read")
	}
	j.started = true
	clear(j.spelt)
	j.spell(x)
	var expanded any
	err := guard(func() (err error) {
		expanded, err = ld.NewJsonLdApi().Expand(j.context, "", x, j.options, false, nil)
		return err
	})
	if err != nil {
		return err
	}
	j.nodes(expanded, func(node map[string]any) {
		id, _ := node["@id"].(string)
		if _, ok := node["@graph"]; ok {
			j.key = key(j.key[:0], []byte(id), nil)
		} else {
			j.key = key(j.key[:0], nil, []byte(id))
		}
		j.g.see(j.key)
		j.node(node, nil)
	})
	return nil
}

// spell takes note of the languages in a value.
func (j *jsonReader) spell(x any) {
	switch x := x.(type) {
	case []any:
		for _, y := range x {
			j.spell(y)
		}
	case map[string]any:
		for k, v := range x {
			if lang, ok := v.(string); ok && k == "@language" {
				j.spelt[strings.ToLower(lang)] = lang
			}
			j.spell(v)
		}
	}
}

// nodes calls f for the objects in a value of the expanded form.
func (j *jsonReader) nodes(x any, f func(map[string]any)) {
	switch x := x.(type) {
	case map[string]any:
		f(x)
	case []any:
		for _, y := range x {
			j.nodes(y, f)
		}
	}
}

// node takes what the expanded form says of a node and of those in it, and gives the node:
// nil for a blank one.
func (j *jsonReader) node(node map[string]any, graph quad.Value) quad.Value {
	var s quad.Value
	if id, _ := node["@id"].(string); id != "" && !strings.HasPrefix(id, "_:") {
		s = j.iri(id)
	}
	for _, key := range slices.Sorted(maps.Keys(node)) {
		switch {
		case key == "@graph":
			j.nodes(node[key], func(n map[string]any) { j.node(n, s) })
		case key == "@included", key == "@list", key == "@set":
			j.nodes(node[key], func(n map[string]any) { j.node(n, graph) })
		case key == "@reverse":
			j.reverse(s, node[key], graph)
		case key == "@type":
			j.types(s, node[key], graph)
		case !strings.HasPrefix(key, "@"):
			p := relative(quad.IRI(key))
			j.nodes(node[key], func(n map[string]any) { j.g.take(s, p, j.value(n, graph), graph) })
		}
	}
	return s
}

// reverse takes nodes that have the node as their object.
func (j *jsonReader) reverse(o quad.Value, properties any, graph quad.Value) {
	m, _ := properties.(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(m)) {
		p := relative(quad.IRI(key))
		j.nodes(m[key], func(n map[string]any) { j.g.take(j.node(n, graph), p, o, graph) })
	}
}

func (j *jsonReader) types(s quad.Value, types any, graph quad.Value) {
	list, _ := types.([]any)
	for _, t := range list {
		if t, ok := t.(string); ok {
			j.g.take(s, schema.Type, j.iri(t), graph)
		}
	}
}

// value is a literal, or a node, of the expanded form.
func (j *jsonReader) value(n map[string]any, graph quad.Value) quad.Value {
	v, ok := n["@value"]
	if !ok {
		return j.node(n, graph)
	}
	lang, _ := n["@language"].(string)
	datatype, _ := n["@type"].(string)
	switch v := v.(type) {
	case bool:
		return quad.Bool(v)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 && datatype == "" {
			return quad.Int(v)
		}
		return quad.Float(v)
	case string:
		switch {
		case lang != "":
			return quad.LangString{Value: quad.String(v), Lang: cmp.Or(j.spelt[lang], lang)}
		case datatype != "":
			return value(quad.TypedString{Value: quad.String(v), Type: quad.IRI(datatype)})
		}
		return quad.String(v)
	}
	return nil
}

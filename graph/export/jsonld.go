package export

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"saksi/schema"
)

// writeJSONLD writes JSON-LD 1.1, compact by the context that is published as
// schema/context.jsonld and repeated at the beginning. Each graph is an object; in
// that of a document, its statements hang on the document as "statements".
func writeJSONLD(ctx context.Context, j *job) error {
	c := newCompact(j.o.Base)
	head, err := Context(j.o.Base)
	if err != nil {
		return err
	}
	fmt.Fprintf(j.w, "{\"@context\": %s,\n\"@graph\": [", head)
	sep := "\n"
	err = j.blocks(ctx, func(gs []*graphBlock) error {
		for _, g := range gs {
			nodes := c.nodes(g)
			var objects []any
			if g.graph == "" {
				for _, n := range nodes {
					objects = append(objects, n)
				}
			} else {
				objects = []any{object{"@id": c.id(g.graph), "@graph": nodes}}
			}
			for _, o := range objects {
				b, err := json.Marshal(o)
				if err != nil {
					return err
				}
				j.w.WriteString(sep)
				if _, err := j.w.Write(b); err != nil {
					return err
				}
				sep = ",\n"
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = j.w.WriteString("\n]}\n")
	return err
}

// object is a JSON object; its keys are written in order.
type object map[string]any

// The prefixes of plain edges in JSON-LD, where "act" and "relation" are properties.
const (
	actPrefix      = "acts"
	relationPrefix = "rels"
	statementsTerm = "statements"
)

// Context is the JSON-LD context of the model for a base ([schema.Base] when
// empty), without the "@context" around it.
func Context(base string) (json.RawMessage, error) {
	if base == "" {
		base = schema.Base
	}
	c := object{"@version": 1.1, "@base": base, actPrefix: base + "act/", relationPrefix: base + "rel/",
		statementsTerm: object{"@reverse": "prov:wasDerivedFrom"}}
	for _, s := range contextPrefixes() {
		c[s.prefix] = s.space
	}
	for _, x := range classes {
		c[localPart(x.iri)] = string(x.iri)
	}
	for _, p := range properties {
		def := object{"@id": string(p.iri)}
		if t := coercion(p); t != "" {
			def["@type"] = t
		}
		c[localPart(p.iri)] = def
	}
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return nil, fmt.Errorf("context: %w", err)
	}
	return b, nil
}

// contextPrefixes are the prefixes of the schema that are not the name of a property
// as well.
func contextPrefixes() []namespace {
	taken := make(map[string]bool)
	for _, p := range properties {
		taken[localPart(p.iri)] = true
	}
	var out []namespace
	for _, s := range longestFirst {
		if name := strings.TrimSuffix(s.prefix, ":"); !taken[name] {
			out = append(out, namespace{name, s.space})
		}
	}
	return out
}

// coercion is the type that the context gives to the strings of a property: "@id",
// a datatype in full, or none.
func coercion(p property) string {
	switch {
	case p.ranges == langText || p.ranges == text:
		return ""
	case p.isLiteral():
		return Expand(p.ranges, "")
	}
	return "@id"
}

// compact shortens IRIs and values by the context.
type compact struct {
	base   string
	terms  map[string]string // by IRI, of classes and properties
	types  map[string]string // what a term coerces strings to, by the IRI of the property
	spaces []namespace
}

func newCompact(base string) *compact {
	c := &compact{base: base, terms: make(map[string]string), types: make(map[string]string)}
	for _, x := range classes {
		c.terms[Expand(x.iri, base)] = localPart(x.iri)
	}
	for _, p := range properties {
		iri := Expand(p.iri, base)
		c.terms[iri] = localPart(p.iri)
		if t := coercion(p); t != "" {
			c.types[iri] = t
		}
	}
	c.spaces = append(contextPrefixes(), namespace{actPrefix, base + "act/"}, namespace{relationPrefix, base + "rel/"})
	sort.SliceStable(c.spaces, func(i, k int) bool { return len(c.spaces[i].space) > len(c.spaces[k].space) })
	return c
}

// id is the IRI of a node: relative to the base where that is safe, else in full.
func (c *compact) id(iri string) string {
	if rest, ok := strings.CutPrefix(iri, c.base); ok && safeRelative(rest) && rest[0] != '@' {
		return rest
	}
	return iri
}

// vocab is the IRI of a property, class or datatype.
func (c *compact) vocab(iri string) string {
	if t, ok := c.terms[iri]; ok {
		return t
	}
	for _, s := range c.spaces {
		if rest, ok := strings.CutPrefix(iri, s.space); ok && rest != "" && !strings.HasPrefix(rest, "//") {
			return s.prefix + ":" + rest
		}
	}
	return iri
}

// nodes are the subjects of a graph; the statements of a document in it hang on the
// document.
func (c *compact) nodes(g *graphBlock) []object {
	derived, document := Expand(schema.PDerived, c.base), Expand(schema.ClassDocument, c.base)
	var doc object
	for _, s := range g.subjects {
		if s.subject == g.graph && s.has(rdfType, document) {
			doc = object{}
		}
	}
	var out []object
	var nested []any
	for _, s := range g.subjects {
		if doc != nil && s.subject == g.graph {
			c.fill(doc, s, "")
			out = append(out, doc)
			continue
		}
		n := object{}
		if doc != nil && s.has(derived, g.graph) {
			c.fill(n, s, derived)
			nested = append(nested, n)
			continue
		}
		c.fill(n, s, "")
		out = append(out, n)
	}
	if len(nested) > 0 {
		doc[statementsTerm] = nested
	}
	return out
}

func (s *subjectBlock) has(predicate, iri string) bool {
	for _, f := range s.facts {
		if f.predicate == predicate && f.object.iri == iri {
			return true
		}
	}
	return false
}

// fill puts what is said of a subject into its object, but for one that is said by
// the place of the object: of the predicate to the graph.
func (c *compact) fill(n object, s *subjectBlock, implied string) {
	n["@id"] = c.id(s.subject)
	for _, f := range s.facts {
		if f.predicate == implied && f.object.iri == f.graph {
			continue
		}
		key, v := "@type", any(nil)
		if f.predicate == rdfType && f.object.iri != "" {
			v = c.vocab(f.object.iri)
		} else {
			key, v = c.vocab(f.predicate), c.value(f)
		}
		switch old := n[key].(type) {
		case nil:
			n[key] = v
		case []any:
			n[key] = append(old, v)
		default:
			n[key] = []any{old, v}
		}
	}
}

func (c *compact) value(f fact) any {
	o, coerced := f.object, c.types[f.predicate]
	switch {
	case o.iri != "" && coerced == "@id":
		return c.id(o.iri)
	case o.iri != "":
		return object{"@id": c.id(o.iri)}
	case o.lang != "":
		return object{"@value": o.text, "@language": o.lang}
	case o.datatype == coerced:
		return o.text // the type that the context gives, or a plain string
	case o.datatype != "":
		return object{"@value": o.text, "@type": c.vocab(o.datatype)}
	}
	return object{"@value": o.text}
}

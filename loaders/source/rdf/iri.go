package rdf

import (
	"sort"
	"strings"
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// spaces are the namespaces, longest first, so that the ontology's own comes
// before the base that it begins with.
var spaces = sync.OnceValue(func() [][2]string {
	var out [][2]string
	for prefix, ns := range schema.Prefixes {
		out = append(out, [2]string{prefix, ns})
	}
	out = append(out, [2]string{"", schema.Base})
	sort.Slice(out, func(i, j int) bool { return len(out[i][1]) > len(out[j][1]) })
	return out
})

// Absolute writes the IRIs of a quad in full, as RDF wants them.
func Absolute(q quad.Quad) quad.Quad { return mapIRIs(q, absolute) }

// Relative writes the IRIs of a quad as the graph keeps them: with the prefixes of
// the schema, or relative to its base.
func Relative(q quad.Quad) quad.Quad { return mapIRIs(q, relative) }

func absolute(i quad.IRI) quad.IRI {
	s := string(i)
	if at := strings.IndexByte(s, ':'); at >= 0 {
		if ns, ok := schema.Prefixes[s[:at+1]]; ok {
			return quad.IRI(ns + s[at+1:])
		}
		return i
	}
	return quad.IRI(schema.Base + s)
}

func relative(i quad.IRI) quad.IRI {
	for _, sp := range spaces() {
		if rest, ok := strings.CutPrefix(string(i), sp[1]); ok {
			return quad.IRI(sp[0] + rest)
		}
	}
	return i
}

func mapIRIs(q quad.Quad, f func(quad.IRI) quad.IRI) quad.Quad {
	q.Subject, q.Predicate, q.Object, q.Label = mapValue(q.Subject, f), mapValue(q.Predicate, f), mapValue(q.Object, f), mapValue(q.Label, f)
	return q
}

func mapValue(v quad.Value, f func(quad.IRI) quad.IRI) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return f(v)
	case quad.TypedString:
		v.Type = f(v.Type)
		if n, err := v.ParseValue(); err == nil {
			return n
		}
		return v
	}
	return v
}

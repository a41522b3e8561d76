package rdf

import (
	"net/url"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

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

// Relative writes the IRIs of a quad as the graph keeps them, with the prefixes of
// the schema or relative to its base, and literals of numbers as numbers.
func Relative(q quad.Quad) quad.Quad {
	return quad.Quad{Subject: value(q.Subject), Predicate: value(q.Predicate), Object: value(q.Object), Label: value(q.Label)}
}

func value(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return relative(v)
	case quad.TypedString:
		v.Type = relative(v.Type)
		if parse, ok := literals[v.Type]; ok {
			if n, err := parse(string(v.Value)); err == nil {
				return n
			}
		} else if n, err := v.ParseValue(); err == nil {
			return n
		}
		return v
	}
	return v
}

// literals are the datatypes that exports write for numbers and times.
var literals = map[quad.IRI]func(string) (quad.Value, error){
	"xsd:decimal": func(s string) (quad.Value, error) { f, err := strconv.ParseFloat(s, 64); return quad.Float(f), err },
	"xsd:double":  func(s string) (quad.Value, error) { f, err := strconv.ParseFloat(s, 64); return quad.Float(f), err },
	"xsd:integer": func(s string) (quad.Value, error) { n, err := strconv.ParseInt(s, 10, 64); return quad.Int(n), err },
	"xsd:boolean": func(s string) (quad.Value, error) { b, err := strconv.ParseBool(s); return quad.Bool(b), err },
	"xsd:string":  func(s string) (quad.Value, error) { return quad.String(s), nil },
	"xsd:dateTime": func(s string) (quad.Value, error) {
		t, err := time.Parse(time.RFC3339Nano, s)
		return quad.Time(t.UTC()), err
	},
}

// timePath begins the identities of times, whose EDTF is percent-encoded in exports.
const timePath = "time/"

func relative(i quad.IRI) quad.IRI {
	for _, sp := range spaces() {
		rest, ok := strings.CutPrefix(string(i), sp[1])
		if !ok {
			continue
		}
		if edtf, ok := strings.CutPrefix(rest, timePath); ok && sp[0] == "" {
			if plain, err := url.PathUnescape(edtf); err == nil {
				rest = timePath + plain
			}
		}
		return quad.IRI(sp[0] + rest)
	}
	return i
}

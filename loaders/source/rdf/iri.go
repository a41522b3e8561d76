package rdf

import (
	"hash/maphash"
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

// iris are the IRIs that were met lately: what follows in a file shares most with what came.
type iris struct {
	seed maphash.Seed
	met  [1 << 13]struct {
		text string
		iri  quad.Value
	}
}

func newIRIs() *iris { return &iris{seed: maphash.MakeSeed()} }

// relative is the IRI as the graph keeps it.
func (m *iris) relative(text []byte) quad.Value {
	e := &m.met[maphash.Bytes(m.seed, text)%uint64(len(m.met))]
	if e.iri == nil || e.text != string(text) {
		e.text = string(text)
		e.iri = relative(quad.IRI(e.text))
	}
	return e.iri
}

// resolve appends a reference in full, as RFC 3986 says. Without a base, and where there is
// no sense in it, the reference stays as it is.
func resolve[T string | []byte](buf []byte, base string, ref T) []byte {
	switch {
	case base == "" || hasScheme(ref):
		return append(buf, ref...)
	case strings.HasSuffix(base, "/") && plain(ref):
		return append(append(buf, base...), ref...)
	}
	b, err := url.Parse(base)
	if err != nil {
		return append(buf, ref...)
	}
	u, err := b.Parse(string(ref))
	if err != nil {
		return append(buf, ref...)
	}
	return append(buf, u.String()...)
}

// hasScheme tells an IRI in full.
func hasScheme[T string | []byte](iri T) bool {
	for i := range len(iri) {
		switch c := iri[i]; {
		case c == ':':
			return i > 0
		case c|0x20 >= 'a' && c|0x20 <= 'z', i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return false
}

// plain tells a reference that is simply put behind its base.
func plain[T string | []byte](ref T) bool {
	if len(ref) == 0 || strings.IndexByte("/#?.", ref[0]) >= 0 {
		return false
	}
	for i := range len(ref) - 1 {
		if ref[i] == '/' && ref[i+1] == '.' {
			return false
		}
	}
	return true
}

package export

import (
	"net/url"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

const (
	xsd        = "http://www.w3.org/2001/XMLSchema#"
	xsdDecimal = xsd + "decimal"
	xsdInteger = xsd + "integer"
	xsdDouble  = xsd + "double"
	xsdBoolean = xsd + "boolean"
	xsdTime    = xsd + "dateTime"
	xsdString  = xsd + "string"
	rdfType    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
)

// timePath begins the IRIs of times. What follows is an EDTF string, escaped as one
// segment of a path: "time/../2022" would be resolved to "2022" by any reader.
const timePath = "time/"

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

func validBase(base string) bool {
	return scheme.MatchString(base) && escapeIRI(base) == base && (strings.HasSuffix(base, "/") || strings.HasSuffix(base, "#"))
}

// Expand writes an IRI of the graph in full: prefixes become namespaces, and
// relative IRIs are resolved against the base ([schema.Base] when empty).
// Characters that no IRI may have are percent-encoded.
func Expand(i quad.IRI, base string) string {
	if base == "" {
		base = schema.Base
	}
	s := string(i)
	if t, ok := strings.CutPrefix(s, timePath); ok {
		return base + timePath + escapeSegment(t)
	}
	if at := strings.IndexByte(s, ':'); at >= 0 {
		if ns, ok := schema.Prefixes[s[:at+1]]; ok {
			return ns + escapeIRI(s[at+1:])
		}
		if scheme.MatchString(s) {
			return escapeIRI(s)
		}
	}
	return base + escapeIRI(s)
}

// Shorten is the inverse of [Expand]: the IRI as the graph keeps it.
func Shorten(iri, base string) quad.IRI {
	if base == "" {
		base = schema.Base
	}
	for _, p := range longestFirst {
		if rest, ok := strings.CutPrefix(iri, p.space); ok {
			return quad.IRI(p.prefix + rest)
		}
	}
	rest, ok := strings.CutPrefix(iri, base)
	if !ok {
		return quad.IRI(iri)
	}
	if t, ok := strings.CutPrefix(rest, timePath); ok {
		if u, err := url.PathUnescape(t); err == nil {
			return quad.IRI(timePath + u)
		}
	}
	return quad.IRI(rest)
}

// ShortenQuad makes of a quad as it was read from an export the quad that the graph
// keeps: short IRIs, and numbers and times as such.
func ShortenQuad(q quad.Quad, base string) quad.Quad {
	return quad.Quad{Subject: shortenValue(q.Subject, base), Predicate: shortenValue(q.Predicate, base),
		Object: shortenValue(q.Object, base), Label: shortenValue(q.Label, base)}
}

func shortenValue(v quad.Value, base string) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		return Shorten(string(v), base)
	case quad.TypedString:
		if parse, ok := native[string(v.Type)]; ok {
			if n, err := parse(string(v.Value)); err == nil {
				return n
			}
		}
		v.Type = Shorten(string(v.Type), base)
		return v
	}
	return v
}

// native reads the literals that the graph keeps as numbers, times and truths.
var native = map[string]func(string) (quad.Value, error){
	xsdDecimal: func(s string) (quad.Value, error) {
		f, err := strconv.ParseFloat(s, 64)
		return quad.Float(f), err
	},
	xsdInteger: func(s string) (quad.Value, error) {
		n, err := strconv.ParseInt(s, 10, 64)
		return quad.Int(n), err
	},
	xsdTime: func(s string) (quad.Value, error) {
		t, err := time.Parse(time.RFC3339Nano, s)
		return quad.Time(t.UTC()), err
	},
	xsdBoolean: func(s string) (quad.Value, error) { return quad.Bool(s == "true"), nil },
	xsdString:  func(s string) (quad.Value, error) { return quad.String(s), nil },
}

type namespace struct{ prefix, space string }

// longestFirst are the namespaces of the schema, so that the one of the ontology
// comes before the base that it begins with.
var longestFirst = func() []namespace {
	var out []namespace
	for p, ns := range schema.Prefixes {
		out = append(out, namespace{p, ns})
	}
	sort.Slice(out, func(i, j int) bool { return len(out[i].space) > len(out[j].space) })
	return out
}()

const hexDigits = "0123456789ABCDEF"

// inIRI are the bytes of ASCII that stand in an IRI as they are, but for '%'; those of
// inSegment also in one segment of a path.
var inIRI, inSegment = func() (plain, segment [256]bool) {
	for c := '!'; c < 0x7f; c++ {
		plain[c] = !strings.ContainsRune("<>\"{}|\\^`%", c)
		segment[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-._~:+", c)
	}
	return plain, segment
}()

// all tells whether all bytes are in a set.
func all(s string, in *[256]bool) bool {
	for i := range len(s) {
		if !in[s[i]] {
			return false
		}
	}
	return true
}

// escapeIRI percent-encodes what RFC 3987 does not allow in an IRI.
func escapeIRI(s string) string {
	if all(s, &inIRI) {
		return s
	}
	return escape(s, func(i int, r rune) bool {
		return r < 0x7f && !inIRI[r] && (r != '%' || !isEscape(s[i:])) || r >= 0x7f && r < 0xa0 ||
			r == utf8.RuneError || r >= 0xe000 && r <= 0xf8ff || r >= 0xfdd0 && r <= 0xfdef || r&0xfffe == 0xfffe
	})
}

// escapeSegment percent-encodes all but what may stand in one segment of a path.
func escapeSegment(s string) string {
	if all(s, &inSegment) {
		return s
	}
	return escape(s, func(_ int, r rune) bool { return r >= 0x7f || !inSegment[r] })
}

func isEscape(s string) bool { return len(s) >= 3 && isHex(s[1]) && isHex(s[2]) }

func isHex(b byte) bool { return strings.IndexByte("0123456789ABCDEFabcdef", b) >= 0 }

// escape percent-encodes the characters that are bad.
func escape(s string, bad func(at int, r rune) bool) string {
	var b strings.Builder
	from := 0
	for i, r := range s {
		if !bad(i, r) {
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[from:i])
		for _, c := range []byte(s[i : i+n]) {
			b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
		}
		from = i + n
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

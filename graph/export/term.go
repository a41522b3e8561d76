package export

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// term is an RDF term: an absolute IRI, or a literal.
type term struct {
	iri            string // "" for a literal
	text           string
	lang, datatype string // both "" for a plain string
}

// fact is a quad of terms; graph is "" for the default graph.
type fact struct {
	subject, predicate string
	object             term
	graph              string
}

// maxNames bounds how many IRIs are remembered.
const maxNames = 1 << 16

// names resolves IRIs, and remembers those that come again.
type names struct {
	base  string
	known map[quad.IRI]string
}

func newNames(base string) *names { return &names{base, make(map[quad.IRI]string)} }

func (n *names) expand(i quad.IRI) string {
	if s, ok := n.known[i]; ok {
		return s
	}
	if len(n.known) >= maxNames {
		clear(n.known)
	}
	s := Expand(i, n.base)
	n.known[i] = s
	return s
}

// resource is the IRI of a value. Blank nodes, of which the model has none, get
// one as RDF 1.1 section 3.5 has it.
func (n *names) resource(v quad.Value) (string, bool) {
	switch v := v.(type) {
	case quad.IRI:
		return n.expand(v), v != ""
	case quad.BNode:
		return n.base + ".well-known/genid/" + escapeSegment(string(v)), true
	}
	return "", false
}

// fact makes terms of a quad; false when RDF can't say it.
func (n *names) fact(q quad.Quad) (f fact, ok bool) {
	if f.subject, ok = n.resource(q.Subject); !ok {
		return f, false
	}
	if f.predicate, ok = n.resource(q.Predicate); !ok {
		return f, false
	}
	if f.object, ok = n.term(q.Object); !ok {
		return f, false
	}
	if q.Label != nil {
		f.graph, ok = n.resource(q.Label)
	}
	return f, ok
}

func (n *names) term(v quad.Value) (term, bool) {
	switch v := v.(type) {
	case quad.String:
		return term{text: valid(string(v))}, true
	case quad.LangString:
		if !languageTag.MatchString(v.Lang) {
			return term{text: valid(string(v.Value))}, true
		}
		return term{text: valid(string(v.Value)), lang: v.Lang}, true
	case quad.TypedString:
		t := term{text: valid(string(v.Value)), datatype: n.expand(v.Type)}
		if t.datatype == xsdString || v.Type == "" {
			t.datatype = ""
		}
		return t, true
	case quad.Float:
		return number(float64(v)), true
	case quad.Int:
		return term{text: strconv.FormatInt(int64(v), 10), datatype: xsdInteger}, true
	case quad.Bool:
		return term{text: strconv.FormatBool(bool(v)), datatype: xsdBoolean}, true
	case quad.Time:
		return term{text: time.Time(v).UTC().Format(time.RFC3339Nano), datatype: xsdTime}, true
	}
	iri, ok := n.resource(v)
	return term{iri: iri}, ok
}

// number is a decimal, with a point in it always so that it is one in Turtle too.
func number(f float64) term {
	switch {
	case math.IsNaN(f):
		return term{text: "NaN", datatype: xsdDouble}
	case math.IsInf(f, 1):
		return term{text: "INF", datatype: xsdDouble}
	case math.IsInf(f, -1):
		return term{text: "-INF", datatype: xsdDouble}
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.ContainsRune(s, '.') {
		s += ".0"
	}
	return term{text: s, datatype: xsdDecimal}
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)

func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

// The short escapes of N-Triples, N-Quads, Turtle and TriG.
var shortEscape = [128]byte{'\b': 'b', '\t': 't', '\n': 'n', '\f': 'f', '\r': 'r', '"': '"', '\\': '\\'}

// appendText appends a literal's text in quotes, in canonical form: the short
// escapes, \u00XX for other control characters, all else as it is.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		if e := shortEscape[c]; e != 0 {
			b = append(b, '\\', e)
		} else {
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(b, s[from:]...), '"')
}

func appendIRI(b []byte, iri string) []byte {
	return append(append(append(b, '<'), iri...), '>')
}

// appendTerm appends a term as in N-Quads.
func appendTerm(b []byte, t term) []byte {
	if t.iri != "" {
		return appendIRI(b, t.iri)
	}
	b = appendText(b, t.text)
	switch {
	case t.lang != "":
		b = append(append(b, '@'), t.lang...)
	case t.datatype != "":
		b = appendIRI(append(b, "^^"...), t.datatype)
	}
	return b
}

// parseTerm reads what appendTerm wrote.
func parseTerm(s string) (term, error) {
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return term{iri: s[1 : len(s)-1]}, nil
	}
	end := strings.LastIndexByte(s, '"')
	if end < 1 || s[0] != '"' {
		return term{}, fmt.Errorf("not a term: %q", s)
	}
	t := term{}
	var err error
	if t.text, err = unescape(s[1:end]); err != nil {
		return t, err
	}
	rest := s[end+1:]
	switch {
	case strings.HasPrefix(rest, "@"):
		t.lang = rest[1:]
	case strings.HasPrefix(rest, "^^<"):
		t.datatype = rest[3 : len(rest)-1]
	}
	return t, nil
}

func unescape(s string) (string, error) {
	if strings.IndexByte(s, '\\') < 0 {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch {
		case i < len(s) && s[i] == 'u' && i+4 < len(s):
			n, err := strconv.ParseUint(s[i+1:i+5], 16, 32)
			if err != nil {
				return "", fmt.Errorf("escape in %q: %w", s, err)
			}
			b.WriteRune(rune(n))
			i += 4
		case i < len(s) && strings.IndexByte(`btnfr"\`, s[i]) >= 0:
			b.WriteByte("\b\t\n\f\r\"\\"[strings.IndexByte(`btnfr"\`, s[i])])
		default:
			return "", fmt.Errorf("bad escape in %q", s)
		}
	}
	return b.String(), nil
}

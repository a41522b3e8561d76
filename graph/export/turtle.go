package export

import (
	"context"
	"regexp"
	"sort"
	"strings"

	"saksi/schema"
)

// writeTurtle writes TriG and Turtle.
func writeTurtle(ctx context.Context, j *job) error {
	t := newTurtle(j.o.Base)
	j.comments("# ", "\n")
	if _, err := j.w.WriteString(t.heading()); err != nil {
		return err
	}
	var b []byte
	return j.blocks(ctx, func(gs []*graphBlock) error {
		for _, g := range gs {
			b = t.graph(b[:0], g)
			if _, err := j.w.Write(b); err != nil {
				return err
			}
		}
		return nil
	})
}

// turtle abbreviates IRIs.
type turtle struct {
	base     string
	prefixes map[string]string // by namespace
	known    map[string]string
}

// paths are the kinds of nodes, each of which has a prefix of its own in Turtle.
var paths = []string{"act", "actor", "claim", "doc", "office", "rel", "stance", "stmt", "theme", "time"}

func newTurtle(base string) *turtle {
	t := &turtle{base, map[string]string{np: "np:"}, make(map[string]string)}
	for p, ns := range schema.Prefixes {
		t.prefixes[ns] = p
	}
	for _, p := range paths {
		t.prefixes[base+p+"/"] = p + ":"
	}
	return t
}

func (t *turtle) heading() string {
	var lines []string
	for ns, p := range t.prefixes {
		lines = append(lines, "@prefix "+p+" <"+ns+"> .\n")
	}
	sort.Strings(lines)
	return "@base <" + t.base + "> .\n" + strings.Join(lines, "")
}

func (t *turtle) graph(b []byte, g *graphBlock) []byte {
	indent := ""
	if g.graph != "" {
		b = append(append(append(b, '\n'), t.name(g.graph)...), " {"...)
		indent = "  "
	}
	for _, s := range g.subjects {
		b = t.subject(b, s, indent)
	}
	if g.graph != "" {
		b = append(b, "}\n"...)
	}
	return b
}

func (t *turtle) subject(b []byte, s *subjectBlock, indent string) []byte {
	b = append(append(append(b, '\n'), indent...), t.name(s.subject)...)
	last := ""
	for i, x := range s.facts {
		switch {
		case i > 0 && x.predicate == last:
			b = append(b, " , "...)
		case i > 0:
			b = append(append(append(b, " ;\n"...), indent...), "    "...)
			fallthrough
		default:
			if i == 0 {
				b = append(b, ' ')
			}
			b = append(append(b, t.verb(x.predicate)...), ' ')
		}
		last = x.predicate
		b = t.object(b, x.object)
	}
	return append(b, " .\n"...)
}

func (t *turtle) verb(iri string) string {
	if iri == rdfType {
		return "a"
	}
	return t.name(iri)
}

// shorthand are the literals that Turtle writes without quotes.
var shorthand = map[string]*regexp.Regexp{
	xsdDecimal: regexp.MustCompile(`^[+-]?[0-9]+\.[0-9]+$`),
	xsdInteger: regexp.MustCompile(`^[+-]?[0-9]+$`),
	xsdBoolean: regexp.MustCompile(`^(true|false)$`),
}

func (t *turtle) object(b []byte, o term) []byte {
	if o.iri != "" {
		return append(b, t.name(o.iri)...)
	}
	if short, ok := shorthand[o.datatype]; ok && short.MatchString(o.text) {
		return append(b, o.text...)
	}
	b = appendText(b, o.text)
	switch {
	case o.lang != "":
		b = append(append(b, '@'), o.lang...)
	case o.datatype != "":
		b = append(append(b, "^^"...), t.name(o.datatype)...)
	}
	return b
}

// localName is the part of a prefixed name that needs no escapes: fewer than the
// grammar allows, so that every reader takes them.
var localName = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?$`)

// name is the shortest of prefixed name, relative and absolute IRI that is safe.
func (t *turtle) name(iri string) string {
	if s, ok := t.known[iri]; ok {
		return s
	}
	if len(t.known) >= maxNames {
		clear(t.known)
	}
	s := t.abbreviate(iri)
	t.known[iri] = s
	return s
}

func (t *turtle) abbreviate(iri string) string {
	at := strings.LastIndexAny(iri, "/#") + 1
	if p, ok := t.prefixes[iri[:at]]; ok && localName.MatchString(iri[at:]) {
		return p + iri[at:]
	}
	if rest, ok := strings.CutPrefix(iri, t.base); ok && safeRelative(rest) {
		return "<" + rest + ">"
	}
	return "<" + iri + ">"
}

// safeRelative tells whether a reference resolves to base + rest in any reader.
func safeRelative(rest string) bool {
	return rest != "" && !strings.ContainsAny(rest[:1], "/#?.") && !strings.Contains(rest, ":") && !strings.Contains(rest, "/.")
}

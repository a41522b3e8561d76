package export

import (
	"context"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"saksi/schema"
)

// writeRDFXML writes RDF/XML, a description for each subject. Predicates that end in
// no XML name can't be said in it; they are counted as skipped.
func writeRDFXML(ctx context.Context, j *job) error {
	x := newXMLNames(j.o.Base)
	j.w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	j.comments("<!-- ", " -->\n")
	j.w.WriteString("<rdf:RDF" + x.declarations() + ">\n")
	var b []byte
	err := j.blocks(ctx, func(gs []*graphBlock) error {
		for _, g := range gs {
			for _, s := range g.subjects {
				b = j.description(b[:0], x, s)
				if _, err := j.w.Write(b); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = j.w.WriteString("</rdf:RDF>\n")
	return err
}

func (j *job) description(b []byte, x *xmlNames, s *subjectBlock) []byte {
	b = fmt.Appendf(b, "<rdf:Description rdf:about=\"%s\">\n", xmlAttr(s.subject))
	for _, f := range s.facts {
		name, extra, ok := x.element(f.predicate)
		if !ok {
			j.result.Skipped++
			j.result.Quads--
			continue
		}
		b = append(append(append(b, "  <"...), name...), extra...)
		o := f.object
		switch {
		case o.iri != "":
			b = fmt.Appendf(b, " rdf:resource=\"%s\"/>\n", xmlAttr(o.iri))
			continue
		case o.lang != "":
			b = fmt.Appendf(b, " xml:lang=\"%s\"", xmlAttr(o.lang))
		case o.datatype != "":
			b = fmt.Appendf(b, " rdf:datatype=\"%s\"", xmlAttr(o.datatype))
		}
		b = fmt.Appendf(b, ">%s</%s>\n", xmlText(o.text), name)
	}
	return append(b, "</rdf:Description>\n"...)
}

// xmlNames makes qualified names of IRIs.
type xmlNames struct{ prefixes map[string]string } // by namespace

func newXMLNames(base string) *xmlNames {
	x := &xmlNames{map[string]string{np: "np"}}
	for p, ns := range schema.Prefixes {
		x.prefixes[ns] = strings.TrimSuffix(p, ":")
	}
	for _, p := range []string{"act", "rel"} {
		x.prefixes[base+p+"/"] = p
	}
	return x
}

func (x *xmlNames) declarations() string {
	var out []string
	for ns, p := range x.prefixes {
		out = append(out, fmt.Sprintf("\n  xmlns:%s=\"%s\"", p, xmlAttr(ns)))
	}
	sort.Strings(out)
	return strings.Join(out, "")
}

var ncNameAtEnd = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_.-]*$`)

// element is the name of a property's element, and the declaration it needs.
func (x *xmlNames) element(iri string) (name, extra string, ok bool) {
	at := ncNameAtEnd.FindStringIndex(iri)
	if at == nil || at[0] == 0 {
		return "", "", false
	}
	ns, local := iri[:at[0]], iri[at[0]:]
	if p, ok := x.prefixes[ns]; ok {
		return p + ":" + local, "", true
	}
	return "p:" + local, fmt.Sprintf(" xmlns:p=\"%s\"", xmlAttr(ns)), true
}

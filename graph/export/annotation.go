package export

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// quoteContext is how many code points a quote selector shows before and after.
const quoteContext = 32

// annotationQuads writes the graph with each text fragment ("doc/x#char=10,20") as
// an oa:SpecificResource that has a position and a quote selector, and each
// statement as an oa:Annotation of its sentence, with its claim as the body.
func annotationQuads(x *schema.Extraction, o Options) []quad.Quad {
	out := plainQuads(x, o)
	runes := []rune(x.Document.Text)
	l := quadList{graph: quad.IRI(x.Document.ID)}
	done := make(map[quad.IRI]bool)
	for _, q := range out {
		if i, ok := q.Object.(quad.IRI); ok && !done[i] {
			if span, ok := schema.ParseFragment(i); ok {
				done[i] = true
				l.selectors(i, span, quad.IRI(x.Document.ID), runes)
			}
		}
	}
	for i := range x.Statements {
		st := &x.Statements[i]
		l.add(quad.IRI(st.ID), schema.Type, quad.IRI("oa:Annotation"))
		l.add(quad.IRI(st.ID), "oa:motivatedBy", quad.IRI("oa:identifying"))
		l.add(quad.IRI(st.ID), "oa:hasBody", quad.IRI(st.Claim.ID))
		l.add(quad.IRI(st.ID), "oa:hasTarget", fragment(x.Document.ID, st.Evidence.Span))
	}
	return append(out, l.out...)
}

func fragment(doc schema.IRI, s schema.Span) quad.IRI {
	return quad.IRI(fmt.Sprintf("%s#char=%d,%d", doc, s[0], s[1]))
}

func (l *quadList) selectors(at quad.IRI, s schema.Span, doc quad.IRI, runes []rune) {
	name := fmt.Sprintf("selector/%s/%d-%d/", strings.TrimPrefix(string(doc), "doc/"), s[0], s[1])
	position, quote := quad.IRI(name+"position"), quad.IRI(name+"quote")
	l.add(at, schema.Type, quad.IRI("oa:SpecificResource"))
	l.add(at, "oa:hasSource", doc)
	l.add(at, "oa:hasSelector", position)
	l.add(position, schema.Type, quad.IRI("oa:TextPositionSelector"))
	l.add(position, "oa:start", quad.Int(s[0]))
	l.add(position, "oa:end", quad.Int(s[1]))
	if s[1] > len(runes) {
		return
	}
	l.add(at, "oa:hasSelector", quote)
	l.add(quote, schema.Type, quad.IRI("oa:TextQuoteSelector"))
	l.add(quote, "oa:exact", quad.String(runes[s[0]:s[1]]))
	l.add(quote, "oa:prefix", quad.String(runes[max(0, s[0]-quoteContext):s[0]]))
	l.add(quote, "oa:suffix", quad.String(runes[s[1]:min(len(runes), s[1]+quoteContext)]))
}

package export

import (
	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// Profile is a view of the statements in the words of another vocabulary.
type Profile struct {
	Name  string
	Title string // for people
	// quads writes the statements of one document, with short IRIs.
	quads func(*schema.Extraction, Options) []quad.Quad
}

// Profiles is the table of profiles, the graph as it is first.
var Profiles = []Profile{
	{"", "the graph as it is", plainQuads},
	{"nanopub", "nanopublications, one for each statement", nanopubQuads},
	{"schemaorg", "schema.org claims and news articles", schemaorgQuads},
	{"prov", "PROV-O: who said it, in what, and what read it", provQuads},
	{"oa", "the graph, with its text fragments as Web Annotation selectors", annotationQuads},
}

// ProfileNames lists the names of the profiles, the plain one left out.
func ProfileNames() []string {
	var out []string
	for _, p := range Profiles[1:] {
		out = append(out, p.Name)
	}
	return out
}

// ProfileNamed is the profile of this name.
func ProfileNamed(name string) (Profile, bool) {
	for _, p := range Profiles {
		if p.Name == name {
			return p, true
		}
	}
	return Profile{}, false
}

// quadList gathers quads in one graph after another.
type quadList struct {
	graph quad.Value
	out   []quad.Quad
}

// in goes on in another graph.
func (l *quadList) in(graph quad.Value) *quadList {
	l.graph = graph
	return l
}

// add adds a quad unless the object is empty.
func (l *quadList) add(s, p quad.IRI, o quad.Value) {
	switch o {
	case nil, quad.IRI(""), quad.String(""):
		return
	}
	l.out = append(l.out, quad.Quad{Subject: s, Predicate: p, Object: o, Label: l.graph})
}

// text adds a text in a language, if there is one.
func (l *quadList) text(s, p quad.IRI, text, lang string) {
	switch {
	case text == "":
	case lang == "":
		l.add(s, p, quad.String(text))
	default:
		l.add(s, p, quad.LangString{Value: quad.String(text), Lang: lang})
	}
}

// when adds a time in the narrowest XML Schema type that holds it: a day, month or
// year; EDTF for others.
func (l *quadList) when(s, p quad.IRI, edtf string) {
	t, err := schema.ParseTime(edtf)
	if edtf == "" || err != nil {
		return
	}
	l.add(s, p, dateValue(t))
}

func dateValue(t schema.Time) quad.Value {
	kind, ok := dateTypes[t.Precision()]
	if !ok || t.Approximate() || t.Uncertain() {
		kind = schema.EDTFType
	}
	if t.Precision() == schema.DateTime && kind != schema.EDTFType {
		if start, _, ok := t.Bounds(); ok {
			return quad.Time(start)
		}
	}
	return quad.TypedString{Value: quad.String(t.String()), Type: kind}
}

// dateTypes are the XML Schema types of EDTF precisions.
var dateTypes = map[schema.Precision]quad.IRI{
	schema.DateTime: "xsd:dateTime", schema.Day: "xsd:date", schema.Month: "xsd:gYearMonth", schema.Year: "xsd:gYear",
}

// value is the party as a node, or its text.
func value(p schema.Party) quad.Value {
	if p.ID != "" {
		return quad.IRI(p.ID)
	}
	return quad.String(p.Key())
}

// topicValue is the topic as a node, or its text.
func topicValue(t *schema.Topic) quad.Value {
	switch {
	case t == nil:
		return nil
	case t.ID != "":
		return quad.IRI(t.ID)
	}
	return quad.String(schema.Normal(t.Text))
}

package export

import (
	"github.com/cayleygraph/quad"

	"saksi/schema"
)

const (
	ontologyNode = quad.IRI("https://w3id.org/saksi/ontology")
	comment      = quad.IRI("rdfs:comment")
	definition   = quad.IRI("skos:definition")
)

// schemes are the concept schemes of the closed lists.
const (
	actScheme      = quad.IRI("sk:Acts")
	relationScheme = quad.IRI("sk:Relations")
	stanceScheme   = quad.IRI("sk:Stances")
)

// Ontology is the model as quads, in a graph of its own: classes, properties, and
// the acts, relations and stances as SKOS concepts with their CAMEO and PLOVER codes.
func Ontology() []quad.Quad {
	l := quadList{graph: ontologyNode}
	l.add(ontologyNode, schema.Type, quad.IRI("owl:Ontology"))
	l.label(ontologyNode, "Saksi: who said what about whom, and when", "en")
	for _, c := range classes {
		l.add(c.iri, schema.Type, quad.IRI("owl:Class"))
		l.label(c.iri, localPart(c.iri), "en")
		l.text(c.iri, comment, c.desc, "en")
		l.add(c.iri, "rdfs:subClassOf", c.super)
		l.add(c.iri, "rdfs:isDefinedBy", ontologyNode)
	}
	for _, p := range properties {
		if own(p.iri) {
			l.property(p)
		}
	}
	l.concepts()
	return l.out
}

func (l *quadList) label(s quad.IRI, text, lang string) { l.text(s, schema.PLabel, text, lang) }

func (l *quadList) property(p property) {
	kind := quad.IRI("rdf:Property")
	switch {
	case p.isLiteral():
		kind = "owl:DatatypeProperty"
	case p.isNode():
		kind = "owl:ObjectProperty"
	}
	l.add(p.iri, schema.Type, kind)
	l.label(p.iri, localPart(p.iri), "en")
	l.text(p.iri, comment, p.desc, "en")
	l.add(p.iri, "rdfs:domain", p.domain)
	l.add(p.iri, "rdfs:range", p.ranges)
	l.add(p.iri, "rdfs:isDefinedBy", ontologyNode)
}

func (l *quadList) concepts() {
	for _, s := range []struct {
		iri  quad.IRI
		name string
	}{{actScheme, "acts"}, {relationScheme, "relations"}, {stanceScheme, "stances"}} {
		l.add(s.iri, schema.Type, quad.IRI("skos:ConceptScheme"))
		l.label(s.iri, s.name, "en")
	}
	for _, s := range []schema.Stance{schema.For, schema.Against, schema.Neither} {
		n := quad.IRI("stance/" + string(s))
		l.concept(n, stanceScheme, string(s), string(s), "")
		l.add(n, "skos:related", cito[s])
	}
	for _, a := range schema.Acts {
		n := quad.IRI("act/" + string(a.Act))
		l.concept(n, actScheme, string(a.Act), a.En, a.ID)
		l.text(n, definition, a.Desc, "en")
		l.add(n, schema.PStance, quad.IRI("stance/"+string(a.Stance)))
		l.codes(n, a.Cameo, a.Plover)
	}
	for _, r := range schema.Relations {
		n := quad.IRI("rel/" + string(r.Relation))
		l.concept(n, relationScheme, string(r.Relation), r.En, r.ID)
		l.codes(n, r.Cameo, r.Plover)
		for _, o := range r.Opposite {
			l.add(n, "skos:related", quad.IRI("rel/"+string(o)))
		}
	}
}

// concept names an entry of a closed list, which is the predicate of plain edges too.
func (l *quadList) concept(n, scheme quad.IRI, name, en, id string) {
	l.add(n, schema.Type, concept)
	if scheme != stanceScheme {
		l.add(n, schema.Type, quad.IRI("rdf:Property"))
	}
	l.add(n, "skos:inScheme", scheme)
	l.text(n, "skos:prefLabel", name, "en")
	if en != name {
		l.text(n, schema.PAltLabel, en, "en")
	}
	l.text(n, schema.PAltLabel, id, "id")
}

func (l *quadList) codes(n quad.IRI, cameo string, p schema.Plover) {
	l.add(n, "skos:notation", typed(cameo, "sk:CAMEO"))
	if p.Type == "" {
		return
	}
	if p.Mode != "" {
		p.Type += "/" + p.Mode
	}
	l.add(n, "skos:notation", typed(p.Type, "sk:PLOVER"))
}

func typed(s string, kind quad.IRI) quad.Value {
	if s == "" {
		return nil
	}
	return quad.TypedString{Value: quad.String(s), Type: kind}
}

package export

import (
	"net/url"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// schemaorgQuads writes each claim as a schema:Claim with its appearances, each
// statement as a schema:Quotation by its speaker, and documents as news articles.
// All in the default graph, which is what readers of schema.org look at.
func schemaorgQuads(x *schema.Extraction, _ Options) []quad.Quad {
	var l quadList
	l.article(&x.Document)
	for i := range x.Actors {
		l.thing(&x.Actors[i])
	}
	for i := range x.Statements {
		l.schemaClaim(&x.Statements[i], &x.Document)
	}
	return unique(l.out)
}

func (l *quadList) article(d *schema.Document) {
	n := quad.IRI(d.ID)
	l.add(n, schema.Type, quad.IRI("schema:NewsArticle"))
	l.text(n, "schema:headline", d.Title, d.Lang)
	l.add(n, "schema:url", link(d.URL))
	l.add(n, "schema:inLanguage", quad.String(d.Lang))
	l.when(n, "schema:datePublished", d.Published)
	if d.Publisher != "" {
		p := quad.IRI("publisher/" + schema.Address("publisher", schema.Normal(d.Publisher)))
		l.add(n, "schema:publisher", p)
		l.add(p, schema.Type, quad.IRI("schema:NewsMediaOrganization"))
		l.add(p, "schema:name", quad.String(d.Publisher))
	}
	if d.Author != "" {
		a := quad.IRI("author/" + schema.Address("author", schema.Normal(d.Author)))
		l.add(n, "schema:author", a)
		l.add(a, schema.Type, quad.IRI("schema:Person"))
		l.add(a, "schema:name", quad.String(d.Author))
	}
}

// link is the address as an IRI when it is one, else as text.
func link(u string) quad.Value {
	p, err := url.Parse(u)
	if err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return quad.String(u)
	}
	return quad.IRI(u)
}

// schemaTypes are the schema.org types of actors; schema:Thing for others.
var schemaTypes = map[schema.Kind]quad.IRI{
	schema.State: "schema:Country", schema.Organisation: "schema:Organization", schema.ArmedGroup: "schema:Organization",
	schema.PersonKind: "schema:Person", schema.Media: "schema:NewsMediaOrganization",
}

func (l *quadList) thing(a *schema.Actor) {
	kind, ok := schemaTypes[a.Kind]
	if !ok {
		kind = "schema:Thing"
	}
	n := quad.IRI(a.ID)
	l.add(n, schema.Type, kind)
	for i, name := range a.Names {
		p := quad.IRI("schema:alternateName")
		if i == 0 {
			p = "schema:name"
		}
		l.text(n, p, name.Text, name.Lang)
	}
	if a.SameAs != "" {
		l.add(n, "schema:sameAs", quad.IRI("wd:"+a.SameAs))
	}
}

func (l *quadList) schemaClaim(st *schema.Statement, d *schema.Document) {
	c, q := quad.IRI(st.Claim.ID), quad.IRI(st.ID)
	appearance := quad.IRI("schema:appearance")
	l.add(c, schema.Type, quad.IRI("schema:Claim"))
	l.text(c, "schema:text", st.Claim.Text, d.Lang)
	l.add(c, appearance, q)
	l.add(c, appearance, quad.IRI(d.ID))
	for _, p := range append(append([]schema.Party{}, st.Claim.Agents...), st.Claim.Patients...) {
		l.add(c, "schema:about", value(p))
	}
	if st.Stance() == schema.For {
		l.add(c, "schema:author", value(st.Speaker))
	}
	l.add(q, schema.Type, quad.IRI("schema:Quotation"))
	l.add(q, "schema:author", value(st.Speaker))
	l.add(q, "schema:spokenByCharacter", quad.IRI(person(st).ID))
	l.text(q, "schema:text", st.Evidence.Sentence, d.Lang)
	l.add(q, "schema:isPartOf", quad.IRI(d.ID))
	l.add(q, "schema:about", c)
	l.add(q, "schema:inLanguage", quad.String(d.Lang))
	l.when(q, "schema:dateCreated", saidOn(st))
}

// unique leaves out quads that came before.
func unique(quads []quad.Quad) []quad.Quad {
	seen := make(map[quad.Quad]struct{}, len(quads))
	out := quads[:0]
	for _, q := range quads {
		if _, dup := seen[q]; !dup {
			seen[q] = struct{}{}
			out = append(out, q)
		}
	}
	return out
}

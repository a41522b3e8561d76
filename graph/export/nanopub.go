package export

import (
	"math"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// np is the namespace of nanopublications, which only their profile uses.
const np = "http://www.nanopub.org/nschema#"

// Terms that only profiles use.
const (
	npNanopub      = quad.IRI(np + "Nanopublication")
	npAssertion    = quad.IRI(np + "hasAssertion")
	npProvenance   = quad.IRI(np + "hasProvenance")
	npPubinfo      = quad.IRI(np + "hasPublicationInfo")
	provActivity   = quad.IRI("prov:Activity")
	provAgent      = quad.IRI("prov:Agent")
	provSoftware   = quad.IRI("prov:SoftwareAgent")
	provAttributed = quad.IRI("prov:wasAttributedTo")
	provAssociated = quad.IRI("prov:wasAssociatedWith")
	provGenerated  = quad.IRI("prov:wasGeneratedBy")
	provQuoted     = quad.IRI("prov:wasQuotedFrom")
	provValue      = quad.IRI("prov:value")
	version        = quad.IRI("schema:softwareVersion")
	software       = quad.IRI("tool/saksi")
)

// cito are the stances in the words of the Citation Typing Ontology.
var cito = map[schema.Stance]quad.IRI{schema.For: "cito:confirms", schema.Against: "cito:disputes", schema.Neither: "cito:discusses"}

// nanopubQuads writes one nanopublication for each statement. It asserts the speech
// act and its claim (not that the claim is true); its provenance is the document and
// the sentence; its publication info is the program and rule that made it.
func nanopubQuads(x *schema.Extraction, o Options) []quad.Quad {
	var l quadList
	for i := range x.Statements {
		l.nanopub(&x.Statements[i], &x.Document, o)
	}
	return l.out
}

func (l *quadList) nanopub(st *schema.Statement, d *schema.Document, o Options) {
	id := quad.IRI("np/" + nodeName(st.ID))
	head, assertion, provenance, pubinfo := id+"/head", id+"/assertion", id+"/provenance", id+"/pubinfo"
	l.in(head)
	l.add(id, schema.Type, npNanopub)
	l.add(id, npAssertion, assertion)
	l.add(id, npProvenance, provenance)
	l.add(id, npPubinfo, pubinfo)

	s, claim := quad.IRI(st.ID), quad.IRI(st.Claim.ID)
	l.in(assertion)
	l.add(s, schema.Type, schema.ClassStatement)
	l.add(s, schema.PAct, quad.IRI("act/"+string(st.Act)))
	l.add(s, schema.PSpeaker, value(st.Speaker))
	l.add(s, schema.PPerson, quad.IRI(person(st).ID))
	for _, t := range st.Targets {
		l.add(s, schema.PTarget, value(t))
	}
	l.add(s, schema.PClaim, claim)
	l.add(s, cito[st.Stance()], claim)
	for _, r := range st.RespondsTo {
		l.add(s, schema.PRespondsTo, quad.IRI(r))
	}
	l.when(s, "schema:dateCreated", saidOn(st))
	l.when(s, "dcterms:temporal", st.Claim.When)
	l.proposition(&st.Claim)

	l.in(provenance)
	l.add(assertion, schema.PDerived, quad.IRI(d.ID))
	l.add(assertion, provAttributed, value(st.Speaker))
	l.text(assertion, provValue, st.Evidence.Sentence, d.Lang)
	l.document(d)

	l.in(pubinfo)
	l.add(id, provAttributed, software)
	l.add(id, schema.PRule, quad.String(st.Rule))
	l.add(id, schema.PConfidence, quad.Float(math.Round(st.Confidence*1000)/1000))
	if !o.Created.IsZero() {
		l.add(id, "dcterms:created", quad.Time(o.Created))
	}
	l.add(software, schema.Type, provSoftware)
	l.text(software, version, o.Version, "")
}

// proposition says what a claim says, beside who says it.
func (l *quadList) proposition(c *schema.Claim) {
	n := quad.IRI(c.ID)
	l.add(n, schema.Type, schema.ClassClaim)
	if c.Relation == "" {
		l.add(n, schema.PLabel, quad.String(schema.Normal(c.Text)))
		return
	}
	l.add(n, schema.PRelation, quad.IRI("rel/"+string(c.Relation)))
	l.add(n, schema.PModality, quad.String(c.Modality))
	for _, a := range c.Agents {
		l.add(n, schema.PAgent, value(a))
	}
	for _, p := range c.Patients {
		l.add(n, schema.PPatient, value(p))
	}
	l.add(n, schema.PTheme, topicValue(c.Theme))
}

// document describes a document in a few words.
func (l *quadList) document(d *schema.Document) {
	n := quad.IRI(d.ID)
	l.text(n, schema.PTitle, d.Title, d.Lang)
	l.add(n, schema.PURL, quad.String(d.URL))
	l.add(n, schema.PPublisher, quad.String(d.Publisher))
	l.when(n, schema.PPublished, d.Published)
}

// nodeName is an identity without the path of its kind.
func nodeName(id schema.IRI) string {
	for i := 0; i < len(id); i++ {
		if id[i] == '/' {
			return string(id[i+1:])
		}
	}
	return string(id)
}

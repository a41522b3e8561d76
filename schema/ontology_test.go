package schema

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

var update = flag.Bool("update", false, "write the generated files anew")

// term describes a class or property of the ontology.
type term struct {
	iri         quad.IRI
	domain      string // classes, separated by space
	rang        string
	comment, id string // English and Indonesian
	super       string
}

var classes = []term{
	{iri: ClassStatement, comment: "One actor, in one document, doing something with a claim.", id: "Pernyataan satu aktor dalam satu dokumen tentang satu klaim.", super: "prov:Entity"},
	{iri: ClassClaim, comment: "A proposition: who does what to whom. It says nothing about who believes it.", id: "Proposisi: siapa melakukan apa kepada siapa.", super: "schema:Claim"},
	{iri: ClassDocument, comment: "One article, page, feed item or table row.", id: "Satu artikel, halaman, butir umpan, atau baris tabel.", super: "prov:Entity"},
	{iri: ClassActor, comment: "A state, organisation, armed group, medium or person, or a source without a name.", id: "Negara, organisasi, kelompok bersenjata, media, atau orang.", super: "prov:Agent"},
	{iri: ClassOffice, comment: "A post that a person holds for a state or organisation, for a period.", id: "Jabatan seseorang pada negara atau organisasi."},
	{iri: ClassTime, comment: "A time in the Extended Date/Time Format, with its bounds.", id: "Waktu menurut EDTF, dengan batas-batasnya."},
}

const (
	anActor = "sk:Actor"
	aText   = "xsd:string"
	aPlace  = "rdfs:Resource"
)

var properties = []term{
	{iri: PAct, domain: "sk:Statement", rang: "skos:Concept", comment: "The speech act."},
	{iri: PSpeaker, domain: "sk:Statement", comment: "Who answers for the statement: an actor, or the text of one that is not known."},
	{iri: PPerson, comment: "The person who speaks or acts for the actor.", rang: anActor},
	{iri: POffice, comment: "The office in which the person does so, as written.", rang: aText},
	{iri: PTarget, domain: "sk:Statement", comment: "Whom the act is aimed at."},
	{iri: PClaim, domain: "sk:Statement", rang: "sk:Claim", comment: "What the statement is about."},
	{iri: PStance, rang: "skos:Concept", comment: "Whether the speaker is for or against the claim, its polarity taken in."},
	{iri: PPolarity, domain: "sk:Statement", rang: aText, comment: "\"negative\" where the words negate the claim."},
	{iri: PSaid, domain: "sk:Statement", rang: "sk:Time", comment: "When it was said."},
	{iri: PWhen, domain: "sk:Statement", rang: "sk:Time", comment: "When what the claim says happened or is to happen."},
	{iri: PWhere, domain: "sk:Statement", comment: "Where it happened."},
	{iri: PInstrument, domain: "sk:Statement", comment: "With what it was done."},
	{iri: PQuantity, domain: "sk:Statement", rang: aText, comment: "The number that goes with the theme or the patients, as written."},
	{iri: PConfidence, domain: "sk:Statement", rang: "xsd:double", comment: "The probability of the statement being read right, from 0 to 1."},
	{iri: PRule, domain: "sk:Statement", rang: aText, comment: "The rule that made it: LANGUAGE/LEMMA:CLASS."},
	{iri: PSentence, domain: "sk:Statement", rang: aText, comment: "The sentence that proves it.", super: "oa:exact"},
	{iri: PCue, domain: "sk:Statement", rang: aText, comment: "The words that name the act."},
	{iri: PTrigger, domain: "sk:Statement", rang: aText, comment: "The words that name the relation."},
	{iri: PQuote, domain: "sk:Statement", rang: aText, comment: "How the content is quoted: direct, indirect, mixed or none."},
	{iri: PRespondsTo, domain: "sk:Statement", rang: "sk:Statement", comment: "The statement that this one answers."},
	{iri: PReportedBy, domain: "sk:Statement", rang: "sk:Statement", comment: "The statement inside which this one is told."},
	{iri: PVia, domain: "sk:Statement", rang: aText, comment: "A medium through which it came."},
	{iri: PSentenceAt, rang: aPlace, comment: "Where the sentence stands."},
	{iri: PCueAt, rang: aPlace, comment: "Where the cue stands."},
	{iri: PContentAt, rang: aPlace, comment: "Where the content stands."},
	{iri: PSpeakerAt, rang: aPlace, comment: "Where the speaker is named."},
	{iri: PTargetAt, rang: aPlace, comment: "Where a target is named."},
	{iri: PAgentAt, rang: aPlace, comment: "Where an agent is named."},
	{iri: PPatientAt, rang: aPlace, comment: "Where a patient is named."},
	{iri: PThemeAt, rang: aPlace, comment: "Where the theme is named."},
	{iri: PInstrumentAt, rang: aPlace, comment: "Where the instrument is named."},
	{iri: PWhereAt, rang: aPlace, comment: "Where the place is named."},
	{iri: PClaimAt, rang: aPlace, comment: "Where the claim is worded."},
	{iri: PTriggerAt, rang: aPlace, comment: "Where the trigger stands."},
	{iri: PMentions, comment: "Whom the words at a stretch of a document mean."},
	{iri: PSpeakerText, domain: "sk:Statement", rang: aText, comment: "The speaker as written, where it differs from the words at the place."},
	{iri: PContentText, domain: "sk:Statement", rang: aText, comment: "The content, where it differs from the words at the place."},
	{iri: PThemeText, domain: "sk:Statement", rang: aText, comment: "The theme as written, where it differs."},
	{iri: PInstrumentText, domain: "sk:Statement", rang: aText, comment: "The instrument as written, where it differs."},
	{iri: PWhereText, domain: "sk:Statement", rang: aText, comment: "The place as written, where it differs."},
	{iri: PClaimText, domain: "sk:Statement", rang: aText, comment: "The wording of the claim, where it differs."},
	{iri: PRelation, domain: "sk:Claim", rang: "skos:Concept", comment: "What the agents do."},
	{iri: PAgent, domain: "sk:Claim", comment: "Who does it: an actor, or the text of one that is not known."},
	{iri: PPatient, domain: "sk:Claim", comment: "Whom it is done to."},
	{iri: PTheme, domain: "sk:Claim", comment: "What it is done with or about."},
	{iri: PModality, domain: "sk:Claim", rang: aText, comment: "Actual, planned, possible or future, after GRaSP."},
	{iri: PTextHash, domain: "sk:Document", rang: aText, comment: "The content address of what the document says."},
	{iri: PCopyOf, domain: "sk:Document", rang: "sk:Document", comment: "The document whose text this one repeats, or nearly.", super: "prov:wasDerivedFrom"},
	{iri: PPartOf, domain: anActor, rang: anActor, comment: "The state or organisation that the actor belongs to."},
	{iri: PCode, domain: anActor, rang: aText, comment: "ISO 3166-1 alpha-3, for states."},
	{iri: PHolds, domain: anActor, rang: "sk:Office", comment: "A post that the person holds or held."},
	{iri: POf, domain: "sk:Office", rang: anActor, comment: "For whom the post is."},
	{iri: PKind, domain: anActor, rang: aText, comment: "State, organisation, armed group, person, media or unnamed."},
	{iri: PEDTF, domain: "sk:Time", rang: "edtf:EDTF", comment: "The time as EDTF (ISO 8601-2)."},
	{iri: PStart, comment: "The first instant (of a time), or the EDTF date from which on (an office)."},
	{iri: PEnd, comment: "The first instant after it (of a time), or the EDTF date until when (an office)."},
}

func header(b *strings.Builder, title string, prefixes ...string) {
	fmt.Fprintf(b, "# %s\n# Made from the tables of package schema: go test ./schema -run Ontology -update\n\n", title)
	sort.Strings(prefixes)
	for _, p := range prefixes {
		fmt.Fprintf(b, "@prefix %s <%s> .\n", p, allPrefixes(p))
	}
	for _, d := range []string{"act", "rel", "stance"} {
		fmt.Fprintf(b, "@prefix %s: <%s%s/> .\n", d, Base, d)
	}
	b.WriteString("\n")
}

func allPrefixes(p string) string {
	if p == "sh:" {
		return "http://www.w3.org/ns/shacl#"
	}
	return Prefixes[p]
}

func literal(s, lang string) string {
	return quad.LangString{Value: quad.String(s), Lang: lang}.String()
}

func ontology() string {
	var b strings.Builder
	header(&b, "The ontology of Saksi.", "sk:", "rdf:", "rdfs:", "owl:", "xsd:", "prov:", "oa:", "skos:", "schema:", "edtf:", "cito:")
	fmt.Fprintf(&b, "<%s> a owl:Ontology ;\n  rdfs:label \"Saksi\" ;\n  rdfs:comment %s .\n", strings.TrimSuffix(Namespace, "#"), literal("Who said what about whom, and when, with the sentence that proves it.", "en"))
	for _, c := range classes {
		fmt.Fprintf(&b, "\n%s a owl:Class ;\n  rdfs:comment %s ,\n    %s", string(c.iri), literal(c.comment, "en"), literal(c.id, "id"))
		if c.super != "" {
			fmt.Fprintf(&b, " ;\n  rdfs:subClassOf %s", c.super)
		}
		b.WriteString(" .\n")
	}
	for _, p := range properties {
		fmt.Fprintf(&b, "\n%s a rdf:Property ;\n  rdfs:comment %s", string(p.iri), literal(p.comment, "en"))
		for _, x := range []struct{ p, v string }{{"rdfs:domain", p.domain}, {"rdfs:range", p.rang}, {"rdfs:subPropertyOf", p.super}} {
			if x.v != "" {
				fmt.Fprintf(&b, " ;\n  %s %s", x.p, x.v)
			}
		}
		b.WriteString(" .\n")
	}
	b.WriteString("\nsk:acts a skos:ConceptScheme .\nsk:relations a skos:ConceptScheme .\nsk:stances a skos:ConceptScheme .\n")
	for _, s := range []Stance{For, Against, Neither} {
		fmt.Fprintf(&b, "stance:%s a skos:Concept ; skos:inScheme sk:stances .\n", s)
	}
	for _, a := range Acts {
		fmt.Fprintf(&b, "\nact:%s a skos:Concept , rdf:Property ;\n  skos:inScheme sk:acts ;\n  skos:prefLabel %s ,\n    %s ;\n  skos:definition %s ;\n  skos:notation \"CAMEO %s\"",
			a.Act, literal(a.En, "en"), literal(a.ID, "id"), literal(a.Desc, "en"), a.Cameo)
		plover(&b, a.Plover)
		fmt.Fprintf(&b, " ;\n  sk:stance stance:%s .\n", a.Stance)
	}
	for _, r := range Relations {
		fmt.Fprintf(&b, "\nrel:%s a skos:Concept , rdf:Property", r.Relation)
		if r.Symmetric {
			b.WriteString(" , owl:SymmetricProperty")
		}
		fmt.Fprintf(&b, " ;\n  skos:inScheme sk:relations ;\n  skos:prefLabel %s ,\n    %s ;\n  skos:notation \"CAMEO %s\"", literal(r.En, "en"), literal(r.ID, "id"), r.Cameo)
		plover(&b, r.Plover)
		b.WriteString(" .\n")
	}
	return b.String()
}

func plover(b *strings.Builder, p Plover) {
	if p.Type == "" {
		return
	}
	s := "PLOVER " + p.Type
	if p.Mode != "" {
		s += " " + p.Mode
	}
	fmt.Fprintf(b, " , \"%s\"", s)
}

// rule is what each node of a class must have: how many of a property, and what.
type rule struct {
	path     quad.IRI
	min, max int // max 0 is any
	value    string
}

var shapeRules = []struct {
	class quad.IRI
	rules []rule
}{
	{ClassStatement, []rule{{PAct, 1, 1, "sh:in ( " + strings.Join(prefixed("act:"), " ") + " )"}, {PSpeaker, 1, 1, ""}, {PClaim, 1, 1, "sh:class sk:Claim"},
		{PDerived, 1, 1, "sh:class sk:Document"}, {PSentence, 1, 1, "sh:datatype xsd:string"}, {PSentenceAt, 1, 1, "sh:nodeKind sh:IRI"},
		{PStance, 1, 1, "sh:in ( stance:for stance:against stance:neither )"}, {PConfidence, 1, 1, "sh:minInclusive 0.0 ; sh:maxInclusive 1.0"},
		{PSaid, 0, 1, "sh:class sk:Time"}, {PWhen, 0, 1, "sh:class sk:Time"}, {PRespondsTo, 0, 0, "sh:class sk:Statement"}, {PPerson, 0, 1, "sh:class sk:Actor"}}},
	{ClassClaim, []rule{{PRelation, 0, 1, "sh:in ( " + strings.Join(prefixedRelations(), " ") + " )"}, {PModality, 0, 1, `sh:in ( "actual" "planned" "possible" "future" )`}, {PTheme, 0, 1, ""}}},
	{ClassDocument, []rule{{PTextHash, 1, 1, "sh:datatype xsd:string"}, {PText, 0, 1, "sh:datatype xsd:string"}, {PURL, 0, 1, "sh:datatype xsd:string"}}},
	{ClassActor, []rule{{PLabel, 0, 0, ""}, {PCode, 0, 1, `sh:pattern "^[A-Z]{3}$"`}, {PPartOf, 0, 1, "sh:class sk:Actor"}, {PHolds, 0, 0, "sh:class sk:Office"}}},
	{ClassOffice, []rule{{PTitle, 1, 1, "sh:datatype xsd:string"}, {POf, 0, 1, "sh:class sk:Actor"}}},
	{ClassTime, []rule{{PEDTF, 1, 1, "sh:datatype edtf:EDTF"}, {PStart, 0, 1, "sh:datatype xsd:dateTime"}, {PEnd, 0, 1, "sh:datatype xsd:dateTime"}}},
}

func prefixed(p string) (out []string) {
	for _, a := range Acts {
		out = append(out, p+string(a.Act))
	}
	return out
}

func prefixedRelations() (out []string) {
	for _, r := range Relations {
		out = append(out, "rel:"+string(r.Relation))
	}
	return out
}

func shapes() string {
	var b strings.Builder
	header(&b, "What every graph of Saksi keeps to, as SHACL.", "sk:", "sh:", "xsd:", "prov:", "rdfs:", "dcterms:", "schema:", "edtf:")
	for _, s := range shapeRules {
		fmt.Fprintf(&b, "%sShape a sh:NodeShape ;\n  sh:targetClass %s", string(s.class), string(s.class))
		for _, r := range s.rules {
			fmt.Fprintf(&b, " ;\n  sh:property [ sh:path %s", string(r.path))
			if r.min > 0 {
				fmt.Fprintf(&b, " ; sh:minCount %d", r.min)
			}
			if r.max > 0 {
				fmt.Fprintf(&b, " ; sh:maxCount %d", r.max)
			}
			if r.value != "" {
				b.WriteString(" ; " + r.value)
			}
			b.WriteString(" ]")
		}
		b.WriteString(" .\n\n")
	}
	return b.String()
}

// The files are what the tables say.
func TestOntologyFiles(t *testing.T) {
	for name, want := range map[string]string{"ontology.ttl": ontology(), "shapes.ttl": shapes()} {
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the tables say: go test ./schema -run Ontology -update", name)
		}
	}
}

package export

import (
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// property describes a property of the graph: for the ontology, and for the
// context of JSON-LD.
type property struct {
	iri    quad.IRI
	ranges quad.IRI // a class, a datatype, or "" where it takes nodes and texts
	domain quad.IRI
	desc   string
}

const (
	anyNode       = quad.IRI("rdfs:Resource")
	fragmentClass = quad.IRI("sk:Fragment")
	concept       = quad.IRI("skos:Concept")
	text          = quad.IRI("xsd:string")
	langText      = quad.IRI("rdf:langString")
	decimal       = quad.IRI("xsd:decimal")
)

// properties is the table of all properties of the model.
var properties = []property{
	{schema.PAct, concept, schema.ClassStatement, "the kind of speech act, from the closed list of acts"},
	{schema.PSpeaker, "", schema.ClassStatement, "who answers for the statement: an actor, or the words for one that is not known"},
	{schema.PPerson, schema.ClassActor, "", "the person who speaks or acts for the actor"},
	{schema.POffice, text, "", "the office that the person holds, as the text words it"},
	{schema.PTarget, "", schema.ClassStatement, "whom the speech act is aimed at, such as the accused"},
	{schema.PClaim, schema.ClassClaim, schema.ClassStatement, "what is said"},
	{schema.PStance, concept, schema.ClassStatement, "whether the speaker is for the claim, against it, or neither"},
	{schema.PPolarity, text, schema.ClassStatement, "\"negative\" when the words negate the claim; absent otherwise"},
	{schema.PSaid, schema.ClassTime, schema.ClassStatement, "when it was said"},
	{schema.PWhen, schema.ClassTime, schema.ClassStatement, "when what the claim says is told to have happened"},
	{schema.PWhere, "", schema.ClassStatement, "where it is told to have happened"},
	{schema.PInstrument, "", schema.ClassStatement, "with what it is told to have been done"},
	{schema.PQuantity, text, schema.ClassStatement, "the number that goes with the theme or the patients, as written"},
	{schema.PConfidence, decimal, schema.ClassStatement, "the probability that the statement was read correctly, from 0 to 1"},
	{schema.PRule, text, schema.ClassStatement, "the rule that made the statement: language, lemma and class"},
	{schema.PSentence, text, schema.ClassStatement, "the sentence that proves the statement"},
	{schema.PCue, text, schema.ClassStatement, "the words that name the speech act"},
	{schema.PTrigger, text, schema.ClassStatement, "the words that name the relation of the claim"},
	{schema.PQuote, text, schema.ClassStatement, "how the content is quoted: direct, indirect, mixed or none"},
	{schema.PRespondsTo, schema.ClassStatement, schema.ClassStatement, "the statement that this one answers"},
	{schema.PReportedBy, schema.ClassStatement, schema.ClassStatement, "the statement inside which this one is told"},
	{schema.PVia, text, schema.ClassStatement, "a medium through which it came"},
	{schema.PDerived, schema.ClassDocument, schema.ClassStatement, ""},
	{schema.PSentenceAt, fragmentClass, schema.ClassStatement, "where the sentence stands"},
	{schema.PCueAt, fragmentClass, schema.ClassStatement, "where the cue stands"},
	{schema.PContentAt, fragmentClass, schema.ClassStatement, "where the content stands"},
	{schema.PSpeakerAt, fragmentClass, schema.ClassStatement, "where the speaker is named"},
	{schema.PTargetAt, fragmentClass, schema.ClassStatement, "where the target is named"},
	{schema.PAgentAt, fragmentClass, schema.ClassStatement, "where the agent of the claim is named"},
	{schema.PPatientAt, fragmentClass, schema.ClassStatement, "where the patient of the claim is named"},
	{schema.PThemeAt, fragmentClass, schema.ClassStatement, "where the theme of the claim is named"},
	{schema.PInstrumentAt, fragmentClass, schema.ClassStatement, "where the instrument is named"},
	{schema.PWhereAt, fragmentClass, schema.ClassStatement, "where the place is named"},
	{schema.PClaimAt, fragmentClass, schema.ClassStatement, "where the claim is worded"},
	{schema.PTriggerAt, fragmentClass, schema.ClassStatement, "where the trigger stands"},
	{schema.PMentions, "", fragmentClass, "whom the words of the fragment mean"},
	{schema.PSpeakerText, text, schema.ClassStatement, "the words for the speaker, where they are not those of the fragment"},
	{schema.PContentText, text, schema.ClassStatement, "the content, where it is not the words of the fragments"},
	{schema.PThemeText, text, schema.ClassStatement, "the words for the theme, where they are not those of the fragment"},
	{schema.PInstrumentText, text, schema.ClassStatement, "the words for the instrument, where they are not those of the fragment"},
	{schema.PWhereText, text, schema.ClassStatement, "the words for the place, where they are not those of the fragment"},
	{schema.PClaimText, text, schema.ClassStatement, "the words of the claim, where they are not those of the fragment"},
	{schema.PRelation, concept, schema.ClassClaim, "what is done, from the closed list of relations; absent when no relation is known"},
	{schema.PAgent, "", schema.ClassClaim, "who does it"},
	{schema.PPatient, "", schema.ClassClaim, "to whom it is done"},
	{schema.PTheme, "", schema.ClassClaim, "what it is done with or about"},
	{schema.PModality, text, schema.ClassClaim, "actual, planned, possible or future"},
	{schema.PTitle, text, "", ""},
	{schema.PURL, text, "", ""},
	{schema.PPublisher, text, "", ""},
	{schema.PAuthor, text, "", ""},
	{schema.PPublished, text, "", ""},
	{schema.PLang, text, "", ""},
	{schema.PText, text, "", ""},
	{schema.PInputID, text, "", ""},
	{schema.PTextHash, text, schema.ClassDocument, "the content address of what the document says"},
	{schema.PCopyOf, schema.ClassDocument, schema.ClassDocument, "the first known document that carries nearly the same text"},
	{schema.PLabel, langText, "", ""},
	{schema.PAltLabel, langText, "", ""},
	{schema.PPartOf, schema.ClassActor, schema.ClassActor, "the state or organisation that the actor belongs to"},
	{schema.PCode, text, schema.ClassActor, "the ISO 3166-1 alpha-3 code of a state"},
	{schema.PSameAs, anyNode, "", ""},
	{schema.PHolds, schema.ClassOffice, schema.ClassActor, "an office that the person holds or held"},
	{schema.POf, schema.ClassActor, schema.ClassOffice, "the state or organisation whose office it is"},
	{schema.PKind, text, schema.ClassActor, "state, organisation, armed group, person, media or unnamed"},
	{schema.PEDTF, schema.EDTFType, schema.ClassTime, "the time in the Extended Date/Time Format"},
	{schema.PStart, "", "", "the first instant of a time, or the EDTF date from which an office is held"},
	{schema.PEnd, "", "", "the first instant after a time, or the EDTF date until which an office is held"},
}

// classes is the table of the classes of the model.
var classes = []struct {
	iri, super quad.IRI
	desc       string
}{
	{schema.ClassStatement, "prov:Entity", "a speech act: one actor, in one document, doing something with a claim"},
	{schema.ClassClaim, "schema:Claim", "a proposition, who does what to whom, whoever believes it; the same in every document and language"},
	{schema.ClassDocument, "schema:Article", "an article, page, feed item or table row"},
	{schema.ClassActor, "prov:Agent", "a state, organisation, armed group or person"},
	{schema.ClassOffice, "", "a post that a person holds for a state or organisation, for a time"},
	{schema.ClassTime, "", "a time in the Extended Date/Time Format, with its bounds"},
	{fragmentClass, "", "a stretch of a document's text, named by an RFC 5147 fragment that counts Unicode code points"},
}

// isNode tells whether objects of the property are always nodes.
func (p property) isNode() bool {
	return p.ranges != "" && !p.isLiteral()
}

func (p property) isLiteral() bool {
	return strings.HasPrefix(string(p.ranges), "xsd:") || p.ranges == langText || p.ranges == schema.EDTFType
}

// own tells whether the property belongs to the project's own ontology.
func own(i quad.IRI) bool { return strings.HasPrefix(string(i), "sk:") }

// localPart is what follows the prefix of an IRI.
func localPart(i quad.IRI) string { return string(i[strings.IndexByte(string(i), ':')+1:]) }

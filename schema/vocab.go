package schema

import "github.com/cayleygraph/quad"

// Base is what relative IRIs of the graph are resolved against in exports, and
// Namespace is what the prefix "sk:" stands for.
const (
	Base      = "https://w3id.org/saksi/"
	Namespace = Base + "ontology#"
)

// Prefixes maps the prefixes used in the graph to their namespaces. IRIs without
// one of these are relative to [Base].
var Prefixes = map[string]string{
	"sk:":      Namespace,
	"rdf:":     "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
	"rdfs:":    "http://www.w3.org/2000/01/rdf-schema#",
	"owl:":     "http://www.w3.org/2002/07/owl#",
	"xsd:":     "http://www.w3.org/2001/XMLSchema#",
	"prov:":    "http://www.w3.org/ns/prov#",
	"oa:":      "http://www.w3.org/ns/oa#",
	"skos:":    "http://www.w3.org/2004/02/skos/core#",
	"schema:":  "http://schema.org/",
	"dcterms:": "http://purl.org/dc/terms/",
	"cito:":    "http://purl.org/spar/cito/",
	"wd:":      "http://www.wikidata.org/entity/",
	"edtf:":    "http://id.loc.gov/datatypes/edtf/",
}

// Classes.
const (
	ClassStatement = quad.IRI("sk:Statement")
	ClassClaim     = quad.IRI("sk:Claim")
	ClassDocument  = quad.IRI("sk:Document")
	ClassActor     = quad.IRI("sk:Actor")
	ClassOffice    = quad.IRI("sk:Office")
	ClassTime      = quad.IRI("sk:Time")
)

// Properties. Those that end in At point to stretches of a document's text,
// named by RFC 5147 fragments ("doc/x#char=10,20", in code points).
const (
	Type = quad.IRI("rdf:type")

	// statements
	PAct        = quad.IRI("sk:act")
	PSpeaker    = quad.IRI("sk:speaker")
	PPerson     = quad.IRI("sk:person")
	POffice     = quad.IRI("sk:office")
	PTarget     = quad.IRI("sk:target")
	PClaim      = quad.IRI("sk:claim")
	PStance     = quad.IRI("sk:stance")
	PPolarity   = quad.IRI("sk:polarity")
	PSaid       = quad.IRI("sk:said")
	PWhen       = quad.IRI("sk:when")
	PWhere      = quad.IRI("sk:where")
	PInstrument = quad.IRI("sk:instrument")
	PQuantity   = quad.IRI("sk:quantity")
	PConfidence = quad.IRI("sk:confidence")
	PRule       = quad.IRI("sk:rule")
	PSentence   = quad.IRI("sk:sentence")
	PCue        = quad.IRI("sk:cue")
	PTrigger    = quad.IRI("sk:trigger")
	PQuote      = quad.IRI("sk:quote")
	PRespondsTo = quad.IRI("sk:respondsTo")
	PReportedBy = quad.IRI("sk:reportedBy")
	PVia        = quad.IRI("sk:via")
	PDerived    = quad.IRI("prov:wasDerivedFrom")

	// where the words stand
	PSentenceAt   = quad.IRI("sk:sentenceAt")
	PCueAt        = quad.IRI("sk:cueAt")
	PContentAt    = quad.IRI("sk:contentAt")
	PSpeakerAt    = quad.IRI("sk:speakerAt")
	PTargetAt     = quad.IRI("sk:targetAt")
	PAgentAt      = quad.IRI("sk:agentAt")
	PPatientAt    = quad.IRI("sk:patientAt")
	PThemeAt      = quad.IRI("sk:themeAt")
	PInstrumentAt = quad.IRI("sk:instrumentAt")
	PWhereAt      = quad.IRI("sk:whereAt")
	PClaimAt      = quad.IRI("sk:claimAt")
	PTriggerAt    = quad.IRI("sk:triggerAt")
	PMentions     = quad.IRI("sk:mentions")

	// wording that differs from the words at the spans
	PSpeakerText    = quad.IRI("sk:speakerText")
	PContentText    = quad.IRI("sk:contentText")
	PThemeText      = quad.IRI("sk:themeText")
	PInstrumentText = quad.IRI("sk:instrumentText")
	PWhereText      = quad.IRI("sk:whereText")
	PClaimText      = quad.IRI("sk:claimText")

	// claims
	PRelation = quad.IRI("sk:relation")
	PAgent    = quad.IRI("sk:agent")
	PPatient  = quad.IRI("sk:patient")
	PTheme    = quad.IRI("sk:theme")
	PModality = quad.IRI("sk:modality")

	// documents
	PTitle     = quad.IRI("dcterms:title")
	PURL       = quad.IRI("schema:url")
	PPublisher = quad.IRI("dcterms:publisher")
	PAuthor    = quad.IRI("dcterms:creator")
	PPublished = quad.IRI("schema:datePublished")
	PLang      = quad.IRI("dcterms:language")
	PText      = quad.IRI("schema:text")
	PInputID   = quad.IRI("dcterms:identifier")
	PTextHash  = quad.IRI("sk:textHash")
	PCopyOf    = quad.IRI("sk:copyOf")

	// actors, offices, times
	PLabel    = quad.IRI("rdfs:label")
	PAltLabel = quad.IRI("skos:altLabel")
	PPartOf   = quad.IRI("sk:partOf")
	PCode     = quad.IRI("sk:code")
	PSameAs   = quad.IRI("owl:sameAs")
	PHolds    = quad.IRI("sk:holds")
	POf       = quad.IRI("sk:of")
	PKind     = quad.IRI("sk:kind")
	PEDTF     = quad.IRI("sk:edtf")
	PStart    = quad.IRI("sk:start")
	PEnd      = quad.IRI("sk:end")
)

// EDTFType is the datatype of the Library of Congress for EDTF strings.
const EDTFType = quad.IRI("edtf:EDTF")

package schema

import (
	"cmp"
	"encoding/json"
	"sort"
	"strings"
)

// IRI names a node of the graph, relative to the base of the export, such as
// "actor/IRN". The empty IRI is null in JSON: the thing has text but no identity.
type IRI string

// MarshalJSON writes null for the empty IRI.
func (i IRI) MarshalJSON() ([]byte, error) {
	if i == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(i))
}

// Span is a half-open range of Unicode code points in a document's text.
type Span [2]int

// Document is one article, page, feed item or table row.
type Document struct {
	ID        IRI    `json:"id"`
	InputID   string `json:"input_id,omitempty"` // the id that the input gave it
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty"` // RFC 3339 or a shorter ISO 8601 date
	Lang      string `json:"lang,omitempty"`      // BCP 47
	// Text is what all offsets point into. It is left out of a statement's JSON.
	Text string `json:"text,omitempty"`
	// Copies lists documents that carry nearly the same text, this one being the first known.
	CopyOf IRI `json:"copy_of,omitempty"`
}

// Date is the day of publication as an EDTF string, or "" when unknown.
func (d *Document) Date() string {
	if len(d.Published) >= 10 {
		return d.Published[:10]
	}
	return d.Published
}

// Mention is a stretch of words in the document.
type Mention struct {
	Text  string `json:"text"`
	Spans []Span `json:"spans,omitempty"`
}

// Person is who speaks or acts for an actor.
type Person struct {
	ID     IRI    `json:"id"`
	Name   string `json:"name"`
	Office string `json:"office,omitempty"`
}

// Party is an actor in a role of a statement or claim. Its ID is empty for
// something that is no known actor ("energy infrastructure"): then Name is its
// normalised text. Parties with the same span, such as those meant by "they", have no
// person in a claim or as a target: a mention names one at most.
type Party struct {
	ID     IRI     `json:"id"`
	Name   string  `json:"name,omitempty"`
	Text   string  `json:"text,omitempty"`
	Spans  []Span  `json:"spans,omitempty"`
	Person *Person `json:"person,omitempty"`
}

// Key identifies the party in a claim: its IRI, or the normalised text.
func (p Party) Key() string {
	if p.ID != "" {
		return string(p.ID)
	}
	return Normal(p.Name)
}

// Called is what the party is called: its name, else its words, else its identity.
func (p *Party) Called() string { return cmp.Or(p.Name, p.Text, string(p.ID)) }

// Topic is a thing or place that a claim is about. ID is empty when it is not in
// the tables of themes or actors.
type Topic struct {
	ID    IRI    `json:"id"`
	Text  string `json:"text,omitempty"`
	Spans []Span `json:"spans,omitempty"`
}

// Known is the name of the topic in the tables, in words, or "" for one that is not in
// them.
func (t *Topic) Known() string {
	_, name, _ := strings.Cut(string(t.ID), "/")
	return strings.ReplaceAll(name, "-", " ")
}

// Polarity says whether the words affirm or negate the proposition.
type Polarity string

// The polarities.
const (
	Positive Polarity = "positive"
	Negative Polarity = "negative"
)

// Modality says in which way the proposition is meant to hold.
type Modality string

// The modalities, after GRaSP's factuality.
const (
	Actual   Modality = "actual"
	Planned  Modality = "planned"
	Possible Modality = "possible"
	Future   Modality = "future"
)

// Modalities is the closed list.
var Modalities = []Modality{Actual, Planned, Possible, Future}

// Claim is a proposition as one statement words it. Its ID covers relation,
// agents, patients, theme and modality only: polarity, time, place and wording
// belong to the statement, so that whoever denies a claim and whoever asserts it
// speak of one node.
type Claim struct {
	ID         IRI      `json:"id"`
	Relation   Relation `json:"-"`
	Agents     []Party  `json:"agents"`
	Patients   []Party  `json:"patients"`
	Theme      *Topic   `json:"theme"`
	Instrument *Topic   `json:"instrument"`
	Polarity   Polarity `json:"polarity"`
	Modality   Modality `json:"modality"`
	When       string   `json:"-"` // EDTF
	Where      *Topic   `json:"where"`
	// Quantity is the number that goes with the theme or the patients, as written.
	Quantity string `json:"quantity,omitempty"`
	Text     string `json:"text"`
	Spans    []Span `json:"spans,omitempty"`
	// Trigger is the word that names the relation.
	Trigger *Mention `json:"trigger,omitempty"`
}

// Quote is the way in which a content is quoted.
type Quote string

// The kinds of quotation.
const (
	Direct   Quote = "direct"
	Indirect Quote = "indirect"
	Mixed    Quote = "mixed"
	NoQuote  Quote = "none"
)

// Content is what the cue governs.
type Content struct {
	Text  string `json:"text"`
	Spans []Span `json:"spans,omitempty"`
	Quote Quote  `json:"quote"`
}

// Evidence is the sentence that proves a statement.
type Evidence struct {
	Sentence string `json:"sentence"`
	Span     Span   `json:"span"`
}

// Statement is one actor, in one document, doing something with a claim.
type Statement struct {
	ID         IRI      `json:"id"`
	Act        Act      `json:"act"`
	Speaker    Party    `json:"speaker"`
	Targets    []Party  `json:"targets"`
	Cue        Mention  `json:"cue"`
	Content    Content  `json:"content"`
	Claim      Claim    `json:"claim"`
	RespondsTo []IRI    `json:"responds_to"`
	ReportedBy IRI      `json:"reported_by,omitempty"` // the statement inside which this one is told
	Via        []string `json:"via,omitempty"`         // media through which it came ("BBC")
	Said       string   `json:"-"`                     // EDTF, when it was said
	Confidence float64  `json:"confidence"`            // probability of being right, 0 to 1
	Evidence   Evidence `json:"evidence"`
	Rule       string   `json:"rule"` // LANG/LEMMA:CLASS, what made it
	Document   Document `json:"document"`
}

// Stance is what the speaker holds of the claim, its polarity taken in: to
// assert that something did not happen is to be against the claim that it did.
func (s *Statement) Stance() Stance {
	info, _ := s.Act.Info()
	if s.Claim.Polarity != Negative {
		return info.Stance
	}
	switch info.Stance {
	case For:
		return Against
	case Against:
		return For
	}
	return Neither
}

// Blames tells whether the statement is an accusation in substance: it accuses,
// or it asserts of another something harmful.
func (s *Statement) Blames() bool {
	if s.Act == Accuse {
		return true
	}
	info, ok := s.Claim.Relation.Info()
	if !ok || !info.Harm || s.Stance() != For || len(s.Claim.Agents) == 0 {
		return false
	}
	for _, a := range s.Claim.Agents {
		if a.Key() == s.Speaker.Key() {
			return false
		}
	}
	return true
}

// Extraction is all that was read from one document.
type Extraction struct {
	Document   Document
	Statements []Statement
	// Actors describes the actors that the statements name.
	Actors []Actor
	// Gaps are filled where the extractor was asked for them.
	Gaps []Gap
}

// Gap is a sentence with a known cue from which no statement was made.
type Gap struct {
	// Document holds identity, input, title and language only.
	Document Document `json:"document"`
	Sentence string   `json:"sentence"`
	// Span is the sentence's place in the text, in code points.
	Span Span   `json:"span"`
	Cue  string `json:"cue"`
	// Act is the act that the cue would have been.
	Act Act `json:"act"`
	// Why says what was missing.
	Why string `json:"why"`
}

// TextAt is the text of the spans of a document, joined by a space. Spans that
// lie outside the text are left out.
func TextAt(runes []rune, spans []Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		if s[0] >= 0 && s[0] <= s[1] && s[1] <= len(runes) {
			parts = append(parts, string(runes[s[0]:s[1]]))
		}
	}
	return strings.Join(parts, " ")
}

// SortParties puts parties in the order of their keys, which is the order that
// identities and quads use.
func SortParties(ps []Party) {
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].Key() < ps[j].Key() })
}

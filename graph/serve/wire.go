package serve

import (
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"saksi/schema"
)

// The types here say how values of package schema look as JSON, for the description
// of the interface: what they marshal themselves can't be read off their fields.

// iriWire is an IRI, or null for what has no identity.
type iriWire string

// Schema describes it.
func (iriWire) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Nullable: true, Description: "An identity such as actor/IRN; null for what has text but no identity", Examples: []any{"actor/IRN"}}
}

// maybe is a T or null.
type maybe[T any] struct{}

// Schema describes it.
func (maybe[T]) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{r.Schema(reflect.TypeFor[T](), true, ""), {Type: "null"}}}
}

type ploverWire struct {
	Type string  `json:"type" doc:"PLOVER event type"`
	Mode *string `json:"mode"`
}

type claimWire struct {
	ID         schema.IRI          `json:"id"`
	Relation   *string             `json:"relation" doc:"What is claimed to be done, or null"`
	Cameo      *string             `json:"cameo" doc:"CAMEO code of the relation"`
	Plover     maybe[ploverWire]   `json:"plover"`
	Agents     []schema.Party      `json:"agents" doc:"Who does it"`
	Patients   []schema.Party      `json:"patients" doc:"Whom it is done to"`
	Theme      maybe[schema.Topic] `json:"theme"`
	Instrument maybe[schema.Topic] `json:"instrument"`
	Polarity   string              `json:"polarity" enum:"positive,negative,"`
	Modality   string              `json:"modality" enum:"actual,planned,possible,future,"`
	When       *string             `json:"when" doc:"When it happened (EDTF)"`
	Where      maybe[schema.Topic] `json:"where"`
	Quantity   string              `json:"quantity,omitempty"`
	Text       string              `json:"text"`
	Spans      []schema.Span       `json:"spans,omitempty"`
	Trigger    *schema.Mention     `json:"trigger,omitempty" doc:"The word that names the relation"`
}

type statementWire struct {
	ID         schema.IRI        `json:"id"`
	Act        string            `json:"act" doc:"What was done with words"`
	Cameo      string            `json:"cameo,omitempty"`
	Plover     maybe[ploverWire] `json:"plover"`
	Stance     string            `json:"stance" enum:"for,against,neither"`
	Speaker    schema.Party      `json:"speaker" doc:"Who answers for it"`
	Targets    []schema.Party    `json:"targets"`
	Cue        schema.Mention    `json:"cue"`
	Content    schema.Content    `json:"content"`
	Claim      schema.Claim      `json:"claim"`
	RespondsTo []schema.IRI      `json:"responds_to" doc:"The statements it answers"`
	ReportedBy schema.IRI        `json:"reported_by,omitempty"`
	Via        []string          `json:"via,omitempty"`
	Said       *string           `json:"said" doc:"When it was said (EDTF), or null"`
	Confidence float64           `json:"confidence" minimum:"0" maximum:"1"`
	Evidence   schema.Evidence   `json:"evidence"`
	Rule       string            `json:"rule"`
	Document   schema.Document   `json:"document"`
}

// register tells the description how the types of package schema look.
func register(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[schema.IRI](), reflect.TypeFor[iriWire]())
	r.RegisterTypeAlias(reflect.TypeFor[schema.Claim](), reflect.TypeFor[claimWire]())
	r.RegisterTypeAlias(reflect.TypeFor[schema.Statement](), reflect.TypeFor[statementWire]())
}

// actorWire is an actor as JSON.
type actorWire struct {
	ID      schema.IRI   `json:"id"`
	Name    string       `json:"name" doc:"The canonical name"`
	Kind    schema.Kind  `json:"kind,omitempty"`
	Names   []nameWire   `json:"names"`
	Of      schema.IRI   `json:"of,omitempty" doc:"The state or organisation that it belongs to"`
	SameAs  string       `json:"same_as,omitempty" doc:"Wikidata identifier"`
	Code    string       `json:"code,omitempty" doc:"ISO 3166-1 alpha-3"`
	Offices []officeWire `json:"offices,omitempty"`
}

type nameWire struct {
	Text string `json:"text"`
	Lang string `json:"lang,omitempty"`
}

type officeWire struct {
	Title string     `json:"title"`
	Of    schema.IRI `json:"of"`
	Start string     `json:"start,omitempty"`
	End   string     `json:"end,omitempty"`
}

func actorOf(a schema.Actor) actorWire {
	w := actorWire{ID: a.ID, Name: a.Name(), Kind: a.Kind, Names: []nameWire{}, Of: a.Of, SameAs: a.SameAs, Code: a.Code}
	for _, n := range a.Names {
		w.Names = append(w.Names, nameWire(n))
	}
	for _, o := range a.Offices {
		w.Offices = append(w.Offices, officeWire(o))
	}
	return w
}

package schema

// Kind is a kind of actor.
type Kind string

// The kinds of actors. Unnamed ones are sources without a name ("a source",
// "analysts"), which exist within one document only.
const (
	State        Kind = "state"
	Organisation Kind = "organisation"
	ArmedGroup   Kind = "armed group"
	PersonKind   Kind = "person"
	Media        Kind = "media"
	Unnamed      Kind = "unnamed"
)

// Name is a name in a language (BCP 47; "" for any).
type Name struct {
	Text, Lang string
}

// Office is a post that a person holds for a state or organisation.
type Office struct {
	Title      string // "foreign minister"
	Of         IRI
	Start, End string // EDTF dates; "" is open
}

// Actor is a state, organisation, armed group or person.
type Actor struct {
	ID      IRI
	Kind    Kind
	Names   []Name // the first is the canonical one
	Of      IRI    // the state or organisation that it belongs to, or ""
	SameAs  string // Wikidata identifier ("Q794"), or ""
	Code    string // ISO 3166-1 alpha-3 for states, or ""
	Offices []Office
}

// Name is the canonical name.
func (a *Actor) Name() string {
	if len(a.Names) == 0 {
		return string(a.ID)
	}
	return a.Names[0].Text
}

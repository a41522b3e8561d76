// Package ask answers who said what of whom, and when, from a store.
//
//	Siapa menuduh Iran pada Oktober 2022? / Who accused Iran in October 2022?
//
// is a [Query] with an act, a target and a time, and its [Answer] is a page of
// statements with their evidence, newest first. Invariants: the index of the store
// only narrows down; each statement returned was read and checked against the whole
// query, so that an answer is what a scan of all statements would give; nothing is
// cut without a word ([Answer.Truncated], [Answer.Next]).
package ask

import (
	"encoding/json"
	"errors"
	"fmt"

	"saksi/schema"
)

// Order is the order of an answer.
type Order string

// The orders, by the day on which a statement was made; statements of one day come
// in the order of their identities, and those without a day at the older end.
const (
	Newest Order = "newest"
	Oldest Order = "oldest"
)

// Limits of a page of statements.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// Query says which statements are wanted. Fields that are left empty ask for
// nothing; all that are filled in must hold. Actors are named any way that a person
// would: "Iran", "IRN", "Teheran", "Zelensky", "actor/IRN".
type Query struct {
	Acts []schema.Act `json:"act,omitempty"`
	// By is the speaker: an actor, or the person who spoke for it.
	By string `json:"by,omitempty"`
	// Person is the person who spoke.
	Person string `json:"person,omitempty"`
	// Against is whom the statement blames: the target of the act, or the agent of
	// the claim.
	Against string `json:"against,omitempty"`
	// Target is the target of the act alone.
	Target string `json:"target,omitempty"`
	// Agent and Patient are who does and who undergoes what the claim says.
	Agent   string `json:"agent,omitempty"`
	Patient string `json:"patient,omitempty"`
	// With is an actor in any role, that of the speaker among them.
	With      string            `json:"with,omitempty"`
	Relations []schema.Relation `json:"relation,omitempty"`
	// About are words of the claim or its theme, all of which must be there; when
	// they name an actor, the claim or the act may also be about that actor.
	About string `json:"about,omitempty"`
	// Text are words of the sentence, all of which must be there.
	Text     string          `json:"text,omitempty"`
	Polarity schema.Polarity `json:"polarity,omitempty"`
	Modality schema.Modality `json:"modality,omitempty"`
	Stance   schema.Stance   `json:"stance,omitempty"`
	// SaidSince and SaidUntil bound when it was said (EDTF), both inclusive; when
	// the statement does not tell, the date of its document stands in.
	SaidSince string `json:"said_since,omitempty"`
	SaidUntil string `json:"said_until,omitempty"`
	// Since and Until bound when it happened (EDTF), both inclusive; when the claim
	// does not tell, the time said stands in.
	Since string `json:"since,omitempty"`
	Until string `json:"until,omitempty"`
	// Place is where it happened, as words.
	Place     string `json:"place,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Lang      string `json:"lang,omitempty"`
	// MinConfidence is from 0 to 1.
	MinConfidence float64    `json:"min_confidence,omitempty"`
	Document      schema.IRI `json:"document,omitempty"`
	Claim         schema.IRI `json:"claim,omitempty"`

	Order  Order  `json:"order,omitempty"`  // Newest when empty
	Limit  int    `json:"limit,omitempty"`  // DefaultLimit when zero
	Cursor string `json:"cursor,omitempty"` // Answer.Next of the page before
	// Facets asks for the counts in [Answer.Facets].
	Facets bool `json:"facets,omitempty"`
}

// Errors that callers tell apart. Errors about one field of a query are a
// [*FieldError].
var (
	// ErrUnknownActor says that a name is of no actor that is known.
	ErrUnknownActor = errors.New("no such actor")
	// ErrCursor says that a cursor is of another query, or none at all.
	ErrCursor = errors.New("the cursor belongs to another query")
)

// FieldError says what is wrong with a field of a query, by its JSON name.
type FieldError struct {
	Field, Value string
	Err          error
}

func (e *FieldError) Error() string { return fmt.Sprintf("%s %q: %v", e.Field, e.Value, e.Err) }
func (e *FieldError) Unwrap() error { return e.Err }

func fieldError(field, value, format string, args ...any) error {
	return &FieldError{field, value, fmt.Errorf(format, args...)}
}

// Relation says how a total relates to the truth.
type Relation string

// The relations.
const (
	Exactly Relation = "eq"
	AtLeast Relation = "gte"
)

// Total is a number of statements.
type Total struct {
	Value    int      `json:"value"`
	Relation Relation `json:"relation"`
}

// Answer is a page of the statements that a query asks for.
type Answer struct {
	Statements []schema.Statement `json:"statements"`
	Total      Total              `json:"total"`
	// Next is the cursor of the next page, or "" on the last.
	Next      string `json:"next,omitempty"`
	Truncated bool   `json:"truncated"`
	// Facets are there when the query asked for them.
	Facets *Facets `json:"facets,omitempty"`
}

// Count is a value and how many statements have it.
type Count struct {
	Value string `json:"value"`
	Name  string `json:"name,omitempty"` // for people, where it differs
	Count int    `json:"count"`
}

// Facets count the statements of a query by what they have, the most frequent
// first; months are in order. Of is the number of statements counted, the first
// ones of the answer.
type Facets struct {
	Of         Total   `json:"of"`
	Acts       []Count `json:"act"`
	Speakers   []Count `json:"by"`
	Against    []Count `json:"against"`
	Relations  []Count `json:"relation"`
	Months     []Count `json:"month"`
	Publishers []Count `json:"publisher"`
}

// fingerprint identifies what a query asks for, whatever the page.
func (q Query) fingerprint() string {
	q.Cursor, q.Limit, q.Facets = "", 0, false
	b, err := json.Marshal(q)
	if err != nil {
		return ""
	}
	return schema.Address("query", string(b))
}

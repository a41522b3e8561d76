package serve

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"saksi/graph/ask"
	"saksi/schema"
)

// Filters are the filters of a query as parameters, which are the flags of saksi
// ask with underscores. The values are read by [parse]; the fields are here for the
// description of the interface, and the first check.
type Filters struct {
	Act           []string `query:"act" doc:"What was done with words; several are separated by commas" example:"[\"accuse\"]"`
	By            string   `query:"by" doc:"Who said it: an actor, by any name, or a person who spoke for one" example:"Ukraine"`
	Against       string   `query:"against" doc:"Whom it blames: the target, or who does what is claimed" example:"Iran"`
	About         string   `query:"about" doc:"Words of what is claimed, or its theme" example:"drone"`
	Relation      []string `query:"relation" doc:"What is claimed to be done; several are separated by commas" example:"[\"supply\"]"`
	Person        string   `query:"person" doc:"The person who spoke"`
	Target        string   `query:"target" doc:"The target of the act alone"`
	Agent         string   `query:"agent" doc:"Who does what is claimed"`
	Patient       string   `query:"patient" doc:"Whom it is done to"`
	With          string   `query:"with" doc:"An actor in any role"`
	Text          string   `query:"text" doc:"Words of the sentence"`
	Since         string   `query:"since" doc:"Happened then or later (EDTF: 2022, 2022-10, 2022-10-17)" example:"2022"`
	Until         string   `query:"until" doc:"Happened then or before (EDTF)"`
	SaidSince     string   `query:"said_since" doc:"Said then or later (EDTF)" example:"2022-10"`
	SaidUntil     string   `query:"said_until" doc:"Said then or before (EDTF)"`
	Place         string   `query:"place" doc:"Words of where it happened"`
	Publisher     string   `query:"publisher" doc:"Who published it"`
	Lang          string   `query:"lang" doc:"Language of the document" example:"id"`
	Polarity      string   `query:"polarity" enum:"positive,negative" doc:"Whether the words affirm or negate the claim"`
	Modality      string   `query:"modality" enum:"actual,planned,possible,future" doc:"In which way the claim is meant to hold"`
	Stance        string   `query:"stance" enum:"for,against,neither" doc:"What the speaker holds of the claim"`
	Document      string   `query:"document" doc:"Statements of one document (doc/…)"`
	Claim         string   `query:"claim" doc:"Statements about one claim (claim/…)"`
	MinConfidence float64  `query:"min_confidence" minimum:"0" maximum:"1" doc:"Least probability of being right"`
}

// Paging is which part of a list is wanted, and how.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"How many at most"`
	Cursor string `query:"cursor" doc:"Where the page before ended: next in its answer"`
	Format string `query:"format" doc:"The form of the answer; wins over the Accept header" example:"json"`
}

// Ordering is the order of a list, and whether to count.
type Ordering struct {
	Order  string `query:"order" enum:"newest,oldest" doc:"Which come first, by the day they were said"`
	Facets bool   `query:"facets" doc:"Count by act, speaker, accused, relation, month and publisher"`
}

// textFields are the filters that are a single text.
var textFields = []struct {
	name string
	to   func(*ask.Query) *string
}{
	{"by", func(q *ask.Query) *string { return &q.By }},
	{"against", func(q *ask.Query) *string { return &q.Against }},
	{"about", func(q *ask.Query) *string { return &q.About }},
	{"person", func(q *ask.Query) *string { return &q.Person }},
	{"target", func(q *ask.Query) *string { return &q.Target }},
	{"agent", func(q *ask.Query) *string { return &q.Agent }},
	{"patient", func(q *ask.Query) *string { return &q.Patient }},
	{"with", func(q *ask.Query) *string { return &q.With }},
	{"text", func(q *ask.Query) *string { return &q.Text }},
	{"since", func(q *ask.Query) *string { return &q.Since }},
	{"until", func(q *ask.Query) *string { return &q.Until }},
	{"said_since", func(q *ask.Query) *string { return &q.SaidSince }},
	{"said_until", func(q *ask.Query) *string { return &q.SaidUntil }},
	{"place", func(q *ask.Query) *string { return &q.Place }},
	{"publisher", func(q *ask.Query) *string { return &q.Publisher }},
	{"lang", func(q *ask.Query) *string { return &q.Lang }},
	{"polarity", func(q *ask.Query) *string { return (*string)(&q.Polarity) }},
	{"modality", func(q *ask.Query) *string { return (*string)(&q.Modality) }},
	{"stance", func(q *ask.Query) *string { return (*string)(&q.Stance) }},
	{"document", func(q *ask.Query) *string { return (*string)(&q.Document) }},
	{"claim", func(q *ask.Query) *string { return (*string)(&q.Claim) }},
	{"cursor", func(q *ask.Query) *string { return &q.Cursor }},
	{"order", func(q *ask.Query) *string { return (*string)(&q.Order) }},
}

// lists are the parameters that take several values.
var lists = []string{"act", "relation"}

// parse reads the filters of a request into a query. What is empty asks for
// nothing; what it does not know it leaves to its caller.
func parse(v url.Values, q *ask.Query) error {
	for _, f := range textFields {
		if s := strings.TrimSpace(v.Get(f.name)); s != "" {
			*f.to(q) = s
		}
	}
	if names := splitList(v["act"]); len(names) > 0 {
		q.Acts = nil
		for _, n := range names {
			if !schema.Act(n).Valid() {
				return invalid("act", "%q: one of %s", n, strings.Join(schema.ActNames(), ", "))
			}
			q.Acts = append(q.Acts, schema.Act(n))
		}
	}
	if names := splitList(v["relation"]); len(names) > 0 {
		q.Relations = nil
		for _, n := range names {
			if !schema.Relation(n).Valid() {
				return invalid("relation", "%q: one of %s", n, strings.Join(schema.RelationNames(), ", "))
			}
			q.Relations = append(q.Relations, schema.Relation(n))
		}
	}
	return parseNumbers(v, q)
}

func parseNumbers(v url.Values, q *ask.Query) error {
	if s := v.Get("min_confidence"); s != "" {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n < 0 || n > 1 {
			return invalid("min_confidence", "%q: a number from 0 to 1", s)
		}
		q.MinConfidence = n
	}
	if s := v.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > ask.MaxLimit {
			return invalid("limit", "%q: a number from 1 to %d", s, ask.MaxLimit)
		}
		q.Limit = n
	}
	if s := v.Get("facets"); s != "" {
		b, err := strconv.ParseBool(s)
		if err != nil {
			return invalid("facets", "%q: true or false", s)
		}
		q.Facets = b
	}
	return nil
}

func splitList(values []string) []string {
	var out []string
	for _, v := range values {
		for _, s := range strings.Split(v, ",") {
			if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// tidy joins the values of lists and refuses other parameters that come twice, of
// which a reader would take only one.
func tidy(u *url.URL) error {
	v, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return invalid("query", "it is not well-formed: %v", err)
	}
	changed := false
	for name, values := range v {
		switch {
		case len(values) == 1:
		case slices.Contains(lists, name):
			v[name], changed = []string{strings.Join(splitList(values), ",")}, true
		default:
			return invalid(name, "it is given %d times", len(values))
		}
	}
	if changed {
		u.RawQuery = v.Encode()
	}
	return nil
}

// known tells whether the parameter is a filter, or about the page.
func known(name string) bool {
	if slices.Contains(lists, name) || slices.Contains([]string{"min_confidence", "limit", "facets"}, name) {
		return true
	}
	return slices.ContainsFunc(textFields, func(f struct {
		name string
		to   func(*ask.Query) *string
	}) bool {
		return f.name == name
	})
}

// values writes a query as parameters, in the order in which they are always
// written; page and order are left out when they are the usual ones.
func values(q ask.Query) url.Values {
	v := make(url.Values)
	for _, f := range textFields {
		if s := *f.to(&q); s != "" {
			v.Set(f.name, s)
		}
	}
	if len(q.Acts) > 0 {
		v.Set("act", joined(q.Acts))
	}
	if len(q.Relations) > 0 {
		v.Set("relation", joined(q.Relations))
	}
	if q.MinConfidence > 0 {
		v.Set("min_confidence", strconv.FormatFloat(q.MinConfidence, 'g', -1, 64))
	}
	if q.Limit > 0 && q.Limit != ask.DefaultLimit {
		v.Set("limit", strconv.Itoa(q.Limit))
	}
	return v
}

func joined[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return strings.Join(out, ",")
}

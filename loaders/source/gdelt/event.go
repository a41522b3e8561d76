package gdelt

import (
	"fmt"
	"strconv"

	"saksi/schema"
	"saksi/seeds"
)

// The columns of the events table that are read (GDELT 2.0 event codebook).
const (
	colID       = 0
	colDay      = 1
	colActor1   = 5 // code, name, country, known group follow one another
	colActor2   = 15
	colCode     = 26
	colMentions = 31
	colPlace    = 52
	colAdded    = 59
	colURL      = 60
)

// event makes an extraction of a row of the events table.
func event(f []string) (*schema.Extraction, error) {
	if !digits(f[colID]) {
		return nil, fmt.Errorf("event number %q", f[colID])
	}
	published, _, err := stamp(f[colAdded])
	if err != nil {
		return nil, fmt.Errorf("DATEADDED: %w", err)
	}
	_, day, err := stamp(f[colDay])
	if err != nil {
		return nil, fmt.Errorf("SQLDATE: %w", err)
	}
	c, ok := decode(f[colCode])
	if !ok {
		return nil, fmt.Errorf("event code %q is not of CAMEO", f[colCode])
	}
	one, hasOne := party(f[colActor1], f[colActor1+1], f[colActor1+2], f[colActor1+3])
	two, hasTwo := party(f[colActor2], f[colActor2+1], f[colActor2+2], f[colActor2+3])
	if !hasOne {
		return nil, fmt.Errorf("event %s has no first actor", f[colID])
	}
	doc := schema.Document{ID: schema.IRI("doc/" + schema.Address("gdelt", f[colID])), InputID: "gdelt:" + f[colID],
		URL: f[colURL], Publisher: host(f[colURL]), Published: published, Lang: "en"}
	doc.Text = sentence(f, c, one, two, hasTwo, day)
	whole := schema.Span{0, len([]rune(doc.Text))}
	s := schema.Statement{Act: c.act, Said: day, Document: doc, Rule: "gdelt/" + f[colCode], Confidence: confidence(f[colMentions]),
		Content:  schema.Content{Text: doc.Text, Spans: []schema.Span{whole}, Quote: schema.NoQuote},
		Evidence: schema.Evidence{Sentence: doc.Text, Span: whole}}
	s.Document.Text = ""
	s.Claim = schema.Claim{Relation: c.relation, Polarity: schema.Positive, Modality: schema.Actual, Text: doc.Text, Spans: []schema.Span{whole}}
	if c.act != "" {
		s.Speaker = one
		if hasTwo {
			s.Targets = []schema.Party{two}
		}
	} else {
		s.Act, s.Said = schema.Report, published[:10]
		s.Speaker = schema.Party{ID: schema.ActorID(doc.Publisher, ""), Name: doc.Publisher}
		s.Claim.Agents, s.Claim.When = []schema.Party{one}, day
		if hasTwo {
			s.Claim.Patients = []schema.Party{two}
		}
	}
	if f[colPlace] != "" {
		s.Claim.Where = &schema.Topic{Text: f[colPlace]}
	}
	s.Claim.ID = schema.ClaimID(&s.Claim)
	s.ID = schema.StatementID(&s)
	return &schema.Extraction{Document: doc, Statements: []schema.Statement{s}, Actors: described(one, two)}, nil
}

// described are the actors among the parties that the seeds describe.
func described(parties ...schema.Party) []schema.Actor {
	var out []schema.Actor
	for _, p := range parties {
		if a, ok := seeds.Actor(p.ID); ok {
			out = append(out, *a)
		}
	}
	return out
}

// sentence words the row, which serves as evidence.
func sentence(f []string, c coding, one, two schema.Party, hasTwo bool, day string) string {
	verb := ""
	if info, ok := c.act.Info(); ok {
		verb = info.En
	} else if info, ok := c.relation.Info(); ok {
		verb = info.En
	}
	s := fmt.Sprintf("GDELT event %s, %s: %s %s", f[colID], day, one.Name, verb)
	if hasTwo {
		s += " " + two.Name
	}
	s += fmt.Sprintf(" (CAMEO %s, %s mentions", f[colCode], f[colMentions])
	if f[colPlace] != "" {
		s += ", " + f[colPlace]
	}
	return s + ")."
}

// confidence grows with the number of mentions, from one in three: most codings
// of GDELT that rest on one mention are wrong.
func confidence(mentions string) float64 {
	n, err := strconv.Atoi(mentions)
	if err != nil || n < 1 {
		n = 1
	}
	return float64(n) / float64(n+2)
}

package export

import (
	"cmp"
	"strings"

	"saksi/schema"
)

// saidOn is when a statement was made, as EDTF: as it tells, else the day of its
// document.
func saidOn(s *schema.Statement) string {
	if s.Said != "" {
		return s.Said
	}
	return s.Document.Date()
}

func person(s *schema.Statement) schema.Person {
	if s.Speaker.Person == nil {
		return schema.Person{}
	}
	return *s.Speaker.Person
}

func partyID(p schema.Party) string { return string(p.ID) }

func partyName(p schema.Party) string { return p.Called() }

func topicName(t *schema.Topic) string {
	if t == nil {
		return ""
	}
	return cmp.Or(t.Known(), t.Text)
}

func join(ps []schema.Party, f func(schema.Party) string) string {
	var out []string
	for _, p := range ps {
		if s := f(p); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// days are the first and the last day of an EDTF time, or "" where it is open.
func days(edtf string) (first, last string) {
	t, err := schema.ParseTime(edtf)
	if err != nil {
		return "", ""
	}
	start, end, _ := t.Bounds()
	if !start.IsZero() {
		first = start.Format("2006-01-02")
	}
	if !end.IsZero() {
		last = end.Add(-1).Format("2006-01-02") // the end is exclusive
	}
	return first, last
}

// Why words the confidence of a statement, with the reasons that can be seen:
// "high: named speaker, direct quote".
func Why(s *schema.Statement) string {
	level := "low"
	switch {
	case s.Confidence >= 0.8:
		level = "high"
	case s.Confidence >= 0.5:
		level = "medium"
	}
	var reasons []string
	switch {
	case len(s.Speaker.Spans) == 0 && s.Act == schema.Report:
		reasons = append(reasons, "the narrator's voice")
	case s.Speaker.ID == "":
		reasons = append(reasons, "speaker not known")
	case len(s.Speaker.Spans) == 0:
		reasons = append(reasons, "speaker carried over")
	default:
		reasons = append(reasons, "named speaker")
	}
	if s.Content.Quote == schema.Direct || s.Content.Quote == schema.Mixed {
		reasons = append(reasons, string(s.Content.Quote)+" quote")
	}
	if s.Cue.Text == "" && s.Act != schema.Report {
		reasons = append(reasons, "no cue")
	}
	if !s.Claim.Relation.Valid() {
		reasons = append(reasons, "no known relation")
	}
	return level + ": " + strings.Join(reasons, ", ")
}

package ask

import (
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/schema"
)

// filter is a query with its names resolved and its times read: what a statement is
// checked against.
type filter struct {
	Query
	by, person, against, target, agent, patient, with, aboutActor []schema.IRI
	themes                                                        []schema.IRI
	about, text, place                                            []string
	said, happened                                                window
}

// window is a range of time; open ends are zero.
type window struct{ from, to time.Time }

func (w window) open() bool { return w.from.IsZero() && w.to.IsZero() }

// ofDays tells whether the window begins and ends with a day.
func (w window) ofDays() bool {
	return w.from.Equal(w.from.Truncate(24*time.Hour)) && w.to.Equal(w.to.Truncate(24*time.Hour))
}

// meetsYear tells whether a year shares an instant with the window.
func (w window) meetsYear(year int) bool {
	first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	return (w.to.IsZero() || first.Before(w.to)) && (w.from.IsZero() || first.AddDate(1, 0, 0).After(w.from))
}

// meetsDay tells whether a day of a year, as month*100 + day, shares an instant with the
// window.
func (w window) meetsDay(year, day int) bool {
	if w.open() {
		return true
	}
	start := time.Date(year, time.Month(day/100), day%100, 0, 0, 0, 0, time.UTC)
	return (w.to.IsZero() || start.Before(w.to)) && (w.from.IsZero() || start.AddDate(0, 0, 1).After(w.from))
}

// meets tells whether the time shares an instant with the window.
func (w window) meets(edtf string) bool {
	t, err := schema.ParseTime(edtf)
	if err != nil || edtf == "" {
		return false
	}
	start, end, _ := t.Bounds()
	return (w.to.IsZero() || start.IsZero() || start.Before(w.to)) && (w.from.IsZero() || end.IsZero() || end.After(w.from))
}

// readWindow reads two EDTF times of which the first begins and the second ends it.
func readWindow(sinceField, since, untilField, until string) (w window, err error) {
	if since != "" {
		t, err := schema.ParseTime(since)
		if err != nil {
			return w, &FieldError{sinceField, since, err}
		}
		w.from, _, _ = t.Bounds()
	}
	if until != "" {
		t, err := schema.ParseTime(until)
		if err != nil {
			return w, &FieldError{untilField, until, err}
		}
		_, w.to, _ = t.Bounds()
	}
	if !w.from.IsZero() && !w.to.IsZero() && !w.from.Before(w.to) {
		return w, fieldError(untilField, until, "before %s %q", sinceField, since)
	}
	return w, nil
}

// SaidOn is when the statement was made, as EDTF: as it tells, else the date of
// its document.
func SaidOn(s *schema.Statement) string {
	if s.Said != "" {
		return s.Said
	}
	return s.Document.Date()
}

// HappenedOn is when what the claim says took place, as EDTF: as it tells, else
// when it was said.
func HappenedOn(s *schema.Statement) string {
	if s.Claim.When != "" {
		return s.Claim.When
	}
	return SaidOn(s)
}

// trait is a property of statements that one lookup shows.
type trait struct {
	property quad.IRI
	value    quad.Value
	absent   bool // it is to be absent
}

func (f *filter) traits() []trait {
	var out []trait
	if f.Stance != "" {
		out = append(out, trait{property: schema.PStance, value: quad.IRI("stance/" + f.Stance)})
	}
	if f.Polarity != "" { // only the negative one is written down
		out = append(out, trait{schema.PPolarity, quad.String(schema.Negative), f.Polarity != schema.Negative})
	}
	return out
}

// actsThatMay lists the acts whose statements may have the stance: those for a claim are
// against it where they negate it.
func actsThatMay(s schema.Stance) []schema.Act {
	var out []schema.Act
	for _, a := range schema.Acts {
		if (a.Stance == schema.Neither) == (s == schema.Neither) {
			out = append(out, a.Act)
		}
	}
	return out
}

// matches checks a statement against all that the query asks.
func (f *filter) matches(s *schema.Statement) bool {
	return f.matchesAct(s) && f.matchesActors(s) && f.matchesClaim(s) && f.matchesSource(s)
}

func (f *filter) matchesAct(s *schema.Statement) bool {
	return (len(f.Acts) == 0 || slices.Contains(f.Acts, s.Act)) &&
		(f.Stance == "" || s.Stance() == f.Stance) &&
		(f.MinConfidence == 0 || s.Confidence >= f.MinConfidence) &&
		(f.said.open() || f.said.meets(SaidOn(s))) &&
		(f.happened.open() || f.happened.meets(HappenedOn(s)))
}

func (f *filter) matchesActors(s *schema.Statement) bool {
	speaker := []schema.Party{s.Speaker}
	for _, c := range []struct {
		want  []schema.IRI
		roles [][]schema.Party
	}{
		{f.by, [][]schema.Party{speaker}},
		{f.against, [][]schema.Party{s.Targets, s.Claim.Agents}},
		{f.target, [][]schema.Party{s.Targets}},
		{f.agent, [][]schema.Party{s.Claim.Agents}},
		{f.patient, [][]schema.Party{s.Claim.Patients}},
		{f.with, [][]schema.Party{speaker, s.Targets, s.Claim.Agents, s.Claim.Patients}},
	} {
		if len(c.want) > 0 && !anyOf(c.want, c.roles) {
			return false
		}
	}
	if len(f.person) > 0 {
		p := s.Speaker.Person
		if !slices.Contains(f.person, s.Speaker.ID) && (p == nil || !slices.Contains(f.person, p.ID)) {
			return false
		}
	}
	return true
}

// matchesOutline checks what the conditions of a plan leave open when it is outlined.
func (f *filter) matchesOutline(o *graph.Outline) bool {
	return (f.Stance == "" || o.Stance == f.Stance) &&
		(f.MinConfidence == 0 || o.Confidence >= f.MinConfidence) &&
		(f.Polarity == "" || o.Polarity == f.Polarity) &&
		(f.Modality == "" || o.Claim.Modality == f.Modality) &&
		(f.Lang == "" || strings.EqualFold(o.Document.Lang, f.Lang)) &&
		(f.said.open() || f.said.meets(o.Said)) &&
		(f.happened.open() || f.happened.meets(o.Happened))
}

// anyOf tells whether one of the actors is in one of the roles, itself or as the
// person who stands for another.
func anyOf(want []schema.IRI, roles [][]schema.Party) bool {
	for _, ps := range roles {
		for _, p := range ps {
			if slices.Contains(want, p.ID) || p.Person != nil && slices.Contains(want, p.Person.ID) {
				return true
			}
		}
	}
	return false
}

func (f *filter) matchesClaim(s *schema.Statement) bool {
	c := &s.Claim
	if len(f.Relations) > 0 && !slices.Contains(f.Relations, c.Relation) ||
		f.Polarity != "" && c.Polarity != f.Polarity ||
		f.Modality != "" && c.Modality != f.Modality ||
		f.Claim != "" && c.ID != f.Claim {
		return false
	}
	if len(f.place) > 0 && (c.Where == nil || !containsAll(graph.Words(c.Where.Text+" "+string(c.Where.ID)), f.place)) {
		return false
	}
	if len(f.about) > 0 && !containsAll(graph.ClaimWords(c), f.about) &&
		(c.Theme == nil || !slices.Contains(f.themes, c.Theme.ID)) &&
		!anyOf(f.aboutActor, [][]schema.Party{s.Targets, c.Agents, c.Patients}) {
		return false
	}
	return f.worded(s.Evidence.Sentence)
}

// worded tells whether a sentence has the words of the text that is asked for.
func (f *filter) worded(sentence string) bool {
	return len(f.text) == 0 || containsAll(graph.Words(sentence), f.text)
}

func containsAll(have, want []string) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

func (f *filter) matchesSource(s *schema.Statement) bool {
	d := &s.Document
	return (f.Document == "" || d.ID == f.Document) &&
		(f.Publisher == "" || schema.Normal(d.Publisher) == schema.Normal(f.Publisher)) &&
		(f.Lang == "" || strings.EqualFold(d.Lang, f.Lang))
}

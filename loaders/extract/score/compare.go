package score

import (
	"slices"
	"strings"
	"unicode"

	"saksi/schema"
)

// Field is a part of a statement that is scored by itself.
type Field string

// The fields, in the order in which they are printed.
const (
	FieldAct        Field = "act"
	FieldSpeaker    Field = "speaker"
	FieldPerson     Field = "person"
	FieldTarget     Field = "target"
	FieldRelation   Field = "relation"
	FieldAgents     Field = "agents"
	FieldPatients   Field = "patients"
	FieldTheme      Field = "theme"
	FieldModality   Field = "modality"
	FieldPolarity   Field = "polarity"
	FieldWhen       Field = "when"
	FieldRespondsTo Field = "responds_to"
)

// fields says how each field is compared: scored is false where the gold line
// does not have it. Responses need the whole document and are not here.
var fields = []struct {
	field   Field
	compare func(g *Gold, s *schema.Statement) (scored, right bool)
}{
	{FieldAct, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Act != "", s.Act == g.Act || slices.Contains(g.Alt, s.Act)
	}},
	{FieldSpeaker, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Speaker != nil, speakerIs(g.Speaker, s.Speaker)
	}},
	{FieldPerson, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Person != nil, personIs(g.Person, s)
	}},
	{FieldTarget, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Target != nil, partiesAre(g.Target, s.Targets)
	}},
	{FieldRelation, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Relation != nil, g.Relation != nil && string(s.Claim.Relation) == *g.Relation
	}},
	{FieldAgents, func(g *Gold, s *schema.Statement) (bool, bool) {
		if together(g, s) {
			return true, partiesAre(slices.Concat(g.Agents, g.Patients), slices.Concat(s.Claim.Agents, s.Claim.Patients))
		}
		return g.Agents != nil, partiesAre(g.Agents, s.Claim.Agents)
	}},
	{FieldPatients, func(g *Gold, s *schema.Statement) (bool, bool) {
		if together(g, s) {
			return true, partiesAre(slices.Concat(g.Agents, g.Patients), slices.Concat(s.Claim.Agents, s.Claim.Patients))
		}
		return g.Patients != nil, partiesAre(g.Patients, s.Claim.Patients)
	}},
	{FieldTheme, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Theme != nil && *g.Theme != "", g.Theme != nil && themeIs(*g.Theme, s.Claim.Theme)
	}},
	{FieldModality, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Modality != "", s.Claim.Modality == g.Modality
	}},
	{FieldPolarity, func(g *Gold, s *schema.Statement) (bool, bool) {
		return g.Polarity != "", s.Claim.Polarity == g.Polarity
	}},
	{FieldWhen, func(g *Gold, s *schema.Statement) (bool, bool) {
		_, err := schema.ParseTime(g.When)
		return g.When != "" && err == nil, s.Claim.When == g.When
	}},
}

// together tells that agents and patients are one set, since the relation holds
// between all of them.
func together(g *Gold, s *schema.Statement) bool {
	info, ok := s.Claim.Relation.Info()
	return ok && info.Symmetric && g.Agents != nil && g.Patients != nil
}

// speakerIs also accepts the person where the gold names one by itself.
func speakerIs(want List, p schema.Party) bool {
	if partiesAre(want, []schema.Party{p}) {
		return true
	}
	return p.Person != nil && partiesAre(want, []schema.Party{{ID: p.Person.ID, Name: p.Person.Name}})
}

func personIs(want *string, s *schema.Statement) bool {
	if want == nil {
		return false
	}
	p := s.Speaker.Person
	if p == nil { // an unaffiliated person is the speaker itself
		p = &schema.Person{Name: s.Speaker.Name}
	}
	if *want == "" {
		return s.Speaker.Person == nil
	}
	a, b := " "+schema.Normal(*want)+" ", " "+schema.Normal(p.Name)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// partiesAre compares known actors by identity. Other parties only have to be
// there where the gold names them in words.
func partiesAre(want List, got []schema.Party) bool {
	known := 0
	for _, p := range got {
		if p.ID != "" {
			known++
		}
	}
	matched := 0
	for _, w := range want {
		i := slices.IndexFunc(got, func(p schema.Party) bool { return isParty(w, p) })
		if i < 0 {
			return false
		}
		if got[i].ID != "" {
			matched++
		}
	}
	return matched == known
}

func isParty(want string, p schema.Party) bool {
	if id, ok := strings.CutPrefix(string(p.ID), "actor/"); ok && strings.EqualFold(id, strings.TrimPrefix(want, "actor/")) {
		return true
	}
	n := schema.Normal(want)
	return n != "" && (n == schema.Normal(p.Name) || n == schema.Normal(p.Text))
}

// themeIs is lenient, since gold words a theme in English and freely: one word of
// it must be there, in the theme's identity or in its text, up to its ending.
func themeIs(want string, got *schema.Topic) bool {
	if got == nil {
		return false
	}
	have := words(strings.TrimPrefix(string(got.ID), "theme/") + " " + got.Text)
	for _, w := range words(want) {
		for _, h := range have {
			if w == h || stem(w) == stem(h) {
				return true
			}
		}
	}
	return false
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// stem is the first five letters: "military" and "militer" are one theme.
func stem(w string) string {
	if len(w) > 5 {
		return w[:5]
	}
	return strings.TrimSuffix(w, "s")
}

// Fields lists the fields in the order in which they are printed.
func Fields() []Field {
	var out []Field
	for _, f := range fields {
		out = append(out, f.field)
	}
	return append(out, FieldRespondsTo)
}

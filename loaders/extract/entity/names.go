package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"saksi/loaders/extract/segment"
	"saksi/schema"
	"saksi/seeds"
)

// plausible tells whether a match of a name is one where it stands.
func (s *scanner) plausible(m *match, sent *segment.Sentence, wr writing) bool {
	n := &s.gaz.names[m.name]
	if n.Sort == seeds.Surname && wr == capitals && len(n.Text) < 4 {
		return false
	}
	single := m.last-m.first == 1
	if !single {
		return true
	}
	low := s.lower(m.first)
	before, after := "", ""
	if m.first > sent.First {
		before = s.lower(m.first - 1)
	}
	if m.last < sent.Last {
		after = s.text.Form(m.last)
	}
	switch {
	case before == "bahasa" || before == "dolar" || before == "dollar" || before == "aksara":
		return false // the language, the currency
	case after == "$":
		return false
	case wr == titleCase && in(low, isStem) && m.first > sent.First && !in(before, isTie) && !in(before, isPlace):
		return false // "Ukraina Serang Kremlin", but "di Serang"
	case wr == capitals && in(low, isShout):
		return false
	case low == "as" && after != "" && (strings.EqualFold(after, "roma") || strings.EqualFold(after, "monaco")):
		return false
	case low == "georgia" && s.lang != indonesian:
		return !s.american()
	}
	if in(low, isNamesake) && wr == plain {
		if after != "" && capital(after) && s.nameAt[min(int(m.last), len(s.nameAt)-1)] == 0 && !s.known(m.last, sent) && low != "washington" && n.Sort != seeds.Adjective {
			return false
		}
		if in(before, isForename) && m.first > sent.First && capital(s.text.Form(m.first-1)) {
			return false
		}
	}
	return true
}

// known tells whether token t begins a name of the gazetteer or a role word.
func (s *scanner) known(t int32, sent *segment.Sentence) bool {
	if t >= sent.Last || s.firstOf[t] == s.firstOf[t+1] {
		return true
	}
	_, e := s.longest(s.firstOf[t], s.firstOf[sent.Last], plain, true)
	if e == nil {
		_, e = s.longest(s.firstOf[t], s.firstOf[sent.Last], plain, false)
	}
	return e != nil
}

// american tells whether the document so far is about the United States and not
// about the Caucasus, for the state of Georgia.
func (s *scanner) american() bool {
	american := false
	for i := range s.matches {
		if s.matches[i].name < 0 {
			continue
		}
		switch n := &s.gaz.names[s.matches[i].name]; n.Actor {
		case "actor/RUS", "actor/ARM", "actor/AZE", "actor/TUR", "actor/UKR", "place/abkhazia", "place/south-ossetia", "place/caucasus", "actor/MDA":
			return false
		case "actor/GEO":
			return false
		case "actor/USA", "actor/GOP", "actor/DEMOCRATS":
			american = true
		}
	}
	return american
}

// capital tells whether a form begins with a capital letter.
func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// nameRun is the run of capitalised tokens from t, with particles and initials
// between, that no gazetteer name begins; n counts the capitalised ones.
func (s *scanner) nameRun(t, limit int32) (last int32, n int) {
	last = t
	for k := t; k < limit; k++ {
		form := s.text.Form(k)
		low := strings.ToLower(form)
		switch {
		case k > t && strings.IndexByte(s.text.Source[s.text.Tokens[k-1].End:s.text.Tokens[k].Start], '\n') >= 0:
			return last, n
		case s.nameAt[k] != 0 && k > t && !s.partOfName(k), k > t && (s.introduces(k) || in(low, isCalendar)):
			return last, n
		case k > t+1 && last == k-1 && s.text.Form(k-1) == "-" && s.text.Tokens[k].Glued:
			last = k + 1 // "Lee Nak-yon"
		case capital(form) && (k == t || s.roleAt[k] == 0 || n > 0):
			if s.nameAt[k] != 0 && k == t {
				return last, n
			}
			if !wordy(form) {
				return last, n
			}
			last = k + 1
			n++
		case k > t && (form == "-" || form == "–" || form == "'" || form == "’") && s.text.Tokens[k].Glued && k+1 < limit && s.text.Tokens[k+1].Glued:
		case k > t && form == "." && s.text.Tokens[k].Glued && k-1 >= t && len(s.text.Form(k-1)) <= 2:
			if last == k {
				last = k + 1
			}
		case strings.HasPrefix(low, "al-") || strings.HasPrefix(low, "el-") || strings.HasPrefix(low, "as-") || strings.HasPrefix(low, "ad-"):
			last = k + 1
			n++
		case k > t:
			if !in(low, isParticle) {
				return last, n
			}
		default:
			if !in(low, isOpener) {
				return last, n
			}
		}
	}
	return last, n
}

// partOfName tells whether the gazetteer's name at token k may be a part of a
// longer unknown one: a family name, a town that is also a name.
func (s *scanner) partOfName(k int32) bool {
	m := &s.matches[s.nameAt[k]-1]
	n := &s.gaz.names[m.name]
	return m.last-m.first == 1 && n.Sort == seeds.Surname
}

// wordy tells whether a capitalised form looks like a part of a name and not like
// a number or symbol.
func wordy(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(r)
}

// titledName finds a person's name right after a title or an office, which no
// gazetteer knows ("Menteri Pertahanan Sjafrie Sjamsoeddin", "Col. Ivan Petrov").
func (s *scanner) titledName(t int32, sent *segment.Sentence) (first, last int32, ok bool) {
	if t == sent.First || s.roleAt[t] != 0 || !capital(s.text.Form(t)) {
		return 0, 0, false
	}
	prev := t - 1
	if s.text.Form(prev) == "." && prev > sent.First {
		prev--
	}
	if s.text.Form(prev) == ")" && prev-3 >= sent.First && s.text.Form(prev-2) == "(" {
		prev -= 3 // "Badan Tenaga Atom Internasional (IAEA) Rafael Grossi"
	}
	if !s.introduces(prev) && !s.introducesAcross(prev, sent) {
		return 0, 0, false
	}
	last, n := s.nameRun(t, sent.Last)
	if n < 2 || last-t > 8 || s.lang&english == 0 && last < sent.Last && s.affiliation(last) {
		return 0, 0, false // "Sekretaris Luar Negeri India ..."
	}
	return t, last, true
}

// affiliation tells whether token t begins the name of a state or organisation.
func (s *scanner) affiliation(t int32) bool {
	if s.nameAt[t] == 0 {
		return false
	}
	r, ok := seeds.Lookup(s.gaz.names[s.matches[s.nameAt[t]-1].name].Actor)
	return ok && r.Kind != schema.PersonKind
}

// particleName finds a name by the particle in it ("Mohammad al-Otaibi").
func (s *scanner) particleName(t int32, sent *segment.Sentence, wr writing) (last int32, ok bool) {
	if wr != plain || s.roleAt[t] != 0 || t+1 >= sent.Last || !capital(s.text.Form(t)) {
		return 0, false
	}
	low := s.lower(t + 1)
	if !strings.HasPrefix(low, "al-") && !strings.HasPrefix(low, "el-") && low != "bin" && low != "al" && low != "el" && low != "von" && low != "van" && low != "ibn" && low != "binti" {
		return 0, false
	}
	last, n := s.nameRun(t, sent.Last)
	return last, n >= 2 && last-t > 1 && last-t <= 8
}

// introduces tells whether the role at token t may stand right before a name.
func (s *scanner) introduces(t int32) bool {
	k := s.roleAt[t]
	if k == 0 {
		return false
	}
	switch s.gaz.roles[s.matches[k-1].role].Class {
	case seeds.Title, seeds.Office, seeds.Rank, seeds.Spokes, seeds.OwnVoice:
		return true
	}
	return false
}

// introducesAcross tells whether token t ends the state or organisation of an
// office, as Indonesian puts it between office and name ("menlu Rusia Sergei Lavrov").
func (s *scanner) introducesAcross(t int32, sent *segment.Sentence) bool {
	if s.lang&indonesian == 0 || s.nameAt[t] == 0 {
		return false
	}
	m := &s.matches[s.nameAt[t]-1]
	if r, ok := seeds.Lookup(s.gaz.names[m.name].Actor); !ok || r.Kind == schema.PersonKind {
		return false
	}
	before := m.first - 1
	for steps := 0; steps < 4 && before >= sent.First; steps++ {
		if s.introduces(before) {
			return true
		}
		if s.roleAt[before] == 0 && (s.nameAt[before] != 0 || !capital(s.text.Form(before))) {
			return false
		}
		before--
	}
	return false
}

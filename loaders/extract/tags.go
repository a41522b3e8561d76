package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

// tags adds to the names of a sentence the words that the lexicon knows as verbs
// or nouns only, so that the tagger need not guess: those with the affixes of a
// verb, and in headlines, where every word has a capital, the bare ones too. Words
// within the name of an office ("press secretary") are no verbs.
func tags(l *language.Language, t *segment.Text, sent int, names []syntax.Join, inRole func(token int32) bool) []syntax.Join {
	s := t.Sentences[sent]
	title := titleCase(t, s)
	headline := s.First == 0 && !strings.HasSuffix(t.Form(s.Last-1), ".")
	out, k := names, 0
	for i := s.First; i < s.Last; i++ {
		for k < len(names) && names[k].Last <= i {
			k++
		}
		if k < len(names) && names[k].First <= i {
			continue
		}
		form := t.Form(i)
		if i+1 < s.Last && len(l.Joined) > 0 && l.Joined[[2]string{strings.ToLower(form), strings.ToLower(t.Form(i + 1))}] {
			out = append(out, syntax.Join{First: i, Last: i + 2, POS: syntax.ADJ})
			i++
			continue
		}
		if headline && k > 0 && names[k-1].Last == i && headlineVerb(l, t, s, names, k, title) {
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.VERB})
			continue
		}
		if len(form) < 4 {
			continue
		}
		lower := form
		if r, _ := utf8.DecodeRuneInString(form); unicode.IsUpper(r) {
			if i > s.First && !title {
				continue
			}
			lower = strings.ToLower(form)
		}
		if i+1 < s.Last && l.Is(lower, language.Attributive) {
			if i > s.First && l.Is(t.Form(i-1), language.Preposition) {
				out = append(out, syntax.Join{First: i - 1, Last: i, POS: syntax.ADP}) // "from neighbouring Peru"
			}
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.ADJ})
			continue
		}
		if i+1 < s.Last && participle(t, i) && unicode.IsLower(first(t.Form(i+1))) {
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.ADJ})
			continue
		}
		if l.BareCue && i+1 < s.Last && l.Is(lower, language.Also) && l.Only(strings.ToLower(t.Form(i+1))) == language.Verb {
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.ADV}) // "balik menuduh"
			continue
		}
		switch only := l.Only(lower); {
		case only == language.Verb && inRole(i):
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.NOUN})
		case only == language.Verb && title && l.BareCue && i > s.First && objectOf(l, t, out, i):
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.NOUN})
		case only == language.Verb && (l.Finite(lower) || title && i > s.First || l.Uninflected(lower)):
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.VERB})
		case title && l.BareCue && i > s.First && lends(l, lower):
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.VERB})
		case only == language.Noun && lower != form:
			out = append(out, syntax.Join{First: i, Last: i + 1, POS: syntax.NOUN})
		}
	}
	if len(out) > len(names) {
		slices.SortFunc(out, func(a, b syntax.Join) int { return int(a.First - b.First) })
	}
	return out
}

// lends tells whether the lexicon knows a word as nothing but a verb that passes its
// subject on: "dalangi".
func lends(l *language.Language, lower string) bool {
	e := l.Lookup(lower)
	return e != nil && len(e.Controls) > 0 && len(e.Cues)+len(e.Relations) == 0 && e.Class == 0 &&
		!slices.ContainsFunc(e.Controls, func(c language.ControlForm) bool { return c.POS != language.Verb })
}

// objectOf tells whether token i stands right behind a verb that takes things, and no verbs:
// in "Langgar Hukum" the law is broken.
func objectOf(l *language.Language, t *segment.Text, out []syntax.Join, i int32) bool {
	if len(out) == 0 || out[len(out)-1].Last != i || out[len(out)-1].POS != syntax.VERB || l.Finite(strings.ToLower(t.Form(i))) {
		return false
	}
	e := l.Lookup(strings.ToLower(t.Form(i - 1)))
	return e != nil && len(e.Relations) > 0 && len(e.Cues)+len(e.Controls) == 0 &&
		!slices.ContainsFunc(e.Relations, func(r language.RelationForm) bool { return len(r.Rest) > 0 })
}

// headlineVerb tells whether the token behind name k-1 is the verb of a headline: a bare
// stem in Indonesian, a form in -s before another name in English ("Israel strikes Gaza"),
// or a stem behind two names ("Putin, Xi meet").
func headlineVerb(l *language.Language, t *segment.Text, s segment.Sentence, names []syntax.Join, k int, title bool) bool {
	i := names[k-1].Last
	lower := strings.ToLower(t.Form(i))
	switch {
	case l.BareCue:
		return bareVerb(l, lower)
	case i+1 >= s.Last:
		return false
	case strings.HasSuffix(lower, "s"):
		named := k < len(names) && names[k].First == i+1 || !title && unicode.IsUpper(first(t.Form(i+1)))
		return named && someVerb(l, lower)
	}
	pair := k > 1 && names[k-2].First == s.First && names[k-1].First == names[k-2].Last+1 && t.Form(names[k-2].Last) == ","
	return pair && someVerb(l, lower)
}

// bareVerb tells whether a word may be the stem of a verb, which is one behind the name
// that a headline begins with: "Iran klaim …", "Israel tembaki …".
func bareVerb(l *language.Language, lower string) bool {
	e := l.Lookup(lower)
	return e != nil && (slices.ContainsFunc(e.Cues, func(c language.CueForm) bool {
		return c.POS == language.Verb && c.Voice == language.Bare && !c.Weak
	}) || slices.ContainsFunc(e.Relations, func(r language.RelationForm) bool {
		return r.POS == language.Verb && r.Voice == language.Bare && !r.Weak
	}))
}

// someVerb tells whether a word may be a verb of the lexicon: "Israel strikes Gaza".
func someVerb(l *language.Language, lower string) bool {
	e := l.Lookup(lower)
	return e != nil && (slices.ContainsFunc(e.Cues, func(c language.CueForm) bool { return c.POS == language.Verb }) ||
		slices.ContainsFunc(e.Relations, func(r language.RelationForm) bool { return r.POS == language.Verb }) ||
		slices.ContainsFunc(e.Controls, func(c language.ControlForm) bool { return c.POS == language.Verb }))
}

// participle tells whether token i ends a compound such as "long-standing" or
// "Russia-backed", which qualifies what follows.
func participle(t *segment.Text, i int32) bool {
	form := t.Form(i)
	if i < 2 || !strings.HasSuffix(form, "ing") && !strings.HasSuffix(form, "ed") {
		return false
	}
	return t.Form(i-1) == "-" && t.Tokens[i-1].End == t.Tokens[i].Start && t.Tokens[i-2].End == t.Tokens[i-1].Start
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// titleCase tells whether nearly all longer words of a sentence have a capital.
func titleCase(t *segment.Text, s segment.Sentence) bool {
	upper, all := 0, 0
	for i := s.First; i < s.Last; i++ {
		form := t.Form(i)
		r, _ := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(r) || len(form) < 4 {
			continue
		}
		if all++; unicode.IsUpper(r) {
			upper++
		}
	}
	return all >= 2 && upper*5 >= all*4
}

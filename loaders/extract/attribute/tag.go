package attribute

import (
	"strings"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

const longestTag = 30 // words of a source that stands between a quotation and its cue

// tag reads a speech tag, where punctuation shows who speaks better than the tree:
//
//	"…," a spokesman for the ministry, N. N., said …
//	"…," said N. N.
//	The talks failed, the ministry said.
//
// It returns the head word of the source, or -1.
func (f *Finder) tag(c *candidate) int32 {
	if !c.form.That || c.form.POS == language.Noun || c.passive || c.clitic {
		return -1
	}
	s := c.s
	if j := f.nameBehind(c); j >= 0 {
		return j
	}
	lo, quoted := f.tagStart(c)
	if lo < 0 {
		return -1
	}
	hi := c.word - 1
	for hi >= lo && (s.Word(hi).POS == syntax.ADV || s.Word(hi).POS == syntax.AUX || s.Is(hi, language.Also)) {
		hi--
	}
	switch {
	case !quoted && !f.closes(c):
		return -1
	case lo > hi && quoted:
		return f.behind(c)
	case hi-lo >= longestTag || lo > hi:
		return -1
	}
	return f.phraseIn(c, lo, hi)
}

// nameBehind is the source of a cue that stands behind a comma and before the name with
// which the sentence ends: "The talks failed, noted N. N."; or -1.
func (f *Finder) nameBehind(c *candidate) int32 {
	s := c.s
	if s.Lang.BareCue || c.generic || c.word < 3 || s.Word(c.word-1).Form != "," || s.Word(c.word).Feats&syntax.VBG != 0 || s.Word(c.word).Rel == syntax.AclRelcl {
		return -1
	}
	j := f.behind(c)
	if j < 0 || !s.Is(j, language.SayNoun) && (s.Word(j).POS != syntax.PROPN || !s.Ref(j).Animate || len(s.Ref(j).Actors) == 0) {
		return -1
	}
	hi := s.Len() - 1
	for hi > j && s.Word(hi).POS == syntax.PUNCT {
		hi--
	}
	for k := c.last + 1; k <= hi; k++ {
		if p := s.Word(k).POS; p == syntax.VERB || p == syntax.AUX || p == syntax.SCONJ {
			return -1
		}
	}
	c.lo, c.hi, c.tagged = c.last+1, hi, true
	return j
}

// tagStart is the first word behind the quotation or comma that ends before the
// cue, and whether it is a quotation; -1 where there is none in the sentence.
func (f *Finder) tagStart(c *candidate) (int32, bool) {
	s := c.s
	around := f.quoteAround(s.Word(c.word).Start)
	for j := c.word - 1; j >= 0 && j >= c.word-longestTag; j-- {
		w := s.Word(j)
		if w.POS != syntax.PUNCT || !closing(w.Form) || w.Form == ")" || w.Form == "]" || w.Form == "%" {
			continue
		}
		for i := f.firstQuote(w.End) - 1; i >= 0; i-- {
			q := &f.Text.Quotes[i]
			if q.End == w.End && q.Start >= around.Start && f.atLeast(minQuote, q) && f.ended(q.Inner.End, q.End) {
				return j + 1, true
			}
			if q.End < w.Start && q.Parent < 0 {
				break
			}
		}
	}
	if s.Lang.BareCue {
		return -1, false
	}
	for j := c.word - 1; j > 0 && j >= c.word-longestTag; j-- {
		if w := s.Word(j); w.Form == "," && f.subjectBefore(c, j) {
			return j + 1, false
		}
	}
	return -1, false
}

// ended tells whether a quotation ends in a mark of its own, or a comma stands
// behind it: a few quoted words within a sentence have neither.
func (f *Finder) ended(inner, end int32) bool {
	in := strings.TrimRight(f.Text.Source[:inner], " ")
	if in != "" && strings.IndexByte(",.!?-", in[len(in)-1]) >= 0 || strings.HasSuffix(in, "…") {
		return true
	}
	rest := strings.TrimLeft(f.Text.Source[end:min(int(end)+4, len(f.Text.Source))], " ")
	return rest != "" && (rest[0] == ',' || rest[0] == '-')
}

// subjectBefore tells whether what the tree has for subject of the cue stands
// before the comma at word j, and a phrase without a verb behind it.
func (f *Finder) subjectBefore(c *candidate, j int32) bool {
	s := c.s
	subj, _, _ := s.Subject(c.word)
	added := s.Word(c.word-1).Form == "," // an apposition is closed by a comma, a list by "and"
	for k := j + 1; k < c.word; k++ {
		added = added || s.Word(k).POS == syntax.CCONJ
	}
	for k := j + 1; k < c.word && added; k++ {
		if r := s.Word(k).Rel; (r == syntax.Conj || r == syntax.Appos) && s.Word(k).Head <= j {
			return false
		}
	}
	return subj < j || subj > c.word && s.Is(subj, language.TimeNoun) // "said Friday"
}

// closes tells whether the cue ends its clause: nothing that it could govern
// stands behind it.
func (f *Finder) closes(c *candidate) bool {
	s := c.s
	if s.Lang.BareCue && c.src > c.last {
		return true
	}
	first := max(c.last, c.a.to) + 1
	if c.form.Obj == language.Hearer && first < s.Len() && s.Object(c.word) >= first {
		first = s.Hi[s.Object(c.word)] + 1
	}
	for j := first; j < s.Len(); j++ {
		switch w := s.Word(j); {
		case w.POS == syntax.PUNCT:
			return w.Form != ":" && !opening(w.Form)
		case j == first && w.POS != syntax.ADP && w.POS != syntax.ADV && w.Rel != syntax.OblTmod && w.Rel != syntax.OblUnmarked && w.POS != syntax.PROPN:
			return false
		case s.Is(j, language.That), w.POS == syntax.VERB, w.POS == syntax.AUX, c.form.Prep[w.Lower] != language.NoSlot:
			return false
		}
	}
	return true
}

// behind is the source right behind a cue that follows a quotation.
func (f *Finder) behind(c *candidate) int32 {
	s := c.s
	for j := c.last + 1; j < s.Len() && j <= c.last+8; j++ {
		if k := s.Word(j).Head; s.Nominal(j) {
			if s.Word(j).Rel == syntax.Nsubj || k < j || k > j+8 || !s.Nominal(k) {
				return f.named(s, j)
			}
			continue
		}
		if p := s.Word(j).POS; p != syntax.DET && p != syntax.ADJ && p != syntax.NUM {
			return -1
		}
	}
	return -1
}

// phraseIn is the head of the noun phrase that words lo to hi make up, with its
// appositions and relative clauses, or -1. It sets the source's bounds.
func (f *Finder) phraseIn(c *candidate, lo, hi int32) int32 {
	s := c.s
	for lo <= hi && (s.Word(lo).POS == syntax.PUNCT || s.Word(lo).POS == syntax.CCONJ) {
		lo++
	}
	head := int32(-1)
	for j := lo; j <= hi; j++ {
		w := s.Word(j)
		switch {
		case (w.POS == syntax.VERB || w.POS == syntax.AUX) && !participle(w) && !f.inRelative(c, lo, j):
			return -1
		case w.POS == syntax.ADP && head < 0, w.POS == syntax.SCONJ && !f.inRelative(c, lo, j):
			return -1
		case head < 0 && s.Nominal(j) && !f.dated(s, j) && (w.Head < j || w.Head > hi || !s.Nominal(w.Head)):
			head = j
		}
	}
	if head < 0 {
		return -1
	}
	for j := head; j <= hi && s.Word(j).Form != ","; j++ {
		if r := s.Ref(j); r.Animate && len(r.Actors) > 0 && !s.Ref(head).Animate && r.Start <= s.Word(head).Start {
			head = j
			break
		}
	}
	c.lo, c.hi, c.tagged = lo, hi, true
	return head
}

// participle tells whether a verb form only describes a noun.
func participle(w *syntax.Word) bool {
	return w.Rel == syntax.AclRelcl || w.Rel == syntax.Acl || w.Rel == syntax.Amod
}

// insertion is the head of a source whose apposition or relative clause ends in
// the comma at word j, right before the cue: "N. N., an analyst at the bank, said".
func (f *Finder) insertion(c *candidate, j int32) int32 {
	s := c.s
	if w := s.Word(c.word); w.Feats&syntax.VBG != 0 && s.Child(c.word, syntax.Aux) < 0 || w.Rel == syntax.Advcl {
		return -1
	}
	for lo := max(0, j-longestTag); lo < j; lo++ {
		if lo > 0 {
			if b := s.Word(lo - 1); b.POS != syntax.PUNCT && b.POS != syntax.CCONJ && b.POS != syntax.SCONJ {
				continue
			}
		}
		if s.Word(lo).POS == syntax.PUNCT || s.Is(lo, language.Relative) {
			continue
		}
		if h := f.phraseIn(c, lo, j); h >= 0 {
			if r := s.Ref(h); r.Animate || s.Word(h).POS == syntax.PROPN {
				return h
			}
			c.tagged = false
		}
	}
	return -1
}

// inRelative tells whether a relative pronoun stands between words lo and j.
func (f *Finder) inRelative(c *candidate, lo, j int32) bool {
	for k := lo + 1; k < j; k++ {
		if c.s.Is(k, language.Relative) {
			return true
		}
	}
	return false
}

package attribute

import (
	"slices"
	"sort"
	"strings"

	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// opening tells whether a mark opens a quotation or parenthesis, or belongs to the
// word behind it.
func opening(form string) bool {
	switch form {
	case "\"", "“", "‘", "'", "«", "„", "``", "''", "”", "(", "[", "$":
		return true
	}
	return false
}

// closing tells whether a mark closes a quotation or parenthesis, or belongs to the
// word before it.
func closing(form string) bool {
	switch form {
	case "\"", "”", "’", "'", "»", "''", ")", "]", "%", "?", "!":
		return true
	}
	return false
}

// firstQuote is the index of the first quotation that starts at byte at or behind it.
func (f *Finder) firstQuote(at int32) int {
	return sort.Search(len(f.Text.Quotes), func(i int) bool { return f.Text.Quotes[i].Start >= at })
}

// innermost is the index of the innermost quotation around byte at, marks left
// out, or -1.
func (f *Finder) innermost(at int32) int {
	i := f.firstQuote(at+1) - 1
	for i >= 0 {
		if q := &f.Text.Quotes[i]; q.Inner.Start <= at && at < q.Inner.End {
			return i
		}
		i = int(f.Text.Quotes[i].Parent)
	}
	return -1
}

// balance lets a content that cuts a quotation reach to its end.
func (f *Finder) balance(b Bytes) Bytes {
	for i := f.firstQuote(b.Start); i < len(f.Text.Quotes) && f.Text.Quotes[i].Start < b.End; i++ {
		q := &f.Text.Quotes[i]
		if q.Closed && q.Inner.End >= b.End && strings.Trim(f.Text.Source[b.End:q.Inner.End], " .,;!?") == "" {
			b.End = q.End
		} else if q.Closed && q.Parent < 0 && q.Inner.End > b.End && f.endsSentence(b.End) && f.paragraph(b.End-1) == f.paragraph(q.End-1) {
			b.End = q.End // it goes on in the next sentence
		}
	}
	return b
}

// endsSentence tells whether only punctuation stands between byte at and the end
// of its sentence.
func (f *Finder) endsSentence(at int32) bool {
	end := f.Text.Sentences[min(f.sentence(at-1), len(f.Text.Sentences)-1)].End
	return end <= at || strings.Trim(f.Text.Source[at:end], " .!?…\"”’'") == ""
}

// quoteAround is the inside of the innermost quotation that byte at stands in.
func (f *Finder) quoteAround(at int32) (in Bytes) {
	if i := f.innermost(at); i >= 0 {
		q := &f.Text.Quotes[i]
		in = Bytes{q.Inner.Start, q.Inner.End}
	}
	return in
}

// openIn tells whether a quotation that opens in b is still open at its end.
func (f *Finder) openIn(b Bytes) bool {
	for i := f.firstQuote(b.Start); i < len(f.Text.Quotes) && f.Text.Quotes[i].Start < b.End; i++ {
		if f.Text.Quotes[i].End > b.End {
			return true
		}
	}
	return false
}

// phraseAndVerb tells whether a noun phrase and then a verb start at word j, where
// a language needs no complementizer and no finite form ("mengakui negaranya
// membunuh …").
func (f *Finder) phraseAndVerb(s *frame.Sentence, j int32) bool {
	nominal := false
	for k := j; k < s.Len() && k < j+12; k++ {
		switch s.Word(k).POS {
		case syntax.NOUN, syntax.PROPN, syntax.PRON:
			if s.Is(k, language.Relative) {
				return false
			}
			nominal = true
		case syntax.VERB:
			return nominal && s.Word(k).Rel != syntax.AclRelcl
		case syntax.ADP, syntax.PUNCT, syntax.CCONJ:
			return false
		}
	}
	return false
}

// clauseEnd is the last word of a content that starts at word start: the end of
// the sentence, unless something behind it belongs to the cue or the narrator.
func (f *Finder) clauseEnd(c *candidate, start, comp int32) int32 {
	s := c.s
	end := s.Len() - 1
	for j := start + 1; j < s.Len(); j++ {
		w := s.Word(j)
		if w.POS != syntax.PUNCT && w.POS != syntax.CCONJ && !(w.POS == syntax.SCONJ && w.Rel == syntax.Mark) && w.POS != syntax.VERB {
			continue
		}
		if f.inQuote(w.Start) {
			continue
		}
		if cut := f.cut(c, start, j, comp); cut {
			return j - 1
		}
	}
	return end
}

// inQuote tells whether byte at stands inside a quotation.
func (f *Finder) inQuote(at int32) bool { return f.innermost(at) >= 0 }

// cut tells whether the content ends before word j.
func (f *Finder) cut(c *candidate, start, j, comp int32) bool {
	s := c.s
	w := s.Word(j)
	next := j
	if w.POS == syntax.PUNCT {
		if w.Form == ";" {
			return true
		}
		if w.Form != "," && w.Form != "–" && w.Form != "—" && w.Form != "--" {
			return false
		}
		next = j + 1
	}
	for next < s.Len() && (s.Word(next).POS == syntax.CCONJ || s.Word(next).POS == syntax.ADV) {
		next++
	}
	if next >= s.Len() {
		return false
	}
	if w.POS == syntax.VERB {
		return false
	}
	if w.POS == syntax.PUNCT && f.trailing(s, next) || f.resumes(c, j, next) {
		return true
	}
	// a further cue of the same speaker: "…, and warned that", "…, seraya menambahkan bahwa"
	for k := next; k < s.Len() && k <= next+2; k++ {
		if s.Word(k).POS == syntax.VERB && f.speaks(s, k) {
			h := s.Word(k).Head
			r := s.Word(k).Rel
			if (r == syntax.Conj || r == syntax.Advcl) && h == c.word {
				return true
			}
			if r == syntax.Conj && w.POS == syntax.PUNCT && next > j+1 && s.Child(k, syntax.Nsubj, syntax.NsubjPass) < 0 && s.Word(k).Feats&syntax.VBN == 0 {
				return true
			}
			if r == syntax.Advcl && w.POS == syntax.PUNCT && s.Child(k, syntax.Nsubj) < 0 {
				return true
			}
		}
	}
	if w.POS != syntax.PUNCT {
		return false
	}
	if w.Form == "," && next > j+1 && s.Is(j+1, language.But) && f.finite(s, next) {
		return true
	}
	if w.Form == "," && next == j+1 && s.Word(next).Feats&syntax.VBG != 0 && s.Word(next).POS == syntax.VERB && s.Word(next).Rel != syntax.Conj && (f.speaks(s, next) || s.Word(next).Head == c.word) {
		return true
	}
	if s.Is(next, language.AccordingTo) && s.Word(next).POS != syntax.NOUN {
		return true
	}
	if w.Form == "," && next == j+1 && (f.another(c, next) || f.judged(s, next) || f.replies(c, next)) {
		return true
	}
	// what hangs on the cue behind its complement
	for k := next; k < s.Len() && k < next+12; k++ {
		x := s.Word(k)
		if x.Head == c.word && comp >= 0 && k > s.Hi[comp] && s.Lo[k] <= next && (x.Rel == syntax.Advcl && !f.belongs(s, k) || x.Rel == syntax.Conj || x.Rel == syntax.Parataxis) {
			return true
		}
	}
	return false
}

// another tells whether somebody else's clause begins at word i: "…, London calls it a lie",
// "…, London denies", and at the end of a headline "…, London bungkam".
func (f *Finder) another(c *candidate, i int32) bool {
	s := c.s
	if i+1 >= s.Len() || i+1 == c.word {
		return false
	}
	switch s.Word(i).POS {
	case syntax.NOUN:
		headline := s.Word(s.Len()-1).POS != syntax.PUNCT
		return headline && f.speaks(s, i+1) && s.Child(i+1, syntax.Nsubj) == i // "…, militer membantah"
	case syntax.PROPN:
	default:
		return false
	}
	if !s.Ref(i).Animate {
		return false
	}
	return s.Word(i+1).POS == syntax.VERB && f.speaks(s, i+1) || i+2 == s.Len() && len(s.Ref(i).Actors) > 0 && s.Word(i+1).POS != syntax.PROPN && s.Word(i+1).POS != syntax.PUNCT
}

// judged tells whether word i begins the name of a claim that somebody speaks of: "…, a
// charge that London calls a lie".
func (f *Finder) judged(s *frame.Sentence, i int32) bool {
	if s.Word(i).POS == syntax.DET && i+1 < s.Len() {
		i++
	}
	v := s.Child(i, syntax.AclRelcl)
	return s.Is(i, language.ClaimNoun) && v > i && f.speaks(s, v)
}

// replies tells whether a relative clause of an answer begins at word i: who is spoken of
// gives it, and who speaks does not say so. "…, which denied it"
func (f *Finder) replies(c *candidate, i int32) bool {
	s := c.s
	v := s.Word(i).Head
	return s.Is(i, language.Relative) && v > i && v != c.word && s.Word(v).Rel == syntax.AclRelcl && f.speaks(s, v) && slices.ContainsFunc(s.Entries[v].Cues, func(q language.CueForm) bool {
		info, _ := q.Act.Info()
		return info.Reply && len(q.Rest) == 0 // not "took place", though responsibility is taken
	})
}

// belongs tells whether clause k says what for or on what condition, which goes with what
// is promised or threatened.
func (f *Finder) belongs(s *frame.Sentence, k int32) bool {
	m := s.Child(k, syntax.Mark)
	return f.purpose(s, k) && s.Child(k, syntax.Cop) < 0 || m >= 0 && m < k && s.Is(m, language.If)
}

// purpose tells whether verb k says what for: "to crack down on it".
func (f *Finder) purpose(s *frame.Sentence, k int32) bool {
	m := s.Child(k, syntax.Mark)
	return m >= 0 && m < k && s.Is(m, language.Purpose)
}

// resumes tells whether the clause around the cue goes on at word next, behind the
// comma or conjunction at word j: "Moscow, which says so, has left", "denied killing
// him but gave no reason".
func (f *Finder) resumes(c *candidate, j, next int32) bool {
	s := c.s
	n := s.Word(next)
	if n.POS != syntax.VERB && n.POS != syntax.AUX || n.Feats&(syntax.VBG|syntax.VBN|syntax.VBBase) != 0 {
		return false
	}
	if s.Word(j).Form == "," && next == j+1 {
		i := c.word
		for s.Word(i).Rel == syntax.Conj && s.Word(i).Head >= 0 {
			i = s.Word(i).Head
		}
		r := s.Child(i, syntax.Nsubj, syntax.NsubjPass)
		if o := s.Child(i, syntax.Obj); o >= 0 && o < i && s.Is(o, language.Relative) {
			r = o // "…, a plumber who India said was armed, was shot"
		}
		if r < 1 || !s.Is(r, language.Relative) {
			return false
		}
		h := s.Word(i).Head
		return s.Word(r-1).Form == "," || h >= 0 && s.Word(h).Rel == syntax.Appos
	}
	return s.Word(j).POS == syntax.CCONJ && n.Rel == syntax.Conj && n.Head == c.word && n.Feats&s.Word(c.word).Feats&syntax.VBD != 0
}

// finite tells whether a clause with a subject of its own starts at word i.
func (f *Finder) finite(s *frame.Sentence, i int32) bool {
	for j := i; j < s.Len() && j < i+6; j++ {
		if r := s.Word(j).Rel; r == syntax.Nsubj || r == syntax.NsubjPass || r == syntax.Expl {
			return true
		}
	}
	return false
}

// trailing tells whether a cue with its source closes the sentence from word k on:
// "…, katanya.", "…, kata X."
func (f *Finder) trailing(s *frame.Sentence, k int32) bool {
	if !s.Lang.BareCue {
		return f.closingTag(s, k)
	}
	e := s.Entries[k]
	if e == nil || len(e.Cues) == 0 || k+1 >= s.Len() {
		return false
	}
	for _, c := range e.Cues {
		if c.That && (c.Voice == language.Bare || c.POS == language.Fixed) && (f.clitic(s, k+1) || len(s.Ref(k+1).Actors) > 0) {
			return true
		}
	}
	return false
}

// closingTag tells whether a noun phrase and a verb of saying without an object make
// up the rest of the sentence from word k on: "…, the agency reported on Monday."
func (f *Finder) closingTag(s *frame.Sentence, k int32) bool {
	v, named := k, false
	for ; v < s.Len() && v < k+longestTag/2; v++ {
		w := s.Word(v)
		if w.POS == syntax.VERB {
			break
		}
		if w.POS == syntax.PUNCT || w.POS == syntax.AUX || w.POS == syntax.SCONJ || w.POS == syntax.CCONJ || s.Is(v, language.Relative) {
			return false
		}
		named = named || s.Nominal(v)
	}
	if v >= s.Len() || !named || !f.saying(s, v) || s.Word(v).Feats&syntax.VBG != 0 {
		return false
	}
	led := false // by a preposition
	for j := v + 1; j < s.Len(); j++ {
		switch w := s.Word(j); w.POS {
		case syntax.VERB, syntax.AUX, syntax.SCONJ, syntax.CCONJ, syntax.PART:
			return false
		case syntax.ADP:
			led = true
		case syntax.PUNCT:
			if j+1 < s.Len() {
				return false
			}
		case syntax.NOUN, syntax.DET, syntax.PRON, syntax.ADJ:
			if !led {
				return false
			}
		}
	}
	return true
}

// saying tells whether word k is a verb of saying, which takes a clause.
func (f *Finder) saying(s *frame.Sentence, k int32) bool {
	if e := s.Entries[k]; e != nil {
		for _, c := range e.Cues {
			if c.That && c.POS == language.Verb && !c.Mind {
				return true
			}
		}
	}
	return false
}

// speaks tells whether word k is a cue.
func (f *Finder) speaks(s *frame.Sentence, k int32) bool {
	e := s.Entries[k]
	return e != nil && len(e.Cues) > 0
}

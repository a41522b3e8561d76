package attribute

import (
	"slices"

	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// clause finds a content clause behind the cue. Strict asks for a complementizer
// or a complement in the tree.
func (f *Finder) clause(c *candidate, strict bool) bool {
	s := c.s
	if !c.form.That {
		return false
	}
	start := int32(-1)
	comp := s.Child(c.word, syntax.Ccomp)
	if comp > c.last && !(c.src > c.last && s.Hi[c.src] >= comp) {
		start = max(s.Lo[comp], c.last+1)
	}
	if t := f.complementizer(c); t >= 0 && (start < 0 || t <= start+1 || c.form.Obj == language.Hearer) {
		if o := f.nounBefore(c, t); o >= 0 {
			return f.set(c, [2]int32{o, f.clauseEnd(c, t, comp)}) // "the idea that …"
		}
		if start = t; t > c.a.to+2 && s.Word(t-1).POS == syntax.CCONJ {
			start = c.a.to + 1 // "said this is a lie and that …"
		}
	}
	if c.generic && (start < 0 || start > c.last+2 || !s.Is(start, language.That)) {
		return false
	}
	if start < 0 && !strict && !(!s.Lang.PossFollows && c.form.Obj == language.Content && s.Child(c.word, syntax.Obj) > c.last) {
		start = f.bareClause(c)
	}
	if start < 0 || start >= s.Len() {
		return false
	}
	start = max(start, f.afterHearer(c, start))
	c.a.TargetActs = c.form.InfObj
	return f.set(c, [2]int32{start, f.clauseEnd(c, start, comp)})
}

// nounBefore is the start of an object that the clause at t belongs to, or -1.
func (f *Finder) nounBefore(c *candidate, t int32) int32 {
	s := c.s
	if c.form.Obj != language.Content || t < c.last+2 || !s.Nominal(t-1) || s.Ref(t-1).Animate || s.Word(t-1).POS != syntax.NOUN {
		return -1
	}
	if s.Is(t-1, language.ClaimNoun) || s.Word(t-1).Rel == syntax.Obj {
		return max(s.Lo[t-1], c.last+1)
	}
	return -1
}

// complementizer is the word that opens a content clause behind the group, or -1.
func (f *Finder) complementizer(c *candidate) int32 {
	s := c.s
	for j := c.a.to + 1; j < s.Len() && j <= c.a.to+14; j++ {
		if s.Is(j, language.That) && f.opensClause(c, j) {
			return j
		}
		w := s.Word(j)
		if w.POS == syntax.VERB && w.Rel != syntax.Acl || w.POS == syntax.PUNCT && w.Form != "," && w.Form != "(" && w.Form != ")" {
			return -1
		}
	}
	return -1
}

// opensClause tells whether the "that" at word j opens a clause, rather than standing for a
// thing or before its name.
func (f *Finder) opensClause(c *candidate, j int32) bool {
	s, w := c.s, c.s.Word(j)
	more := j+1 < s.Len()
	switch {
	case w.POS == syntax.SCONJ, w.Rel == syntax.Mark, w.POS == syntax.ADV && more:
		return true
	case w.POS == syntax.DET && more && s.Word(j+1).POS == syntax.PROPN: // "that Iran …"
		return true
	case c.form.Obj == language.Hearer && j > c.a.to+1 && s.Nominal(j-1): // "told Peru that …"
		return true
	}
	return f.adverbBefore(c, j)
}

// adverbBefore tells whether the "that" at word j, which the parser took for a
// relative pronoun, follows a phrase of the cue and opens a clause with a subject:
// "admitted for the first time that he …".
func (f *Finder) adverbBefore(c *candidate, j int32) bool {
	s := c.s
	if s.Lang.PossFollows || j < 2 || j+1 >= s.Len() || s.Word(j).Rel == syntax.Nsubj {
		return false
	}
	p, next := s.Word(j-1), s.Word(j+1)
	return (p.Rel == syntax.Obl || p.Rel == syntax.OblTmod || p.Rel == syntax.OblUnmarked) && p.Head == c.word && (next.Rel == syntax.Nsubj || next.Rel == syntax.Det)
}

// afterHearer skips an addressee that the parser took into the clause.
func (f *Finder) afterHearer(c *candidate, start int32) int32 {
	if c.form.Obj == language.Hearer {
		if o := c.s.Child(c.word, syntax.Obj, syntax.Iobj); o >= 0 && o >= start && o < start+6 {
			return c.s.Hi[o] + 1
		}
	}
	return start
}

// bareClause is the start of a clause right behind the group with no
// complementizer ("said the talks failed"), or -1.
func (f *Finder) bareClause(c *candidate) int32 {
	s := c.s
	j := c.a.to + 1
	if j < s.Len() && s.Word(j).POS == syntax.PUNCT && s.Word(j).Form == "," && s.Lang.PossFollows && (c.src < c.word || c.word == 0) {
		if j+1+fewest < s.Len() && (c.form.Voice != language.Bare || c.src < c.word) {
			return j + 1 // "X mengatakan, …"
		}
		j++
	}
	j = f.behindPhrase(c, j)
	for j < s.Len() && (s.Is(j, language.Day) || (s.Word(j).POS == syntax.ADV || s.Word(j).Rel == syntax.OblTmod || s.Word(j).Rel == syntax.OblUnmarked) && s.Word(j).Head == c.word) {
		j++
	}
	if j >= s.Len() || s.Word(j).POS == syntax.PUNCT || s.Word(j).POS == syntax.ADP || c.form.InfSubj && s.Word(j).Rel == syntax.Mark && s.Is(j, language.Purpose) {
		return -1
	}
	if s.Lang.PossFollows && f.phraseAndVerb(s, j) {
		return j
	}
	for k := j; k < s.Len(); k++ {
		w := s.Word(k)
		if (w.POS == syntax.VERB || w.POS == syntax.AUX || w.Rel == syntax.Root) && s.Child(k, syntax.Nsubj, syntax.NsubjPass, syntax.Cop, syntax.Expl) >= j {
			return j
		}
		if w.POS == syntax.AUX && k > j && s.Nominal(j) && !s.Lang.PossFollows && w.Head > k && !f.inRelative(c, j, k) {
			return j // "believes his efforts will …"
		}
		if w.POS == syntax.PUNCT && w.Form == "." {
			break
		}
	}
	return -1
}

// behindPhrase is the word behind a phrase of time or place that starts at word j,
// where a clause follows it: "said after the meeting | he would leave"; else j.
func (f *Finder) behindPhrase(c *candidate, j int32) int32 {
	s := c.s
	if j >= s.Len() || s.Word(j).POS != syntax.ADP || s.Word(j).Rel != syntax.Case {
		return j
	}
	h := s.Word(j).Head
	if h <= j || h+1 >= s.Len() || s.Word(h).Head != c.word {
		return j
	}
	if w := s.Word(h + 1); w.Rel == syntax.Nsubj || w.Rel == syntax.NsubjPass || w.Rel == syntax.Expl {
		return h + 1
	}
	return j
}

// before finds a content that stands before cue and source: "…, kata X.", "…, he
// said, …".
func (f *Finder) before(c *candidate) bool {
	s := c.s
	from := c.a.from
	if !c.form.That || from < 2 {
		return false
	}
	comma := from - 1
	if s.Word(comma).POS != syntax.PUNCT {
		return false
	}
	if fm := s.Word(comma).Form; fm != "," && fm != "–" && fm != "—" && fm != "--" {
		return false
	}
	if !f.closes(c) {
		return false
	}
	start := f.clauseStart(c, comma)
	if start >= comma || comma-start < 2 || !f.isClause(c, start, comma-1) && !(f.final(c) && f.tells(s, start, comma-1)) {
		return false
	}
	after := c.a.to + 1
	for after < s.Len() && (s.Word(after).POS != syntax.PUNCT) {
		after++
	}
	if f.charge(c, start, comma) {
		return true
	}
	ranges := [][2]int32{{start, comma - 1}}
	if after < s.Len()-2 && s.Word(after).Form == "," && after <= c.a.to+8 && f.continues(c, after+1) {
		ranges = append(ranges, [2]int32{after + 1, s.Len() - 1})
	}
	return f.set(c, ranges...)
}

// charge gives an answer the content of the charge that it follows: "Ukraine accuses Iran of
// supplying drones, Tehran denies" denies the supply, not that Ukraine says so.
func (f *Finder) charge(c *candidate, start, comma int32) bool {
	if info, _ := c.form.Act.Info(); !info.Reply || c.src < 0 {
		return false
	}
	for k := len(f.Found) - 1; k >= 0 && f.Found[k].Sent == c.s.Index; k-- {
		q := &f.Found[k]
		if q.Act != schema.Accuse || q.Word < start || q.Word > comma || sameActor(q.Source.Ref, c.s.Ref(c.src)) {
			continue
		}
		c.a.Content, c.a.Quote, c.a.Head = slices.Clone(q.Content), q.Quote, q.Head
		c.a.SpeakerActs = q.TargetActs
		if who := c.a.Source.Ref.Actors; len(q.Targets) > 0 && (len(who) == 0 || who[0].Kind == schema.Unnamed) {
			c.a.Source.Ref.Actors = q.Targets[0].Ref.Actors // "…, army denies": who is charged
		}
		return true
	}
	return false
}

// final tells whether cue and source end their sentence, but for the time: "…, sources
// said.", "…, sources said late on Monday."
func (f *Finder) final(c *candidate) bool {
	const few = 3 // words of a time
	s := c.s
	last, n := int32(-1), 0
	for j := c.a.to + 1; j < s.Len(); j++ {
		if s.Word(j).Form == "," && j+1 < s.Len() && s.Word(j+1).Feats&syntax.VBG != 0 {
			break // "…, sources said, adding that …"
		}
		if s.Word(j).POS != syntax.PUNCT {
			last = j
			n++
		}
	}
	if n > few || n > 0 && !s.Is(last, language.TimeNoun) {
		return false
	}
	return !c.generic && !c.form.Weak && c.form.POS == language.Verb
}

// tells tells whether words from..to are more than what leads in, though the parser found
// no subject in them: there is a verb, and no conjunction or preposition before all.
func (f *Finder) tells(s *frame.Sentence, from, to int32) bool {
	if p := s.Word(from).POS; p == syntax.SCONJ || p == syntax.ADP || p == syntax.VERB || p == syntax.ADV {
		return false
	}
	for k := from; k <= to; k++ {
		if p := s.Word(k).POS; p == syntax.VERB || p == syntax.AUX {
			return true
		}
	}
	return false
}

// parenthetical finds a content around a cue that is set into it, or behind one
// that leads in to it: "The talks, he said in Paris, had failed", "As he put it, …".
func (f *Finder) parenthetical(c *candidate) bool {
	s := c.s
	from, to := c.a.from, c.a.to
	if !c.form.That || c.generic || to-from > longestTag || s.Word(c.word).Feats&syntax.VBG != 0 || s.Is(from, language.Relative) {
		return false
	}
	as := from > 0 && s.Is(from-1, language.AsCue)
	if as {
		from--
	}
	if !as && from < 2 || !f.closes(c) {
		return false
	}
	for to+1 < s.Len() && s.Word(to+1).POS != syntax.PUNCT {
		to++
	}
	if to+2 >= s.Len() || s.Word(to+1).Form != "," {
		return false
	}
	rest := [2]int32{to + 2, f.clauseEnd(c, to+2, -1)}
	comma := from - 1
	if comma > 0 && closing(s.Word(comma).Form) && s.Word(comma).POS == syntax.PUNCT {
		comma--
	}
	if as && (comma < 2 || s.Word(comma).Form != ",") {
		return f.set(c, rest)
	}
	if comma < 1 || s.Word(comma).Form != "," || f.quoteBefore(s.Word(from).Start) >= 0 {
		return false
	}
	start := f.clauseStart(c, comma)
	if start >= comma || comma-start == 1 && !s.Nominal(start) {
		return f.set(c, rest) // "However, he said, …"
	}
	if !f.goesOn(c, to+2) || f.isClause(c, start, comma-1) && !f.continues(c, to+2) {
		return false
	}
	return f.set(c, [2]int32{start, from - 1}, rest)
}

// goesOn tells whether a sentence broken off before a cue goes on at word i: with
// a quotation, or with what hangs together with the part before it.
func (f *Finder) goesOn(c *candidate, i int32) bool {
	return f.continues(c, i) || opening(c.s.Word(i).Form) && c.s.Word(i).POS == syntax.PUNCT
}

// clauseStart is where the clause before the comma starts.
func (f *Finder) clauseStart(c *candidate, comma int32) int32 {
	s := c.s
	start := int32(0)
	for j := comma - 1; j > 0; j-- {
		if w := s.Word(j); w.POS == syntax.PUNCT && (w.Form == ";" || w.Form == ":") {
			start = j + 1
			break
		}
	}
	if start == 0 {
		start = f.afterDateline(s, comma)
	}
	if cc := behindConjunction(s, start, comma); cc > 0 {
		start = cc
	}
	for start < comma && (s.Word(start).POS == syntax.CCONJ || s.Word(start).POS == syntax.ADV && s.Word(start+1).Form == ",") {
		start++
	}
	return start
}

// behindConjunction is where the phrase before the comma starts when it is all that there
// is of a coordinated clause: "…, but Iran, the minister said, supplied the drones"; or 0.
func behindConjunction(s *frame.Sentence, start, comma int32) int32 {
	cc := frame.BrokenOff(s.Tree, start, comma)
	if cc < 0 {
		return 0
	}
	h := s.Word(cc).Head
	if h > cc && h < comma {
		h = s.Word(h).Head // it hangs on the subject
	}
	if h > comma {
		return cc + 1
	}
	return 0
}

const dateline = 12 // words that a dateline may have

// afterDateline is the first word behind a dateline such as "WASHINGTON (Reuters) - ".
func (f *Finder) afterDateline(s *frame.Sentence, limit int32) int32 {
	for j := int32(0); j < limit && j < dateline; j++ {
		switch w := s.Word(j); {
		case (w.Form == "-" || w.Form == "–") && j+1 < limit && s.Word(j+1).Start == w.End && j > 0 && s.Word(j-1).End == w.Start:
			// a hyphen within a word
		case w.Form == "-" || w.Form == "–" || w.Form == "—" || w.Form == "--":
			return j + 1
		case w.POS == syntax.VERB || w.POS == syntax.PRON || w.POS == syntax.ADP:
			return 0
		}
	}
	return 0
}

// continues tells whether the clause goes on at word i after "…, he said,".
func (f *Finder) continues(c *candidate, i int32) bool {
	s := c.s
	if s.Word(i).POS == syntax.SCONJ || s.Word(i).POS == syntax.CCONJ {
		return false
	}
	for j := i; j < s.Len(); j++ {
		if w := s.Word(j); w.Head >= 0 && w.Head < c.a.from && w.POS != syntax.PUNCT {
			return true
		}
	}
	for j := c.a.from - 1; j >= 0; j-- {
		if w := s.Word(j); w.Head >= i && w.POS != syntax.PUNCT {
			return true
		}
	}
	// a verb without a subject takes up what stands before the cue
	if w := s.Word(i); w.POS == syntax.VERB || w.POS == syntax.AUX {
		return w.Rel == syntax.Root || w.Feats.Finite()
	}
	return false
}

package attribute

import (
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// content finds what the cue governs, trying the surest witness first.
func (f *Finder) content(c *candidate) bool {
	weak := c.form.Weak
	switch {
	case c.form.POS == language.Noun:
		return f.nounContent(c)
	case f.parenthetical(c), f.quotation(c):
		return true
	case c.generic || c.loose:
		return f.clause(c, true) || c.loose && f.before(c)
	case c.tagged && f.before(c), c.form.InfObj && f.afterObject(c):
		return true
	case f.clause(c, weak), f.before(c), f.infinitive(c), f.phrase(c), f.prepositional(c), f.relative(c), f.rest(c):
		return true
	}
	return false
}

const fewest = 3 // words of a content that no structure shows

// rest takes what follows a plain verb of saying for its content where the tree
// shows no clause, and the words of the cue itself for "took responsibility".
func (f *Finder) rest(c *candidate) bool {
	s := c.s
	if len(c.form.Rest) > 0 && (c.form.Act == schema.Admit || c.form.Mutual) {
		return f.set(c, [2]int32{c.last, c.last})
	}
	if !c.form.That || c.form.Weak || c.form.Mind || c.form.Obj != language.NoSlot && c.form.Obj != language.Hearer || c.passive || c.src > c.word {
		return false
	}
	start := c.a.to + 1
	if start+fewest >= s.Len() || s.Word(start).POS == syntax.ADP || s.Word(start).POS == syntax.PUNCT || s.Word(start).POS == syntax.ADV {
		return false
	}
	return f.set(c, [2]int32{start, f.clauseEnd(c, start, -1)})
}

// isClause tells whether words from..to hold a main clause, and are not only
// something that leads in to one.
func (f *Finder) isClause(c *candidate, from, to int32) bool {
	s := c.s
	for k := from; k <= to; k++ {
		w := s.Word(k)
		subj := s.Child(k, syntax.Nsubj, syntax.NsubjPass, syntax.Expl, syntax.Csubj)
		if subj >= from && subj <= to && w.Rel != syntax.AclRelcl && w.Rel != syntax.Acl && (w.Rel != syntax.Advcl || s.Child(k, syntax.Mark) < 0) {
			return true
		}
	}
	return s.Lang.PossFollows && c.form.Voice != language.Active
}

// set makes words from..to (inclusive) the content, without the commas around it.
func (f *Finder) set(c *candidate, ranges ...[2]int32) bool {
	s := c.s
	limit := f.quoteAround(s.Word(c.word).Start)
	for _, r := range ranges {
		lo, hi := r[0], r[1]
		for limit.End > 0 && hi > lo && s.Word(hi).End > limit.End {
			hi--
		}
		for lo <= hi && s.Word(lo).POS == syntax.PUNCT && !opening(s.Word(lo).Form) {
			lo++
		}
		for hi >= lo && s.Word(hi).POS == syntax.PUNCT && !closing(s.Word(hi).Form) {
			hi--
		}
		if s.Word(hi).Form == ")" && !f.holds(s, lo, hi, "(") {
			hi--
		}
		if lo > hi {
			continue
		}
		b := Bytes{s.Word(lo).Start, s.Word(hi).End}
		if hi+1 < s.Len() && f.openIn(b) {
			if q := s.Word(hi + 1); closing(q.Form) {
				b.End = q.End
			}
		}
		c.a.Content = append(c.a.Content, f.balance(b))
	}
	if len(c.a.Content) == 0 {
		return false
	}
	if c.a.Quote == schema.NoQuote {
		c.a.Quote = schema.Indirect
		for i := f.firstQuote(c.a.Content[0].Start); i < len(f.Text.Quotes) && f.Text.Quotes[i].Start < c.a.Content[len(c.a.Content)-1].End; i++ {
			q := f.Text.Quotes[i]
			if c.a.Covers(Bytes{q.Inner.Start, q.Inner.End}) && q.Inner.End > q.Inner.Start {
				c.a.Quote = schema.Mixed
				f.used[i] = true
			}
		}
	}
	return true
}

// firstQuote is the index of the first quotation that starts at byte at or behind it.
// innermost is the index of the innermost quotation around byte at, marks left
// out, or -1.
// balance lets a content that cuts a quotation reach to its end.
// quoteAround is the inside of the innermost quotation that byte at stands in.
// openIn tells whether a quotation that opens in b is still open at its end.
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
		w := s.Word(j)
		if s.Is(j, language.That) && (w.POS == syntax.SCONJ || w.Rel == syntax.Mark || w.POS == syntax.ADV && s.Len() > j+1 || c.form.Obj == language.Hearer && j > c.a.to+1 && s.Nominal(j-1) || f.adverbBefore(c, j)) {
			return j
		}
		if w.POS == syntax.VERB && w.Rel != syntax.Acl || w.POS == syntax.PUNCT && w.Form != "," {
			return -1
		}
	}
	return -1
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
	for j < s.Len() && (s.Word(j).POS == syntax.ADV || s.Word(j).Rel == syntax.OblTmod || s.Word(j).Rel == syntax.OblUnmarked) && s.Word(j).Head == c.word {
		j++
	}
	if j >= s.Len() || s.Word(j).POS == syntax.PUNCT || s.Word(j).POS == syntax.ADP {
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

// phraseAndVerb tells whether a noun phrase and then a verb start at word j, where
// a language needs no complementizer and no finite form ("mengakui negaranya
// membunuh …").
// clauseEnd is the last word of a content that starts at word start: the end of
// the sentence, unless something behind it belongs to the cue or the narrator.
// cut tells whether the content ends before word j.
// finite tells whether a clause with a subject of its own starts at word i.
// trailing tells whether a cue with its source closes the sentence from word k on:
// "…, katanya.", "…, kata X."
// speaks tells whether word k is a cue.
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
	if start >= comma || comma-start < 2 || !f.isClause(c, start, comma-1) {
		return false
	}
	after := c.a.to + 1
	for after < s.Len() && (s.Word(after).POS != syntax.PUNCT) {
		after++
	}
	ranges := [][2]int32{{start, comma - 1}}
	if after < s.Len()-2 && s.Word(after).Form == "," && after <= c.a.to+8 && f.continues(c, after+1) {
		ranges = append(ranges, [2]int32{after + 1, s.Len() - 1})
	}
	return f.set(c, ranges...)
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
	for start < comma && (s.Word(start).POS == syntax.CCONJ || s.Word(start).POS == syntax.ADV && s.Word(start+1).Form == ",") {
		start++
	}
	return start
}

const dateline = 12 // words that a dateline may have

// afterDateline is the first word behind a dateline such as "WASHINGTON (Reuters) - ".
func (f *Finder) afterDateline(s *frame.Sentence, limit int32) int32 {
	for j := int32(0); j < limit && j < dateline; j++ {
		switch w := s.Word(j); {
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
		return w.Rel == syntax.Root || w.Feats&(syntax.VBD|syntax.VBZP) != 0
	}
	return false
}

// infinitive finds a content that is a bare verb phrase: "denied sending",
// "accused Iran of sending", "berjanji menarik".
func (f *Finder) infinitive(c *candidate) bool {
	s := c.s
	if !c.form.InfSubj && !c.form.InfObj && !c.generic {
		return false
	}
	comp := int32(-1)
	for _, k := range s.Tree.Children(c.word) {
		switch s.Word(k).Rel {
		case syntax.Xcomp, syntax.Ccomp, syntax.Advcl, syntax.Acl:
			if k > c.last && (comp < 0) && (s.Word(k).POS == syntax.VERB || s.Word(k).POS == syntax.AUX || s.Word(k).POS == syntax.ADJ || s.Word(k).Rel == syntax.Xcomp) {
				comp = k
			}
		}
	}
	if comp < 0 && c.form.InfObj {
		comp = f.verbAfterObject(c)
	}
	if comp < 0 && c.form.InfSubj && c.last+1 < s.Len() {
		for j := c.last + 1; j < s.Len() && j <= c.last+3; j++ {
			if s.Word(j).POS == syntax.VERB {
				comp = j
				break
			}
			if s.Word(j).POS != syntax.AUX && s.Word(j).POS != syntax.ADV && s.Word(j).POS != syntax.PART && s.Word(j).POS != syntax.SCONJ {
				break
			}
		}
	}
	if comp < 0 {
		return false
	}
	start := max(s.Lo[comp], c.last+1)
	if c.form.InfObj {
		if o := f.objectHead(c); o >= 0 && o < comp {
			if c.form.Act == schema.Demand {
				start = max(s.Lo[o], c.last+1) // who is to do it belongs to what is asked
			} else {
				start = max(start, min(s.Hi[o]+1, comp))
			}
			for start < comp && start > o && s.Word(start).Head == o {
				start++
			}
		}
	}
	c.a.SpeakerActs, c.a.TargetActs = c.form.InfSubj && !c.form.InfObj, c.form.InfObj
	return f.set(c, [2]int32{start, f.clauseEnd(c, start, comp)})
}

func (f *Finder) objectHead(c *candidate) int32 {
	if c.passive {
		return c.s.Child(c.word, syntax.NsubjPass, syntax.Nsubj)
	}
	return c.s.Object(c.word)
}

// verbAfterObject is the first verb behind the object ("menuduh Iran memasok"), or -1.
func (f *Finder) verbAfterObject(c *candidate) int32 {
	s := c.s
	for j := c.last + 1; j < s.Len() && j <= c.last+15; j++ {
		w := s.Word(j)
		if w.POS == syntax.VERB && w.Rel != syntax.Amod && (w.Rel != syntax.AclRelcl || s.Lang.PossFollows && !f.inRelative(c, c.last, j)) {
			return j
		}
		if w.POS == syntax.PUNCT && w.Form != "," && !opening(w.Form) {
			return -1
		}
	}
	return -1
}

// phrase finds a content that is the object: "denied the accusation".
func (f *Finder) phrase(c *candidate) bool {
	s := c.s
	if c.form.Obj != language.Content && c.form.Obj != language.Target {
		return false
	}
	o := f.objectHead(c)
	if o < 0 && !c.passive && c.form.Obj == language.Content {
		if o = f.gerund(c); o < 0 {
			o = f.shifted(c)
		}
	}
	if o >= 0 && s.Word(c.word).Rel == syntax.AclRelcl && o == s.Word(c.word).Head {
		return f.relative(c)
	}
	if o < 0 || o == c.src || c.form.Obj == language.Target && (c.form.Act != schema.Demand || len(s.Ref(o).Actors) > 0) {
		return false
	}
	if s.Ref(o).Animate && len(s.Ref(o).Actors) > 0 && o > c.last && f.prepositional(c) {
		return true // "condemned X for Y"
	}
	lo, hi := s.Lo[o], s.Hi[o]
	if o > c.last {
		lo = max(lo, c.last+1)
		end := f.clauseEnd(c, max(lo, c.last+1), o)
		if hi = min(hi, end); f.predicated(c, hi+1) {
			hi = end
		}
	} else {
		hi = min(hi, c.word-1)
	}
	if c.form.Weak && !f.speaker(c) || c.form.Text && !f.document(c, c.src) {
		return false
	}
	c.a.Head = o
	c.a.SpeakerActs = c.form.Act == schema.Deny || c.form.Act == schema.Admit || c.form.Act == schema.Promise
	return f.set(c, [2]int32{lo, hi})
}

// gerund is a verb form right behind the cue that stands for its object: "cited
// disparaging remarks", "mentioned refinancing loans"; or -1.
func (f *Finder) gerund(c *candidate) int32 {
	s := c.s
	if k := s.Child(c.word, syntax.Xcomp, syntax.Ccomp, syntax.Advcl); k > c.last && s.Lo[k] == c.last+1 && s.Word(k).Feats&syntax.VBG != 0 {
		return k
	}
	return -1
}

// shifted is an object behind a phrase of manner, time or place: "condemns in the
// strongest terms Iran's attack", "announced on Friday the arrest"; or -1.
func (f *Finder) shifted(c *candidate) int32 {
	s := c.s
	j := c.last + 1
	if j >= s.Len() || s.Word(j).POS != syntax.ADP || c.form.Prep[s.Word(j).Lower] != language.NoSlot {
		return -1
	}
	h := s.Word(j).Head
	if h <= j || s.Word(j).Rel != syntax.Case {
		return -1
	}
	for k := h + 1; k < s.Len() && k <= h+longestTag/2; k++ {
		w := s.Word(k)
		switch {
		case w.POS == syntax.PUNCT, w.POS == syntax.ADP, w.POS == syntax.VERB, w.POS == syntax.AUX, s.Is(k, language.That):
			return -1
		case s.Nominal(k) && (w.Head < k && (w.Head == c.word || w.Head == h || s.Word(c.word).Head == w.Head)):
			return k
		}
	}
	return -1
}

// predicated tells whether what is said of the object follows at word j: "called it
// a lie", "condemned the test as provocative".
func (f *Finder) predicated(c *candidate, j int32) bool {
	s := c.s
	if j >= s.Len() {
		return false
	}
	if c.form.Prep[s.Word(j).Lower] == language.Content && (s.Word(j).Lower == "as" || s.Word(j).Lower == "sebagai") {
		return true
	}
	for ; j < s.Len() && j <= c.last+longestTag; j++ {
		if w := s.Word(j); w.Head == c.word && (w.Rel == syntax.Xcomp || w.Rel == syntax.Ccomp) {
			return s.Lo[j] <= c.last+longestTag && w.POS != syntax.VERB
		}
		if s.Word(j).POS == syntax.ADP || s.Word(j).POS == syntax.CCONJ || s.Word(j).Form == "," {
			return false
		}
	}
	return false
}

// afterObject finds a content whose preposition follows the object: "accused it of
// being one".
func (f *Finder) afterObject(c *candidate) bool {
	s := c.s
	o := f.objectHead(c)
	if o <= c.last || s.Hi[o]+1 >= s.Len() || c.form.Act == schema.Demand {
		return false
	}
	for j := o + 1; j <= s.Hi[o]+1; j++ {
		if c.form.Prep[s.Word(j).Lower] == language.Content {
			return f.prepositional(c)
		}
	}
	return false
}

// prepositional finds a content behind a preposition: "condemned X for Y",
// "called for Y", "menyerukan agar Y".
func (f *Finder) prepositional(c *candidate) bool {
	s := c.s
	for j := c.word + 1; j < s.Len() && j <= c.last+25; j++ {
		w := s.Word(j)
		slot, ok := c.form.Prep[w.Lower]
		if !ok || slot != language.Content && slot != language.Source {
			if w.POS == syntax.PUNCT && w.Form == ";" || w.POS == syntax.VERB && s.Child(j, syntax.Nsubj) >= 0 {
				return false
			}
			continue
		}
		if j+1 >= s.Len() {
			return false
		}
		start := j + 1
		if w.POS == syntax.SCONJ || w.Rel == syntax.Mark {
			start = j
		}
		head := w.Head
		end := f.clauseEnd(c, start, head)
		if w.Rel == syntax.Case && head > j {
			c.a.Head = head
			end = min(end, max(s.Hi[head], head))
		}
		if o := f.objectHead(c); o >= 0 && o < j {
			c.a.TargetActs = c.form.Obj == language.Target || len(s.Ref(o).Actors) > 0 && s.Ref(o).Animate
		}
		if j == c.last+1 && start > j {
			c.last = j // "spoke about", "warned against"
		}
		return f.set(c, [2]int32{start, end})
	}
	return false
}

// relative finds a content that the cue's clause hangs on: "an attack which
// Moscow denies", "tuduhan yang dibantah Iran".
func (f *Finder) relative(c *candidate) bool {
	s := c.s
	w := s.Word(c.word)
	if o := s.Child(c.word, syntax.Obj); c.form.Obj == language.Content && w.Rel != syntax.AclRelcl && o > 0 && o < c.word && s.Is(o, language.Relative) && s.Word(o-1).Form == "," {
		return f.set(c, [2]int32{o, o}) // "…, which Moscow denies": all that was said
	}
	if c.form.Obj != language.Content || w.Rel != syntax.AclRelcl || w.Head < 0 || w.Head == c.src {
		return false
	}
	if s.Word(w.Head).POS == syntax.VERB {
		if o := s.Child(c.word, syntax.Obj); o >= 0 && s.Is(o, language.Relative) {
			return f.set(c, [2]int32{o, o}) // "…, which it denies": all that was said
		}
	}
	c.a.Head = w.Head
	return f.set(c, [2]int32{s.Lo[w.Head], s.Lo[c.word] - 1})
}

// nounContent finds the content of a noun cue: a clause or preposition behind it.
func (f *Finder) nounContent(c *candidate) bool {
	s := c.s
	if t := f.complementizer(c); t >= 0 && c.form.That && t <= c.a.to+6 {
		return f.set(c, [2]int32{t, f.clauseEnd(c, t, s.Word(t).Head)})
	}
	if k := s.Child(c.word, syntax.Acl, syntax.Ccomp); k > c.last && c.form.InfSubj && s.Word(k).POS == syntax.VERB {
		c.a.SpeakerActs = true
		return f.set(c, [2]int32{max(s.Lo[k], c.a.to+1), s.Hi[k]})
	}
	for j := c.last + 1; j < s.Len() && j <= c.a.to+8; j++ {
		w := s.Word(j)
		if slot, ok := c.form.Prep[w.Lower]; ok && slot == language.Content && j+1 < s.Len() {
			h := w.Head
			if w.Rel != syntax.Case || h < j {
				h = j + 1
			}
			c.a.Head = h
			return f.set(c, [2]int32{j + 1, max(s.Hi[h], h)})
		}
		if w.POS == syntax.VERB || w.POS == syntax.PUNCT {
			return false
		}
	}
	return false
}

// targets finds whom the act is aimed at.
func (f *Finder) targets(c *candidate) {
	s := c.s
	add := func(w int32) {
		if w < 0 || len(c.a.Targets) > 0 {
			return
		}
		for _, k := range s.Conjuncts(w) {
			if r := s.Ref(k); len(r.Actors) > 0 && k != c.src {
				c.a.Targets = append(c.a.Targets, frame.Arg{Word: k, Ref: r})
			}
		}
	}
	if c.form.Obj == language.Content && c.a.TargetActs {
		add(f.objectHead(c))
	}
	if c.form.Obj == language.Target {
		add(f.objectHead(c))
		if k := s.Child(c.word, syntax.Ccomp, syntax.Xcomp); k >= 0 && !c.passive {
			add(s.Child(k, syntax.Nsubj, syntax.NsubjPass))
		}
	}
	if k := s.Child(c.word, syntax.Ccomp, syntax.Xcomp); k >= 0 && c.form.Act == schema.Demand {
		add(s.Child(k, syntax.Nsubj, syntax.NsubjPass))
	}
	first := c.last + 1
	if len(c.form.Rest) > 0 {
		first = c.last // the preposition may be the cue's own
	}
	for j := first; j < s.Len() && j <= c.last+12 && len(c.a.Targets) == 0; j++ {
		w := s.Word(j)
		if slot, ok := c.form.Prep[w.Lower]; ok && slot == language.Target && w.POS != syntax.VERB {
			if w.Rel == syntax.Case && w.Head > j {
				add(w.Head)
			} else if j+1 < s.Len() {
				add(j + 1)
			}
		}
		if w.POS == syntax.PUNCT {
			break
		}
	}
}

// sentenceOf is the span of a sentence in bytes.
func sentenceOf(t *segment.Text, i int) Bytes { return Bytes{t.Sentences[i].Start, t.Sentences[i].End} }

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
	case f.parenthetical(c), f.quotation(c), f.aforesaid(c):
		return true
	case c.generic || c.loose:
		return f.clause(c, true) || c.loose && f.before(c)
	case c.tagged && f.before(c), c.form.InfObj && f.afterObject(c):
		return true
	case f.judgement(c), f.clause(c, weak), f.before(c), f.infinitive(c), f.phrase(c), f.prepositional(c), f.relative(c), f.rest(c), f.laid(c), f.blamed(c):
		return true
	}
	return false
}

// judgement takes the claim for the content that a relative clause judges: "an allegation that
// Kigali described as baseless".
func (f *Finder) judgement(c *candidate) bool {
	w := c.s.Word(c.word)
	return w.Rel == syntax.AclRelcl && w.Head >= 0 && w.Head < c.word && c.s.Is(w.Head, language.ClaimNoun) && f.relative(c)
}

// blamed takes who is charged for the content of a charge that says nothing else:
// "blamed the rebels". In a headline the text below it says more.
func (f *Finder) blamed(c *candidate) bool {
	s := c.s
	o := f.objectHead(c)
	if s.Word(s.Len()-1).POS != syntax.PUNCT || c.form.Act != schema.Accuse || c.form.Obj != language.Target || c.form.POS != language.Verb || o < 0 || len(s.Ref(o).Actors) == 0 || s.Word(o).POS == syntax.PRON {
		return false
	}
	hi := s.Hi[o]
	if o > c.last {
		hi = min(hi, f.clauseEnd(c, o, o)) // not ", which rejected the charge"
	}
	return f.set(c, [2]int32{s.Lo[o], hi})
}

// laid takes the object for the content of a charge whose preposition names whom it is laid
// to: "blamed the attack on Kenya".
func (f *Finder) laid(c *candidate) bool {
	s := c.s
	o := f.objectHead(c)
	if c.form.Act != schema.Accuse || c.form.Obj != language.Target || c.form.POS != language.Verb || c.passive || o < c.last || len(s.Ref(o).Actors) > 0 && s.Ref(o).Animate {
		return false
	}
	to := int32(-1) // the last such preposition: "the raid on a school on Kenya"
	for j := o + 1; j+1 < s.Len() && s.Word(j).POS != syntax.PUNCT && s.Word(j).POS != syntax.VERB; j++ {
		if c.form.Prep[s.Word(j).Lower] == language.Target && s.Word(j).POS == syntax.ADP {
			to = j
		}
	}
	if to < 0 || !f.set(c, [2]int32{min(s.Lo[o], o), to - 1}) {
		return false
	}
	whom := to + 1
	if h := s.Word(to).Head; s.Word(to).Rel == syntax.Case && h > to {
		whom = h
	}
	c.a.Head, c.a.Laid = o, true
	c.a.Targets = []frame.Arg{{Word: whom, Ref: s.Ref(whom)}}
	return true
}

// aforesaid takes the sentence before for the content of a passive cue whose subject
// stands for it: "Hal itu disampaikan Menteri N. N.", "Demikian dikatakan N. N."
func (f *Finder) aforesaid(c *candidate) bool {
	s := c.s
	if !c.passive || !c.form.That || c.form.Act != schema.Assert || s.Index == 0 || c.word > 3 {
		return false
	}
	stands := false
	for j := int32(0); j < c.word; j++ {
		w := s.Word(j)
		stands = stands || s.Is(j, language.Anaphor)
		if w.POS == syntax.VERB || w.POS == syntax.PUNCT || w.POS == syntax.ADP || w.POS == syntax.PROPN || len(s.Ref(j).Actors) > 0 {
			return false
		}
	}
	at := s.Index - 1
	for at > 0 && f.heads(at) {
		at--
	}
	prev := f.Text.Sentences[at]
	if !stands || f.Text.Sentences[s.Index].Paragraph-prev.Paragraph > int32(s.Index-at) || f.quotes(prev.Start, prev.End) {
		return false
	}
	c.a.Quote = schema.Indirect
	c.a.Content = append(c.a.Content, Bytes{prev.Start, prev.End})
	return true
}

// heads tells whether sentence i is a line of the document's head, such as its date, which
// stands between the headline and the text.
func (f *Finder) heads(i int) bool {
	const few = 4 // words
	s := f.sents[i]
	return s.Len() <= few && s.Len() > 0 && s.Word(s.Len()-1).POS != syntax.PUNCT && s.Child(s.Tree.RootWord(), syntax.Nsubj) < 0
}

// quotes tells whether a quotation shares text with a range.
func (f *Finder) quotes(from, to int32) bool {
	i := f.firstQuote(from)
	return i < len(f.Text.Quotes) && f.Text.Quotes[i].Start < to
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
	if start+fewest >= s.Len() || s.Is(start, language.AsCue) || s.Word(start).POS == syntax.ADP || s.Word(start).POS == syntax.PUNCT || s.Word(start).POS == syntax.ADV {
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
		if k := f.wordFrom(s, lo, hi); limit.End > 0 && s.Word(k).Start >= limit.End {
			lo, limit.End = k, 0 // only the cue is quoted: it "denies" the claims
		}
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

// wordFrom is the first word of lo..hi that is no punctuation, or hi.
func (f *Finder) wordFrom(s *frame.Sentence, lo, hi int32) int32 {
	for lo < hi && s.Word(lo).POS == syntax.PUNCT {
		lo++
	}
	return lo
}

// sentenceOf is the span of a sentence in bytes.
func sentenceOf(t *segment.Text, i int) Bytes { return Bytes{t.Sentences[i].Start, t.Sentences[i].End} }

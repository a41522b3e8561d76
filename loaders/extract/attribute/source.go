package attribute

import (
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// source finds who speaks. It fails when nobody does, or when what the tree
// gives as subject can't speak.
func (f *Finder) source(c *candidate) bool {
	s := c.s
	switch {
	case c.word+1 < s.Len() && f.clitic(s, c.word+1) && (c.form.Voice == 0 || c.form.Voice == language.Bare || c.form.Voice == language.Active && c.form.POS == language.Fixed) && c.form.POS != language.Noun:
		c.clitic, c.src = true, c.word+1
		c.a.Source = Source{Sent: s.Index, Word: c.word + 1, Ref: f.lastSpeaker(s.Index, c.word+1)}
		return true
	case c.form.POS == language.Noun:
		c.src = f.nounSource(c)
	case c.passive:
		if c.src = f.passiveSource(c); c.src < 0 && c.form.Voice != language.Passive && c.form.That {
			if c.src = f.nameBehind(c); c.src >= 0 {
				c.passive = false // "…, noted N. N."
			}
		}
	default:
		if c.src = f.tag(c); c.src >= 0 {
			break
		}
		if f.sameSource(c) {
			return true
		}
		if c.src = f.subject(c); c.src < 0 {
			if c.src = f.trailer(c); c.src < 0 {
				c.src = f.fronted(c)
			}
		}
	}
	if c.src < 0 || c.src == c.word {
		return false
	}
	ref := f.joint(c)
	if !f.canSpeak(c, ref) && f.beside(c) {
		ref = f.joint(c)
	}
	if ref.Modifier && c.form.POS != language.Noun && f.names(c.src, s) {
		ref.Modifier, ref.Anaphor = false, true // "Iran's statement": whose it is
	}
	if !f.canSpeak(c, ref) {
		if c.generic || c.form.POS == language.Noun || !s.Nominal(c.src) || c.passive {
			return false
		}
		c.loose = s.Word(c.src).POS != syntax.PROPN && s.Word(c.src).POS != syntax.PRON
	}
	spans := f.sourceSpans(c, ref)
	if len(ref.Actors) == 0 && f.statement(c.src, s) {
		ref = f.stater(c, ref)
	}
	c.a.Source = Source{Sent: s.Index, Word: c.src, Ref: ref, Spans: spans}
	return true
}

// fronted is the name that opens a sentence, where only what is said of it stands between
// commas up to the cue, and the parser found no subject: "Milan Radoicic, wakil ketua partai
// terbesar, belakangan mengaku …"; or -1.
func (f *Finder) fronted(c *candidate) int32 {
	s := c.s
	if c.form.POS == language.Noun || c.generic || c.form.Voice == language.Bare {
		return -1
	}
	j := c.word - 1
	for j > 0 && (s.Word(j).POS == syntax.ADV || s.Word(j).POS == syntax.AUX || s.Is(j, language.TimeNoun)) {
		j--
	}
	comma := int32(0)
	for comma < j && s.Word(comma).POS == syntax.PROPN {
		comma++
	}
	if comma == 0 || comma >= j || s.Word(comma).Form != "," || s.Word(j).Form != "," {
		return -1
	}
	for k := comma + 1; k < j; k++ {
		if p := s.Word(k).POS; p == syntax.VERB || p == syntax.PUNCT || p == syntax.SCONJ || p == syntax.PRON {
			return -1
		}
	}
	return 0
}

// statement tells whether word w names what somebody said, rather than what it is
// about: "the statement", "pernyataan itu", "their denial".
func (f *Finder) statement(w int32, s *frame.Sentence) bool {
	if e := s.Entries[w]; e != nil && s.Word(w).POS == syntax.NOUN {
		for _, c := range e.Cues {
			if c.POS == language.Noun && c.That && !c.Mind && len(c.Prep) == 0 {
				return true
			}
		}
	}
	return false
}

// names tells whether word w names a statement, or a part of one: "the rest of the
// statement", "lanjutan pernyataan itu".
func (f *Finder) names(w int32, s *frame.Sentence) bool {
	if f.statement(w, s) {
		return true
	}
	k := s.Child(w, syntax.Nmod)
	return k > w && f.statement(k, s)
}

// stater is whose statement the source is: its owner's, or, where nobody owns it, that
// of who spoke last.
func (f *Finder) stater(c *candidate, ref entity.Ref) entity.Ref {
	s := c.s
	owned := false
	for _, k := range s.Tree.Children(c.src) {
		if r := s.Word(k).Rel; r == syntax.NmodPoss || r == syntax.Nmod || r == syntax.Compound || r == syntax.Amod {
			if o := s.Ref(k); len(o.Actors) > 0 && r != syntax.Nmod {
				ref.Actors, ref.Anaphor = o.Actors, true
				return ref
			}
			owned = true
		}
	}
	if !owned && f.last > 0 && s.Index-f.Found[f.last-1].Sent <= memory {
		ref.Actors, ref.Anaphor = f.Found[f.last-1].Source.Ref.Actors, true
	}
	return ref
}

// beside takes who stands right before the cue for its source, where what the tree
// has for one is a thing: "EU sanctions drone makers as Tehran denies …".
func (f *Finder) beside(c *candidate) bool {
	s := c.s
	j := c.word - 1
	if c.form.POS == language.Noun || c.passive || c.generic || c.src > c.word || j < 0 || j == c.src || s.Word(j).POS != syntax.PROPN || s.Word(j).Rel == syntax.Appos {
		return false
	}
	if r := s.Ref(j); !r.Animate || len(r.Actors) == 0 || r.Modifier || r.End != s.Word(j).End {
		return false
	}
	c.src, c.tagged = j, false
	return true
}

// subject is the subject of an active cue. A bare cue ("kata X") has it behind.
func (f *Finder) subject(c *candidate) int32 {
	own := c.s.Child(c.word, syntax.Nsubj, syntax.NsubjPass, syntax.NsubjOuter)
	if own > c.word && own <= c.last+4 || c.word > 0 && c.s.Word(c.word-1).POS == syntax.PUNCT {
		own = -1 // "…, kata X": what stands behind speaks
	}
	if own > c.word && c.s.Lang.PossFollows && c.form.Voice == language.Active && c.form.POS == language.Verb {
		own = -2 // behind a verb with meN- stands what is said
	}
	if own == -1 && (c.form.Voice == language.Bare || c.form.POS == language.Fixed && c.s.Word(c.word).POS != syntax.VERB) {
		if i := f.inverted(c); i >= 0 {
			return i
		}
	}
	if own < 0 {
		if i := f.adjacent(c); i >= 0 {
			return i
		}
	}
	i, _, _ := c.s.Subject(c.word)
	if i >= 0 && f.dated(c.s, i) {
		i = c.s.Child(i, syntax.Appos, syntax.Conj) // "Last month, several ministers demanded …"
	}
	if i >= 0 && i != c.word {
		if j := f.inserted(c, i); j >= 0 {
			return j
		}
		return i
	}
	return f.inverted(c)
}

// inserted is the speaker of a cue set into a clause whose subject the parser took
// for the cue's: "Prisoners, he said, …".
func (f *Finder) inserted(c *candidate, subj int32) int32 {
	s := c.s
	j := c.word - 1
	for j > 0 && s.Is(j, language.Also) {
		j--
	}
	if j <= subj || s.Word(j).POS != syntax.PRON && s.Word(j).POS != syntax.PROPN || !s.Ref(j).Animate {
		return -1
	}
	lo := s.Lo[j]
	if s.Ref(j).Start < s.Word(lo).Start {
		for lo > 0 && s.Word(lo-1).Start >= s.Ref(j).Start {
			lo--
		}
	}
	if lo > subj+1 && s.Word(lo-1).Form == "," && s.Word(lo).POS != syntax.CCONJ && s.Hi[subj] < j {
		return j
	}
	return -1
}

// adjacent is a speaker right before the cue that the parser hung elsewhere, or -1.
func (f *Finder) adjacent(c *candidate) int32 {
	s := c.s
	j := c.word - 1
	for j > 0 && (s.Word(j).POS == syntax.ADV || s.Word(j).POS == syntax.AUX) {
		j--
	}
	if j > 0 && s.Word(j).Form == "," && c.word > 1 && !f.inQuote(s.Word(c.word).Start) {
		return f.insertion(c, j)
	}
	if j >= 0 && f.both(s, j) {
		return j
	}
	if j < 0 || s.Word(j).POS != syntax.PROPN && s.Word(j).POS != syntax.NOUN {
		return -1
	}
	if r := s.Ref(j); len(r.Actors) > 0 && r.Animate && !r.Modifier && r.End == s.Word(j).End && s.Word(j).Rel != syntax.Obl && !f.undergoes(c, j) {
		return j
	}
	return -1
}

// both tells whether word j takes up several, as "both" does, which taggers have for a
// determiner before a verb.
func (f *Finder) both(s *frame.Sentence, j int32) bool {
	r := s.Ref(j)
	return s.Word(j).POS == syntax.DET && r.Anaphor && len(r.Actors) > 1
}

// undergoes tells whether the phrase at word j is the object of the verb that the cue
// hangs on, which lends the cue its own subject: "menemui rekannya meminta bantuan".
func (f *Finder) undergoes(c *candidate, j int32) bool {
	s := c.s
	for s.Word(j).Rel == syntax.Flat || s.Word(j).Rel == syntax.FlatName {
		j = s.Word(j).Head
	}
	w := s.Word(c.word)
	if s.Word(j).Rel != syntax.Obj || s.Word(j).Head != w.Head || w.Rel != syntax.Advcl || w.Head < 0 {
		return false
	}
	subj, _, _ := s.Subject(c.word)
	return subj >= 0 && subj < w.Head
}

// trailer gives a participle behind a comma the source of the attribution before
// it, or the subject of the main verb: "…, he said, adding that …", "granted it,
// saying …".
func (f *Finder) trailer(c *candidate) int32 {
	s := c.s
	if c.generic || s.Is(c.word, language.AccordingTo) || c.word < 2 || s.Word(c.word-1).Form != "," || s.Word(c.word).Feats&syntax.VBG == 0 || s.Child(c.word, syntax.Aux) >= 0 {
		return -1
	}
	for k := len(f.Found) - 1; k >= 0 && f.Found[k].Sent == s.Index; k-- {
		if a := &f.Found[k]; a.POS != language.Noun && a.Source.Word >= 0 && a.Source.Sent == s.Index && !a.Covers(Bytes{s.Word(c.word).Start, s.Word(c.word).End}) {
			return a.Source.Word
		}
	}
	for j := c.word - 2; j > 0; j-- {
		w := s.Word(j)
		if w.POS == syntax.VERB && !participle(w) && w.Rel != syntax.Xcomp && w.Feats&syntax.VBG == 0 {
			if subj, passive, _ := s.Subject(j); subj >= 0 && subj < j && !passive {
				return subj
			}
		}
	}
	return -1
}

// sameSource gives a cue without a subject of its own the source of the cue
// before it in the sentence ("…, katanya, seraya menambahkan bahwa …"), unless it
// stands inside what that one says.
func (f *Finder) sameSource(c *candidate) bool {
	s := c.s
	r := s.Word(c.word).Rel
	if r != syntax.Conj && r != syntax.Advcl && r != syntax.Xcomp && r != syntax.Parataxis || s.Child(c.word, syntax.Nsubj, syntax.NsubjPass, syntax.NsubjOuter) >= 0 || c.word > 0 && f.both(s, c.word-1) {
		return false
	}
	w := s.Word(c.word)
	for k := len(f.Found) - 1; k >= 0 && f.Found[k].Sent == s.Index; k-- {
		a := &f.Found[k]
		if a.Covers(Bytes{w.Start, w.End}) || a.Word > c.word || a.POS == language.Noun || s.Word(a.Word).Rel == syntax.AclRelcl && a.Word != w.Head {
			continue
		}
		if f.inverted(c) >= 0 && c.form.Voice == language.Bare {
			return false
		}
		c.src, c.a.Source = a.Source.Word, a.Source
		return true
	}
	return false
}

const memory = 4 // sentences for which a speaker is remembered

// lastSpeaker is who spoke last, for cues whose source is a clitic ("katanya").
func (f *Finder) lastSpeaker(sent int, word int32) entity.Ref {
	if f.last > 0 {
		if a := &f.Found[f.last-1]; sent-a.Sent <= memory {
			r := a.Source.Ref
			r.Anaphor = true
			return r
		}
	}
	return f.Who.Pronoun(sent, word)
}

// canSpeak tells whether the source is somebody, or a text. Beside a quotation
// whoever stands there speaks.
func (f *Finder) canSpeak(c *candidate, ref entity.Ref) bool {
	switch {
	case ref.Animate, c.s.Is(c.src, language.Body):
		return true
	case len(ref.Actors) > 0:
		return !ref.Modifier || f.possessor(c)
	case f.possessor(c) && c.s.Word(c.src).POS == syntax.PROPN:
		return true
	case f.document(c, c.src):
		return true
	}
	pos := c.s.Word(c.src).POS
	named := pos == syntax.PROPN || pos == syntax.PRON || pos == syntax.NOUN && c.s.Lang.BareCue
	return named && !c.generic && c.form.That && f.quoteBefore(c.s.Word(min(c.word, c.src)).Start) >= 0
}

// possessor tells whether the source owns a noun cue: "Trump's claim".
func (f *Finder) possessor(c *candidate) bool {
	w := c.s.Word(c.src)
	behind := c.s.Lang.PossFollows && w.Rel == syntax.Nmod && c.src == c.last+1 // "tuduhan Ukraina"
	return c.form.POS == language.Noun && (w.Rel == syntax.NmodPoss || behind) && w.Head == c.word
}

// speaker tells whether the source is somebody rather than something.
func (f *Finder) speaker(c *candidate) bool {
	w := c.s.Word(c.src)
	return c.s.Ref(c.src).Animate || w.POS == syntax.PROPN && !c.s.Ref(c.src).Modifier || f.document(c, c.src)
}

// joint is whom the source means, coordinated speakers together.
func (f *Finder) joint(c *candidate) entity.Ref {
	s := c.s
	ref := s.Ref(c.src)
	also := s.Conjuncts(c.src)[1:]
	for _, k := range s.Tree.Children(c.word) {
		if k != c.src && k < c.word && k > c.src && s.Word(k).Rel == syntax.Nsubj && s.Child(k, syntax.CC) >= 0 {
			also = append(also, k)
		}
	}
	for _, k := range also {
		if r := s.Ref(k); r.Animate && len(r.Actors) > 0 && len(ref.Actors) > 0 && (c.src < c.word) == (k < c.word) {
			ref.Actors = append(ref.Actors[:len(ref.Actors):len(ref.Actors)], r.Actors...)
		}
	}
	if len(ref.Actors) > 1 {
		for j := c.word - 1; j >= 0 && j >= c.word-2; j-- {
			c.a.Mutual = c.a.Mutual || s.Is(j, language.Reciprocal)
		}
		for j := c.last + 1; j < s.Len() && j <= c.last+2; j++ {
			c.a.Mutual = c.a.Mutual || s.Is(j, language.Reciprocal)
		}
	}
	return ref
}

// document tells whether the source is a text that can be said to say something.
func (f *Finder) document(c *candidate, w int32) bool {
	return c.s.Is(w, language.SayNoun) && (c.form.That || c.generic)
}

// inverted finds a source behind a cue that the tree does not give: "…, kata X".
func (f *Finder) inverted(c *candidate) int32 {
	s := c.s
	if !s.Lang.BareCue || c.form.Voice == language.Passive {
		return -1
	}
	for j := c.last + 1; j < s.Len() && j <= c.last+3; j++ {
		switch s.Word(j).POS {
		case syntax.PROPN, syntax.NOUN, syntax.PRON:
			if s.Is(j, language.Anaphor|language.That) && s.Word(j).POS != syntax.PRON {
				return -1
			}
			return f.named(s, j)
		case syntax.ADV, syntax.DET, syntax.PART:
			continue
		}
		return -1
	}
	return -1
}

// named is the word of the noun phrase from j on that names a person, else j.
func (f *Finder) named(s *frame.Sentence, j int32) int32 {
	if r := s.Ref(j); len(r.Actors) > 0 && r.Actors[0].Person != nil {
		return j
	}
	for k := j + 1; k < s.Len() && k < j+14; k++ {
		w := s.Word(k)
		if w.POS != syntax.NOUN && w.POS != syntax.PROPN && w.POS != syntax.ADJ {
			break
		}
		r := s.Ref(k)
		if len(r.Actors) > 0 && r.Actors[0].Person != nil && r.Start <= s.Word(j).Start {
			return k
		}
	}
	return j
}

// passiveSource is the agent of a passive cue.
func (f *Finder) passiveSource(c *candidate) int32 {
	s := c.s
	if a := s.Child(c.word, syntax.OblAgent); a >= 0 {
		return a
	}
	for j := c.last + 1; j < s.Len() && j <= c.last+12; j++ {
		w := s.Word(j)
		if w.Lower == s.Lang.AgentPrep {
			for k := j + 1; k < s.Len() && k <= j+6; k++ {
				if r := s.Ref(k); s.Nominal(k) && len(r.Actors) > 0 {
					return k
				}
			}
			return -1
		}
		if w.POS == syntax.VERB || w.POS == syntax.PUNCT && w.Form != "\"" {
			break
		}
	}
	j := c.last + 1
	for j < s.Len() && s.Word(j).POS == syntax.ADV {
		j++ // "dibantah keras Menteri N. N."
	}
	if s.Lang.PossFollows && j < s.Len() {
		switch w := s.Word(j); {
		case w.POS == syntax.PROPN, w.POS == syntax.PRON && w.Rel != syntax.Nsubj:
			return j
		case w.POS == syntax.NOUN && s.Ref(j).Animate && len(s.Ref(j).Actors) > 0:
			return j // "disampaikan Menteri N. N."
		}
	}
	return -1
}

// nounSource is the possessor of a noun cue, who it comes from, or the subject of
// the verb that it is the object of.
func (f *Finder) nounSource(c *candidate) int32 {
	s := c.s
	for _, k := range s.Tree.Children(c.word) {
		w := s.Word(k)
		if w.Rel != syntax.NmodPoss && w.Rel != syntax.Nmod && w.Rel != syntax.Compound && w.Rel != syntax.Amod && w.Rel != syntax.FlatName && w.Rel != syntax.Flat && w.Rel != syntax.Det {
			continue
		}
		if cs := s.Child(k, syntax.Case); cs >= 0 && w.Rel != syntax.NmodPoss {
			if p := s.Word(cs).Lower; p != s.Lang.AgentPrep && c.form.Prep[p] != language.Source && p != "from" {
				continue
			}
		}
		if r := s.Ref(k); len(r.Actors) > 0 || w.Rel == syntax.NmodPoss && w.POS == syntax.PROPN {
			return k
		}
	}
	if s.Lang.PossFollows && c.last+1 < s.Len() {
		if w := s.Word(c.last + 1); (w.POS == syntax.PROPN || w.POS == syntax.NOUN) && len(s.Ref(c.last+1).Actors) > 0 {
			return c.last + 1
		}
	}
	return f.lender(c)
}

// lender is the subject of a verb that only lends its subject to the noun: "made
// accusations", "melontarkan tuduhan"; or -1. The verb becomes part of the cue.
func (f *Finder) lender(c *candidate) int32 {
	s := c.s
	w := s.Word(c.word)
	if w.Head < 0 || w.Head > c.word || w.Rel != syntax.Obj && w.Rel != syntax.Obl && w.Rel != syntax.Xcomp {
		return -1
	}
	e := s.Entries[w.Head]
	if e == nil {
		return -1
	}
	for _, k := range e.Controls {
		if k.Noun && !k.Negative && len(k.Rest) == 0 {
			subj, passive, _ := s.Subject(w.Head)
			if subj >= 0 && !passive && subj < w.Head {
				c.verb = w.Head
				return subj
			}
		}
	}
	return -1
}

// sourceSpans is the source as written: its whole noun phrase with title, name,
// apposition and relative clause.
func (f *Finder) sourceSpans(c *candidate, ref entity.Ref) []Bytes {
	s := c.s
	if k := f.relativeSource(c); k >= 0 {
		return []Bytes{{s.Word(k).Start, s.Word(k).End}}
	}
	lo, hi := s.Lo[c.src], s.Hi[c.src]
	if c.tagged {
		lo, hi = c.lo, c.hi
	} else if c.src < c.word {
		hi = min(hi, c.word-1)
	} else if lo <= c.last {
		lo = c.last + 1
	}
	for j := c.src + 1; c.form.POS == language.Adposit && lo == c.last+1 && c.word == 0 && j <= hi; j++ {
		if s.Word(j).Form == "," {
			hi = j - 1 // "According to him, …"
		}
	}
	for lo < c.src && (s.Word(lo).POS == syntax.PUNCT || s.Word(lo).POS == syntax.ADP && s.Word(lo).Rel == syntax.Case && s.Word(lo).Head == c.src || s.Word(lo).POS == syntax.CCONJ) {
		lo++
	}
	for lo < c.src && timely(s.Word(lo)) {
		lo = max(lo+1, min(s.Hi[lo]+1, c.src))
	}
	for j := c.src + 1; j <= hi && s.Lang.PossFollows; j++ {
		if s.Is(j, language.Subord) {
			hi = j - 1 // "kata Atta saat itu"
		}
	}
	for hi > lo && s.Is(hi, language.Day) {
		hi--
	}
	for hi > c.src && (s.Word(hi).POS == syntax.PUNCT && s.Word(hi).Form != ")" || s.Word(hi).POS == syntax.CCONJ ||
		s.Word(hi).POS == syntax.ADP && s.Word(hi).Rel == syntax.Case || s.Is(hi, language.Relative)) { // "the minister on Monday"
		hi--
	}
	if hi+1 < c.word && s.Word(hi+1).Form == "," && f.holds(s, lo, hi, ",") {
		hi++ // the apposition's second comma
	}
	span := Bytes{s.Word(lo).Start, s.Word(hi).End}
	if span.End-span.Start > 300 || hi < lo {
		span = Bytes{ref.Start, ref.End}
	}
	if ref.End > ref.Start && ref.Start < span.Start && ref.Start >= s.Word(c.last).End && ref.End <= span.End && c.src > c.word {
		span.Start = ref.Start
	}
	if span.End <= span.Start {
		span = Bytes{s.Word(c.src).Start, s.Word(c.src).End}
	}
	return []Bytes{span}
}

// relativeSource is the relative pronoun that is the cue's subject ("who", "which"),
// or -1: the source is written there, and means what the clause belongs to.
func (f *Finder) relativeSource(c *candidate) int32 {
	s := c.s
	k := s.Child(c.word, syntax.Nsubj, syntax.NsubjPass)
	if c.tagged || c.form.POS == language.Noun || c.passive || s.Lang.PossFollows || k < 0 || k >= c.word || !s.Is(k, language.Relative) {
		return -1
	}
	return k
}

// timely tells whether a word only says when or how, and belongs to no source.
func timely(w *syntax.Word) bool {
	switch w.Rel {
	case syntax.OblTmod, syntax.NmodTmod, syntax.OblUnmarked, syntax.NmodUnmarked:
		return true
	}
	return w.POS == syntax.ADV && w.Rel == syntax.Advmod
}

// dated tells whether word w is of a date, and nobody who could speak.
func (f *Finder) dated(s *frame.Sentence, w int32) bool {
	c := s.Word(w).Form[0]
	return s.Is(w, language.Day|language.TimeNoun) || '0' <= c && c <= '9'
}

// holds tells whether one of words lo to hi has the form.
func (f *Finder) holds(s *frame.Sentence, lo, hi int32, form string) bool {
	for j := lo; j <= hi; j++ {
		if s.Word(j).Form == form {
			return true
		}
	}
	return false
}

// bounds measures the group of cue and source in words.
func (f *Finder) bounds(c *candidate) {
	s := c.s
	c.a.from, c.a.to = c.word, c.last
	if c.clitic {
		c.a.to = c.word + 1
	}
	for _, sp := range c.a.Source.Spans {
		for j := int32(0); j < s.Len(); j++ {
			if w := s.Word(j); w.Start >= sp.Start && w.End <= sp.End {
				if near(j, c.a.from, c.a.to) {
					c.a.from, c.a.to = min(c.a.from, j), max(c.a.to, j)
				}
			}
		}
	}
	for c.a.from > 0 && s.Is(c.a.from-1, language.Also) && s.Word(c.a.from-1).Head == c.word {
		c.a.from--
	}
}

// near tells whether word j stands close to the group, so that a subject far off
// does not draw all between into it.
func near(j, from, to int32) bool { return j >= from-25 && j <= to+40 }

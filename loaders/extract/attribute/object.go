package attribute

import (
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// infinitive finds a content that is a bare verb phrase: "denied sending",
// "accused Iran of sending", "berjanji menarik".
func (f *Finder) infinitive(c *candidate) bool {
	s := c.s
	if !c.form.InfSubj && !c.form.InfObj && !c.generic {
		return false
	}
	comp := f.complement(c)
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

// complement is the verb of a bare verb phrase that the cue takes, or -1.
func (f *Finder) complement(c *candidate) int32 {
	s := c.s
	for _, k := range s.Tree.Children(c.word) {
		w := s.Word(k)
		switch w.Rel {
		case syntax.Xcomp:
			if k > c.last {
				return k
			}
		case syntax.Ccomp, syntax.Advcl, syntax.Acl:
			if w.Rel == syntax.Advcl && w.Feats.Finite() {
				continue // "threatened revenge after … signed": no bare verb phrase
			}
			if k > c.last && (w.POS == syntax.VERB || w.POS == syntax.AUX || w.POS == syntax.ADJ) && !f.trailing(s, s.Lo[k]) && !(s.Word(k-1).Form == "," && (w.Rel == syntax.Advcl && w.Feats&syntax.VBG != 0 || f.saying(s, k))) {
				return k
			}
		}
	}
	if c.form.InfObj {
		if k := f.verbAfterObject(c); k >= 0 {
			return k
		}
	}
	for j := c.last + 1; c.form.InfSubj && j < s.Len() && j <= c.last+3; j++ {
		switch s.Word(j).POS {
		case syntax.VERB:
			return j
		case syntax.AUX, syntax.ADV, syntax.PART, syntax.SCONJ:
		default:
			return -1
		}
	}
	return -1
}

// objectHead is the head word of the object, or of the subject where that is the
// object in meaning; -1 where there is none.
func (f *Finder) objectHead(c *candidate) int32 {
	if c.passive {
		o := c.s.Child(c.word, syntax.NsubjPass, syntax.Nsubj)
		if w := c.s.Word(c.word); o < 0 && modifies(c) {
			return w.Head // "a claim denied by Iran"
		}
		return o
	}
	return c.s.Object(c.word)
}

// modifies tells whether the cue is a participle behind the noun that it is said of.
func modifies(c *candidate) bool {
	w := c.s.Word(c.word)
	return c.passive && !c.s.Lang.PossFollows && w.Rel == syntax.Acl && w.Head >= 0 && w.Head < c.word && c.s.Word(w.Head).POS == syntax.NOUN
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
	if o >= 0 && (s.Word(c.word).Rel == syntax.AclRelcl || modifies(c)) && o == s.Word(c.word).Head {
		return f.relative(c)
	}
	if o < 0 || o == c.src || c.form.Obj == language.Target && (c.form.Act != schema.Demand && !(c.form.Act == schema.Threaten && deed(s, o)) || len(s.Ref(o).Actors) > 0) {
		return false
	}
	if s.Ref(o).Animate && len(s.Ref(o).Actors) > 0 && o > c.last && f.prepositional(c) {
		return true // "condemned X for Y"
	}
	lo, hi := s.Lo[o], s.Hi[o]
	if o > c.last {
		lo = max(lo, c.last+1)
		end := f.clauseEnd(c, max(lo, c.last+1), o)
		if hi = min(hi, end); f.predicated(c, o, hi+1) {
			hi = end
		}
	} else {
		hi = min(hi, c.word-1)
	}
	if c.form.Act == schema.Assert && c.form.Weak && s.Ref(o).Animate && len(s.Ref(o).Actors) > 0 && hi <= s.Hi[o] {
		return false // "called the president": nothing is said of them
	}
	if c.form.Weak && !f.speaker(c) || c.form.Text && !f.document(c, c.src) {
		return false
	}
	if h, first := f.aim(c, hi+1); h >= 0 && c.form.Act == schema.Accuse && c.form.Obj == language.Content && !c.passive {
		return f.imputed(c, o, [2]int32{lo, hi}, h, first)
	}
	c.a.Head = o
	c.a.SpeakerActs = ownDeed(c) || c.form.Act == schema.Reject && s.Is(o, language.ClaimNoun)
	return f.set(c, [2]int32{lo, hi})
}

// imputed reads who is tied to what by an object, whose head is o, and the phrase that begins
// at word first behind a preposition, whose head is h: "linked the attack to Iran", "linked
// Iran to the attack". Who ties two things to each other charges nobody.
func (f *Finder) imputed(c *candidate, o int32, object [2]int32, h, first int32) bool {
	s := c.s
	end := max(s.Hi[h], h)
	switch {
	case s.Ref(h).Animate || len(s.Ref(h).Actors) > 0 || s.Word(h).POS == syntax.PROPN:
		c.a.Head, c.a.Laid = o, true
		return f.set(c, object)
	case len(s.Ref(o).Actors) > 0:
		if k := s.Child(h, syntax.Acl); k > h && f.speaks(s, k) {
			end = s.Lo[k] - 1 // "the attack claimed by the group"
		}
		c.a.Head, c.a.Laid = h, true
		c.a.Targets = []frame.Arg{{Word: o, Ref: s.Ref(o)}}
		return f.set(c, [2]int32{first, end})
	}
	c.a.Act = schema.Assert
	return f.set(c, [2]int32{object[0], max(object[1], end)})
}

// aim is the noun behind the cue's preposition for a target, from word j on, and the word
// behind that preposition; or -1.
func (f *Finder) aim(c *candidate, j int32) (head, first int32) {
	s := c.s
	for ; j+1 < s.Len() && s.Word(j).POS != syntax.PUNCT && s.Word(j).POS != syntax.VERB; j++ {
		if h := s.Word(j).Head; c.form.Prep[s.Word(j).Lower] == language.Target && s.Word(j).Rel == syntax.Case && h > j {
			return h, j + 1
		}
	}
	return -1, -1
}

// ownDeed tells whether an event that the cue has for an object is its speaker's:
// who denies, admits, promises or claims an attack speaks of one of his own.
func ownDeed(c *candidate) bool {
	switch c.form.Act {
	case schema.Deny, schema.Admit, schema.Promise:
		return true
	}
	return c.form.Own
}

// deed tells whether the lexicon knows a word as a noun for an event: what is
// threatened with, rather than what is put at risk.
func deed(s *frame.Sentence, w int32) bool {
	e := s.Entries[w]
	return e != nil && len(e.Relations) > 0
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

// predicated tells whether what is said of object o follows at word j: "called it
// a lie", "condemned the test as provocative".
func (f *Finder) predicated(c *candidate, o, j int32) bool {
	s := c.s
	if j >= s.Len() {
		return false
	}
	if s.Untrue(j) && s.Is(o, language.ClaimNoun) {
		return true // "menyebut tuduhan itu konyol dan tidak berdasar"
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
		if k := f.setting(s, j+1); k > j {
			j = max(k, s.Hi[k])
			continue
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

// setting is the head of a phrase that begins at word j and says when or how somebody
// speaks, not of what: "on Monday", "on the condition of anonymity"; or -1.
func (f *Finder) setting(s *frame.Sentence, j int32) int32 {
	for j+1 < s.Len() && (s.Word(j).POS == syntax.DET || s.Word(j).POS == syntax.ADJ) {
		j++
	}
	if s.Is(j, language.Day|language.Setting) {
		return j
	}
	return -1
}

// relative finds a content that the cue's clause hangs on: "an attack which
// Moscow denies", "tuduhan yang dibantah Iran".
func (f *Finder) relative(c *candidate) bool {
	s := c.s
	w := s.Word(c.word)
	if o := s.Child(c.word, syntax.Obj); c.form.Obj == language.Content && w.Rel != syntax.AclRelcl && o > 0 && o < c.word && s.Is(o, language.Relative) && s.Word(o-1).Form == "," {
		return f.set(c, [2]int32{o, o}) // "…, which Moscow denies": all that was said
	}
	if c.form.Obj != language.Content || w.Rel != syntax.AclRelcl && !modifies(c) || w.Head < 0 || w.Head == c.src {
		return false
	}
	if s.Word(w.Head).POS == syntax.VERB {
		if o := s.Child(c.word, syntax.Obj); o >= 0 && s.Is(o, language.Relative) {
			return f.set(c, [2]int32{o, o}) // "…, which it denies": all that was said
		}
	}
	c.a.Head, c.a.SpeakerActs = w.Head, ownDeed(c)
	lo := s.Lo[w.Head]
	if s.Word(lo).Rel == syntax.Case {
		lo++ // "the aftermath of a raid condemned by Egypt"
	}
	return f.set(c, [2]int32{lo, s.Lo[c.word] - 1})
}

// nounContent finds the content of a noun cue: a clause or preposition behind it.
func (f *Finder) nounContent(c *candidate) bool {
	s := c.s
	if t := f.complementizer(c); t >= 0 && t <= c.a.to+6 && (c.form.That || c.form.Prep[s.Word(t).Lower] == language.Content) {
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

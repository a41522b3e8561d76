package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

const maxClimb = 6 // steps up the tree in search of a shared subject

// Subject finds the word that is the subject of predicate i, looking through
// coordination, control, relative clauses and participles. Passive tells that
// this subject is the object in meaning, and open that no subject was found where
// another clause could lend one.
func (s *Sentence) Subject(i int32) (subj int32, passive, open bool) { return s.subject(i, maxClimb) }

func (s *Sentence) subject(i int32, depth int) (subj int32, passive, open bool) {
	passive = s.Passive(i)
	if own := s.ownSubject(i); own >= 0 {
		return own, passive, false
	}
	w := s.Word(i)
	h := w.Head
	if h < 0 || depth == 0 {
		return -1, passive, true
	}
	switch w.Rel {
	case syntax.AclRelcl, syntax.Acl:
		if v := s.closing(i); v >= 0 {
			subj, _, o := s.subject(v, depth-1)
			return subj, passive, o
		}
		if k := s.controller(h); k >= 0 && w.Rel == syntax.Acl {
			return k, passive, false
		}
		return s.antecedentSubject(i, h, passive)
	case syntax.Advcl:
		o := s.objectController(h)
		if o < 0 {
			o = s.blamed(h, i)
		}
		if o >= 0 && o != i && i > o {
			return o, passive, false
		}
		subj, _, open := s.subject(h, depth-1)
		return subj, passive, open
	case syntax.Xcomp, syntax.Ccomp:
		if o := s.objectController(h); o >= 0 && o != i {
			return o, passive, false
		}
		if w.Rel == syntax.Ccomp && !s.controls(h, i) && s.Child(i, syntax.Mark) >= 0 {
			return -1, passive, true
		}
		fallthrough
	case syntax.Conj, syntax.Parataxis, syntax.Obj, syntax.Obl:
		if w.POS != syntax.VERB && w.Rel != syntax.Conj {
			return -1, passive, true
		}
		subj, headPassive, o := s.subject(h, depth-1)
		if subj >= 0 && headPassive && w.Rel == syntax.Xcomp {
			// "is accused of killing": the passive subject does what follows
			return subj, passive, false
		}
		return subj, passive, o
	}
	return -1, passive, true
}

// closing is the verb of the clause that participle i, hung on a noun before it, goes
// on with behind a comma: "gunmen stormed the mosque, killing dozens"; or -1.
func (s *Sentence) closing(i int32) int32 {
	w := s.Word(i)
	if s.Lang.PossFollows || w.Rel != syntax.Acl || w.Feats&syntax.VBG == 0 || i == 0 || s.Word(i-1).Form != "," {
		return -1
	}
	for h, steps := w.Head, 0; h >= 0 && h < i && steps < maxClimb; h, steps = s.Word(h).Head, steps+1 {
		switch x := s.Word(h); {
		case x.POS == syntax.VERB:
			return h
		case x.Rel == syntax.Nsubj || x.Rel == syntax.NsubjPass || x.Rel == syntax.Appos:
			return -1
		}
	}
	return -1
}

// ownSubject is the subject that depends on i itself, relative pronouns replaced
// by what they stand for, or -1.
func (s *Sentence) ownSubject(i int32) int32 {
	if i < 0 {
		return -1
	}
	c := s.Child(i, syntax.Nsubj, syntax.NsubjPass, syntax.NsubjOuter)
	if c < 0 {
		return -1
	}
	if s.Word(c).POS == syntax.ADJ {
		if k := s.Child(c, syntax.Conj); k >= 0 && s.Nominal(k) {
			return k // "federal and state officials"
		}
	}
	if s.relativizer(c) {
		if a := s.antecedent(i); a >= 0 {
			return a
		}
		return -1
	}
	return c
}

// relativizer tells whether word c stands for the noun that its clause modifies.
func (s *Sentence) relativizer(c int32) bool {
	if !s.Is(c, language.Relative) {
		return false
	}
	h := s.Word(c).Head
	return s.Word(c).Feats&syntax.PronRel != 0 || h >= 0 && (s.Word(h).Rel == syntax.AclRelcl || s.Word(h).Rel == syntax.Acl)
}

// antecedent is the noun that the relative clause around i modifies, or -1.
func (s *Sentence) antecedent(i int32) int32 {
	for steps := 0; i >= 0 && steps < maxClimb; steps++ {
		w := s.Word(i)
		if w.Rel == syntax.AclRelcl || w.Rel == syntax.Acl {
			return w.Head
		}
		if w.Rel != syntax.Conj && w.Rel != syntax.Xcomp {
			return -1
		}
		i = w.Head
	}
	return -1
}

// antecedentSubject handles clauses that modify a noun and have no subject: the
// noun is the subject, except that nouns of saying hand over their speaker.
func (s *Sentence) antecedentSubject(i, noun int32, passive bool) (int32, bool, bool) {
	if s.Is(noun, language.SayNoun) {
		if v := s.Word(noun).Head; v >= 0 {
			if subj := s.ownSubject(v); subj >= 0 {
				return subj, passive, false
			}
		}
	}
	return noun, passive, false
}

// objectController is the object of verb h when the lexicon says that the object
// does what the complement says, or -1.
func (s *Sentence) objectController(h int32) int32 {
	e := s.Entries[h]
	if e == nil {
		return -1
	}
	for _, c := range e.Controls {
		if c.Object {
			return s.Object(h)
		}
	}
	for _, c := range e.Cues {
		if _, ok := s.Follows(h, c.Rest, 1); !ok {
			continue
		}
		if c.InfObj {
			if s.Passive(h) {
				return s.ownSubject(h)
			}
			if o := s.prepTarget(h, c); o >= 0 {
				return o
			}
			return s.Object(h)
		}
		if o := s.Child(h, syntax.Obj); c.Obj == language.Content && len(c.Prep) > 0 && o >= 0 && len(s.Ref(o).Actors) > 0 && s.Ref(o).Animate {
			return o // "condemned X for testing"
		}
	}
	return -1
}

// blamed is the object of verb h where clause i tells what it is charged with or thanked
// for: "blamed Iran for attacking", "thanked Oman for mediating"; or -1.
func (s *Sentence) blamed(h, i int32) int32 {
	e, m := s.Entries[h], s.Child(i, syntax.Mark)
	if e == nil || m < 0 || s.Passive(h) {
		return -1
	}
	for _, c := range e.Cues {
		if c.Obj == language.Target && c.Prep[s.Word(m).Lower] == language.Content {
			return s.Object(h)
		}
	}
	return -1
}

// prepTarget is the noun phrase behind the preposition by which a cue names whom
// it is aimed at ("called on X to …"), or -1.
func (s *Sentence) prepTarget(h int32, c language.CueForm) int32 {
	for j := h + 1; j < s.Len() && j <= h+4; j++ {
		if c.Prep[s.Word(j).Lower] != language.Target {
			continue
		}
		if o := s.Word(j).Head; s.Word(j).Rel == syntax.Case && o > j && s.Nominal(o) {
			return o
		}
		if j+1 < s.Len() && s.Nominal(j+1) {
			return s.phraseHead(j+1, j)
		}
	}
	return -1
}

// controller is the object of the verb that noun h is the object of, when that
// verb's object does what follows: "accused Iran of …" where the parser hung the
// clause on Iran.
func (s *Sentence) controller(h int32) int32 {
	v := s.Word(h).Head
	if v < 0 || s.Word(h).Rel != syntax.Obj {
		return -1
	}
	if o := s.objectController(v); o == h {
		return h
	}
	return -1
}

// controls tells whether h lends its subject to clause i.
func (s *Sentence) controls(h, i int32) bool {
	e := s.Entries[h]
	if e == nil {
		return false
	}
	for _, c := range e.Controls {
		if c.Inf {
			return true
		}
	}
	for _, c := range e.Cues {
		if c.InfSubj && i > h {
			return true
		}
	}
	return false
}

// Passive tells whether predicate i is passive.
func (s *Sentence) Passive(i int32) bool {
	w := s.Word(i)
	if !s.Lang.PossFollows && s.Child(i, syntax.AuxPass, syntax.NsubjPass) < 0 {
		if k := s.Child(i, syntax.Nsubj); k >= 0 && k < i && !s.relativizer(k) {
			// English passives have an auxiliary ("police detained dozens"), or an agent:
			// "a claim denied by Iran"
			return w.Feats&(syntax.VBN|syntax.VBD) != 0 && s.Child(i, syntax.OblAgent) > i && s.Child(i, syntax.Obj, syntax.Aux) < 0
		}
	}
	if h := w.Head; !s.Lang.PossFollows && w.Rel == syntax.Conj && h >= 0 && h < i && s.Word(h).POS == syntax.VERB && s.Child(h, syntax.Aux, syntax.Nsubj) >= 0 &&
		s.Child(i, syntax.Aux, syntax.AuxPass, syntax.NsubjPass, syntax.OblAgent, syntax.Nsubj) < 0 {
		return s.Passive(h) // "have left home and marched", "admitted it and promised to pay"
	}
	if !s.Lang.PossFollows && s.Child(i, syntax.NsubjPass) >= 0 && s.Child(i, syntax.AuxPass, syntax.Aux) < 0 && s.nominalComplement(i) >= 0 {
		return false // "the court soon fined one of them"
	}
	if w.Feats&syntax.VoicePass != 0 {
		return true
	}
	if w.Feats&syntax.VoiceAct != 0 {
		return false
	}
	if s.Child(i, syntax.AuxPass) >= 0 {
		return true
	}
	if s.Child(i, syntax.NsubjPass) >= 0 {
		// without an auxiliary, an object behind the verb shows that it is active
		return s.Lang.PossFollows || s.Child(i, syntax.Aux) >= 0 || s.Child(i, syntax.Obj) < 0
	}
	if w.Feats&syntax.VBN != 0 {
		switch w.Rel {
		case syntax.Acl, syntax.Amod, syntax.Advcl, syntax.AclRelcl:
			return s.Child(i, syntax.Aux) < 0
		case syntax.Conj:
			return s.Child(i, syntax.Aux) < 0 && w.Head >= 0 && s.Child(w.Head, syntax.AuxPass) >= 0
		}
	}
	return false
}

const nearVerb = 4 // words behind a verb among which its object begins

// nominalComplement is the noun phrase that the parser hung on verb i as its object
// or, wrongly, as its complement; or -1.
func (s *Sentence) nominalComplement(i int32) int32 {
	for _, c := range s.Tree.Children(i) {
		r := s.Word(c).Rel
		if c > i && s.Lo[c] <= i+nearVerb && s.Nominal(c) && (r == syntax.Obj || r == syntax.Xcomp) && s.Child(c, syntax.Case, syntax.Mark) < 0 {
			return c
		}
	}
	return -1
}

// Object is the direct object of predicate i, or -1. In relative clauses with a
// subject of their own it is the noun that the clause modifies.
func (s *Sentence) Object(i int32) int32 {
	if c := s.Child(i, syntax.Obj); c >= 0 {
		if s.relativizer(c) {
			return s.antecedent(i)
		}
		return c
	}
	if c := s.nominalComplement(i); c >= 0 && s.Word(c).POS == syntax.NUM {
		return c
	}
	w := s.Word(i)
	if (w.Rel == syntax.AclRelcl) && !s.Passive(i) {
		if own := s.Child(i, syntax.Nsubj); own >= 0 && !s.relativizer(own) {
			return w.Head
		}
	}
	return s.bareObject(i)
}

// bareObject finds an object that the parser attached wrongly: a noun phrase
// right after an active verb, with no preposition.
func (s *Sentence) bareObject(i int32) int32 {
	if s.Passive(i) {
		return -1
	}
	far := i + 3
	for j := i + 1; j < s.Len() && j <= far; j++ {
		w := s.Word(j)
		if w.Rel == syntax.Advmod {
			continue
		}
		if w.Form == "-" || w.Rel == syntax.Amod && s.Word(j-1).Form == "-" {
			far++ // "convicted a Kenyan-born man"
			continue
		}
		switch w.POS {
		case syntax.DET, syntax.NUM, syntax.ADJ:
			continue
		case syntax.NOUN, syntax.PROPN, syntax.PRON:
			h := s.phraseHead(j, i)
			if w.Rel == syntax.Case || w.Rel == syntax.Mark || s.Child(h, syntax.Case) >= 0 && s.Child(h, syntax.Case) < h && s.Child(h, syntax.Case) > i {
				return -1
			}
			if r := s.Word(h).Rel; h != i && (r == syntax.Nsubj || r == syntax.NsubjPass) && s.Word(h).Head > h && !s.Is(s.Word(h).Head, language.TimeNoun) {
				return -1
			}
			return h
		default:
			return -1
		}
	}
	return -1
}

// phraseHead climbs from j to the head of its noun phrase, staying right of floor.
func (s *Sentence) phraseHead(j, floor int32) int32 {
	for steps := 0; steps < maxClimb; steps++ {
		w := s.Word(j)
		switch w.Rel {
		case syntax.Compound, syntax.Flat, syntax.FlatName, syntax.Amod, syntax.Nummod, syntax.Det, syntax.Nmod, syntax.NmodDesc, syntax.NmodPoss, syntax.DetPredet:
			if w.Head > floor && s.Nominal(w.Head) {
				j = w.Head
				continue
			}
		}
		break
	}
	return j
}

package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// Mood reads negation and modality of predicate i from its adverbs and
// auxiliaries, and from the verbs above that it is a complement of.
func (s *Sentence) Mood(i int32) (negative bool, m schema.Modality) {
	m = schema.Actual
	for steps := 0; i >= 0 && steps < maxClimb; steps++ {
		neg, mod, hypothetical := s.ownMood(i)
		negative = negative != neg
		if m == schema.Actual {
			m = mod
		}
		if hypothetical {
			return negative, schema.Possible
		}
		w := s.Word(i)
		h := w.Head
		if h < 0 || !s.inherits(w.Rel) {
			return negative, m
		}
		if c := s.control(h); c != nil {
			negative = negative != c.Negative
			if m == schema.Actual {
				m = c.Modality
			}
		} else if w.Rel != syntax.Conj && w.Rel != syntax.Obj {
			return negative || w.Rel == syntax.Xcomp && s.Negated(h), m // "was not looking to provoke"
		}
		i = h
	}
	return negative, m
}

// Negated tells whether predicate i itself is negated or hypothetical, whatever
// stands above it.
func (s *Sentence) Negated(i int32) bool {
	neg, _, hypothetical := s.ownMood(i)
	return neg || hypothetical
}

// Modality is the modality that the adverbs and auxiliaries of predicate i give it.
func (s *Sentence) Modality(i int32) schema.Modality {
	_, m, _ := s.ownMood(i)
	return m
}

// inherits tells whether a complement in this relation takes part in the mood of its head.
func (s *Sentence) inherits(r syntax.Rel) bool {
	switch r {
	case syntax.Xcomp, syntax.Ccomp, syntax.Obj, syntax.Obl, syntax.Advcl, syntax.NsubjPass:
		return true
	}
	return false
}

func (s *Sentence) ownMood(i int32) (negative bool, m schema.Modality, hypothetical bool) {
	m = schema.Actual
	for _, c := range s.Tree.Children(i) {
		w := s.Word(c)
		negative = negative || s.none(c)
		switch w.Rel {
		case syntax.Advmod, syntax.Aux, syntax.AdvmodEmph, syntax.Det, syntax.Cop, syntax.Mark, syntax.Xcomp, syntax.Obj, syntax.Obl, syntax.Dep, syntax.Discourse:
		default:
			continue
		}
		if w.Rel == syntax.Xcomp || w.Rel == syntax.Obj || w.Rel == syntax.Obl {
			if c > i {
				continue
			}
		}
		switch {
		case s.Is(c, language.Neg) && c < i+2 && !s.apart(c, i) && !s.others(c, i):
			negative = true
		case w.Rel == syntax.Mark && s.Is(c, language.If):
			hypothetical = true
		case s.Is(c, language.Future) && c < i:
			m = schema.Future
		case s.Is(c, language.Possible) && c < i && m == schema.Actual:
			m = schema.Possible
		case s.Is(c, language.Planned) && c < i && m == schema.Actual:
			m = schema.Planned
		}
	}
	return negative, m, hypothetical
}

// others tells whether the negation at word c is that of the word right behind it, and not
// of predicate i: "pesawat tak berawak menyerang".
func (s *Sentence) others(c, i int32) bool {
	n := c + 1
	if !s.Lang.PossFollows || n >= i || s.Entries[n] != nil && len(s.Entries[n].Controls) > 0 {
		return false
	}
	w := s.Word(n)
	return (w.POS == syntax.VERB || w.POS == syntax.ADJ) && w.Head >= 0 && w.Rel != syntax.Xcomp && w.Rel != syntax.Advmod && w.Rel != syntax.Aux
}

// none tells whether argument c is one of none: "None of them were hit", "neither A
// nor B has", "found no trace", "tak satu pun".
func (s *Sentence) none(c int32) bool {
	switch s.Word(c).Rel {
	case syntax.Nsubj, syntax.NsubjPass:
		if s.Is(c, language.Neg) {
			return true
		}
	case syntax.Obj:
	default:
		return false
	}
	for _, k := range s.Tree.Children(c) {
		switch s.Word(k).Rel {
		case syntax.Det, syntax.CC, syntax.CCPreconj, syntax.Advmod, syntax.AdvmodEmph, syntax.Nummod:
			if k < c && s.Is(k, language.Neg) {
				return true
			}
		}
	}
	return false
}

// Lends tells whether word h is used as a verb whose subject has done what its
// complement says: "began", "went on".
func (s *Sentence) Lends(h int32) bool {
	c := s.control(h)
	return c != nil && !c.Negative && c.Modality == schema.Actual
}

// Makes tells whether word h is used as a verb whose object has done what its complement
// says: "prompted Iran to say".
func (s *Sentence) Makes(h int32) bool {
	c := s.control(h)
	return c != nil && c.Object && !c.Negative && c.Modality == schema.Actual && s.Object(h) >= 0
}

// apart tells whether a comma cuts off word c before word i: "Not only that, they …".
func (s *Sentence) apart(c, i int32) bool {
	return s.Hi[c]+1 < i && s.Word(s.Hi[c]+1).Form == "," || s.Word(s.Hi[c]).Form == "," && s.Hi[c] < i
}

// control is the control entry of word h when it is used as one, or nil.
func (s *Sentence) control(h int32) *language.Control {
	e := s.Entries[h]
	if e == nil {
		return nil
	}
	for _, c := range e.Controls {
		verbal := s.Word(h).POS == syntax.VERB || s.Word(h).POS == syntax.AUX
		if c.Oblique || (c.POS == language.Verb || c.POS == language.Fixed) == verbal {
			if _, ok := s.Follows(h, c.Rest, 1); ok {
				return c.Control
			}
		}
	}
	return nil
}

package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// prepositions fills slots by preposition over the stretch of the sentence that
// the word at from governs.
func (m *matcher) prepositions(p *Prop, f *language.Frame, from int32) {
	end, toward := m.stretch(from), int32(-1)
	for j := from + 1; j < end; j++ {
		w := m.Word(j)
		if w.POS == syntax.VERB || w.POS == syntax.PUNCT {
			continue
		}
		slot, ok := f.Prep[w.Lower]
		if w.Lower == m.Lang.AgentPrep && p.Passive {
			slot, ok = language.Agent, true
		}
		if !ok && m.Is(j, language.Place) && w.Rel == syntax.Case {
			m.place(p, j)
		}
		if !ok && toward < 0 && m.Is(j, language.Toward) && w.Rel == syntax.Case {
			toward = j
		}
		if !ok || m.closer(p.Trigger, j, w.Lower) {
			continue
		}
		if h := m.prepObject(j); h >= 0 && !(slot == language.Patient && (m.Word(h).POS == syntax.NUM || m.Word(h).POS == syntax.SYM)) {
			if slot == language.Agent && m.agentOf(h, p.Last, j) {
				continue
			}
			if slot == language.Agent && w.Lower != m.Lang.AgentPrep && m.Ref(h).Modifier {
				m.own(p, slot, h) // "because of Iran's deeds"
			}
			m.fill(p, slot, h)
		}
	}
	m.toward(p, toward)
}

// agentOf tells whether word h is the agent of a verb between lo and hi: "a raid
// condemned by Egypt" is no raid by Egypt.
func (m *matcher) agentOf(h, lo, hi int32) bool {
	v := m.Word(h).Head
	return m.Word(h).Rel == syntax.OblAgent && v > lo && v < hi && m.Word(v).POS == syntax.VERB
}

// toward takes the actor behind preposition j, which the lexicon does not know with
// this word, for whom it is done to where nobody else is.
func (m *matcher) toward(p *Prop, j int32) {
	if j < 0 || p.Passive || len(p.Patients) > 0 || len(p.Agents) == 0 || p.Where != nil && p.Where.Word < j {
		return
	}
	h := m.prepObject(j)
	if h < 0 || !m.known(h) || m.Ref(h).Actors[0].Kind == schema.Unnamed || m.closer(p.Trigger, j, "") {
		return
	}
	for k := j - 1; k > p.Trigger; k-- {
		if m.at[k] != 0 || m.Word(k).POS == syntax.VERB {
			return
		}
	}
	m.fill(p, language.Patient, h)
}

// beneficiary gives help whose receiver the lexicon's prepositions do not name the
// first actor named behind it, also in what it is for: "is sending food to meet the
// needs of people in Malawi".
func (m *matcher) beneficiary(p *Prop) {
	info, _ := p.Relation.Info()
	if info.Plover.Type != "AID" || p.Passive || p.Negative || len(p.Agents) == 0 || len(p.Patients) > 0 || p.Where != nil {
		return
	}
	for j := p.Last + 1; j < m.Len(); j++ {
		w := m.Word(j)
		if w.POS == syntax.PUNCT || w.POS == syntax.SCONJ || w.POS == syntax.VERB && m.Child(j, syntax.Nsubj, syntax.NsubjPass) >= 0 {
			return
		}
		if w.Rel != syntax.Case || !m.Is(j, language.Place|language.Toward) {
			continue
		}
		if h := m.prepObject(j); h >= 0 && m.known(h) && m.Ref(h).Actors[0].Kind == schema.State && m.Ref(h).Actors[0].Person == nil {
			m.fill(p, language.Patient, h)
			return
		}
	}
}

// place takes the place behind preposition j for that of the event, where the
// lexicon says nothing else of it and no other trigger stands between.
func (m *matcher) place(p *Prop, j int32) {
	h := m.prepObject(j)
	if p.Where != nil || h < 0 {
		return
	}
	r := m.Ref(h)
	if len(r.Actors) == 0 || r.Modifier || r.Actors[0].Person != nil || r.Actors[0].Kind != schema.State {
		return
	}
	for k := j - 1; k > p.Trigger; k-- {
		if n := m.at[k]; n != 0 && !m.lightObject(p.Trigger, k) {
			return
		}
	}
	p.Where = &Arg{h, r}
}

// leadPlace takes the place that a sentence opens with for that of what verb v tells:
// "In Colombia, the rebels declared a ceasefire".
func (m *matcher) leadPlace(p *Prop, v int32) {
	for _, c := range m.Tree.Children(v) {
		if c > v || m.Word(c).Rel != syntax.Obl || p.Where != nil {
			continue
		}
		if k := m.Child(c, syntax.Case); k >= 0 && m.Is(k, language.Place) {
			if r := m.Ref(c); len(r.Actors) > 0 && !r.Modifier && r.Actors[0].Person == nil && r.Actors[0].Kind == schema.State {
				p.Where = &Arg{c, r}
			}
		}
	}
}

// prepObject is the head of the noun phrase behind preposition j, or -1.
func (m *matcher) prepObject(j int32) int32 {
	if h := m.Word(j).Head; m.Word(j).Rel == syntax.Case && h > j && m.Nominal(h) {
		return h
	}
	for k := j + 1; k < m.Len() && k <= j+4; k++ {
		if m.Nominal(k) {
			return m.phraseHead(k, j)
		}
		switch m.Word(k).POS {
		case syntax.VERB, syntax.PUNCT, syntax.ADP:
			return -1
		}
	}
	return -1
}

// closer tells whether another trigger between i and preposition j takes it.
func (m *matcher) closer(i, j int32, prep string) bool {
	for k := j - 1; k > i; k-- {
		n := m.at[k]
		if n == 0 {
			continue
		}
		if _, takes := m.forms[n-1].Prep[prep]; takes {
			if !m.lightObject(i, k) {
				return true
			}
		}
	}
	return false
}

// lightObject tells whether noun k is the event that verb i only lends its subject to.
func (m *matcher) lightObject(i, k int32) bool {
	c := m.control(i)
	return c != nil && c.Noun && m.Word(k).Head == i
}

// stretch is the end (exclusive) of what the predicate at i may govern: the next
// clause with a subject of its own, a content clause or a stronger stop ends it.
func (m *matcher) stretch(i int32) int32 {
	for j := i + 1; j < m.Len(); j++ {
		w := m.Word(j)
		switch {
		case w.POS == syntax.PUNCT && (w.Form == ";" || w.Form == ":" || w.Form == "." || w.Form == "?"):
			return j
		case m.Is(j, language.Relative) && w.POS != syntax.DET && j > m.Hi[i]:
			return j
		case w.POS == syntax.VERB && j > i+1 && m.Child(j, syntax.Nsubj, syntax.NsubjPass) >= 0 && j > m.Hi[i]:
			return j
		case w.POS == syntax.SCONJ && w.Rel == syntax.Mark && m.Is(j, language.That) && j > i+1:
			return j
		case w.POS == syntax.VERB && (w.Rel == syntax.Conj || w.Rel == syntax.AclRelcl || w.Rel == syntax.Advcl || w.Rel == syntax.Ccomp) && j > i:
			return j
		}
	}
	return m.Len()
}

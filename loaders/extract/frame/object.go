package frame

import (
	"slices"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// objects fills what stands behind an active verb without a preposition.
func (m *matcher) objects(p *Prop, f *language.RelationForm) {
	if p.Passive {
		return
	}
	i := p.Trigger
	obj, iobj := m.Object(i), m.Child(i, syntax.Iobj)
	if obj < 0 && p.Last != i {
		if obj = m.Child(p.Last, syntax.Obj, syntax.Obl, syntax.Nsubj); obj < 0 {
			obj = m.bareObject(p.Last)
		}
	}
	if obj < 0 && iobj < 0 {
		obj = m.sharedObject(i)
	}
	if obj > i && obj <= p.Last && slices.Contains(f.Rest, m.Word(obj).Lower) {
		if c := m.lastCompound(obj); c > i && (len(m.Ref(c).Actors) > 0 || m.Word(c).POS == syntax.PROPN) {
			m.own(p, language.Patient, c) // "granted Cyprus permission", "found N. N. guilty"
		}
		obj = -1 // a part of the trigger itself ("opened fire")
	}
	if iobj < 0 && obj >= 0 && f.Iobj != language.NoSlot {
		if second := m.secondObject(i, obj); second >= 0 && (m.known(obj) || m.Ref(obj).Animate || m.Word(obj).POS == syntax.PROPN || m.Word(second).POS == syntax.SYM) {
			iobj, obj = obj, second
		}
	}
	if obj < 0 && iobj >= 0 {
		obj, iobj = iobj, -1
	}
	if c := m.lastCompound(obj); iobj < 0 && f.Iobj != language.NoSlot && c == i+1 && m.Word(c).POS == syntax.PROPN && len(m.Ref(c).Actors) > 0 {
		m.own(p, language.Patient, c) // "gave Ukraine tanks"
	}
	if iobj >= 0 {
		m.fill(p, language.Patient, iobj)
	}
	m.fill(p, f.Obj, obj)
}

// lastCompound is the last word before noun w that makes a compound with it, or -1.
func (m *matcher) lastCompound(w int32) int32 {
	last := int32(-1)
	if w >= 0 {
		for _, c := range m.Tree.Children(w) {
			if m.Word(c).Rel == syntax.Compound && c < w {
				last = c
			}
		}
	}
	return last
}

func (m *matcher) known(w int32) bool {
	r := m.Ref(w)
	return len(r.Actors) > 0 && !r.Modifier
}

// secondObject is the noun phrase that follows the first object with no
// preposition ("memberi Iran komponen"), or -1.
func (m *matcher) secondObject(i, obj int32) int32 {
	for _, c := range m.Tree.Children(i) {
		if c > obj && m.Word(c).Rel == syntax.Obj {
			return c
		}
	}
	for j := m.refEnd(obj) + 1; j < m.Len() && j < obj+5; j++ {
		switch m.Word(j).POS {
		case syntax.NOUN:
			return m.phraseHead(j, obj)
		case syntax.SYM:
			if m.Word(j).Rel == syntax.Obj {
				return j // "awarded the families $5 million"
			}
			return -1
		case syntax.DET, syntax.NUM, syntax.ADJ:
			continue
		}
		return -1
	}
	return -1
}

// refEnd is the last word of the mention headed by w.
func (m *matcher) refEnd(w int32) int32 {
	end, last := m.Ref(w).End, w
	for j := w + 1; j < m.Len() && m.Word(j).End <= end; j++ {
		last = j
	}
	return last
}

// sharedObject is the object of the last verb of a coordination ("attacked and
// killed civilians").
func (m *matcher) sharedObject(i int32) int32 {
	for _, c := range m.Tree.Children(i) {
		if m.Word(c).Rel == syntax.Conj && m.Word(c).POS == syntax.VERB && c <= i+3 {
			if k := m.at[c]; k > 0 && m.forms[k-1].Obj == language.Instrument {
				return -1 // "blocked and fired missiles at the ship"
			}
			return m.Child(c, syntax.Obj)
		}
	}
	return -1
}

// share gives a verb without a patient that of the last verb of a coordination whose
// object says with what it is done: "blocked and fired missiles at the ship".
func (m *matcher) share() {
	for k := range m.props {
		p := &m.props[k]
		if !p.Verbal || p.Passive || len(p.Patients) > 0 {
			continue
		}
		for _, c := range m.Tree.Children(p.Trigger) {
			j := m.at[c]
			if j > 0 && m.Word(c).Rel == syntax.Conj && c <= p.Trigger+3 && m.forms[j-1].Obj == language.Instrument {
				p.Patients = m.props[j-1].Patients
			}
		}
	}
}

package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// noun fills the frame of a noun for an event: its possessors, what stands
// before it in a compound, and prepositional phrases.
func (m *matcher) noun(k int) {
	p, f := &m.props[k], &m.forms[k]
	p.Modality = schema.Actual
	m.possessors(p, &f.Frame)
	m.prepositions(p, &f.Frame, p.Last)
}

// possessors reads owners and compounds of a noun.
func (m *matcher) possessors(p *Prop, f *language.Frame) {
	i := p.Trigger
	for _, c := range m.Tree.Children(i) {
		w := m.Word(c)
		switch w.Rel {
		case syntax.NmodPoss, syntax.Compound, syntax.Amod, syntax.Nmod, syntax.Flat, syntax.FlatName, syntax.NmodDesc, syntax.Det:
			if m.Child(c, syntax.Case, syntax.Mark) >= 0 && w.Rel != syntax.NmodPoss {
				continue
			}
			m.possessor(p, f, c)
		}
	}
	if m.Lang.PossFollows {
		m.following(p, f)
	}
}

func (m *matcher) possessor(p *Prop, f *language.Frame, c int32) {
	r := m.Ref(c)
	if t := m.Word(p.Trigger); r.Start <= t.Start && t.End <= r.End {
		return // the whole phrase was taken for an actor
	}
	switch {
	case len(r.Actors) > 0 && f.Poss == language.Patient && m.acts(p.Trigger, c):
		m.own(p, language.Agent, c)
	case len(r.Actors) > 0 && (f.Poss == language.Agent || f.Poss == language.Patient):
		m.own(p, f.Poss, c)
	case len(r.Actors) > 0 && len(p.Agents) == 0:
		m.own(p, language.Agent, c)
	case m.Nominal(c) && m.Word(c).Rel != syntax.Det && len(r.Actors) == 0 && m.at[c] == 0:
		if f.Poss == language.Patient && r.Animate {
			m.fill(p, language.Patient, c)
		} else if m.Word(c).POS == syntax.NOUN {
			m.fill(p, language.Theme, c)
		}
	}
}

// acts tells whether owner c of an event that is suffered does it all the same, in a
// language whose owners stand before: in "the army's killing of a farmer" somebody else
// is killed, and in "Turkish arrests" nobody is named who is arrested.
func (m *matcher) acts(event, c int32) bool {
	if m.Lang.PossFollows {
		return false
	}
	if m.Word(c).Rel != syntax.NmodPoss {
		return true
	}
	for _, k := range m.Tree.Children(event) {
		if cs := m.Child(k, syntax.Case); k > event && cs >= 0 && m.Word(cs).Lower == m.Lang.Possessor {
			return true
		}
	}
	return false
}

// own fills a slot with an owner: an adjective of nationality acts here.
func (m *matcher) own(p *Prop, slot language.Slot, c int32) {
	as := m.args(c, slot)
	for i := range as {
		as[i].Ref.Modifier = false
	}
	if slot == language.Patient && len(p.Patients) == 0 {
		p.Patients = as
	} else if slot == language.Agent && len(p.Agents) == 0 {
		p.Agents = as
	}
}

// following reads the nouns that follow without a preposition, whatever the
// parser hung them on ("dukungan militer Iran").
func (m *matcher) following(p *Prop, f *language.Frame) {
	for j := p.Last + 1; j < m.Len() && j <= p.Last+5; j++ {
		w := m.Word(j)
		switch w.POS {
		case syntax.NOUN, syntax.PROPN, syntax.PRON:
			if r := m.Ref(j); len(r.Actors) > 0 && r.Start > m.Word(p.Trigger).Start && !m.filled(p, j) && w.Rel != syntax.Nsubj {
				m.possessor(p, f, j)
				return
			}
		case syntax.ADJ, syntax.NUM, syntax.DET:
		default:
			return
		}
	}
}

// filled tells whether word w fills a slot of p.
func (m *matcher) filled(p *Prop, w int32) bool {
	for _, as := range [][]Arg{p.Agents, p.Patients, p.Themes} {
		for _, a := range as {
			if a.Word == w {
				return true
			}
		}
	}
	return false
}

// lend gives nouns for events the subject of the verb that carries them ("carried
// out strikes", "menawarkan dukungan kepada X"), and drops that verb's own
// reading where it has one.
func (m *matcher) lend() {
	for k := range m.props {
		p := &m.props[k]
		if m.forms[k].POS != language.Noun {
			continue
		}
		v, object := m.carrier(p.Trigger)
		if v < 0 {
			if w := m.Word(p.Trigger); w.Rel == syntax.Nsubj && w.Head >= 0 && m.at[w.Head] == 0 {
				_, p.Modality = m.Mood(w.Head) // "support will grow"
			}
			continue
		}
		c := m.control(v)
		if c == nil || !c.Noun {
			continue
		}
		m.lendFrom(k, v, object)
	}
	m.lendOblique()
}

// lendOblique gives a noun behind a preposition the subject of the verb, adjective
// or noun that says who had a part in it.
func (m *matcher) lendOblique() {
	for k := range m.props {
		p := &m.props[k]
		if m.forms[k].POS != language.Noun || p.Verbal {
			continue
		}
		far := p.Trigger - 7
		if h := m.Word(p.Trigger).Head; h >= 0 && h < far {
			far = h // "linked officials of the ministry to the attack"
		}
		for j := p.Trigger - 1; j >= 0 && j >= far; j-- {
			if n := m.at[j]; n > 0 && m.forms[n-1].POS == language.Noun && m.Word(p.Trigger).Rel != syntax.Conj {
				break // "ready for a drill after raids": the drill is nearer
			}
			c := m.control(j)
			if c == nil || !c.Oblique {
				continue
			}
			m.takePart(p, c, j)
			break
		}
	}
}

// takePart gives event p whom word j says to have had a part in it.
func (m *matcher) takePart(p *Prop, c *language.Control, j int32) {
	subj, passive, open := m.Subject(j)
	said := j // what carries negation and modality
	h := m.Word(j).Head
	if c.POS == language.Adposit && h == j+1 && h != p.Trigger {
		h = m.Word(h).Head // "di balik" is two words
	}
	switch o := m.Object(j); {
	case c.POS == language.Noun:
		subj = -1
	case c.POS == language.Adposit && h >= 0 && h < j && m.Object(h) > h && m.Object(h) < j: // "Tuding Peru di balik serangan"
		subj, open = m.Object(h), false
	case c.POS == language.Adposit && m.ownSubject(h) >= 0: // "may be behind the killing"
		subj, open, said = m.ownSubject(h), false, h
	case c.POS == language.Verb && !passive && o > j && o < p.Trigger: // "blamed Iran for the attack"
		subj, open = o, false
	case subj >= j:
		subj = -1
	}
	if subj < 0 && !open {
		return
	}
	p.Verbal, p.Open = true, open
	if subj >= 0 {
		p.Agents = nil
		if own := m.at[j]; own > 0 {
			m.props[own-1].Inner = true
		}
	}
	p.Negative, p.Modality = m.Mood(said)
	p.Negative = p.Negative || m.negatedBefore(j)
	m.fill(p, language.Agent, subj)
}

// negatedBefore tells whether a negation stands right before word j or its determiner.
func (m *matcher) negatedBefore(j int32) bool {
	for i := j - 1; i >= 0 && i >= j-2; i-- {
		if m.Is(i, language.Neg) && m.Word(i).Head != j {
			return true
		}
	}
	return false
}

// carrier climbs from a noun to the verb whose object (or passive subject) it
// belongs to. Object tells that it is an object.
func (m *matcher) carrier(i int32) (v int32, object bool) {
	for steps := 0; steps < 3; steps++ {
		w := m.Word(i)
		h := w.Head
		if h < 0 {
			return -1, false
		}
		switch w.Rel {
		case syntax.Obj, syntax.Iobj:
			return h, true
		case syntax.NsubjPass:
			return h, false
		case syntax.Xcomp, syntax.Obl, syntax.Ccomp:
			if h < i && m.Child(i, syntax.Case) < 0 {
				return h, true
			}
			return -1, false
		case syntax.Conj, syntax.Nmod, syntax.Compound:
			if m.Child(i, syntax.Case) >= 0 {
				return -1, false
			}
			i = h
		case syntax.AclRelcl:
			return -1, false
		default:
			return -1, false
		}
	}
	return -1, false
}

func (m *matcher) lendFrom(k int, v int32, object bool) {
	p, f := &m.props[k], &m.forms[k]
	p.Verbal, p.Inner = true, false
	if len(p.Agents) == 1 && m.Word(p.Agents[0].Word).POS == syntax.PRON {
		p.Agents = nil // "continued its bombardment": the subject says it better
	}
	p.Negative, p.Modality = m.Mood(v)
	if c := m.control(v); c != nil {
		p.Negative = p.Negative != c.Negative
		if p.Modality == schema.Actual {
			p.Modality = c.Modality
		}
	}
	if r := m.Word(v).Rel; r == syntax.AclRelcl || r == syntax.Acl {
		p.Relative = true
	}
	if object {
		subj, passive, open := m.Subject(v)
		p.Open = open
		if !passive {
			m.fill(p, language.Agent, subj)
		}
	} else {
		p.Passive = true
		if a := m.Child(v, syntax.OblAgent); a >= 0 {
			m.fill(p, language.Agent, a)
		}
	}
	if next := p.Last + 1; object && len(p.Patients) == 0 && next < m.Len() && m.Word(next).Rel == syntax.OblUnmarked && m.known(next) {
		m.fill(p, language.Patient, next) // "stopped bombing Peru"
	}
	m.prepositions(p, &f.Frame, v)
	m.leadPlace(p, v)
	m.beneficiary(p)
	if own := m.at[v]; own > 0 {
		q := &m.props[own-1]
		if io := q.Patients; len(p.Patients) == 0 && len(io) > 0 && io[0].Word != p.Trigger {
			p.Patients = io
		}
		q.Inner = true
	}
}

// converses tells whether a phrase may be of somebody to talk with: neither a thing of
// theirs nor the press.
func (m *matcher) converses(a *Arg) bool {
	if w := m.Word(a.Word); w.POS == syntax.PRON && w.Lower == "it" {
		return false // "calling it the closest to war"
	}
	r := &a.Ref
	switch {
	case m.Is(a.Word, language.Press):
		return false
	case len(r.Actors) == 0:
		return true
	}
	return r.Actors[0].Kind != schema.Media && (r.Animate || !r.Modifier)
}

// kept leaves out propositions that only serve others, and those without parties.
func (m *matcher) kept() []Prop {
	out := m.props[:0]
	for k := range m.props {
		p := &m.props[k]
		if m.purpose(p) || p.Verbal && m.partOfNoun(p.Trigger) {
			continue // "the partnership to produce drones" is one thing
		}
		info, _ := p.Relation.Info()
		there := info.Harm && p.Where != nil && len(p.Patients) == 0 // "are fighting in Mali"
		need := m.forms[k].Need && !there && !m.somebody(p.Patients) && !((info.Symmetric || p.Mutual) && Several(p.Agents))
		if p.Relation == "release" && m.forms[k].Obj == language.Theme && p.Verbal && !p.Passive && len(p.Themes) == 0 && m.bare(p.Last+1) {
			continue // "returned to the table": nothing was given back
		}
		if p.Relation == "supply" && len(p.Themes) > 0 && m.Is(p.Themes[0].Word, language.NonComment) {
			continue // "without giving details"
		}
		if p.Relation == "negotiate" && len(p.Patients) > 0 && !m.converses(&p.Patients[0]) {
			continue // "what it called Iran's lies", "speaking to Reuters"
		}
		if p.Relation == "detain" && len(p.Patients) > 0 && m.Is(p.Patients[0].Word, language.Reflexive) {
			continue // "menahan diri": who restrains himself detains nobody
		}
		if need || len(p.Agents)+len(p.Patients)+len(p.Themes) == 0 && !p.Verbal && !m.forms[k].Event {
			continue
		}
		out = append(out, *p)
	}
	return out
}

// bare tells whether no noun phrase begins at word i.
func (m *matcher) bare(i int32) bool {
	if i >= m.Len() {
		return true
	}
	switch m.Word(i).POS {
	case syntax.ADP, syntax.PUNCT, syntax.ADV, syntax.PART, syntax.CCONJ, syntax.SCONJ:
		return true
	}
	return false
}

// somebody tells whether one of the arguments may be an actor or a place.
func (m *matcher) somebody(as []Arg) bool {
	for _, a := range as {
		if len(a.Ref.Actors) > 0 || a.Ref.Animate || m.Word(a.Word).POS == syntax.PROPN || m.Is(a.Word, language.Ground|language.Platform) {
			return true
		}
	}
	return false
}

// Several tells whether arguments are more than one actor.
func Several(as []Arg) bool {
	return len(as) > 1 || len(as) == 1 && len(as[0].Ref.Actors) > 1 && as[0].Known()
}

// partOfNoun tells whether predicate i only says what a noun for an event, itself
// in a slot of another proposition, is for.
func (m *matcher) partOfNoun(i int32) bool {
	if w := m.Word(i); w.Rel == syntax.Acl && w.Head >= 0 && m.at[w.Head] > 0 {
		return true
	}
	for k := range m.props {
		q := &m.props[k]
		if q.Inner && !q.Verbal && q.Trigger < i && m.Hi[q.Trigger] >= i && m.Child(i, syntax.Mark) >= 0 && m.Child(i, syntax.Nsubj) < 0 {
			return true
		}
	}
	return false
}

// purpose drops "use X to attack Y" in favour of the attack, which takes X as
// its instrument.
func (m *matcher) purpose(p *Prop) bool {
	if p.Relation != "use" || !p.Verbal {
		return false
	}
	for k := range m.props {
		q := &m.props[k]
		w := m.Word(q.Trigger)
		if q.Verbal && q.Relation != "use" && w.Head == p.Trigger && (w.Rel == syntax.Advcl || w.Rel == syntax.Xcomp || w.Rel == syntax.Acl) {
			if q.Instrument == nil && len(p.Themes) > 0 {
				q.Instrument = &p.Themes[0]
			}
			if len(q.Agents) == 0 {
				q.Agents = p.Agents
			}
			return true
		}
	}
	return false
}

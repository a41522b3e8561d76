package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// Match finds the propositions of a sentence, in the order of their triggers.
func Match(s *Sentence) []Prop {
	m := &matcher{Sentence: s, at: make([]int, s.Len())}
	taken := int32(-1) // last word of a verb of several words: "went on strike" is no strike
	for i := int32(0); i < s.Len(); i++ {
		if m.at[i] != 0 || i == taken {
			continue
		}
		if f, last, ok := m.choose(i); ok {
			trigger := i
			if f.POS == language.Verb && last > i {
				taken = last
				if h := m.Word(last).Head; h > last && m.Lo[h] == last {
					m.Lo[h] = last + 1 // "shot dead two nurses"
				}
			}
			if f.POS == language.Noun && !s.Lang.PossFollows {
				trigger = m.compoundHead(i, last) // "war games", "state of siege"
			}
			m.props = append(m.props, Prop{Relation: f.Relation.Relation, Trigger: trigger, Last: last, Lemma: f.Lemma, POS: f.POS, Mutual: f.Mutual})
			m.forms = append(m.forms, f)
			m.at[trigger] = len(m.props)
		}
	}
	for k := range m.props {
		if m.forms[k].POS == language.Noun {
			m.noun(k)
		}
	}
	for k := range m.props {
		switch m.forms[k].POS {
		case language.Verb, language.Fixed, language.Adjective:
			m.verb(k)
		case language.AgentNoun:
			m.agentNoun(k)
		}
	}
	m.lend()
	m.share()
	m.borrow()
	m.merge()
	m.blame()
	m.absent()
	return m.kept()
}

// absent negates events that are said not to be: "there were no strikes", "tidak ada
// serangan", and those in which there is nothing: "no drones that Iran supplied".
func (m *matcher) absent() {
	for k := range m.props {
		p := &m.props[k]
		i := p.Trigger
		switch r := m.Word(i).Rel; {
		case p.POS == language.Verb && (r == syntax.AclRelcl || r == syntax.Acl) && !p.Negative:
			i = m.Word(i).Head
		case p.Verbal || p.POS != language.Noun:
			continue
		}
		h := m.Word(i).Head
		subject := h >= 0 && m.Word(i).Rel == syntax.Nsubj
		exists := subject && (m.Is(h, language.Exists) || m.Child(h, syntax.Expl) >= 0)
		if exists && m.Negated(h) {
			p.Negative = true
		}
		for _, c := range m.Tree.Children(i) {
			if (exists || !subject) && c < i && m.Word(c).Rel == syntax.Det && m.Is(c, language.Neg) {
				p.Negative = true
			}
		}
	}
}

// merge gives a noun for an event the patient of a verb for the same that only says
// what it is for: "began a strike to protest against the mayor".
func (m *matcher) merge() {
	for k := range m.props {
		p := &m.props[k]
		w := m.Word(p.Trigger)
		if !p.Verbal || len(p.Patients) == 0 || w.Rel != syntax.Acl || w.Head < 0 || m.at[w.Head] == 0 {
			continue
		}
		if q := &m.props[m.at[w.Head]-1]; q.Relation == p.Relation && len(q.Patients) == 0 {
			q.Patients = p.Patients
		}
	}
}

// blame gives a verb that tells for what somebody is punished or attacked that somebody
// for its subject: "sanctioned three firms for supplying drones".
func (m *matcher) blame() {
	for k := range m.props {
		p := &m.props[k]
		w := m.Word(p.Trigger)
		mark := m.Child(p.Trigger, syntax.Mark, syntax.Case)
		if !p.Verbal || mark < 0 || mark > p.Trigger || !m.Is(mark, language.Reason) || m.ownSubject(p.Trigger) >= 0 || w.Rel != syntax.Advcl && w.Rel != syntax.Acl {
			continue
		}
		for j := k - 1; j >= 0; j-- {
			g := &m.props[j]
			if info, _ := g.Relation.Info(); (info.Harm || punishes[g.Relation]) && len(g.Patients) > 0 && m.governs(w.Head, g.Trigger) {
				p.Agents, p.Open, p.Relative = g.Patients, false, false
				break
			}
		}
	}
}

// punishes are the relations besides those that do harm by which somebody is punished.
var punishes = map[schema.Relation]bool{"sanction": true, "embargo": true, "convict": true}

// governs tells whether word h is the trigger at word i, or between it and a verb that
// lends it its subject, or one of the words that hang on either.
func (m *matcher) governs(h, i int32) bool {
	top := i
	if w := m.Word(i); w.Head >= 0 && (w.Rel == syntax.Obj || w.Rel == syntax.Obl) && m.Word(w.Head).POS == syntax.VERB {
		top = w.Head
	}
	for steps := 0; h >= 0 && steps < maxClimb; steps++ {
		if h == i || h == top {
			return true
		}
		if m.Word(h).POS == syntax.VERB {
			return false
		}
		h = m.Word(h).Head
	}
	return false
}

// borrow gives a verb without a patient that of the noun for an event behind it,
// which has no doer of its own: "provided money in assistance to Fiji", "signed an
// agreement with Kenya".
func (m *matcher) borrow() {
	for k := range m.props {
		p := &m.props[k]
		if !p.Verbal || p.Passive || m.forms[k].Need || len(p.Agents) == 0 || len(p.Patients) > 0 {
			continue
		}
		end := m.stretch(p.Last)
		for j := p.Last + 1; j < end; j++ {
			n := m.at[j]
			if n == 0 {
				continue
			}
			if q := &m.props[n-1]; q.POS == language.Noun && len(q.Agents) == 0 && len(q.Patients) > 0 {
				p.Patients = q.Patients
			}
			break
		}
	}
}

// compoundHead is the word from i to last that heads a term of several words.
func (m *matcher) compoundHead(i, last int32) int32 {
	for j := i + 1; j < last; j++ {
		if m.Word(j).POS == syntax.ADP {
			return i
		}
	}
	return last
}

type matcher struct {
	*Sentence
	props []Prop
	forms []language.RelationForm
	at    []int // index+1 of the prop triggered by a word
}

// choose picks the relation entry that fits the part of speech of word i.
func (m *matcher) choose(i int32) (f language.RelationForm, last int32, ok bool) {
	e := m.Entries[i]
	if e == nil || len(e.Relations) == 0 {
		return f, i, false
	}
	w := m.Word(i)
	best := -1
	for _, c := range e.Relations {
		if !fits(c.POS, c.Voice, w) && !(c.POS == language.Noun && len(c.Rest) > 0 && w.POS == syntax.ADJ) {
			continue
		}
		gap := int32(0)
		if c.POS == language.Verb && len(c.Rest) > 0 {
			gap = 4
		}
		end, found := m.Follows(i, c.Rest, gap)
		if !found || len(c.Rest) <= best || c.POS == language.AgentNoun && !m.predicative(i) {
			continue
		}
		f, last, ok, best = c, end, true, len(c.Rest)
	}
	return f, last, ok
}

func fits(p language.POS, v language.Voice, w *syntax.Word) bool {
	switch p {
	case language.Verb, language.Fixed:
		return w.POS == syntax.VERB || w.POS == syntax.AUX || v == language.Bare && w.POS == syntax.NOUN && w.Rel == syntax.Root ||
			w.POS == syntax.ADJ && (w.Feats&(syntax.VBN|syntax.VBG) != 0 || p == language.Fixed)
	case language.Noun, language.AgentNoun:
		return w.POS == syntax.NOUN || w.POS == syntax.PROPN
	case language.Adjective:
		return w.POS == syntax.ADJ || w.POS == syntax.VERB
	}
	return false
}

// predicative tells whether noun i says what a subject is.
func (m *matcher) predicative(i int32) bool { return m.predicand(i) >= 0 }

// predicand is the subject of which noun i is said, or -1.
func (m *matcher) predicand(i int32) int32 {
	for steps := 0; i >= 0 && steps < maxClimb; steps++ {
		if c := m.ownSubject(i); c >= 0 && c != i {
			return c
		}
		w := m.Word(i)
		if w.Rel == syntax.Appos && w.Head >= 0 {
			return w.Head
		}
		if w.Rel == syntax.Root || m.Child(i, syntax.Case) >= 0 {
			return -1
		}
		i = w.Head
	}
	return -1
}

// members are those who stand for noun w for an event: both sides of what they do
// together ("the partnership between A and B"), else who did it where the event
// acts ("the attack by A on B killed C") and both where something is done to it.
func (m *matcher) members(w int32, slot language.Slot) []Arg {
	k := m.at[w]
	if k == 0 || m.forms[k-1].POS != language.Noun || len(m.Ref(w).Actors) > 0 && !(m.Ref(w).Modifier && m.forms[k-1].Event && !m.Lang.PossFollows) {
		return nil
	}
	p := &m.props[k-1]
	info, _ := p.Relation.Info()
	if slot == language.Agent && !info.Symmetric && len(p.Agents) > 0 {
		p.Inner = len(p.Patients) == 0
		return p.Agents
	}
	all := append(append([]Arg{}, p.Agents...), p.Patients...)
	p.Inner = p.Inner || len(all) > 0
	return all
}

// args makes arguments of a noun phrase for a slot, and of those coordinated with it.
func (m *matcher) args(w int32, slot language.Slot) []Arg {
	if w < 0 {
		return nil
	}
	if all := m.members(w, slot); len(all) > 0 {
		return all
	}
	first := Arg{w, m.Ref(w)}
	out := []Arg{first}
	for _, c := range m.Conjuncts(w)[1:] {
		if a := (Arg{c, m.Ref(c)}); a.Known() == first.Known() || a.Ref.Animate == first.Ref.Animate || m.Word(w).POS == syntax.PROPN && m.Word(c).POS == syntax.PROPN {
			out = append(out, a)
		}
	}
	return out
}

// fill puts the noun phrase of w into a slot of prop p.
func (m *matcher) fill(p *Prop, slot language.Slot, w int32) {
	if w < 0 || slot == language.NoSlot || w == p.Trigger {
		return
	}
	timed := m.Is(w, language.TimeNoun)
	if timed {
		if w = m.Child(w, syntax.Compound, syntax.NmodDesc); w < 0 || m.Is(w, language.TimeNoun) {
			return // "said Wednesday"; but "Sweden last week" is Sweden
		}
	}
	as := m.args(w, slot)
	if timed {
		as[0].Ref.Modifier = false
	}
	switch slot {
	case language.Agent:
		for i := range as {
			if r := &as[i].Ref; len(r.Actors) == 0 && m.Word(as[i].Word).POS == syntax.PROPN {
				r.Animate = true // a name of somebody unknown
			}
		}
		if len(p.Agents) == 0 {
			p.Agents = as
		}
	case language.Patient:
		if len(p.Patients) == 0 {
			p.Patients = as
		}
	case language.Theme:
		p.Themes = append(p.Themes, as...)
	case language.Party:
		if len(as) > 0 && as[0].Known() || m.ownedBy(w) || m.at[w] == 0 && (m.Ref(w).Animate || m.Word(w).POS == syntax.PROPN && !m.Ref(w).Modifier) {
			p.Patients = append(p.Patients, as...)
		} else {
			p.Themes = append(p.Themes, as...)
		}
	case language.Instrument:
		p.Instrument = &Arg{w, m.Ref(w)}
	case language.Where:
		p.Where = &Arg{w, m.Ref(w)}
	}
}

// ownedBy tells whether a possessor that is an actor owns the thing w: what is done
// to the thing is done to them.
func (m *matcher) ownedBy(w int32) bool {
	if r := m.Ref(w); !r.Modifier || len(r.Actors) == 0 || m.Lang.PossFollows {
		return false
	}
	c := m.Child(w, syntax.NmodPoss)
	return c >= 0 && len(m.Ref(c).Actors) > 0
}

func (m *matcher) verb(k int) {
	p, f := &m.props[k], &m.forms[k]
	i := p.Trigger
	p.Verbal = true
	p.Negative, p.Modality = m.Mood(i)
	r := m.Word(i).Rel
	p.Relative = r == syntax.AclRelcl || r == syntax.Acl || r == syntax.Amod
	subj, passive, open := m.Subject(i)
	p.Passive, p.Open = passive, open
	if f.Voice != language.Any && m.Lang.PossFollows {
		p.Passive = f.Voice == language.Passive // the affix says it better than the tagger
	}
	if p.Passive && f.POS != language.Adjective && f.Subj == language.Agent {
		m.fill(p, f.Obj, subj)
		m.passiveAgent(p)
	} else {
		m.fill(p, f.Subj, subj)
	}
	m.objects(p, f)
	m.prepositions(p, &f.Frame, p.Last)
	m.leadPlace(p, i)
	m.double(p)
	m.crew(p)
	m.beneficiary(p)
}

// passiveAgent looks for who did it: with the preposition of agents, or right
// behind the verb where the language allows it.
func (m *matcher) passiveAgent(p *Prop) {
	i := p.Trigger
	if a := m.Child(i, syntax.OblAgent); a >= 0 {
		m.fill(p, language.Agent, a)
		return
	}
	if m.Lang.PossFollows && i+1 < m.Len() && len(p.Agents) == 0 {
		w, people := m.Word(i+1), m.Is(i+1, language.Body|language.People) // "dikepung pasukan Rusia"
		if (w.POS == syntax.PROPN || w.POS == syntax.PRON || w.POS == syntax.NOUN && people) && w.Rel != syntax.Nsubj && w.Rel != syntax.NsubjPass {
			if h := m.phraseHead(i+1, i); m.known(h) || people && m.Ref(h).Animate {
				m.fill(p, language.Agent, h)
			}
		}
	}
}

// double reads one noun phrase as two slots: the owner of what was destroyed or
// seized is who it was done to, and the thing itself the theme.
func (m *matcher) double(p *Prop) {
	if len(p.Themes) > 0 {
		return
	}
	for _, x := range p.Patients {
		if x.Ref.Modifier && len(x.Ref.Actors) > 0 {
			p.Themes = append(p.Themes, x)
		}
	}
}

// crew lets an army's machines act for it: "Israeli jets bombed …". What is fired
// does not: Iranian drones may be anybody's.
func (m *matcher) crew(p *Prop) {
	for i := range p.Agents {
		if a := &p.Agents[i]; a.Ref.Modifier && m.Is(a.Word, language.Platform) {
			a.Ref.Modifier, a.Ref.Animate = false, true
		}
	}
	if len(p.Agents) != 1 || p.Agents[0].Known() || p.Agents[0].Ref.Animate {
		return
	}
	thing := p.Agents[0].Word
	for _, c := range m.Tree.Children(thing) {
		if w := m.Word(c); w.Rel != syntax.Acl || w.POS != syntax.VERB || c > p.Trigger {
			continue
		}
		if by := m.Child(c, syntax.OblAgent); by > c && m.known(by) {
			p.Agents = m.args(by, language.Agent)
			if p.Instrument == nil {
				p.Instrument = &Arg{thing, m.Ref(thing)} // "rockets fired by the army struck a port"
			}
			return
		}
	}
}

func (m *matcher) agentNoun(k int) {
	p, f := &m.props[k], &m.forms[k]
	p.Verbal = true
	m.fill(p, f.Subj, m.predicand(p.Trigger))
	for h, steps := p.Trigger, 0; h >= 0 && steps < maxClimb; h, steps = m.Word(h).Head, steps+1 {
		if p.Negative, p.Modality = m.Mood(h); p.Negative || p.Modality != schema.Actual || m.Word(h).Rel == syntax.Root {
			break
		}
	}
	m.possessors(p, &f.Frame)
	m.prepositions(p, &f.Frame, p.Last)
}

package entity

import (
	"slices"

	"saksi/schema"
	"saksi/seeds"
)

// mention is a reference that later words may take up.
type mention struct {
	sent    int
	pos     int32 // byte where it starts
	links   []Link
	sort    mentionSort
	subject bool
	gender  gender
	key     string // of the role or organ ("ministry"), or ""
	weak    bool   // only modified another thing
	quoted  bool   // stands in a quotation
}

// mentionSort says which words may take a mention up.
type mentionSort uint8

const (
	ofState mentionSort = iota
	ofGroup             // organisations, armed groups, media
	ofPerson
	ofCrowd // several people, without a name
)

// pair is two parties that were named together, or more.
type pair struct {
	sent  int
	pos   int32
	links []Link
	place bool // something was in them
}

// memory is what was mentioned so far, in text order.
type memory struct {
	mentions []mention
	pairs    []pair
	tally    []tally // buffer of couple
	speaker  Ref     // who spoke last
	spoke    bool
	// here is the sentence that is resolved, and outside tells that the word lies
	// outside its quotations: what is said in them is then no antecedent.
	here    int
	outside bool
}

func (m *memory) reset() {
	m.mentions, m.pairs = m.mentions[:0], m.pairs[:0]
	m.speaker, m.spoke = Ref{}, false
}

func (m *memory) add(x mention) { m.mentions = append(m.mentions, x) }

// last calls f with the mentions before pos, the latest first, until f is done.
func (m *memory) last(pos int32, f func(x *mention) (done bool)) {
	for i := len(m.mentions) - 1; i >= 0; i-- {
		if x := &m.mentions[i]; x.pos < pos && !(m.outside && x.quoted && x.sent == m.here) && f(x) {
			return
		}
	}
}

// best is the mention before pos that scores highest, the later of equals; nil
// when none scores above 0. It looks no further back than the sentences given.
func (m *memory) best(sent, reach int, pos int32, score func(x *mention) int) *mention {
	var best *mention
	top := 0
	m.last(pos, func(x *mention) bool {
		if sent-x.sent > reach {
			return true
		}
		if s := score(x); s > 0 {
			if s -= 3 * (sent - x.sent); s > top || best == nil {
				best, top = x, s
			}
		}
		return false
	})
	return best
}

// reach of the searches, in sentences, and in mentions where sentences don't bound them.
const (
	nearby  = 4
	faraway = 25
	maxSeen = 400
)

// state is the state that "the country" or "the government" takes up.
func (m *memory) state(sent int, pos int32, only func(schema.IRI) bool) (Link, bool) {
	x := m.best(sent, faraway, pos, func(x *mention) int {
		if x.sort != ofState || len(x.links) == 0 || only != nil && !only(x.links[0].Actor) {
			return 0
		}
		s := 40
		if x.subject && x.sent != sent {
			s += 3
		}
		if x.weak {
			s -= 4
		}
		return s
	})
	if x == nil {
		return Link{}, false
	}
	return bare(x.links[0]), true
}

// bare is the link without the person and role.
func bare(k Link) Link {
	k.Person, k.Sector = nil, ""
	return k
}

// group is the organisation or armed group that "the group" takes up.
func (m *memory) group(sent int, pos int32, fits func(*Link) bool) (Link, bool) {
	x := m.best(sent, faraway, pos, func(x *mention) int {
		if x.sort != ofGroup || len(x.links) == 0 || !fits(&x.links[0]) {
			return 0
		}
		s := 40
		if x.subject {
			s += 2
		}
		return s
	})
	if x == nil {
		return Link{}, false
	}
	return x.links[0], true
}

// byKey is the last mention of an office or organ of the kind.
func (m *memory) byKey(pos int32, key string, sort mentionSort) *mention {
	var found *mention
	seen := 0
	m.last(pos, func(x *mention) bool {
		if x.key == key && len(x.links) > 0 && (sort == ofCrowd || x.sort == sort) {
			found = x
		}
		seen++
		return found != nil || seen > maxSeen
	})
	return found
}

// couple is the two states (or parties) that "both countries" takes up: a pair
// named shortly before, else the two that were spoken of most. Except is who asks
// something of both, and so is none of them.
func (m *memory) couple(sent int, pos int32, states bool, except schema.IRI) ([]Link, bool) {
	for i := len(m.pairs) - 1; i >= 0 && sent-m.pairs[i].sent <= nearby; i-- {
		p := &m.pairs[i]
		if p.pos >= pos || len(p.links) != 2 || states && !p.states() || p.sent != sent && p.has(except) {
			continue
		}
		return []Link{bare(p.links[0]), bare(p.links[1])}, true
	}
	m.tally = m.tally[:0]
	from := len(m.mentions)
	for from > 0 && sent-m.mentions[from-1].sent <= faraway {
		from--
	}
	for i := from; i < len(m.mentions); i++ {
		x := &m.mentions[i]
		if x.pos >= pos || sent-x.sent > faraway || len(x.links) == 0 {
			continue
		}
		weight := 8
		if x.weak {
			weight = 5
		}
		weight -= min(4, sent-x.sent)
		for _, k := range x.links {
			if k.Actor == except || states && k.Kind != schema.State || k.Kind == schema.Unnamed || k.Kind == schema.Media || k.Kind == schema.PersonKind {
				continue
			}
			m.count(k, weight)
		}
	}
	for i := range m.pairs {
		if p := &m.pairs[i]; len(p.links) == 2 && p.pos < pos && !p.has(except) && (!states || p.states()) {
			for _, k := range p.links {
				m.count(k, 12)
			}
		}
	}
	return m.topTwo()
}

func (p *pair) states() bool {
	return !slices.ContainsFunc(p.links, func(k Link) bool { return k.Kind != schema.State })
}

func (p *pair) has(id schema.IRI) bool {
	return id != "" && slices.ContainsFunc(p.links, func(k Link) bool { return k.Actor == id })
}

// tally is how much was spoken of an actor.
type tally struct {
	link Link
	n    int
}

func (m *memory) count(k Link, weight int) {
	for i := range m.tally {
		if m.tally[i].link.Actor == k.Actor {
			m.tally[i].n += weight
			return
		}
	}
	m.tally = append(m.tally, tally{bare(k), weight})
}

// topTwo are the two actors of the tally that were spoken of most, in the order
// of their first mention.
func (m *memory) topTwo() ([]Link, bool) {
	first, second := -1, -1
	for i := range m.tally {
		switch {
		case first < 0 || m.tally[i].n > m.tally[first].n:
			first, second = i, first
		case second < 0 || m.tally[i].n > m.tally[second].n:
			second = i
		}
	}
	if second < 0 {
		return nil, false
	}
	first, second = min(first, second), max(first, second)
	return []Link{m.tally[first].link, m.tally[second].link}, true
}

// kingdoms are the states that "the kingdom" may take up.
var kingdoms = map[schema.IRI]bool{"actor/SAU": true, "actor/GBR": true, "actor/JOR": true, "actor/BHR": true, "actor/MAR": true, "actor/THA": true,
	"actor/KHM": true, "actor/ESP": true, "actor/NLD": true, "actor/BEL": true, "actor/DNK": true, "actor/NOR": true, "actor/SWE": true,
	"actor/BTN": true, "actor/MYS": true, "actor/OMN": true, "actor/BRN": true, "actor/LSO": true, "actor/SWZ": true, "actor/TON": true,
	"actor/QAT": true, "actor/ARE": true, "actor/KWT": true, "actor/JPN": true}

// sortOf is the sort of mention that a link makes.
func sortOf(k *Link) mentionSort {
	switch {
	case k.Person != nil || k.Kind == schema.PersonKind:
		return ofPerson
	case k.Kind == schema.Unnamed:
		return ofCrowd
	case k.Kind == schema.State:
		return ofState
	}
	return ofGroup
}

// recall is the record behind a link's actor, or nil.
func recall(id schema.IRI) *seeds.Record {
	r, _ := seeds.Lookup(id)
	return r
}

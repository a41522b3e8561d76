package corpus

import "slices"

// The parties of an event, as slots name them.
const (
	partyA = iota // who accuses
	partyB        // who is accused
	partyC        // a third state, to which the deed may be done
	partyE        // a fourth, which looks on or mediates
	partyD        // the state in which the town lies: A or B
	groupG
	bodyO
	monitorN
	seaS
	partiesInAll
)

// The people, after the party that they speak for where they do.
const (
	personA1 = iota
	personA2
	personB1
	personB2
	personC1
	personE1
	personO1
	personX // a witness
	personY // who explains
	personW // who governs the town
	personR // who was arrested, or poisoned
	peopleInAll
)

// jobs are the rules that name what invented people do.
var jobs = [peopleInAll]string{personX: "job.X", personY: "job.Y", personW: "job.W", personR: "job.R"}

// cast is a person in the event.
type cast struct {
	*speech    // nil for invented people, whose work the grammar names
	name, last string
	female     bool
}

// event is what an article tells of: it has no words of a language, so that articles in
// both tell of the same.
type event struct {
	shape, deed, theme int
	day                int // since 1970
	parties            [partiesInAll]*party
	people             [peopleInAll]cast
	town, ship         string
	firm, other        string // companies of A and of B
	dead, hurt, count  int
	die                uint64 // decides what is fixed for the event
}

// The days of events: from 2019 on, until far enough before the end of 2025 that what is
// published some days later is of that year too.
var (
	firstDay = dayNumber(2019, 1, 1)
	lastDay  = dayNumber(2025, 12, 27)
)

// draw draws the event of a number.
func (g *Generator) draw(w *writer, n int) *event {
	w.seed(g.seed, n, forEvent)
	e := &w.event
	*e = event{die: w.pcg.Uint64(), day: firstDay + w.below(lastDay-firstDay+1)}
	e.shape = w.weighted(len(g.world.shapes), g.world.weightOfShapes, func(i int) int { return g.world.shapes[i].weight })
	e.deed = one(w, g.world.shapes[e.shape].deeds)
	e.theme = one(w, g.world.deeds[e.deed].themes)
	g.drawParties(w, e)
	g.drawPeople(w, e)
	w.facets = [facets]int{byShape: e.shape, byDeed: e.deed, byTheme: e.theme, byCulture: e.parties[partyD].culture}
	e.town = w.say(g.world.grammars[0], "town")
	e.ship = w.say(g.world.grammars[0], "ship")
	e.firm, e.other = w.say(g.world.grammars[0], "company"), w.say(g.world.grammars[0], "company")
	e.dead, e.hurt, e.count = 2+w.below(1+w.below(70)), 3+w.below(180), 10*(1+w.below(1+w.below(60)))
	if costly[g.world.keys[byTheme][e.theme]] {
		e.count = 2 + w.below(22)
	}
	return e
}

// costly are the weapons of which nobody gives away hundreds.
var costly = map[string]bool{"air-defence": true, "armour": true, "helicopter": true, "military-aircraft": true, "warship": true}

func (g *Generator) drawParties(w *writer, e *event) {
	for i := partyA; i <= partyE; i++ {
		for e.parties[i] == nil || slices.Contains(e.parties[:i], e.parties[i]) {
			s := w.weighted(len(g.world.states), g.world.weightOfStates, func(k int) int { return g.world.states[k].weight })
			e.parties[i] = g.world.states[s]
		}
	}
	e.parties[partyD] = e.parties[partyA]
	if g.world.deeds[e.deed].ofB {
		e.parties[partyD] = e.parties[partyB]
	}
	e.parties[groupG] = one(w, g.world.groups)
	e.parties[bodyO] = one(w, g.world.deeds[e.deed].bodies)
	for t := 0; t < tries && !e.parties[bodyO].serves(e.parties[partyA]); t++ {
		e.parties[bodyO] = one(w, g.world.deeds[e.deed].bodies)
	}
	e.parties[monitorN] = one(w, g.world.monitors)
	e.parties[seaS] = one(w, g.world.seas)
}

// serves tells whether a state turns to the organisation.
func (p *party) serves(s *party) bool {
	return p.members == nil || slices.Contains(p.members, s.culture)
}

func (g *Generator) drawPeople(w *writer, e *event) {
	for _, s := range []struct{ party, first, second int }{{partyA, personA1, personA2}, {partyB, personB1, personB2},
		{partyC, personC1, -1}, {partyE, personE1, -1}, {bodyO, personO1, -1}} {
		p := e.parties[s.party]
		e.people[s.first] = inOffice(w, p, e.day, "", 0)
		if s.second > 0 {
			e.people[s.second] = inOffice(w, p, e.day, e.people[s.first].name, 1)
		}
	}
	for _, s := range []struct{ person, party int }{{personX, partyD}, {personW, partyD}, {personY, partyE}, {personR, partyA}} {
		w.facets[byCulture] = e.parties[s.party].culture
		e.people[s.person] = invented(w, g.world)
	}
}

// inOffice is somebody who speaks for the party on the day, but not the person named;
// nameless where the seeds know of nobody.
func inOffice(w *writer, p *party, day int, but string, rank int) cast {
	found, seen := -1, 0
	for i := range p.holders {
		h := &p.holders[i]
		if h.from > day || h.to < day || h.name == but {
			continue
		}
		if seen++; w.below(seen) == 0 {
			found = i
		}
	}
	if found < 0 {
		return cast{speech: p.unnamed[rank]}
	}
	h := &p.holders[found]
	return cast{speech: &h.speech, name: h.name, last: h.last, female: h.female}
}

// invented is a person of the culture at hand.
func invented(w *writer, world *world) cast {
	c := cast{female: w.below(2) == 0}
	rule := "person.m"
	if c.female {
		rule = "person.f"
	}
	c.name = w.say(world.grammars[0], rule)
	c.last = familyOf(c.name, familyFirst[world.keys[byCulture][w.facets[byCulture]]])
	return c
}

// familyOf is the name without the given name, which is one word.
func familyOf(name string, first bool) string {
	for i := 0; i < len(name); i++ {
		if name[i] != ' ' {
			continue
		}
		if first {
			return name[:i]
		}
		return name[i+1:]
	}
	return name
}

// What the draws of an article are for; each has a stream of its own, so that two
// articles of one event differ in words only.
const (
	forEvent = iota
	forWords
)

// seed begins the stream of draws for an article.
func (w *writer) seed(seed uint64, n, purpose int) {
	w.pcg.Seed(seed, mix(uint64(n)*2+uint64(purpose)))
}

// mix spreads numbers that follow one another over all 64 bits (splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// one is one of the list.
func one[T any](w *writer, list []T) T { return list[w.below(len(list))] }

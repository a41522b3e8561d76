package question

import (
	"slices"
	"strings"
	"time"

	"saksi/schema"
)

// assign gives each item its part in the query.
func (p *parser) assign() {
	p.filled = make(map[string]bool)
	for i := range p.list {
		it := &p.list[i]
		switch it.kind {
		case head:
			p.assignHead(i)
		case control:
			p.assignControl(i)
		case actor:
			p.assignActor(i)
		case dated:
			p.assignDate(i)
		case grammarWord:
			p.assignGrammar(i)
		case possessive:
			p.note(Part{Words: it.words})
		case word:
			p.assignWord(i)
		}
	}
	p.query.About = strings.TrimSpace(p.query.About)
	// "Who said that …" asks for those who hold it, in whatever words.
	if p.query.Acts == nil && p.query.Stance == "" && p.said() && len(p.query.Relations) > 0 {
		p.query.Stance = schema.For
		p.reading.Notes = append(p.reading.Notes, "any act by which the claim is held true")
	}
}

// asks tells whether the question is about an act or a relation: "who is president of
// France" is not.
func (p *parser) asks() bool {
	return slices.ContainsFunc(p.list, func(it item) bool { return it.kind == head })
}

// beginning is the item with which a name begins: its title, if there is one.
func (p *parser) beginning(i int) int {
	for i > 0 && p.list[i-1].is("title") {
		i--
	}
	return i
}

func (p *parser) said() bool {
	return slices.ContainsFunc(p.list, func(it item) bool { return it.kind == head && it.saying })
}

func (p *parser) note(x Part) { p.reading.Parts = append(p.reading.Parts, x) }

func (p *parser) unread(i int) { p.reading.Unread = append(p.reading.Unread, p.list[i].words) }

func (p *parser) assignGrammar(i int) {
	it := &p.list[i]
	if it.is("why") {
		p.unread(i)
		return
	}
	if it.is("title") {
		p.assignTitle(i)
		return
	}
	for _, w := range wantedOf {
		// The auxiliary of "what did Iran deny" does not ask; "whom" after the verb does not outrank "who" before it.
		if it.is(w.class) && (p.reading.Wanted == Any || p.reading.Wanted == Whether && w.wanted != Whether) {
			p.reading.Wanted = w.wanted
			break
		}
	}
	if i == 0 && it.is("be") {
		p.reading.Wanted = Whether
	}
	if it.is("it") && !it.is("skip") && i > 0 && p.list[i-1].kind == head {
		p.reading.Notes = append(p.reading.Notes, "“"+it.words+"” may be anything")
	}
	if it.is("not") {
		p.unread(i)
		return
	}
	p.note(Part{Words: it.words})
}

// assignTitle passes over a title beside a name: the one who is named is looked for in
// any office, which the reading tells.
func (p *parser) assignTitle(i int) {
	it, name := &p.list[i], ""
	switch {
	case i+1 < len(p.list) && p.list[i+1].kind == actor:
		name = p.list[i+1].value
	case i > 0 && p.list[i-1].kind == actor:
		name = p.list[i-1].value
	}
	if name == "" || !p.asks() {
		p.unread(i)
		return
	}
	p.note(Part{Words: it.words})
	p.reading.Notes = append(p.reading.Notes, "“"+it.words+"” was left out: "+name+" is looked for in any office")
}

func (p *parser) assignHead(i int) {
	it := &p.list[i]
	field, value := it.sense.field()
	switch {
	case it.saying:
		p.note(Part{Words: it.words})
		return
	case field == "relation":
		switch {
		case slices.Contains(p.query.Relations, it.sense.Relation):
			p.note(Part{Words: it.words}) // "signed an agreement"
			return
		case len(p.query.Relations) > 0 && (it.sense.noun() || it.sense.Voice == Bare):
			p.assignWord(i) // one claim has one relation: "supplied the attack drones"
			return
		case len(p.query.Relations) > 0 && it.sense.Relation == use:
			p.note(Part{Words: it.words}) // "attacked it using drones"
			return
		case len(p.query.Relations) > 0:
			p.unread(i)
			return
		}
		p.query.Relations = append(p.query.Relations, it.sense.Relation)
	case p.main() != i && it.sense.noun():
		p.note(Part{Words: it.words}) // "denied the accusations": what was denied
		p.reading.Notes = append(p.reading.Notes, "“"+it.words+"” may be any that was answered")
		return
	case p.main() != i:
		p.unread(i)
		return
	default:
		p.query.Acts = append(p.query.Acts, it.sense.Act)
	}
	p.note(Part{it.words, field, value})
}

// use is the relation that says by what means another came about.
const use = schema.Relation("use")

// assignControl reads a verb on which the next one depends: those that stop what it
// says make the claim negative.
func (p *parser) assignControl(i int) {
	it := &p.list[i]
	_, after := p.heads(i)
	switch {
	case after < 0 || p.list[after].sense.Relation == "":
		p.assignWord(i) // "deny involvement"
	case it.sense.Voice == Stopping:
		p.query.Polarity = schema.Negative
		p.note(Part{it.words, "polarity", string(schema.Negative)})
	default:
		p.note(Part{Words: it.words})
	}
}

// main is the first head that names an act or saying, or -1.
func (p *parser) main() int {
	return slices.IndexFunc(p.list, func(it item) bool { return it.kind == head && it.sense.Relation == "" })
}

// heads finds the nearest head before and after an item, or -1.
func (p *parser) heads(i int) (before, after int) {
	before, after = -1, -1
	for k := range p.list {
		if p.list[k].kind != head {
			continue
		}
		if k < i {
			before = k
		} else if k > i && after < 0 {
			after = k
		}
	}
	return before, after
}

// preposition is the item before i, when it is one; articles between are passed over.
func (p *parser) preposition(i int) *item {
	for k := i - 1; k >= 0; k-- {
		it := &p.list[k]
		if it.kind != grammarWord {
			return &item{}
		}
		if !it.is("skip") && !it.is("title") || it.is("about") {
			return it
		}
	}
	return &item{}
}

func (p *parser) assignActor(i int) {
	it := &p.list[i]
	for _, f := range []string{p.role(i), "with", "about"} {
		if to := p.field(f); *to == "" {
			*to = it.value
			p.note(Part{it.words, f, it.value})
			return
		}
	}
	p.unread(i)
}

func (p *parser) field(name string) *string {
	q := &p.query
	return map[string]*string{"by": &q.By, "against": &q.Against, "target": &q.Target, "agent": &q.Agent, "patient": &q.Patient, "with": &q.With, "about": &q.About}[name]
}

// role is the field of the query that an actor fills, by where it stands.
func (p *parser) role(i int) string {
	prep := p.preposition(i)
	before, after := p.heads(i)
	if prep.is("accordingto") {
		return "by"
	}
	if prep.is("about") && (before < 0 || !p.list[before].sense.noun() || p.list[before].sense.Relation == "") {
		return "about"
	}
	if possessed := i+1 < len(p.list) && p.list[i+1].kind == possessive; before < 0 || possessed && after >= 0 {
		if after < 0 {
			return "with"
		}
		return p.ahead(after)
	}
	h := &p.list[before]
	if h.sense.noun() {
		return p.beside(i, before, after, prep)
	}
	switch {
	case prep.is("by") || prep.is("from") && h.sense.Relation == "":
		return subject(h)
	case h.passive && prep.kind == word && p.beginning(i) == before+1:
		return subject(h) // "dituduh Ukraina"
	case h.sense.Relation != "":
		return object(h)
	case !targets[h.sense.Act] && after >= 0 && p.list[after].sense.Relation != "":
		return clause(&p.list[after]) // "said that Iran supplies"
	}
	return object(h)
}

// ahead is the role of an actor before a head that it belongs to.
func (p *parser) ahead(after int) string {
	h := &p.list[after]
	switch {
	case h.passive && !h.sense.noun(), h.sense.Voice == Undergone:
		return object(h)
	case h.sense.noun() && h.sense.Relation == "" && p.main() != after:
		return "with" // "denied Ukraine's accusations"
	}
	return subject(h)
}

// beside is the role of an actor after a noun: who does it stands by it or after "by",
// whom it is done to after other prepositions.
func (p *parser) beside(i, before, after int, prep *item) string {
	h := &p.list[before]
	other := h.sense.Relation == "" && p.main() != before // "denied the accusations …"
	next := p.beginning(i) == before+1
	if rest := h.sense.Rest; len(rest) > 0 && grammar()[rest[len(rest)-1]] != nil {
		next = false // "attack on" ends with its preposition
	}
	switch {
	case h.saying && (prep.is("to") || prep.is("against")):
		return "about" // "response to Iran"
	case other && after >= 0 && p.list[after].sense.Relation != "" && !next:
		return clause(&p.list[after]) // "… that Rwanda arms M23"
	case other && (next || prep.is("by") || prep.is("from") || prep.is("of")):
		return "with"
	case prep.is("by") || prep.is("from") && h.sense.Relation == "", next && h.sense.Voice == Noun:
		return subject(h) // "tuduhan Ukraina"
	}
	return object(h)
}

// clause is the role of an actor before the verb of a clause.
func clause(h *item) string {
	if h.passive {
		return "patient"
	}
	return subject(h)
}

// subject is the field of who does what a head names.
func subject(h *item) string {
	if h.sense.Relation == "" {
		return "by"
	}
	if info, _ := h.sense.Relation.Info(); info.Symmetric {
		return "with"
	}
	return "agent"
}

// object is the field of whom it is done to.
func object(h *item) string {
	switch {
	case h.sense.Relation != "":
		if info, _ := h.sense.Relation.Info(); info.Symmetric {
			return "with"
		}
		return "patient"
	case blames[h.sense.Act]:
		return "against"
	case targets[h.sense.Act]:
		return "target"
	}
	return "with"
}

// assignWord takes a word for one of the theme, where a theme may stand: after a
// relation or an act that is not done to someone, before a relation in the passive,
// after "about", after "of".
func (p *parser) assignWord(i int) {
	before, after := p.heads(i)
	ok := before < 0 && after >= 0 && p.list[after].sense.Relation != "" && p.list[after].passive || // "were hostages released"
		before >= 0 && (p.list[before].sense.Relation != "" || p.list[before].sense.Act != "" && !targets[p.list[before].sense.Act] ||
			p.list[before].sense.noun() && p.main() != before)
	for k := i - 1; k >= 0 && !ok; k-- {
		if p.list[k].is("about") || p.list[k].is("of") {
			ok = true
		} else if p.list[k].kind != word && !p.list[k].is("skip") {
			break
		}
	}
	if !ok {
		p.unread(i)
		return
	}
	p.query.About += " " + p.list[i].words
	p.note(Part{p.list[i].words, "about", p.list[i].words})
}

func (p *parser) assignDate(i int) {
	it := &p.list[i]
	prep := p.preposition(i)
	q := &p.query
	if _, n := relative(it.words, time.Time{}); n {
		p.reading.Notes = append(p.reading.Notes, "“"+it.words+"” is "+it.value)
	}
	second := i >= 2 && p.list[i-1].is("and") && p.list[i-2].kind == dated
	switch {
	case second && p.preposition(i-2).is("between"), prep.is("until"):
		q.SaidUntil = it.value
		p.note(Part{it.words, "said_until", it.value})
	case prep.is("since"), prep.is("between"):
		q.SaidSince = it.value
		p.note(Part{it.words, "said_since", it.value})
	case prep.is("before"):
		q.SaidUntil = dayBefore(it.value)
		p.note(Part{it.words, "said_until", q.SaidUntil})
	case prep.is("after"):
		q.SaidSince = dayAfter(it.value)
		p.note(Part{it.words, "said_since", q.SaidSince})
	case q.SaidSince != "" || q.SaidUntil != "":
		p.unread(i)
	default:
		q.SaidSince, q.SaidUntil = it.value, it.value
		p.note(Part{it.words, "said", it.value})
	}
}

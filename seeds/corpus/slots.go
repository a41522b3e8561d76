package corpus

import (
	"strconv"
	"strings"
	"time"
)

// What a slot may stand for besides a rule. {A} accuses {B} of something that may have to
// do with {C}, {E} looks on, {D} is the one of them in which the town {L} lies, {G} is an
// armed group, {O} a body of states, {N} a monitor, {sea} a sea. Behind a point stands
// the form:
//
//	{A}        the United States      {A.short}    U.S.
//	{A.adj}    American               {A.capital}  Washington
//	{A.town}   Chicago                {A.media}    a medium of the state
//	{G.was}    was, were              {G.has}      has, have
//	{A.side}   the western United States (the rule "direction" before the name)
//
// {A1} {A2} {B1} {B2} {C1} {E1} {O1} speak for them, {X} is a witness, {Y} one who explains,
// {W} one who governs the town and {R} one who was arrested: named in full the first
// time, shorter after it. {A1.he} {A1.him} {A1.his} are the pronouns, {R.job} the work.
//
// {K} and {F} are companies of A and B, {V} is a ship, {dead}, {hurt} and {count} are
// the numbers of the event.
var parties = map[string]int{"A": partyA, "B": partyB, "C": partyC, "E": partyE, "D": partyD, "G": groupG, "O": bodyO, "N": monitorN, "sea": seaS}

var people = map[string]int{"A1": personA1, "A2": personA2, "B1": personB1, "B2": personB2, "C1": personC1, "E1": personE1, "O1": personO1,
	"X": personX, "Y": personY, "W": personW, "R": personR}

// partySlots are the forms of a party.
var partySlots = map[string]func(w *writer, o *op){
	"":        (*writer).party,
	"short":   func(w *writer, o *op) { w.text(w.form(o).short) },
	"adj":     func(w *writer, o *op) { w.text(w.form(o).adj) },
	"capital": func(w *writer, o *op) { w.text(w.form(o).capital) },
	"town":    func(w *writer, o *op) { w.text(w.townOf(w.event.parties[o.member])) },
	"media":   func(w *writer, o *op) { w.media(o) },
	"side":    (*writer).side,
	"was":     func(w *writer, o *op) { w.text(w.agree(o, "was", "were")) },
	"has":     func(w *writer, o *op) { w.text(w.agree(o, "has", "have")) },
}

// personSlots are the forms of a person.
var personSlots = map[string]func(w *writer, o *op){
	"":    (*writer).mention,
	"he":  func(w *writer, o *op) { w.text(w.pronoun(o, "he", "she")) },
	"him": func(w *writer, o *op) { w.text(w.pronoun(o, "him", "her")) },
	"his": func(w *writer, o *op) { w.text(w.pronoun(o, "his", "her")) },
	"job": func(w *writer, o *op) { w.expand(w.g.names[jobs[o.member]]) },
}

// plainSlots are the others, with the number of numbers that follow a colon.
//
//	{n:2:40}    a number from 2 to 40, in words below ten   {num:2:40}   in digits
//	{big:1000:9000}  a round one                            {dec:1:9}    with a decimal
//	{e.n:2:40}  and so on: the same one each time in the article
//	{year:2:9}  the year that many before                   {past}       a day some weeks before
//	{future}    a day some weeks after                      {month}      a month before
var plainSlots = map[string]struct {
	args  int
	write func(w *writer, o *op)
}{
	"p":          {0, func(w *writer, _ *op) { w.paragraph() }},
	"n":          {2, func(w *writer, o *op) { w.spell(w.between(o)) }},
	"num":        {2, func(w *writer, o *op) { w.digits(w.between(o)) }},
	"big":        {2, func(w *writer, o *op) { w.digits(rounded(w.between(o))) }},
	"dec":        {2, func(w *writer, o *op) { w.decimal(10*o.args[0] + w.below(10*(o.args[1]-o.args[0]))) }},
	"e.n":        {2, func(w *writer, o *op) { w.spell(w.constant(o)) }},
	"e.num":      {2, func(w *writer, o *op) { w.digits(w.constant(o)) }},
	"e.big":      {2, func(w *writer, o *op) { w.digits(rounded(w.constant(o))) }},
	"e.dec":      {2, func(w *writer, o *op) { w.decimal(10*o.args[0] + w.constant(o)%(10*(o.args[1]-o.args[0]))) }},
	"dead":       {0, func(w *writer, _ *op) { w.spell(w.event.dead) }},
	"hurt":       {0, func(w *writer, _ *op) { w.spell(w.event.hurt) }},
	"count":      {0, func(w *writer, _ *op) { w.spell(w.event.count) }},
	"dead.num":   {0, func(w *writer, _ *op) { w.digits(w.event.dead) }},
	"hurt.num":   {0, func(w *writer, _ *op) { w.digits(w.event.hurt) }},
	"count.num":  {0, func(w *writer, _ *op) { w.digits(w.event.count) }},
	"L":          {0, func(w *writer, _ *op) { w.text(w.event.town) }},
	"V":          {0, func(w *writer, _ *op) { w.text(w.event.ship) }},
	"K":          {0, func(w *writer, _ *op) { w.text(w.event.firm) }},
	"F":          {0, func(w *writer, _ *op) { w.text(w.event.other) }},
	"publisher":  {0, func(w *writer, _ *op) { w.text(w.publisher) }},
	"city":       {0, func(w *writer, _ *op) { w.text(w.city) }},
	"CITY":       {0, func(w *writer, _ *op) { w.text(strings.ToUpper(w.city)) }},
	"day":        {0, func(w *writer, _ *op) { w.day() }},
	"date":       {0, func(w *writer, _ *op) { w.date(w.event.day) }},
	"past":       {0, func(w *writer, _ *op) { w.date(w.event.day - 5 - w.below(150)) }},
	"future":     {0, func(w *writer, _ *op) { w.date(w.event.day + 2 + w.below(90)) }},
	"weekday":    {0, func(w *writer, _ *op) { w.text(w.g.weekdays[(w.event.day+6+w.below(4))%7]) }},
	"month":      {0, func(w *writer, _ *op) { w.monthAfter(-1 - w.below(9)) }},
	"month.next": {0, func(w *writer, _ *op) { w.monthAfter(1 + w.below(5)) }},
	"year":       {2, func(w *writer, o *op) { w.text(strconv.Itoa(dateOf(w.event.day).Year() - w.between(o))) }},
	"clock":      {0, func(w *writer, _ *op) { w.clock() }},
}

// find gives a slot its meaning, and tells whether it has one.
func (o *op) find(name string, args int) bool {
	if s, ok := plainSlots[name]; ok {
		o.slot = s.write
		return args == s.args && o.args[0] <= o.args[1]
	}
	who, form, _ := strings.Cut(name, ".")
	if n, ok := parties[who]; ok {
		o.member, o.slot = n, partySlots[form]
	}
	if n, ok := people[who]; ok {
		o.member, o.slot = n, personSlots[form]
	}
	return o.slot != nil && args == 0
}

func (w *writer) text(s string) { w.buf = append(w.buf, s...) }

func (w *writer) form(o *op) *forms { return &w.event.parties[o.member].forms[w.g.lang.number] }

// party names a party. Those that are no states are called by their short names after
// the first time.
func (w *writer) party(o *op) {
	f := w.form(o)
	if o.member < groupG || o.member == seaS {
		w.text(f.name)
		return
	}
	bit := uint32(1) << (peopleInAll + o.member)
	first := w.met&bit == 0
	w.met |= bit
	switch {
	case first && w.g.lang.acronyms && f.short != f.name && f.short == strings.ToUpper(f.short):
		w.text(f.name)
		w.text(" (")
		w.text(f.short)
		w.text(")")
	case first:
		w.text(f.name)
	default:
		if strings.HasPrefix(f.name, "the ") {
			w.text("the ")
		}
		w.text(f.short)
	}
}

// side is a part of a state, in English.
func (w *writer) side(o *op) {
	name, article := strings.CutPrefix(w.form(o).name, "the ")
	if article {
		w.text("the ")
	}
	w.expand(w.g.names["direction"])
	w.buf = append(w.buf, ' ')
	w.text(name)
}

// townOf is a town of a state, or its capital.
func (w *writer) townOf(p *party) string {
	if n := w.below(len(p.towns) + 1); n < len(p.towns) {
		return p.towns[n]
	}
	return p.forms[w.g.lang.number].capital
}

// media is one medium of a state, for an article always the same.
func (w *writer) media(o *op) {
	if m := w.form(o).media; len(m) > 0 {
		w.text(m[w.event.die%uint64(len(m))])
		return
	}
	w.expand(w.g.names["nomedia"])
}

func (w *writer) agree(o *op, one, many string) string {
	if w.event.parties[o.member].plural {
		return many
	}
	return one
}

func (w *writer) pronoun(o *op, male, female string) string {
	if w.event.people[o.member].female {
		return female
	}
	return male
}

// roleOf is one in how many later mentions is by the office, not the name.
const roleOf = 4

// mention names a person: in full the first time, then by family name or office.
func (w *writer) mention(o *op) {
	c := &w.event.people[o.member]
	bit := uint32(1) << o.member
	first := w.met&bit == 0
	w.met |= bit
	switch {
	case c.speech == nil && first:
		w.expand(w.g.names[jobs[o.member]])
		w.buf = append(w.buf, ' ')
		w.text(c.name)
	case first:
		w.text(c.first[w.g.lang.number])
	case c.speech != nil && (c.last == "" || w.below(roleOf) == 0 && w.sole(o.member)):
		w.text(c.later[w.g.lang.number])
	default:
		w.text(c.last)
	}
}

// sole tells whether nobody else who was named has the same office.
func (w *writer) sole(member int) bool {
	l := w.g.lang.number
	for i := range w.event.people {
		c := &w.event.people[i]
		if i != member && c.speech != nil && w.met&(1<<i) != 0 && c.later[l] == w.event.people[member].later[l] {
			return false
		}
	}
	return true
}

// paragraph ends a paragraph, and the article when it is long enough.
func (w *writer) paragraph() {
	w.done = w.sentences >= w.wanted
	w.text("\n\n")
}

// between draws a number of the slot's range.
func (w *writer) between(o *op) int { return o.args[0] + w.below(o.args[1]-o.args[0]+1) }

// constant is a number of the slot's range that the event decides.
func (w *writer) constant(o *op) int {
	d := mix(w.event.die + uint64(o.args[0])<<20 + uint64(o.args[1]))
	return o.args[0] + int(d%uint64(o.args[1]-o.args[0]+1))
}

// rounded keeps two digits of a number.
func rounded(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}

// spell writes small numbers in words.
func (w *writer) spell(n int) {
	if n >= 0 && n < len(w.g.numerals) {
		w.text(w.g.numerals[n])
		return
	}
	w.digits(n)
}

func (w *writer) digits(n int) {
	if n >= 1000 {
		w.digits(n / 1000)
		n %= 1000
		w.buf = append(w.buf, w.g.lang.thousand, byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
		return
	}
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
}

func (w *writer) decimal(tenths int) {
	w.digits(tenths / 10)
	w.buf = append(w.buf, w.g.lang.point, byte('0'+tenths%10))
}

// dateOf is the day that has a number.
func dateOf(day int) time.Time { return time.Unix(int64(day)*secondsADay, 0).UTC() }

// day is the weekday of the event, the first time with the date where that is usual.
func (w *writer) day() {
	t := dateOf(w.event.day)
	w.text(w.g.weekdays[t.Weekday()])
	if !w.g.lang.dated || w.dated {
		return
	}
	w.dated = true
	w.text(t.Format(" (2/1/2006)"))
}

// date is a date, with its year where that is another than the event's.
func (w *writer) date(day int) {
	y, m, d := dateOf(day).Date()
	month := w.g.months[m-1]
	if w.g.lang.dayFirst {
		w.digits(d)
		w.buf = append(w.buf, ' ')
		w.text(month)
	} else {
		w.text(month)
		w.buf = append(w.buf, ' ')
		w.digits(d)
	}
	if y == dateOf(w.event.day).Year() {
		return
	}
	if !w.g.lang.dayFirst {
		w.buf = append(w.buf, ',')
	}
	w.buf = append(w.buf, ' ')
	w.buf = strconv.AppendInt(w.buf, int64(y), 10)
}

// monthAfter is the month that many after the event's.
func (w *writer) monthAfter(n int) {
	m := int(dateOf(w.event.day).Month()) - 1 + n
	w.text(w.g.months[(m+24)%12])
}

// clock is a time of day.
func (w *writer) clock() {
	hour, minute := w.below(24), 5*w.below(12)
	half := ""
	if !w.g.lang.dayFirst {
		half = "am"
		if hour >= 12 {
			half = "pm"
		}
		hour = (hour+11)%12 + 1
		w.digits(hour)
	} else {
		w.buf = append(w.buf, byte('0'+hour/10), byte('0'+hour%10))
	}
	separator := byte(':')
	if w.g.lang.dayFirst {
		separator = '.'
	}
	w.buf = append(w.buf, separator, byte('0'+minute/10), byte('0'+minute%10))
	w.text(half)
}

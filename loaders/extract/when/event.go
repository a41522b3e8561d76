package when

import (
	"fmt"
	"strings"
)

// dated is an event that news refers to without its date.
type dated struct {
	start, end date
	kinds      uint16 // bits by the values of class event
	places     []string
}

func readEvents() ([]dated, error) {
	var all []dated
	err := readTable("events.tsv", 4, func(f []string) error {
		e := dated{start: publishedDate(f[0]), end: publishedDate(f[1])}
		if !e.start.known() || !e.end.known() && f[1] != ".." {
			return fmt.Errorf("bad date")
		}
		for k := range strings.SplitSeq(f[2], "|") {
			v, ok := valueNames[k]
			if !ok {
				return fmt.Errorf("unknown kind %q", k)
			}
			e.kinds |= 1 << v
		}
		if f[3] != "" {
			e.places = strings.Split(f[3], "|")
		}
		all = append(all, e)
		return nil
	})
	return all, err
}

// event reads a preposition and the event that it refers to: before Russia's
// full-scale invasion of Ukraine, sejak invasi. Units before the preposition
// belong to it: months before the war.
func (c *context) event(i int) (Mention, int) {
	kind, from, next := -1, i+1, i+1
	for k := i + 1; k < len(c.items) && k <= i+8; k++ {
		it := &c.items[k]
		switch {
		case it.classes&event != 0 && kind < 0:
			kind, next = it.value(event), k+1
		case it.classes&place != 0:
			if kind >= 0 {
				next = k + 1
			}
		case it.classes&(eventFill|fill) == 0:
			k = len(c.items)
		}
	}
	if kind < 0 {
		return Mention{}, i
	}
	words := c.src[c.items[from].start:c.items[next-1].end]
	p := c.items[i].preposition()
	e := c.resolve(kind, words)
	if e == nil || p <= during && len(e.places) > 0 && mentions(words, e.places) == 0 { // in war
		return Mention{}, i
	}
	for from < next-1 && c.items[from].classes&fill != 0 {
		from++
	}
	v := value{from: e.start, to: e.end, openEnd: !e.end.known(), kind: Event}
	first := from
	switch p {
	case after:
		if v.openEnd || kind == int(valueNames["invasion"]) || e.end.first().After(c.published.first()) {
			v.to = e.start
		}
		v = v.bounded(after)
	case since:
		v = v.bounded(since)
	case before:
		v = v.bounded(before)
		v.openEnd = false
		first = c.unitsBefore(i, e, &v)
	case until:
		return Mention{}, i
	}
	it := c.items[i]
	m := Mention{Start: c.items[first].start, End: c.items[next-1].end, Kind: Event, Value: v.String(), Prep: strings.ToLower(c.src[it.start:it.end])}
	return m, next
}

// unitsBefore reads the units before a preposition at i. So many months before
// an event are a date; some months before it are the time until it. It returns
// the item at which the expression begins.
func (c *context) unitsBefore(i int, e *dated, v *value) int {
	switch {
	case i == 0:
	case i >= 2 && c.items[i-1].classes&unit != 0 && c.items[i-2].classes&count != 0:
		if d, ok := back(e.start, c.items[i-2].value(count), int8(c.items[i-1].value(unit))); ok && d.y >= 1000 {
			*v = single(d, Event, false)
		}
		return i - 2
	case i >= 2 && c.items[i-1].classes&unit != 0 && c.items[i-2].classes&vague != 0:
		return i - 2
	case c.items[i-1].classes&vagueUnits != 0:
		return i - 1
	case c.items[i-1].classes&units != 0:
		if d, ok := back(e.start, 1, int8(c.items[i-1].value(units))); ok {
			*v = single(d, Event, false)
		}
		return i - 1
	}
	return i + 1
}

// resolve finds the event of a kind that the words name; if they name no place,
// the one whose places the whole text names most. Events after publication are out.
func (c *context) resolve(kind int, words string) *dated {
	var best *dated
	most := 0
	for i := range c.events {
		e := &c.events[i]
		if e.kinds&(1<<kind) == 0 || c.published.known() && e.start.first().After(c.published.first()) {
			continue
		}
		if len(e.places) == 0 {
			return e
		}
		n := c.named(i)
		if named := mentions(words, e.places); named > 0 {
			n += 1000 * named
		}
		if n >= most && n > 0 {
			best, most = e, n
		}
	}
	return best
}

// named is how often the text names the places of event i. It is counted once a
// sentence.
func (c *context) named(i int) int {
	if c.counts == nil {
		c.counts = make([]int, len(c.events))
		for k := range c.events {
			c.counts[k] = mentions(c.src, c.events[k].places)
		}
	}
	return c.counts[i]
}

func mentions(s string, places []string) (n int) {
	for _, p := range places {
		n += strings.Count(s, p)
	}
	return n
}

// Package when finds times in sentences and says in EDTF what they mean, seen
// from the day on which the document was published.
//
//	… demikian seperti dikutip dari BBC, Sabtu (10/12/2022).   →  2022-12-10
//	… sent the drones months before the war.                  →  ../2022-02-24
//
// A grammar in tables does it: the words of each language have classes, rules are
// rows of classes, and each rule has a meaning. README.md in tables tells how to
// write them.
//
// Invariants: mentions are in order, do not overlap, and slice the text; a value
// is empty or a valid EDTF string (package schema).
package when

import (
	"slices"
	"strings"
	"sync"

	"saksi/loaders/extract/segment"
)

// Kind is a kind of mention.
type Kind string

// The kinds of mentions.
const (
	Date     Kind = "date"     // a day: 17 October, Senin
	Period   Kind = "period"   // a month, year, season, decade, or from one to another
	Deictic  Kind = "deictic"  // yesterday, bulan lalu, two weeks ago
	Duration Kind = "duration" // the past two years, tiga bulan mendatang
	Event    Kind = "event"    // before the war
)

// Mention is an expression of time.
type Mention struct {
	// Start and End are bytes of the text, half-open, without the preposition.
	Start, End int32
	// Value is what it means, with the preposition ("since 2014" is 2014/..), in
	// EDTF. It is empty for a relative expression in a document without a date.
	Value string
	// Relative says that the value depends on the day of publication.
	Relative bool
	Kind     Kind
	// Prep is the preposition before it, in lower case, or "".
	Prep string
}

// grammar is all that is known of a language. It is never changed once made.
type grammar struct {
	words  *lexicon
	rules  []rule
	events []dated
}

// The grammars are read when they are first needed.
var (
	grammars = map[string]func() *grammar{"id": grammarOf("id"), "en": grammarOf("en")}
	common   = grammarOf("none")
)

func grammarOf(lang string) func() *grammar {
	return sync.OnceValue(func() *grammar { return must(readGrammar(lang)) })
}

// must is for the embedded tables, which the tests read.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// readGrammar reads the tables of a language; "none" has only rules that hold for all.
func readGrammar(lang string) (g *grammar, err error) {
	g = &grammar{}
	if lang == "none" {
		g.words, err = readLexicon()
	} else {
		g.words, err = readLexicon(lang + ".tsv")
	}
	if err != nil {
		return nil, err
	}
	if g.rules, err = readRules(lang); err != nil {
		return nil, err
	}
	g.events, err = readEvents()
	return g, err
}

// Reader finds times in texts of one language. It is safe for concurrent use.
type Reader struct{ *grammar }

// NewReader returns the reader of a language: "id" or "en". For any other
// language it only finds ISO dates.
func NewReader(lang string) *Reader {
	g := grammars[lang]
	if g == nil {
		g = common
	}
	return &Reader{g()}
}

// With is the reader with the words of a further table, in the form of those in the
// folder tables; "" for none.
func (r *Reader) With(table string) (*Reader, error) {
	if table == "" {
		return r, nil
	}
	g := *r.grammar
	g.words = r.words.clone()
	if err := eachRow("dates.tsv", table, 3, g.words.addRow); err != nil {
		return nil, err
	}
	return &Reader{&g}, nil
}

// Find returns the times in a sentence of t, for a document published at that
// time (RFC 3339, an ISO date, or "" when unknown).
func (r *Reader) Find(t *segment.Text, sent int, published string) []Mention {
	s := t.Sentences[sent]
	return r.find(t.Source, int(s.Start), int(s.End), published)
}

func (r *Reader) find(src string, from, to int, published string) []Mention {
	var buf [96]item
	items, all := r.words.items(src, from, to, buf[:0])
	if all&triggers == 0 {
		return nil
	}
	c := context{grammar: r.grammar, src: src, items: slices.Clone(items), published: publishedDate(published)} // buf stays on the stack
	var found []Mention
	for i := 0; i < len(c.items); {
		if c.items[i].classes == 0 {
			i++
			continue
		}
		m, next := c.at(i)
		if next <= i {
			i++
			continue
		}
		if n := len(found); n > 0 && found[n-1].End > m.Start { // months before the war
			found = found[:n-1]
		}
		found = append(found, m)
		i = next
	}
	return found
}

// context is one sentence that is being read.
type context struct {
	*grammar
	src       string
	items     []item
	published date
	counts    []int // mentions of the places of each event in src
}

// at returns the mention that begins at item i and the item after it, or i when
// there is none. A rule that begins with a preposition yields to one that begins
// after it and reaches further: on October 17.
func (c *context) at(i int) (Mention, int) {
	leads := c.items[i].classes&(prep|between) != 0
	if leads {
		if m, next := c.event(i); next > i {
			return m, next
		}
	}
	m, next := c.rule(i)
	if leads && next > i && i+1 < len(c.items) {
		if later, reach := c.rule(i + 1); reach > next {
			return later, reach
		}
	}
	return m, next
}

// rule applies the first of the longest rules that fit at item i.
func (c *context) rule(i int) (Mention, int) {
	for k := range c.rules {
		r := &c.rules[k]
		if !r.fits(c.items[i:]) {
			continue
		}
		n := len(r.pattern)
		s := slots{weekday: -1, part: -1, published: c.published, events: c.events, future: c.future(i)}
		r.fill(&s, c.items[i:i+n])
		v, ok := r.mean(&s)
		if !ok {
			continue
		}
		first := i
		if s.sawPrep {
			first++
		}
		return c.mention(v, first, i+n), i + n
	}
	return Mention{}, i
}

// mention makes the mention of items[first:next], whose preposition may stand
// before it.
func (c *context) mention(v value, first, next int) Mention {
	m := Mention{Start: c.items[first].start, End: c.items[next-1].end, Kind: v.kind, Relative: v.relative}
	for i, skipped := first-1, 0; i >= 0 && skipped < 3; i, skipped = i-1, skipped+1 {
		it := &c.items[i]
		if it.classes&(prep|between) != 0 {
			m.Prep = strings.ToLower(c.src[it.start:it.end])
			v = v.bounded(it.preposition())
			break
		}
		if it.classes&about != 0 {
			v.fromApprox, v.toApprox = true, v.toApprox || v.from != v.to
		} else if it.classes&fill == 0 {
			break
		}
	}
	m.Value = v.String()
	return m
}

// future tells whether the words before item i, in the same clause, look ahead:
// will, akan, before Thursday.
func (c *context) future(i int) bool {
	if i > 0 && c.items[i-1].classes&prep != 0 && c.items[i-1].preposition() == before && c.items[i].classes&weekday != 0 {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		it := &c.items[k]
		if it.classes&future != 0 {
			return true
		}
		if it.word == nil && it.classes&(dayNum|count|dash) == 0 && isMark(c.src[it.start]) {
			return false
		}
	}
	return false
}

func isMark(b byte) bool {
	switch b {
	case ',', '.', ';', ':', '"', '(', ')', 0xE2:
		return true
	}
	return false
}

// publishedDate reads the day of an RFC 3339 or ISO time; the zero date is unknown.
func publishedDate(s string) date {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return date{}
	}
	var parts [3]int
	for i, span := range [][2]int{{0, 4}, {5, 7}, {8, 10}} {
		for _, b := range []byte(s[span[0]:span[1]]) {
			if !isDigit(b) {
				return date{}
			}
			parts[i] = parts[i]*10 + int(b-'0')
		}
	}
	d := date{parts[0], parts[1], parts[2]}
	if d.y < 1000 || d.d == 0 || !d.valid() {
		return date{}
	}
	return d
}

// Package corpus makes up news articles in English and Indonesian, as many as wanted,
// for measuring how large loads go: a thousand of them, a hundred thousand, millions.
//
//	g := corpus.New(1)
//	d := g.Article(41)   // the same document each time, whatever was made before it
//
// Article n depends on the seed and on n alone, so that articles can be made in any
// order, by many goroutines at once, and none has to be kept. The making of a text takes
// a small part of the time in which one can be read.
//
// An article tells of an event: a shape (accusation, sanctions, attack, talks …), a deed
// that one state is said to have done, a cast of states, of people who held office on
// that day, of an armed group and organisations, a town, a day, numbers of dead. These
// come from the tables of package seeds. The words come from the grammars beside this
// file, one for each language, and the names of those who are not known to the seeds
// from syllables. Each twentieth article tells of the event of an earlier one in other
// words, maybe in the other language, so that the same claims come again.
//
// What is told is invented. Nobody named in an article has said what stands there, and
// no publisher has the name that is given; addresses end in .example, which belongs to
// nobody (RFC 2606). The texts serve to measure speed and size. They say nothing of
// accuracy: news is harder to read than sentences from a grammar.
//
// To add sentences, add alternatives to a grammar: names.txt tells the format. The tests
// find slots that nothing fills, rules that nothing uses, and texts that repeat
// themselves too often.
package corpus

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"saksi/schema"
)

// Generator makes articles. It is for concurrent use.
type Generator struct {
	seed    uint64
	world   *world
	writers sync.Pool
}

// New makes a generator; generators of one seed make the same articles. Grammars are
// read when the first generator is made.
func New(seed uint64) *Generator {
	return &Generator{seed: seed, world: theWorld(), writers: sync.Pool{New: func() any { return new(writer) }}}
}

// retold is which articles tell again of an event: one in so many.
const retold = 20

// near bounds how many articles lie between an event and its second telling.
const near = 2000

// Lang is the language of article n ("en" or "id"), at less cost than the article.
func (g *Generator) Lang(n int) string { return g.language(n).code }

func (g *Generator) language(n int) *language {
	if mix(mix(g.seed)+uint64(n))&1 == 0 {
		return english
	}
	return indonesian
}

// firstOf is the number of the article that first tells of the event of article n: n
// itself, or a lower one when n tells it again.
func (g *Generator) firstOf(n int) int {
	if n <= 0 || n%retold != retold-1 {
		return n
	}
	m := n - 1 - int(mix(mix(g.seed)^uint64(n))%uint64(min(n, near)))
	if m%retold == retold-1 {
		m--
	}
	return m
}

// Article is article n, from 0 on. It has no ID: who reads it gives it one.
func (g *Generator) Article(n int) schema.Document {
	w := g.writers.Get().(*writer)
	defer g.writers.Put(w)
	first := g.firstOf(n)
	e := g.draw(w, first)
	w.seed(g.seed, n, forWords)
	gr := g.world.grammars[g.language(n).number]
	w.publisher = one(w, gr.publishers)
	d := schema.Document{Lang: gr.lang.code, Publisher: w.publisher, Title: w.headline(gr)}
	published := w.published(gr.lang, e, first != n)
	d.Published = published.Format(time.RFC3339)
	d.URL = w.address(d.Title, published, n)
	d.Text = w.body(gr)
	return d
}

// headline writes the headline.
func (w *writer) headline(g *grammar) string {
	w.begin(g)
	w.expand(g.names["headline"])
	w.capital(0)
	if g.lang.titles {
		return titleCase(string(w.buf), g.small)
	}
	return string(w.buf)
}

// published is when the article appears: on the day of the event or the next, later
// when others told of it before.
func (w *writer) published(lang *language, e *event, again bool) time.Time {
	day := e.day + w.below(2)
	if again {
		day += w.below(3)
	}
	y, m, d := dateOf(day).Date()
	return time.Date(y, m, d, 5+w.below(18), w.below(60), 0, 0, lang.zone)
}

// address is a URL that no other article has.
func (w *writer) address(title string, published time.Time, n int) string {
	w.buf = append(w.buf[:0], "https://"...)
	w.slug(w.publisher)
	w.text(published.Format(".example/2006/01/02/"))
	w.slug(title)
	w.buf = append(w.buf, '-')
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
	return string(w.buf)
}

// slug writes the letters and digits of a text, with a dash between words.
func (w *writer) slug(s string) {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			w.buf = append(w.buf, c)
		case 'A' <= c && c <= 'Z':
			w.buf = append(w.buf, c-'A'+'a')
		case c == ' ' && w.buf[len(w.buf)-1] != '-':
			w.buf = append(w.buf, '-')
		}
	}
}

// The sentences of an article: from least on, mostly up to least and twice spread, now
// and then up to most.
const (
	least  = 8
	spread = 13
	most   = 40
)

// body writes the text.
func (w *writer) body(g *grammar) string {
	w.begin(g)
	w.wanted = least + w.below(spread) + w.below(spread)
	if w.below(retold) == 0 {
		w.wanted = most - 6
	}
	a := w.event.parties[partyA]
	w.city = a.forms[g.lang.number].capital
	if w.below(3) == 0 {
		w.city = w.event.town
	}
	w.expand(g.names["dateline"])
	w.buf = append(w.buf, ' ')
	w.expand(g.names["body"])
	for !w.done {
		w.expand(g.names["more"])
	}
	return strings.TrimRight(string(w.buf), "\n")
}

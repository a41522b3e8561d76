// Package question reads plain questions, in English and Indonesian, into queries.
//
//	Siapa menuduh Iran memasok drone ke Rusia pada Oktober 2022?
//	Who accused Iran of supplying drones to Russia in October 2022?
//
// Both are the act accuse against Iran, the relation supply with the patient Russia,
// about drones, said in October 2022; who is wanted. Words fill slots by the verb
// before or after them, its voice, and the preposition in front.
//
// Invariant: every word of a question is accounted for in its [Reading]. One that
// can't be read makes an [*UnreadError], which tells what was understood beside it;
// nothing is passed over.
package question

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"saksi/graph/ask"
	"saksi/schema"
)

// Wanted is what a question asks for.
type Wanted string

// What questions ask for.
const (
	Who     Wanted = "who"
	Whom    Wanted = "whom"
	What    Wanted = "what"
	When    Wanted = "when"
	Where   Wanted = "where"
	Whether Wanted = "whether"
	HowMany Wanted = "how many"
	Any     Wanted = "statements" // no question word: a list
)

// Part is a stretch of the question and what it was taken for.
type Part struct {
	Words string `json:"words"`
	// Field is the field of the query, by its JSON name; "" for words of grammar.
	Field string `json:"field,omitempty"`
	Value string `json:"value,omitempty"`
}

// Reading says how a question was understood.
type Reading struct {
	Wanted Wanted `json:"wanted"`
	Parts  []Part `json:"parts"`
	// Notes tell what was taken for granted.
	Notes []string `json:"notes,omitempty"`
	// Unread are the words that could not be read.
	Unread []string `json:"unread,omitempty"`
}

// Filters is the part of the reading that made filters, for people.
func (r Reading) Filters() string {
	var out []string
	for _, p := range r.Parts {
		if p.Field != "" {
			out = append(out, p.Field+"="+p.Value)
		}
	}
	return strings.Join(out, " ")
}

// UnreadError says which words of a question could not be read.
type UnreadError struct {
	Reading Reading
	Query   ask.Query // what was understood
}

func (e *UnreadError) Error() string {
	s := fmt.Sprintf("did not understand %q", strings.Join(e.Reading.Unread, " … "))
	if f := e.Reading.Filters(); f != "" {
		return s + "; understood " + f
	}
	return s
}

// Reader reads questions. Its fields are not to be changed while it does.
type Reader struct {
	// Names knows the names of actors.
	Names ask.Resolver
	// Lexicons know verbs; [Small] alone when there are none.
	Lexicons []Lexicon
	// Now is the time of the question, from which "last year" counts; time.Now when nil.
	Now func() time.Time
}

func (r *Reader) lexicons() []Lexicon {
	if len(r.Lexicons) == 0 {
		return []Lexicon{Small()}
	}
	return r.Lexicons
}

// Parse reads a question. The error is an [*UnreadError] when some words of it can't
// be read.
func (r *Reader) Parse(text string) (ask.Query, Reading, error) {
	p := &parser{r: r, tokens: tokens(text), reading: Reading{Wanted: Any}}
	p.items()
	p.assign()
	if len(p.reading.Parts) == 0 && len(p.reading.Unread) == 0 {
		p.reading.Unread = []string{text}
	}
	if len(p.reading.Unread) > 0 {
		return p.query, p.reading, &UnreadError{p.reading, p.query}
	}
	return p.query, p.reading, nil
}

// token is a word of the question.
type token struct {
	text, lower string
}

// tokens splits a question into words. A possessive 's is a word of its own.
func tokens(text string) []token {
	var out []token
	add := func(s string) {
		if s != "" {
			out = append(out, token{s, strings.ToLower(s)})
		}
	}
	text = strings.NewReplacer("’", "'", "“", " ", "”", " ").Replace(text)
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return unicode.IsPunct(r) && r != '&' && r != '.' || unicode.IsSymbol(r) })
		if strings.Count(w, ".") == 1 {
			w = strings.Trim(w, ".")
		}
		if s, ok := strings.CutSuffix(w, "'s"); ok && !strings.EqualFold(s, "what") {
			add(s)
			add("'s")
			continue
		}
		add(strings.Trim(w, "?!"))
	}
	return out
}

// kind is what an item of a question is.
type kind uint8

const (
	word kind = iota // could be a theme; else unread
	grammarWord
	head    // a verb or noun for an act or relation
	control // a verb that a head depends on
	actor
	dated
	possessive
)

// item is a stretch of the question.
type item struct {
	kind    kind
	words   string
	classes []class
	sense   Sense
	saying  bool // a head that means saying in general
	passive bool
	value   string // the name of an actor, the date
}

func (it *item) is(c class) bool {
	for _, x := range it.classes {
		if x == c {
			return true
		}
	}
	return false
}

type parser struct {
	r       *Reader
	tokens  []token
	list    []item
	query   ask.Query
	reading Reading
	filled  map[string]bool
}

// items cuts the question into items, the longest that begins at each word.
func (p *parser) items() {
	for i := 0; i < len(p.tokens); {
		it, n := p.next(i)
		it.words = p.text(i, n)
		p.list = append(p.list, it)
		i += n
	}
}

func (p *parser) now() time.Time {
	if p.r.Now == nil {
		return time.Now()
	}
	return p.r.Now()
}

func (p *parser) text(i, n int) string {
	var ws []string
	for _, t := range p.tokens[i : i+n] {
		ws = append(ws, t.text)
	}
	return strings.Join(ws, " ")
}

func (p *parser) next(i int) (item, int) {
	t := p.tokens[i]
	if t.lower == "'s" {
		return item{kind: possessive}, 1
	}
	if d, n := date(p.tokens[i:]); n > 0 {
		return item{kind: dated, value: d}, n
	}
	for n := min(2, len(p.tokens)-i); n > 0; n-- {
		if d, ok := relative(p.text(i, n), p.now()); ok {
			return item{kind: dated, value: d}, n
		}
	}
	name, nameLen := p.name(i)
	classes, grammarLen := p.grammar(i)
	if slices.Contains(classes, "light") && !p.nounNear(i) {
		classes, grammarLen = nil, 0
	}
	if grammarLen > 0 && grammarLen >= nameLen && !(nameLen > 0 && shouting(t.text)) {
		if it, n, ok := p.head(i); ok && n > grammarLen {
			return it, n
		}
		return item{kind: grammarWord, classes: classes}, grammarLen
	}
	if nameLen > 0 && (nameLen > 1 || unicode.IsUpper([]rune(t.text)[0])) {
		return item{kind: actor, value: name}, nameLen
	}
	if it, n, ok := p.head(i); ok {
		return it, n
	}
	if nameLen > 0 {
		return item{kind: actor, value: name}, nameLen
	}
	return item{kind: word}, 1
}

// shouting tells whether the word is an abbreviation in capitals, as AS and US.
func shouting(s string) bool { return len(s) > 1 && s == strings.ToUpper(s) && s != strings.ToLower(s) }

const maxName = 6 // words in a name

// name finds the longest name of an actor that begins at word i.
func (p *parser) name(i int) (string, int) {
	if p.r.Names == nil {
		return "", 0
	}
	if first := p.tokens[i]; len(first.text) <= 3 && !shouting(first.text) && !unicode.IsUpper([]rune(first.text)[0]) {
		return "", 0
	}
	for n := min(maxName, len(p.tokens)-i); n > 0; n-- {
		s := p.text(i, n)
		if n == 1 && len(s) <= 3 && !shouting(s) {
			continue
		}
		if len(p.r.Names.Resolve(s)) > 0 {
			return s, n
		}
	}
	return "", 0
}

// grammar finds the longest phrase of words.tsv that begins at word i.
func (p *parser) grammar(i int) ([]class, int) {
	for n := min(maxPhrase, len(p.tokens)-i); n > 0; n-- {
		if cs := grammar()[strings.ToLower(p.text(i, n))]; cs != nil {
			return cs, n
		}
	}
	return nil, 0
}

// endings are those of Indonesian words that say nothing here.
var endings = []string{"", "nya", "lah", "kah"}

// head finds a verb or noun for an act or relation at word i. Saying is read as a
// relation only after a head: "who threatened", "accused of threatening".
func (p *parser) head(i int) (item, int, bool) {
	var best item
	found, length, score := false, 0, 0
	for _, end := range endings {
		form, ok := strings.CutSuffix(p.tokens[i].lower, end)
		if !ok || found {
			continue
		}
		for rank, l := range p.r.lexicons() {
			for _, s := range l.Lookup(form) {
				n := p.rest(i, s.Rest)
				if n == 0 {
					continue
				}
				if sc := p.likely(s, i, n, rank); !found || sc > score {
					best, found, length, score = item{kind: head, sense: s, saying: s.Act == "" && s.Relation == ""}, true, n, sc
				}
			}
		}
	}
	if !found {
		return best, 0, false
	}
	if best.sense.control() {
		best.kind, best.saying = control, false
	}
	best.passive = best.sense.Voice == Passive || best.sense.Voice == Either && p.participle(i+length)
	return best, length, true
}

// likely weighs a sense of n words at word i against others: longer ones first, then
// those that fit what came before, then those of the first lexicons.
func (p *parser) likely(s Sense, i, n, rank int) int {
	hasAct := slices.ContainsFunc(p.list, func(it item) bool { return it.kind == head && it.sense.Relation == "" })
	sc := 16*n - min(rank, 1)
	if s.control() {
		if p.relationAt(i + n) {
			return sc + 9
		}
		return sc - 8
	}
	if (s.Relation != "") == hasAct {
		sc += 8
	}
	if s.Act != "" && !targets[s.Act] && p.direct(i+n) {
		sc -= 12
	}
	if s.noun() && !p.nounHere() {
		sc -= 4
	}
	if s.Voice == Bare {
		sc -= 5
	}
	return sc
}

// direct tells whether an actor follows at word i, and no verb after it: then what is
// "recognised" or "mengakui" is that actor, and no claim.
func (p *parser) direct(i int) bool {
	for i < len(p.tokens) && p.tokens[i].lower == "the" {
		i++
	}
	if i >= len(p.tokens) {
		return false
	}
	_, n := p.name(i)
	if n == 0 {
		return false
	}
	for _, t := range p.tokens[i+n:] {
		if t.lower == "'s" || p.means(t.lower, func(Sense) bool { return true }) {
			return false
		}
	}
	return true
}

// means tells whether one of the senses of a form is of a kind.
func (p *parser) means(form string, kind func(Sense) bool) bool {
	return slices.ContainsFunc(p.r.lexicons(), func(l Lexicon) bool { return slices.ContainsFunc(l.Lookup(form), kind) })
}

// relationAt tells whether word i may name a relation.
func (p *parser) relationAt(i int) bool {
	return i < len(p.tokens) && p.means(p.tokens[i].lower, func(s Sense) bool { return s.Relation != "" })
}

// nounNear tells whether a noun for an act or relation stands before word i or within
// the words after it, to which a verb such as "imposed" adds nothing.
func (p *parser) nounNear(i int) bool {
	if slices.ContainsFunc(p.list, func(it item) bool { return it.kind == head && it.sense.noun() }) {
		return true
	}
	for _, t := range p.tokens[i+1 : min(i+5, len(p.tokens))] {
		if p.means(t.lower, Sense.noun) {
			return true
		}
	}
	return false
}

// nounHere tells whether a noun is likelier than a verb: at the beginning, after a
// possessive, a preposition or an article.
func (p *parser) nounHere() bool {
	if len(p.list) == 0 {
		return true
	}
	last := &p.list[len(p.list)-1]
	return last.kind == possessive || last.is("of") || last.is("what") || last.is("howmany") || last.is("light") || last.is("skip") || last.is("about")
}

// rest is the number of words of a form that is followed by the rest, or 0.
func (p *parser) rest(i int, rest []string) int {
	if i+len(rest) >= len(p.tokens)+0 && len(rest) > 0 {
		return 0
	}
	for k, w := range rest {
		if p.tokens[i+1+k].lower != w {
			return 0
		}
	}
	return 1 + len(rest)
}

// participle tells whether an English participle is passive: after a form of "to
// be", or before "by".
func (p *parser) participle(next int) bool {
	if next < len(p.tokens) && p.tokens[next].lower == "by" {
		return true
	}
	for k := len(p.list) - 1; k >= 0 && k >= len(p.list)-3; k-- {
		if p.list[k].is("be") {
			return true
		}
		if p.list[k].kind == head {
			return false
		}
	}
	return false
}

// act is the act of a head, for people.
func (s Sense) field() (field, value string) {
	if s.Relation != "" {
		return "relation", string(s.Relation)
	}
	return "act", string(s.Act)
}

var wantedOf = []struct {
	class  class
	wanted Wanted
}{{"howmany", HowMany}, {"who", Who}, {"whom", Whom}, {"when", When}, {"where", Where}, {"what", What}, {"whether", Whether}}

// blames are the acts whose target is blamed.
var blames = map[schema.Act]bool{schema.Accuse: true, schema.Condemn: true, schema.Threaten: true}

// targets are the acts that are done to someone.
var targets = map[schema.Act]bool{schema.Accuse: true, schema.Condemn: true, schema.Threaten: true, schema.Warn: true, schema.Praise: true,
	schema.Demand: true, schema.Ask: true}

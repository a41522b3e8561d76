package corpus

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed *.tsv *.txt
var files embed.FS

// grammar is the rules of one language and of the invented names, compiled: what an
// article is made of is looked up by number, never by name.
type grammar struct {
	lang  *language
	rules []rule
	names map[string]int // the number of a rule that a slot stands for
	alts  int            // all alternatives; each has a number below this

	months, weekdays, numerals, publishers []string
	small                                  map[string]bool // words that stay small in a headline
}

// rule is what one slot stands for: its alternatives, in one set for each key of a facet
// of the article, or in one set only.
type rule struct {
	name     string
	facet    facet // noFacet when there is one set
	sets     []set // by the facet's key; empty where the rule must not be used
	rest     set   // for keys that have none of their own
	sentence bool
	once     bool // no alternative comes twice in an article while others are left
	leaning  bool // half of the time the alternative is that of the event
}

// set is the alternatives among which one is drawn.
type set struct {
	alts  []alt
	picks []uint16 // numbers of alternatives, each as often as it weighs
	fixed bool     // for one article always the same alternative, by its number
}

// alt is one alternative.
type alt struct {
	number    int // among all of the grammar
	ops       []op
	sentences int // how many end in it
}

// op writes something: text as it is, a rule, or something of the article.
type op struct {
	text     string
	rule     int // -1 when it is no rule
	slot     func(w *writer, o *op)
	args     [2]int
	member   int  // which party or person of the event it is about
	capital  bool // of the first letter
	article  bool // "a " stands before, which may have to become "an "
	genitive bool // the text begins with "'s"
}

// facet is one respect in which articles differ, by which a rule may have several sets.
type facet uint8

const (
	noFacet facet = iota
	byShape
	byDeed
	byTheme
	byCulture
	facets
)

// keys are the keys of each facet, in the order of their numbers.
type keys [facets][]string

// find is the facet and number of a key.
func (k *keys) find(name string) (facet, int, bool) {
	for f := byShape; f < facets; f++ {
		for i, key := range k[f] {
			if key == name {
				return f, i, true
			}
		}
	}
	return noFacet, 0, false
}

// section is a rule as it stands in a file: one set.
type section struct {
	name, key, at string
	fixed         bool
	alts          []string
	weights       []int
}

// sections reads the text of a grammar file; names.txt tells the format.
func sections(file, text string) ([]section, error) {
	var out []section
	for n, line := range strings.Split(text, "\n") {
		at := fmt.Sprintf("%s:%d", file, n+1)
		switch {
		case strings.TrimSpace(line) == "" || line[0] == '#':
		case line[0] != ' ':
			head, ok := strings.CutSuffix(line, ":")
			if !ok {
				return nil, fmt.Errorf("%s: a rule's name ends with a colon: %q", at, line)
			}
			s := section{at: at}
			head, s.fixed = strings.CutSuffix(head, "!")
			s.name, s.key, _ = strings.Cut(head, "@")
			out = append(out, s)
		case len(out) == 0:
			return nil, fmt.Errorf("%s: an alternative before the first rule", at)
		default:
			if err := out[len(out)-1].add(line); err != nil {
				return nil, fmt.Errorf("%s: %w", at, err)
			}
		}
	}
	return out, nil
}

// add takes the alternatives of one line.
func (s *section) add(line string) error {
	for _, a := range strings.Split(strings.TrimSpace(line), " | ") {
		weight := 1
		if rest, ok := strings.CutPrefix(a, "*"); ok {
			number, text, ok := strings.Cut(rest, " ")
			n, err := strconv.Atoi(number)
			if !ok || err != nil || n < 1 {
				return fmt.Errorf("the weight of %q is no number", a)
			}
			weight, a = n, text
		}
		if a == "~" {
			a = ""
		}
		s.alts, s.weights = append(s.alts, a), append(s.weights, weight)
	}
	return nil
}

// compile makes the grammar of a language from what stands in its files.
func compile(lang *language, k *keys, all []section) (*grammar, error) {
	g := &grammar{lang: lang, names: map[string]int{}}
	for _, s := range all {
		if err := g.declare(s, k); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", s.at, s.name, err)
		}
	}
	for _, s := range all {
		if err := g.fill(s, k); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", s.at, s.name, err)
		}
	}
	for i := range g.rules {
		g.rules[i].complete()
	}
	g.months, g.weekdays, g.numerals, g.publishers = g.list("month"), g.list("weekday"), g.list("number"), g.list("publisher")
	g.small = map[string]bool{}
	for _, word := range g.list("small") {
		g.small[word] = true
	}
	return g, nil
}

// list is the alternatives of a rule that is a list of words.
func (g *grammar) list(name string) []string {
	n, ok := g.names["list."+name]
	if !ok {
		return nil
	}
	var out []string
	for _, a := range g.rules[n].sets[0].alts {
		out = append(out, a.ops[0].text)
	}
	return out
}

// ends counts the sentences that end in a text.
func ends(text string) int {
	n := 0
	for i := range len(text) {
		if rest := strings.TrimPrefix(text[i+1:], `"`); (text[i] == '.' || text[i] == '?' || text[i] == '!') && (rest == "" || rest[0] == ' ') {
			n++
		}
	}
	return n
}

// declare gives the rule of a section its number, so that others may name it.
func (g *grammar) declare(s section, k *keys) error {
	f, _, ok := k.find(s.key)
	if s.key != "" && !ok {
		return fmt.Errorf("%q is no shape, deed, theme or culture", s.key)
	}
	n, known := g.names[s.name]
	if !known {
		n = len(g.rules)
		g.names[s.name] = n
		g.rules = append(g.rules, rule{name: s.name, sentence: strings.HasPrefix(s.name, "s."), leaning: strings.HasPrefix(s.name, "deed."), once: s.name[0] == 'q' || strings.HasPrefix(s.name, "s."), sets: make([]set, 1)})
	}
	r := &g.rules[n]
	if f == noFacet || f == r.facet {
		return nil
	}
	if r.facet != noFacet {
		return fmt.Errorf("has keys of two kinds")
	}
	r.facet, r.sets = f, make([]set, len(k[f]))
	return nil
}

// fill compiles the alternatives of a section.
func (g *grammar) fill(s section, k *keys) error {
	r := &g.rules[g.names[s.name]]
	to := &r.rest
	if f, key, _ := k.find(s.key); f == r.facet {
		to = &r.sets[key]
	}
	if to.alts != nil {
		return fmt.Errorf("stands twice")
	}
	if len(s.alts) == 0 {
		return fmt.Errorf("has no alternative")
	}
	to.fixed = s.fixed
	for i, text := range s.alts {
		ops, err := g.ops(text)
		if err != nil {
			return fmt.Errorf("%q: %w", text, err)
		}
		to.alts = append(to.alts, alt{number: g.alts, ops: ops, sentences: ends(text)})
		g.alts++
		for range s.weights[i] {
			to.picks = append(to.picks, uint16(i))
		}
	}
	return nil
}

// complete gives the keys that have no set the one that stands without a key.
func (r *rule) complete() {
	for i := range r.sets {
		if r.sets[i].alts == nil {
			r.sets[i] = r.rest
		}
	}
}

// ops compiles one alternative.
func (g *grammar) ops(text string) ([]op, error) {
	var out []op
	for text != "" {
		literal, rest, slot := strings.Cut(text, "{")
		if literal != "" {
			out = append(out, op{text: literal, rule: -1, genitive: strings.HasPrefix(literal, "'s") && len(out) > 0})
		}
		if !slot {
			break
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return nil, fmt.Errorf("a slot is not closed")
		}
		o, err := g.slot(name)
		if err != nil {
			return nil, err
		}
		o.capital = o.capital || strings.HasSuffix(literal, ". ")
		o.article = g.lang.articles && (strings.HasSuffix(literal, " a ") || strings.HasSuffix(literal, `"a `) || literal == "a " || literal == "A " || strings.HasSuffix(literal, ". A "))
		out, text = append(out, o), after
	}
	return out, nil
}

// slot compiles what stands between braces.
func (g *grammar) slot(name string) (op, error) {
	o := op{rule: -1}
	name, o.capital = strings.CutPrefix(name, "^")
	if n, ok := g.names[name]; ok {
		o.rule = n
		return o, nil
	}
	parts := strings.Split(name, ":")
	for i, a := range parts[1:] {
		n, err := strconv.Atoi(a)
		if err != nil || i > 1 {
			return o, fmt.Errorf("slot {%s}: %q is no number", name, a)
		}
		o.args[i] = n
	}
	if !o.find(parts[0], len(parts)-1) {
		return o, fmt.Errorf("slot {%s} is neither a rule nor something of the article", name)
	}
	return o, nil
}

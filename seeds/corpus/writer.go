package corpus

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
)

// writer writes one article after another. It keeps its buffers and is not for
// concurrent use.
type writer struct {
	pcg    rand.PCG
	buf    []byte
	event  event
	g      *grammar
	facets [facets]int

	publisher, city string
	met             uint32   // people and parties that were named in full, by number
	dated           bool     // the day of the news was told with its date
	last            []uint16 // by rule: one more than the alternative chosen last
	used            []bool   // by alternative: sentences that were taken
	sentences       int      // so far
	wanted          int      // sentences to end after
	done            bool     // they are written, and the paragraph is too
}

// below draws a number from 0 to n-1.
func (w *writer) below(n int) int {
	hi, _ := bits.Mul64(w.pcg.Uint64(), uint64(n))
	return int(hi)
}

// weighted draws one of n, each with a weight, all together total.
func (w *writer) weighted(n, total int, weight func(i int) int) int {
	d := w.below(total)
	for i := range n {
		if d -= weight(i); d < 0 {
			return i
		}
	}
	return n - 1
}

// begin makes ready for a text in the language of the grammar.
func (w *writer) begin(g *grammar) {
	w.g = g
	w.buf = w.buf[:0]
	w.met, w.dated, w.done, w.sentences = 0, false, false, 0
	if len(w.last) < len(g.rules) {
		w.last = make([]uint16, len(g.rules))
	}
	if len(w.used) < g.alts {
		w.used = make([]bool, g.alts)
	}
	clear(w.last)
	clear(w.used)
}

// say writes a rule by itself.
func (w *writer) say(g *grammar, name string) string {
	w.begin(g)
	w.expand(g.names[name])
	return string(w.buf)
}

// expand writes one of the alternatives of a rule.
func (w *writer) expand(n int) {
	r := &w.g.rules[n]
	from := &r.sets[w.facets[r.facet]]
	a := &from.alts[w.choose(n, r, from)]
	if r.once {
		w.used[a.number] = true
	}
	if !r.sentence {
		w.write(a.ops)
		return
	}
	start := len(w.buf)
	w.write(a.ops)
	w.capital(start)
	w.sentences += a.sentences
	if start > 1 && w.buf[start] == '"' && w.buf[start-2] == '"' { // another speaks: a new paragraph
		w.buf = slices.Insert(w.buf, start, '\n')
		w.buf[start-1] = '\n'
	}
}

// tries bounds how often an alternative is drawn again that was taken before.
const tries = 5

// choose draws an alternative: of sentences and quotations one that the article has not,
// of others not the one that was drawn last.
func (w *writer) choose(n int, r *rule, from *set) int {
	if from.fixed || r.leaning && w.below(2) == 0 {
		return int(from.picks[w.event.die%uint64(len(from.picks))])
	}
	if len(from.alts) == 1 {
		return 0
	}
	i := int(one(w, from.picks))
	for t := 0; t < tries && (r.once && w.used[from.alts[i].number] || !r.once && w.last[n] == uint16(i+1)); t++ {
		i = int(one(w, from.picks))
	}
	w.last[n] = uint16(i + 1)
	return i
}

// write writes the parts of an alternative.
func (w *writer) write(ops []op) {
	for i := range ops {
		if w.done {
			return
		}
		o := &ops[i]
		start := len(w.buf)
		switch {
		case o.rule >= 0:
			w.expand(o.rule)
		case o.slot != nil:
			o.slot(w, o)
		case o.genitive && start > 0 && w.buf[start-1] == 's':
			w.buf = append(append(w.buf, '\''), o.text[len("'s"):]...)
		default:
			w.buf = append(w.buf, o.text...)
		}
		if o.capital {
			w.capital(start)
		}
		if o.article && vowel(w.buf[start:]) {
			w.buf = append(w.buf, 0)
			copy(w.buf[start:], w.buf[start-1:])
			w.buf[start-1] = 'n'
		}
	}
}

// capital makes the first letter from there on a capital.
func (w *writer) capital(start int) {
	for i := start; i < len(w.buf); i++ {
		if c := w.buf[i]; c != '"' {
			if 'a' <= c && c <= 'z' {
				w.buf[i] -= 'a' - 'A'
			}
			return
		}
	}
}

// vowel tells whether an English word begins with the sound of a vowel.
func vowel(word []byte) bool {
	s := string(word[:min(3, len(word))])
	switch {
	case s == "":
		return false
	case s[0] == '8' || s == "11" || s == "18" || strings.HasPrefix(s, "11 ") || strings.HasPrefix(s, "18 "):
		return true
	case asYou[strings.TrimSuffix(s, " ")]:
		return false
	}
	return strings.IndexByte("aeiouAEIOU", s[0]) >= 0
}

// asYou are beginnings of words that sound like "you".
var asYou = map[string]bool{"U.S": true, "UN": true, "UAE": true, "uni": true, "Uni": true, "Ukr": true, "Uga": true, "Uru": true, "use": true,
	"Eur": true, "eur": true}

// titleCase gives each word a capital, but for the small ones.
func titleCase(s string, small map[string]bool) string {
	words := strings.Split(s, " ")
	for i, word := range words {
		if word != "" && (i == 0 || !small[word]) && 'a' <= word[0] && word[0] <= 'z' {
			words[i] = string(word[0]-'a'+'A') + word[1:]
		}
	}
	return strings.Join(words, " ")
}

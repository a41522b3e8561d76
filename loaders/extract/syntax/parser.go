package syntax

import (
	"strings"
	"unicode/utf8"

	"saksi/loaders/extract/segment"
)

// Parser tags and parses sentences. It reuses its buffers and is not for
// concurrent use.
type Parser struct {
	m        *Model
	tokens   []token
	fixed    []UPOS // tags that joins give, by word
	title    bool   // the sentence is a headline in title case
	features []uint64
	scores   [256]int32
	st       state
	tree     Tree
	lower    map[string]string
	runs     [maxFeatures]run
}

// NewParser makes a parser over the model.
func (m *Model) NewParser() *Parser {
	return &Parser{m: m, features: make([]uint64, 0, maxFeatures), lower: make(map[string]string, 1024)}
}

// Parse gives sentence sent of t its tags and tree, the tokens of each join taken
// as one word. Joins must be in order and within the sentence. The tree is valid
// until the next call.
func (p *Parser) Parse(t *segment.Text, sent int, joins []Join) *Tree {
	p.words(t, t.Sentences[sent], joins)
	p.tagAll()
	p.parse()
	p.tree.link()
	return &p.tree
}

// words makes the words of the tree from tokens and joins.
func (p *Parser) words(t *segment.Text, s segment.Sentence, joins []Join) {
	p.tree.Words, p.fixed = p.tree.Words[:0], p.fixed[:0]
	for i := s.First; i < s.Last; {
		end, pos, join := i+1, NoPOS, int32(0)
		for k, j := range joins {
			if j.First == i && j.Last <= s.Last && j.Last > i {
				end, pos, join = j.Last, j.POS, int32(k+1)
				break
			}
		}
		w := Word{Start: t.Tokens[i].Start, End: t.Tokens[end-1].End, First: i, Count: end - i, Join: join, Head: -1}
		w.Form = t.Source[w.Start:w.End]
		w.Lower = p.fold(w.Form)
		p.add(w, pos)
		i = end
	}
	p.see()
}

func (p *Parser) add(w Word, pos UPOS) {
	p.tree.Words = append(p.tree.Words, w)
	p.fixed = append(p.fixed, pos)
}

// see makes the tokens of the words.
func (p *Parser) see() {
	p.tokens = p.tokens[:0]
	p.title = titled(p.tree.Words)
	for i := range p.tree.Words {
		w := &p.tree.Words[i]
		p.tokens = append(p.tokens, newToken(w.Form, w.Lower, p.title))
		t := &p.tokens[i]
		t.amb = p.m.amb[t.lower]
	}
}

// fold is a form in lower case; the strings are kept, since words repeat.
func (p *Parser) fold(form string) string {
	low := true
	for i := 0; i < len(form); i++ {
		if c := form[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			low = false
			break
		}
	}
	if low {
		return form
	}
	if l, ok := p.lower[form]; ok {
		return l
	}
	if len(p.lower) > 1<<15 {
		clear(p.lower)
	}
	form = strings.Clone(form)
	l := strings.ToLower(form)
	p.lower[form] = l
	return l
}

func (p *Parser) tagAll() {
	for i := range p.tokens {
		k := p.tagOne(i)
		p.tokens[i].tag, p.tokens[i].upos = uint32(k+1), uint32(p.m.tags[k].POS)+1
		w := &p.tree.Words[i]
		w.POS, w.Feats = p.m.tags[k].POS, p.m.tags[k].Feats
	}
}

// tagOne is the index of the best joint tag of word i among those allowed.
func (p *Parser) tagOne(i int) int {
	allowed := p.allowed(i)
	if k, ok := p.m.known[p.tokens[i].lower]; ok && allowed == 0 {
		return int(k) - 1
	}
	p.features = tagFeatures(p.tokens, i, p.m.domain, p.features[:0])
	scores := p.scores[:len(p.m.tags)]
	clear(scores)
	p.m.tag.score(p.features, &p.scores, &p.runs)
	best := -1
	for k, s := range scores {
		if allowed.has(p.m.tags[k].POS) && (best < 0 || s > scores[best]) {
			best = k
		}
	}
	return max(best, 0)
}

func (p *Parser) parse() {
	s := &p.st
	s.reset(len(p.tokens))
	p.count()
	var scores [numMoves]int32
	for !s.done() {
		p.features = s.moveFeatures(p.tokens, p.m.domain, p.features[:0])
		scores[left], scores[right] = p.m.move.score(p.features)
		best := -1
		for m, v := range scores {
			if s.legal(m) && (best < 0 || v > scores[best]) {
				best = m
			}
		}
		rel := NoRel
		if best != shift {
			h, d := s.arc(best)
			rel = p.relation(h, d)
			p.attach(h, d, rel)
		}
		s.apply(best, rel)
	}
}

func (p *Parser) attach(h, d int32, rel Rel) {
	w := &p.tree.Words[d]
	if w.Head, w.Rel = h, rel; h == p.st.n {
		w.Head = -1
	}
}

// relation is the best relation for an arc; only the root's is Root.
func (p *Parser) relation(h, d int32) Rel {
	if h == p.st.n {
		return Root
	}
	p.features = p.st.relFeatures(p.tokens, h, d, p.m.domain, p.features[:0])
	scores := p.scores[:NumRels]
	clear(scores)
	p.m.rel.score(p.features, &p.scores, &p.runs)
	best := Dep
	for r := Acl; r < NumRels; r++ {
		if scores[r] > scores[best] {
			best = r
		}
	}
	return best
}

// link sorts the dependents of each word.
func (t *Tree) link() {
	n := len(t.Words)
	if cap(t.first) < n+1 {
		t.first, t.kids = make([]int32, n+1+n/2), make([]int32, n+n/2)
	}
	t.first, t.kids = t.first[:n+1], t.kids[:n]
	clear(t.first)
	for i := range t.Words {
		if h := t.Words[i].Head; h >= 0 {
			t.first[h+1]++
		}
	}
	for i := 0; i < n; i++ {
		t.first[i+1] += t.first[i]
	}
	for i := range t.Words {
		if h := t.Words[i].Head; h >= 0 {
			t.kids[t.first[h]] = int32(i)
			t.first[h]++
		}
	}
	copy(t.first[1:], t.first[:n])
	t.first[0] = 0
	t.kids = t.kids[:t.first[n]]
}

// Clone copies the tree, so that it outlives the next Parse.
func (t *Tree) Clone() *Tree {
	return &Tree{Words: append([]Word(nil), t.Words...), kids: append([]int32(nil), t.kids...), first: append([]int32(nil), t.first...)}
}

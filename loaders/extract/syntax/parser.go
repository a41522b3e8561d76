package syntax

import (
	"strings"

	"saksi/loaders/extract/segment"
)

// Parser tags and parses sentences. It reuses its buffers and is not for
// concurrent use.
type Parser struct {
	m        *Model
	tokens   []token
	infos    []wordInfo
	fixed    []UPOS   // tags that joins give, by word
	listed   []tagSet // tags of the word list, by word
	title    bool     // the sentence is a headline in title case
	features []uint64
	scores   [256]int32
	runs     [maxFeatures]run
	st       state
	back     state   // of the guide
	reversed []token // what the guide parses
	mirrored []int32 // heads that the guide found, by word
	tree     Tree
	lexemes  map[string]lexeme
}

// lexeme is what is computed once for a form.
type lexeme struct {
	lower  string
	token  token
	info   wordInfo
	listed tagSet
}

// NewParser makes a parser over the model.
func (m *Model) NewParser() *Parser {
	return &Parser{m: m, features: make([]uint64, 0, maxFeatures), lexemes: make(map[string]lexeme, 1024)}
}

// Parse gives sentence sent of t its tags and tree, the tokens of each join taken
// as one word. Joins must be in order; those that overlap one before or leave the
// sentence are passed over. The tree is valid until the next call.
func (p *Parser) Parse(t *segment.Text, sent int, joins []Join) *Tree {
	p.words(t, t.Sentences[sent], joins)
	p.tagAll()
	p.parse()
	p.tree.link()
	return &p.tree
}

func (p *Parser) clear() {
	p.tree.Words, p.tokens, p.infos, p.fixed = p.tree.Words[:0], p.tokens[:0], p.infos[:0], p.fixed[:0]
	p.listed = p.listed[:0]
}

// words makes the words of the tree from tokens and joins.
func (p *Parser) words(t *segment.Text, s segment.Sentence, joins []Join) {
	p.clear()
	k := 0
	for i := s.First; i < s.Last; {
		for k < len(joins) && joins[k].First < i {
			k++ // before the sentence, or overlapping
		}
		end, pos, join := i+1, NoPOS, int32(0)
		if k < len(joins) && joins[k].First == i && joins[k].Last > i && joins[k].Last <= s.Last {
			end, pos, join = joins[k].Last, joins[k].POS, int32(k+1)
		}
		w := Word{Start: t.Tokens[i].Start, End: t.Tokens[end-1].End, First: i, Count: end - i, Join: join, Head: -1}
		w.Form = t.Source[w.Start:w.End]
		p.add(w, pos)
		i = end
	}
}

func (p *Parser) add(w Word, pos UPOS) {
	x, ok := p.lexemes[w.Form]
	if !ok {
		x = p.m.lexeme(strings.Clone(w.Form))
		if len(p.lexemes) >= maxLexemes {
			clear(p.lexemes)
		}
		p.lexemes[strings.Clone(w.Form)] = x
	}
	w.Lower = x.lower
	p.tree.Words = append(p.tree.Words, w)
	p.tokens = append(p.tokens, x.token)
	p.infos = append(p.infos, x.info)
	p.fixed = append(p.fixed, pos)
	p.listed = append(p.listed, x.listed)
}

// maxLexemes bounds the forms that a parser remembers.
const maxLexemes = 1 << 15

func (m *Model) lexeme(form string) lexeme {
	x := lexeme{lower: strings.ToLower(form)}
	x.token = newToken(form, x.lower)
	x.listed = m.listed[x.token.lower]
	info, ok := m.words[x.token.lower]
	if !ok {
		x.token.form, x.token.lower = unseen, unseen
	}
	x.info, x.token.amb = info, info.amb
	return x
}

func (p *Parser) tagAll() {
	p.title = titled(p.tree.Words)
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
	if k := int(p.infos[i].known); k != 0 && allowed.has(p.m.tags[k-1].POS) {
		return k - 1
	}
	p.features = tagFeatures(p.tokens, i, p.m.domain, p.features[:0])
	clear(p.scores[:len(p.m.tags)])
	p.m.tag.score(p.features, &p.scores, &p.runs)
	best, any := -1, 0
	for k, t := range p.m.tags {
		if p.scores[k] > p.scores[any] {
			any = k
		}
		if allowed.has(t.POS) && (best < 0 || p.scores[k] > p.scores[best]) {
			best = k
		}
	}
	if best < 0 {
		return any
	}
	return best
}

// look makes the features of a configuration.
type look func(s *state, ts []token, domain uint32, out []uint64) []uint64

func (p *Parser) parse() {
	p.guide()
	p.transit()
}

// transit parses from the first word to the last, after the guide.
func (p *Parser) transit() {
	s := &p.st
	s.reset(p.tokens)
	for !s.done() {
		move := p.move(s, p.m.move, p.tokens, (*state).moveFeatures)
		rel := NoRel
		if move != shift {
			h, d := s.arc(move)
			rel = p.relation(h, d)
			p.attach(h, d, rel)
		}
		s.apply(move, rel)
	}
}

// move is the best legal transition by the features that look makes; where only
// one is legal nothing is scored.
func (p *Parser) move(s *state, t *moves, ts []token, look look) int {
	var legal [numMoves]bool
	n, only := 0, 0
	for m := range legal {
		if legal[m] = s.legal(m); legal[m] {
			n, only = n+1, m
		}
	}
	if n == 1 {
		return only
	}
	p.features = look(s, ts, p.m.domain, p.features[:0])
	l, r := t.score(p.features)
	best := -1
	scores := [numMoves]int32{left: l, right: r}
	for m, v := range scores {
		if legal[m] && (best < 0 || v > scores[best]) {
			best = m
		}
	}
	return best
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
	clear(p.scores[:NumRels])
	p.m.rel.score(p.features, &p.scores, &p.runs)
	best := Dep
	for r := Acl; r < NumRels; r++ {
		if p.scores[r] > p.scores[best] {
			best = r
		}
	}
	return best
}

// link sorts the dependents of each word.
func (t *Tree) link() {
	n := len(t.Words)
	if cap(t.first) < n+1 || cap(t.kids) < n {
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

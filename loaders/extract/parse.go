package extract

import (
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

const longestLead = 8 // tokens that may stand before the colon of a headline

// parse gives a sentence its tree. The two parts of a headline such as "AS: Iran
// Jadi Penyokong Rusia" are parsed apart, since newspapers write no such thing in
// running text; the second part hangs on the first.
func (e *engine) parse(t *segment.Text, sent int, joins []syntax.Join) *syntax.Tree {
	colon := headlineColon(t, sent)
	if colon < 0 {
		return e.parser.Parse(t, sent, joins).Clone()
	}
	left, right := t.Sentences[sent], t.Sentences[sent]
	left.Last, right.First = colon+1, colon+1
	parts := *t
	parts.Sentences = []segment.Sentence{left, right}
	tree := e.parser.Parse(&parts, 0, joins).Clone()
	root, n := tree.RootWord(), int32(len(tree.Words))
	for _, w := range e.parser.Parse(&parts, 1, joins).Words {
		if w.Head < 0 {
			w.Head, w.Rel = root, syntax.Parataxis
		} else {
			w.Head += n
		}
		tree.Words = append(tree.Words, w)
	}
	tree.Relink()
	return tree
}

// headlineColon is the token of the colon behind the lead of a headline, or behind a name in
// capitals that opens a sentence; -1 where there is none.
func headlineColon(t *segment.Text, sent int) int32 {
	s := t.Sentences[sent]
	if s.Last > s.First+2 && t.Form(s.First+1) == ":" && segment.Shouted(t.Form(s.First)) {
		return s.First + 1
	}
	if sent > 0 && !titleCase(t, s) {
		return -1
	}
	for i := s.First + 1; i < s.Last-2 && i <= s.First+longestLead; i++ {
		if t.Form(i) == ":" {
			return i
		}
	}
	return -1
}

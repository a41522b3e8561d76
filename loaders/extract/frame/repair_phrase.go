package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// wholeObject gives a preposition both nouns that stand behind it, where the parser gave it
// the first and hung the second elsewhere: "reports of arms supplies", "reports on weapons
// delivery".
func wholeObject(lang *language.Language, t *syntax.Tree, i int32) bool {
	if i < 3 {
		return false
	}
	n, m := &t.Words[i], &t.Words[i-1]
	c, h := childOf(t, i-1, syntax.Case), m.Head
	if n.POS != syntax.NOUN || m.POS != syntax.NOUN || m.Rel != syntax.Nmod || c < 0 || c > i || h < 0 || h > c || lang.Is(n.Lower, language.TimeNoun) {
		return false
	}
	first := &t.Words[h]
	switch {
	case first.Rel == syntax.Compound && first.Head == i: // a compound has no preposition in it
		for _, k := range t.Children(i) {
			if k < h {
				t.Words[k].Head = h
			}
		}
		first.Head, first.Rel = n.Head, n.Rel
	case n.Rel == syntax.OblUnmarked && n.Head == first.Head:
	default:
		return false
	}
	n.Head, n.Rel = h, syntax.Nmod
	m.Head, m.Rel = i, syntax.Compound
	t.Words[c].Head = i
	t.Relink()
	return true
}

// finiteComplement gives a finite verb without a subject the object of the verb of saying
// before it: "suggested the United States is coordinating supplies".
func finiteComplement(lang *language.Language, t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.Head < 0 || v.Head > i || v.Rel != syntax.Advcl && v.Rel != syntax.Xcomp || childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Expl, syntax.Mark) >= 0 {
		return false
	}
	aux, o := childOf(t, i, syntax.Aux, syntax.AuxPass, syntax.Cop), childOf(t, v.Head, syntax.Obj)
	if aux < 0 || aux > i || !finite(t.Words[aux].Lower) || o < v.Head || o > aux || !says(lang, t.Words[v.Head].Lower) {
		return false
	}
	for k := o + 1; k < aux; k++ {
		if t.Words[k].POS != syntax.ADV && !under(t, k, o) {
			return false
		}
	}
	v.Rel = syntax.Ccomp
	t.Words[o].Head, t.Words[o].Rel = i, syntax.Nsubj
	if t.Words[aux].Rel == syntax.AuxPass {
		t.Words[o].Rel = syntax.NsubjPass
	}
	t.Relink()
	return true
}

// nounBehindDeterminer makes a noun of what the parser took for a verb, though a determiner
// stands right before it and it has no subject: "planned to hit any targets".
func nounBehindDeterminer(t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	if w.POS != syntax.VERB || i < 2 || w.Feats&(syntax.VBG|syntax.VBN) != 0 || t.Words[i-1].Rel != syntax.Det || t.Words[i-1].Head != i || w.Head < 0 || w.Head >= i ||
		childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Obj, syntax.Aux, syntax.Cop, syntax.Mark) >= 0 || w.Rel != syntax.Ccomp && w.Rel != syntax.Xcomp || t.Words[w.Head].POS != syntax.VERB {
		return false
	}
	w.POS, w.Rel = syntax.NOUN, syntax.Obj
	return true
}

// saidClause makes the content of a verb of saying in a relative clause of the verb behind
// its object, where the parser hung that on the noun as well: "tuduhan yang menyebut Iran
// memasok drone".
func saidClause(lang *language.Language, t *syntax.Tree, i int32) bool {
	x := &t.Words[i]
	if x.POS != syntax.VERB || x.Rel != syntax.AclRelcl || x.Head < 0 || i < 2 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Mark) >= 0 {
		return false
	}
	for _, v := range t.Children(x.Head) {
		o := childOf(t, v, syntax.Obj)
		if t.Words[v].Rel != syntax.AclRelcl || o < v || o >= i || !under(t, i-1, o) || !says(lang, t.Words[v].Lower) {
			continue
		}
		x.Head, x.Rel = v, syntax.Ccomp
		t.Words[o].Head, t.Words[o].Rel = i, syntax.Nsubj
		t.Relink()
		return true
	}
	return false
}

// finite tells whether a form of an auxiliary has a subject.
func finite(lower string) bool {
	switch lower {
	case "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should":
		return true
	}
	return false
}

// says tells whether the lexicon knows a word as a verb that takes a clause of content.
func says(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	if e == nil {
		return false
	}
	for i := range e.Cues {
		if c := &e.Cues[i]; c.That && c.POS != language.Noun {
			return true
		}
	}
	return false
}

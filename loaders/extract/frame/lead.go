package frame

import "saksi/loaders/extract/syntax"

// acrossConjunction takes from verb i a subject that stands before its conjunction,
// where no subject can be: in "fought near the capital Cairo but withdrew" the name
// goes with the noun before it.
func acrossConjunction(t *syntax.Tree, i int32) bool {
	s, c := childOf(t, i, syntax.Nsubj, syntax.NsubjPass), childOf(t, i, syntax.CC)
	if s < 1 || c != s+1 || c > i || !nominal(t, s-1) || t.Words[i].Rel != syntax.Conj {
		return false
	}
	t.Words[s].Head, t.Words[s].Rel = s-1, syntax.Appos
	return true
}

// verbOfNoun hangs a finite verb, which the parser took for one more of a noun in the object
// of a clause, on the verb of that clause: "handed him a letter and called on Peru to leave".
func verbOfNoun(t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.POS != syntax.VERB || v.Rel != syntax.Conj || v.Head < 0 || v.Head > i || !v.Feats.Finite() || v.Feats&(syntax.VBG|syntax.VBN|syntax.VBBase) != 0 ||
		!nominal(t, v.Head) || childOf(t, v.Head, syntax.Cop) >= 0 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass) >= 0 || childOf(t, i, syntax.CC) < 0 {
		return false
	}
	h := v.Head
	for h >= 0 && t.Words[h].POS != syntax.VERB {
		h = t.Words[h].Head
	}
	if h < 0 || h > v.Head || !t.Words[h].Feats.Finite() || childOf(t, h, syntax.Nsubj) < 0 {
		return false
	}
	v.Head = h
	return true
}

// apposedSubject gives a finite verb behind a comma the noun whose apposition ends there for
// a subject, where the parser added that noun to one of the clause before: "threatened to go
// to court, and its minister, Ana Pires, said …".
func apposedSubject(t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.POS != syntax.VERB || i < 5 || t.Words[i-1].Form != "," || !v.Feats.Finite() || childOf(t, i, syntax.Nsubj, syntax.NsubjPass) >= 0 {
		return false
	}
	n := i - 2
	for n > 0 && t.Words[n].Rel != syntax.Conj && t.Words[n].Head < n && t.Words[n].Head >= 0 || t.Words[n].Rel == syntax.NmodDesc {
		n = t.Words[n].Head
	}
	if !nominal(t, n) || t.Words[n].Rel != syntax.Conj {
		return false
	}
	cc := childOf(t, n, syntax.CC)
	if cc < 1 || cc > n || t.Words[cc-1].Form != "," || v.Head > cc || under(t, i, n) {
		return false
	}
	t.Words[n].Head, t.Words[n].Rel = i, syntax.Nsubj
	t.Words[cc].Head = i
	if v.Head >= 0 {
		v.Rel = syntax.Conj
	}
	return true
}

// leadParticiple makes the participle that opens a sentence an attribute of the noun
// behind it, where the parser made that its object and left the verb that follows
// without a subject: "Jailed activists have begun a fast".
func leadParticiple(t *syntax.Tree) bool {
	if len(t.Words) < 3 || t.Words[0].POS != syntax.VERB || t.Words[0].Feats&syntax.VBN == 0 {
		return false
	}
	o := childOf(t, 0, syntax.Obj)
	if o < 1 || !nominal(t, o) {
		return false
	}
	v := nextVerb(t, o)
	if v < 0 || t.Words[v].Feats&syntax.VBG != 0 || t.Words[0].Head != v && t.Words[v].Head != 0 || childOf(t, v, syntax.Nsubj, syntax.NsubjPass, syntax.Mark) >= 0 {
		return false
	}
	if t.Words[v].Head == 0 {
		t.Words[v].Head, t.Words[v].Rel = t.Words[0].Head, t.Words[0].Rel
		for k := range t.Words {
			if w := &t.Words[k]; w.Head == 0 && int32(k) > v {
				w.Head = v
			}
		}
	}
	t.Words[o].Head, t.Words[o].Rel = v, syntax.Nsubj
	if childOf(t, v, syntax.AuxPass) >= 0 {
		t.Words[o].Rel = syntax.NsubjPass
	}
	t.Words[0].Head, t.Words[0].Rel = o, syntax.Amod
	t.Relink()
	return true
}

// nextVerb is the first verb behind word i with no comma before it, or -1.
func nextVerb(t *syntax.Tree, i int32) int32 {
	for j := i + 1; int(j) < len(t.Words); j++ {
		switch w := &t.Words[j]; {
		case w.Form == "," || w.Form == ";":
			return -1
		case w.POS == syntax.VERB:
			return j
		}
	}
	return -1
}

// leadEvent gives a verb for its subject the noun phrase behind the comma of a phrase
// of time, which the parser took for a clause with an apposition: "After weeks of
// talks, Ghana and Togo have reached a deal".
func leadEvent(t *syntax.Tree) bool {
	if len(t.Words) < 5 || !conjunction(t.Words[0].Lower) {
		return false
	}
	v := t.Words[0].Head
	if v < 3 || t.Words[0].Rel != syntax.Mark || t.Words[v].POS != syntax.VERB {
		return false
	}
	s := childOf(t, v, syntax.Nsubj, syntax.NsubjPass)
	if s < 1 || s > v || !nominal(t, s) {
		return false
	}
	a := childOf(t, s, syntax.Appos)
	if a < s || a > v || !nominal(t, a) || commas(t, 0, a) != 1 || commas(t, a, v) != 0 {
		return false
	}
	t.Words[a].Head, t.Words[a].Rel = v, t.Words[s].Rel
	t.Words[s].Rel = syntax.Obl
	t.Words[0].Head, t.Words[0].Rel = s, syntax.Case
	t.Relink()
	return true
}

// commas counts the commas between two words.
func commas(t *syntax.Tree, from, to int32) int {
	n := 0
	for j := from + 1; j < to; j++ {
		if t.Words[j].Form == "," {
			n++
		}
	}
	return n
}

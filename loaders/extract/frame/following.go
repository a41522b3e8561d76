package frame

import (
	"slices"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// adverb makes an adverb of a word right behind a verb that the parser took for a
// complement or for the head of what follows: "dibantah keras oleh Iran", "menuduh balik
// Israel".
func adverb(lang *language.Language, t *syntax.Tree, i int32) bool {
	if i == 0 {
		return false
	}
	w, v := &t.Words[i], &t.Words[i-1]
	if v.POS != syntax.VERB || w.POS != syntax.ADJ && w.POS != syntax.NOUN || !lang.Is(w.Lower, language.Also) || w.Rel == syntax.Advmod {
		return false
	}
	for k := i + 1; int(k) < len(t.Words); k++ {
		switch x := &t.Words[k]; {
		case x.Head != i:
		case x.Rel == syntax.Nmod && w.POS == syntax.NOUN && w.Head >= 0 && w.Head != i-1:
			x.Head, x.Rel = w.Head, w.Rel
		case x.Rel == syntax.Nmod:
			x.Head, x.Rel = i-1, syntax.Obj
		default:
			x.Head = i - 1
		}
	}
	w.Head, w.Rel, w.POS = i-1, syntax.Advmod, syntax.ADV
	t.Relink()
	return true
}

// verbInName frees a verb that the parser took for a part of the name before it, which is
// the object of another, as in "minta NATO kirim senjata", or all that it found for a clause:
// "Korut Kirim 3.000 Tentara ke Rusia".
func verbInName(lang *language.Language, t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	if w.POS != syntax.VERB || w.Rel != syntax.FlatName && w.Rel != syntax.Flat || w.Head < 0 {
		return false
	}
	name := w.Head
	o := &t.Words[name]
	v := o.Head
	switch {
	case o.Rel == syntax.Root || o.Rel == syntax.Parataxis:
		if int(i)+1 >= len(t.Words) || !acts(lang, w.Lower) && !speaks(lang, w.Lower) {
			return false
		}
		freeClause(t, name, i)
	case v < 0 || t.Words[v].POS != syntax.VERB:
		return false
	case o.Rel == syntax.Obj:
		w.Head, w.Rel = v, syntax.Xcomp
	case o.Rel == syntax.Nsubj && v > i && childOf(t, v, syntax.Mark) > i: // "AS sanksi Iran karena membantu Rusia"
		w.Head, w.Rel = t.Words[v].Head, t.Words[v].Rel
		t.Words[v].Head, t.Words[v].Rel = i, syntax.Advcl
		o.Head = i
	default:
		return false
	}
	t.Relink()
	return true
}

// freeClause makes verb v the predicate of the clause of a name, the name its subject, and
// what stands behind it its object and its phrases.
func freeClause(t *syntax.Tree, name, v int32) {
	reroot(t, name, v, syntax.Nsubj)
	object := false
	for k := v + 1; int(k) < len(t.Words); k++ {
		x := &t.Words[k]
		if x.Head != v || x.Rel != syntax.Nmod {
			continue
		}
		x.Rel = syntax.Obl
		if childOf(t, k, syntax.Case) < 0 && !object {
			x.Rel, object = syntax.Obj, true
		}
	}
}

// bareSubject makes the subject of a verb of speech out of the word before it, where the
// parser took that for an adverb, though it opens the clause: "…, Militer Membantah".
func bareSubject(lang *language.Language, t *syntax.Tree, i int32) bool {
	if i == 0 || t.Words[i].POS != syntax.VERB || childOf(t, i, syntax.Nsubj, syntax.NsubjPass) >= 0 || !speaks(lang, t.Words[i].Lower) {
		return false
	}
	w := &t.Words[i-1]
	if w.POS != syntax.ADJ || w.Rel != syntax.Advmod || w.Head != i || i > 1 && t.Words[i-2].Form != "," {
		return false
	}
	w.POS, w.Rel = syntax.NOUN, syntax.Nsubj
	return true
}

// bareObject makes an object of what stands right behind a verb without a preposition,
// where the parser found no object: "tembaki warga".
func bareObject(lang *language.Language, t *syntax.Tree, i int32) bool {
	if i == 0 {
		return false
	}
	w, v := &t.Words[i], &t.Words[i-1]
	if w.Rel != syntax.Obl || w.Head != i-1 || v.POS != syntax.VERB || !nominal(t, i) || !acts(lang, v.Lower) || undergoes(lang, v.Lower) || lang.Is(w.Lower, language.TimeNoun) ||
		childOf(t, i, syntax.Case) >= 0 || childOf(t, i-1, syntax.Obj) >= 0 {
		return false
	}
	w.Rel = syntax.Obj
	if s := childOf(t, i-1, syntax.NsubjPass); s >= 0 {
		t.Words[s].Rel = syntax.Nsubj
	}
	return true
}

// ownerBehind hangs a noun on the noun right before it where the parser hung both on
// one before them, in a language whose owners follow: "bunyi lanjutan pernyataan".
func ownerBehind(t *syntax.Tree, i int32) bool {
	if i == 0 {
		return false
	}
	w, b := &t.Words[i], &t.Words[i-1]
	if w.Rel != syntax.Nmod || b.Rel != syntax.Nmod || w.Head != b.Head || w.Head >= i-1 || b.POS != syntax.NOUN || childOf(t, i, syntax.Case) >= 0 {
		return false
	}
	w.Head = i - 1
	return true
}

// serialVerb gives a verb the object that the parser took for the subject of a second
// verb, whose subject is that of the first: "Menteri menelepon rekannya meminta bantuan".
func serialVerb(lang *language.Language, t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	v := w.Head
	if w.Rel != syntax.Ccomp || v < 0 || v > i || childOf(t, i, syntax.Mark) >= 0 || childOf(t, v, syntax.Obj, syntax.Ccomp) != i || governs(lang, t.Words[v].Lower) {
		return false
	}
	s := childOf(t, i, syntax.Nsubj)
	if s != v+1 || !nominal(t, s) || childOf(t, v, syntax.Nsubj) < 0 || !governs(lang, w.Lower) {
		return false
	}
	t.Words[s].Head, t.Words[s].Rel = v, syntax.Obj
	w.Rel = syntax.Advcl
	return true
}

// undergoes tells whether a form of a verb is passive by itself: "ditembaki".
func undergoes(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && slices.ContainsFunc(e.Relations, func(r language.RelationForm) bool { return r.Voice == language.Passive })
}

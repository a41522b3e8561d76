package frame

import (
	"slices"
	"strings"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// perfect makes the verb of a clause of a participle that stands right behind "has",
// where the parser took it for an attribute of what is had ("Ghana has banned the
// leader") and the lexicon knows it as an act.
func perfect(lang *language.Language, t *syntax.Tree) bool {
	for i := 0; i+1 < len(t.Words); i++ {
		h, v := &t.Words[i], &t.Words[i+1]
		if h.POS != syntax.VERB || !lang.Is(h.Lower, language.Also) || v.POS != syntax.VERB || v.Rel != syntax.Amod || v.Feats&syntax.VBG != 0 || v.Head < 0 {
			continue
		}
		o := v.Head
		if e := lang.Lookup(v.Lower); t.Words[o].Head != int32(i) || t.Words[o].Rel != syntax.Obj || e == nil || len(e.Relations)+len(e.Cues) == 0 {
			continue
		}
		for k := range t.Words {
			if w := &t.Words[k]; w.Head == int32(i) && k != i+1 {
				w.Head = int32(i + 1)
			}
		}
		v.Head, v.Rel = h.Head, h.Rel
		v.Feats &^= syntax.VoicePass
		h.Head, h.Rel, h.POS = int32(i+1), syntax.Aux, syntax.AUX
		t.Relink()
		return true
	}
	return false
}

// participle makes the verb of a clause of what the parser took for an attribute of
// its object: in "Officials shared evidence with Kenya" the subject stands before
// "shared", where no part of the phrase of "evidence" could.
func participle(t *syntax.Tree) bool {
	n := t.RootWord()
	if n < 1 || !nominal(t, n) || childOf(t, n, syntax.Cop, syntax.Expl, syntax.NsubjPass) >= 0 {
		return false
	}
	v := childOf(t, n, syntax.Amod)
	for _, k := range t.Children(n) {
		if w := &t.Words[k]; w.Rel == syntax.Amod && w.POS == syntax.VERB && k < n {
			v = k
		}
	}
	if v < 1 || t.Words[v].POS != syntax.VERB || t.Words[v].Feats&syntax.VBG != 0 || t.Words[v-1].Form == "-" {
		return false
	}
	subj := childOf(t, n, syntax.Nsubj)
	if subj < 0 {
		subj = childOf(t, n, syntax.Compound)
	}
	if subj < 0 || subj > v || !nominal(t, subj) {
		return false
	}
	for i := range t.Words {
		if w := &t.Words[i]; w.Head == n && int32(i) != v && (int32(i) < v || w.POS == syntax.PUNCT) {
			w.Head = v
		}
	}
	t.Words[subj].Rel = syntax.Nsubj
	t.Words[v].Head, t.Words[v].Rel = -1, syntax.Root
	t.Words[v].Feats &^= syntax.VoicePass | syntax.VBN
	t.Words[n].Head, t.Words[n].Rel = v, syntax.Obj
	t.Relink()
	return true
}

// gerund makes a clause of a participle right behind a preposition that the parser took
// for an attribute of its object: "sanctioned firms for supplying drones to Iran".
func gerund(lang *language.Language, t *syntax.Tree) (changed bool) {
	for i := int32(1); int(i) < len(t.Words); i++ {
		w, c := &t.Words[i], &t.Words[i-1]
		if w.Rel != syntax.Amod || w.Head <= i || c.Rel != syntax.Case || c.Head != w.Head || !participial(lang, w) || !lang.Is(c.Lower, language.Reason) && !charges(lang, t, w.Head, c) {
			continue
		}
		o := w.Head
		for k := range t.Words {
			if x := &t.Words[k]; x.Head == o && int32(k) > o && x.Rel == syntax.Nmod {
				x.Head, x.Rel = i, syntax.Obl // "to Iran"
			}
		}
		w.Head, w.Rel, w.POS = t.Words[o].Head, syntax.Advcl, syntax.VERB
		c.Head, c.Rel, c.POS = i, syntax.Mark, syntax.SCONJ
		t.Words[o].Head, t.Words[o].Rel = i, syntax.Obj
		t.Relink()
		changed = true
	}
	return changed
}

// participial tells whether a word in -ing, even one that was taken for an adjective
// ("imposing"), is of a verb that does something to an object, or has one that tells what.
func participial(lang *language.Language, w *syntax.Word) bool {
	if w.Feats&syntax.VBG == 0 && (w.POS != syntax.ADJ || !strings.HasSuffix(w.Lower, "ing")) {
		return false
	}
	e := lang.Lookup(w.Lower)
	return e != nil && (acts(lang, w.Lower) || slices.ContainsFunc(e.Controls, func(c language.ControlForm) bool { return c.POS == language.Verb && c.Noun }))
}

// charges tells whether the verb that noun o hangs on takes a preposition to say what
// somebody is charged with: "accused Kenya of imposing tariffs".
func charges(lang *language.Language, t *syntax.Tree, o int32, prep *syntax.Word) bool {
	h := t.Words[o].Head
	if h < 0 {
		return false
	}
	e := lang.Lookup(t.Words[h].Lower)
	return e != nil && slices.ContainsFunc(e.Cues, func(c language.CueForm) bool { return c.Prep[prep.Lower] == language.Content })
}

// progressive makes a verb of the participle behind "is" that the parser took for an
// attribute of its object: "Kenya is imposing tariffs on Uganda".
func progressive(lang *language.Language, t *syntax.Tree) (changed bool) {
	for i := int32(1); int(i) < len(t.Words); i++ {
		w := &t.Words[i]
		o := w.Head
		if w.Rel != syntax.Amod || o <= i || t.Words[o].POS != syntax.NOUN || !participial(lang, w) {
			continue
		}
		cop := childOf(t, o, syntax.Cop)
		if cop < 0 || cop > i || cop+2 < i || childOf(t, o, syntax.Det, syntax.Case) >= 0 || childOf(t, o, syntax.Nsubj) < 0 {
			continue
		}
		for k := range t.Words {
			if x := &t.Words[k]; x.Head == o && (int32(k) < i || int32(k) > o && x.Rel != syntax.Nmod && x.Rel != syntax.Conj) {
				x.Head = i
			}
		}
		w.Head, w.Rel, w.POS, w.Feats = t.Words[o].Head, t.Words[o].Rel, syntax.VERB, w.Feats|syntax.VBG
		t.Words[o].Head, t.Words[o].Rel = i, syntax.Obj
		t.Words[cop].Rel = syntax.Aux
		t.Relink()
		changed = true
	}
	return changed
}

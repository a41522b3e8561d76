package frame

import (
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// Repair mends what the parser often gets wrong and grammar can tell: function
// words have no arguments, and a sentence whose only verb hangs on its subject
// as a participle has that verb for its root ("officials praised the work").
func Repair(lang *language.Language, t *syntax.Tree) {
	changed := false
	for i := range t.Words {
		w := &t.Words[i]
		h := w.Head
		if h < 0 || !argument(w.Rel) || t.Words[h].Head < 0 {
			continue
		}
		switch t.Words[h].Rel {
		case syntax.Aux, syntax.AuxPass, syntax.Cop, syntax.Case, syntax.Mark:
			w.Head, changed = t.Words[h].Head, true
		}
	}
	for i := range t.Words {
		oneSubject(t, int32(i))
		changed = leadSubject(t, int32(i)) || changed
	}
	if !lang.PossFollows && promote(t) {
		changed = true
	}
	if changed {
		t.Relink()
	}
}

// oneSubject leaves a verb the subject that stands right before it, a pronoun, and
// makes a noun before that a phrase of time: "a month later he said".
func oneSubject(t *syntax.Tree, i int32) {
	first := int32(-1)
	for _, k := range t.Children(i) {
		if t.Words[k].Rel != syntax.Nsubj || k > i {
			continue
		}
		if first >= 0 && t.Words[k].POS == syntax.PRON && t.Words[first].POS == syntax.NOUN {
			t.Words[first].Rel = syntax.OblUnmarked
		}
		first = k
	}
}

// leadSubject gives a finite verb without a subject the noun phrase right before
// it that the parser took for an apposition to the phrase that leads in: "On
// Tuesday, N. N. held a meeting".
func leadSubject(t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.POS != syntax.VERB || i < 2 || v.Feats&(syntax.VBG|syntax.VBBase) != 0 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Expl, syntax.Csubj) >= 0 {
		return false
	}
	h := i - 1
	for h > 0 && (t.Words[h].POS == syntax.ADV || t.Words[h].POS == syntax.AUX) {
		h--
	}
	for nominal(t, h) && t.Words[h].Rel != syntax.Appos && t.Words[h].Head >= 0 && t.Words[h].Head < h && nominal(t, t.Words[h].Head) && t.Words[h].Head > h-6 {
		h = t.Words[h].Head
	}
	w := &t.Words[h]
	if !nominal(t, h) || w.Rel != syntax.Appos || w.Head < 0 || w.Head > h {
		return false
	}
	switch t.Words[w.Head].Rel {
	case syntax.Obl, syntax.OblTmod, syntax.OblUnmarked:
	default:
		return false
	}
	w.Head, w.Rel = i, syntax.Nsubj
	return true
}

// argument tells whether only a content word can have such a dependent.
func argument(r syntax.Rel) bool {
	switch r {
	case syntax.Nsubj, syntax.NsubjPass, syntax.Obj, syntax.Iobj, syntax.Xcomp, syntax.Ccomp, syntax.Advcl, syntax.Expl:
		return true
	}
	return false
}

// promote makes the verb of a sentence its root where the parser made its subject
// the root and the verb a participle of that.
func promote(t *syntax.Tree) bool {
	root := t.RootWord()
	if root < 0 || !nominal(t, root) || childOf(t, root, syntax.Cop, syntax.Nsubj, syntax.NsubjPass, syntax.Expl) >= 0 {
		return false
	}
	v := onlyVerb(t, root)
	if v < 0 {
		return false
	}
	t.Words[v].Head, t.Words[v].Rel = -1, syntax.Root
	t.Words[v].Feats &^= syntax.VoicePass | syntax.VBN
	t.Words[root].Head, t.Words[root].Rel = v, syntax.Nsubj
	for i := range t.Words {
		if w := &t.Words[i]; w.Head == root && int32(i) > v {
			w.Head = v
		}
	}
	return true
}

// onlyVerb is the finite verb that hangs on the root noun, or on a noun in
// apposition to it, as a participle; or -1.
func onlyVerb(t *syntax.Tree, root int32) int32 {
	for i := root + 1; int(i) < len(t.Words); i++ {
		w := &t.Words[i]
		if w.POS != syntax.VERB || w.Rel != syntax.Acl || w.Feats&(syntax.VBG|syntax.VBBase) != 0 {
			continue
		}
		h := w.Head
		if h != root && !(h >= 0 && t.Words[h].Rel == syntax.Appos && t.Words[h].Head == root) {
			continue
		}
		if childOf(t, i, syntax.AuxPass, syntax.OblAgent, syntax.Mark) >= 0 {
			return -1
		}
		behind := i > 0 && t.Words[i-1].Form == "," && h != root
		if behind || w.Feats&syntax.VBD != 0 || childOf(t, i, syntax.Obj, syntax.Ccomp, syntax.Aux) > 0 {
			return i
		}
		return -1
	}
	return -1
}

func nominal(t *syntax.Tree, i int32) bool {
	switch t.Words[i].POS {
	case syntax.NOUN, syntax.PROPN, syntax.PRON:
		return true
	}
	return false
}

func childOf(t *syntax.Tree, i int32, rels ...syntax.Rel) int32 {
	for _, k := range t.Children(i) {
		for _, r := range rels {
			if t.Words[k].Rel == r {
				return k
			}
		}
	}
	return -1
}

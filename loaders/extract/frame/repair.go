package frame

import (
	"slices"
	"strings"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// Repair mends what the parser often gets wrong and grammar can tell: function
// words have no arguments, and a sentence whose only verb hangs on its subject
// as a participle has that verb for its root ("officials praised the work"). Where the
// rules together would have words hang on each other, the tree stays as it was parsed.
func Repair(lang *language.Language, t *syntax.Tree) {
	parsed := slices.Clone(t.Words)
	if !mend(lang, t) {
		return
	}
	if !rooted(t) {
		copy(t.Words, parsed)
	}
	t.Relink()
}

// rooted tells whether each word hangs on a root, straight or over others.
func rooted(t *syntax.Tree) bool {
	const unseen, here, sure = 0, 1, 2
	state := make([]uint8, len(t.Words))
	for i := range t.Words {
		w := int32(i)
		for w >= 0 && state[w] == unseen {
			state[w] = here
			w = t.Words[w].Head
		}
		if w >= 0 && state[w] == here {
			return false
		}
		for w = int32(i); w >= 0 && state[w] == here; w = t.Words[w].Head {
			state[w] = sure
		}
	}
	return true
}

// mend changes heads and relations, and reports whether it did.
func mend(lang *language.Language, t *syntax.Tree) (changed bool) {
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
		oneSubject(lang, t, int32(i))
		changed = leadSubject(t, int32(i)) || changed
		changed = acrossConjunction(t, int32(i)) || changed
		changed = brokenClause(lang, t, int32(i)) || changed
		changed = secondAct(lang, t, int32(i)) || secondThat(lang, t, int32(i)) || purposeOfSubject(t, int32(i)) || nounClause(lang, t, int32(i)) || changed
		changed = lang.PossFollows && (adverb(lang, t, int32(i)) || verbInName(lang, t, int32(i)) || bareObject(lang, t, int32(i)) || bareSubject(lang, t, int32(i)) || ownerBehind(t, int32(i)) || saidClause(lang, t, int32(i)) || serialVerb(lang, t, int32(i))) || changed
	}
	if !lang.PossFollows {
		for i := range t.Words {
			changed = wholeObject(lang, t, int32(i)) || finiteComplement(lang, t, int32(i)) || verbOfNoun(t, int32(i)) || nounBehindDeterminer(t, int32(i)) || apposedSubject(t, int32(i)) || changed
		}
		changed = leadParticiple(t) || leadEvent(t) || changed
		changed = perfect(lang, t) || changed
		changed = participle(t) || changed
		changed = nounBefore(lang, t) || changed
		changed = pairOfHeadline(t) || changed
		changed = quoted(lang, t) || changed
		changed = bareRelative(lang, t) || changed
		changed = relativeOfName(lang, t) || objectRelative(lang, t) || changed
		changed = gerund(lang, t) || changed
		changed = progressive(lang, t) || changed
		changed = promote(lang, t) || promotePassive(t) || changed
	}
	return changed
}

// oneSubject leaves a verb the subject that stands right before it, a pronoun or a
// noun behind one for a time, and makes what stands before that a phrase of time:
// "a month later he said", "hours earlier the minister resigned".
func oneSubject(lang *language.Language, t *syntax.Tree, i int32) {
	first := int32(-1)
	for _, k := range t.Children(i) {
		if r := t.Words[k].Rel; r != syntax.Nsubj && r != syntax.NsubjPass && (r != syntax.NsubjOuter || !lang.Is(t.Words[k].Lower, language.TimeNoun)) || k > i {
			continue
		}
		if first >= 0 && (t.Words[k].POS == syntax.PRON || lang.Is(t.Words[first].Lower, language.TimeNoun)) && (t.Words[first].POS == syntax.NOUN || t.Words[first].POS == syntax.PROPN) {
			t.Words[first].Rel = syntax.OblUnmarked
		}
		first = k
	}
}

// leadSubject gives a finite verb without a subject the noun phrase before it that
// the parser took for an apposition to the phrase that leads in ("On Tuesday,
// N. N. in Paris held a meeting") or for the object of "after".
func leadSubject(t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.POS != syntax.VERB || i < 2 || v.Feats&(syntax.VBG|syntax.VBBase) != 0 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Expl, syntax.Csubj) >= 0 {
		return false
	}
	h := leadPhrase(t, i)
	if h < 0 {
		return false
	}
	w := &t.Words[h]
	switch w.Rel {
	case syntax.Appos, syntax.Conj:
		switch t.Words[w.Head].Rel {
		case syntax.Obl, syntax.OblTmod, syntax.OblUnmarked, syntax.Nmod:
		default:
			return false
		}
	case syntax.Obj, syntax.Obl, syntax.Nmod:
		c := childOf(t, h, syntax.Case)
		adverbial := v.Rel == syntax.Advcl && v.Head == w.Head
		chained := v.Rel == syntax.Conj && childOf(t, i, syntax.CC) < 0 && childOf(t, i, syntax.Obj) > i // "after the king pardoned him"
		if c < 0 || !conjunction(t.Words[c].Lower) || !adverbial && !chained {
			return false
		}
		v.Rel = syntax.Advcl
		t.Words[c].Head, t.Words[c].Rel = i, syntax.Mark
	}
	if under(t, i, h) {
		root := t.RootWord()
		if root < 0 || under(t, root, h) {
			return false
		}
		v.Head, v.Rel = root, syntax.Parataxis
	}
	w.Head, w.Rel = i, syntax.Nsubj
	return true
}

// under tells whether word i is word h or hangs on it, straight or over others.
func under(t *syntax.Tree, i, h int32) bool {
	for steps := 0; i >= 0 && steps <= len(t.Words); steps++ {
		if i == h {
			return true
		}
		i = t.Words[i].Head
	}
	return false
}

// purposeOfSubject hangs a clause of purpose on the subject that it follows, where the
// parser hung it on the predicate behind it: "the partnership to build drones is a
// danger" tells nobody's building.
func purposeOfSubject(t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	if w.Rel != syntax.Advcl || w.Head <= i || childOf(t, i, syntax.Mark) < 0 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass) >= 0 {
		return false
	}
	s := childOf(t, w.Head, syntax.Nsubj, syntax.NsubjPass)
	if s < 0 || s > i || t.Words[s].POS != syntax.NOUN {
		return false
	}
	for k := s; k < i; k++ {
		if t.Words[k].POS == syntax.PUNCT {
			return false
		}
	}
	w.Head, w.Rel = s, syntax.Acl
	return true
}

// secondAct gives who speaks the act that is added to a clause about what is theirs, which
// the parser gave to that: "admitted that its troops had fled and promised to send others",
// or about a claim, which cannot speak: "said the report was false and accused Israel of …".
func secondAct(lang *language.Language, t *syntax.Tree, i int32) bool {
	v := &t.Words[i]
	if v.POS != syntax.VERB || v.Rel != syntax.Conj || v.Head < 0 || v.Head > i || t.Words[v.Head].Rel != syntax.Ccomp || childOf(t, i, syntax.Nsubj, syntax.NsubjPass) >= 0 || !speaks(lang, v.Lower) {
		return false
	}
	s, outer := childOf(t, v.Head, syntax.Nsubj), t.Words[v.Head].Head
	if outer < 0 || outer > v.Head || t.Words[outer].POS != syntax.VERB || !speaks(lang, t.Words[outer].Lower) {
		return false
	}
	if !claimBehind(lang, t, outer) && (s < outer || !owned(t, s)) {
		return false
	}
	v.Head = outer
	return true
}

// owned tells whether a noun has a possessive pronoun.
func owned(t *syntax.Tree, i int32) bool {
	own := childOf(t, i, syntax.NmodPoss)
	return own >= 0 && t.Words[own].POS == syntax.PRON
}

// claimBehind tells whether what verb i governs begins with the name of a claim: "said (that)
// the report …".
func claimBehind(lang *language.Language, t *syntax.Tree, i int32) bool {
	i++
	for int(i) < len(t.Words) && (t.Words[i].POS == syntax.SCONJ || t.Words[i].POS == syntax.DET || t.Words[i].POS == syntax.ADJ) {
		i++
	}
	return int(i) < len(t.Words) && lang.Is(t.Words[i].Lower, language.ClaimNoun)
}

// secondThat hangs a clause of content on the one before it where the parser hung it on
// the verb of both: "said that …, and that …".
func secondThat(lang *language.Language, t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	if w.Rel != syntax.Conj || w.Head < 0 || !isThat(lang, t, i) {
		return false
	}
	first := childOf(t, w.Head, syntax.Ccomp)
	if first < w.Head || first >= i || !isThat(lang, t, first) {
		return false
	}
	w.Head = first
	return true
}

// isThat tells whether a clause begins with a complementizer.
func isThat(lang *language.Language, t *syntax.Tree, i int32) bool {
	m := childOf(t, i, syntax.Mark)
	return m >= 0 && m < i && lang.Is(t.Words[m].Lower, language.That)
}

// nounClause hangs a clause on the noun right before its complementizer that takes
// one: "cut ties over allegations that …".
func nounClause(lang *language.Language, t *syntax.Tree, i int32) bool {
	w := &t.Words[i]
	m := childOf(t, i, syntax.Mark)
	if m < 1 || m > i || w.Head == m-1 || w.Head < 0 || !lang.Is(t.Words[m].Lower, language.That) || under(t, m-1, i) {
		return false
	}
	at := m - 1
	if o := childOf(t, w.Head, syntax.Obj); o >= 0 && o < at && w.Head < o && under(t, at, o) && lang.Is(t.Words[o].Lower, language.ClaimNoun) && w.Rel == syntax.Ccomp {
		at = o // "rejected allegations by rights groups that …"
	}
	n := &t.Words[at]
	e := lang.Lookup(n.Lower)
	if n.POS != syntax.NOUN || e == nil {
		return false
	}
	for k := range e.Cues {
		if c := &e.Cues[k]; c.POS == language.Noun && (c.That || c.Prep[t.Words[m].Lower] == language.Content) {
			w.Head, w.Rel = at, syntax.Ccomp
			return true
		}
	}
	return false
}

// governs tells whether the lexicon knows a word as a cue, or as a verb that lends a
// clause its subject.
func governs(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && len(e.Cues)+len(e.Controls) > 0
}

const longestSubject = 10 // words between a subject and its verb

// leadPhrase is the head of a noun phrase that ends before verb i and hangs on
// something before itself, or -1.
func leadPhrase(t *syntax.Tree, i int32) int32 {
	for h := i - 1; h >= 0 && h >= i-longestSubject; h-- {
		w := &t.Words[h]
		if w.POS == syntax.VERB || w.Form == "," {
			return -1
		}
		if !nominal(t, h) || w.Head < 0 || w.Head > h {
			continue
		}
		if w.Rel == syntax.Appos || w.Rel == syntax.Conj && childOf(t, h, syntax.CC) < 0 || (w.Rel == syntax.Obj || w.Rel == syntax.Obl || w.Rel == syntax.Nmod) && h == i-1 {
			return h
		}
	}
	return -1
}

// conjunction tells whether a preposition of time may open a clause.
func conjunction(lower string) bool {
	switch lower {
	case "after", "before", "since", "until", "as":
		return true
	}
	return false
}

// quoted makes a clause of what follows "as saying", where the parser took the verb of
// saying for an attribute: "quoted a colonel as saying rebels had agreed".
func quoted(lang *language.Language, t *syntax.Tree) bool {
	for i := int32(2); int(i) < len(t.Words); i++ {
		w := &t.Words[i]
		if w.Rel != syntax.Amod || w.Feats&syntax.VBG == 0 || t.Words[i-1].Lower != "as" || w.Head <= i {
			continue
		}
		h, v := w.Head, w.Head+1
		for int(v) < len(t.Words) && t.Words[v].POS != syntax.VERB && t.Words[v].POS != syntax.PUNCT {
			v++
		}
		q := i - 1
		for q >= 0 && t.Words[q].POS != syntax.VERB {
			q--
		}
		if e := lang.Lookup(w.Lower); e == nil || len(e.Cues) == 0 || int(v) >= len(t.Words) || t.Words[v].POS != syntax.VERB || q < 0 || childOf(t, v, syntax.Nsubj) >= 0 || under(t, q, v) || under(t, q, h) {
			continue
		}
		t.Words[i-1].Head, t.Words[i-1].Rel = i, syntax.Mark
		w.Head, w.Rel = q, syntax.Advcl
		t.Words[v].Head, t.Words[v].Rel = i, syntax.Ccomp
		t.Words[h].Head, t.Words[h].Rel = v, syntax.Nsubj
		t.Relink()
		return true
	}
	return false
}

// pairOfHeadline makes two subjects of names with a comma between them before a verb in the
// plural: "Putin, Xi meet in Beijing".
func pairOfHeadline(t *syntax.Tree) bool {
	if len(t.Words) < 4 || t.Words[len(t.Words)-1].POS == syntax.PUNCT {
		return false
	}
	a, comma, b, v := &t.Words[0], &t.Words[1], &t.Words[2], &t.Words[3]
	if v.POS != syntax.VERB || a.POS != syntax.PROPN || comma.Form != "," || b.POS != syntax.PROPN || b.Rel != syntax.Nsubj || b.Head != 3 || a.Rel != syntax.Vocative || v.Feats&syntax.VBBase == 0 && strings.HasSuffix(v.Lower, "s") {
		return false
	}
	a.Head, a.Rel = 3, syntax.Nsubj
	b.Head, b.Rel = 0, syntax.Conj
	t.Relink()
	return true
}

// nounBefore makes a part of a name of what was taken for a verb between two nouns, when a
// verb stands behind them that lacks a subject, and it does not agree with the one before:
// "the Kremlin press service said".
func nounBefore(lang *language.Language, t *syntax.Tree) (changed bool) {
	for i := int32(1); int(i)+1 < len(t.Words); i++ {
		w, n := &t.Words[i], &t.Words[i+1]
		v := w.Head
		if w.POS != syntax.VERB || w.Feats&syntax.VBBase == 0 || v <= i || t.Words[v].POS != syntax.VERB || w.Rel != syntax.Ccomp || n.Head != i || n.POS != syntax.NOUN || n.Rel != syntax.Obj {
			continue
		}
		s := &t.Words[i-1]
		other := childOf(t, v, syntax.Nsubj)
		if other >= 0 && !lang.Is(t.Words[other].Lower, language.TimeNoun) || s.Head != i || s.Rel != syntax.Nsubj || s.POS != syntax.PROPN || childOf(t, i, syntax.Aux, syntax.Mark) >= 0 {
			continue
		}
		if other >= 0 {
			t.Words[other].Rel = syntax.OblUnmarked
		}
		for k := range t.Words {
			if x := &t.Words[k]; x.Head == i && int32(k) != i+1 {
				x.Head = i + 1
			}
		}
		n.Head, n.Rel = v, syntax.Nsubj
		w.Head, w.Rel, w.POS = i+1, syntax.Compound, syntax.NOUN
		s.Rel = syntax.Compound
		t.Relink()
		changed = true
	}
	return changed
}

// bareRelative makes a relative clause of what follows a noun for something said, where
// the parser took that for the subject of the clause and the subject for its apposition:
// "…, a charge Tehran denies".
func bareRelative(lang *language.Language, t *syntax.Tree) bool {
	for v := int32(2); int(v) < len(t.Words); v++ {
		w := &t.Words[v]
		if w.POS != syntax.VERB || w.Feats&syntax.VBG != 0 || childOf(t, v, syntax.Obj, syntax.Ccomp, syntax.AuxPass) >= 0 {
			continue
		}
		p := v - 1
		for p > 0 && (t.Words[p].POS == syntax.ADV || t.Words[p].POS == syntax.AUX) {
			p--
		}
		for h := t.Words[p].Head; h >= 0 && h < p && nominal(t, h) && !lang.Is(t.Words[h].Lower, language.ClaimNoun); h = t.Words[p].Head {
			p = h // the head of a name
		}
		n := t.Words[p].Head
		if n < 0 || n >= p || !nominal(t, p) || !lang.Is(t.Words[n].Lower, language.ClaimNoun) || childOf(t, p, syntax.Case) >= 0 || t.Words[p-1].POS == syntax.PUNCT {
			continue
		}
		if s := childOf(t, v, syntax.Nsubj); s >= 0 && s != n || t.Words[n].Rel != syntax.Nsubj && w.Rel != syntax.Conj && w.Rel != syntax.Parataxis || under(t, w.Head, p) {
			continue
		}
		if t.Words[n].Head != v { // it is an apposition already
			t.Words[p].Head, t.Words[p].Rel = v, syntax.Nsubj
			w.Head, w.Rel = n, syntax.AclRelcl
			t.Relink()
			return true
		}
		t.Words[n].Head, t.Words[n].Rel = w.Head, syntax.Parataxis
		if w.Head < 0 {
			t.Words[n].Rel = syntax.Root
		}
		for _, k := range t.Children(v) {
			if k < n {
				t.Words[k].Head = n
			}
		}
		t.Words[p].Head, t.Words[p].Rel = v, syntax.Nsubj
		w.Head, w.Rel = n, syntax.AclRelcl
		t.Relink()
		return true
	}
	return false
}

// relativeOfName hangs a clause in which "which" speaks on the name before it, where the
// parser hung it on a verb: events say nothing, as in "it did not surprise Islamabad, which
// accuses Delhi of …". What it took for a clause added to the sentence hangs on the noun.
func relativeOfName(lang *language.Language, t *syntax.Tree) (changed bool) {
	for i := range t.Words {
		v := &t.Words[i]
		switch v.Rel {
		case syntax.AclRelcl, syntax.AdvclRelcl, syntax.Advcl, syntax.Parataxis:
		case syntax.Conj:
			if childOf(t, int32(i), syntax.CC) >= 0 {
				continue
			}
		default:
			continue
		}
		if v.Head < 0 || t.Words[v.Head].POS != syntax.VERB {
			continue
		}
		r := childOf(t, int32(i), syntax.Nsubj)
		if r < 2 || !lang.Is(t.Words[r].Lower, language.Relative) || t.Words[r-1].Form != "," || v.Rel != syntax.Parataxis && !speaks(lang, v.Lower) || t.Words[r-2].POS != syntax.PROPN && (v.Rel != syntax.Parataxis || t.Words[r-2].POS != syntax.NOUN) {
			continue
		}
		n := r - 2
		for h := t.Words[n].Head; h >= 0 && h < n && t.Words[n].Rel == syntax.FlatName; h = t.Words[n].Head {
			n = h
		}
		v.Head, v.Rel, changed = n, syntax.AclRelcl, true
	}
	return changed
}

// objectRelative makes a clause of a sentence whose subject has a relative clause with a
// subject of its own, where the parser took the verb of that for the predicate, or added the
// predicate to it: "Rwanda, which the UN accuses of backing the rebels, denies it".
func objectRelative(lang *language.Language, t *syntax.Tree) bool {
	for r := int32(2); int(r) < len(t.Words); r++ {
		v := t.Words[r].Head
		if t.Words[r].Rel != syntax.Obj || v < r || t.Words[r-1].Form != "," || !lang.Is(t.Words[r].Lower, language.Relative) {
			continue
		}
		n := r - 2
		for h := t.Words[n].Head; h >= 0 && h < r; h = t.Words[n].Head {
			n = h
		}
		main := behindRelative(t, v)
		if main < 0 || !nominal(t, n) {
			continue
		}
		switch {
		case t.Words[v].Rel == syntax.AclRelcl && n == nominalRoot(t):
		case t.Words[v].Rel == syntax.Root && t.Words[n].Head == v:
			t.Words[n].Head, t.Words[n].Rel = -1, syntax.Root
			t.Words[v].Head, t.Words[v].Rel = n, syntax.AclRelcl
		default:
			continue
		}
		reroot(t, n, main, syntax.Nsubj)
		for i := main + 1; int(i) < len(t.Words); i++ {
			if t.Words[i].Head == v {
				t.Words[i].Head = main
			}
		}
		return true
	}
	return false
}

// behindRelative is the finite verb without a subject that hangs on verb v of a relative
// clause, though a comma ends that; or -1.
func behindRelative(t *syntax.Tree, v int32) int32 {
	for _, k := range t.Children(v) {
		w := &t.Words[k]
		if k < v || w.POS != syntax.VERB || w.Rel != syntax.Conj && w.Rel != syntax.Advcl && w.Rel != syntax.Parataxis || childOf(t, k, syntax.Nsubj, syntax.NsubjPass, syntax.Mark, syntax.CC) >= 0 {
			continue
		}
		first := k
		if aux := childOf(t, k, syntax.Aux, syntax.AuxPass); aux > v && aux < k {
			first = aux
		}
		if t.Words[first-1].Form == "," && (first < k || w.Feats.Finite()) {
			return k
		}
	}
	return -1
}

// speaks tells whether the lexicon knows a word as a verb that somebody speaks by.
func speaks(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && slices.ContainsFunc(e.Cues, func(c language.CueForm) bool { return (c.POS == language.Verb || c.POS == language.Fixed) && !c.Weak })
}

// acts tells whether the lexicon knows a word as a verb that does something to an object.
func acts(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && slices.ContainsFunc(e.Relations, func(r language.RelationForm) bool {
		return r.POS == language.Verb && !r.Intr && r.Relation.Relation != "visit"
	})
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
func promote(lang *language.Language, t *syntax.Tree) bool {
	root := nominalRoot(t)
	if root < 0 {
		return false
	}
	v := onlyVerb(lang, t, root)
	if v < 0 {
		return false
	}
	t.Words[v].Feats &^= syntax.VoicePass | syntax.VBN
	reroot(t, root, v, syntax.Nsubj)
	return true
}

// promotePassive does the same with a passive behind a comma that the parser took for a
// relative clause, though no relative pronoun opens it, or for what somebody in one says:
// "the envoy, a colonel who …, was shot".
func promotePassive(t *syntax.Tree) bool {
	root := nominalRoot(t)
	if root < 0 {
		return false
	}
	for i := root + 1; int(i) < len(t.Words); i++ {
		w := &t.Words[i]
		aux := childOf(t, i, syntax.AuxPass)
		if w.POS != syntax.VERB || w.Rel != syntax.AclRelcl && w.Rel != syntax.Ccomp || aux < root || aux > i || t.Words[aux-1].Form != "," {
			continue
		}
		if s := childOf(t, i, syntax.Nsubj, syntax.NsubjPass); s >= 0 {
			if w.Head < 0 || childOf(t, s, syntax.Cop) < 0 {
				continue
			}
			t.Words[s].Head, t.Words[s].Rel = w.Head, syntax.Ccomp // "who … said was a spy", not what was shot
		} else if w.Rel == syntax.Ccomp {
			continue
		}
		reroot(t, root, i, syntax.NsubjPass)
		return true
	}
	return false
}

// nominalRoot is the root of a sentence that the parser found no predicate for, or -1.
func nominalRoot(t *syntax.Tree) int32 {
	root := t.RootWord()
	if root < 0 || !nominal(t, root) || childOf(t, root, syntax.Cop, syntax.Nsubj, syntax.NsubjPass, syntax.Expl) >= 0 {
		return -1
	}
	return root
}

// reroot puts verb v, for a predicate, where noun n stands in the tree; n becomes its subject
// and what hangs on n behind it hangs on v.
func reroot(t *syntax.Tree, n, v int32, subject syntax.Rel) {
	t.Words[v].Head, t.Words[v].Rel = t.Words[n].Head, t.Words[n].Rel
	t.Words[n].Head, t.Words[n].Rel = v, subject
	for i := v + 1; int(i) < len(t.Words); i++ {
		if w := &t.Words[i]; w.Head == n {
			w.Head = v
		}
	}
}

// intransitive tells whether the lexicon knows a word as a verb that is never passive.
func intransitive(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && len(e.Relations) > 0 && e.Relations[0].Intr
}

// lends tells whether the lexicon knows a word as a verb that does itself what its
// complement says: "the units threatened to attack".
func lends(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	if e == nil {
		return false
	}
	for _, c := range e.Controls {
		if c.Inf && !c.Object {
			return true
		}
	}
	for _, c := range e.Cues {
		if c.InfSubj {
			return true
		}
	}
	return false
}

// onlyVerb is the finite verb that hangs on the root noun, or on a noun in
// apposition to it, as a participle; or -1.
func onlyVerb(lang *language.Language, t *syntax.Tree, root int32) int32 {
	for i := root + 1; int(i) < len(t.Words); i++ {
		w := &t.Words[i]
		if w.POS != syntax.VERB || w.Rel != syntax.Acl || w.Feats&(syntax.VBG|syntax.VBBase) != 0 {
			continue
		}
		h := w.Head
		inner := h != root && !(h >= 0 && (t.Words[h].Rel == syntax.Appos || t.Words[h].Rel == syntax.Conj) && t.Words[h].Head == root)
		if inner && (h < 0 || t.Words[h].Head != root || t.Words[h].Rel != syntax.Nmod || childOf(t, i, syntax.Obj) < i && !intransitive(lang, w.Lower)) {
			if closesRelative(t, root, h, i) {
				return i
			}
			continue // "a bombing by the group killed people": what was done to a noun has no object
		}
		if childOf(t, i, syntax.AuxPass, syntax.OblAgent, syntax.Mark) >= 0 {
			return -1
		}
		behind := t.Words[i-1].Form == "," && (h != root || childOf(t, root, syntax.Appos) >= 0)
		if behind || phrasal(lang, t, i) || w.Feats&syntax.VBD != 0 || intransitive(lang, w.Lower) || childOf(t, i, syntax.Obj, syntax.Ccomp, syntax.Aux) > 0 || childOf(t, i, syntax.Xcomp) > i && lends(lang, w.Lower) {
			return i
		}
		return -1
	}
	return -1
}

// closesRelative tells whether verb i, which hangs on word h, stands right behind the comma
// that ends a relative clause of the root: "Washington, which lists the group as …, called for".
func closesRelative(t *syntax.Tree, root, h, i int32) bool {
	rel := childOf(t, root, syntax.AclRelcl)
	return rel > root && h >= 0 && t.Words[i-1].Form == "," && t.Words[root+1].Form == "," && (h == rel || under(t, h, rel)) && childOf(t, i, syntax.AuxPass, syntax.OblAgent, syntax.Mark) < 0
}

// phrasal tells whether word i begins a cue of several words, such as "called on", which
// nothing undergoes.
func phrasal(lang *language.Language, t *syntax.Tree, i int32) bool {
	e := lang.Lookup(t.Words[i].Lower)
	if e == nil {
		return false
	}
	return slices.ContainsFunc(e.Cues, func(c language.CueForm) bool {
		if c.POS != language.Verb || len(c.Rest) == 0 || int(i)+len(c.Rest) >= len(t.Words) {
			return false
		}
		for k, r := range c.Rest {
			if t.Words[int(i)+1+k].Lower != r {
				return false
			}
		}
		return true
	})
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

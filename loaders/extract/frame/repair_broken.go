package frame

import (
	"slices"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

const longestSaying = 10 // words between the commas of "…, the Pentagon said, …"

// brokenClause puts together a coordinated clause that is broken off behind its subject
// by who says so: "…, but Iran, according to the Pentagon, supplied the drones". The
// parser makes an enumeration of such a subject and who speaks.
func brokenClause(lang *language.Language, t *syntax.Tree, i int32) bool {
	if t.Words[i].POS != syntax.VERB || t.Words[i].Feats&syntax.VBBase != 0 || childOf(t, i, syntax.Nsubj, syntax.NsubjPass, syntax.Csubj, syntax.Expl) >= 0 {
		return false
	}
	second := i - 1
	for second > 0 && (t.Words[second].POS == syntax.AUX || t.Words[second].POS == syntax.ADV) {
		second--
	}
	if second == i-1 && t.Words[i].Feats&(syntax.VBG|syntax.VBN) != 0 && t.Words[i].Feats&syntax.VBD == 0 {
		return false // "…, killing him"
	}
	first := sayingBefore(lang, t, second)
	if first < 0 {
		return false
	}
	subject, cc := phraseBehindConjunction(t, first)
	root := t.RootWord()
	if subject < 0 || root < 0 || root >= cc {
		return false
	}
	t.Words[subject].Head, t.Words[subject].Rel = i, syntax.Nsubj
	t.Words[cc].Head = i
	t.Words[i].Head, t.Words[i].Rel = root, syntax.Conj
	for k := first + 1; k < second; k++ {
		switch w := &t.Words[k]; {
		case w.POS == syntax.PUNCT || w.Head > first && w.Head < second:
		case w.POS == syntax.VERB && w.Rel != syntax.Case:
			w.Head, w.Rel = i, syntax.Parataxis
		case childOf(t, k, syntax.Case) >= 0:
			w.Head, w.Rel = i, syntax.Obl
		default:
			saySubject(lang, t, k, second)
		}
	}
	return true
}

// saySubject gives the verb of saying before word end the noun k for its subject.
func saySubject(lang *language.Language, t *syntax.Tree, k, end int32) {
	for v := k + 1; v < end; v++ {
		if t.Words[v].POS == syntax.VERB && speaks(lang, t.Words[v].Lower) {
			t.Words[k].Head, t.Words[k].Rel = v, syntax.Nsubj
			return
		}
	}
}

// sayingBefore is the comma that opens what ends with the comma at word second, when that
// tells who says something; or -1.
func sayingBefore(lang *language.Language, t *syntax.Tree, second int32) int32 {
	if second < 0 || t.Words[second].Form != "," {
		return -1
	}
	said := false
	for k := second - 1; k > 0 && k >= second-longestSaying; k-- {
		w := &t.Words[k]
		if w.Form == "," {
			if said {
				return k
			}
			return -1
		}
		said = said || w.POS == syntax.VERB && speaks(lang, w.Lower) || lang.Is(w.Lower, language.AccordingTo) || sourced(lang, w.Lower)
	}
	return -1
}

// BrokenOff finds the conjunction behind a comma, from word start+2 on, between which and the
// comma at word end stands nothing but a noun phrase: "…, but Iran, the minister said, …"; or
// it returns -1.
func BrokenOff(t *syntax.Tree, start, end int32) int32 {
	for k := end - 1; k > start+1; k-- {
		switch t.Words[k].POS {
		case syntax.CCONJ:
			if t.Words[k-1].Form == "," {
				return k
			}
			return -1
		case syntax.VERB, syntax.AUX, syntax.PUNCT, syntax.SCONJ:
			return -1
		}
	}
	return -1
}

// phraseBehindConjunction finds the head of a plain noun phrase that ends before the comma at
// word end, when nothing but a conjunction behind a comma comes before it, and that.
func phraseBehindConjunction(t *syntax.Tree, end int32) (head, cc int32) {
	head = -1
	if cc = BrokenOff(t, -1, end); cc < 0 {
		return -1, -1
	}
	for j := cc + 1; j < end; j++ {
		switch h := t.Words[j].Head; {
		case t.Words[j].POS == syntax.ADP:
			return -1, -1
		case head < 0 && nominal(t, j) && (h <= cc || h >= end):
			head = j
		}
	}
	return head, cc
}

// sourced tells whether the lexicon knows a word as the begin of a phrase that names a source:
// "according to".
func sourced(lang *language.Language, lower string) bool {
	e := lang.Lookup(lower)
	return e != nil && slices.ContainsFunc(e.Cues, func(c language.CueForm) bool { return c.POS == language.Adposit })
}

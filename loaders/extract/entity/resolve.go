package entity

import (
	"strings"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// cached is the reference of a word of the sentence at hand.
type cached struct {
	ref  Ref
	done bool
}

func (l *Linker) tree(sent int) *syntax.Tree {
	if sent < 0 || sent >= len(l.trees) {
		return nil
	}
	return l.trees[sent]
}

// Read takes in a parsed sentence: its mentions become what later words refer
// to. Sentences are read in text order; the tree must stay as it is as long as
// words of the sentence are resolved.
func (l *Linker) Read(sent int, tree *syntax.Tree) {
	l.trees[sent] = tree
	ws := l.look(sent)
	refs := l.refsOf(sent)
	for i := int32(0); int(i) < len(ws); i++ {
		switch ws[i].kind {
		case kPerson, kPolity, kOrg, kDemonym, kPeople, kCap, kRole:
		case kPron:
			l.noteIt(sent, i)
			continue
		default:
			continue
		}
		if i > ws[i].lo || refs[i].done {
			continue
		}
		r := l.resolveNow(sent, i)
		if !l.dateline(sent, i) {
			l.note(sent, i, &r)
		}
	}
	l.notePairs(sent, ws)
}

// dateline tells whether the words up to the next are where a report was written
// ("TEHRAN (Reuters) -", "Liputan6.com, Jakarta -", "YEREVAN:" before running text).
func (l *Linker) dateline(sent int, i int32) bool {
	t := l.trees[sent]
	if i > 3 || len(t.Words) <= int(i)+1 || l.cats[i].kind != kPolity && l.cats[i].kind != kPlace && l.cats[i].kind != kOrg {
		return false
	}
	for k := l.cats[i].hi; int(k) < len(t.Words) && k < l.cats[i].hi+6; k++ {
		switch t.Words[k].Lower {
		case "-", "--", "–", "—":
			return t.Words[k].Start > t.Words[k-1].End || t.Words[k].Lower != "-"
		case ":":
			return sent > 0 && k == l.cats[i].hi && segment.Shouted(t.Words[i].Form) && t.Words[len(t.Words)-1].Form == "."
		}
		if t.Words[k].POS == syntax.VERB || t.Words[k].POS == syntax.AUX {
			return false
		}
	}
	return false
}

// refsOf are the references of the words of a sentence that was looked at.
func (l *Linker) refsOf(sent int) []cached {
	k := &l.looks[sent]
	return l.refs[k.from:k.to]
}

// Resolve says who the noun phrase means that the word heads, or names. For a
// word that only modifies another thing, and for a thing that is only so
// modified, Ref.Modifier is set.
func (l *Linker) Resolve(sent int, word int32) Ref {
	tree := l.tree(sent)
	if tree == nil || word < 0 || int(word) >= len(tree.Words) {
		return Ref{Head: word}
	}
	if l.isPronoun(sent, word) {
		return l.Pronoun(sent, word)
	}
	if tree.Words[word].Lower == "kedua" && int(word)+1 < len(tree.Words) && tree.Words[word+1].Lower == "nya" {
		return l.Pronoun(sent, word+1)
	}
	if tree.Words[word].Lower == "pihak" && int(word)+1 < len(tree.Words) && tree.Words[word+1].Lower == "nya" {
		return l.ownSide(sent, word)
	}
	l.look(sent)
	if c := &l.refsOf(sent)[word]; c.done {
		return c.ref
	}
	return l.resolveNow(sent, word)
}

// ownSide links "pihaknya": who speaks.
func (l *Linker) ownSide(sent int, word int32) Ref {
	tree := l.trees[sent]
	ref := Ref{Head: word, Start: tree.Words[word].Start, End: tree.Words[word+1].End, Anaphor: true, Animate: true}
	ref.Actors = l.antecedent(sent, &tree.Words[word], itself)
	return ref
}

// resolveNow resolves a word and keeps the result for all words of its name.
func (l *Linker) resolveNow(sent int, word int32) Ref {
	ref := l.refer(sent, word)
	if k, ok := l.koreas(sent, word); ok {
		ref = k
	}
	if len(ref.Actors) > 0 && l.dateline(sent, word) {
		ref.Modifier, ref.Animate = true, false // where the report was written
	}
	ws, refs := l.look(sent), l.refsOf(sent)
	for k := ws[word].lo; k < ws[word].hi; k++ {
		refs[k] = cached{ref, true}
	}
	if ref.Head >= 0 && int(ref.Head) < len(refs) && !ref.Modifier {
		refs[ref.Head] = cached{ref, true}
	}
	return ref
}

// isPronoun tells whether the word is a personal pronoun or clitic.
func (l *Linker) isPronoun(sent int, word int32) bool {
	w := &l.trees[sent].Words[word]
	if _, ok := pronounOf(w.Lower); !ok {
		return false
	}
	if w.Lower == "both" && w.POS != syntax.PRON {
		return l.beforeVerb(sent, word)
	}
	return w.POS == syntax.PRON || w.POS == syntax.DET || w.POS == syntax.X || w.Lower == "nya" || w.Lower == "dia" || w.Lower == "mereka" || w.Lower == "keduanya" || w.Lower == "pihaknya"
}

// beforeVerb tells whether a verb comes next.
func (l *Linker) beforeVerb(sent int, word int32) bool {
	ws := l.trees[sent].Words
	return int(word)+1 < len(ws) && (ws[word+1].POS == syntax.VERB || ws[word+1].POS == syntax.AUX)
}

// koreas links "the two Koreas", "kedua Korea".
func (l *Linker) koreas(sent int, i int32) (Ref, bool) {
	t := l.trees[sent]
	low := t.Words[i].Lower
	if i == 0 || low != "koreas" && low != "korea" {
		return Ref{}, false
	}
	switch t.Words[i-1].Lower {
	case "two", "both", "kedua", "dua":
	default:
		return Ref{}, false
	}
	s, e := l.wordSpan(sent, i-1, i+1)
	l.use("actor/PRK")
	l.use("actor/KOR")
	return Ref{Actors: []Link{voiceOf("actor/PRK"), voiceOf("actor/KOR")}, Head: i, Start: s, End: e, Animate: true}, true
}

// note remembers a resolved phrase.
func (l *Linker) note(sent int, i int32, r *Ref) {
	if len(r.Actors) == 0 {
		return
	}
	k := &r.Actors[0]
	m := mention{sent: sent, pos: r.Start, links: r.Actors, sort: sortOf(k), weak: r.Modifier}
	m.quoted = l.quoted(r.Start)
	m.subject = !r.Modifier && l.isSubject(sent, r.Head, i)
	if m.sort == ofPerson {
		m.gender = l.genderOfLink(k)
	}
	if !r.Modifier && len(l.cats) > 0 {
		m.key = l.keyOf(sent, i, r)
	}
	if m.sort == ofPerson && k.Kind != schema.PersonKind && !r.Anaphor {
		// the state of who holds its office is spoken of too
		st := m
		st.links, st.sort, st.key, st.weak = []Link{bare(*k)}, ofState, "", true
		if k.Kind != schema.State {
			st.sort = ofGroup
		}
		l.memory.add(st)
	}
	if m.sort == ofCrowd && k.Country != "" {
		st := m
		st.links, st.sort, st.key, st.weak = []Link{voiceOf(k.Country)}, ofState, "", true
		l.memory.add(st)
	}
	l.memory.add(m)
}

// noteIt keeps in mind what a subject "it" takes up, which is spoken of on.
func (l *Linker) noteIt(sent int, i int32) {
	w := &l.trees[sent].Words[i]
	if !in(w.Lower, isIt) || w.Rel != syntax.Nsubj && w.Rel != syntax.NsubjPass {
		return
	}
	if r := l.Pronoun(sent, i); len(r.Actors) == 1 {
		l.memory.add(mention{sent: sent, pos: w.Start, links: r.Actors, sort: sortOf(&r.Actors[0]), subject: true, quoted: l.quoted(w.Start)})
	}
}

// keyOf is the office or organ that the phrase names, for "the ministry".
func (l *Linker) keyOf(sent int, i int32, r *Ref) string {
	for _, k := range []int32{r.Head, i} {
		if k >= 0 && int(k) < len(l.cats) && l.cats[k].kind == kRole {
			role := l.cats[k].role
			if sortOf(&r.Actors[0]) == ofPerson {
				return roleKey(role)
			}
			return roleKey(role) + role.Sector
		}
	}
	if p := r.Actors[0].Person; p != nil {
		switch {
		case strings.Contains(p.Office, "spokes"), strings.Contains(p.Office, "press secretary"):
			return "spokesman"
		case p.Office == "secretary of state", p.Office == "foreign secretary":
			return "foreign minister"
		}
		return p.Office
	}
	return ""
}

// isSubject tells whether the phrase is a subject: by its head or the word asked
// about, or by a word inside the phrase that hangs on a verb as one.
func (l *Linker) isSubject(sent int, words ...int32) bool {
	t := l.trees[sent]
	for _, i := range words {
		for steps := 0; i >= 0 && int(i) < len(t.Words) && steps < 4; steps++ {
			switch t.Words[i].Rel {
			case syntax.Nsubj, syntax.NsubjPass, syntax.NsubjOuter, syntax.Root:
				return true
			case syntax.Flat, syntax.FlatName, syntax.Compound, syntax.Appos, syntax.Conj:
				i = t.Words[i].Head
				continue
			}
			break
		}
	}
	return false
}

// notePairs remembers two parties that stand beside each other with "and".
func (l *Linker) notePairs(sent int, ws []word) {
	t := l.trees[sent]
	for i := 1; i+1 < len(ws); i++ {
		if c := t.Words[i].Lower; c != "and" && c != "dan" && c != "&" && c != "dengan" && c != "with" {
			continue
		}
		if c := t.Words[i].Lower; (c == "dengan" || c == "with") && !l.betweenBefore(t, int32(i)) {
			continue
		}
		a, b := &ws[i-1], &ws[i+1]
		right := int32(i + 1)
		if b.kind == kDet && i+2 < len(ws) {
			right++
			b = &ws[right]
		}
		if !party(a) || !party(b) {
			continue
		}
		ra, rb := l.Resolve(sent, int32(i-1)), l.Resolve(sent, right)
		if len(ra.Actors) != 1 || len(rb.Actors) != 1 || ra.Actors[0].Actor == rb.Actors[0].Actor {
			continue
		}
		more, first := l.listed(sent, ws, a.lo)
		place := first > 0 && (t.Words[first-1].Lower == "in" || t.Words[first-1].Lower == "di")
		l.memory.pairs = append(l.memory.pairs, pair{sent: sent, pos: rb.Start, links: append(more, ra.Actors[0], rb.Actors[0]), place: place})
	}
}

// listed are the parties of a list before its last two, whose first word is at, and the first
// word of the list: in "Mali, Niger and Chad" it is Mali.
func (l *Linker) listed(sent int, ws []word, at int32) (links []Link, first int32) {
	t := l.trees[sent]
	for at >= 2 && t.Words[at-1].Form == "," && party(&ws[at-2]) {
		r := l.Resolve(sent, at-2)
		if len(r.Actors) != 1 {
			break
		}
		links = append([]Link{r.Actors[0]}, links...)
		at = ws[at-2].lo
	}
	return links, at
}

func party(w *word) bool {
	return w.kind == kPolity || w.kind == kOrg || w.kind == kPerson
}

// betweenBefore tells whether "antara" or "between" stands shortly before word i.
func (l *Linker) betweenBefore(t *syntax.Tree, i int32) bool {
	for k := max(0, i-4); k < i; k++ {
		if c := t.Words[k].Lower; c == "antara" || c == "between" {
			return true
		}
	}
	return false
}

// Spoke says that the one referred to speaks: pronouns and "-nya" prefer who
// spoke last.
func (l *Linker) Spoke(ref Ref) {
	if len(ref.Actors) == 0 {
		return
	}
	l.memory.speaker, l.memory.spoke = ref, true
}

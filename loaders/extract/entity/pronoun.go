package entity

import (
	"slices"
	"sort"

	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// pronounSort says what a pronoun may take up.
type pronounSort uint8

const (
	aPerson pronounSort = iota + 1 // "he", "dia"
	aHim                           // "he", "his"
	aHer                           // "she", "her"
	aThing                         // "it", "its"
	several                        // "they", "mereka"
	anybody                        // "-nya"
	itself                         // "pihaknya": who speaks
	bothOf                         // "keduanya"
)

// Pronoun is who the pronoun or clitic at the word means: the last speaker where
// that fits, else the subject or the latest mention that agrees with it.
func (l *Linker) Pronoun(sent int, word int32) Ref {
	tree := l.tree(sent)
	if tree == nil || word < 0 || int(word) >= len(tree.Words) {
		return Ref{Head: word}
	}
	w := &tree.Words[word]
	ref := Ref{Head: word, Start: w.Start, End: w.End, Anaphor: true, Animate: true}
	sort, ok := pronounOf(w.Lower)
	if !ok {
		ref.Anaphor = false
		return ref
	}
	ref.Actors = l.antecedent(sent, w, sort)
	if sort == aThing && len(ref.Actors) == 0 {
		ref.Animate = false
	}
	for k := range ref.Actors {
		l.use(ref.Actors[k].Actor)
	}
	return ref
}

func (l *Linker) antecedent(sent int, w *syntax.Word, sort pronounSort) []Link {
	m := &l.memory
	if sort == anybody && l.scan.lower(w.First-1) == "kedua" {
		sort = bothOf
	}
	m.here, m.outside = sent, !l.quoted(w.Start)
	quoted := false // who is quoted speaks of others as "he"
	switch sort {
	case bothOf:
		links, _ := m.couple(sent, w.Start, false, "")
		return links
	case itself, anybody:
		if sort == itself || w.Rel != syntax.Obj && !in(l.scan.lower(w.First-1), isSpeech) { // the object is another than the subject
			if x := l.subjectHere(sent, w.Start); x != nil {
				return x.links
			}
		}
		if m.spoke && l.speakerNear(sent, w.Start) {
			return m.speaker.Actors
		}
	case aPerson, aHim, aHer:
		quoted = l.quoted(w.Start)
		if !quoted && m.spoke && l.speakerNear(sent, w.Start) && len(m.speaker.Actors) == 1 && personal(&m.speaker.Actors[0]) && l.agrees(&m.speaker.Actors[0], sort) &&
			(l.tagsQuote(w) || !l.personSince(l.turnEnd(sent, w), w.Start, sort)) {
			return m.speaker.Actors
		}
	case several:
		if l.afterBetween(sent, w) {
			if links, ok := m.couple(sent, w.Start, true, ""); ok {
				return links
			}
		}
		if links, ok := l.pairHere(sent, w.Start); ok {
			return links
		}
	}
	x := m.best(sent, nearby+2, w.Start, func(x *mention) int {
		if w.Rel == syntax.Obj && x.sent == sent && x.subject {
			return 0 // the subject would be "itself"
		}
		if x.sent == sent && l.introduces(x, w) {
			return 0
		}
		if quoted && m.spoke && len(x.links) > 0 && personID(&x.links[0]) == personID(&m.speaker.Actors[0]) {
			return 0
		}
		score := l.suits(x, sort)
		if score > 0 && sort == several && x.sent == sent && x.subject && (w.Rel == syntax.Nsubj || w.Rel == syntax.NsubjPass) {
			score += 2 // subjects go on: "the rebels fled with their families, and they …"
		}
		return score
	})
	if x == nil {
		if sort == several {
			if links, ok := m.couple(sent, w.Start, true, ""); ok {
				return links
			}
		}
		return nil
	}
	return x.links
}

// introduces tells whether a colon stands between a mention and a word behind it in
// its sentence: in "Minister: They lie" whoever speaks does not mean himself.
func (l *Linker) introduces(x *mention, w *syntax.Word) bool {
	for k := w.First - 1; k >= l.text.Sentences[x.sent].First && l.text.Tokens[k].Start > x.pos; k-- {
		if l.text.Form(k) == ":" {
			return true
		}
	}
	return false
}

// quoted tells whether the byte lies in a quotation.
func (l *Linker) quoted(pos int32) bool {
	qs := l.text.Quotes
	i := sort.Search(len(qs), func(i int) bool { return qs[i].Start > pos })
	return i > 0 && pos < qs[i-1].End
}

// subjectHere is the first subject of the sentence before the position, or nil.
func (l *Linker) subjectHere(sent int, pos int32) *mention {
	var found *mention
	l.memory.last(pos, func(x *mention) bool {
		if x.sent == sent && x.subject && !x.weak {
			found = x
		}
		return x.sent < sent
	})
	return found
}

// afterBetween tells whether "between" or "antara" stands right before the word.
func (l *Linker) afterBetween(sent int, w *syntax.Word) bool {
	if w.First <= l.text.Sentences[sent].First {
		return false
	}
	c := l.scan.lower(w.First - 1)
	return c == "antara" || c == "between" || c == "among"
}

// suits scores a mention as what a pronoun takes up; 0 is not at all.
func (l *Linker) suits(x *mention, sort pronounSort) int {
	if len(x.links) == 0 || x.weak && sort != anybody || len(x.links) > 1 && sort != several && sort != anybody {
		return 0
	}
	score := 30
	switch sort {
	case aPerson, aHim, aHer:
		if x.sort != ofPerson || sort == aHim && x.gender == female || sort == aHer && x.gender == male {
			return 0
		}
		if sort != aPerson && x.gender != unknownGender {
			score++
		}
	case aThing:
		if x.sort != ofState && x.sort != ofGroup {
			return 0
		}
	case several:
		switch x.sort {
		case ofCrowd:
			score += 4
		case ofGroup:
			score += 2
		case ofPerson:
			return 0
		}
		if len(x.links) > 1 {
			score += 6
		}
	}
	if x.subject {
		score += 4
	}
	return score
}

// speakerNear tells whether the last speaker spoke shortly before the position.
func (l *Linker) speakerNear(sent int, pos int32) bool {
	sp := &l.memory.speaker
	if sp.Start > pos || len(sp.Actors) == 0 {
		return false
	}
	return sent-l.sentenceOf(sp.Start) <= nearby
}

// sentenceOf is the sentence that a byte of the text lies in.
func (l *Linker) sentenceOf(pos int32) int {
	ss := l.text.Sentences
	return sort.Search(len(ss), func(i int) bool { return ss[i].End > pos })
}

// tagsQuote tells whether the pronoun stands right after a quotation, as in
// "… to hide," he said.
func (l *Linker) tagsQuote(w *syntax.Word) bool {
	for k := w.First - 1; k >= 0 && k >= w.First-2; k-- {
		switch l.text.Form(k) {
		case "\"", "”", "»", "’’", "''":
			return true
		case ",":
		default:
			return false
		}
	}
	return false
}

// turnEnd is where people who are named after the last speaker begin to count as
// what a pronoun may mean: who goes on to speak ("He said …") is not one of those
// that the last speaker spoke of.
func (l *Linker) turnEnd(sent int, w *syntax.Word) int32 {
	sp := &l.memory.speaker
	if k := l.sentenceOf(sp.Start); k < sent && w.Rel == syntax.Nsubj && w.Head >= 0 && in(l.trees[sent].Words[w.Head].Lower, isSpeech) {
		return l.text.Sentences[k].End
	}
	return sp.Start
}

// personSince tells whether another person who agrees was the subject between two
// positions.
func (l *Linker) personSince(from, to int32, sort pronounSort) bool {
	other := false
	l.memory.last(to, func(x *mention) bool {
		if x.pos <= from {
			return true
		}
		if x.sort == ofPerson && x.subject && len(x.links) > 0 && l.agrees(&x.links[0], sort) && personID(&x.links[0]) != personID(&l.memory.speaker.Actors[0]) {
			other = true
		}
		return other
	})
	return other
}

// pairHere are parties named together in this sentence or the one before.
func (l *Linker) pairHere(sent int, pos int32) ([]Link, bool) {
	ps := l.memory.pairs
	for i := len(ps) - 1; i >= 0 && sent-ps[i].sent <= 1; i-- {
		if ps[i].pos < pos && !ps[i].place {
			return slices.Clone(ps[i].links), true
		}
	}
	return nil, false
}

func personal(k *Link) bool { return k.Person != nil || k.Kind == schema.PersonKind }

func personID(k *Link) schema.IRI {
	if k.Person != nil {
		return k.Person.ID
	}
	return k.Actor
}

// agrees tells whether a person may be meant by the pronoun.
func (l *Linker) agrees(k *Link, sort pronounSort) bool {
	g := l.genderOfLink(k)
	return !(sort == aHim && g == female || sort == aHer && g == male)
}

func (l *Linker) genderOfLink(k *Link) gender {
	id := personID(k)
	if rec, ok := seeds.Lookup(id); ok {
		if rec.Kind == schema.PersonKind {
			return genderOf(rec)
		}
		return unknownGender
	}
	if a := l.found[id]; a != nil {
		if f := l.people[schema.Normal(a.Name())]; f != nil {
			return f.gender
		}
	}
	return unknownGender
}

// wordAt is the word of a sentence that holds a byte of the text.
func (l *Linker) wordAt(sent int, pos int32) int32 {
	ws := l.trees[sent].Words
	return int32(sort.Search(len(ws), func(i int) bool { return ws[i].End > pos }))
}

// saidBetween tells whether words from..to hold a verb of saying or open what is said: whoever
// asks both countries is none of them, but may well say "that the two countries" and mean
// himself.
func saidBetween(t *syntax.Tree, from, to int32) bool {
	for k := from; k < to && int(k) < len(t.Words); k++ {
		if w := t.Words[k].Lower; w == "bahwa" || w == "that" || in(w, isSpeech) {
			return true
		}
	}
	return false
}

// twoOf links "kedua negara", "the two countries", "both sides".
func (l *Linker) twoOf(sent int, ws []word, r *reading, ref *Ref) bool {
	t := l.trees[sent]
	two := false
	for k := r.a; k < r.core; k++ {
		switch t.Words[k].Lower {
		case "kedua", "both", "two", "dua", "keduanya":
			two = true
		}
	}
	h := &ws[r.head]
	if !two || h.kind != kRole || h.role.Class != seeds.Polity && h.role.Class != seeds.Officials && h.role.Key != "leader" && h.role.Key != "president" {
		return false
	}
	if t.Words[r.a].Lower == "two" && l.lang&english != 0 && h.role.Key != "" && !r.def || t.Words[r.a].Lower == "dua" {
		return false // "two countries" brings up new ones
	}
	anyParty := h.role.Words == "pihak" || h.role.Words == "side" || h.role.Words == "sides" || h.role.Words == "party" || h.role.Words == "parties" || h.role.Words == "kubu"
	var except schema.IRI
	if x := l.subjectHere(sent, ref.Start); x != nil && !saidBetween(t, l.wordAt(sent, x.pos), r.head) {
		except = x.links[0].Actor
	}
	links, ok := l.memory.couple(sent, ref.Start, !anyParty, except)
	if !ok {
		return false
	}
	ref.Actors, ref.Anaphor, ref.Animate = links, true, true
	return true
}

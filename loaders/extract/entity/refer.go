package entity

import (
	"saksi/schema"
	"saksi/seeds"
)

// refer says whom the phrase around word i means. Pronouns are not read here.
func (l *Linker) refer(sent int, i int32) Ref {
	ws := l.look(sent)
	l.memory.here, l.memory.outside = sent, !l.quoted(l.trees[sent].Words[i].Start)
	r := l.read(sent, i)
	ref := l.span(sent, &r)
	w := &ws[i]
	if r.modifies(ws) {
		if link, ok := l.nameLink(w); ok {
			ref.Actors, ref.Modifier = []Link{link}, true
			ref.Head = i
			ref.Start, ref.End = l.wordSpan(sent, w.lo, w.hi)
			return ref
		}
	}
	switch {
	case r.name >= 0:
		l.referName(sent, ws, &r, &ref)
	case ws[r.head].kind == kRole:
		l.referRole(sent, ws, &r, &ref)
	case ws[r.head].kind == kPeople:
		l.referPeople(sent, &r, &ws[r.head], &ref)
	case ws[r.head].kind == kPolity, ws[r.head].kind == kOrg, ws[r.head].kind == kPlace, ws[r.head].kind == kPerson:
		link, ok := l.nameLink(&ws[r.head])
		if other := otherState(ws, &r); other != nil {
			link.Actor, link.Name, link.Country = other.ID, other.Name(), other.ID // "Chile's Defense Department"
		}
		if ok {
			ref.Actors = []Link{link}
			ref.Animate = ws[r.head].kind != kPlace
		}
	case ws[r.head].kind == kDemonym:
		l.referDemonym(sent, ws, &r, &ref)
	default:
		l.referThing(ws, &r, &ref)
	}
	l.abbreviated(ws, &r, &ref)
	for k := range ref.Actors {
		l.use(ref.Actors[k].Actor)
		if p := ref.Actors[k].Person; p != nil {
			l.use(p.ID)
		}
	}
	return ref
}

// abbreviated takes a name that nobody knows for the one that stands in brackets behind
// it, where that is known: "Pasukan Penyelamat Rohingya Arakan (ARSA)".
func (l *Linker) abbreviated(ws []word, r *reading, ref *Ref) {
	if int(r.b)+2 >= len(ws) || len(ref.Actors) != 1 || ref.Modifier || ws[r.b+1].kind != kOrg {
		return
	}
	t := l.trees[l.catSent].Words
	if t[r.b].Lower != "(" || t[ws[r.b+1].hi].Lower != ")" || !namesGroup(ws, r) {
		return
	}
	if _, known := seeds.Lookup(ref.Actors[0].Actor); known {
		return
	}
	if link, ok := l.nameLink(&ws[r.b+1]); ok {
		ref.Actors, ref.Animate = []Link{link}, true
	}
}

// namesGroup tells whether a phrase has a name that is nobody's yet.
func namesGroup(ws []word, r *reading) bool {
	for k := r.a; k < r.b; k++ {
		if ws[k].kind == kCap {
			return true
		}
	}
	return false
}

// otherState is the state that stands before an organ that the gazetteer ties to
// another state, or nil.
func otherState(ws []word, r *reading) *seeds.Record {
	h := &ws[r.head]
	if h.kind != kPolity || h.rec.SpeaksFor == "" {
		return nil
	}
	for k := r.a; k < h.lo; k++ {
		if w := &ws[k]; (w.kind == kPolity || w.kind == kDemonym) && w.rec.Kind == schema.State && w.rec.ID != h.rec.SpeaksFor {
			return w.rec
		}
	}
	return nil
}

// modifies tells whether the word asked about only modifies the head of its
// phrase, which is a thing or people who act for nobody.
func (r *reading) modifies(ws []word) bool {
	w, h := &ws[r.at], &ws[r.head]
	if r.at >= h.lo && r.at < h.hi || r.name >= 0 {
		return false
	}
	switch w.kind {
	case kPolity, kOrg, kDemonym, kPeople, kPlace, kPerson:
	default:
		return false
	}
	if h.kind == kRole && h.role.Class == seeds.Polity && w.kind == kPlace {
		return true
	}
	switch h.kind {
	case kNoun, kAdj, kOther, kVerb:
		return true
	case kRole:
		return h.role.Class == seeds.Crowd || h.role.Class == seeds.OwnVoice || h.role.Class == seeds.Polity || h.role.Class == seeds.Group
	}
	return h.kind != w.kind && w.kind != kDemonym
}

// span is the stretch of the phrase that names: from its first word to the end
// of the name or tie.
func (l *Linker) span(sent int, r *reading) Ref {
	b := r.b
	ws := l.cats
	for b-1 > r.a && (ws[b-1].kind == kPoss || ws[b-1].kind == kComma) {
		b--
	}
	start, end := l.wordSpan(sent, r.a, b)
	return Ref{Head: r.head, Start: start, End: end}
}

// wordSpan is the bytes of words [a,b).
func (l *Linker) wordSpan(sent int, a, b int32) (int32, int32) {
	t := l.trees[sent]
	return t.Words[a].Start, t.Words[b-1].End
}

// text is what the words [a,b) of a sentence read.
func (l *Linker) textOf(sent int, a, b int32) string {
	s, e := l.wordSpan(sent, a, b)
	return l.text.Source[s:e]
}

// nameLink is the link of a name by itself.
func (l *Linker) nameLink(w *word) (Link, bool) {
	if w.link != nil {
		return w.link.link, true
	}
	if w.rec == nil {
		return Link{}, false
	}
	if w.rec.Kind == schema.PersonKind {
		return l.personLink(w.rec, nil), true
	}
	link := voice(w.rec)
	switch w.name.Sort {
	case seeds.Capital, seeds.Metonym:
		link.Sector = "GOV"
	case seeds.City:
		link.Sector = "CVL"
	}
	return link, true
}

// voice is the link of whom a state, organisation or organ of state speaks for.
func voice(rec *seeds.Record) Link {
	sector := rec.Sector
	country := rec.Of
	if rec.SpeaksFor != "" {
		if of, ok := seeds.Lookup(rec.SpeaksFor); ok {
			rec = of
		}
		country = rec.ID
	}
	if rec.Kind == schema.State {
		country = rec.ID
	}
	return Link{Actor: rec.ID, Name: rec.Name(), Kind: rec.Kind, Sector: sector, Country: country}
}

// referPeople links a people ("Iranians"), who don't act for their state. In a headline
// the bare word is short for the state ("Saudis reject threats"), and so is the people as
// a whole ("the Iranians").
func (l *Linker) referPeople(sent int, r *reading, w *word, ref *Ref) {
	ref.Animate = true
	if w.rec.Kind != schema.State || sent == 0 && r.a == w.lo && r.core == w.hi || r.def && r.a+1 >= w.lo && r.core == w.hi {
		if link, ok := l.nameLink(w); ok {
			ref.Actors = []Link{link}
		}
		return
	}
	ref.Actors = []Link{l.unnamed(ref, "CVL", w.rec.ID)}
}

// referDemonym links an adjective that stands alone: the people, or in Indonesian
// and before nothing at all a name.
func (l *Linker) referDemonym(sent int, ws []word, r *reading, ref *Ref) {
	w := &ws[r.head]
	link, ok := l.nameLink(w)
	if !ok {
		return
	}
	ref.Actors = []Link{link}
	if w.rec.Kind != schema.State {
		ref.Animate = true // "the Houthi", "Kurdish"
		return
	}
	ref.Modifier = true
}

// referThing gives the states and organisations that modify a thing.
func (l *Linker) referThing(ws []word, r *reading, ref *Ref) {
	for k := r.a; k < r.core; k = ws[k].hi {
		switch ws[k].kind {
		case kPolity, kOrg, kDemonym, kPeople, kPlace, kPerson:
			if link, ok := l.nameLink(&ws[k]); ok {
				ref.Actors, ref.Modifier = append(ref.Actors, link), true
			}
		}
	}
}

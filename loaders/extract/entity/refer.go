package entity

import (
	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// reading is what a phrase says, before it is looked up who that is.
type reading struct {
	phrase
	at     int32         // the word asked about
	head   int32         // head word of the phrase
	name   int32         // first word of the person's or organisation's name, or -1
	role   *seeds.Role   // of the head or name, or nil
	roleAt int32         // word of the role, or -1
	of     *seeds.Record // the state or organisation that the role is tied to, or nil
	ofName *found        // likewise, when the document introduced it
	former bool
	def    bool // definite: "the", "itu", or a bare Indonesian role
	owner  bool // "its foreign minister"
	guess  bool // of was guessed from the owner
}

// read takes the phrase around word i apart.
func (l *Linker) read(sent int, i int32) reading {
	ws := l.look(sent)
	r := reading{phrase: l.phraseAt(sent, i), at: i, name: -1, roleAt: -1}
	r.name = l.nameIn(ws, &r.phrase)
	r.head = r.name
	if r.head < 0 {
		r.head = l.headIn(ws, &r.phrase)
	}
	limit := r.core
	if r.name >= 0 && r.name < r.core {
		limit = r.name
	}
	r.roleAt = l.roleIn(ws, r.a, limit)
	if r.roleAt >= 0 && (r.name >= 0 || ws[r.head].kind == kRole) {
		r.role = ws[r.roleAt].role
	}
	for k := r.a; k < r.b; k++ {
		switch ws[k].kind {
		case kFormer:
			r.former = true
		case kOwner:
			r.owner = true
		case kDem:
			r.def = true
		case kDet:
			r.def = r.def || l.trees[sent].Words[k].Lower == "the" || l.trees[sent].Words[k].Lower == "sang"
		}
	}
	if r.role != nil {
		l.affiliate(ws, &r)
	}
	if t := l.trees[sent]; l.lang&english == 0 && int(r.core) < len(t.Words) && t.Words[r.core].Lower == "nya" {
		r.owner = true
	}
	if r.owner && r.role != nil && r.of == nil && r.ofName == nil && r.role.Class != seeds.Polity && r.role.Class != seeds.Crowd {
		if rec := l.ownerActor(sent, t0(l.trees[sent], r.a)); rec != nil {
			r.of, r.guess = rec, true
		}
	}
	return r
}

// t0 is where word i starts.
func t0(t *syntax.Tree, i int32) int32 { return t.Words[i].Start }

// nameIn is the first word of the name that ends the phrase, or -1.
func (l *Linker) nameIn(ws []word, p *phrase) int32 {
	if p.b > p.tail {
		for k := p.tail; k < p.b; k++ {
			if ws[k].kind == kPerson || ws[k].kind == kCap {
				return k
			}
		}
	}
	k := p.core - 1
	for k > p.a && (ws[k].kind == kDem || ws[k].kind == kPoss) {
		k--
	}
	if l.lang&english == 0 && ws[l.headIn(ws, p)].kind == kNoun {
		return -1 // "komentar Kirby": an owner
	}
	switch ws[k].kind {
	case kCap:
		return ws[k].lo
	case kPerson:
		k = ws[k].lo
		if l.servesPerson(ws, p, k) {
			return -1
		}
		return k
	}
	return -1
}

// servesPerson tells whether the known person at word k is not the one meant but
// whose spokesman, aide or government the phrase names ("pemerintahan Trump").
func (l *Linker) servesPerson(ws []word, p *phrase, k int32) bool {
	if k <= p.a || l.lang&english != 0 {
		return false
	}
	before := &ws[k-1]
	if before.kind == kNoun {
		return true // "juru bicara kantor Suu Kyi"
	}
	if before.kind != kRole || before.role.Class != seeds.Spokes && before.role.Class != seeds.Organ && before.role.Class != seeds.Officials {
		return false
	}
	if ws[k].rec == nil {
		return before.role.Class != seeds.Spokes
	}
	o := seeds.OfficeOn(&ws[k].rec.Actor, l.date)
	ranks := o != nil && ranking[o.Title]
	if before.role.Class != seeds.Spokes && !ranks && roleChain(ws, k) {
		return false // "juru bicara junta Zaw Min Tun"
	}
	return before.role.Class != seeds.Spokes || ranks
}

// ranking are the offices whose holders have spokesmen of their own.
var ranking = map[string]bool{"president": true, "prime minister": true, "chancellor": true, "king": true, "vice president": true,
	"secretary-general": true, "high representative": true, "crown prince": true, "supreme leader": true, "leader": true}

// headIn is the head word of a phrase without a name.
func (l *Linker) headIn(ws []word, p *phrase) int32 {
	if l.lang&english != 0 {
		for k := p.core - 1; k >= p.a; k-- {
			if ws[k].kind != kPoss && ws[k].kind != kDem {
				return k
			}
		}
		return p.a
	}
	for k := p.a; k < p.core; k++ {
		switch ws[k].kind {
		case kDet, kNum, kFormer, kTitle, kAdj, kDem, kOwner:
			continue
		}
		return k
	}
	return p.a
}

// roleIn is the first word of the role that counts in [a,b): the last of an
// English phrase, the first of an Indonesian one, or -1.
func (l *Linker) roleIn(ws []word, a, b int32) int32 {
	if l.lang&english != 0 {
		for k := b - 1; k >= a; k-- {
			if ws[k].kind == kRole {
				return ws[k].lo
			}
		}
		return -1
	}
	for k := a; k < b; k++ {
		if ws[k].kind == kRole {
			return ws[k].lo
		}
	}
	return -1
}

// affiliate finds the state or organisation that the role is tied to.
func (l *Linker) affiliate(ws []word, r *reading) {
	limit := r.core
	if r.name >= 0 && r.name < r.core {
		limit = r.name
	}
	if l.lang&english != 0 {
		for k := r.roleAt - 1; k >= r.a; k-- {
			if l.tiesTo(&ws[k], r) {
				return
			}
		}
	} else {
		for k := r.roleAt; k < limit; k++ {
			if l.tiesTo(&ws[k], r) {
				return
			}
		}
	}
	if r.tail > r.core && !(r.role.Key == "ambassador" && l.awayTie(ws, r.core)) {
		for k := r.core; k < r.tail; k++ {
			if l.tiesTo(&ws[k], r) {
				return
			}
		}
	}
}

// awayTie tells whether the preposition at word k says where an envoy is sent.
func (l *Linker) awayTie(ws []word, k int32) bool {
	switch l.trees[l.catSent].Words[k].Lower {
	case "to", "in", "at", "untuk", "di", "ke":
		return true
	}
	return false
}

// tiesTo takes word w as what the role is tied to, when it can be.
func (l *Linker) tiesTo(w *word, r *reading) bool {
	if w.aside {
		return false
	}
	switch w.kind {
	case kPolity, kOrg, kDemonym, kPeople:
		r.of = w.rec
		return true
	case kPlace:
		if of := placeState(w.name.Actor); of != nil {
			r.of = of
			return true
		}
	case kPerson:
		if w.link != nil {
			if rec, ok := seeds.Lookup(w.link.link.Actor); ok {
				r.of = rec
				return true
			}
			r.ofName = w.link
			return true
		}
		if w.rec != nil {
			if o := seeds.OfficeOn(&w.rec.Actor, l.date); o != nil {
				r.of, _ = seeds.Lookup(o.Of)
			} else {
				r.of, _ = seeds.Lookup(w.rec.Of)
			}
			return r.of != nil
		}
	}
	return false
}

// placeState is the state that a town lies in, or nil.
func placeState(id schema.IRI) *seeds.Record {
	rec, _ := seeds.Lookup(id)
	return rec
}

// refer says whom the phrase around word i means. Pronouns are not read here.
func (l *Linker) refer(sent int, i int32) Ref {
	ws := l.look(sent)
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
	for k := range ref.Actors {
		l.use(ref.Actors[k].Actor)
		if p := ref.Actors[k].Person; p != nil {
			l.use(p.ID)
		}
	}
	return ref
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
	if int(b) < len(ws) && b > r.a && ws[b-1].kind == kNoun && false {
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

// referPeople links a people ("Iranians"), who don't act for their state.
// In a headline the bare word is short for the state ("Saudis reject threats").
func (l *Linker) referPeople(sent int, r *reading, w *word, ref *Ref) {
	ref.Animate = true
	if w.rec.Kind != schema.State || sent == 0 && r.a == w.lo && r.core == w.hi {
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

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
		return true // "juru bicara kantor Macron"
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
		return false // "juru bicara junta Ibrahim Sani"
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
		if r.role.Key == "ambassador" && l.sender(ws, r) {
			return
		}
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

// sender takes the state before an envoy's post for whose envoy it is: "Russia's
// deputy UN envoy".
func (l *Linker) sender(ws []word, r *reading) bool {
	for k := r.a; k < r.roleAt; k++ {
		if w := &ws[k]; !w.aside && (w.kind == kPolity || w.kind == kDemonym) && w.rec.Kind == schema.State {
			r.of = w.rec
			return true
		}
	}
	return false
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

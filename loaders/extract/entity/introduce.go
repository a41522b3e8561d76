package entity

import (
	"strings"

	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// worthAnActor tells whether a name that nobody knows may be somebody who acts: a
// single word must look like an acronym, be introduced by a role, or do something.
func (l *Linker) worthAnActor(sent int, ws []word, r *reading, name string) bool {
	if first, _, _ := strings.Cut(strings.ToLower(name), " "); in(first, isPlace) || in(strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:]), isPlace) {
		return false
	}
	if r.role != nil || r.name > r.a && ws[r.name-1].kind == kTitle {
		return true
	}
	if strings.ContainsAny(name, "0123456789") || r.name > r.a && ws[r.name-1].kind == kNum {
		return false
	}
	if l.lang&english != 0 && strings.Contains(name, " ") {
		return true
	}
	if l.isSubject(sent, r.name) || r.b > r.core || l.saidBefore(sent, r.name) {
		return strings.Contains(name, " ") || l.trees[sent].Words[r.name].POS == syntax.PROPN
	}
	var sector string
	probe := *r
	_, of := l.apposedRole(sent, ws, &probe, &sector)
	return of != "" || probe.role != nil
}

// saidBefore tells whether a word of saying, or "oleh" or "by", stands right
// before word i.
func (l *Linker) saidBefore(sent int, i int32) bool {
	if i == 0 {
		return false
	}
	w := &l.trees[sent].Words[i-1]
	return in(w.Lower, isSpeech) || w.Lower == "oleh" || w.Lower == "by" || w.POS == syntax.VERB
}

// cleanName is the name as written in words [lo,hi), without what closes it.
func (l *Linker) cleanName(sent int, lo, hi int32) string {
	return strings.Join(strings.Fields(strings.TrimRight(l.textOf(sent, lo, hi), " ,")), " ")
}

// introduce makes an actor of a name that nobody knows.
func (l *Linker) introduce(sent int, ws []word, r *reading, name string, ref *Ref) Link {
	person := l.personName(sent, ws, r, name)
	var of schema.IRI
	sector := ""
	if r.of != nil {
		of = r.of.ID
	}
	if r.role != nil {
		sector = r.role.Sector
	}
	if r.of == nil && r.b > r.a {
		r.of, of = l.apposedRole(sent, ws, r, &sector)
	}
	if r.of == nil && r.role != nil && person && r.role.Class == seeds.Spokes && !r.former && l.organIn(r) != nil && l.memory.spoke && l.speakerNear(sent, ref.Start) {
		if of = stateOf(&l.memory.speaker.Actors[0]); of != "" {
			r.of = recall(of) // "Peru denied it. … the foreign ministry spokesman N. N. said"
		}
	}
	if r.of == nil && r.role != nil && person && (stateOffice(r.role) || l.inOrgan) && !r.former {
		x := l.memory.byKey(ref.Start, roleKey(r.role)+r.role.Sector, ofState) // "the ambassador of Cuba … Ambassador N. N."
		if x == nil {
			x = l.memory.byKey(ref.Start, roleKey(r.role), ofPerson)
		}
		if x != nil && stateOf(&x.links[0]) != "" {
			of = stateOf(&x.links[0])
			r.of = recall(of)
		} else if k, ok := l.memory.state(sent, ref.Start, nil); ok {
			r.of, of = recall(k.Actor), k.Actor
		} else if l.lang&english == 0 {
			r.of, of = recall(home), home
		}
	}

	kind := schema.Organisation
	if person {
		kind = schema.PersonKind
	}
	id := schema.ActorID(name, of)
	a := &schema.Actor{ID: id, Kind: kind, Names: []schema.Name{{Text: name}}, Of: of}
	link := Link{Actor: id, Name: name, Kind: kind, Sector: sector}
	if r.of != nil {
		link.Country = voice(r.of).Country
	}
	if person && r.role != nil && speaks(r.role) && r.of != nil && !r.former {
		p := &schema.Person{ID: id, Name: name, Office: l.officeName(r)}
		a.Offices = []schema.Office{{Title: p.Office, Of: voice(r.of).Actor}}
		a.Of = voice(r.of).Actor
		link = voice(r.of)
		link.Person, link.Sector = p, firstOf(r.role.Sector, link.Sector)
	} else if r.former {
		link.Sector = "ELI"
	}
	l.found[id] = a
	g := unknownGender
	for k := r.a; k < r.name && k < r.core; k++ {
		switch low := l.trees[sent].Words[k].Lower; {
		case in(low, isMasculine):
			g = male
		case in(low, isFeminine):
			g = female
		}
	}
	if person {
		l.remember(name, link, nil, name, ref.Start, g)
	} else {
		f := &found{link: link, pos: ref.Start}
		l.people[schema.Normal(name)] = f
		if short := l.shortName(sent, ws, r.b); short != "" {
			l.people[schema.Normal(short)] = f
		}
	}
	return link
}

// shortName is the acronym in brackets at word i ("Ogaden National Liberation
// Front (ONLF)"), or "".
func (l *Linker) shortName(sent int, ws []word, i int32) string {
	t := l.trees[sent]
	if int(i)+2 >= len(ws) || t.Words[i].Lower != "(" || t.Words[i+2].Lower != ")" || ws[i+1].name != nil {
		return ""
	}
	if short := t.Words[i+1].Form; len(short) > 1 && strings.ToUpper(short) == short {
		return short
	}
	return ""
}

// stateOffice tells whether only a state has the office, so that one named
// without its state belongs to the one that is spoken of.
func stateOffice(r *seeds.Role) bool {
	return soleOffice[r.Key] && r.Key != "secretary-general" && r.Key != "leader" && r.Key != "pope" || strings.HasSuffix(r.Key, "minister") || r.Class == seeds.Rank ||
		r.Key == "ambassador" || r.Key == "adviser"
}

// promote gives somebody found before the office that the text now names.
func (l *Linker) promote(f *found, name string, r *reading) {
	a := l.found[f.link.Actor]
	if a == nil || a.Kind != schema.PersonKind {
		return
	}
	p := &schema.Person{ID: a.ID, Name: name, Office: l.officeName(r)}
	link := voice(r.of)
	link.Person, link.Sector = p, firstOf(r.role.Sector, link.Sector)
	a.Of = link.Actor
	a.Offices = append(a.Offices, schema.Office{Title: p.Office, Of: link.Actor})
	f.link = link
}

// apposedRole reads the role after the comma that follows a name ("Jan Egeland,
// head of the council"): what it is tied to. It sets the role of the reading.
func (l *Linker) apposedRole(sent int, ws []word, r *reading, sector *string) (*seeds.Record, schema.IRI) {
	l.inOrgan = false
	j := r.b
	if int(j)+1 >= len(ws) || ws[j].kind != kComma {
		return r.of, ""
	}
	if of := l.led(sent, ws, j+1); of != nil {
		r.role, *sector = headship, headship.Sector
		return of, of.ID
	}
	for k := j + 1; int(k) < len(ws) && k < j+8; k++ {
		switch ws[k].kind {
		case kRole:
			ap := l.read(sent, ws[k].lo)
			if ap.name >= 0 || ap.role == nil || ap.a > k {
				return r.of, ""
			}
			if r.role == nil || !speaks(r.role) {
				r.role, *sector = ap.role, ap.role.Sector
			}
			r.former = r.former || ap.former
			l.inOrgan = speaks(ap.role) && l.organIn(&ap) != nil
			if ap.of != nil {
				return ap.of, ap.of.ID
			}
			return nil, ""
		case kDet, kAdj, kFormer, kDemonym, kPolity, kOrg, kNoun, kPoss, kOwner, kNum, kPlace, kTitle:
		default:
			return r.of, ""
		}
	}
	return r.of, ""
}

// headship is the office of who "leads" or "memimpin" something.
var headship = &seeds.Role{Words: "head", Class: seeds.Office, Key: "director", Sector: "GOV"}

// led is what a relative clause from word i on says that somebody leads: "who heads the
// council", "yang memimpin organisasi itu"; or nil.
func (l *Linker) led(sent int, ws []word, i int32) *seeds.Record {
	t := l.trees[sent]
	if int(i)+2 >= len(ws) || t.Words[i].Lower != "who" && t.Words[i].Lower != "yang" || !in(t.Words[i+1].Lower, isLeading) {
		return nil
	}
	for k := i + 2; int(k) < len(ws) && k < i+10; k++ {
		switch ws[k].kind {
		case kOrg, kPolity:
			return ws[k].rec
		case kComma, kPerson, kCap:
			return nil
		}
	}
	return nil
}

// personName guesses whether an unknown name is a person's.
func (l *Linker) personName(sent int, ws []word, r *reading, name string) bool {
	parts := strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' })
	for _, p := range parts {
		if in(strings.ToLower(p), isOrganisation) {
			return false
		}
	}
	if r.role != nil && namedByRole(r.role) && r.role.Sector != "BUS" && r.role.Sector != "NGO" && r.role.Sector != "JRN" && r.role.Sector != "EDU" {
		return true
	}
	if r.role != nil && (r.role.Class == seeds.Office || r.role.Class == seeds.Spokes || r.role.Class == seeds.Rank) {
		return true
	}
	if r.name > r.a && ws[r.name-1].kind == kTitle {
		return true
	}
	if len(parts) < 2 {
		return false
	}
	caps := 0
	for _, p := range parts {
		if strings.ToUpper(p) == p && len(p) > 2 && !strings.Contains(p, ".") {
			caps++
		}
	}
	return caps == 0 && len(parts) <= 5 && !strings.ContainsAny(name, "0123456789&/")
}

// remember notes a person who was named in full, under every part of the name.
func (l *Linker) remember(name string, link Link, rec *seeds.Record, written string, pos int32, g gender) {
	key := schema.Normal(name)
	f := l.people[key]
	if f == nil {
		f = &found{rec: rec, gender: g}
		l.people[key] = f
	}
	f.link, f.pos = link, max(f.pos, pos)
	if g != unknownGender {
		f.gender = g
	}
	l.remembersParts(f, written)
}

func (l *Linker) remembersParts(f *found, written string) {
	parts := strings.FieldsFunc(written, func(c rune) bool { return c == ' ' || c == '"' || c == '“' || c == '”' })
	for i, part := range parts {
		low := strings.ToLower(strings.Trim(part, ".,'’"))
		if i := strings.IndexByte(part, '-'); i > 0 && i+1 < len(part) && !capital(part) && capital(part[i+1:]) {
			part = part[i+1:] // "al-Jasser"
		}
		if !capital(part) || len(low) < 2 {
			continue
		}
		if in(low, isParticle) {
			continue
		}
		surname := i > 0 && i == len(parts)-1 && !in(low, isNumeral) // "Irfaan Ali", who is Ali then
		if !in(low, isPartial) || surname {
			l.parts[low] = f
		}
		if i := strings.IndexByte(low, '-'); i > 0 && len(low)-i > 3 {
			l.parts[low[i+1:]] = f
		}
	}
}

// knownByPart is the person whom a capitalised word names by a part of a name
// that stood in full before ("Kirby"), or nil.
func (l *Linker) knownByPart(sent int, tw *syntax.Word) *found {
	if len(l.parts) == 0 || tw.Count > 1 || !capital(tw.Form) || tw.POS == syntax.VERB && tw.First == l.text.Sentences[sent].First {
		return nil
	}
	return l.parts[tw.Lower]
}

// otherBearer is the person of this document, other than the prominent one of the
// seeds, whom a family name means here: somebody who was named in full while the
// prominent one was not.
func (l *Linker) otherBearer(rec *seeds.Record, lower string) *found {
	f := l.parts[lower]
	if f == nil || f.rec == rec || l.people[schema.Normal(rec.Name())] != nil {
		return nil
	}
	return f
}

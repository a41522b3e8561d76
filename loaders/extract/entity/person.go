package entity

import (
	"strings"

	"saksi/schema"
	"saksi/seeds"
)

// gender of a person, as far as it is known.
type gender uint8

const (
	unknownGender gender = iota
	male
	female
)

// found is somebody whom this document named in full.
type found struct {
	link   Link
	rec    *seeds.Record // nil when the document introduced them
	gender gender
	pos    int32 // of the last mention
}

// ownTitle tells whether the holder of the office has a voice apart from the
// state's.
func ownTitle(title string) bool {
	for _, t := range []string{"senator", "congress", "house speaker", "mayor", "governor", "chief minister", "head of C", "president of Catalonia",
		"first minister", "opposition leader", "emperor", "technical lead", "federal reserve"} {
		if strings.HasPrefix(title, t) {
			return t != "federal reserve"
		}
	}
	return false
}

// personLink is the link of a person of the seeds: whom they speak for on the
// document's date, else themselves. The reading says how the text introduces them.
func (l *Linker) personLink(rec *seeds.Record, r *reading) Link {
	p := &schema.Person{ID: rec.ID, Name: rec.Name()}
	o := seeds.OfficeOn(&rec.Actor, l.date)
	own := Link{Actor: rec.ID, Name: rec.Name(), Kind: schema.PersonKind, Country: rec.Of}
	if of, ok := seeds.Lookup(rec.Of); ok && of.Kind != schema.State {
		own.Country = of.Of
	}
	if o == nil && len(rec.Offices) > 0 {
		own.Sector = "ELI"
	}
	if r != nil && r.role != nil {
		if r.former && !(o != nil && !ownTitle(o.Title)) {
			own.Sector = "ELI"
			return own
		}
		if r.role.Class == seeds.OwnVoice && (o == nil || ownTitle(o.Title)) {
			own.Sector = r.role.Sector
			return own
		}
		if r.of != nil && !(r.guess && o != nil) && speaks(r.role) && (o == nil || voice(r.of).Actor != voiceOf(o.Of).Actor && !r.former) {
			link := voice(r.of)
			p.Office = l.officeName(r)
			link.Person, link.Sector = p, firstOf(r.role.Sector, link.Sector, "GOV")
			return link
		}
	}
	if o == nil {
		return own
	}
	if ownTitle(o.Title) {
		own.Sector = sectorOf(o.Title)
		return own
	}
	link := voiceOf(o.Of)
	if link.Actor == "" {
		return own
	}
	p.Office = o.Title
	link.Person = p
	link.Sector = firstOf(sectorOf(o.Title), link.Sector)
	if link.Kind == schema.State && link.Sector == "" {
		link.Sector = "GOV"
	}
	return link
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

func voiceOf(id schema.IRI) Link {
	rec, ok := seeds.Lookup(id)
	if !ok {
		return Link{}
	}
	return voice(rec)
}

// sectorOf is the actor code of an office.
func sectorOf(title string) string {
	for _, t := range officeSectors {
		if strings.Contains(title, t[0]) {
			return t[1]
		}
	}
	return ""
}

var officeSectors = [][2]string{{"senator", "LEG"}, {"congress", "LEG"}, {"speaker of", "LEG"}, {"house speaker", "LEG"}, {"defence minister", "GOV"},
	{"defense", "GOV"}, {"army", "MIL"}, {"commander", "MIL"}, {"chief of", "MIL"}, {"joint chiefs", "MIL"}, {"cia ", "SPY"}, {"intelligence", "SPY"},
	{"FSB", "SPY"}, {"fsb", "SPY"}, {"svr", "SPY"}, {"mossad", "SPY"}, {"police", "COP"}, {"fbi", "COP"}, {"attorney", "JUD"}, {"prosecutor", "JUD"},
	{"governor", "GOV"}, {"mayor", "GOV"}, {"minister", "GOV"}, {"president", "GOV"}, {"opposition", "OPP"}, {"pope", "REL"}, {"patriarch", "REL"}}

// speaks tells whether the role speaks for what it is tied to.
func speaks(r *seeds.Role) bool {
	switch r.Class {
	case seeds.Office, seeds.Rank, seeds.Spokes, seeds.Organ, seeds.Officials:
		return true
	}
	return false
}

// officeName is the office as the text words it.
func (l *Linker) officeName(r *reading) string {
	if r.role.Key != "" {
		return r.role.Key
	}
	return strings.ToLower(r.role.Words)
}

// referName links a phrase that ends with the name of a person or of something
// that nobody knows.
func (l *Linker) referName(sent int, ws []word, r *reading, ref *Ref) {
	w := &ws[r.name]
	ref.Animate = true
	if w.kind == kPerson {
		if w.link == nil {
			link := l.personLink(w.rec, r)
			l.remember(w.rec.Name(), link, w.rec, l.textOf(sent, w.lo, w.hi), ref.Start, genderOf(w.rec))
			ref.Actors = []Link{link}
			return
		}
		w.link.pos = max(w.link.pos, ref.Start)
		ref.Actors = []Link{w.link.link}
		return
	}
	name := l.cleanName(sent, w.lo, w.hi)
	if f := l.people[schema.Normal(name)]; f != nil {
		if r.role != nil && r.of != nil && speaks(r.role) && f.link.Person == nil {
			l.promote(f, name, r)
		}
		f.pos = max(f.pos, ref.Start)
		ref.Actors = []Link{f.link}
		return
	}
	if !l.worthAnActor(sent, ws, r, name) {
		ref.Animate = false
		return
	}
	ref.Actors = []Link{l.introduce(sent, ws, r, name, ref)}
}

// genderOf is the gender of a person of the seeds.
func genderOf(rec *seeds.Record) gender {
	if rec.Female {
		return female
	}
	return male
}

package entity

import (
	"strings"

	"saksi/loaders/extract/syntax"
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

// honorifics tell the gender of an unknown person.
var honorifics = map[string]gender{"mr": male, "mr.": male, "sir": male, "lord": male, "bapak": male, "pak": male, "tuan": male, "prince": male,
	"pangeran": male, "king": male, "raja": male, "mrs": female, "mrs.": female, "ms": female, "ms.": female, "lady": female, "dame": female,
	"ibu": female, "bu": female, "nyonya": female, "princess": female, "queen": female, "ratu": female, "spokeswoman": female,
	"congresswoman": female, "businesswoman": female, "chairwoman": female, "congressman": male, "spokesman": male, "businessman": male}

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

// worthAnActor tells whether a name that nobody knows may be somebody who acts: a
// single word must look like an acronym, be introduced by a role, or do something.
func (l *Linker) worthAnActor(sent int, ws []word, r *reading, name string) bool {
	if first, _, _ := strings.Cut(strings.ToLower(name), " "); placeWords[first] || placeWords[strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])] {
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
	return speechWords[w.Lower] || w.Lower == "oleh" || w.Lower == "by" || w.POS == syntax.VERB
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
	if r.of == nil && r.role != nil && person && (stateOffice(r.role) || l.inOrgan) && !r.former {
		if k, ok := l.memory.state(sent, ref.Start, nil); ok {
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
		if h, ok := honorifics[l.trees[sent].Words[k].Lower]; ok {
			g = h
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

// placeWords begin or end the names of places, which are no actors.
var placeWords = map[string]bool{"desa": true, "kota": true, "kampung": true, "kecamatan": true, "kabupaten": true, "provinsi": true, "sungai": true,
	"gunung": true, "selat": true, "laut": true, "pulau": true, "teluk": true, "jalan": true, "bandara": true, "pelabuhan": true, "kamp": true,
	"village": true, "mount": true, "lake": true, "bay": true, "street": true, "airport": true, "island": true, "islands": true, "river": true,
	"road": true, "avenue": true, "square": true, "bridge": true, "beach": true, "province": true, "jembatan": true, "terusan": true, "semenanjung": true,
	"prize": true, "cup": true, "day": true, "summit": true, "agreement": true, "treaty": true, "act": true, "resolution": true, "airlines flight": true}

// orgWords are words in the names of organisations.
var orgWords = map[string]bool{"corp": true, "inc": true, "ltd": true, "co": true, "group": true, "university": true, "institute": true, "bank": true,
	"party": true, "council": true, "association": true, "union": true, "center": true, "centre": true, "company": true, "foundation": true,
	"agency": true, "commission": true, "committee": true, "corporation": true, "network": true, "front": true, "army": true, "movement": true,
	"times": true, "post": true, "news": true, "news.": true, "tv": true, "daily": true, "radio": true, "airlines": true, "airways": true, "club": true, "college": true,
	"universitas": true, "yayasan": true, "partai": true, "pt": true, "institut": true, "lembaga": true, "komite": true, "badan": true, "dewan": true,
	"forum": true, "league": true, "international": true, "alliance": true, "coalition": true, "organization": true, "organisation": true, "force": true,
	"forces": true, "brigade": true, "brigades": true, "ministry": true, "department": true, "office": true, "court": true, "church": true,
	"hospital": true, "school": true, "holdings": true, "industries": true, "energy": true, "oil": true, "federation": true, "society": true,
	"act": true, "street": true, "airport": true, "island": true, "islands": true, "sea": true, "river": true, "province": true, "resolution": true,
	"treaty": true, "agreement": true, "house": true, "square": true, "prize": true, "summit": true, "day": true, "war": true, "cup": true,
	"aliansi": true, "koalisi": true, "gerakan": true, "front.": true, "observatory": true, "initiative": true, "project": true, "fund": true,
	"asosiasi": true, "himpunan": true, "perhimpunan": true, "majelis": true, "kamar": true, "bandara": true, "provinsi": true, "kabupaten": true,
	"distrik": true, "desa": true, "kota": true, "village": true, "town": true, "city": true, "kampung": true, "kecamatan": true, "sungai": true, "gunung": true, "mount": true, "lake": true, "bay": true, "strait": true, "port": true, "pelabuhan": true, "selat": true, "laut": true, "pulau": true, "teluk": true, "kamp": true, "camp": true, "jalan": true, "gedung": true, "stasiun": true, "pusat": true, "uji": true, "piala": true, "perang": true}

// personName guesses whether an unknown name is a person's.
func (l *Linker) personName(sent int, ws []word, r *reading, name string) bool {
	parts := strings.FieldsFunc(name, func(c rune) bool { return c == ' ' || c == '-' })
	for _, p := range parts {
		if orgWords[strings.ToLower(p)] {
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
	n := 0
	for _, part := range strings.FieldsFunc(written, func(c rune) bool { return c == ' ' || c == '"' || c == '“' || c == '”' }) {
		low := strings.ToLower(strings.Trim(part, ".,'’"))
		if !capital(part) || len(low) < 2 {
			continue
		}
		if _, particle := particles[low]; particle {
			continue
		}
		n++
		if !partWord[low] {
			l.parts[low] = f
		}
		if i := strings.IndexByte(low, '-'); i > 0 && len(low)-i > 3 {
			l.parts[low[i+1:]] = f
		}
	}
	_ = n
}

// partWord are parts of names that don't stand for their bearer.
var partWord = map[string]bool{"sheikh": true, "king": true, "prince": true, "ayatollah": true, "pope": true, "raja": true, "jr": true, "ii": true,
	"iii": true, "vi": true, "mohammed": true, "mohammad": true, "muhammad": true, "sri": true, "abu": true, "abdul": true, "ali": true, "john": true,
	"james": true, "david": true, "michael": true, "robert": true, "william": true, "mark": true, "george": true, "peter": true, "paul": true,
	"queen": true, "sir": true, "lord": true, "haji": true, "habib": true, "syekh": true, "pangeran": true, "sultan": true, "emperor": true, "mullah": true,
	"the": true, "sarah": true, "mary": true, "joe": true, "mike": true, "tom": true, "bill": true, "steve": true, "jim": true, "bob": true, "jack": true}

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

// genderOf is the gender of a person of the seeds.
func genderOf(rec *seeds.Record) gender {
	if rec.Female {
		return female
	}
	return male
}

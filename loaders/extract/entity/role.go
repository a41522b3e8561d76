package entity

import (
	"slices"
	"strings"

	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// referRole links a phrase whose head is a role without a name: "the Russian
// foreign minister", "pejabat Suriah itu", "the ministry", "Iranian protesters".
func (l *Linker) referRole(sent int, ws []word, r *reading, ref *Ref) {
	h := &ws[r.head]
	if r.role == nil {
		r.role = h.role
	}
	ref.Animate = true
	if l.twoOf(sent, ws, r, ref) || l.apposition(sent, ws, r, ref) {
		return
	}
	switch h.role.Class {
	case seeds.Polity:
		l.referPolity(sent, r, ref)
	case seeds.Group:
		l.referGroup(sent, r, ref)
	case seeds.Crowd, seeds.OwnVoice:
		l.referCrowd(sent, r, ref)
	case seeds.Organ, seeds.Officials:
		l.referOrgan(sent, r, ref)
	default:
		l.referOffice(sent, r, ref)
	}
}

// apposition links a role that explains the name before it ("Reem Ketait, a
// senior foreign ministry official,") to the one named.
func (l *Linker) apposition(sent int, ws []word, r *reading, ref *Ref) bool {
	if r.a < 2 || ws[r.a-1].kind != kComma || l.trees[sent].Words[r.a-1].Lower != "," {
		return false
	}
	switch r.role.Class {
	case seeds.Office, seeds.Spokes, seeds.Rank, seeds.Officials, seeds.OwnVoice:
	default:
		return false
	}
	n := &ws[r.a-2]
	if n.kind != kPerson && n.kind != kCap || l.trees[sent].Words[r.head].Rel == syntax.Conj || l.plural(sent, r) {
		return false
	}
	if c := &l.refsOf(sent)[n.lo]; c.done && len(c.ref.Actors) == 1 && personal(&c.ref.Actors[0]) && !c.ref.Modifier {
		ref.Actors = c.ref.Actors
		return true
	}
	return false
}

// referOffice links an office: its holder on the document's date where the text
// means the one who holds it.
func (l *Linker) referOffice(sent int, r *reading, ref *Ref) {
	key := r.role.Key
	if r.of == nil {
		if r.ofName != nil {
			ref.Actors = []Link{bare(r.ofName.link)}
			return
		}
		if organ := l.organIn(r); organ != nil {
			within := *r
			within.role, within.def = organ, true
			l.referOrgan(sent, &within, ref)
			return
		}
		if x := l.memory.byKey(ref.Start, roleKey(r.role), ofCrowd); x != nil && x.sort != ofCrowd && !r.former && (r.def || l.lang&indonesian != 0 || !l.indefinite(sent, r)) {
			ref.Actors, ref.Anaphor = []Link{x.links[0]}, true
			return
		}
		if key == "secretary-general" && !r.former && !l.indefinite(sent, r) && !l.crowdIn(r) {
			if k, ok := l.memory.group(sent, ref.Start, func(k *Link) bool { return seeds.Holder(key, k.Actor, l.date) != nil }); ok {
				ref.Actors, ref.Anaphor = []Link{l.inOffice(recall(k.Actor), r)}, true
				return
			}
		}
		if r.def && (soleOffice[key] || key == "minister" || key == "ambassador") && !l.crowdIn(r) {
			if k, ok := l.memory.state(sent, ref.Start, nil); ok {
				ref.Actors, ref.Anaphor = []Link{l.inOffice(recall(k.Actor), r)}, true
				return
			}
		}
		if l.lang&english == 0 && soleOffice[key] && !l.indefinite(sent, r) && !r.former {
			if _, ok := l.memory.state(sent, ref.Start, nil); !ok {
				ref.Actors = []Link{l.inOffice(recall(home), r)}
				return
			}
		}
		sector := r.role.Sector
		if r.former {
			sector = "ELI"
		}
		ref.Actors = []Link{l.unnamed(ref, sector, "")}
		return
	}
	if r.former {
		ref.Actors = []Link{l.unnamed(ref, "ELI", voice(r.of).Country)}
		return
	}
	if l.plural(sent, r) {
		link := voice(r.of)
		link.Sector = firstOf(r.role.Sector, link.Sector)
		ref.Actors = []Link{link}
		return
	}
	ref.Actors = []Link{l.inOffice(r.of, r)}
}

// organIn is an organ of state in the phrase of an office ("a government
// spokesman", "juru bicara kementerian itu"), or nil.
func (l *Linker) organIn(r *reading) *seeds.Role {
	for k := r.a; k < r.tail; k++ {
		if w := &l.cats[k]; w.kind == kRole && w.role.Class == seeds.Organ && w.role != r.role {
			return w.role
		}
	}
	return nil
}

// crowdIn tells whether the office is one in a company or the like ("direktur
// maskapai itu").
func (l *Linker) crowdIn(r *reading) bool {
	for k := r.a; k < r.tail; k++ {
		if w := &l.cats[k]; w.kind == kRole && w.role.Class == seeds.Crowd {
			return true
		}
	}
	return false
}

// inOffice is the link of the office of the record, with its holder when known
// and when the office has one holder only.
func (l *Linker) inOffice(of *seeds.Record, r *reading) Link {
	if of == nil {
		return Link{}
	}
	link := voice(of)
	link.Sector = firstOf(r.role.Sector, link.Sector, "GOV")
	if of.SpeaksFor != "" && of.Sector != "GOV" {
		link.Sector = of.Sector
	}
	if !soleOffice[r.role.Key] || l.indefinite(l.catSent, r) || r.roleAt > r.a && l.cats[r.roleAt-1].kind == kNoun {
		return link
	}
	holder := seeds.Holder(r.role.Key, link.Actor, l.date)
	if holder == nil {
		holder = seeds.Holder(r.role.Key, of.ID, l.date)
	}
	if holder != nil {
		link.Person = &schema.Person{ID: holder.ID, Name: holder.Name(), Office: r.role.Key}
		if o := seeds.OfficeOn(&holder.Actor, l.date); o != nil {
			link.Person.Office = o.Title
		}
		if ownTitle(link.Person.Office) {
			return Link{Actor: holder.ID, Name: holder.Name(), Kind: schema.PersonKind, Country: link.Country, Sector: link.Sector}
		}
	}
	return link
}

// soleOffice are the offices that one person holds at a time.
var soleOffice = map[string]bool{"president": true, "vice president": true, "prime minister": true, "chancellor": true, "foreign minister": true,
	"defence minister": true, "king": true, "supreme leader": true, "crown prince": true, "secretary-general": true, "high representative": true,
	"national security adviser": true, "finance minister": true, "interior minister": true, "queen": true, "pope": true, "leader": true,
	"high commissioner for human rights": true, "energy minister": true}

// roleKey is what later definite phrases with the same role are found by.
func roleKey(r *seeds.Role) string {
	if r.Key != "" {
		return r.Key
	}
	return strings.ToLower(r.Words)
}

// indefinite tells whether the phrase begins with an indefinite article.
func (l *Linker) indefinite(sent int, r *reading) bool {
	switch l.trees[sent].Words[r.a].Lower {
	case "a", "an", "seorang", "sebuah", "salah", "another", "some", "beberapa", "sejumlah", "several", "one":
		return true
	}
	return l.plural(sent, r)
}

// plural tells whether the head of the phrase is plural.
func (l *Linker) plural(sent int, r *reading) bool {
	t := l.trees[sent]
	h := &t.Words[l.cats[r.head].hi-1]
	if h.Feats&syntax.Plural != 0 {
		return true
	}
	switch t.Words[r.a].Lower {
	case "para", "beberapa", "sejumlah", "several", "some", "many", "two":
		return true
	}
	if l.lang&indonesian != 0 {
		half, again, ok := strings.Cut(h.Lower, "-")
		next := l.cats[r.head].lo + 1
		return ok && half == again || int(next)+1 < len(t.Words) && t.Words[next].Lower == "-" && t.Words[next+1].Lower == h.Lower
	}
	return false
}

// referOrgan links an organ of state or officials: to the state they are tied
// to, else to the one that was spoken of.
func (l *Linker) referOrgan(sent int, r *reading, ref *Ref) {
	switch {
	case r.of != nil && r.former:
		ref.Actors = []Link{l.unnamed(ref, "ELI", voice(r.of).Country)}
		return
	case r.of != nil:
		link := voice(r.of)
		link.Sector = firstOf(r.role.Sector, link.Sector)
		ref.Actors = []Link{link}
		return
	case r.ofName != nil:
		ref.Actors = []Link{bare(r.ofName.link)}
		return
	}
	if r.role.Class == seeds.Officials && !r.def {
		ref.Actors = []Link{l.unnamed(ref, r.role.Sector, "")}
		return
	}
	if (r.role.Key == "army" || r.role.Key == "court" || r.role.Key == "intelligence") && !r.def {
		ref.Actors = []Link{l.unnamed(ref, r.role.Sector, "")}
		return
	}
	if x := l.memory.byKey(ref.Start, roleKey(r.role)+r.role.Sector, ofState); x != nil {
		ref.Actors, ref.Anaphor = []Link{bare(x.links[0])}, true
		ref.Actors[0].Sector = r.role.Sector
		return
	}
	if in(strings.ToLower(r.role.Words), isHome) && l.lang&english == 0 {
		ref.Actors = []Link{voiceOf(home)}
		ref.Actors[0].Sector = r.role.Sector
		return
	}
	var only func(schema.IRI) bool
	if w := strings.ToLower(r.role.Words); w == "regime" || w == "rezim" || w == "junta" || w == "dictatorship" {
		only = l.notSubject(sent, ref.Start) // who speaks of a regime speaks of another one
	}
	k, ok := l.lastSubject(sent, ref.Start)
	if !ok || only != nil {
		k, ok = l.memory.state(sent, ref.Start, only)
	}
	if ok {
		k.Sector = r.role.Sector
		ref.Actors, ref.Anaphor = []Link{k}, true
		return
	}
	if l.lang&english == 0 && only == nil {
		ref.Actors = []Link{voiceOf(home)}
		ref.Actors[0].Sector = r.role.Sector
		return
	}
	ref.Actors = []Link{l.unnamed(ref, r.role.Sector, "")}
}

// home is the state that an Indonesian text speaks of before it names any.
const home schema.IRI = "actor/IDN"

// lastSubject is the state of the last subject of the sentence before the position.
func (l *Linker) lastSubject(sent int, pos int32) (Link, bool) {
	var id schema.IRI
	l.memory.last(pos, func(x *mention) bool {
		if x.sent == sent && x.subject && !x.weak && len(x.links) > 0 {
			id = stateOf(&x.links[0])
		}
		return x.sent < sent || id != ""
	})
	if id == "" {
		return Link{}, false
	}
	return voiceOf(id), true
}

// notSubject is true of states other than those that are subjects of the sentence
// before the position, or spoke last; rebels speak of the regime of their own.
func (l *Linker) notSubject(sent int, pos int32) func(schema.IRI) bool {
	var no []schema.IRI
	l.memory.last(pos, func(x *mention) bool {
		if x.subject && x.sent == sent && len(x.links) > 0 && x.links[0].Kind != schema.ArmedGroup {
			no = append(no, stateOf(&x.links[0]))
		}
		return x.sent < sent
	})
	if l.memory.spoke && l.speakerNear(sent, pos) && l.memory.speaker.Actors[0].Kind != schema.ArmedGroup {
		no = append(no, stateOf(&l.memory.speaker.Actors[0]))
	}
	return func(id schema.IRI) bool { return !slices.Contains(no, id) }
}

package entity

import (
	"strings"

	"saksi/schema"
	"saksi/seeds"
)

// referPolity links "the country", "negara itu", "the kingdom".
func (l *Linker) referPolity(sent int, r *reading, ref *Ref) {
	if r.of != nil {
		if !l.plural(sent, r) && (r.of.Kind == schema.State || r.of.SpeaksFor != "") {
			ref.Actors = []Link{voice(r.of)}
		}
		return
	}
	if r.role.Key == "other" {
		ref.Animate = r.def
		return // "its strongest ally" is somebody else
	}
	ws := l.cats
	owned := int(r.b) < len(ws) && l.trees[sent].Words[r.b].Lower == "nya"
	if owned || r.owner {
		if k, ok := l.ownerState(sent, ref.Start); ok {
			ref.Actors, ref.Anaphor = []Link{k}, true
		}
		return
	}
	if !r.def || l.plural(sent, r) {
		ref.Animate = false
		return
	}
	var only func(schema.IRI) bool
	if r.role.Key == "kingdom" {
		only = func(id schema.IRI) bool { return kingdoms[id] }
	}
	if k, ok := l.memory.state(sent, ref.Start, only); ok {
		ref.Actors, ref.Anaphor = []Link{k}, true
	}
}

// ownerState is the state of who "its" and "negaranya" belong to: the subject of
// the sentence so far, else the last speaker.
func (l *Linker) ownerState(sent int, pos int32) (Link, bool) {
	x := l.memory.best(sent, nearby, pos, func(x *mention) int {
		if len(x.links) == 0 || x.weak || stateOf(&x.links[0]) == "" {
			return 0
		}
		s := 20
		if x.subject {
			s += 6
		}
		return s
	})
	if x != nil {
		return voiceOf(stateOf(&x.links[0])), true
	}
	if l.memory.spoke && len(l.memory.speaker.Actors) > 0 {
		if id := stateOf(&l.memory.speaker.Actors[0]); id != "" {
			return voiceOf(id), true
		}
	}
	return Link{}, false
}

// ownerActor is who "its spokesman" and "juru bicaranya" belong to: the state,
// organisation or armed group that is the subject so far or spoke last; nil when
// none is known.
func (l *Linker) ownerActor(sent int, pos int32) *seeds.Record {
	x := l.memory.best(sent, nearby, pos, func(x *mention) int {
		if len(x.links) == 0 || x.weak || recall(x.links[0].Actor) == nil || x.links[0].Kind == schema.Media {
			return 0
		}
		if x.subject {
			return 26
		}
		return 20
	})
	if x == nil {
		return nil
	}
	return recall(x.links[0].Actor)
}

// stateOf is the state that the actor is or belongs to, or "".
func stateOf(k *Link) schema.IRI {
	if k.Kind == schema.State {
		return k.Actor
	}
	return k.Country
}

// referGroup links "the group", "organisasi itu".
func (l *Linker) referGroup(sent int, r *reading, ref *Ref) {
	if r.of != nil && (r.of.Kind != schema.State || r.of.SpeaksFor != "") {
		ref.Actors = []Link{voice(r.of)}
		return
	}
	words := strings.ToLower(r.role.Words)
	if !r.def || l.plural(sent, r) {
		if !in(words, isActing) {
			ref.Animate = false
			return
		}
		ref.Actors = []Link{l.unnamed(ref, r.role.Sector, countryOf(r.of))}
		return
	}
	word := words[strings.LastIndexByte(words, ' ')+1:]
	k, ok := l.memory.group(sent, ref.Start, func(k *Link) bool { return l.calledSo(k, word) })
	if fits := groupFits[word]; !ok && fits != nil {
		k, ok = l.memory.group(sent, ref.Start, fits)
	}
	if ok {
		ref.Actors, ref.Anaphor = []Link{k}, true
		return
	}
	ref.Actors = []Link{l.unnamed(ref, r.role.Sector, countryOf(r.of))}
}

// calledSo tells whether a name of the actor holds the word ("the coalition").
func (l *Linker) calledSo(k *Link, word string) bool {
	var names []schema.Name
	if rec := recall(k.Actor); rec != nil {
		names = rec.Names
	} else if a := l.found[k.Actor]; a != nil {
		names = a.Names
	}
	for _, n := range names {
		if strings.Contains(strings.ToLower(n.Text), word) {
			return true
		}
	}
	return false
}

// groupFits says which actors a group word takes up whose name does not hold it.
var groupFits = func() map[string]func(*Link) bool {
	armed := func(k *Link) bool {
		return k.Kind == schema.ArmedGroup || k.Sector == "NGO" || k.Sector == "OPP" || k.Sector == "REB"
	}
	body := func(k *Link) bool { return k.Kind == schema.Organisation && k.Sector != "BUS" }
	bloc := func(k *Link) bool { return k.Sector == "IGO" || k.Sector == "MIL" && k.Kind == schema.Organisation }
	m := map[string]func(*Link) bool{}
	for _, w := range []string{"group", "kelompok", "movement", "gerakan", "faction", "faksi", "outfit"} {
		m[w] = armed
	}
	for _, w := range []string{"organization", "organisation", "body", "agency", "watchdog", "organisasi", "lembaga", "badan"} {
		m[w] = body
	}
	for _, w := range []string{"bloc", "alliance", "grouping", "blok", "aliansi", "pakta"} {
		m[w] = bloc
	}
	return m
}()

func countryOf(rec *seeds.Record) schema.IRI {
	if rec == nil {
		return ""
	}
	return voice(rec).Country
}

// referCrowd links people who speak for nobody but themselves. Those of an
// organisation or armed group ("Hamas militants", "Houthi rebels") are that group.
func (l *Linker) referCrowd(sent int, r *reading, ref *Ref) {
	if r.of != nil && r.of.SpeaksFor == "" && r.of.Kind != schema.State {
		fighters := r.role.Sector == "REB" || r.role.Sector == "PRM" || r.role.Sector == "UAF"
		if r.of.Sector == r.role.Sector || fighters && r.of.Kind == schema.ArmedGroup {
			ref.Actors = []Link{voice(r.of)}
			return
		}
	}
	if r.def && r.of == nil && (r.role.Sector == "REB" || r.role.Sector == "PRM") {
		if k, ok := l.memory.group(sent, ref.Start, func(k *Link) bool { return k.Kind == schema.ArmedGroup }); ok {
			ref.Actors, ref.Anaphor = []Link{k}, true
			return
		}
	}
	if r.def && r.of == nil && (r.role.Sector == "JRN" || r.role.Sector == "BUS" || r.role.Sector == "NGO" || r.role.Sector == "EDU") {
		if k, ok := l.memory.group(sent, ref.Start, func(k *Link) bool { return k.Sector == r.role.Sector }); ok {
			ref.Actors, ref.Anaphor = []Link{k}, true
			return
		}
	}
	ref.Actors = []Link{l.unnamed(ref, r.role.Sector, countryOf(r.of))}
}

// unnamed is the link of a source without a name.
func (l *Linker) unnamed(ref *Ref, sector string, country schema.IRI) Link {
	if l.docID == "" {
		l.docID = schema.IRI("doc/" + schema.Address("text", l.publisher, l.text.Source))
	}
	name := strings.Join(strings.Fields(l.text.Source[ref.Start:ref.End]), " ")
	low := strings.ToLower(name)
	for _, article := range []string{"the ", "a ", "an "} {
		if strings.HasPrefix(low, article) {
			name = name[len(article):]
			break
		}
	}
	id := schema.UnnamedID(l.docID, name)
	if l.found[id] == nil {
		l.found[id] = &schema.Actor{ID: id, Kind: schema.Unnamed, Names: []schema.Name{{Text: name, Lang: l.text.Lang}}, Of: country}
	}
	return Link{Actor: id, Name: name, Kind: schema.Unnamed, Sector: sector, Country: country}
}

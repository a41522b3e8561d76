package seeds

import (
	_ "embed"
	"strings"

	"saksi/schema"
)

// The tables lie in the program, and what is read of them points into it.
var (
	//go:embed groups.tsv
	groupsTable string
	//go:embed media.tsv
	mediaTable string
	//go:embed names.tsv
	namesTable string
	//go:embed organisations.tsv
	organisationsTable string
	//go:embed people.tsv
	peopleTable string
	//go:embed regions.tsv
	regionsTable string
	//go:embed roles.tsv
	rolesTable string
	//go:embed states.tsv
	statesTable string
	//go:embed themes.tsv
	themesTable string
)

// table calls f with the fields of each row, padded with empty ones to columns.
// Comments and empty lines are skipped.
func table(text string, columns int, f func(row []string)) {
	row := make([]string, columns)
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		for i := range row {
			row[i], line, _ = strings.Cut(line, "\t")
		}
		f(row)
	}
}

// split calls f with each of the names in a field and the language that it is
// restricted to.
func split(field, lang string, f func(text, lang string)) {
	for field != "" {
		var name string
		name, field, _ = strings.Cut(field, "|")
		l := lang
		if len(name) > 3 && name[2] == ':' && (name[:2] == "en" || name[:2] == "id") {
			name, l = name[3:], name[:2]
		}
		f(name, l)
	}
}

// readWorld reads the tables of actors.
func readWorld() *world {
	actors := 0
	for _, t := range []string{statesTable, organisationsTable, mediaTable, groupsTable, peopleTable} {
		actors += strings.Count(t, "\n")
	}
	w := &world{ // with room for all: to grow moves half a megabyte
		records: make([]Record, 0, actors),
		byID:    make(map[schema.IRI]int32, actors),
		names:   make([]Name, 0, 4*actors),
		holders: make(map[holderKey][]holder, actors/2),
	}
	w.readStates()
	w.readRegions()
	for _, t := range []string{organisationsTable, mediaTable, groupsTable} {
		w.readOrganisations(t)
	}
	w.readPeople()
	w.readNames()
	return w
}

func (w *world) add(r Record) {
	w.byID[r.ID] = int32(len(w.records))
	w.records = append(w.records, r)
}

func (w *world) readStates() {
	table(statesTable, 9, func(c []string) {
		id := schema.IRI("actor/" + c[0])
		r := Record{Actor: schema.Actor{ID: id, Kind: schema.State, SameAs: c[1], Code: c[0]}}
		r.Names = names(c[2], c[3])
		w.add(r)
		w.name(id, ProperName, c[2], "")
		w.name(id, ProperName, c[3], "id")
		w.name(id, Adjective, c[4], "")
		w.name(id, People, c[5], "")
		w.name(id, Capital, c[6], "")
		w.name(id, Metonym, c[7], "")
		w.name(id, City, c[8], "")
	})
}

func (w *world) readRegions() {
	table(regionsTable, 5, func(c []string) {
		id := schema.IRI("place/" + c[0])
		w.name(id, Region, c[2], "")
		w.name(id, Region, c[3], "id")
	})
}

func (w *world) readOrganisations(text string) {
	table(text, 8, func(c []string) {
		r := Record{Actor: schema.Actor{ID: schema.IRI("actor/" + c[0]), Kind: schema.Kind(c[1]), SameAs: c[5]}, Sector: c[4]}
		if c[2] != "" {
			r.Of = schema.IRI("actor/" + c[2])
		}
		if c[3] == "state" {
			r.SpeaksFor = r.Of
		}
		r.Names = names(c[6], c[7])
		w.add(r)
		w.name(r.ID, ProperName, c[6], "")
		w.name(r.ID, ProperName, c[7], "id")
	})
}

// readNames reads the names that actors have in further languages.
func (w *world) readNames() {
	table(namesTable, 3, func(c []string) { w.name(schema.IRI("actor/"+c[1]), ProperName, c[2], c[0]) })
}

// name adds the names of one field.
func (w *world) name(id schema.IRI, sort Sort, field, lang string) {
	split(field, lang, func(text, l string) {
		w.names = append(w.names, Name{Text: text, Actor: id, Sort: sort, Lang: l})
	})
}

// names are the canonical name first, then the others, each once.
func names(en, id string) []schema.Name {
	ns := make([]schema.Name, 0, 2+strings.Count(en, "|")+strings.Count(id, "|"))
	add := func(text, lang string) {
		ns = append(ns, schema.Name{Text: text, Lang: lang})
	}
	split(en, "en", add)
	split(id, "id", add)
	return ns
}

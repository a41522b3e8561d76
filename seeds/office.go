package seeds

import (
	"strings"

	"saksi/schema"
)

type holderKey struct {
	title string
	of    schema.IRI
}

type holder struct {
	person     int32 // index into records
	start, end string
}

func (w *world) readPeople() {
	table(peopleTable, 5, func(c []string) {
		r := Record{Actor: schema.Actor{ID: schema.IRI("actor/" + c[0]), Kind: schema.PersonKind}, Female: c[1] == "f"}
		if c[2] != "" {
			r.Of = schema.IRI("actor/" + c[2])
		}
		r.Names = names(c[3], "")
		for i := range r.Names {
			r.Names[i].Lang = ""
		}
		r.Offices = offices(c[4])
		for _, o := range r.Offices {
			k := holderKey{general(o.Title), o.Of}
			w.holders[k] = append(w.holders[k], holder{int32(len(w.records)), o.Start, o.End})
		}
		w.add(r)
		split(c[3], "", func(text, lang string) {
			sort := ProperName
			if !strings.ContainsAny(text, " -") {
				sort = Surname
			}
			w.names = append(w.names, Name{Text: text, Actor: r.ID, Sort: sort, Lang: lang})
		})
	})
}

// generalTitles are what offices are called elsewhere.
var generalTitles = map[string]string{"secretary of state": "foreign minister", "foreign secretary": "foreign minister", "acting foreign minister": "foreign minister",
	"defense secretary": "defence minister", "defence secretary": "defence minister", "acting defense secretary": "defence minister",
	"home secretary": "interior minister", "home minister": "interior minister", "treasury secretary": "finance minister",
	"chancellor of the exchequer": "finance minister", "sultan": "king", "emir": "king", "emperor": "king", "junta leader": "leader",
	"chief executive": "leader", "acting president": "president", "interim president": "president", "acting prime minister": "prime minister",
	"oil minister": "energy minister", "acting interior minister": "interior minister", "acting defence minister": "defence minister"}

// general is the title by which Holder finds an office.
func general(title string) string {
	if g, ok := generalTitles[title]; ok {
		return g
	}
	return title
}

// offices reads "title @OF start/end; …".
func offices(field string) []schema.Office {
	if field == "" {
		return nil
	}
	os := make([]schema.Office, 0, 1+strings.Count(field, ";"))
	for field != "" {
		var one string
		one, field, _ = strings.Cut(field, "; ")
		title, rest, _ := strings.Cut(one, " @")
		of, period, _ := strings.Cut(rest, " ")
		start, end, _ := strings.Cut(period, "/")
		os = append(os, schema.Office{Title: title, Of: schema.IRI("actor/" + of), Start: start, End: end})
	}
	return os
}

// within tells whether an ISO date lies in a period of EDTF dates of any
// precision; the empty date is now, and only open periods hold it.
func within(date, start, end string) bool {
	if date == "" {
		return end == ""
	}
	if start != "" && !(date >= start || strings.HasPrefix(start, date)) {
		return false
	}
	return end == "" || date <= end || strings.HasPrefix(date, end)
}

// OfficeOn is the office that the actor held on the date (ISO 8601, any
// precision; "" for today), or nil. Of several, the first of the table, which
// names the weightiest first.
func OfficeOn(a *schema.Actor, date string) *schema.Office {
	for i := range a.Offices {
		if o := &a.Offices[i]; within(date, o.Start, o.End) {
			return o
		}
	}
	return nil
}

// Holder is who held the office with the title ("foreign minister", which stands
// for secretaries of state and foreign secretaries too) for the state or organisation on the date, or nil when that is not known.
func Holder(title string, of schema.IRI, date string) *Record {
	w := theWorld()
	var found *Record
	latest := ""
	for _, h := range w.holders[holderKey{general(title), of}] {
		if within(date, h.start, h.end) && (found == nil || h.start > latest) {
			found, latest = &w.records[h.person], h.start
		}
	}
	return found
}

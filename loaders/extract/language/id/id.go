// Package id is Indonesian.
package id

import (
	"embed"
	"strings"
	"sync"

	"saksi/loaders/extract/language"
)

//go:embed *.tsv
var tables embed.FS

// Load returns the lexicon, which is read on first use.
var Load = sync.OnceValues(func() (*language.Language, error) {
	return language.Load(language.Rules{Code: "id", Inflect: Inflect, AgentPrep: "oleh", Possessor: "dari", PossFollows: true, BareCue: true, Joined: joined, Finite: Finite}, tables)
})

// joined are negations that are part of a name for a thing: a drone is "tak berawak".
var joined = map[[2]string]bool{{"tak", "berawak"}: true, {"tidak", "berawak"}: true, {"tanpa", "awak"}: true, {"nir", "awak"}: true}

// Frequent are words that tell the language.
//
//go:embed frequent.txt
var Frequent string

// Affixed tells whether a word looks like one with a prefix and a suffix.
func Affixed(w string) bool {
	return len(w) > 6 && (strings.HasPrefix(w, "me") || strings.HasPrefix(w, "di") || strings.HasPrefix(w, "ber")) &&
		(strings.HasSuffix(w, "kan") || strings.HasSuffix(w, "nya") || strings.HasSuffix(w, "an"))
}

// Inflect gives the forms of an Indonesian stem: active meN-, passive di- and
// ter-, and the bare stem.
func Inflect(stem string, pos language.POS) []language.Form {
	switch pos {
	case language.Verb:
		return []language.Form{{Text: Active(stem), Voice: language.Active}, {Text: "di" + stem, Voice: language.Passive},
			{Text: "ter" + stem, Voice: language.Passive}, {Text: stem, Voice: language.Bare}}
	case language.Fixed:
		return []language.Form{{Text: stem, Voice: language.Active}}
	}
	return []language.Form{{Text: stem}}
}

// kept lists stems whose first letter stays after meN-: those with the prefix
// per-, and loans.
var kept = map[string]bool{"protes": true, "prediksi": true, "prediksikan": true, "produksi": true, "provokasi": true, "klaim": true,
	"kritik": true, "kritisi": true, "transfer": true, "targetkan": true, "teror": false, "persekusi": true, "pertimbangkan": true,
	"peringatkan": true, "pertanyakan": true, "persoalkan": true, "persenjatai": true, "perkirakan": true, "peroleh": true, "spekulasikan": true}

// Active puts meN- before a stem: k, p, s and t give way to the nasal, but not
// in loans and before a second prefix.
func Active(stem string) string {
	if stem == "" {
		return ""
	}
	rest := stem[1:]
	if kept[stem] {
		switch stem[0] {
		case 'k':
			return "meng" + stem
		case 'p':
			return "mem" + stem
		default:
			return "men" + stem
		}
	}
	if len(stem) == 3 || stem == "bom" {
		return "menge" + stem
	}
	switch stem[0] {
	case 'a', 'e', 'i', 'o', 'u', 'h', 'g':
		return "meng" + stem
	case 'k':
		return "meng" + rest
	case 'b', 'f', 'v':
		return "mem" + stem
	case 'p':
		return "mem" + rest
	case 't':
		return "men" + rest
	case 'd', 'c', 'j', 'z':
		return "men" + stem
	case 's':
		return "meny" + rest
	}
	return "me" + stem
}

// Finite tells whether a form has a prefix of voice.
func Finite(lower string) bool {
	return strings.HasPrefix(lower, "me") || strings.HasPrefix(lower, "di")
}

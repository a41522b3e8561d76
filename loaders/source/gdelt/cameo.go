package gdelt

import (
	"strings"
	"sync"

	"saksi/schema"
	"saksi/seeds"
)

// coding is what a CAMEO event code becomes: an act whose speaker is the first
// actor and whose target is the second, or a relation between the two that the
// publication reports.
type coding struct {
	act      schema.Act
	relation schema.Relation
}

// codes maps CAMEO codes. Where several of our acts or relations carry a code, or
// none does, these rows decide; others follow from the tables of the schema, and
// a code that is not there from the code above it.
var codes = map[string]coding{
	"01": {act: schema.Assert}, "011": {act: schema.Reject}, "013": {act: schema.Assert}, "014": {act: schema.Ask},
	"015": {act: schema.Admit}, "016": {act: schema.Deny}, "018": {act: schema.Agree}, "019": {act: schema.Agree},
	"02": {act: schema.Demand}, "03": {act: schema.Promise}, "04": {relation: "meet"}, "042": {relation: "visit"},
	"043": {relation: "host"}, "045": {relation: "mediate"}, "046": {relation: "negotiate"}, "05": {relation: "support"},
	"051": {act: schema.Praise}, "06": {relation: "cooperate"}, "07": {relation: "aid"}, "08": {relation: "accede"},
	"0841": {relation: "release"}, "09": {relation: "investigate"}, "10": {act: schema.Demand}, "11": {act: schema.Condemn},
	"112": {act: schema.Accuse}, "12": {act: schema.Reject}, "13": {act: schema.Threaten}, "14": {relation: "protest"},
	"15": {relation: "mobilize"}, "154": {relation: "mobilize"}, "16": {relation: "sanction"}, "17": {relation: "seize"},
	"170": {relation: "interfere"}, "173": {relation: "detain"}, "18": {relation: "attack"}, "180": {relation: "attack"},
	"186": {relation: "kill"}, "19": {relation: "attack"}, "190": {relation: "attack"}, "192": {relation: "occupy"},
	"20": {relation: "kill"},
}

// fromSchema are the codes of the schema's relations, each code's first relation.
var fromSchema = sync.OnceValue(func() map[string]coding {
	m := map[string]coding{}
	for _, r := range schema.Relations {
		if _, dup := m[r.Cameo]; !dup {
			m[r.Cameo] = coding{relation: r.Relation}
		}
	}
	return m
})

// decode gives the coding of the longest known code that begins the given one.
func decode(cameo string) (coding, bool) {
	for n := len(cameo); n >= 2; n-- {
		if c, ok := codes[cameo[:n]]; ok {
			return c, true
		}
		if c, ok := fromSchema()[cameo[:n]]; ok {
			return c, true
		}
	}
	return coding{}, false
}

// countries are the codes of CAMEO that are not those of ISO 3166.
var countries = map[string]string{"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "WSB": "PSE", "GZS": "PSE", "KSV": "XKX"}

// groups are the codes of organisations in CAMEO's known groups.
var groups = map[string]schema.IRI{"UNO": "actor/UN", "NAT": "actor/NATO", "NATO": "actor/NATO", "EEC": "actor/EU", "EU": "actor/EU",
	"ARL": "actor/ARABLEAGUE", "OPC": "actor/OPEC", "AFU": "actor/AU", "HEZ": "actor/HEZBOLLAH", "HMS": "actor/HAMAS", "TAL": "actor/TALIBAN"}

// party makes an actor of the columns of one: its code, name, country and known
// group. It is false for an empty actor.
func party(code, name, country, group string) (schema.Party, bool) {
	if code == "" && name == "" {
		return schema.Party{}, false
	}
	if iso, ok := countries[country]; ok {
		country = iso
	}
	for _, id := range []schema.IRI{groups[group], groups[code], schema.IRI("actor/" + country)} {
		if a, ok := seeds.Actor(id); ok && id != "" {
			return schema.Party{ID: id, Name: a.Name(), Text: name}, true
		}
	}
	name = title(name)
	if name == "" {
		name = code
	}
	return schema.Party{ID: schema.ActorID(name, ""), Name: name, Text: name}, true
}

// title writes a name in capitals as names are written.
func title(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

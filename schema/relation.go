package schema

// Relation is what a claim says that its agents do, one of the closed list
// [Relations], or empty for a claim that holds no known relation.
type Relation string

// RelationInfo describes a relation.
type RelationInfo struct {
	Relation Relation
	Cameo    string // CAMEO 1.1b3 code
	Plover   Plover
	// Symmetric relations hold between all their parties: who meets whom does not matter.
	Symmetric bool
	// Harm marks what one is blamed for: saying it of another is an accusation in substance.
	Harm bool
	// Opposite relations undo this one; doing them after a promise is a reversal.
	Opposite []Relation
	En, ID   string // third person singular, English; active verb, Indonesian
}

// Relations is the closed list, grouped by PLOVER type. The codes are those of
// CAMEO 1.1b3 (Schrodt 2012) and of the PLOVER manual (Open Event Data Alliance 2023).
var Relations = []RelationInfo{
	// material help
	{"supply", "072", Plover{"AID", ""}, false, false, []Relation{"embargo", "sanction"}, "supplies", "memasok"},
	{"support", "050", Plover{"SUPPORT", ""}, false, false, []Relation{"sanction", "attack"}, "supports", "mendukung"},
	{"aid", "073", Plover{"AID", ""}, false, false, []Relation{"sanction", "embargo"}, "helps", "membantu"},
	{"fund", "071", Plover{"AID", ""}, false, false, []Relation{"sanction", "embargo"}, "funds", "mendanai"},
	{"train", "072", Plover{"AID", ""}, false, false, nil, "trains", "melatih"},
	{"arm", "072", Plover{"AID", ""}, false, false, []Relation{"embargo"}, "arms", "mempersenjatai"},
	{"host", "075", Plover{"AID", ""}, false, false, []Relation{"expel"}, "hosts", "menampung"},
	// capability
	{"produce", "150", Plover{"MOBILIZE", "weapons"}, false, false, nil, "produces", "memproduksi"},
	{"develop", "150", Plover{"MOBILIZE", "weapons"}, false, false, nil, "develops", "mengembangkan"},
	{"acquire", "150", Plover{"MOBILIZE", "weapons"}, false, false, nil, "acquires", "memperoleh"},
	{"use", "190", Plover{"ASSAULT", ""}, false, false, nil, "uses", "menggunakan"},
	{"deploy", "150", Plover{"MOBILIZE", "troops"}, false, false, []Relation{"withdraw"}, "deploys", "mengerahkan"},
	{"mobilize", "152", Plover{"MOBILIZE", "troops"}, false, false, []Relation{"withdraw"}, "mobilizes", "memobilisasi"},
	{"test", "150", Plover{"MOBILIZE", "weapons"}, false, false, nil, "tests", "menguji"},
	// violence
	{"attack", "190", Plover{"ASSAULT", ""}, false, true, []Relation{"withdraw"}, "attacks", "menyerang"},
	{"bomb", "195", Plover{"ASSAULT", "aerial"}, false, true, nil, "bombs", "mengebom"},
	{"kill", "180", Plover{"ASSAULT", ""}, false, true, nil, "kills", "membunuh"},
	{"injure", "180", Plover{"ASSAULT", ""}, false, true, nil, "injures", "melukai"},
	{"invade", "192", Plover{"ASSAULT", ""}, false, true, []Relation{"withdraw"}, "invades", "menginvasi"},
	{"occupy", "192", Plover{"ASSAULT", ""}, false, true, []Relation{"withdraw"}, "occupies", "menduduki"},
	{"destroy", "171", Plover{"ASSAULT", ""}, false, true, nil, "destroys", "menghancurkan"},
	// coercion
	{"blockade", "191", Plover{"COERCE", "restrict"}, false, true, nil, "blockades", "memblokade"},
	{"seize", "171", Plover{"COERCE", "seize"}, false, true, []Relation{"release"}, "seizes", "menyita"},
	{"detain", "173", Plover{"COERCE", "arrest"}, false, true, []Relation{"release"}, "detains", "menahan"},
	{"abduct", "181", Plover{"ASSAULT", "abduct"}, false, true, []Relation{"release"}, "abducts", "menculik"},
	{"expel", "166", Plover{"SANCTION", "expel"}, false, true, []Relation{"host"}, "expels", "mengusir"},
	{"hack", "176", Plover{"COERCE", "cyber"}, false, true, nil, "hacks", "meretas"},
	{"spy", "170", Plover{"COERCE", ""}, false, true, nil, "spies on", "memata-matai"},
	{"interfere", "170", Plover{"COERCE", ""}, false, true, nil, "interferes with", "mencampuri"},
	{"sanction", "163", Plover{"COERCE", "restrict"}, false, false, []Relation{"supply", "aid"}, "sanctions", "menjatuhkan sanksi kepada"},
	{"embargo", "163", Plover{"SANCTION", "discontinue"}, false, false, []Relation{"supply", "trade"}, "embargoes", "mengembargo"},
	{"violate", "170", Plover{"COERCE", ""}, false, true, nil, "violates", "melanggar"},
	{"threaten", "130", Plover{"THREATEN", ""}, false, true, nil, "threatens", "mengancam"},
	// giving way
	{"withdraw", "087", Plover{"RETREAT", "withdraw"}, false, false, []Relation{"deploy", "invade", "occupy", "attack"}, "withdraws", "menarik diri"},
	{"release", "084", Plover{"RETREAT", "release"}, false, false, []Relation{"detain", "abduct", "seize"}, "releases", "membebaskan"},
	{"accede", "080", Plover{"CONCEDE", ""}, false, false, nil, "accedes to", "bergabung dengan"},
	{"resign", "083", Plover{"CONCEDE", ""}, false, false, nil, "resigns", "mengundurkan diri"},
	// talks and ties
	{"meet", "040", Plover{"CONSULT", ""}, true, false, nil, "meets", "bertemu"},
	{"visit", "042", Plover{"CONSULT", "visit"}, false, false, nil, "visits", "mengunjungi"},
	{"negotiate", "046", Plover{"CONSULT", ""}, true, false, nil, "negotiates with", "berunding dengan"},
	{"mediate", "045", Plover{"CONSULT", "third-party"}, false, false, nil, "mediates between", "menengahi"},
	{"sign", "057", Plover{"SUPPORT", ""}, true, false, nil, "signs with", "menandatangani"},
	{"recognize", "054", Plover{"SUPPORT", ""}, false, false, nil, "recognizes", "mengakui"},
	{"cooperate", "060", Plover{"COOPERATE", ""}, true, false, []Relation{"sanction"}, "cooperates with", "bekerja sama dengan"},
	{"ally", "050", Plover{"COOPERATE", ""}, true, false, nil, "is allied with", "bersekutu dengan"},
	{"trade", "061", Plover{"COOPERATE", ""}, true, false, []Relation{"embargo", "sanction"}, "trades with", "berdagang dengan"},
	// inside a state
	{"protest", "141", Plover{"PROTEST", "demo"}, false, false, nil, "protests against", "memprotes"},
	{"investigate", "090", Plover{"ACCUSE", "investigate"}, false, false, nil, "investigates", "menyelidiki"},
	{"convict", "173", Plover{"ACCUSE", ""}, false, false, []Relation{"release"}, "convicts", "menghukum"},
	{"elect", "050", Plover{"SUPPORT", ""}, false, false, nil, "elects", "memilih"},
}

// RelationNames are the names of all relations, in the order of [Relations].
func RelationNames() []string {
	out := make([]string, len(Relations))
	for i, r := range Relations {
		out[i] = string(r.Relation)
	}
	return out
}

// Info returns the table row of the relation, or false for one that is not in
// the closed list.
func (r Relation) Info() (RelationInfo, bool) {
	for i := range Relations {
		if Relations[i].Relation == r {
			return Relations[i], true
		}
	}
	return RelationInfo{}, false
}

// Valid tells whether the relation is in the closed list.
func (r Relation) Valid() bool { _, ok := r.Info(); return ok }

// PLOVER is the event type of the claim. What somebody will or means to do is the
// intention of it, as the PLOVER manual has it: cooperation to come is AGREE, and
// material conflict to come is THREATEN.
func (c *Claim) PLOVER() Plover {
	info, _ := c.Relation.Info()
	if c.Theme != nil && c.Theme.ID == "theme/peacekeeping" {
		switch c.Relation {
		case "deploy", "visit":
			info.Plover = Plover{Type: "AID"} // CAMEO 074: provide peacekeeping
		case "withdraw":
			info.Plover = Plover{"SANCTION", "withdraw"} // CAMEO 1662: halt peacekeeping
		}
	}
	switch {
	case c.Polarity == Negative && cooperative(info.Plover.Type) && c.Modality == Actual:
		return Plover{Type: "SANCTION", Mode: "discontinue"} // "suspended aid"
	case c.Polarity == Negative && cooperative(info.Plover.Type):
		return Plover{Type: "REJECT"} // "will not meet"
	case c.Polarity == Negative && hostile(info.Plover.Type):
		return Plover{Type: "CONCEDE"} // "lifted sanctions", "ended the siege"
	case c.Modality != Future && c.Modality != Planned:
		return info.Plover
	case cooperative(info.Plover.Type):
		return Plover{Type: "AGREE"}
	case hostile(info.Plover.Type):
		return Plover{Type: "THREATEN"}
	}
	return info.Plover
}

func cooperative(t string) bool {
	switch t {
	case "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE":
		return true
	}
	return false
}

// hostile tells whether a type is material conflict with another.
func hostile(t string) bool { return t == "SANCTION" || t == "COERCE" || t == "ASSAULT" }

package seeds

import "sync"

// Class says what a role word does for who is meant.
type Class uint8

// The classes of roles.tsv.
const (
	NoClass   Class = iota
	Title           // "Mr", "Pak": stands before a name
	Office          // "foreign minister": speaks for the state or organisation it is attached to
	Rank            // "general": likewise
	Spokes          // "juru bicara": likewise
	Organ           // "ministry", "tentara": stands for its state
	Officials       // "officials", "pejabat": unnamed people who act for their state
	OwnVoice        // "senator", "aktivis": has a voice of its own
	Crowd           // "warga", "analysts": acts for nobody
	Group           // "the group": taken up from before
	Polity          // "the country": taken up from before
	Former          // "mantan": ends an office
)

var classNames = map[string]Class{"title": Title, "office": Office, "rank": Rank, "spokes": Spokes, "organ": Organ,
	"officials": Officials, "own": OwnVoice, "people": Crowd, "group": Group, "polity": Polity, "former": Former}

// Role is a word or words for an office, an organ of state, a group of people.
type Role struct {
	Lang  string // BCP 47
	Words string
	Class Class
	// Key is the office in the terms of Holder ("foreign minister"), or the kind
	// of organ or polity; "" when there is none.
	Key    string
	Sector string // CAMEO and PLOVER actor code, or ""
}

var theRoles = sync.OnceValue(func() []Role {
	rs := make([]Role, 0, 3072)
	table(rolesTable, 5, func(c []string) {
		rs = append(rs, Role{Lang: c[0], Words: c[1], Class: classNames[c[2]], Key: c[3], Sector: c[4]})
	})
	return rs
})

// Roles are all role words, by language and then in alphabetical order. The
// slice is shared and must not be changed.
func Roles() []Role { return theRoles() }

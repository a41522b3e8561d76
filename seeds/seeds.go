// Package seeds is what the world is before any document is read: states,
// organisations, armed groups, media, people and the offices that they held, the
// themes that claims are about, and the words by which texts call them.
//
//	Pyongyang, Korut, DPRK, North Korean   →  actor/PRK
//	Menlu Rusia, the Russian foreign minister (2020)  →  actor/sergei-lavrov
//	kamikaze drones, pesawat nirawak       →  theme/drone
//
// Invariant: the tables are immutable once read; every identifier that a table
// refers to is defined in one. They are read on first use (see docs/sources.md
// for where they come from).
package seeds

import (
	"sync"

	"saksi/schema"
)

// Sort says in which way a name names its actor.
type Sort uint8

// The sorts of names.
const (
	ProperName Sort = iota // "Iran", "Hamas", "Sergei Lavrov"
	Adjective              // "Iranian": modifies another thing more often than not
	People                 // "Iranians": the people, who don't act for the state
	Capital                // "Tehran": the government where it acts, the town where it is a place
	Metonym                // "the Kremlin": the government
	City                   // a place in the state, never its government
	Region                 // a place that acts for nobody ("South China Sea")
	Surname                // a family name that stands for one prominent person ("Putin")
)

// Name is one way in which texts call an actor.
type Name struct {
	Text  string
	Actor schema.IRI // "place/…" for regions
	Sort  Sort
	Lang  string // BCP 47, or "" for any language
}

// Record is an actor with what the linker must know about it.
type Record struct {
	schema.Actor
	// SpeaksFor is the state that an organ of state speaks for ("actor/USA" for
	// the Pentagon), or "".
	SpeaksFor schema.IRI
	// Sector is the CAMEO and PLOVER code of the role: GOV, MIL, REB, OPP, PTY,
	// JRN, NGO, IGO and so on; "" for states and for people, whose office tells.
	Sector string
	// Female says that pronouns for the person are feminine.
	Female bool
}

// world is everything that the tables hold.
type world struct {
	records []Record
	byID    map[schema.IRI]int32
	names   []Name
	holders map[holderKey][]holder
}

var theWorld = sync.OnceValue(readWorld)

// Records are all actors of the tables: states, organisations, media, armed
// groups, people; each kind in the order of its table. The slice is shared and
// must not be changed.
func Records() []Record { return theWorld().records }

// Actors are all actors of the tables, in the order of Records.
func Actors() []schema.Actor {
	rs := Records()
	as := make([]schema.Actor, len(rs))
	for i := range rs {
		as[i] = rs[i].Actor
	}
	return as
}

// Lookup finds a record by its identifier.
func Lookup(id schema.IRI) (*Record, bool) {
	w := theWorld()
	i, ok := w.byID[id]
	if !ok {
		return nil, false
	}
	return &w.records[i], true
}

// Actor finds an actor by its identifier ("actor/IRN").
func Actor(id schema.IRI) (*schema.Actor, bool) {
	r, ok := Lookup(id)
	if !ok {
		return nil, false
	}
	return &r.Actor, true
}

// Names are all names of all actors and regions, in the order of Records. The
// slice is shared and must not be changed.
func Names() []Name { return theWorld().names }

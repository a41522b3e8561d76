package layout

import (
	"encoding/binary"
	"hash/maphash"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// hashTable leads from hashes of values to places of the nodes of a run. A hash is as good
// as a random number: its first half is where to look, a part of the rest tells most
// others apart without reading them.
type hashTable struct {
	slots []uint64 // the part of the hash, and the place plus one; 0 for a free one
	n     int
}

func (t *hashTable) slot(h *cayley.ValueHash) (at, tag uint64) {
	return binary.LittleEndian.Uint64(h[:]) & uint64(len(t.slots)-1), uint64(binary.LittleEndian.Uint32(h[8:])) << 32
}

const placeOf = 1<<32 - 1

func (t *hashTable) find(h *cayley.ValueHash, nodes []runNode) (place uint32, ok bool) {
	if t.n == 0 {
		return 0, false
	}
	at, tag := t.slot(h)
	for ; t.slots[at] != 0; at = (at + 1) & uint64(len(t.slots)-1) {
		if s := t.slots[at]; s&^placeOf == tag {
			if p := uint32(s) - 1; nodes[p].hash == *h {
				return p, true
			}
		}
	}
	return 0, false
}

// put puts the node at a place in, which is not there yet.
func (t *hashTable) put(place uint32, nodes []runNode) {
	if 2*t.n >= len(t.slots) {
		old := t.slots
		t.slots = make([]uint64, max(1<<10, 2*len(old)))
		for _, s := range old {
			if s != 0 {
				t.set(uint32(s)-1, nodes)
			}
		}
	}
	t.set(place, nodes)
	t.n++
}

func (t *hashTable) set(place uint32, nodes []runNode) {
	at, tag := t.slot(&nodes[place].hash)
	for t.slots[at] != 0 {
		at = (at + 1) & uint64(len(t.slots)-1)
	}
	t.slots[at] = tag | uint64(place+1)
}

// lately remembers the places of values that were met lately, which spares making their
// hashes.
type lately struct {
	seed    maphash.Seed
	entries [1 << 12]struct {
		value quad.Value
		place uint32
	}
}

const maxLately = 96 // bytes; longer values are not remembered

// entry is where the value may be remembered, nil for one that is not.
func (l *lately) entry(v quad.Value) *struct {
	value quad.Value
	place uint32
} {
	var s string
	switch v := v.(type) {
	case quad.IRI:
		s = string(v)
	case quad.String:
		s = string(v)
	default:
		return nil
	}
	if len(s) > maxLately {
		return nil
	}
	return &l.entries[maphash.String(l.seed, s)%uint64(len(l.entries))]
}

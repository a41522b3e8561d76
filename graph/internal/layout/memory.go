package layout

import (
	"encoding/binary"
	"math"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// Memory is what a load keeps in mind of the nodes of a store from one run to the next:
// those that were met lately and may be met again, and of a store that it began itself a
// filter of all, which tells of values that can't be there; and of the quads that documents
// share, such as the names of actors. It holds while nothing but the runs of the load writes
// to the store.
type Memory struct {
	known known
	seen  filter
	quads knownQuads
	// lastNodes and lastQuads are how many there were in the run before: as many are
	// expected.
	lastNodes, lastQuads int
	run                  uint32 // counts those before
}

// NewMemory is for a load into the store as it is now.
func NewMemory(db Getter) (*Memory, error) {
	m := &Memory{known: make(known, knownSets), quads: make(knownQuads, knownQuadSets)}
	n, err := number(db, horizonKey)
	if err == nil && n == 0 {
		m.seen = make(filter, filterLines)
	}
	return m, err
}

// May tells whether the value may be in the store, or in the run that goes on.
func (m *Memory) May(v quad.Value) bool {
	h := hashOf(v)
	return m.seen.may(&h)
}

// keep keeps the nodes of a run in mind, with the count of the quads that each is an end
// of now.
func (m *Memory) keep(r *Run, before map[uint32]uint64) {
	m.lastNodes, m.lastQuads = len(r.nodes), len(r.quads)
	m.run++
	for at := range r.nodes {
		n := &r.nodes[at]
		if n.refs > 0 && (n.id < r.first || !n.own) {
			m.known.keep(&n.hash, n.id, before[uint32(at)]+uint64(n.refs), m.run)
		}
	}
}

// known are nodes in sets by a part of their hashes, each an end of a quad at least. In a
// full set the one that was not met for longest makes room.
type known [][knownWays]knownNode

type knownNode struct {
	hash [12]byte // two of a billion nodes have the same with a probability of 10⁻¹¹
	id   uint32   // 0 for a free place
	refs uint32
	run  uint32 // that it was met in
}

const (
	knownWays = 8
	knownSets = 1 << 17 // 1,048,576 nodes, 24 MiB
)

func (k known) set(h *cayley.ValueHash) *[knownWays]knownNode {
	return &k[binary.LittleEndian.Uint32(h[12:])%knownSets]
}

// find is what is kept of the node with a hash, or nil.
func (k known) find(h *cayley.ValueHash) *knownNode {
	set := k.set(h)
	for i := range set {
		if n := &set[i]; n.id != 0 && n.hash == [12]byte(h[:12]) {
			return n
		}
	}
	return nil
}

func (k known) keep(h *cayley.ValueHash, id uint32, refs uint64, run uint32) {
	n := k.find(h)
	if n == nil {
		set := k.set(h)
		n = &set[0]
		for i := range set {
			if set[i].run < n.run { // free places have none
				n = &set[i]
			}
		}
	}
	if refs > math.MaxUint32 { // it has to be looked up
		*n = knownNode{}
		return
	}
	*n = knownNode{[12]byte(h[:12]), id, uint32(refs), run}
}

// knownQuads are quads that the store has, in sets by a part of their hashes, with the run
// that they were met in last in place of their numbers. In a full set the one that was not
// met for longest makes room.
type knownQuads [][knownWays]runQuad

const knownQuadSets = 1 << 16 // 524,288 quads, 10 MiB

func (k knownQuads) set(q *runQuad) *[knownWays]runQuad {
	const odd = 0x9e3779b97f4a7c15 // 2⁶⁴ by the golden ratio, which spreads what it multiplies
	h := (uint64(q.s)<<32|uint64(q.p))*odd ^ (uint64(q.o)<<32 | uint64(q.l))
	h = (h ^ h>>29) * odd
	return &k[h>>48%knownQuadSets]
}

// met tells whether the quad is known, and that it was met in this run.
func (k knownQuads) met(q runQuad, run uint32) bool {
	set := k.set(&q)
	for i := range set {
		if x := &set[i]; x.s == q.s && x.p == q.p && x.o == q.o && x.l == q.l {
			x.id = run
			return true
		}
	}
	return false
}

// keep keeps a quad that is not known.
func (k knownQuads) keep(q runQuad, run uint32) {
	set := k.set(&q)
	oldest := &set[0]
	for i := range set {
		if set[i].id < oldest.id {
			oldest = &set[i]
		}
	}
	q.id = run
	*oldest = q
}

// filter is a Bloom filter of hashes: it tells of those that were not added. Its size is
// fixed; it is of little use for more than a hundred million. The zero filter has all.
type filter [][8]uint64

const filterLines = 1 << 20 // of 512 bits: 64 MiB

// bits are six bits of a line; a hash is as good as a random number.
func (f filter) bits(h *cayley.ValueHash) (line *[8]uint64, bits uint64) {
	return &f[binary.LittleEndian.Uint32(h[:])%filterLines], binary.LittleEndian.Uint64(h[4:])
}

func (f filter) add(h *cayley.ValueHash) {
	if f == nil {
		return
	}
	line, bits := f.bits(h)
	for range 6 {
		line[bits>>6&7] |= 1 << (bits & 63)
		bits >>= 9
	}
}

// may tells whether the hash may have been added.
func (f filter) may(h *cayley.ValueHash) bool {
	if f == nil {
		return true
	}
	line, bits := f.bits(h)
	for range 6 {
		if line[bits>>6&7]&(1<<(bits&63)) == 0 {
			return false
		}
		bits >>= 9
	}
	return true
}

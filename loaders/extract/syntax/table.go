package syntax

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// Weights are kept as bytes, companded by a square root: plain linear bytes lose
// the small weights that decide most cases. A byte b stands for expanded[b].
var expanded = func() (e [256]int32) {
	const largest = 1 << 14
	for b := range 256 {
		v := float64(int8(b)) / 127
		e[b] = int32(math.Round(v * math.Abs(v) * largest))
	}
	return e
}()

func compand(w, top float64) byte {
	v := math.Sqrt(min(math.Abs(w)/top, 1)) * 127
	return byte(int8(math.Copysign(math.Round(v), w)))
}

// Both tables are open-addressed and at most half full, so that most features
// cost one load. A feature is told from others at its place by a fingerprint.

// moves scores the three transitions. Weights are relative to shift, so that a
// place is one word of 32 bits: fingerprint, left, right.
type moves struct {
	shift uint
	cells []uint32
}

// rows scores many classes, of which a feature has weights for a few: a place
// holds the fingerprint and where its entries are.
type rows struct {
	shift   uint
	cells   []uint64 // fingerprint 32, first entry 24, number of entries 8
	entries []uint16 // class 8, weight 8
}

const (
	maxEntries = 255
	poolBits   = 24
)

// bitsFor is the number of bits of a table for n features.
func bitsFor(n int) uint {
	b := uint(4)
	for 1<<b < 2*n {
		b++
	}
	return b
}

func newMoves(n int) *moves {
	b := bitsFor(n)
	return &moves{shift: 64 - b, cells: make([]uint32, 1<<b)}
}

func newRows(n int) *rows {
	b := bitsFor(n)
	return &rows{shift: 64 - b, cells: make([]uint64, 1<<b)}
}

// print16 and print32 are fingerprints; they are never 0.
func print16(f uint64) uint32 { return uint32(f)<<16 | 1<<16 }
func print32(f uint64) uint64 { return f<<32 | 1<<32 }

func (t *moves) put(f uint64, left, right byte) {
	mask := uint64(len(t.cells) - 1)
	i := f >> t.shift
	for ; t.cells[i] != 0; i = (i + 1) & mask {
	}
	t.cells[i] = print16(f) | uint32(left)<<8 | uint32(right)
}

func (t *rows) put(f uint64, first, n int) {
	mask := uint64(len(t.cells) - 1)
	i := f >> t.shift
	for ; t.cells[i] != 0; i = (i + 1) & mask {
	}
	t.cells[i] = print32(f) | uint64(first)<<8 | uint64(n)
}

// score sums the weights of left and right over the features.
func (t *moves) score(features []uint64) (left, right int32) {
	cells, shift := t.cells, t.shift&63
	mask := uint64(len(cells) - 1)
	for _, f := range features {
		p := print16(f) >> 16
		for i := f >> shift; ; i++ {
			c := cells[i&mask]
			if c>>16 == p {
				left += expanded[uint8(c>>8)]
				right += expanded[uint8(c)]
				break
			}
			if c == 0 {
				break
			}
		}
	}
	return left, right
}

// score adds the weights of the features to scores, by class.
func (t *rows) score(features []uint64, scores *[256]int32) {
	cells, shift := t.cells, t.shift&63
	mask := uint64(len(cells) - 1)
	for _, f := range features {
		p := print32(f) >> 32
		for i := f >> shift; ; i++ {
			c := cells[i&mask]
			if c>>32 == p {
				first := uint32(c) >> 8
				for _, e := range t.entries[first : first+uint32(c)&0xff] {
					scores[e>>8] += expanded[uint8(e)]
				}
				break
			}
			if c == 0 {
				break
			}
		}
	}
}

func abs(b byte) int { return max(int(int8(b)), -int(int8(b))) }

// freezeMoves and freezeRows write averaged features in the form that a cursor
// reads: the number of features, then each in the order of its hash, the hash cut
// to what the table needs, and its weights. Of rows only weights of at least least,
// as bytes, are kept: most are small, and leaving them out costs nothing.
func freezeMoves(fs []ranked) []byte {
	top := 1e-9
	for _, f := range fs {
		top = max(top, math.Abs(float64(f.weights[left]-f.weights[shift])), math.Abs(float64(f.weights[right]-f.weights[shift])))
	}
	return freeze(fs, func(b []byte, f ranked) []byte {
		return append(b, compand(float64(f.weights[left]-f.weights[shift]), top), compand(float64(f.weights[right]-f.weights[shift]), top))
	}, 2)
}

func freezeRows(fs []ranked, least int) []byte {
	top := 1e-9
	for _, f := range fs {
		for _, w := range f.weights {
			top = max(top, math.Abs(float64(w)))
		}
	}
	return freeze(fs, func(b []byte, f ranked) []byte {
		at, n := len(b), 0
		b = append(b, 0)
		for c, w := range f.weights {
			if v := compand(float64(w), top); abs(v) >= least && n < maxEntries {
				b = append(b, byte(c), v)
				n++
			}
		}
		b[at] = byte(n)
		return b
	}, 4)
}

// freeze writes the features sorted by hash: the high 32 bits as a difference,
// then the low bytes that make the fingerprint.
func freeze(fs []ranked, weights func([]byte, ranked) []byte, low int) []byte {
	slices.SortFunc(fs, func(a, b ranked) int { return cmp.Compare(a.feature, b.feature) })
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(fs)))
	prev := uint64(0)
	for _, f := range fs {
		high := f.feature >> 32
		b = binary.AppendUvarint(b, high-prev)
		prev = high
		for i := range low {
			b = append(b, byte(f.feature>>(8*i)))
		}
		b = weights(b, f)
	}
	return b
}

package syntax

import (
	"encoding/binary"
	"math"
)

// A table in a file: the number of its buckets, then of each bucket the number of
// its features and of each feature its fingerprint and weights.

// freeze puts features into buckets, the first first; those that find their bucket
// full are left out, and so are those without weights.
func freeze(fs []ranked, buckets int, weights func(ranked) []byte) []byte {
	full := make([][]byte, buckets)
	used := make([]byte, buckets)
	for _, f := range fs {
		b := bucketOf(f.feature, uint64(buckets))
		if used[b] == perBucket {
			continue
		}
		if w := weights(f); w != nil {
			used[b]++
			full[b] = binary.LittleEndian.AppendUint16(full[b], uint16(fingerprint(f.feature)))
			full[b] = append(full[b], w...)
		}
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(buckets))
	for b := range full {
		out = append(append(out, used[b]), full[b]...)
	}
	return out
}

// freezeMoves writes averaged weights relative to shift.
func freezeMoves(fs []ranked, buckets int) []byte {
	top := 1e-9
	for _, f := range fs {
		top = max(top, math.Abs(float64(f.weights[left]-f.weights[shift])), math.Abs(float64(f.weights[right]-f.weights[shift])))
	}
	return freeze(fs, buckets, func(f ranked) []byte {
		l := compand(float64(f.weights[left]-f.weights[shift]), top)
		r := compand(float64(f.weights[right]-f.weights[shift]), top)
		if l == 0 && r == 0 {
			return nil
		}
		return []byte{l, r}
	})
}

// freezeRows keeps only weights that are, as bytes, at least least: most are
// small, and leaving them out costs nothing.
func freezeRows(fs []ranked, buckets, least int) []byte {
	top := 1e-9
	for _, f := range fs {
		for _, w := range f.weights {
			top = max(top, math.Abs(float64(w)))
		}
	}
	return freeze(fs, buckets, func(f ranked) []byte {
		b := []byte{0}
		for c, w := range f.weights {
			if v := compand(float64(w), top); abs(v) >= least && b[0] < maxCells {
				b = append(b, byte(c), v)
				b[0]++
			}
		}
		if b[0] == 0 {
			return nil
		}
		return b
	})
}

func abs(b byte) int { return max(int(int8(b)), -int(int8(b))) }

// buckets reads how many buckets follow; there is at least one.
func (c *cursor) buckets() int {
	n := c.count(1)
	if n == 0 {
		c.err = errModel
	}
	return n
}

// lanes reads how many features a bucket has.
func (c *cursor) lanes() uint {
	n := uint(c.byte())
	if n > perBucket {
		c.err = errModel
		return 0
	}
	return n
}

func (c *cursor) moves() *moves {
	t := &moves{slots: make([][2]uint64, c.buckets())}
	for b := range t.slots {
		for k := range c.lanes() {
			if v := c.take(4); v != nil {
				t.slots[b][0] |= uint64(binary.LittleEndian.Uint16(v)) << (16 * k)
				t.slots[b][1] |= uint64(binary.LittleEndian.Uint16(v[2:])) << (16 * k)
			}
		}
	}
	return t
}

func (c *cursor) rows() *rows {
	t := &rows{slots: make([][2]uint64, c.buckets())}
	for b := range t.slots {
		s := &t.slots[b]
		s[1] = uint64(uint32(len(t.cells)))
		for k := range c.lanes() {
			v := c.take(3)
			if v == nil || v[2] > maxCells {
				c.err = errModel
				return t
			}
			s[0] |= uint64(binary.LittleEndian.Uint16(v)) << (16 * k)
			s[1] |= uint64(v[2]) << (32 + 8*k)
			cells := c.take(2 * int(v[2]))
			for i := 0; i+1 < len(cells); i += 2 {
				t.cells = append(t.cells, uint16(cells[i])<<8|uint16(cells[i+1]))
			}
		}
	}
	return t
}

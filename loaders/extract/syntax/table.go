package syntax

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// table is a frozen linear model: for each feature a row of one small weight per
// class. Rows sit in an open-addressed hash table of fingerprints. Weights are
// bytes, companded by a square root: plain linear bytes lose the small weights
// that decide most cases.
type table struct {
	classes int
	size    uint64 // places
	keys    []uint32
	rows    []int8
	scale   [256]int32 // what a byte stands for
}

func key(f uint64) uint32 { return uint32(f) | 1 }

// find is the row of a feature, or nil.
func (t *table) find(f uint64) []int8 {
	k := key(f)
	i := (f >> 32) * t.size >> 32
	for {
		switch t.keys[i] {
		case k:
			return t.rows[int(i)*t.classes : int(i+1)*t.classes]
		case 0:
			return nil
		}
		if i++; i == t.size {
			i = 0
		}
	}
}

// score sums the rows of the features into scores, which must be zero.
func (t *table) score(features []uint64, scores []int32) {
	for _, f := range features {
		row := t.find(f)
		for c, b := range row {
			scores[c] += t.scale[uint8(b)]
		}
	}
}

// maxWeight is what the largest byte stands for in scores.
const maxWeight = 1 << 14

func (t *table) expand() {
	for b := range 256 {
		v := float64(int8(b)) / 127
		t.scale[b] = int32(math.Round(v * math.Abs(v) * maxWeight))
	}
}

func (t *table) write(w io.Writer) error {
	return errors.Join(binary.Write(w, binary.LittleEndian, []uint32{uint32(t.classes), uint32(t.size)}),
		binary.Write(w, binary.LittleEndian, t.keys), binary.Write(w, binary.LittleEndian, t.rows))
}

var errModel = errors.New("model file is cut short or of another version")

// cursor reads little-endian values from bytes.
type cursor struct {
	b   []byte
	err error
}

func (c *cursor) take(n int) []byte {
	if c.err != nil || n < 0 || n > len(c.b) {
		c.err = errModel
		return nil
	}
	b := c.b[:n]
	c.b = c.b[n:]
	return b
}

func (c *cursor) uint32() uint32 {
	if b := c.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (c *cursor) uint32s(n int) []uint32 {
	b := c.take(4 * n)
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

func (c *cursor) table() *table {
	t := &table{classes: int(c.uint32()), size: uint64(c.uint32())}
	if c.err != nil || t.size == 0 || t.classes == 0 || t.classes > 512 {
		c.err = errModel
		return t
	}
	t.keys = c.uint32s(int(t.size))
	raw := c.take(int(t.size) * t.classes)
	t.rows = make([]int8, len(raw))
	for i, b := range raw {
		t.rows[i] = int8(b)
	}
	t.expand()
	return t
}

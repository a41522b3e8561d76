package syntax

import (
	"encoding/binary"
	"errors"
	"io"
)

var errModel = errors.New("model file is cut short or of another version")

func (t *moveTable) write(w io.Writer) error {
	return errors.Join(binary.Write(w, binary.LittleEndian, uint32(len(t.slots))), binary.Write(w, binary.LittleEndian, t.slots))
}

func (t *table) write(w io.Writer) error {
	return errors.Join(binary.Write(w, binary.LittleEndian, []uint32{uint32(len(t.slots)), uint32(len(t.cells))}),
		binary.Write(w, binary.LittleEndian, t.slots), binary.Write(w, binary.LittleEndian, t.cells))
}

// cursor reads little-endian values from bytes.
type cursor struct {
	b   []byte
	err error
}

func (c *cursor) take(n, size int) []byte {
	if c.err != nil || n < 0 || n > len(c.b)/size {
		c.err = errModel
		return nil
	}
	b := c.b[:n*size]
	c.b = c.b[n*size:]
	return b
}

func (c *cursor) uint32() uint32 {
	if b := c.take(1, 4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (c *cursor) uint32s(n int) []uint32 {
	b := c.take(n, 4)
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

func (c *cursor) uint64s(n int) []uint64 {
	b := c.take(n, 8)
	out := make([]uint64, len(b)/8)
	for i := range out {
		out[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return out
}

// slots reads n words of buckets, at least one bucket.
func (c *cursor) slots(n uint32) []uint64 {
	if n < 2 || n%2 != 0 {
		c.err = errModel
	}
	return c.uint64s(int(n))
}

func (c *cursor) moveTable() *moveTable { return &moveTable{slots: c.slots(c.uint32())} }

// table reads a table of classes and checks that no cell leads astray.
func (c *cursor) table(classes int) *table {
	slots, cells := c.uint32(), int(c.uint32())
	t := &table{classes: classes, slots: c.slots(slots)}
	b := c.take(cells, 2)
	t.cells = make([]uint16, len(b)/2)
	for i := range t.cells {
		t.cells[i] = binary.LittleEndian.Uint16(b[2*i:])
		if int(t.cells[i]>>8) >= classes {
			c.err = errModel
		}
	}
	for i := 1; i < len(t.slots); i += 2 {
		w := t.slots[i]
		n := uint64(uint8(w>>32)) + uint64(uint8(w>>40)) + uint64(uint8(w>>48)) + uint64(uint8(w>>56))
		if uint64(uint32(w))+n > uint64(len(t.cells)) {
			c.err = errModel
		}
	}
	return t
}

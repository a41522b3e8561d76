package level

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/golang/snappy"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// The index of a table has the last key of each block, or something between that and the
// first key of the next. goleveldb writes each in full; here they share what they begin
// with, as keys in blocks do: whoever reads a table reads two fifths less, and the cache
// holds more of them. Every reader of LevelDB takes both, since an index is a block like
// the others (doc/table_format.md of LevelDB).

// indexInterval is how many keys of an index stand from one that is written in full to the
// next.
const indexInterval = 16

const (
	handles    = 40 // bytes of the footer for the places of two blocks
	footerSize = handles + 8
	trailer    = 5 // bytes behind a block: how it is compressed, and its checksum
	plain      = 0
	snappied   = 1
)

var errTail = errors.New("the end of a table is not as it should be")

// tail stands between a table that is written and its file. It keeps back what comes after
// mark was called.
type tail struct {
	w    io.Writer
	at   int64 // bytes that went into the file
	kept *bytes.Buffer
}

func (t *tail) Write(b []byte) (int, error) {
	if t.kept != nil {
		return t.kept.Write(b)
	}
	n, err := t.w.Write(b)
	t.at += int64(n)
	return n, err
}

func (t *tail) mark() { t.kept = new(bytes.Buffer) }

// finish writes what was kept back, which ends with an index and a footer, with a smaller
// index.
func (t *tail) finish() error {
	b := t.kept.Bytes()
	t.kept = nil
	if len(b) < footerSize {
		return errTail
	}
	footer := b[len(b)-footerSize:]
	meta, n := handle(footer)
	index, m := handle(footer[n:])
	from := int64(index.offset) - t.at
	if n == 0 || m == 0 || from < 0 || from+int64(index.size)+trailer+footerSize != int64(len(b)) {
		return errTail
	}
	entries, err := unpacked(b[from : from+int64(index.size)+1])
	if err != nil {
		return err
	}
	block, err := shared(entries)
	if err != nil {
		return err
	}
	packed := snappy.Encode(nil, block)
	packed = append(packed, snappied)
	packed = binary.LittleEndian.AppendUint32(packed, util.NewCRC(packed).Value())
	out := append(b[:from:from], packed...)
	ends := appendHandle(nil, meta)
	ends = appendHandle(ends, blockHandle{index.offset, uint64(len(packed) - trailer)})
	out = append(out, ends...)
	out = append(out, make([]byte, handles-len(ends))...)
	_, err = t.Write(append(out, footer[handles:]...))
	return err
}

// blockHandle is where a block of a table is, without its trailer.
type blockHandle struct{ offset, size uint64 }

// handle reads a place of a block; n is 0 when there is none.
func handle(b []byte) (h blockHandle, n int) {
	var k int
	if h.offset, n = binary.Uvarint(b); n <= 0 {
		return h, 0
	}
	if h.size, k = binary.Uvarint(b[n:]); k <= 0 {
		return h, 0
	}
	return h, n + k
}

func appendHandle(b []byte, h blockHandle) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, h.offset), h.size)
}

// unpacked is what is in a block, which ends with the byte that tells how it is compressed.
func unpacked(b []byte) ([]byte, error) {
	last := len(b) - 1
	if b[last] == plain {
		return b[:last], nil
	}
	return snappy.Decode(nil, b[:last])
}

// shared makes a block whose keys share what they begin with out of one whose keys don't.
func shared(block []byte) ([]byte, error) {
	if len(block) < 4 {
		return nil, errTail
	}
	n := int(binary.LittleEndian.Uint32(block[len(block)-4:]))
	rest := len(block) - 4 - 4*n
	if n < 0 || rest < 0 {
		return nil, errTail
	}
	entries := block[:rest]
	out := make([]byte, 0, len(block))
	var restarts []uint32
	var last []byte
	for i := 0; len(entries) > 0; i++ {
		var head [3]uint64 // how much of the key is that of the one before, and sizes of the rest and of the value
		for j := range head {
			x, k := binary.Uvarint(entries)
			if k <= 0 {
				return nil, errTail
			}
			head[j], entries = x, entries[k:]
		}
		if head[0] != 0 || head[1]+head[2] > uint64(len(entries)) {
			return nil, errTail
		}
		key, value := entries[:head[1]], entries[head[1]:head[1]+head[2]]
		entries = entries[head[1]+head[2]:]
		same := 0
		if i%indexInterval == 0 {
			restarts = append(restarts, uint32(len(out)))
		} else {
			same = common(last, key)
		}
		for _, x := range [3]int{same, len(key) - same, len(value)} {
			out = binary.AppendUvarint(out, uint64(x))
		}
		out = append(append(out, key[same:]...), value...)
		last = key
	}
	for _, x := range append(restarts, uint32(len(restarts))) {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	return out, nil
}

// common is how many bytes both begin with.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

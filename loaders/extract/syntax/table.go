package syntax

import (
	"math"
	"math/bits"
)

// The frozen models are hash tables of buckets of two words, so that a look-up
// reads one cache line and has no branch. The first word holds the 16-bit
// fingerprints of up to four features, filled from below; the second what they
// stand for. Training drops what overflows a bucket, the lightest features first.
// Weights are bytes, companded by a cube root: plain linear bytes lose the small
// weights that decide most cases.

const (
	lanes = 0x0001000100010001
	highs = 0x8000800080008000
)

// match is 16 times the lowest lane of word that equals the fingerprint, or 64.
func match(word, fingerprint uint64) uint {
	x := word ^ fingerprint*lanes
	return uint(bits.TrailingZeros64((x-lanes)&^x&highs)) &^ 15
}

// bucketOf is the bucket of a feature among n.
func bucketOf(f uint64, n int) uint64 { return (f >> 32) * uint64(n) >> 32 }

// maxWeight is what the largest byte stands for in scores.
const maxWeight = 1 << 18

// expanded is what a byte stands for.
var expanded = func() (s [256]int32) {
	for b := range s {
		v := float64(int8(b)) / 127
		s[b] = int32(math.Round(v * v * v * maxWeight))
	}
	return s
}()

// moveTable scores the three moves. A feature stands for two bytes, the weights of
// left and right relative to shift.
type moveTable struct{ slots []uint64 }

func (t *moveTable) score(features []uint64) (left, right int32) {
	n := uint64(len(t.slots) / 2)
	for _, f := range features {
		i := (f >> 32) * n >> 32
		b := t.slots[2*i : 2*i+2 : 2*i+2]
		v := b[1] >> match(b[0], f&0xffff)
		left += expanded[uint8(v)]
		right += expanded[uint8(v>>8)]
	}
	return left, right
}

// maxCells bounds the weights of a row of a table, so that three rows fit a byte.
const maxCells = 80

// table scores many classes. A feature stands for a run of cells, each a class and
// a byte; the second word of a bucket holds where the cells of its features begin
// and, in a byte each, how many they are.
type table struct {
	classes int
	slots   []uint64
	cells   []uint16
}

// run is where the cells of a feature are.
type run struct{ from, to uint32 }

// score sums the cells of the features into scores, which must be zero. Runs is a
// buffer: finding all runs first lets the reads overlap.
func (t *table) score(features []uint64, scores *[256]int32, runs *[maxFeatures]run) {
	n := uint64(len(t.slots) / 2)
	features = features[:min(len(features), maxFeatures)]
	for k, f := range features {
		i := (f >> 32) * n >> 32
		b := t.slots[2*i : 2*i+2 : 2*i+2]
		m := match(b[0], f&0xffff) / 2 // 8 times the lane, 32 for none
		lens := b[1] >> 32
		before := uint32(lens&(1<<m-1)) * 0x01010101 >> 24
		from := uint32(b[1]) + before
		runs[k] = run{from, from + uint32(uint8(lens>>m))}
	}
	for _, r := range runs[:len(features)] {
		for _, c := range t.cells[r.from:r.to] {
			scores[c>>8] += expanded[uint8(c)]
		}
	}
}

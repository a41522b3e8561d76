package syntax

import (
	"math"
	"math/bits"
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

// The tables are made of buckets of two words, so that a look-up reads one cache
// line and has no branch. The first word holds the fingerprints of up to four
// features, 16 bits each, filled from below; the second what they stand for.
const (
	perBucket = 4
	lanes     = 0x0001000100010001
	highs     = 0x8000800080008000
)

// lane is 16 times the lowest lane of word that equals the fingerprint, or 64.
func lane(word, fingerprint uint64) uint {
	x := word ^ fingerprint*lanes
	return uint(bits.TrailingZeros64((x-lanes)&^x&highs)) &^ 15
}

// bucketOf is the bucket of a feature among n, and fingerprint what tells it from
// the others there. One of 0 may find a free lane, which has no weights.
func bucketOf(f, n uint64) uint64 { return (f >> 32) * n >> 32 }

func fingerprint(f uint64) uint64 { return f & 0xffff }

// moves scores the three transitions. A feature stands for two bytes, the weights
// of left and right relative to shift.
type moves struct{ slots [][2]uint64 }

// score sums the weights of left and right over the features.
func (t *moves) score(features []uint64) (left, right int32) {
	n := uint64(len(t.slots))
	for _, f := range features {
		b := &t.slots[bucketOf(f, n)]
		v := b[1] >> lane(b[0], fingerprint(f))
		left += expanded[uint8(v)]
		right += expanded[uint8(v>>8)]
	}
	return left, right
}

// rows scores many classes, of which a feature has weights for a few. The second
// word of a bucket holds where the cells of its features begin and, a byte each,
// how many they are.
type rows struct {
	slots [][2]uint64
	cells []uint16 // class 8, weight 8
}

// maxCells bounds the weights of a feature, so that those of three fit a byte.
const maxCells = 80

// run is where the cells of a feature are.
type run struct{ from, to uint32 }

// score adds the weights of the features to scores, by class. Runs is a buffer:
// finding all runs first lets the reads overlap.
func (t *rows) score(features []uint64, scores *[256]int32, runs *[maxFeatures]run) {
	n := uint64(len(t.slots))
	features = features[:min(len(features), maxFeatures)]
	for k, f := range features {
		b := &t.slots[bucketOf(f, n)]
		m := lane(b[0], fingerprint(f)) / 2 // 8 times the lane, 32 for none
		lens := b[1] >> 32
		from := uint32(b[1]) + uint32(lens&(1<<m-1))*0x01010101>>24
		runs[k] = run{from, from + uint32(uint8(lens>>m))}
	}
	for _, r := range runs[:len(features)] {
		for _, c := range t.cells[r.from:r.to] {
			scores[c>>8] += expanded[uint8(c)]
		}
	}
}

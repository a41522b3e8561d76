package syntax

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestLane compares with a search lane by lane.
func TestLane(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		var word uint64
		for k := range 4 {
			word |= uint64(rng.IntN(6)) << (16 * k) // few values, so that lanes are often equal
		}
		f, want := uint64(rng.IntN(6)), uint(64)
		for k := uint(4); k > 0; k-- {
			if word>>(16*(k-1))&0xffff == f {
				want = 16 * (k - 1)
			}
		}
		if got := lane(word, f); got != want {
			t.Fatalf("lane of %x in %016x: %d, want %d", f, word, got, want)
		}
	}
}

// some are features with random weights of n classes.
func some(n int) []ranked {
	rng := rand.New(rand.NewPCG(3, 4))
	fs := make([]ranked, 500)
	for i := range fs {
		fs[i].feature = rng.Uint64()
		fs[i].weights = make([]float32, n)
		for c := range fs[i].weights {
			fs[i].weights[c] = float32(rng.NormFloat64())
		}
	}
	return fs
}

// near tells whether a companded weight is the one meant: the step is largest,
// 2 of 127, at the largest weight.
func near(got int32, want, top float64) bool {
	return math.Abs(float64(got)/(1<<14)*top-want) <= top*2/127
}

// TestTables: features written to a table are found again with their weights, but
// for the few whose fingerprint another of their bucket has.
func TestTables(t *testing.T) {
	fs, top := some(numMoves), 0.0
	for _, f := range fs {
		for _, w := range f.weights[left:] {
			top = max(top, math.Abs(float64(w-f.weights[shift])))
		}
	}
	m := (&cursor{b: freezeMoves(fs, 1000)}).moves()
	wrong := 0
	for _, f := range fs {
		l, r := m.score([]uint64{f.feature})
		if !near(l, float64(f.weights[left]-f.weights[shift]), top) || !near(r, float64(f.weights[right]-f.weights[shift]), top) {
			wrong++
		}
	}
	if wrong > 2 {
		t.Errorf("moves: %d of %d wrong", wrong, len(fs))
	}

	fs, top, wrong = some(5), 0, 0
	for _, f := range fs {
		for _, w := range f.weights {
			top = max(top, math.Abs(float64(w)))
		}
	}
	r := (&cursor{b: freezeRows(fs, 1000, 1)}).rows()
	for _, f := range fs {
		var scores [256]int32
		var runs [maxFeatures]run
		r.score([]uint64{f.feature}, &scores, &runs)
		for c, w := range f.weights {
			if !near(scores[c], float64(w), top) {
				wrong++
				break
			}
		}
	}
	if wrong > 2 {
		t.Errorf("rows: %d of %d wrong", wrong, len(fs))
	}
}

// TestFull: a full bucket keeps what is put first.
func TestFull(t *testing.T) {
	fs := some(numMoves)
	m := (&cursor{b: freezeMoves(fs, 1)}).moves()
	for k, f := range fs[:perBucket] {
		if lane(m.slots[0][0], fingerprint(f.feature)) != uint(16*k) {
			t.Errorf("feature %d is not in its place", k)
		}
	}
}

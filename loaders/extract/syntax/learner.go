package syntax

import "math"

// learner is an averaged perceptron with a margin over hashed features. The nth
// change of a weight is n to the minus decay, so that with a decay words seen often
// do not drown the others. Only features that take part in an update get a row.
type learner struct {
	classes int
	margin  float32
	// keys and at are an open-addressed table from feature to row+1.
	keys []uint64
	at   []int32
	// weights, and sums of steps times their moment, by row and class; changes of each;
	// updates by row.
	weights, sums []float32
	changes       []uint16
	updates       []int32
	found         []int32 // rows of the features scored last, or -1
	now           float32
	mean          []float64
	steps         [1 << 12]float32
}

func newLearner(classes int, margin, decay float64) *learner {
	l := &learner{classes: classes, margin: float32(margin), keys: make([]uint64, 1<<16), at: make([]int32, 1<<16)}
	for n := range l.steps {
		l.steps[n] = float32(math.Pow(float64(n+1), -decay))
	}
	return l
}

// place is where a feature is, or would be, in the table.
func (l *learner) place(f uint64) uint64 {
	mask := uint64(len(l.keys) - 1)
	i := (f ^ f>>29) & mask
	for l.at[i] != 0 && l.keys[i] != f {
		i = (i + 1) & mask
	}
	return i
}

// score adds the weights of the features to scores.
func (l *learner) score(features []uint64, scores []float32) {
	l.found = l.found[:0]
	for _, f := range features {
		l.found = append(l.found, l.at[l.place(f)]-1)
	}
	for _, i := range l.found {
		if i >= 0 {
			row := l.weights[int(i)*l.classes:][:len(scores)]
			for c, w := range row {
				scores[c] += w
			}
		}
	}
}

func (l *learner) row(f uint64) int {
	i := l.place(f)
	if l.at[i] != 0 {
		return int(l.at[i] - 1)
	}
	row := len(l.updates)
	l.keys[i], l.at[i] = f, int32(row+1)
	l.updates = append(l.updates, 0)
	for range l.classes {
		l.weights, l.sums, l.changes = append(l.weights, 0), append(l.sums, 0), append(l.changes, 0)
	}
	if 2*len(l.updates) > len(l.keys) {
		l.grow()
	}
	return row
}

func (l *learner) grow() {
	keys, at := l.keys, l.at
	l.keys, l.at = make([]uint64, 2*len(keys)), make([]int32, 2*len(at))
	for i, r := range at {
		if r != 0 {
			k := l.place(keys[i])
			l.keys[k], l.at[k] = keys[i], r
		}
	}
}

// learn moves the weights of the features from class wrong to class right, if
// right does not win by the margin.
func (l *learner) learn(features []uint64, scores []float32, right, wrong int) {
	l.now++
	if scores[right]-scores[wrong] > l.margin || right == wrong {
		return
	}
	for _, f := range features {
		i := l.row(f)
		l.updates[i]++
		l.change(i*l.classes+right, 1)
		l.change(i*l.classes+wrong, -1)
	}
}

func (l *learner) change(k int, by float32) {
	by *= l.steps[l.changes[k]]
	if int(l.changes[k]) < len(l.steps)-1 {
		l.changes[k]++
	}
	l.weights[k] += by
	l.sums[k] += by * l.now
}

// average is the mean of weight k over the course of training.
func (l *learner) average(k int) float64 {
	return float64(l.weights[k]) - float64(l.sums[k])/float64(l.now+1)
}

// averages are the averages of a row, valid until the next call.
func (l *learner) averages(row int) []float64 {
	l.mean = l.mean[:0]
	for c := range l.classes {
		l.mean = append(l.mean, l.average(row*l.classes+c))
	}
	return l.mean
}

// absorb adds the averages of another learner of the same classes.
func (l *learner) absorb(o *learner) {
	for i, r := range o.at {
		if r == 0 {
			continue
		}
		row := l.row(o.keys[i])
		l.updates[row] += o.updates[r-1]
		for c := range l.classes {
			l.weights[row*l.classes+c] += float32(o.average(int(r-1)*l.classes + c))
		}
	}
}

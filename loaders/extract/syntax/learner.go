package syntax

// learner is a linear classifier over hashed features: a perceptron with a margin
// whose steps shrink per weight (AdaGrad, Duchi et al. 2011), averaged. Only
// features that take part in an update get a row.
type learner struct {
	classes int
	margin  float32
	// keys and at are an open-addressed table from feature to row+1.
	keys []uint64
	at   []int32
	// weights, sums of steps times their moment, and squares of gradients, by row
	// and class; updates by row.
	weights, sums, squares []float32
	updates                []int32
	found                  []int32 // rows of the features scored last, or -1
	now                    float32
}

func newLearner(classes int, margin float32) *learner {
	return &learner{classes: classes, margin: margin, keys: make([]uint64, 1<<16), at: make([]int32, 1<<16)}
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
		l.weights, l.sums, l.squares = append(l.weights, 0), append(l.sums, 0), append(l.squares, 0)
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
	l.squares[k]++
	by *= steps[min(int(l.squares[k]), len(steps)-1)]
	l.weights[k] += by
	l.sums[k] += by * l.now
}

// average is the mean of weight k over the course of training.
func (l *learner) average(k int) float64 {
	return float64(l.weights[k]) - float64(l.sums[k])/float64(l.now+1)
}

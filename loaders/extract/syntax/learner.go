package syntax

import (
	"math"
	"slices"
	"sync"
)

// learner is an averaged perceptron over hashed features (Collins 2002), the
// average kept as Daumé (2006) does. Only features that take part in an update
// get a row.
type learner struct {
	classes int
	keys    []uint64 // open-addressed; 0 is a free place
	index   []int32  // the row of the key at the same place
	rows    int
	weights []float32
	moments []float64 // each change times the moment when it was made
	updates []int32   // by row
	now     float64
	found   []int32 // rows of the features scored last, -1 where there is none
}

func newLearner(classes int) *learner {
	const places = 1 << 16
	return &learner{classes: classes, keys: make([]uint64, places), index: make([]int32, places), now: 1}
}

// place is where a feature is, or where it would be put.
func (l *learner) place(f uint64) int {
	mask := uint64(len(l.keys) - 1)
	i := (f >> 20) & mask
	for l.keys[i] != 0 && l.keys[i] != f {
		i = (i + 1) & mask
	}
	return int(i)
}

// score adds the rows of the features to scores.
func (l *learner) score(features []uint64, scores []float32) {
	l.found = l.found[:0]
	for _, f := range features {
		i := l.place(f)
		if l.keys[i] == 0 {
			l.found = append(l.found, -1)
			continue
		}
		row := l.index[i]
		l.found = append(l.found, row)
		for c, w := range l.weights[int(row)*l.classes : int(row+1)*l.classes] {
			scores[c] += w
		}
	}
}

// row makes a row for a feature.
func (l *learner) row(f uint64) int32 {
	if l.rows*2 >= len(l.keys) {
		l.grow()
	}
	i := l.place(f)
	if l.keys[i] == f { // a feature that stands twice in one decision
		return l.index[i]
	}
	row := int32(l.rows)
	l.keys[i], l.index[i] = f, row
	l.rows++
	l.weights = append(l.weights, make([]float32, l.classes)...)
	if l.moments != nil || l.rows == 1 {
		l.moments = append(l.moments, make([]float64, l.classes)...)
	}
	l.updates = append(l.updates, 0)
	return row
}

func (l *learner) grow() {
	keys, index := l.keys, l.index
	l.keys, l.index = make([]uint64, 2*len(keys)), make([]int32, 2*len(keys))
	for i, f := range keys {
		if f != 0 {
			p := l.place(f)
			l.keys[p], l.index[p] = f, index[i]
		}
	}
}

// update moves weight from class wrong to class right for the features scored last.
func (l *learner) update(features []uint64, right, wrong int) {
	for k, f := range features {
		row := l.found[k]
		if row < 0 {
			row = l.row(f)
		}
		l.updates[row]++
		l.change(int(row)*l.classes+right, 1)
		l.change(int(row)*l.classes+wrong, -1)
	}
}

func (l *learner) change(k int, by float32) {
	l.weights[k] += by
	l.moments[k] += float64(by) * l.now
}

// ranked is a feature with its averaged weights.
type ranked struct {
	feature uint64
	weights []float32
	size    float64
}

// average replaces the weights by their averages; nothing can be learnt after.
func (l *learner) average() {
	for i, m := range l.moments {
		l.weights[i] -= float32(m / l.now)
	}
	l.moments = nil
}

// add adds the averaged weights of another learner.
func (l *learner) add(o *learner) {
	for i, f := range o.keys {
		if f == 0 {
			continue
		}
		l.found = l.found[:0]
		to, from := int(l.row(f)), int(o.index[i])
		l.updates[to] += o.updates[from]
		for c := range l.classes {
			l.weights[to*l.classes+c] += o.weights[from*l.classes+c]
		}
	}
}

// sum trains n groups of learners, two at a time, and adds each to that of the
// first group at its place: what the order of the sentences made of one is evened
// out by the others.
func sum(n int, train func(k int) []*learner) []*learner {
	all := make([][]*learner, n)
	twoAtOnce(n, func(k int) {
		all[k] = train(k)
		for _, l := range all[k] {
			l.average()
		}
	})
	for _, ls := range all[1:] {
		for i, l := range ls {
			all[0][i].add(l)
		}
	}
	return all[0]
}

// ranked gives the features that took part in at least minUpdates updates, those
// with the largest weights first.
func (l *learner) ranked(minUpdates int32) []ranked {
	var out []ranked
	for i, f := range l.keys {
		row := l.index[i]
		if f == 0 || l.updates[row] < minUpdates {
			continue
		}
		at := int(row) * l.classes
		w, size := make([]float32, l.classes), 0.0
		for c := range w {
			w[c] = l.weights[at+c]
			size = max(size, math.Abs(float64(w[c])))
		}
		out = append(out, ranked{f, w, size * math.Sqrt(float64(l.updates[row]))})
	}
	slices.SortFunc(out, func(a, b ranked) int {
		switch {
		case a.size > b.size, a.size == b.size && a.feature < b.feature:
			return -1
		}
		return 1
	})
	return out
}

// twoAtOnce does n tasks, never more than two at a time: each needs much memory.
func twoAtOnce(n int, do func(k int)) {
	var wait sync.WaitGroup
	slots := make(chan struct{}, 2)
	for k := range n {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			do(k)
		})
	}
	wait.Wait()
}

package syntax

import (
	"math"
	"slices"
)

// learner is an averaged perceptron over hashed features (Collins 2002). Only
// features that take part in an update get a row.
type learner struct {
	classes int
	index   map[uint64]int32
	weights []float32
	totals  []float64
	stamps  []int32
	updates []int32
	now     int32
}

func newLearner(classes int) *learner {
	return &learner{classes: classes, index: make(map[uint64]int32, 1<<20)}
}

func (l *learner) score(features []uint64, scores []float32) {
	for _, f := range features {
		if i, ok := l.index[f]; ok {
			row := l.weights[int(i)*l.classes : int(i+1)*l.classes]
			for c, w := range row {
				scores[c] += w
			}
		}
	}
}

func (l *learner) row(f uint64) int32 {
	i, ok := l.index[f]
	if !ok {
		i = int32(len(l.updates))
		l.index[f] = i
		l.weights = append(l.weights, make([]float32, l.classes)...)
		l.totals = append(l.totals, make([]float64, l.classes)...)
		l.stamps = append(l.stamps, make([]int32, l.classes)...)
		l.updates = append(l.updates, 0)
	}
	return i
}

// update moves the weights from class wrong to class right.
func (l *learner) update(features []uint64, right, wrong int) {
	for _, f := range features {
		i := l.row(f)
		l.updates[i]++
		l.change(int(i)*l.classes+right, 1)
		l.change(int(i)*l.classes+wrong, -1)
	}
}

func (l *learner) change(k int, by float32) {
	l.totals[k] += float64(l.now-l.stamps[k]) * float64(l.weights[k])
	l.stamps[k] = l.now
	l.weights[k] += by
}

// freeze averages the weights, keeps at most limit rows of at least minUpdates
// updates, those with the largest weights first, and packs them.
func (l *learner) freeze(limit int, minUpdates int32) *table {
	for k := range l.weights {
		l.change(k, 0)
	}
	type ranked struct {
		feature uint64
		row     int32
		size    float64
	}
	var rows []ranked
	for f, i := range l.index {
		if l.updates[i] < minUpdates {
			continue
		}
		size := 0.0
		for c := range l.classes {
			size = max(size, math.Abs(l.totals[int(i)*l.classes+c]))
		}
		rows = append(rows, ranked{f, i, size * math.Sqrt(float64(l.updates[i]))})
	}
	slices.SortFunc(rows, func(a, b ranked) int {
		switch {
		case a.size > b.size, a.size == b.size && a.feature < b.feature:
			return -1
		}
		return 1
	})
	rows = rows[:min(limit, len(rows))]
	top := 1e-9
	for _, r := range rows {
		for c := range l.classes {
			top = max(top, math.Abs(l.totals[int(r.row)*l.classes+c]))
		}
	}
	t := &table{classes: l.classes, size: uint64(len(rows))*5/4 + 8}
	t.keys = make([]uint32, t.size)
	t.rows = make([]int8, int(t.size)*t.classes)
	for _, r := range rows {
		t.put(r.feature, l.totals[int(r.row)*l.classes:int(r.row+1)*l.classes], top)
	}
	t.expand()
	return t
}

func (t *table) put(f uint64, weights []float64, top float64) {
	i := (f >> 32) * t.size >> 32
	for t.keys[i] != 0 {
		if t.keys[i] == key(f) {
			return
		}
		if i++; i == t.size {
			i = 0
		}
	}
	t.keys[i] = key(f)
	for c, w := range weights {
		v := math.Sqrt(math.Abs(w)/top) * 127
		t.rows[int(i)*t.classes+c] = int8(math.Copysign(math.Round(v), w))
	}
}

package syntax

import (
	"math"
	"slices"
)

// ranked is a feature and how much its weights matter.
type ranked struct {
	feature uint64
	row     int
	weight  float64
}

// rank sorts the features, the weightiest first.
func (l *learner) rank() []ranked {
	var rows []ranked
	for i, r := range l.at {
		if r == 0 {
			continue
		}
		row, top := int(r-1), 0.0
		for c := range l.classes {
			top = max(top, math.Abs(l.average(row*l.classes+c)))
		}
		rows = append(rows, ranked{l.keys[i], row, top * math.Sqrt(float64(l.updates[row]))})
	}
	slices.SortFunc(rows, func(a, b ranked) int {
		switch {
		case a.weight > b.weight, a.weight == b.weight && a.feature < b.feature:
			return -1
		}
		return 1
	})
	return rows
}

// unit is the weight that the largest byte stands for.
func (l *learner) unit(rows []ranked) float64 {
	top := 1e-9
	for _, r := range rows {
		w := l.averages(r.row)
		top = max(top, slices.Max(w)-min(slices.Min(w), 0))
	}
	return top
}

// compand is the byte for a weight, in units; expand is its inverse.
func compand(w float64) uint8 {
	v := math.Min(math.Cbrt(math.Abs(w)), 1) * 127
	return uint8(int8(math.Copysign(math.Round(v), w)))
}

// freezeMoves packs a learner of moves. Weights are taken relative to the first
// class, so that two bytes hold the three.
func (l *learner) freezeMoves(buckets int) *moveTable {
	rows := l.rank()
	u := l.unit(rows)
	t := &moveTable{slots: make([]uint64, 2*buckets)}
	used := make([]uint8, buckets)
	for _, r := range rows {
		b, fp := bucketOf(r.feature, buckets), r.feature&0xffff
		n := used[b]
		if n == 4 || match(t.slots[2*b], fp) < 64 {
			continue
		}
		k := r.row * l.classes
		base := l.average(k)
		v := uint64(compand((l.average(k+1)-base)/u)) | uint64(compand((l.average(k+2)-base)/u))<<8
		if v == 0 {
			continue
		}
		t.slots[2*b] |= fp << (16 * n)
		t.slots[2*b+1] |= v << (16 * n)
		used[b]++
	}
	return t
}

// freeze packs a learner of many classes whose rows are sparse, with at most
// limit weights in all; bytes below least are left out.
func (l *learner) freeze(buckets, limit, least int) *table {
	rows := l.rank()
	u := l.unit(rows)
	t := &table{classes: l.classes, slots: make([]uint64, 2*buckets)}
	kept := make([][]int, buckets)
	total := 0
	cells := make([][]uint16, len(rows))
	for k, r := range rows {
		b, fp := bucketOf(r.feature, buckets), r.feature&0xffff
		if len(kept[b]) == 4 || match(t.slots[2*b], fp) < 64 && len(kept[b]) > 0 {
			continue
		}
		cells[k] = l.cells(r.row, u, least)
		if len(cells[k]) == 0 || total+len(cells[k]) > limit {
			continue
		}
		total += len(cells[k])
		t.slots[2*b] |= fp << (16 * len(kept[b]))
		kept[b] = append(kept[b], k)
	}
	for b, ks := range kept {
		v := uint64(len(t.cells))
		for i, k := range ks {
			v |= uint64(len(cells[k])) << (32 + 8*i)
			t.cells = append(t.cells, cells[k]...)
		}
		t.slots[2*b+1] = v
	}
	return t
}

// cells are the weights of a row that matter, with their classes.
func (l *learner) cells(row int, unit float64, least int) []uint16 {
	var out []uint16
	for c := range l.classes {
		if v := int(int8(compand(l.average(row*l.classes+c) / unit))); max(v, -v) >= least {
			out = append(out, uint16(c)<<8|uint16(uint8(v)))
		}
	}
	return out[:min(len(out), maxCells)]
}

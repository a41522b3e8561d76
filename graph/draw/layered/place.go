package layered

import (
	"cmp"
	"math"
	"slices"
)

// How much pieces of edges strive to be level: those between two bends most, so that
// long edges are straight.
const (
	levelBends = 8.0
	levelBend  = 2.0
	levelNodes = 1.0
	rounds     = 60
)

// place finds where the items of the ordered columns are.
func (p *part) place() {
	p.ports()
	p.stack()
	for i := range rounds {
		for k := range p.columns {
			c := k
			if i%2 == 1 {
				c = len(p.columns) - 1 - k
			}
			p.level(p.columns[c], i == 0)
		}
	}
	p.shift()
	p.spread()
}

// ports are where edges leave and meet a box: one below the other, in the order of where
// they lead. The box grows where they need more room.
func (p *part) ports() {
	for i := range p.items {
		it := &p.items[i]
		if it.node < 0 {
			continue
		}
		slices.SortStableFunc(it.out, func(a, b int) int {
			return cmp.Compare(p.items[p.links[a].to].rank, p.items[p.links[b].to].rank)
		})
		slices.SortStableFunc(it.in, func(a, b int) int {
			return cmp.Compare(p.items[p.links[a].from].rank, p.items[p.links[b].from].rank)
		})
		needed := max(p.along(it.out, func(l *link, y float64) { l.leaving = y }), p.along(it.in, func(l *link, y float64) { l.meeting = y }))
		it.up, it.down = max(it.up, needed/2), max(it.down, needed/2)
	}
}

// along puts the ends of links one below the other around a middle, and tells how high a
// box must be to have them.
func (p *part) along(links []int, set func(*link, float64)) float64 {
	y := make([]float64, len(links))
	for n := 1; n < len(links); n++ {
		y[n] = y[n-1] + p.edges[p.links[links[n-1]].edge].Pen/2 + p.o.EdgeGap + p.edges[p.links[links[n]].edge].Pen/2
	}
	if len(links) == 0 {
		return 0
	}
	last := y[len(y)-1]
	for n, l := range links {
		set(&p.links[l], y[n]-last/2)
	}
	return last + 2*p.o.EdgeGap
}

// gap is the least distance between two neighbours of a column.
func (p *part) gap(above, below *item) float64 {
	if above.node >= 0 && below.node >= 0 {
		return p.o.NodeGap
	}
	return p.o.EdgeGap
}

// stack puts the items of each column below each other, around a common middle.
func (p *part) stack() {
	for _, column := range p.columns {
		y := 0.0
		for n, i := range column {
			it := &p.items[i]
			if n > 0 {
				above := &p.items[column[n-1]]
				y = above.y + above.down + p.gap(above, it) + it.up
			}
			it.y = y
		}
		for _, i := range column {
			p.items[i].y -= y / 2
		}
	}
}

// level moves the items of a column to where their links are as level as may be: the sum
// of the weighted squares of their climbs is least, under the condition that neighbours
// keep their distances. That is a regression on a rising sequence, which pooling
// violators solves (Barlow and others 1972).
func (p *part) level(column []int, backOnly bool) {
	type pool struct {
		sum, weight float64
		n           int
	}
	var pools []pool
	offset := make([]float64, len(column))
	for n, i := range column {
		it := &p.items[i]
		if n > 0 {
			above := &p.items[column[n-1]]
			offset[n] = offset[n-1] + above.down + p.gap(above, it) + it.up
		}
		y, w := p.wanted(i, backOnly)
		pools = append(pools, pool{(y - offset[n]) * w, w, 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum*pools[k].weight > pools[k].sum*pools[k-1].weight; k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].weight += pools[k].weight
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	n := 0
	for _, q := range pools {
		for range q.n {
			p.items[column[n]].y = q.sum/q.weight + offset[n]
			n++
		}
	}
}

// wanted is where an item's links would be level, and how much they strive to be.
func (p *part) wanted(i int, backOnly bool) (y, weight float64) {
	it := &p.items[i]
	add := func(other *item, at float64) {
		w := levelBend
		switch {
		case it.node < 0 && other.node < 0:
			w = levelBends
		case it.node >= 0 && other.node >= 0:
			w = levelNodes
		}
		y, weight = y+w*at, weight+w
	}
	for _, l := range it.in {
		add(&p.items[p.links[l].from], p.items[p.links[l].from].y+p.links[l].leaving-p.links[l].meeting)
	}
	if !backOnly || weight == 0 {
		for _, l := range it.out {
			add(&p.items[p.links[l].to], p.items[p.links[l].to].y+p.links[l].meeting-p.links[l].leaving)
		}
	}
	if weight == 0 {
		return it.y, 1
	}
	return y / weight, weight
}

// shift moves the part to where its top is 0, and tells how high it is.
func (p *part) shift() {
	top, bottom := math.Inf(1), math.Inf(-1)
	for i := range p.items {
		it := &p.items[i]
		top, bottom = min(top, it.y-it.up), max(bottom, it.y+it.down)
	}
	for i := range p.items {
		p.items[i].y -= top
	}
	p.size.H = bottom - top
}

// climb is how much of its height an edge that climbs between two columns gets as room.
const climb = 0.3

// spread puts the columns beside each other, further apart where edges climb.
func (p *part) spread() {
	x := 0.0
	p.left, p.right = make([]float64, len(p.columns)), make([]float64, len(p.columns))
	for c, column := range p.columns {
		width := 0.0
		for _, i := range column {
			width = max(width, p.items[i].w)
		}
		if c%p.step == 0 {
			width += 2 * p.o.Lead
		}
		if c > 0 {
			x += p.room(c - 1)
		}
		p.left[c], p.right[c] = x, x+width
		x += width
	}
	p.size.W = x
}

// room is the distance between a column and the next.
func (p *part) room(c int) float64 {
	highest := 0.0
	for _, i := range p.columns[c] {
		for _, l := range p.items[i].out {
			k := &p.links[l]
			highest = max(highest, math.Abs(p.items[k.to].y+k.meeting-p.items[k.from].y-k.leaving))
		}
	}
	return max(p.o.MinGap, min(p.o.MaxGap, climb*highest))
}

package layered

import (
	"cmp"
	"slices"
)

// sweeps is how often the columns are put in order; the best result is kept.
const sweeps = 24

// order puts the items of the columns into the order with the fewest crossings found.
func (p *part) order() {
	p.start()
	best, fewest := p.snapshot(), p.crossings()
	for i := range sweeps {
		if fewest == 0 {
			break
		}
		p.sweep(i%2 == 0)
		p.transpose()
		if n := p.crossings(); n < fewest {
			best, fewest = p.snapshot(), n
		}
	}
	for c := range p.columns {
		p.columns[c] = best[c]
		p.number(c)
	}
}

// start puts the items of each column in the order in which a walk along the edges
// meets them, so that what hangs together begins together.
func (p *part) start() {
	seen := make([]bool, len(p.items))
	all := p.columns
	p.columns = make([][]int, len(all))
	var walk func(int)
	walk = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		it := &p.items[i]
		p.columns[it.column] = append(p.columns[it.column], i)
		for _, l := range it.out {
			walk(p.links[l].to)
		}
		for _, l := range it.in {
			walk(p.links[l].from)
		}
	}
	for _, column := range all {
		for _, i := range column {
			walk(i)
		}
	}
	for c := range p.columns {
		p.number(c)
	}
}

func (p *part) snapshot() [][]int {
	out := make([][]int, len(p.columns))
	for i, c := range p.columns {
		out[i] = slices.Clone(c)
	}
	return out
}

func (p *part) number(column int) {
	for rank, i := range p.columns[column] {
		p.items[i].rank = rank
	}
}

// sweep sorts each column by where its items' neighbours are in the column before it,
// or, backwards, in that after it. Items without any stay.
func (p *part) sweep(forwards bool) {
	for k := 1; k < len(p.columns); k++ {
		c := k
		if !forwards {
			c = len(p.columns) - 1 - k
		}
		var places, movable []int
		mean := make(map[int]float64)
		for place, i := range p.columns[c] {
			if m, ok := p.meanRank(i, forwards); ok {
				places, movable = append(places, place), append(movable, i)
				mean[i] = m
			}
		}
		slices.SortStableFunc(movable, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
		for n, place := range places {
			p.columns[c][place] = movable[n]
		}
		p.number(c)
	}
}

// meanRank is where an item's neighbours on one side are.
func (p *part) meanRank(i int, before bool) (float64, bool) {
	sum, n := 0, 0
	for _, other := range p.beside(i, before) {
		sum += p.items[other].rank
		n++
	}
	return float64(sum) / float64(max(n, 1)), n > 0
}

// beside are an item's neighbours in the column before it, or after it.
func (p *part) beside(i int, before bool) []int {
	links := p.items[i].out
	if before {
		links = p.items[i].in
	}
	out := make([]int, len(links))
	for n, l := range links {
		out[n] = p.links[l].to
		if before {
			out[n] = p.links[l].from
		}
	}
	return out
}

// transpose swaps neighbours in a column as long as that saves crossings.
func (p *part) transpose() {
	for range sweeps {
		better := false
		for c, column := range p.columns {
			for k := 0; k+1 < len(column); k++ {
				a, b := column[k], column[k+1]
				if p.between(b, a) < p.between(a, b) {
					column[k], column[k+1] = b, a
					better = true
				}
			}
			p.number(c)
		}
		if !better {
			return
		}
	}
}

// between is how many crossings the edges of two items of a column have with each other
// when the first stands above the second.
func (p *part) between(above, below int) int {
	n := 0
	for _, before := range []bool{true, false} {
		lower := p.beside(below, before)
		for _, a := range p.beside(above, before) {
			for _, b := range lower {
				if p.items[a].rank > p.items[b].rank {
					n++
				}
			}
		}
	}
	return n
}

// crossings counts those of all columns.
func (p *part) crossings() int {
	n := 0
	for _, column := range p.columns {
		for k, a := range column {
			for _, b := range column[k+1:] {
				for _, x := range p.beside(a, false) {
					for _, y := range p.beside(b, false) {
						if p.items[x].rank > p.items[y].rank {
							n++
						}
					}
				}
			}
		}
	}
	return n
}

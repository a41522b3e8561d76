package layered

import (
	"math"
	"slices"
)

// A digraph is what columns are given by: nodes, and edges between them.
type digraph struct {
	n     int
	edges []arc
}

type arc struct {
	from, to int
	weight   float64
}

// acyclic turns edges round until none leads back, and tells which. It takes nodes that
// have only edges into them from the end and those that have only edges out of them from
// the start, and else the one that has most of the latter (Eades, Lin and Smyth 1993).
func (g *digraph) acyclic() (turned []bool) {
	place := g.sequence()
	turned = make([]bool, len(g.edges))
	for i, e := range g.edges {
		if place[e.from] > place[e.to] {
			turned[i] = true
			g.edges[i].from, g.edges[i].to = e.to, e.from
		}
	}
	return turned
}

// sequence is the place of each node in an order in which most edges lead on.
func (g *digraph) sequence() []int {
	place, left := make([]int, g.n), make([]bool, g.n)
	for i := range left {
		left[i] = true
	}
	first, last := 0, g.n-1
	for first <= last {
		best, most, atEnd := -1, math.Inf(-1), false
		for v := range g.n {
			if !left[v] {
				continue
			}
			in, out := g.weights(v, left)
			switch {
			case out == 0:
				best, atEnd = v, true
			case in == 0:
				best, atEnd = v, false
			default:
				if out-in > most {
					best, most = v, out-in
				}
				continue
			}
			break
		}
		left[best] = false
		if atEnd {
			place[best] = last
			last--
		} else {
			place[best] = first
			first++
		}
	}
	return place
}

// weights are those of the edges into a node and out of it, from and to nodes that are
// left.
func (g *digraph) weights(v int, left []bool) (in, out float64) {
	for _, e := range g.edges {
		switch {
		case e.to == v && left[e.from]:
			in += e.weight
		case e.from == v && left[e.to]:
			out += e.weight
		}
	}
	return in, out
}

// columns gives each node of a graph without cycles a column, so that edges lead to
// later columns and are short.
func (g *digraph) columns() []int {
	column := make([]int, g.n)
	for range g.n { // longest paths
		changed := false
		for _, e := range g.edges {
			if column[e.to] <= column[e.from] {
				column[e.to], changed = column[e.from]+1, true
			}
		}
		if !changed {
			break
		}
	}
	for range g.n {
		if !g.shorten(column) {
			break
		}
	}
	if g.n > 0 {
		least := slices.Min(column)
		for i := range column {
			column[i] -= least
		}
	}
	return column
}

// shorten moves nodes towards the side where they have more weight, as far as their
// neighbours let them, and tells if one moved.
func (g *digraph) shorten(column []int) bool {
	moved := false
	for v := range g.n {
		low, high := math.MinInt, math.MaxInt
		pull := 0.0
		for _, e := range g.edges {
			switch v {
			case e.to:
				low, pull = max(low, column[e.from]+1), pull-e.weight
			case e.from:
				high, pull = min(high, column[e.to]-1), pull+e.weight
			}
		}
		to := column[v]
		switch {
		case pull > 0:
			to = high
		case pull < 0:
			to = low
		}
		if to != column[v] {
			column[v], moved = to, true
		}
	}
	return moved
}

package layered

import "slices"

// part is a graph that hangs together, while it is laid out.
type part struct {
	members
	o       Options
	items   []item
	links   []link
	columns [][]int // items from top to bottom
	left    []float64
	right   []float64 // where the columns begin and end
	step    int       // from one column of nodes to the next: 2 if labels stand between
	edges   []Edge    // of the whole graph
	turned  []bool    // which of members.edges run from right to left
	ways    [][]int   // the links of members.edges, from left to right
	size    Size
	at      Point // of its upper left corner in the picture
}

// item is what has a place in a column: a node, or an edge that passes it.
type item struct {
	node, edge int // of the whole graph; -1 for what it is not
	labelled   bool
	column     int
	rank       int // place in its column
	w          float64
	up, down   float64 // how far it reaches above and below its line, or its middle
	y          float64 // of that line, or middle
	in, out    []int   // links to the columns beside it
}

// link is the piece of an edge between two columns.
type link struct {
	edge             int
	from, to         int     // items
	leaving, meeting float64 // below the middle of those items
}

// newPart gives nodes and edges their columns. Where there are labels they have the odd
// ones, and nodes the even ones.
func newPart(nodes []Size, edges []Edge, m members, o Options) *part {
	p := &part{members: m, o: o, edges: edges, step: 1}
	if slices.ContainsFunc(m.edges, func(e int) bool { return edges[e].Label != Size{} }) {
		p.step = 2
	}
	local := make(map[int]int, len(m.nodes))
	for i, v := range m.nodes {
		local[v] = i
		p.items = append(p.items, item{node: v, edge: -1, w: nodes[v].W, up: nodes[v].H / 2, down: nodes[v].H / 2})
	}
	g := digraph{n: len(m.nodes)}
	for _, e := range m.edges {
		weight := edges[e].Weight
		if weight <= 0 {
			weight = 1
		}
		g.edges = append(g.edges, arc{local[edges[e].From], local[edges[e].To], weight})
	}
	p.turned = g.acyclic()
	column := g.columns()
	for i := range p.items {
		p.items[i].column = p.step * column[i]
	}
	for i, e := range g.edges {
		p.ways = append(p.ways, p.run(m.edges[i], e.from, e.to))
	}
	for i := range p.items {
		c := p.items[i].column
		for len(p.columns) <= c {
			p.columns = append(p.columns, nil)
		}
		p.columns[c] = append(p.columns[c], i)
	}
	return p
}

// run gives an edge an item in each column between those of two nodes, and its label to
// the middle one of those for labels. It gives the links between them.
func (p *part) run(edge, from, to int) (way []int) {
	first, last := p.items[from].column+1, p.items[to].column-1
	e := &p.edges[edge]
	middle := (first + last) / 2
	middle += 1 - middle%2
	before := from
	for c := first; c <= last; c++ {
		it := item{node: -1, edge: edge, column: c, up: e.Pen / 2, down: e.Pen / 2}
		if c == middle && e.Label != (Size{}) {
			it.labelled, it.w, it.up = true, e.Label.W, e.Pen/2+e.Label.H
		}
		p.items = append(p.items, it)
		way = append(way, p.join(edge, before, len(p.items)-1))
		before = len(p.items) - 1
	}
	return append(way, p.join(edge, before, to))
}

func (p *part) join(edge, from, to int) int {
	l := len(p.links)
	p.links = append(p.links, link{edge: edge, from: from, to: to})
	p.items[from].out = append(p.items[from].out, l)
	p.items[to].in = append(p.items[to].in, l)
	return l
}

// Package layered lays a directed graph out in columns, from left to right.
//
//	Ukraine ──accused──▶ Iran ──denied──▶ …
//
// It follows the frame of Sugiyama, Tagawa and Toda (1981), with the steps of Gansner
// and others, "A Technique for Drawing Directed Graphs" (1993): cycles are cut, nodes
// get columns, edges that pass a column get a place in it, the places of a column are
// put in the order with the fewest crossings, and then as level with their neighbours
// as their sizes allow. Labels have columns of their own between those of nodes.
//
// Invariants: boxes and labels don't overlap; edges cross each other only between
// columns, and never a box, nor a label that isn't theirs; the same graph is laid out
// in the same way each time. Work grows with the square of the edges between two
// columns, so it is meant for pictures: a hundred edges take a few milliseconds.
package layered

import (
	"cmp"
	"math"
	"slices"
)

// Size is a width and a height, in points.
type Size struct{ W, H float64 }

// Point is a place in points from the upper left corner of the picture.
type Point struct{ X, Y float64 }

// Edge joins two nodes, given by their indexes. They must be two: a node is not
// joined to itself.
type Edge struct {
	From, To int
	Label    Size    // of its text; zero without one
	Pen      float64 // width of its line, in points
	Weight   float64 // how much it counts when cycles are cut and edges shortened; 0 is 1
}

// Options are distances, in points.
type Options struct {
	NodeGap float64 // between boxes of a column
	EdgeGap float64 // between an edge and its neighbours in a column
	MinGap  float64 // between columns, at least; edges that climb get more room
	MaxGap  float64
	Lead    float64 // straight part of an edge beside a box, where an arrow head fits
}

// Defaults are the distances that go with a text of 10 to 12 points.
var Defaults = Options{NodeGap: 16, EdgeGap: 5, MinGap: 26, MaxGap: 110, Lead: 12}

// Route is how an edge runs.
type Route struct {
	// Path are cubic Bézier curves from the edge's From to its To: a start, and three
	// points for each curve. The first and the last curve are straight and level, as
	// long as the lead at least.
	Path []Point
	// Label is the middle of the label, which stands on the line.
	Label Point
}

// Layout is where all is.
type Layout struct {
	Size  Size
	Nodes []Box
	Edges []Route
}

// Box is a node: its middle, and its size, which is more than was asked for where many
// edges meet.
type Box struct {
	Point
	Size
}

// Lay lays a graph out. Parts that no edge joins stand beside and below each other.
func Lay(nodes []Size, edges []Edge, o Options) Layout {
	l := Layout{Nodes: make([]Box, len(nodes)), Edges: make([]Route, len(edges))}
	var parts []*part
	for _, members := range components(len(nodes), edges) {
		p := newPart(nodes, edges, members, o)
		p.order()
		p.place()
		parts = append(parts, p)
	}
	l.Size = pack(parts, 2*o.NodeGap)
	for _, p := range parts {
		p.write(&l)
	}
	return l
}

// components are the nodes of each part that hangs together, and the edges in it.
func components(n int, edges []Edge) []members {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, e := range edges {
		root[find(e.From)] = find(e.To)
	}
	at := make(map[int]int)
	var out []members
	for i := range n {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, members{})
		}
		out[at[r]].nodes = append(out[at[r]].nodes, i)
	}
	for i, e := range edges {
		m := &out[at[find(e.From)]]
		m.edges = append(m.edges, i)
	}
	return out
}

type members struct{ nodes, edges []int }

// wide is how much wider than high a picture of several parts should be.
const wide = 1.5

// pack puts parts in rows, the largest first, and gives the size of all.
func pack(parts []*part, gap float64) Size {
	bySize := slices.Clone(parts)
	slices.SortStableFunc(bySize, func(a, b *part) int { return cmp.Compare(b.size.H, a.size.H) })
	row, area := 0.0, 0.0
	for _, p := range parts {
		row = max(row, p.size.W)
		area += (p.size.W + gap) * (p.size.H + gap)
	}
	row = max(row, math.Sqrt(area*wide))
	var all Size
	var x, y, high float64
	for _, p := range bySize {
		if x > 0 && x+p.size.W > row {
			x, y, high = 0, y+high+gap, 0
		}
		p.at = Point{x, y}
		all.W, all.H = max(all.W, x+p.size.W), max(all.H, y+p.size.H)
		x, high = x+p.size.W+gap, max(high, p.size.H)
	}
	return all
}

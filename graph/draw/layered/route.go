package layered

import "slices"

// write puts a part that has its place into the layout.
func (p *part) write(l *Layout) {
	for i := range p.items {
		it := &p.items[i]
		if it.node >= 0 {
			l.Nodes[it.node] = Box{p.point(p.middle(it.column), it.y), Size{it.w, it.up + it.down}}
		}
	}
	for n, e := range p.members.edges {
		path, label := p.route(p.ways[n])
		if p.turned[n] {
			slices.Reverse(path)
		}
		l.Edges[e] = Route{Path: path, Label: label}
	}
}

func (p *part) middle(column int) float64 { return (p.left[column] + p.right[column]) / 2 }

func (p *part) point(x, y float64) Point { return Point{p.at.X + x, p.at.Y + y} }

// route is the way of an edge from left to right: level across columns, where others
// stand above and below it, and curved between them.
func (p *part) route(way []int) (path []Point, label Point) {
	for n, l := range way {
		k := &p.links[l]
		from, to := &p.items[k.from], &p.items[k.to]
		if n == 0 {
			path = append(path, p.point(p.middle(from.column)+from.w/2, from.y+k.leaving))
		}
		start, end := p.point(p.right[from.column], from.y+k.leaving), p.point(p.left[to.column], to.y+k.meeting)
		path = curve(line(path, start), end)
		if to.node >= 0 {
			path = line(path, p.point(p.middle(to.column)-to.w/2, to.y+k.meeting))
		}
		if to.labelled {
			label = p.point(p.middle(to.column), to.y-(to.up+p.edges[k.edge].Pen/2)/2)
		}
	}
	return path, label
}

// line goes on straight, as a curve.
func line(path []Point, to Point) []Point {
	from := path[len(path)-1]
	if from == to {
		return path
	}
	between := func(t float64) Point { return Point{from.X + t*(to.X-from.X), from.Y + t*(to.Y-from.Y)} }
	return append(path, between(1./3), between(2./3), to)
}

// curve goes on to a point that it reaches as level as it left.
func curve(path []Point, to Point) []Point {
	from := path[len(path)-1]
	if from.Y == to.Y {
		return line(path, to)
	}
	middle := (from.X + to.X) / 2
	return append(path, Point{middle, from.Y}, Point{middle, to.Y}, to)
}

package layered

import (
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// graphs are any small graphs, with labels on all edges, on some or on none.
func graphs(t *rapid.T) ([]Size, []Edge) {
	side := rapid.Float64Range(8, 150)
	nodes := make([]Size, rapid.IntRange(1, 14).Draw(t, "nodes"))
	for i := range nodes {
		nodes[i] = Size{side.Draw(t, "w"), side.Draw(t, "h")}
	}
	var edges []Edge
	labels := rapid.IntRange(0, 2).Draw(t, "labels")
	for range rapid.IntRange(0, 30).Draw(t, "edges") {
		e := Edge{From: rapid.IntRange(0, len(nodes)-1).Draw(t, "from"), To: rapid.IntRange(0, len(nodes)-1).Draw(t, "to"),
			Pen: rapid.Float64Range(1, 8).Draw(t, "pen"), Weight: float64(rapid.IntRange(0, 5).Draw(t, "weight"))}
		if labels == 2 || labels == 1 && rapid.Bool().Draw(t, "labelled") {
			e.Label = Size{side.Draw(t, "w"), 12}
		}
		if e.From != e.To {
			edges = append(edges, e)
		}
	}
	return nodes, edges
}

type rectangle struct{ left, top, right, bottom float64 }

func around(m Point, s Size) rectangle {
	return rectangle{m.X - s.W/2, m.Y - s.H/2, m.X + s.W/2, m.Y + s.H/2}
}

const slack = 1e-6

func (r rectangle) meets(o rectangle) bool {
	return r.left < o.right-slack && o.left < r.right-slack && r.top < o.bottom-slack && o.top < r.bottom-slack
}

func (r rectangle) has(p Point) bool {
	return p.X > r.left+slack && p.X < r.right-slack && p.Y > r.top+slack && p.Y < r.bottom-slack
}

// on are points of a path, close to each other.
func on(path []Point) []Point {
	var out []Point
	for i := 0; i+3 < len(path); i += 3 {
		a, b, c, d := path[i], path[i+1], path[i+2], path[i+3]
		for t := 0.0; t <= 1; t += 0.05 {
			u := 1 - t
			out = append(out, Point{u*u*u*a.X + 3*u*u*t*b.X + 3*u*t*t*c.X + t*t*t*d.X, u*u*u*a.Y + 3*u*u*t*b.Y + 3*u*t*t*c.Y + t*t*t*d.Y})
		}
	}
	return append(out, path[len(path)-1])
}

// What the package promises holds for any graph.
func TestInvariants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes, edges := graphs(t)
		l := Lay(nodes, edges, Defaults)
		if !reflect.DeepEqual(l, Lay(nodes, edges, Defaults)) {
			t.Fatal("laid out in two ways")
		}
		var taken []rectangle
		for i, b := range l.Nodes {
			if b.W < nodes[i].W || b.H < nodes[i].H {
				t.Fatalf("node %d is %v, wanted %v", i, b.Size, nodes[i])
			}
			taken = append(taken, around(b.Point, b.Size))
		}
		for i, r := range l.Edges {
			if edges[i].Label != (Size{}) {
				taken = append(taken, around(r.Label, edges[i].Label))
			}
		}
		whole := rectangle{-slack, -slack, l.Size.W + slack, l.Size.H + slack}
		for i, a := range taken {
			if a.left < whole.left || a.top < whole.top || a.right > whole.right || a.bottom > whole.bottom {
				t.Fatalf("%v is outside of %v", a, l.Size)
			}
			for _, b := range taken[:i] {
				if a.meets(b) {
					t.Fatalf("%v and %v overlap", a, b)
				}
			}
		}
		for i, r := range l.Edges {
			for _, p := range on(r.Path) {
				if math.IsNaN(p.X+p.Y) || p.X < whole.left || p.X > whole.right || p.Y < whole.top || p.Y > whole.bottom {
					t.Fatalf("edge %d leaves the picture at %v", i, p)
				}
				for _, a := range taken {
					if a.has(p) {
						t.Fatalf("edge %d runs through %v at %v", i, a, p)
					}
				}
			}
			meetsBox(t, r.Path[0], l.Nodes[edges[i].From])
			meetsBox(t, r.Path[len(r.Path)-1], l.Nodes[edges[i].To])
			if a, b := r.Path[0], r.Path[3]; a.Y != b.Y || math.Abs(a.X-b.X) < Defaults.Lead-slack {
				t.Fatalf("edge %d begins with %v to %v", i, a, b)
			}
		}
	})
}

func meetsBox(t *rapid.T, p Point, b Box) {
	if math.Abs(math.Abs(p.X-b.X)-b.W/2) > slack || math.Abs(p.Y-b.Y) > b.H/2+slack {
		t.Fatalf("an edge ends at %v, beside the box %v", p, b)
	}
}

// Edges lead to the right where they can, and a graph that can be drawn without
// crossings is.
func TestOrder(t *testing.T) {
	box := Size{40, 20}
	// A tree whose edges are given in a mixed order.
	edges := []Edge{{From: 0, To: 1}, {From: 2, To: 5}, {From: 0, To: 2}, {From: 1, To: 4}, {From: 2, To: 6}, {From: 1, To: 3}}
	l := Lay([]Size{box, box, box, box, box, box, box}, edges, Defaults)
	for i, e := range edges {
		if l.Nodes[e.From].X >= l.Nodes[e.To].X {
			t.Errorf("edge %d leads to the left", i)
		}
	}
	for i, a := range edges {
		for _, b := range edges[:i] {
			before, after := l.Nodes[a.From].Y-l.Nodes[b.From].Y, l.Nodes[a.To].Y-l.Nodes[b.To].Y
			if l.Nodes[a.From].X == l.Nodes[b.From].X && before*after < 0 {
				t.Errorf("%v and %v cross", a, b)
			}
		}
	}
	if y := (l.Nodes[1].Y + l.Nodes[2].Y) / 2; math.Abs(l.Nodes[0].Y-y) > 1 {
		t.Errorf("the root is at %g, its children around %g", l.Nodes[0].Y, y)
	}
}

// Of a cycle, the edge that weighs least is turned round.
func TestCycle(t *testing.T) {
	box := Size{40, 20}
	edges := []Edge{{From: 0, To: 1, Weight: 5}, {From: 1, To: 2, Weight: 5}, {From: 2, To: 0, Weight: 1}}
	l := Lay([]Size{box, box, box}, edges, Defaults)
	if !(l.Nodes[0].X < l.Nodes[1].X && l.Nodes[1].X < l.Nodes[2].X) {
		t.Errorf("nodes at %v", l.Nodes)
	}
	if back := l.Edges[2].Path; back[0].X <= back[len(back)-1].X {
		t.Errorf("the edge back runs from %v to %v", back[0], back[len(back)-1])
	}
}

func TestEmpty(t *testing.T) {
	if l := Lay(nil, nil, Defaults); l.Size != (Size{}) {
		t.Errorf("%v", l)
	}
}

func BenchmarkLay(b *testing.B) {
	for _, edges := range []int{10, 30, 90} {
		nodes, list := mixed(edges)
		b.Run(map[int]string{10: "10", 30: "30", 90: "90"}[edges], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Lay(nodes, list, Defaults)
			}
		})
	}
}

// mixed is a graph with a few nodes that most edges join, as in pictures of news.
func mixed(edges int) ([]Size, []Edge) {
	nodes := make([]Size, edges/2+2)
	for i := range nodes {
		nodes[i] = Size{60, 22}
	}
	var list []Edge
	for i := range edges {
		e := Edge{From: i * 7 % len(nodes), To: i * i % (1 + len(nodes)/3), Label: Size{40, 12}, Pen: 1}
		if e.From != e.To {
			list = append(list, e)
		}
	}
	return nodes, list
}

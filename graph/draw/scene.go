package draw

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"

	"saksi/graph/draw/layered"
)

// scene is a picture before it is written in some form: what stands where, in points
// from the upper left corner.
type scene struct {
	width, height float64
	title         string
	boxes         []box
	arrows        []arrow
}

// box is a node.
type box struct {
	layered.Box
	text, tip, class, link string
	dashed                 bool
}

// arrow is an edge: cubic Bézier curves up to the foot of its head.
type arrow struct {
	path                   []layered.Point
	head                   [3]layered.Point // tip first
	text, tip, class, link string
	at                     layered.Point // middle of the text
	look                   look
	pen                    float64 // width of the line
}

// Sizes in points.
const (
	nodeText  = 12.0
	edgeText  = 10.0
	titleText = 11.0
	boxMargin = 9.0 // beside the text of a box
	boxHeight = 23.0
	corner    = 6.0 // radius
	border    = 14.0
	headFoot  = 3.0 // half the foot of an arrow head, beside its line
	headLong  = 8.0
)

// scene lays the graph out.
func (g Graph) scene(st Style) (*scene, error) {
	ruler, err := newRuler()
	if err != nil {
		return nil, err
	}
	defer ruler.close()
	index := make(map[string]int, len(g.Nodes))
	nodes := make([]layered.Size, len(g.Nodes))
	s := &scene{title: g.title(st)}
	for i, n := range g.Nodes {
		index[n.ID] = i
		b := box{text: shorten(clean(n.Name), maxName), tip: fmt.Sprintf("%s: %d", clean(n.Name), n.Count), class: n.class(), dashed: !n.Known}
		if st.NodeLink != nil {
			b.link = clean(st.NodeLink(n))
		}
		nodes[i] = layered.Size{W: ruler.width(b.text, nodeText) + 2*boxMargin, H: boxHeight}
		s.boxes = append(s.boxes, b)
	}
	edges := make([]layered.Edge, len(g.Edges))
	for i, e := range g.Edges {
		label := st.label(e)
		a := arrow{tip: clean(g.name(e.From) + " " + label + " " + g.name(e.To)), class: string(GroupOf(e.Act)), look: looks[GroupOf(e.Act)]}
		a.pen = a.look.pen + width(e.Count) - 1
		edges[i] = layered.Edge{From: index[e.From], To: index[e.To], Pen: a.pen, Weight: float64(min(e.Count, maxWeight))}
		if len(g.Edges) <= maxLabels {
			a.text = clean(label)
			edges[i].Label = layered.Size{W: ruler.width(a.text, edgeText) + 4, H: edgeText * 1.2}
		}
		if st.EdgeLink != nil {
			a.link = clean(st.EdgeLink(e))
		}
		s.arrows = append(s.arrows, a)
	}
	s.arrange(layered.Lay(nodes, edges, layered.Defaults), ruler.width(s.title, titleText))
	return s, nil
}

// arrange puts boxes and arrows where they were laid out, below the title.
func (s *scene) arrange(l layered.Layout, titleWidth float64) {
	s.width, s.height = max(l.Size.W, titleWidth)+2*border, l.Size.H+2*border
	move := layered.Point{X: border + max(0, titleWidth-l.Size.W)/2, Y: border}
	if s.title != "" {
		s.height, move.Y = s.height+2*titleText, move.Y+2*titleText
	}
	moved := func(p layered.Point) layered.Point { return layered.Point{X: p.X + move.X, Y: p.Y + move.Y} }
	for i := range s.boxes {
		s.boxes[i].Box = l.Nodes[i]
		s.boxes[i].Point = moved(l.Nodes[i].Point)
	}
	for i := range s.arrows {
		a := &s.arrows[i]
		for _, p := range l.Edges[i].Path {
			a.path = append(a.path, moved(p))
		}
		a.at = moved(l.Edges[i].Label)
		a.point()
	}
}

// point gives the arrow its head. The last piece of the path is level, and longer than
// the head.
func (a *arrow) point() {
	n := len(a.path)
	tip := a.path[n-1]
	foot := tip.X - headLong
	if a.path[n-4].X > tip.X {
		foot = tip.X + headLong
	}
	half := headFoot + a.pen/2
	a.head = [3]layered.Point{tip, {X: foot, Y: tip.Y - half}, {X: foot, Y: tip.Y + half}}
	for k := 1; k <= 3; k++ { // straight on to the foot
		a.path[n-4+k].X = a.path[n-4].X + (foot-a.path[n-4].X)*float64(k)/3
	}
}

// ruler measures texts in the font that PNG is painted with. Those of browsers are as
// wide to within a tenth, for which boxes have room.
type ruler struct{ faces map[float64]font.Face }

var regular = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(goregular.TTF) })

func newRuler() (*ruler, error) {
	f, err := regular()
	if err != nil {
		return nil, err
	}
	r := &ruler{faces: make(map[float64]font.Face)}
	for _, size := range []float64{nodeText, edgeText, titleText} {
		if r.faces[size], err = opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72}); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *ruler) width(text string, size float64) float64 {
	return float64(font.MeasureString(r.faces[size], text)) / 64
}

func (r *ruler) close() {
	for _, f := range r.faces {
		_ = f.Close() // frees memory only
	}
}

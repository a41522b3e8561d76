package draw

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"saksi/graph/draw/layered"
)

// The elements of SVG (https://www.w3.org/TR/SVG11/) that a picture has.
type svgPicture struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2000/svg svg"`
	Width   string     `xml:"width,attr"`
	Height  string     `xml:"height,attr"`
	View    string     `xml:"viewBox,attr"`
	Role    string     `xml:"role,attr"`
	Name    string     `xml:"aria-label,attr"`
	Font    string     `xml:"font-family,attr"`
	Title   *svgText   `xml:"text"`
	Groups  []svgGroup `xml:"g"`
}

// svgGroup is a node or an edge: a shape, or a link with the shape in it.
type svgGroup struct {
	Class string   `xml:"class,attr"`
	Link  *svgLink `xml:"a"`
	svgShape
}

type svgLink struct {
	Where string `xml:"href,attr"`
	svgShape
}

// svgShape has a title: what a pointer that rests on it is told, and a screen reader.
type svgShape struct {
	Title string   `xml:"title,omitempty"`
	Box   *svgBox  `xml:"rect"`
	Path  *svgPath `xml:"path"`
	Head  *svgHead `xml:"polygon"`
	Text  *svgText `xml:"text"`
}

type svgBox struct {
	X      string `xml:"x,attr"`
	Y      string `xml:"y,attr"`
	Width  string `xml:"width,attr"`
	Height string `xml:"height,attr"`
	Corner string `xml:"rx,attr"`
	Fill   string `xml:"fill,attr"`
	Stroke string `xml:"stroke,attr"`
	Dashes string `xml:"stroke-dasharray,attr,omitempty"`
}

type svgPath struct {
	Steps  string `xml:"d,attr"`
	Fill   string `xml:"fill,attr"`
	Stroke string `xml:"stroke,attr"`
	Pen    string `xml:"stroke-width,attr"`
	Dashes string `xml:"stroke-dasharray,attr,omitempty"`
}

type svgHead struct {
	Points string `xml:"points,attr"`
	Fill   string `xml:"fill,attr"`
}

type svgText struct {
	X      string `xml:"x,attr"`
	Y      string `xml:"y,attr"`
	Anchor string `xml:"text-anchor,attr"`
	Size   string `xml:"font-size,attr"`
	Fill   string `xml:"fill,attr"`
	Text   string `xml:",chardata"`
}

// svg writes the scene as a file of its own, arrows first so that boxes lie on them.
func (s *scene) svg() ([]byte, error) {
	p := svgPicture{Width: number(s.width), Height: number(s.height), View: "0 0 " + number(s.width) + " " + number(s.height),
		Role: "img", Name: "graph", Font: "Helvetica, Arial, sans-serif"}
	if s.title != "" {
		p.Name = s.title
		p.Title = text(s.title, layered.Point{X: s.width / 2, Y: border + titleText/2}, titleText, inkColour)
	}
	if s.linked() {
		p.Role = "group" // what is in an image can't be followed
	}
	for i := range s.arrows {
		a := &s.arrows[i]
		shape := svgShape{
			Title: a.tip,
			Path:  &svgPath{Steps: steps(a.path), Fill: "none", Stroke: a.look.colour, Pen: number(a.pen)},
			Head:  &svgHead{Points: list(a.head[:]), Fill: a.look.colour},
		}
		if a.look.dashed {
			shape.Path.Dashes = "5 3"
		}
		if a.text != "" {
			shape.Text = text(a.text, a.at, edgeText, a.look.colour)
		}
		p.Groups = append(p.Groups, group("edge "+a.class, a.link, shape))
	}
	for i := range s.boxes {
		b := &s.boxes[i]
		shape := svgShape{
			Title: b.tip,
			Box:   &svgBox{X: number(b.X - b.W/2), Y: number(b.Y - b.H/2), Width: number(b.W), Height: number(b.H), Corner: number(corner), Fill: boxColour, Stroke: borderColour},
			Text:  text(b.text, b.Point, nodeText, inkColour),
		}
		if b.dashed {
			shape.Box.Dashes = "3 3"
		}
		p.Groups = append(p.Groups, group("node "+b.class, b.link, shape))
	}
	out, err := xml.MarshalIndent(p, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}

// linked tells if something in the picture leads elsewhere.
func (s *scene) linked() bool {
	return slices.ContainsFunc(s.boxes, func(b box) bool { return b.link != "" }) ||
		slices.ContainsFunc(s.arrows, func(a arrow) bool { return a.link != "" })
}

func group(class, link string, shape svgShape) svgGroup {
	if link == "" {
		return svgGroup{Class: class, svgShape: shape}
	}
	return svgGroup{Class: class, Link: &svgLink{Where: link, svgShape: shape}}
}

// text is a line whose middle is at a point. A third of its size is what letters rise
// above that.
func text(s string, at layered.Point, size float64, colour string) *svgText {
	return &svgText{X: number(at.X), Y: number(at.Y + size*0.35), Anchor: "middle", Size: number(size), Fill: colour, Text: s}
}

// steps is a path in SVG's language: curves, and lines where they are straight.
func steps(path []layered.Point) string {
	var b strings.Builder
	b.WriteString("M" + list(path[:1]))
	for i := 1; i+2 < len(path); i += 3 {
		if level := path[i-1].Y; path[i].Y == level && path[i+1].Y == level && path[i+2].Y == level {
			b.WriteString(" L" + list(path[i+2:i+3]))
			continue
		}
		b.WriteString(" C" + list(path[i:i+3]))
	}
	return b.String()
}

func list(points []layered.Point) string {
	var out []string
	for _, p := range points {
		out = append(out, number(p.X)+","+number(p.Y))
	}
	return strings.Join(out, " ")
}

// number is a length to a hundredth of a point.
func number(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

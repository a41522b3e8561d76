package draw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fogleman/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// Graphviz lays a picture out and tells, as "json", what to draw where, in the
// operations of xdot (https://graphviz.org/docs/outputs/canon/#xdot). The PNG is
// painted from them here, since the painter that comes with go-graphviz fills curves
// and leaves out borders.

const (
	pngScale  = 2    // pixels of a point
	pngMargin = 6    // points around the picture
	maxPixels = 4000 // width or height; what is larger is made smaller
)

// laidOut is what of Graphviz's "json" is drawn.
type laidOut struct {
	Box     string    `json:"bb"` // left, bottom, right and top, in points
	Label   []drawing `json:"_ldraw_"`
	Objects []painted `json:"objects"`
	Edges   []painted `json:"edges"`
}

// painted is a node or an edge: its shape, its label, its arrow heads and their labels.
type painted struct {
	Shape []drawing `json:"_draw_"`
	Label []drawing `json:"_ldraw_"`
	Head  []drawing `json:"_hdraw_"`
	Tail  []drawing `json:"_tdraw_"`
}

// drawing is one operation of xdot.
type drawing struct {
	Op     string       `json:"op"`
	Color  string       `json:"color"`
	Points [][2]float64 `json:"points"`
	Rect   [4]float64   `json:"rect"`
	Size   float64      `json:"size"`
	Point  [2]float64   `json:"pt"`
	Align  string       `json:"align"`
	Width  float64      `json:"width"`
	Text   string       `json:"text"`
	Style  string       `json:"style"`
}

// painter is the state between operations.
type painter struct {
	dc        *gg.Context
	scale     float64 // pixels of a point
	left, top float64 // in points
	pen, fill color.Color
	line      float64
	dashes    []float64
	font      *opentype.Font
	size      float64
}

// paint draws a layout.
func paint(layout []byte) ([]byte, error) {
	var l laidOut
	if err := json.Unmarshal(layout, &l); err != nil {
		return nil, fmt.Errorf("read the layout: %w", err)
	}
	var left, bottom, right, top float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(l.Box, ",", " "), "%g %g %g %g", &left, &bottom, &right, &top); err != nil {
		return nil, fmt.Errorf("read the size %q of the layout: %w", l.Box, err)
	}
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, err
	}
	width, height := right-left+2*pngMargin, top-bottom+2*pngMargin
	scale := min(pngScale, maxPixels/max(width, height))
	p := painter{dc: gg.NewContext(int(math.Ceil(width*scale)), int(math.Ceil(height*scale))), scale: scale, left: left - pngMargin, top: top + pngMargin, font: f}
	p.dc.SetColor(color.White)
	p.dc.Clear()
	all := append(slices.Clone(l.Edges), l.Objects...)
	for i, x := range append(all, painted{Label: l.Label}) {
		if i < len(l.Edges) {
			x.Shape = lines(x.Shape)
		}
		for _, ops := range [][]drawing{x.Shape, x.Tail, x.Head, x.Label} {
			if err := p.draw(ops); err != nil {
				return nil, err
			}
		}
	}
	var b bytes.Buffer
	err = p.dc.EncodePNG(&b)
	return b.Bytes(), err
}

// lines has the curves of an edge not filled, as the layout wrongly says they are.
func lines(ops []drawing) []drawing {
	out := slices.Clone(ops)
	for i := range out {
		if out[i].Op == "b" {
			out[i].Op = "B"
		}
	}
	return out
}

// draw carries out the operations of one thing, which begin with a state of their own.
func (p *painter) draw(ops []drawing) error {
	p.pen, p.fill, p.line, p.dashes, p.size = color.Black, color.Black, 1, nil, 14
	for _, o := range ops {
		switch o.Op {
		case "c":
			p.pen = colour(o.Color)
		case "C":
			p.fill = colour(o.Color)
		case "S":
			p.setStyle(o.Style)
		case "F":
			p.size = o.Size
		case "T":
			if err := p.text(&o); err != nil {
				return err
			}
		case "P", "p", "L":
			p.path(o.Points, false)
			p.finish(o.Op == "P", o.Op != "L")
		case "B", "b":
			p.path(o.Points, true)
			p.finish(o.Op == "b", o.Op == "b")
		case "E", "e":
			x, y := p.at(o.Rect[0], o.Rect[1])
			p.dc.DrawEllipse(x, y, o.Rect[2]*p.scale, o.Rect[3]*p.scale)
			p.finish(o.Op == "E", false)
		}
	}
	return nil
}

// at is where a point of the layout, whose y grows upwards, lies in the picture.
func (p *painter) at(x, y float64) (float64, float64) {
	return (x - p.left) * p.scale, (p.top - y) * p.scale
}

// path begins a line through the points, or the Bézier curves that they govern.
func (p *painter) path(points [][2]float64, curved bool) {
	for i := 0; i < len(points); i++ {
		x, y := p.at(points[i][0], points[i][1])
		switch {
		case i == 0:
			p.dc.MoveTo(x, y)
		case curved && i+2 < len(points):
			x2, y2 := p.at(points[i+1][0], points[i+1][1])
			x3, y3 := p.at(points[i+2][0], points[i+2][1])
			p.dc.CubicTo(x, y, x2, y2, x3, y3)
			i += 2
		default:
			p.dc.LineTo(x, y)
		}
	}
}

// finish fills a path, where it is to be filled, and draws its line.
func (p *painter) finish(filled, closed bool) {
	if closed {
		p.dc.ClosePath()
	}
	if filled {
		p.dc.SetColor(p.fill)
		p.dc.FillPreserve()
	}
	p.dc.SetColor(p.pen)
	p.dc.SetLineWidth(p.line * p.scale)
	p.dc.SetDash(p.dashes...)
	p.dc.Stroke()
}

// setStyle reads "dashed", "bold", "setlinewidth(2)" and the like.
func (p *painter) setStyle(style string) {
	switch style {
	case "dashed":
		p.dashes = []float64{5 * p.scale, 3 * p.scale}
	case "dotted":
		p.dashes = []float64{1 * p.scale, 3 * p.scale}
	case "bold":
		p.line = max(p.line, 2)
	}
	if w, ok := strings.CutPrefix(style, "setlinewidth("); ok {
		if n, err := strconv.ParseFloat(strings.TrimSuffix(w, ")"), 64); err == nil {
			p.line = n
		}
	}
}

// text writes a label, no wider than Graphviz left room for.
func (p *painter) text(o *drawing) error {
	size := p.size * p.scale
	face, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return err
	}
	p.dc.SetFontFace(face)
	p.dc.SetColor(p.pen)
	x, y := p.at(o.Point[0], o.Point[1])
	anchor := 0.5
	switch o.Align {
	case "l":
		anchor = 0
	case "r":
		anchor = 1
	}
	wide, _ := p.dc.MeasureString(o.Text)
	p.dc.Push()
	if room := o.Width * p.scale * 1.1; room > 0 && wide > room {
		p.dc.ScaleAbout(room/wide, 1, x, y)
	}
	p.dc.DrawStringAnchored(o.Text, x, y, anchor, 0)
	p.dc.Pop()
	return nil
}

// colour reads "#rrggbb" and "#rrggbbaa", and is black for all else but "transparent".
func colour(s string) color.Color {
	if s == "transparent" {
		return color.Transparent
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	switch {
	case err != nil:
		return color.Black
	case len(s) == 9:
		return color.NRGBA{uint8(n >> 24), uint8(n >> 16), uint8(n >> 8), uint8(n)}
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}

package draw

import (
	"bytes"
	"image/color"
	"math"
	"strconv"
	"strings"

	"github.com/fogleman/gg"
	"golang.org/x/image/font/opentype"

	"saksi/graph/draw/layered"
)

const (
	pngScale  = 2    // pixels of a point
	maxPixels = 4000 // width or height; what is larger is made smaller
)

// painter paints a scene in pixels.
type painter struct {
	dc    *gg.Context
	scale float64 // pixels of a point
	font  *opentype.Font
}

// png paints the scene on white.
func (s *scene) png() ([]byte, error) {
	f, err := regular()
	if err != nil {
		return nil, err
	}
	scale := min(pngScale, maxPixels/max(s.width, s.height))
	p := painter{dc: gg.NewContext(int(math.Ceil(s.width*scale)), int(math.Ceil(s.height*scale))), scale: scale, font: f}
	p.dc.SetColor(color.White)
	p.dc.Clear()
	for i := range s.arrows {
		if err := p.arrow(&s.arrows[i]); err != nil {
			return nil, err
		}
	}
	for i := range s.boxes {
		if err := p.box(&s.boxes[i]); err != nil {
			return nil, err
		}
	}
	if err := p.text(s.title, layered.Point{X: s.width / 2, Y: border + titleText/2}, titleText, inkColour); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = p.dc.EncodePNG(&b)
	return b.Bytes(), err
}

func (p *painter) at(q layered.Point) (x, y float64) { return q.X * p.scale, q.Y * p.scale }

func (p *painter) arrow(a *arrow) error {
	p.dc.SetColor(colour(a.look.colour))
	p.dc.MoveTo(p.at(a.path[0]))
	for i := 1; i+2 < len(a.path); i += 3 {
		x1, y1 := p.at(a.path[i])
		x2, y2 := p.at(a.path[i+1])
		x3, y3 := p.at(a.path[i+2])
		p.dc.CubicTo(x1, y1, x2, y2, x3, y3)
	}
	p.stroke(a.pen, a.look.dashed, 5)
	for _, q := range a.head {
		p.dc.LineTo(p.at(q))
	}
	p.dc.ClosePath()
	p.dc.Fill()
	return p.text(a.text, a.at, edgeText, a.look.colour)
}

func (p *painter) box(b *box) error {
	x, y := p.at(layered.Point{X: b.X - b.W/2, Y: b.Y - b.H/2})
	p.dc.DrawRoundedRectangle(x, y, b.W*p.scale, b.H*p.scale, corner*p.scale)
	p.dc.SetColor(colour(boxColour))
	p.dc.FillPreserve()
	p.dc.SetColor(colour(borderColour))
	p.stroke(1, b.dashed, 3)
	return p.text(b.text, b.Point, nodeText, inkColour)
}

// stroke draws the line of the path, in dashes of so many points where it is dashed.
func (p *painter) stroke(pen float64, dashed bool, dash float64) {
	p.dc.SetLineWidth(pen * p.scale)
	p.dc.SetDash()
	if dashed {
		p.dc.SetDash(dash*p.scale, 3*p.scale)
	}
	p.dc.Stroke()
}

// text writes a line whose middle is at a point.
func (p *painter) text(s string, at layered.Point, size float64, ink string) error {
	face, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: size * p.scale, DPI: 72})
	if err != nil {
		return err
	}
	defer face.Close()
	p.dc.SetFontFace(face)
	p.dc.SetColor(colour(ink))
	x, y := p.at(at)
	p.dc.DrawStringAnchored(s, x, y, 0.5, 0.35)
	return nil
}

// colour reads "#rrggbb", and is black for all else.
func colour(s string) color.Color {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil {
		return color.Black
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}

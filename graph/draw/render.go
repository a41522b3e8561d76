package draw

import (
	"context"
	"errors"
	"fmt"
)

// Format is a form of a picture.
type Format string

// The forms.
const (
	SVG Format = "svg"
	PNG Format = "png"
	DOT Format = "dot" // of Graphviz, which lays it out itself
)

// Formats is the list of forms.
var Formats = []Format{SVG, PNG, DOT}

// ErrFormat is returned for a form that is not in [Formats].
var ErrFormat = errors.New("no such form of a picture: svg, png, dot")

// Render draws the graph. Its errors wrap [ErrFormat] for a form that there is not.
func Render(ctx context.Context, g Graph, st Style, f Format) (out []byte, err error) {
	switch f {
	case DOT:
		return []byte(g.DOT(st)), nil
	case SVG, PNG:
	default:
		return nil, fmt.Errorf("%q: %w", f, ErrFormat)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s, err := g.scene(st)
	if err == nil && f == SVG {
		out, err = s.svg()
	}
	if err == nil && f == PNG {
		out, err = s.png()
	}
	if err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return out, nil
}

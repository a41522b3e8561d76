package draw

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/goccy/go-graphviz"

	"saksi/graph/draw/internal/cachedir"
)

func init() { cachedir.Restore() } // after go-graphviz has started

// Format is a form of a picture.
type Format string

// The forms.
const (
	SVG Format = "svg"
	PNG Format = "png"
	DOT Format = "dot"
)

// Formats is the list of forms.
var Formats = []Format{SVG, PNG, DOT}

// ErrFormat is returned for a form that is not in [Formats].
var ErrFormat = errors.New("no such form of a picture: svg, png, dot")

// Graphviz runs in one place, one picture at a time.
var (
	engineMu sync.Mutex
	engine   *graphviz.Graphviz
)

// Render draws the graph. Its errors wrap [ErrFormat] for a form that there is not.
func Render(ctx context.Context, g Graph, st Style, f Format) ([]byte, error) {
	dot := g.DOT(st)
	switch f {
	case DOT:
		return []byte(dot), nil
	case SVG, PNG:
	default:
		return nil, fmt.Errorf("%q: %w", f, ErrFormat)
	}
	engineMu.Lock()
	defer engineMu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// Graphviz outlives the request that happens to be the first.
	background := context.WithoutCancel(ctx)
	if engine == nil {
		e, err := graphviz.New(background)
		if err != nil {
			return nil, fmt.Errorf("start graphviz: %w", err)
		}
		engine = e
	}
	as := graphviz.Format(f)
	if f == PNG {
		as = "json"
	}
	out, err := layout(background, dot, as)
	if err == nil && f == PNG {
		out, err = paint(out)
	}
	if err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	return out, nil
}

func layout(ctx context.Context, dot string, as graphviz.Format) (out []byte, err error) {
	graph, err := graphviz.ParseBytes([]byte(dot))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, graph.Close()) }()
	var b bytes.Buffer
	if err := engine.Render(ctx, graph, as, &b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

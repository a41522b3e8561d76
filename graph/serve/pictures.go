package serve

import (
	"context"
	"errors"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strings"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/draw"
	"saksi/schema"
)

// drawing is the picture of statements, as a part of a page. It is nothing when
// there is too little to draw.
func (p *pages) drawing(ctx context.Context, v *view, list []schema.Statement) (picture, error) {
	return p.draw(ctx, list, v.style())
}

func (p *pages) draw(ctx context.Context, list []schema.Statement, st draw.Style) (picture, error) {
	g := draw.Of(list)
	if len(g.Edges) == 0 {
		return picture{}, nil
	}
	svg, err := draw.Render(ctx, g, st, draw.SVG)
	if err != nil {
		return picture{}, err
	}
	return picture{SVG: template.HTML(inline(svg)), Shown: len(g.Nodes), Of: len(g.Nodes) + g.Omitted}, nil
}

const (
	maxExpanded = 4  // neighbours whose own statements a picture may show too
	perExpanded = 40 // statements of each
)

// neighbours is the picture around an actor. A click on another adds the statements
// of that one to it; a second click opens its page.
func (p *pages) neighbours(ctx context.Context, v *view, id string, list []schema.Statement) (picture, error) {
	var open []string
	if x := v.Query.Get("expand"); x != "" {
		open = strings.SplitN(x, ",", maxExpanded+1)
		open = open[:min(len(open), maxExpanded)]
	}
	all := slices.Clone(list)
	for _, other := range open {
		more, err := p.s.asker.Ask(ctx, ask.Query{With: "actor/" + other, Limit: perExpanded})
		if err != nil {
			var unread *ask.FieldError
			if errors.As(err, &unread) {
				continue // an address that somebody wrote by hand
			}
			return picture{}, err
		}
		all = append(all, more.Statements...)
	}
	st := v.style()
	page := st.NodeLink
	st.NodeLink = func(n draw.Node) string {
		other := local(schema.IRI(n.ID))
		if !n.Known || n.ID == id || slices.Contains(open, other) || len(open) == maxExpanded {
			return page(n)
		}
		q := url.Values{"expand": {strings.Join(append(slices.Clone(open), other), ",")}}
		if v.UI != "" {
			q.Set("ui", v.UI)
		}
		return v.Path + "?" + q.Encode() + "#picture"
	}
	pic, err := p.draw(ctx, distinct(all), st)
	pic.Expanded = len(open) > 0
	return pic, err
}

// distinct leaves out statements that come again.
func distinct(list []schema.Statement) []schema.Statement {
	seen := make(map[schema.IRI]bool, len(list))
	return slices.DeleteFunc(list, func(s schema.Statement) bool {
		again := seen[s.ID]
		seen[s.ID] = true
		return again
	})
}

const maxDrawn = 200 // statements of a query's rows that are drawn

// ofRows is the picture of the statements that the rows of a query name; where they
// name none, of those about the claims, and else of those with the actors.
func (p *pages) ofRows(ctx context.Context, v *view, rows []any) (picture, error) {
	named := make(map[string][]schema.IRI)
	for _, r := range rows {
		nodesIn(r, named)
	}
	view := p.s.o.Store.View()
	defer view.Close()
	ids := named["stmt"]
	for _, c := range named["claim"] {
		if len(named["stmt"]) > 0 || len(ids) >= maxDrawn {
			break
		}
		about, err := view.StatementsAbout(ctx, c)
		if err != nil {
			return picture{}, err
		}
		ids = append(ids, about...)
	}
	var list []schema.Statement
	for _, id := range ids[:min(len(ids), maxDrawn)] {
		s, err := view.Statement(ctx, id)
		switch {
		case errors.Is(err, graph.ErrNotFound):
			continue // a row may name what is not in the store
		case err != nil:
			return picture{}, err
		}
		list = append(list, s)
	}
	for _, a := range named["actor"] {
		if len(ids) > 0 || len(list) >= maxDrawn {
			break
		}
		with, err := p.s.asker.Ask(ctx, ask.Query{With: string(a), Limit: perExpanded})
		if err != nil {
			return picture{}, err
		}
		list = append(list, with.Statements...)
	}
	return p.drawing(ctx, v, distinct(list))
}

// nodesIn gathers the nodes that a value names, by their kinds.
func nodesIn(value any, into map[string][]schema.IRI) {
	switch x := value.(type) {
	case string:
		kind, rest, ok := strings.Cut(x, "/")
		if ok && rest != "" && !strings.ContainsAny(rest, " /\n") && !slices.Contains(into[kind], schema.IRI(x)) && len(into[kind]) < maxDrawn {
			into[kind] = append(into[kind], schema.IRI(x))
		}
	case []any:
		for _, y := range x {
			nodesIn(y, into)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			nodesIn(x[k], into)
		}
	}
}

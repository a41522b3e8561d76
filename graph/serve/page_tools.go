package serve

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph/gizmo"
)

// console is the page of Gizmo queries.
func (p *pages) console(ctx context.Context, r *http.Request, v *view) (string, error) {
	source := r.URL.Query().Get("q")
	type recipeLink struct{ Text, URL, Query string }
	type recipeGroup struct {
		Name  string
		Links []recipeLink
	}
	data := struct {
		Source    string
		Recipes   []recipeGroup
		Table     [][]cellView
		Head      []string
		JSON      string
		Rows      int
		Truncated bool
		Problem   *Problem
		Ran       bool
		As        string
		AsTable   string
		AsJSON    string
		AsPicture string
		Drawn     bool
		Picture   picture
		API       string
	}{Source: source, As: r.URL.Query().Get("as")}
	for _, x := range gizmo.Recipes() {
		q := url.Values{"q": {x.Query}}
		if v.UI != "" {
			q.Set("ui", v.UI)
		}
		name := phrase{x.Group, x.GroupID}.in(v.Lang)
		if n := len(data.Recipes); n == 0 || data.Recipes[n-1].Name != name {
			data.Recipes = append(data.Recipes, recipeGroup{Name: name})
		}
		last := &data.Recipes[len(data.Recipes)-1]
		last.Links = append(last.Links, recipeLink{phrase{x.En, x.ID}.in(v.Lang), "/gizmo?" + q.Encode(), x.Query})
	}
	v.Title, v.Data = v.T("console"), &data
	if strings.TrimSpace(source) == "" {
		return "console", nil
	}
	data.Ran, data.API = true, "/v1/query?"+with(nil, "q", source)
	q := r.URL.Query()
	q.Del("as")
	data.AsTable, data.AsJSON, data.AsPicture = "/gizmo?"+q.Encode(), "/gizmo?"+with(q, "as", "json"), "/gizmo?"+with(q, "as", "picture")
	rep, err := p.s.query(ctx, source, 1000)
	if err != nil {
		data.Problem = p.s.failed(ctx, err)
		return "console", nil
	}
	data.Rows, data.Truncated = len(rep.rows), rep.value.(rowsAnswer).Truncated
	if data.As == "json" {
		b, err := json.MarshalIndent(rep.rows, "", "  ")
		data.JSON = string(b)
		return "console", err
	}
	if data.As == "picture" {
		data.Drawn = true
		data.Picture, err = p.ofRows(ctx, v, rep.rows)
		return "console", err
	}
	if len(rep.rows) == 0 {
		return "console", nil
	}
	table := gizmo.Table(rep.rows)
	data.Head = table[0]
	for _, line := range table[1:] {
		cells := make([]cellView, len(line))
		for i, c := range line {
			cells[i] = cellView{cut(c, 300), v.nodeLink(c)}
		}
		data.Table = append(data.Table, cells)
	}
	return "console", nil
}

type cellView struct{ Text, Link string }

// nodeLink is the page of a node, if it has one.
func (v view) nodeLink(id string) string {
	kind, rest, ok := strings.Cut(id, "/")
	if !ok || strings.ContainsAny(rest, " \n") {
		return ""
	}
	switch kind {
	case "actor", "claim":
		return v.Link("/" + kind + "/" + url.PathEscape(rest))
	case "doc":
		return v.Link("/document/" + url.PathEscape(rest))
	}
	return ""
}

// docs is the page that describes the interface.
func (p *pages) docs(_ context.Context, _ *http.Request, v *view) (string, error) {
	type operation struct {
		*huma.Operation
		Method string
		Types  []string
		Form   bool
		Path   []*huma.Param
		Params []*huma.Param
	}
	type group struct {
		Name       string
		Operations []operation
	}
	api := p.s.api.OpenAPI
	byTag := make(map[string]*group)
	var groups []*group
	var paths []string
	for path := range api.Paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		item := api.Paths[path]
		for _, m := range []struct {
			name string
			op   *huma.Operation
		}{{"GET", item.Get}, {"POST", item.Post}, {"DELETE", item.Delete}} {
			if m.op == nil {
				continue
			}
			o := operation{Operation: m.op, Method: m.name, Form: m.name == "GET" && !strings.Contains(path, "{")}
			for status, res := range m.op.Responses {
				if status[0] == '2' {
					for t := range res.Content {
						o.Types = append(o.Types, t)
					}
				}
			}
			slices.Sort(o.Types)
			o.Params = m.op.Parameters
			tag := m.op.Tags[0]
			if byTag[tag] == nil {
				byTag[tag] = &group{Name: tag}
				groups = append(groups, byTag[tag])
			}
			byTag[tag].Operations = append(byTag[tag].Operations, o)
		}
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(a.Name, b.Name) })
	v.Title, v.Data = v.T("docs-title"), groups
	return "docs", nil
}

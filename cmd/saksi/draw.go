package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/draw"
)

var drawVerb = command{
	name:  "draw",
	args:  `[flags] ["question"]`,
	short: "draw who says what of whom",
	long: `
Actors are boxes, at most 50; an arrow stands for all statements of one speaker and
act towards another, in the colour of accusations, denials, admissions or the rest.
The form is that of the file's ending: .svg, .png or .dot.`,
	examples: `
saksi draw -o graph.svg
saksi draw --against Iran --said-since 2022-10 -o iran.png
saksi draw "who accused Russia?" --link http://127.0.0.1:8040 -o russia.svg
saksi draw --act accuse,deny -o - | dot -Tpdf > graph.pdf`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var f filterFlags
		db := declareDB(fs)
		f.declare(fs)
		out := fs.StringP("output", "o", "graph.svg", "`FILE` to write; - is standard output, as DOT")
		base := fs.String("link", "", "`URL` of a saksi serve that boxes and arrows lead to")
		return func(ctx context.Context, a *app, args []string) error {
			form := draw.DOT
			if *out != "-" {
				form = draw.Format(strings.TrimPrefix(strings.ToLower(filepath.Ext(*out)), "."))
			}
			if !contains(draw.Formats, form) {
				return usagef("-o %s: %w", *out, draw.ErrFormat)
			}
			if u, err := url.Parse(*base); *base != "" && (err != nil || u.Scheme == "" || u.Host == "") {
				return usagef("--link %q: an address such as http://127.0.0.1:8040 belongs there", *base)
			}
			q, err := f.query(strings.Join(args, " "), a)
			if err != nil {
				return err
			}
			return a.withStore(ctx, *db, func(s *graph.Store) error { return a.draw(ctx, s, q, *out, form, strings.TrimSuffix(*base, "/")) })
		}
	},
}

func (a *app) draw(ctx context.Context, s *graph.Store, q ask.Query, out string, form draw.Format, base string) error {
	q.Limit = ask.MaxLimit
	answer, err := ask.New(s, worldNames{}).Ask(ctx, q)
	if err != nil {
		return wrongField(err)
	}
	g := draw.Of(answer.Statements)
	if len(g.Nodes) == 0 {
		return errors.New("nothing to draw: no statement of one about another matches (saksi stats shows what is in the store)")
	}
	st := draw.Style{}
	if base != "" {
		st.NodeLink = func(n draw.Node) string { return base + "/actor/" + url.PathEscape(strings.TrimPrefix(n.ID, "actor/")) }
		st.EdgeLink = func(e draw.Edge) string {
			return base + "/ask?" + url.Values{"act": {string(e.Act)}, "by": {e.From}, "with": {e.To}}.Encode()
		}
	}
	picture, err := draw.Render(ctx, g, st, form)
	if err != nil {
		return err
	}
	if answer.Truncated {
		a.log.Info(fmt.Sprintf("drawn from the newest %d of %s", len(answer.Statements), total(answer.Total)))
	}
	if g.Omitted > 0 {
		a.log.Info(fmt.Sprintf("%d of %d actors drawn, those with most statements", len(g.Nodes), len(g.Nodes)+g.Omitted))
	}
	if g.Fainter > 0 {
		a.log.Info(fmt.Sprintf("%d of %d arrows drawn, those with most statements", len(g.Edges), len(g.Edges)+g.Fainter))
	}
	err = a.toFile(out, func(w io.Writer) error {
		_, err := w.Write(picture)
		return err
	})
	if err == nil && out != "-" {
		a.log.Info(fmt.Sprintf("%s: %s, %s", out, count(len(g.Nodes), "actor"), count(len(g.Edges), "arrow")))
	}
	return err
}

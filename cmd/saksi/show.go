package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/export"
	"saksi/schema"
)

var showVerb = command{
	name:  "show",
	args:  "[flags] ID",
	short: "show an actor, claim, statement or document with all that hangs on it",
	long: `
ID is what other commands print (stmt/…, claim/…, doc/…, actor/…), an actor's name,
or the file name, title or address of a document.`,
	examples: `
saksi show Iran
saksi show article.txt
saksi show claim/abcdefghijklmnop
saksi show --format json doc/abcdefghijklmnop | jq .statements[].act`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		format := fs.StringP("format", "f", "", "output format: table or json (default: a table on a terminal, else json)")
		limit := fs.Int("limit", 20, "statements at most")
		return func(ctx context.Context, a *app, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return usagef("nothing named (saksi show Iran)")
			}
			f := *format
			if f == "" {
				if f = "json"; a.terminal {
					f = "table"
				}
			}
			if !contains(reportFormats, f) {
				return notOne("format", f, reportFormats)
			}
			if err := atLeast("limit", *limit, 1); err != nil {
				return err
			}
			return a.withStore(ctx, *db, func(s *graph.Store) error {
				t, err := findThing(ctx, s, strings.Join(args, " "), *limit)
				if err != nil {
					return err
				}
				if f == "json" {
					return a.showJSON(t)
				}
				a.showTable(t)
				return nil
			})
		}
	},
}

// thing is what show shows: one of the nouns, and the statements about it.
type thing struct {
	id         schema.IRI
	actor      *schema.Actor
	claim      *schema.Claim
	document   *schema.Document
	statement  *schema.Statement
	statements []schema.Statement
	total      ask.Total
}

// findThing reads what the identity or name means.
func findThing(ctx context.Context, s *graph.Store, name string, limit int) (thing, error) {
	t := thing{id: schema.IRI(name)}
	q := ask.Query{Limit: limit, Order: ask.Newest}
	kind, _, _ := strings.Cut(name, "/")
	var err error
	switch kind {
	case "stmt":
		var st schema.Statement
		if st, err = s.Statement(ctx, t.id); err == nil {
			t.statement = &st
			q.Claim = st.Claim.ID
		}
	case "claim":
		var c schema.Claim
		c, err = s.Claim(ctx, t.id)
		t.claim, q.Claim = &c, t.id
	case "doc":
		err = t.readDocument(ctx, s, &q)
	default:
		err = t.readNamed(ctx, s, name, &q)
	}
	if errors.Is(err, graph.ErrNotFound) {
		return t, notFound(name)
	}
	if err != nil {
		return t, err
	}
	answer, err := ask.New(s, worldNames{}).Ask(ctx, q)
	t.statements, t.total = answer.Statements, answer.Total
	return t, err
}

func (t *thing) readDocument(ctx context.Context, s *graph.Store, q *ask.Query) error {
	d, err := s.Document(ctx, t.id)
	t.document, q.Document = &d, t.id
	return err
}

// readNamed reads the actor of a name, or else the document.
func (t *thing) readNamed(ctx context.Context, s *graph.Store, name string, q *ask.Query) (err error) {
	t.actor, err = actorNamed(ctx, s, name)
	switch {
	case err == nil:
		t.id = t.actor.ID
		q.With = string(t.id)
		return nil
	case !errors.Is(err, graph.ErrNotFound):
		return err
	}
	if t.id, err = documentNamed(ctx, s, name); err != nil {
		return err
	}
	return t.readDocument(ctx, s, q)
}

// actorNamed finds an actor of the store by identity or name.
func actorNamed(ctx context.Context, s *graph.Store, name string) (*schema.Actor, error) {
	candidates := []schema.IRI{schema.IRI(name)}
	if !strings.HasPrefix(name, "actor/") {
		v := s.View()
		stored, err := v.ActorsNamed(ctx, name)
		v.Close()
		if err != nil {
			return nil, err
		}
		candidates = append(worldNames{}.Resolve(name), stored...)
	}
	for _, id := range candidates {
		a, err := s.Actor(ctx, id)
		if err == nil {
			return &a, nil
		}
		if !errors.Is(err, graph.ErrNotFound) {
			return nil, err
		}
	}
	return nil, graph.ErrNotFound
}

func (a *app) showJSON(t thing) error {
	out := map[string]any{"id": t.id, "statements": t.statements, "total": t.total}
	switch {
	case t.actor != nil:
		out["actor"] = actorJSON(t.actor)
	case t.claim != nil:
		out["claim"] = t.claim
	case t.document != nil:
		out["document"] = t.document
	case t.statement != nil:
		out["statement"] = t.statement
	}
	return a.json(out)
}

func actorJSON(x *schema.Actor) map[string]any {
	names := make([]map[string]string, len(x.Names))
	for i, n := range x.Names {
		names[i] = map[string]string{"text": n.Text, "lang": n.Lang}
	}
	offices := make([]map[string]any, len(x.Offices))
	for i, o := range x.Offices {
		offices[i] = map[string]any{"title": o.Title, "of": o.Of, "start": o.Start, "end": o.End}
	}
	return map[string]any{"id": x.ID, "kind": x.Kind, "name": x.Name(), "names": names, "of": x.Of, "same_as": x.SameAs, "code": x.Code, "offices": offices}
}

func (a *app) showTable(t thing) {
	w := a.out
	head := func(s string) { fmt.Fprintln(w, a.paint(colourAct, s)) }
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "  %-11s %s\n", name, value)
		}
	}
	switch {
	case t.actor != nil:
		head(t.actor.Name() + "  " + string(t.id))
		row("kind", string(t.actor.Kind))
		row("belongs to", string(t.actor.Of))
		row("Wikidata", t.actor.SameAs)
		for _, o := range t.actor.Offices {
			row("office", fmt.Sprintf("%s of %s, %s to %s", o.Title, o.Of, open(o.Start), open(o.End)))
		}
	case t.claim != nil:
		head(claimLine(t.claim) + "  " + string(t.id))
	case t.document != nil:
		head(firstNonEmpty(t.document.Title, string(t.id)))
		row("id", string(t.id))
		row("publisher", t.document.Publisher)
		row("published", t.document.Published)
		row("author", t.document.Author)
		row("url", t.document.URL)
		row("language", t.document.Lang)
		row("copy of", string(t.document.CopyOf))
	case t.statement != nil:
		a.statement(w, t.statement)
		a.details(t.statement)
		head("All that was said of this claim")
	}
	fmt.Fprintln(w)
	for i := range t.statements {
		a.statement(w, &t.statements[i])
		fmt.Fprintf(w, "    %s\n", a.paint(colourFaint, string(t.statements[i].ID)))
	}
	if t.total.Value > len(t.statements) {
		a.log.Info(fmt.Sprintf("%d of %s shown; --limit shows more", len(t.statements), total(t.total)))
	}
}

// details lists what a row leaves out.
func (a *app) details(s *schema.Statement) {
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(a.out, "    %-11s %s\n", name, value)
		}
	}
	row("id", string(s.ID))
	row("claim", string(s.Claim.ID))
	row("document", string(s.Document.ID))
	row("url", s.Document.URL)
	row("at", fmt.Sprintf("%d–%d", s.Evidence.Span[0], s.Evidence.Span[1]))
	row("cue", s.Cue.Text)
	row("rule", s.Rule)
	row("confidence", fmt.Sprintf("%.2f, %s", s.Confidence, export.Why(s)))
	for _, r := range s.RespondsTo {
		row("answers", string(r))
	}
	row("told in", string(s.ReportedBy))
	row("via", strings.Join(s.Via, ", "))
}

func open(date string) string { return firstNonEmpty(date, "…") }

func firstNonEmpty(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

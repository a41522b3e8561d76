package serve

import (
	"context"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/schema"
)

// FormatInput is the form of an answer.
type FormatInput struct {
	Format string `query:"format" doc:"The form of the answer; wins over the Accept header" example:"json"`
}

type claimInput struct {
	ID string `path:"id" doc:"A claim, with or without its prefix claim/"`
	FormatInput
}

type actorInput struct {
	ID string `path:"id" doc:"An actor, by identity or any name" example:"Iran"`
	FormatInput
}

type documentInput struct {
	ID string `path:"id" doc:"A document, with or without its prefix doc/"`
	FormatInput
}

type actorsInput struct {
	Q      string `query:"q" doc:"Words of a name" example:"iran"`
	Kind   string `query:"kind" enum:"state,organisation,armed group,person,media,unnamed" doc:"Kind of actor"`
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"50" doc:"How many at most"`
	Cursor string `query:"cursor" doc:"Where the page before ended: next in its answer"`
	FormatInput
}

// claimAnswer is a claim with all that was said of it.
type claimAnswer struct {
	Claim schema.Claim `json:"claim"`
	// Disputed tells that one actor is for it and another against it.
	Disputed      bool               `json:"disputed"`
	For           []schema.Statement `json:"for"`
	Against       []schema.Statement `json:"against"`
	Neither       []schema.Statement `json:"neither"`
	Changed       []ask.Reversal     `json:"changed,omitempty" doc:"Who changed sides"`
	Corroboration ask.Corroboration  `json:"corroboration" doc:"How many independent publishers carry it"`
}

// actorAnswer is an actor with counts of what was said by and against it.
type actorAnswer struct {
	Actor  actorWire   `json:"actor"`
	Said   *ask.Facets `json:"said" doc:"Counts of what it said"`
	Blamed *ask.Facets `json:"blamed" doc:"Counts of what accuses or condemns it"`
}

// actorPage is a page of actors.
type actorPage struct {
	Actors    []actorWire `json:"actors"`
	Total     ask.Total   `json:"total"`
	Next      string      `json:"next,omitempty"`
	Truncated bool        `json:"truncated"`
}

// documentAnswer is a document with its text and its statements, in text order.
type documentAnswer struct {
	Document   schema.Document    `json:"document"`
	Statements []schema.Statement `json:"statements"`
}

// withPrefix adds the kind to an identity that came without it.
func withPrefix(id, kind string) schema.IRI {
	if strings.HasPrefix(id, kind+"/") {
		return schema.IRI(id)
	}
	return schema.IRI(kind + "/" + id)
}

// registerNodes lays out what answers with one thing.
func (s *Server) registerNodes(api huma.API) {
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/claims/{id}", id: "getClaim", tag: "Claims",
		summary: "A claim: who is for it, who against it, who changed sides",
		answer:  reflect.TypeFor[claimAnswer](), formats: statementFormats, problems: []int{404}}),
		func(ctx context.Context, in *claimInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				c, err := s.claim(ctx, withPrefix(in.ID, "claim"))
				all := append(append(append([]schema.Statement{}, c.For...), c.Against...), c.Neither...)
				return reply{value: c, statements: all}, err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/actors", id: "listActors", tag: "Actors",
		summary: "The actors in the store, by name", answer: reflect.TypeFor[actorPage](), formats: rowFormats}),
		func(ctx context.Context, in *actorsInput) (*streamed, error) {
			return s.answer(ctx, rowFormats, func(ctx context.Context) (reply, error) { return s.listActors(ctx, in) })
		})
	formats := []format{jsonFormat}
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/actors/{id}", id: "getActor", tag: "Actors",
		summary: "An actor: names, offices, what it said and what it is blamed for", description: "Its statements, in every format, are under /timeline.",
		answer: reflect.TypeFor[actorAnswer](), formats: formats, problems: []int{404}}),
		func(ctx context.Context, in *actorInput) (*streamed, error) {
			return s.answer(ctx, formats, func(ctx context.Context) (reply, error) {
				a, err := s.actor(ctx, in.ID)
				return reply{value: a}, err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/documents/{id}", id: "getDocument", tag: "Documents",
		summary: "A document: its text, and every statement in it", description: "Offsets count Unicode code points of the text.",
		answer: reflect.TypeFor[documentAnswer](), formats: statementFormats, problems: []int{404}}),
		func(ctx context.Context, in *documentInput) (*streamed, error) {
			return s.answer(ctx, statementFormats, func(ctx context.Context) (reply, error) {
				d, err := s.document(ctx, withPrefix(in.ID, "doc"))
				return reply{value: d, statements: d.Statements}, err
			})
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/stats", id: "getStats", tag: "Tools",
		summary: "What is in the store", answer: reflect.TypeFor[graph.Counts](), formats: valueFormats}),
		func(ctx context.Context, _ *FormatInput) (*streamed, error) {
			return s.answer(ctx, valueFormats, func(ctx context.Context) (reply, error) {
				c, err := s.asker.Stats(ctx)
				return reply{value: c}, err
			})
		})
}

// claim gathers what was said of a claim, the oldest first.
func (s *Server) claim(ctx context.Context, id schema.IRI) (claimAnswer, error) {
	out := claimAnswer{For: []schema.Statement{}, Against: []schema.Statement{}, Neither: []schema.Statement{}}
	v := s.o.Store.View()
	defer v.Close()
	var err error
	if out.Claim, err = v.Claim(ctx, id); err != nil {
		return out, err
	}
	q := ask.Query{Limit: ask.MaxLimit}
	for {
		a, err := s.asker.Timeline(ctx, string(id), q)
		if err != nil {
			return out, err
		}
		for _, st := range a.Statements {
			side := map[schema.Stance]*[]schema.Statement{schema.For: &out.For, schema.Against: &out.Against, schema.Neither: &out.Neither}[st.Stance()]
			*side = append(*side, st)
		}
		if q.Cursor = a.Next; q.Cursor == "" {
			break
		}
	}
	d, disputed, err := s.asker.Dispute(ctx, id)
	if err != nil {
		return out, err
	}
	out.Disputed, out.Changed = disputed, d.Changed
	out.Claim.Text = claimText(&out)
	out.Corroboration, err = s.asker.Corroborate(ctx, id)
	if out.Corroboration.Sources == nil {
		out.Corroboration.Sources = []ask.Source{}
	}
	return out, err
}

// claimText is the wording of a claim, which the graph keeps with its statements.
func claimText(c *claimAnswer) string {
	if c.Claim.Text != "" {
		return c.Claim.Text
	}
	for _, side := range [][]schema.Statement{c.For, c.Against, c.Neither} {
		for _, st := range side {
			if st.Claim.Text != "" {
				return st.Claim.Text
			}
		}
	}
	return ""
}

// actor describes an actor, with counts of its statements.
func (s *Server) actor(ctx context.Context, name string) (actorAnswer, error) {
	a, err := s.resolve(ctx, name)
	if err != nil {
		return actorAnswer{}, err
	}
	out := actorAnswer{Actor: actorOf(a)}
	said, err := s.asker.Ask(ctx, ask.Query{By: string(a.ID), Limit: 1, Facets: true})
	if err != nil {
		return out, err
	}
	blamed, err := s.asker.Ask(ctx, ask.Query{Against: string(a.ID), Acts: []schema.Act{schema.Accuse, schema.Condemn}, Limit: 1, Facets: true})
	if err != nil {
		return out, err
	}
	out.Said, out.Blamed = said.Facets, blamed.Facets
	return out, nil
}

// document reads a document and its statements.
func (s *Server) document(ctx context.Context, id schema.IRI) (documentAnswer, error) {
	v := s.o.Store.View()
	defer v.Close()
	d, err := v.Document(ctx, id)
	if err != nil {
		return documentAnswer{}, err
	}
	ids, err := v.StatementsOf(ctx, id)
	if err != nil {
		return documentAnswer{}, err
	}
	list, err := v.Statements(ctx, ids...)
	if err != nil {
		return documentAnswer{}, err
	}
	inTextOrder(list)
	return documentAnswer{d, list}, nil
}

func (s *Server) listActors(ctx context.Context, in *actorsInput) (reply, error) {
	all, err := s.actorList(ctx)
	if err != nil {
		return reply{}, err
	}
	out := actorPage{Actors: []actorWire{}, Total: ask.Total{Relation: ask.Exactly}}
	r := reply{lines: []any{}, rows: []any{}}
	past := in.Cursor == ""
	for i := range all {
		a := &all[i]
		if in.Kind != "" && string(a.Kind) != in.Kind || !matches(a, in.Q) {
			continue
		}
		out.Total.Value++
		switch {
		case !past:
			past = in.Cursor == cursorOf(a, in)
		case len(out.Actors) == in.Limit:
			out.Truncated = true
		default:
			w := actorOf(*a)
			out.Actors = append(out.Actors, w)
			r.lines = append(r.lines, w)
			r.rows = append(r.rows, map[string]any{"id": string(w.ID), "name": w.Name, "kind": string(w.Kind), "code": w.Code, "same_as": w.SameAs, "of": string(w.Of)})
			out.Next = cursorOf(a, in)
		}
	}
	if !past {
		return r, &ask.FieldError{Field: "cursor", Value: in.Cursor, Err: ask.ErrCursor}
	}
	if !out.Truncated {
		out.Next = ""
	}
	r.value, r.next, r.total = out, out.Next, &out.Total
	return r, nil
}

// cursorOf ends a page of actors after this one.
func cursorOf(a *schema.Actor, in *actorsInput) string {
	return schema.Address("actors", in.Q, in.Kind, string(a.ID))
}

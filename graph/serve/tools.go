package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph/ask"
	"saksi/graph/export"
	"saksi/graph/gizmo"
)

type queryInput struct {
	Q     string `query:"q" required:"true" doc:"A query in Gizmo, Cayley's language" example:"accusations().against(\"Iran\").evidence().all()"`
	Limit int    `query:"limit" minimum:"1" maximum:"10000" default:"1000" doc:"Rows at most"`
	FormatInput
}

type queryPostInput struct {
	Limit int `query:"limit" minimum:"1" maximum:"10000" default:"1000" doc:"Rows at most"`
	FormatInput
	RawBody []byte `contentType:"text/plain" doc:"A query in Gizmo"`
}

type exportInput struct {
	Filters
	FormatInput
	Profile string `query:"profile" doc:"A view of the data: nanopub, schemaorg, prov" example:"nanopub"`
	Texts   bool   `query:"texts" default:"true" doc:"With the texts of documents"`
}

// rowsAnswer is what a query gave.
type rowsAnswer struct {
	Result    []any `json:"result" doc:"The rows, in order"`
	Truncated bool  `json:"truncated" doc:"There were more rows than the limit"`
}

// registerTools lays out queries and exports.
func (s *Server) registerTools(api huma.API) {
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/query", id: "query", tag: "Tools",
		summary: "A query in Gizmo", description: "Reads only, within limits of time, memory and rows.",
		answer: reflect.TypeFor[rowsAnswer](), formats: rowFormats, problems: []int{413, 422}}),
		func(ctx context.Context, in *queryInput) (*streamed, error) {
			return s.answer(ctx, rowFormats, func(ctx context.Context) (reply, error) { return s.query(ctx, in.Q, in.Limit) })
		})
	huma.Register(api, s.describe(operation{method: http.MethodPost, path: "/v1/query", id: "queryPost", tag: "Tools",
		summary: "A query in Gizmo, as the body", description: "The same, for long queries.",
		answer: reflect.TypeFor[rowsAnswer](), formats: rowFormats, problems: []int{413, 422}}),
		func(ctx context.Context, in *queryPostInput) (*streamed, error) {
			return s.answer(ctx, rowFormats, func(ctx context.Context) (reply, error) { return s.query(ctx, string(in.RawBody), in.Limit) })
		})
	huma.Register(api, s.describe(operation{method: http.MethodGet, path: "/v1/export", id: "export", tag: "Tools",
		summary: "Everything, or all that the filters find, in any format", description: "Streamed. An export that fails midway ends with a line that says so.",
		formats: exportFormats}), s.export)
}

// query runs a query in the sandbox.
func (s *Server) query(ctx context.Context, source string, limit int) (reply, error) {
	res, err := s.o.Gizmo.Run(ctx, source, false)
	s.metrics.queries.WithLabelValues(queryEnd(err)).Inc()
	if err != nil {
		return reply{}, err
	}
	out := rowsAnswer{Result: res.Rows, Truncated: res.Truncated}
	if len(out.Result) > limit {
		out.Result, out.Truncated = out.Result[:limit], true
	}
	if out.Result == nil {
		out.Result = []any{}
	}
	total := ask.Total{Value: len(out.Result), Relation: ask.Exactly}
	if out.Truncated {
		total.Relation = ask.AtLeast
	}
	return reply{value: out, lines: out.Result, rows: plainRows(out.Result), total: &total}, nil
}

// plainRows reads rows that came as JSON from a worker.
func plainRows(rows []any) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = r
		raw, ok := r.(json.RawMessage)
		if !ok {
			continue
		}
		var v any
		if err := json.Unmarshal(raw, &v); err == nil {
			out[i] = v
		}
	}
	return out
}

// queryEnd is how a query ended, for the metrics.
func queryEnd(err error) string {
	var syntax *gizmo.SyntaxError
	switch {
	case err == nil:
		return "done"
	case errors.As(err, &syntax):
		return "syntax"
	case errors.Is(err, gizmo.ErrTime):
		return "time"
	case errors.Is(err, gizmo.ErrDied):
		return "died"
	}
	return "failed"
}

// commented are the formats in which a line may begin with #.
var commented = map[string]bool{"nquads": true, "ntriples": true, "trig": true, "turtle": true}

// export streams the store, or what the filters find in it.
func (s *Server) export(ctx context.Context, in *exportInput) (*streamed, error) {
	r := requestOf(ctx)
	f, p := negotiate(r, exportFormats)
	if p != nil {
		return nil, s.failed(ctx, p.with("Vary", "Accept"))
	}
	q, err := s.filtered(ctx)
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	src := export.All(s.o.Store)
	filter := values(q).Encode()
	if filter != "" {
		if _, err := s.asker.Matcher(ctx, q); err != nil { // what is wrong with it shows before the stream begins
			return nil, s.failed(ctx, err)
		}
		src = export.Found(s.asker.Asker, q)
	}
	o := export.Options{Format: f.name, Profile: in.Profile, NoTexts: !in.Texts, Version: s.o.Version,
		About: []string{"query: " + filter, "exported: " + time.Now().UTC().Format(time.RFC3339)}}
	if _, err := export.Write(ctx, io.Discard, &page{s: s}, o); err != nil {
		return nil, s.failed(ctx, invalid("profile", "%s", strings.TrimPrefix(err.Error(), "profile ")))
	}
	return stream(func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", f.contentType())
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=\"saksi%s\"", extension(f)))
		w.Header().Add("Vary", "Accept")
		if _, err := export.Write(ctx, w, src, o); err != nil {
			s.cut(ctx, w, f, err)
		}
	}), nil
}

// cut ends a stream that failed, with a line that says so where the format has one.
func (s *Server) cut(ctx context.Context, w io.Writer, f format, err error) {
	p := s.failed(ctx, err)
	switch {
	case commented[f.name]:
		fmt.Fprintf(w, "\n# error: %s: this export is not whole\n", p.Title)
	case f.name == jsonlFormat.name:
		encode(w, map[string]any{"error": p}) // a client that has left is no error of ours
	default:
		fmt.Fprintf(w, "\nerror: %s: this export is not whole\n", p.Title)
	}
}

func extension(f format) string {
	if e, ok := export.FormatNamed(f.name); ok && len(e.Extensions) > 0 {
		return e.Extensions[0]
	}
	return ".txt"
}

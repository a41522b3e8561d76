package serve

import (
	"context"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"saksi/graph/ask"
	"saksi/schema"
)

// apiDocs is the description of the interface.
type apiDocs struct{ *huma.OpenAPI }

// operation is an entry of the interface.
type operation struct {
	method, path, id, summary, description, tag string
	answer                                      reflect.Type // as JSON
	formats                                     []format
	problems                                    []int
	status                                      int
}

// routes lays out everything that the server answers.
func (s *Server) routes() (http.Handler, error) {
	mux := http.NewServeMux()
	config := huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{Title: "Saksi", Version: "1",
				Description: "Who said what about whom, and when, with the sentence that proves it. Parameters are the flags of `saksi ask`. Lists come in pages: `next` is the `cursor` of the page after."},
			Components: &huma.Components{Schemas: huma.NewMapRegistry("#/components/schemas/", schemaName),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}},
			Servers: []*huma.Server{{URL: "/"}},
		},
		OpenAPIPath:                  "/v1/openapi",
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
	register(config.Components.Schemas)
	api := humago.New(mux, config)
	api.UseMiddleware(func(ctx huma.Context, next func(huma.Context)) {
		r, _ := humago.Unwrap(ctx)
		next(huma.WithValue(ctx, requestKey, r))
	})
	s.api.OpenAPI = api.OpenAPI()
	s.registerStatements(api)
	s.registerNodes(api)
	s.registerTools(api)
	s.registerBackup(api)
	s.registerDocuments(api)
	s.closedLists()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler())
	s.cayleyRoutes(mux)
	if err := s.pageRoutes(mux); err != nil {
		return nil, err
	}
	mux.HandleFunc("/", s.elsewhere(mux))
	return s.outer(mux), nil
}

func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write([]byte(text + "\n")) // a client that has left is no error of ours
}

// ready tells whether requests are answered: the store can be read, and the server
// is not stopping.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	v := s.o.Store.View()
	defer v.Close()
	_, err := v.Years(r.Context())
	switch {
	case s.stopping.Load():
		plain(w, http.StatusServiceUnavailable, "stopping")
	case err != nil:
		s.o.Log.Error("the store can't be read", "err", err)
		plain(w, http.StatusServiceUnavailable, "the store can't be read")
	default:
		plain(w, http.StatusOK, "ok")
	}
}

// wholeIdentity are paths that hold an identity as it is printed.
var wholeIdentity = regexp.MustCompile(`^(/v1/(?:actors|claims|documents)/)(?:actor|claim|doc)/(.+)$`)

// elsewhere answers for paths that are none, and for methods that a path has not.
func (s *Server) elsewhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = m
			if _, pattern := mux.Handler(other); pattern != "/" && pattern != "" {
				w.Header().Add("Allow", m)
			}
		}
		p := problem("not-found", "Nothing is at %s. /v1/docs describes the interface.", r.URL.Path)
		if m := wholeIdentity.FindStringSubmatch(r.URL.Path); m != nil {
			p = problem("not-found", "Nothing is at %s. In a path an identity goes without its first part: %s%s", r.URL.Path, m[1], m[2])
		}
		if w.Header().Get("Allow") != "" {
			p = problem("method-not-allowed", "%s has no %s.", r.URL.Path, r.Method)
		}
		if wantsPage(r) {
			s.problemPage(w, r, p)
			return
		}
		p.write(w, r)
	}
}

// schemaName shortens the names of the wire types.
func schemaName(t reflect.Type, hint string) string {
	name := strings.TrimSuffix(huma.DefaultSchemaNamer(t, hint), "Wire")
	if name == "" {
		return name
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// describe makes the library's operation.
func (s *Server) describe(o operation) huma.Operation {
	if o.status == 0 {
		o.status = http.StatusOK
	}
	ok := &huma.Response{Description: "OK", Content: map[string]*huma.MediaType{}}
	for _, f := range o.formats {
		m := &huma.MediaType{}
		if f.name == jsonFormat.name {
			m.Schema = s.api.Components.Schemas.Schema(o.answer, true, o.id)
		} else {
			m.Schema = &huma.Schema{Type: huma.TypeString, Description: f.name}
		}
		ok.Content[f.mediaType] = m
	}
	op := huma.Operation{OperationID: o.id, Method: o.method, Path: o.path, Summary: o.summary, Description: o.description, Tags: []string{o.tag},
		DefaultStatus: o.status, Responses: map[string]*huma.Response{strconv.Itoa(o.status): ok}, MaxBodyBytes: -1, SkipValidateBody: true,
		Security: []map[string][]string{{}, {"token": {}}}}
	if o.method == http.MethodGet && o.path != "/v1/export" && o.path != backupPath {
		op.Responses["304"] = &huma.Response{Description: "What If-None-Match names is still right"}
	}
	p := s.api.Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "")
	for _, status := range append([]int{400, 401, 406, 429, 500, 504}, o.problems...) {
		op.Responses[strconv.Itoa(status)] = &huma.Response{Description: http.StatusText(status),
			Content: map[string]*huma.MediaType{"application/problem+json": {Schema: p}}}
	}
	return op
}

// closedLists writes the lists of acts and relations into the description.
func (s *Server) closedLists() {
	enums := map[string][]string{"act": schema.ActNames(), "relation": schema.RelationNames()}
	for _, item := range s.api.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				if names, ok := enums[p.Name]; ok && p.In == "query" && p.Schema.Items != nil {
					for _, n := range names {
						p.Schema.Items.Enum = append(p.Schema.Items.Enum, n)
					}
					p.Schema.Items.PrecomputeMessages()
				}
			}
		}
	}
}

// filtered reads the filters of the request.
func (s *Server) filtered(ctx context.Context) (ask.Query, error) {
	var q ask.Query
	return q, parse(requestOf(ctx).URL.Query(), &q)
}

type streamed = huma.StreamResponse

package serve

import (
	"bytes"
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph"
)

// documentBody is a document as clients hand it in.
type documentBody struct {
	ID        string `json:"id,omitempty" doc:"Any name of your own"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty" example:"2022-12-10T13:00:00+07:00"`
	Lang      string `json:"lang,omitempty" example:"id"`
	Text      string `json:"text"`
}

type ingestInput struct {
	ContentType string `header:"Content-Type"`
	RawBody     []byte `contentType:"application/json"`
}

type reportOutput struct{ Body Report }

type deleteInput struct {
	ID string `path:"id" doc:"A document, with or without its prefix doc/"`
}

type deleteOutput struct{ Body graph.WriteResult }

// registerDocuments lays out what changes the store.
func (s *Server) registerDocuments(api huma.API) {
	post := s.describe(operation{method: http.MethodPost, path: "/v1/documents", id: "addDocuments", tag: "Documents",
		summary: "Take documents in", description: "One document as JSON, or several as JSON lines, or an article as plain text or HTML. Statements are extracted at once. A document that is there already is replaced when its text has changed. Needs a token of scope write, and a server started with --ingest.",
		answer: reflect.TypeFor[Report](), formats: valueFormats, problems: []int{401, 403, 413, 422}})
	s.api.Components.Schemas.Schema(reflect.TypeFor[documentBody](), true, "")
	huma.Register(api, post, func(ctx context.Context, in *ingestInput) (*reportOutput, error) {
		if s.o.Ingest == nil {
			return nil, s.failed(ctx, problem("read-only", "This server takes no documents (saksi serve --ingest does)."))
		}
		rep, err := s.o.Ingest(ctx, Input{MediaType: in.ContentType, Body: bytes.NewReader(in.RawBody)})
		if err != nil {
			return nil, s.failed(ctx, err)
		}
		if rep.Documents == nil {
			rep.Documents = []Ingested{}
		}
		return &reportOutput{rep}, nil
	})
	s.describeBody()
	huma.Register(api, s.describe(operation{method: http.MethodDelete, path: "/v1/documents/{id}", id: "deleteDocument", tag: "Documents",
		summary: "Take a document out, and what hung on it alone", description: "Needs a token of scope write.",
		answer: reflect.TypeFor[graph.WriteResult](), formats: valueFormats, problems: []int{401, 403, 404}}),
		func(ctx context.Context, in *deleteInput) (*deleteOutput, error) {
			res, err := s.o.Store.Forget(ctx, withPrefix(in.ID, "doc"))
			if err != nil {
				return nil, s.failed(ctx, err)
			}
			return &deleteOutput{res}, nil
		})
}

// describeBody tells the forms in which documents may come.
func (s *Server) describeBody() {
	doc := s.api.Components.Schemas.Schema(reflect.TypeFor[documentBody](), true, "")
	text := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
	s.api.Paths["/v1/documents"].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: doc}, "application/jsonl": text, "text/plain": text, "text/html": text}}
}

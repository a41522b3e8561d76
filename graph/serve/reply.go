package serve

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"saksi/graph/ask"
	"saksi/graph/export"
	"saksi/graph/gizmo"
	"saksi/schema"
)

// reply is an answer before it is written in a format.
type reply struct {
	value any // as JSON
	lines []any
	// statements are what the other formats write; quads take their place in RDF.
	statements []schema.Statement
	quads      []quad.Quad
	rows       []any // of a query, for CSV
	next       string
	total      *ask.Total
}

// answer negotiates the format, answers conditional requests, has the reply made
// and writes it.
func (s *Server) answer(ctx context.Context, offers []format, produce func(context.Context) (reply, error)) (*huma.StreamResponse, error) {
	r := requestOf(ctx)
	f, p := negotiate(r, offers)
	if p != nil {
		return nil, s.failed(ctx, p.with("Vary", "Accept"))
	}
	tag := s.etag(r, f)
	if notModified(r, tag) {
		return stream(func(w http.ResponseWriter) {
			cacheable(w.Header(), tag)
			w.WriteHeader(http.StatusNotModified)
		}), nil
	}
	make := func() (answered, error) {
		rep, err := produce(ctx)
		if err != nil {
			return answered{}, err
		}
		var body bytes.Buffer
		err = s.write(ctx, &body, f, rep)
		return answered{body.Bytes(), rep.next, rep.total}, err
	}
	var a answered
	var err error
	if lasting(r) {
		a, err = s.cache.get(ctx, tag, make)
	} else {
		a, err = make()
	}
	if err != nil {
		return nil, s.failed(ctx, err)
	}
	return stream(func(w http.ResponseWriter) {
		h := w.Header()
		cacheable(h, tag)
		h.Set("Content-Type", f.contentType())
		h.Set("Content-Length", fmt.Sprint(len(a.body)))
		if a.next != "" {
			h.Set("Link", fmt.Sprintf("<%s>; rel=\"next\"", nextURL(r.URL, a.next)))
		}
		if a.total != nil {
			h.Set("Saksi-Total", fmt.Sprintf("%d; relation=%s", a.total.Value, a.total.Relation))
		}
		if r.Method != http.MethodHead {
			w.Write(a.body) // a client that has left is no error of ours
		}
	}), nil
}

// stream hands the plain response to f.
func stream(f func(http.ResponseWriter)) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		_, w := humago.Unwrap(ctx)
		f(w)
	}}
}

// failed words the error for the client and logs what it does not say.
func (s *Server) failed(ctx context.Context, err error) *Problem {
	p := problemOf(ctx, err)
	p.Instance = requestID(ctx)
	if p.Status == http.StatusInternalServerError && ctx.Err() == nil {
		s.o.Log.Error("request failed", "id", p.Instance, "err", err)
	}
	return p
}

// etag identifies an answer by the state of the store, the request and the format.
// It is weak, since compression changes the bytes.
func (s *Server) etag(r *http.Request, f format) string {
	h := fnv.New64a()
	io.WriteString(h, r.Host+r.URL.Path+"?"+r.URL.RawQuery+"\n"+f.name+"\n"+r.Header.Get("Accept-Language"))
	return fmt.Sprintf(`W/"%s-%d-%x"`, s.boot, s.state(), h.Sum64())
}

// notModified tells whether the client has this answer already.
func notModified(r *http.Request, tag string) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	for _, t := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		t = strings.TrimSpace(t)
		if t == "*" || t != "" && strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

func cacheable(h http.Header, tag string) {
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Accept")
}

func nextURL(u *url.URL, cursor string) string {
	v := u.Query()
	v.Set("cursor", cursor)
	return u.Path + "?" + v.Encode()
}

func (f format) contentType() string {
	if strings.HasPrefix(f.mediaType, "text/") {
		return f.mediaType + "; charset=utf-8"
	}
	return f.mediaType
}

// write writes the reply in the format.
func (s *Server) write(ctx context.Context, w io.Writer, f format, rep reply) error {
	switch {
	case f.name == jsonFormat.name:
		return encode(w, rep.value)
	case f.name == jsonlFormat.name && rep.lines != nil:
		for _, l := range rep.lines {
			if err := encode(w, l); err != nil {
				return err
			}
		}
		return nil
	case f.name == csvFormat.name && rep.rows != nil:
		cw := csv.NewWriter(w)
		return cw.WriteAll(gizmo.Table(rep.rows))
	}
	_, err := export.Write(ctx, w, &page{s, rep.statements, rep.quads}, export.Options{Format: f.name, Version: s.o.Version, NoTexts: true})
	return err
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// page is what an answer holds, for exports. Statements of a document come one
// after another there.
type page struct {
	s          *Server
	statements []schema.Statement
	quads      []quad.Quad
}

// Filtered tells that only the statements count.
func (p *page) Filtered() bool { return true }

// Quads are none.
func (p *page) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(func(quad.Quad, error) bool) {}
}

// Statements are those of the answer.
func (p *page) Statements(context.Context) iter.Seq2[schema.Statement, error] {
	return func(yield func(schema.Statement, error) bool) {
		for _, st := range p.statements {
			if !yield(st, nil) {
				return
			}
		}
	}
}

// Document is a document with its text.
func (p *page) Document(ctx context.Context, id schema.IRI) (schema.Document, error) {
	v := p.s.o.Store.View()
	defer v.Close()
	return v.Document(ctx, id)
}

// Actor is an actor with its names and offices.
func (p *page) Actor(ctx context.Context, id schema.IRI) (schema.Actor, bool, error) {
	return export.All(p.s.o.Store).Actor(ctx, id)
}

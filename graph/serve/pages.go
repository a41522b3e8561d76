package serve

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"saksi/graph/draw"
	"saksi/schema"
)

//go:embed web
var web embed.FS

// pageNames are the templates; each is put into base.html.
var pageNames = []string{"home", "answer", "actor", "claim", "document", "console", "stories", "problem", "docs"}

func templates() (map[string]*template.Template, error) {
	base, err := template.ParseFS(web, "web/base.html", "web/parts.html")
	if err != nil {
		return nil, err
	}
	out := make(map[string]*template.Template)
	for _, n := range pageNames {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(web, "web/"+n+".html")
		}
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", n, err)
		}
		out[n] = t
	}
	return out, nil
}

// pageFunc makes a page: its template and title, with the data filled in.
type pageFunc func(ctx context.Context, r *http.Request, v *view) (template string, err error)

// pages renders the pages.
type pages struct {
	s         *Server
	templates map[string]*template.Template
}

// pageRoutes lays out the pages. Each takes the parameters named beside the filters.
func (s *Server) pageRoutes(mux *http.ServeMux) error {
	ts, err := templates()
	if err != nil {
		return err
	}
	p := &pages{s, ts}
	s.pages = p
	for _, e := range []struct {
		path    string
		make    pageFunc
		filters bool
		others  []string
	}{
		{"/{$}", p.home, false, nil},
		{"/ask", p.answer, true, []string{"q"}},
		{"/actor/{id}", p.actor, false, []string{"cursor", "expand"}},
		{"/claim/{id}", p.claim, false, nil},
		{"/document/{id}", p.document, false, nil},
		{"/disputes", p.disputes, true, nil},
		{"/reversals", p.reversals, true, nil},
		{"/gizmo", p.console, false, []string{"q", "as"}},
		{"/v1/docs", p.docs, false, nil},
	} {
		mux.HandleFunc("GET "+e.path, func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, e.make, e.filters, e.others) })
	}
	for _, f := range []draw.Format{draw.SVG, draw.PNG, draw.DOT} {
		mux.HandleFunc("GET /picture."+string(f), func(w http.ResponseWriter, r *http.Request) { p.picture(w, r, f) })
	}
	return p.assets(mux)
}

// assets serves the style and the script.
func (p *pages) assets(mux *http.ServeMux) error {
	for _, name := range []string{"style.css", "saksi.js", "icon.svg"} {
		b, err := fs.ReadFile(web, "web/"+name)
		if err != nil {
			return err
		}
		mux.HandleFunc("GET /static/"+name, func(w http.ResponseWriter, r *http.Request) {
			tag := `W/"` + p.s.boot + `"`
			w.Header().Set("ETag", tag)
			w.Header().Set("Cache-Control", "no-cache")
			if notModified(r, tag) {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
			w.Header().Set("Content-Length", strconv.Itoa(len(b)))
			w.Write(b) // a client that has left is no error of ours
		})
	}
	return nil
}

// serve makes a page, unless the client has it.
func (p *pages) serve(w http.ResponseWriter, r *http.Request, make pageFunc, filters bool, others []string) {
	v := newView(r)
	for name := range r.URL.Query() {
		if name != "ui" && !slices.Contains(others, name) && !(filters && known(name)) {
			p.problem(w, r, invalid(name, "unknown query parameter"))
			return
		}
	}
	tag := p.s.etag(r, format{name: "html " + v.Lang})
	if r.URL.Path != "/gizmo" {
		cacheable(w.Header(), tag)
		w.Header().Add("Vary", "Accept-Language")
		if notModified(r, tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	render := func() (answered, error) {
		t, err := make(context.WithValue(r.Context(), requestKey, r), r, &v)
		if err != nil {
			return answered{}, err
		}
		var b bytes.Buffer
		err = p.templates[t].ExecuteTemplate(&b, "base.html", v)
		return answered{body: b.Bytes()}, err
	}
	var a answered
	var err error
	if lasting(r) {
		a, err = p.s.cache.get(r.Context(), tag, render)
	} else {
		a, err = render()
	}
	if err != nil {
		p.problem(w, r, p.s.failed(r.Context(), err))
		return
	}
	send(w, r, v, a.body, http.StatusOK)
}

// send writes a page.
func send(w http.ResponseWriter, r *http.Request, v view, body []byte, status int) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Lang)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(body) // a client that has left is no error of ours
	}
}

// problem shows a problem as a page.
func (p *pages) problem(w http.ResponseWriter, r *http.Request, pr *Problem) {
	v := newView(r)
	v.Title, v.Data, v.Q = v.T("problem"), pr, r.URL.Query().Get("q")
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	var b bytes.Buffer
	if err := p.templates["problem"].ExecuteTemplate(&b, "base.html", v); err != nil {
		p.s.failed(r.Context(), fmt.Errorf("page of a problem: %w", err))
		plain(w, http.StatusInternalServerError, "Something went wrong here.")
		return
	}
	send(w, r, v, b.Bytes(), pr.Status)
}

func (s *Server) problemPage(w http.ResponseWriter, r *http.Request, pr *Problem) {
	pr.Instance = requestID(r.Context())
	s.pages.problem(w, r, pr)
}

// wantsPage tells whether the client is a browser that looks for a page.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/v1/") && !strings.HasPrefix(r.URL.Path, "/api/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

// newView reads what every page has from the request: the language is the one in
// the address, else that of the browser.
func newView(r *http.Request) view {
	v := view{Lang: english, Path: r.URL.Path, Query: r.URL.Query()}
	if ui := v.Query.Get("ui"); ui == english || ui == indonesian {
		v.Lang, v.UI = ui, ui
		return v
	}
	best := 0.0
	for _, e := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, params, _ := strings.Cut(strings.TrimSpace(e), ";")
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(params, " ", ""), "q="), 64)
		if err != nil {
			q = 1
		}
		lang, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if (lang == english || lang == indonesian) && q > best {
			best, v.Lang = q, lang
		}
	}
	return v
}

// style leads nodes to the pages of actors, and edges to the statements they stand for.
func (v view) style() draw.Style {
	return draw.Style{
		Word: func(a schema.Act) string { return verbOf(v.Lang, a) },
		NodeLink: func(n draw.Node) string {
			if !n.Known {
				return ""
			}
			return v.Link("/actor/" + local(schema.IRI(n.ID)))
		},
		EdgeLink: func(e draw.Edge) string {
			q := url.Values{"act": {string(e.Act)}}
			for k, id := range map[string]string{"by": e.From, "with": e.To} {
				if strings.HasPrefix(id, "actor/") {
					q.Set(k, id)
				}
			}
			if v.UI != "" {
				q.Set("ui", v.UI)
			}
			return "/ask?" + q.Encode()
		},
	}
}

// inline takes from an SVG file what can't stand in a page: what is before the element.
func inline(svg []byte) string {
	s := string(svg)
	return s[max(0, strings.Index(s, "<svg")):]
}

// picture serves the picture of a query as a file.
func (p *pages) picture(w http.ResponseWriter, r *http.Request, f draw.Format) {
	v := newView(r)
	a, err := p.ask(r.Context(), r, &v, true)
	if err != nil {
		p.s.failed(r.Context(), err).write(w, r)
		return
	}
	b, err := draw.Render(r.Context(), draw.Of(a.Statements), v.style(), f)
	if err != nil {
		p.s.failed(r.Context(), err).write(w, r)
		return
	}
	w.Header().Set("Content-Type", map[draw.Format]string{draw.SVG: "image/svg+xml", draw.PNG: "image/png", draw.DOT: "text/vnd.graphviz; charset=utf-8"}[f])
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.Write(b) // a client that has left is no error of ours
}

package serve

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	_ "github.com/cayleygraph/quad/json" // formats that Cayley's clients ask for
	_ "github.com/cayleygraph/quad/jsonld"
	"github.com/cayleygraph/quad/nquads"
)

// cayleyLimit is how many results Cayley's first interface gives.
const cayleyLimit = 100

// cayleyRoutes lays out Cayley's own interface, for its clients: what they may send
// and what they get is as in Cayley v0.7.7, but queries run in our sandbox and end
// when the client leaves, and nothing can be written. Where the first version cuts
// at 100 results, it says so in a header.
func (s *Server) cayleyRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /api/v1/query/{lang}", func(w http.ResponseWriter, r *http.Request) {
		s.cayleyQuery(w, r, r.PathValue("lang"), cayleyLimit)
	})
	mux.HandleFunc("POST /api/v1/shape/{lang}", s.cayleyShape)
	for _, m := range []string{"GET", "POST"} {
		mux.HandleFunc(m+" /api/v2/query", func(w http.ResponseWriter, r *http.Request) {
			s.cayleyQuery(w, r, r.URL.Query().Get("lang"), 0)
		})
		mux.HandleFunc(m+" /api/v2/read", s.cayleyRead)
	}
	mux.HandleFunc("GET /api/v2/formats", cayleyFormats)
	for _, path := range []string{"/api/v1/write", "/api/v1/write/file/nquad", "/api/v1/delete", "/api/v2/write", "/api/v2/delete", "/api/v2/node/delete"} {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
			cayleyError(w, http.StatusForbidden, errors.New("this store can only be read here"))
		})
	}
}

// cayleyError is an error as Cayley words it.
func cayleyError(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encode(w, map[string]string{"error": err.Error()}) // a client that has left is no error of ours
}

// cayleyLanguages are the names that Cayley's clients have for Gizmo.
var cayleyLanguages = []string{"gizmo", "gremlin"}

// cayleySource is the query that a client sends.
func cayleySource(r *http.Request, lang string) (string, error) {
	if lang == "" {
		return "", errors.New("query language not specified")
	}
	if !slices.Contains(cayleyLanguages, lang) {
		return "", errors.New("unknown query language")
	}
	if r.Method == http.MethodGet {
		if qu := r.URL.Query().Get("qu"); qu != "" {
			return qu, nil
		}
		return "", errors.New("query is empty")
	}
	body, err := io.ReadAll(r.Body)
	if err == nil && len(strings.TrimSpace(string(body))) == 0 {
		err = errors.New("query is empty")
	}
	return plainQuery(r.Header.Get("Content-Type"), body), err
}

// plainQuery is the query in a body. Some clients send it as a JSON string, which
// would be a query that says nothing.
func plainQuery(mediaType string, body []byte) string {
	var quoted string
	if strings.HasPrefix(mediaType, "application/json") && json.Unmarshal(body, &quoted) == nil {
		return quoted
	}
	return string(body)
}

func (s *Server) cayleyQuery(w http.ResponseWriter, r *http.Request, lang string, limit int) {
	source, err := cayleySource(r, lang)
	if err != nil {
		cayleyError(w, http.StatusBadRequest, err)
		return
	}
	res, err := s.o.Gizmo.Run(r.Context(), source, true)
	s.metrics.queries.WithLabelValues(queryEnd(err)).Inc()
	if err != nil {
		s.cayleyFailed(w, r, err)
		return
	}
	if limit > 0 && len(res.Rows) > limit {
		res.Rows, res.Truncated = res.Rows[:limit], true
	}
	if res.Truncated {
		w.Header().Set("Saksi-Truncated", "true")
	}
	w.Header().Set("Content-Type", "application/json")
	out := map[string]any{"result": res.Rows}
	if len(res.Rows) == 0 {
		out["result"] = nil // as Cayley has it
	}
	encode(w, out) // a client that has left is no error of ours
}

// cayleyShape tells the shape of a query: what Cayley's clients draw.
func (s *Server) cayleyShape(w http.ResponseWriter, r *http.Request) {
	source, err := cayleySource(r, r.PathValue("lang"))
	if err != nil {
		cayleyError(w, http.StatusBadRequest, err)
		return
	}
	shape, err := s.o.Gizmo.Shape(r.Context(), source)
	if errors.Is(err, ErrNoShape) {
		cayleyError(w, http.StatusNotImplemented, err)
		return
	}
	s.metrics.queries.WithLabelValues(queryEnd(err)).Inc()
	if err != nil {
		s.cayleyFailed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(shape) // a client that has left is no error of ours
}

// cayleyFailed tells a client why its query failed, with the status that Cayley has.
func (s *Server) cayleyFailed(w http.ResponseWriter, r *http.Request, err error) {
	p := s.failed(r.Context(), err)
	status := p.Status
	if status < 500 {
		status = http.StatusBadRequest
	}
	cayleyError(w, status, errors.New(p.Detail))
}

// cayleyRead streams quads with given ends, in the format asked for.
func (s *Server) cayleyRead(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		cayleyError(w, http.StatusBadRequest, err)
		return
	}
	f := readFormat(r)
	if f == nil || f.Writer == nil {
		cayleyError(w, http.StatusBadRequest, errors.New("format is not supported for reading data"))
		return
	}
	qs := s.o.Store.QuadStore()
	it := shape.FilterQuads(ends(r, "sub"), ends(r, "pred"), ends(r, "obj"), ends(r, "label")).BuildIterator(qs)
	quads := cayley.NewResultReader(qs, it)
	defer quads.Close()
	if len(f.Mime) > 0 {
		w.Header().Set("Content-Type", f.Mime[0])
	}
	out := f.Writer(w)
	err := copyQuads(r.Context(), out, quads)
	if f, ok := qs.(interface{ Failure() error }); err == nil && ok {
		err = f.Failure() // Cayley goes on without what it could not read
	}
	if err == nil {
		err = out.Close()
	}
	if err != nil && r.Context().Err() == nil {
		s.o.Log.Error("reading quads", "id", requestID(r.Context()), "err", err)
	}
}

// readBatch is how many quads are written at a time.
const readBatch = 256

func copyQuads(ctx context.Context, w quad.BatchWriter, r quad.Reader) error {
	batch := make([]quad.Quad, 0, readBatch)
	for {
		q, err := r.ReadQuad()
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return err
		}
		if !end && q.IsValid() {
			batch = append(batch, q)
		}
		if len(batch) == readBatch || end {
			if _, err := w.WriteQuads(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
		if end || ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// readFormat is the format that a client of Cayley asks for: N-Quads unless told
// otherwise.
func readFormat(r *http.Request) *quad.Format {
	if name := r.Form.Get("format"); name != "" {
		return quad.FormatByName(name)
	}
	ranges := parseAccept(r.Header.Get("Accept"))
	var best *quad.Format
	top := 0.0
	for _, f := range quad.Formats() {
		for _, m := range f.Mime {
			if q := quality(ranges, m); f.Writer != nil && (q > top || q == top && q > 0 && f.Name == "nquads") {
				best, top = &f, q
			}
		}
	}
	if best == nil && len(ranges) == 0 {
		return quad.FormatByName("nquads")
	}
	return best
}

// ends are the values in a parameter, separated by commas.
func ends(r *http.Request, name string) []quad.Value {
	var out []quad.Value
	for _, s := range strings.Split(r.Form.Get(name), ",") {
		if s != "" {
			out = append(out, quad.StringToValue(s))
		}
	}
	return out
}

func cayleyFormats(w http.ResponseWriter, _ *http.Request) {
	type entry struct {
		ID     string   `json:"id"`
		Read   bool     `json:"read,omitempty"`
		Write  bool     `json:"write,omitempty"`
		Nodes  bool     `json:"nodes,omitempty"`
		Ext    []string `json:"ext,omitempty"`
		MIME   []string `json:"mime,omitempty"`
		Binary bool     `json:"binary,omitempty"`
	}
	out := []entry{}
	for _, f := range quad.Formats() {
		out = append(out, entry{f.Name, f.Reader != nil, f.Writer != nil, f.UnmarshalValue != nil, f.Ext, f.Mime, f.Binary})
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(out) // a client that has left is no error of ours
}

var _ = nquads.NewWriter // registers the default format

package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// some finds identities to fill paths with.
func some(t *testing.T, store *graph.Store) map[string]string {
	t.Helper()
	w := graphtest.New(1, graphtest.Options{})
	x := w.Document(0)
	s := x.Statements[0]
	return map[string]string{"claims": strings.TrimPrefix(string(s.Claim.ID), "claim/"), "actors": "Iran",
		"documents": strings.TrimPrefix(string(x.Document.ID), "doc/"), "deleteDocument": strings.TrimPrefix(string(w.Document(1).Document.ID), "doc/")}
}

// ingestText takes any text as a document without statements.
func ingestText(store *graph.Store) Ingest {
	return func(ctx context.Context, in Input) (Report, error) {
		b, err := io.ReadAll(in.Body)
		if err != nil || len(b) == 0 {
			return Report{}, errors.Join(ErrInput, err)
		}
		d := schema.Document{Text: string(b)}
		d.ID = schema.DocumentID(&d)
		r, err := store.Write(ctx, &schema.Extraction{Document: d})
		return Report{Documents: []Ingested{{r.Document, r.State, r.Statements}}}, err
	}
}

// TestOperations calls every operation of the description, in every format, and
// checks what comes back against its schema.
func TestOperations(t *testing.T) {
	store := fill(t, 60)
	srv := start(t, Options{Store: store, Tokens: tokens(t), Ingest: ingestText(store)})
	auth := map[string]string{"Authorization": "Bearer " + writeToken}
	res := do(t, srv, request{path: "/v1/openapi.json", header: auth})
	doc, err := openapi3.NewLoader().LoadFromData([]byte(res.body))
	if err != nil {
		t.Fatal(err)
	}
	ids := some(t, store)
	extra := map[string]string{"ask": "q=" + url.QueryEscape("who accused Iran?"), "query": "q=" + url.QueryEscape(`accusations().getLimit(3)`),
		"listStatements": "facets=true&limit=20", "listActors": "limit=5"}
	bodies := map[string]string{"queryPost": `denials().getLimit(2)`, "addDocuments": `{"text":"Kyiv menuduh Teheran."}`}
	called := 0
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			for status, ok := range op.Responses.Map() {
				if status[0] != '2' {
					continue
				}
				for mediaType, m := range ok.Value.Content {
					u := path
					for _, kind := range []string{"claims", "actors", "documents"} {
						if strings.HasPrefix(path, "/v1/"+kind+"/") {
							id := ids[kind]
							if op.OperationID == "deleteDocument" {
								id = ids["deleteDocument"]
							}
							u = strings.Replace(path, "{id}", id, 1)
						}
					}
					r := request{method: method, path: u + "?" + extra[op.OperationID], body: bodies[op.OperationID],
						header: map[string]string{"Authorization": "Bearer " + writeToken, "Accept": mediaType}}
					got := do(t, srv, r)
					called++
					if got.Status[:3] != status || !strings.HasPrefix(got.Header.Get("Content-Type"), mediaType) {
						t.Errorf("%s %s as %s: %s %s\n%.400s", method, r.path, mediaType, got.Status, got.Header.Get("Content-Type"), got.body)
						continue
					}
					if mediaType == "application/json" {
						var v any
						if err := json.Unmarshal([]byte(got.body), &v); err != nil {
							t.Errorf("%s %s: %v", method, r.path, err)
						} else if err := m.Schema.Value.VisitJSON(v, openapi3.EnableJSONSchema2020()); err != nil {
							t.Errorf("%s %s does not fit its schema: %.1500v", method, r.path, err)
						}
					}
				}
			}
		}
	}
	if called < 80 {
		t.Errorf("only %d calls", called)
	}
}

// TestPages walks a list to its end: each statement once, and as many as the total.
func TestPages(t *testing.T) {
	srv := start(t, Options{})
	for _, path := range []string{"/v1/statements?act=accuse,deny&limit=7", "/v1/statements?act=accuse&act=deny&limit=7", "/v1/statements?act=deny&act=accuse&order=oldest&limit=50"} {
		seen := make(map[schema.IRI]bool)
		total := 0
		for next := path; next != ""; {
			r := get(t, srv, next)
			a := decode[ask.Answer](t, r)
			total = a.Total.Value
			for _, s := range a.Statements {
				if seen[s.ID] {
					t.Fatalf("%s: %s comes twice", next, s.ID)
				}
				seen[s.ID] = true
			}
			next = ""
			if link := r.Header.Get("Link"); a.Truncated != (link != "") {
				t.Errorf("truncated %v, Link %q", a.Truncated, link)
			} else if link != "" {
				next = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
			}
		}
		if len(seen) == 0 || len(seen) != total {
			t.Errorf("%s: %d statements in all pages, total %d", path, len(seen), total)
		}
	}
	for next, n := "/v1/actors?limit=9", 0; ; n++ {
		r := decode[actorPage](t, get(t, srv, next))
		if r.Next == "" {
			if n < 2 {
				t.Errorf("%d pages of %d actors", n+1, r.Total.Value)
			}
			break
		}
		next = "/v1/actors?limit=9&cursor=" + r.Next
	}
}

// TestProblems has a request for each type of problem.
func TestProblems(t *testing.T) {
	srv := start(t, Options{MaxBody: 1 << 10})
	for _, c := range []struct {
		q    request
		want string
	}{
		{request{path: "/v1/statements?acts=accuse"}, "invalid-parameter"},
		{request{path: "/v1/statements?act=accusing"}, "invalid-parameter"},
		{request{path: "/v1/statements?limit=0"}, "invalid-parameter"},
		{request{path: "/v1/statements?limit=ten"}, "invalid-parameter"},
		{request{path: "/v1/statements?by=Iran&by=Russia"}, "invalid-parameter"},
		{request{path: "/v1/statements?by=Nobody+At+All"}, "invalid-parameter"},
		{request{path: "/v1/statements?said_since=31-31-31"}, "invalid-parameter"},
		{request{path: "/v1/statements?cursor=nonsense"}, "invalid-parameter"},
		{request{path: "/v1/actors?cursor=nonsense"}, "invalid-parameter"},
		{request{path: "/v1/ask"}, "invalid-parameter"},
		{request{path: "/v1/ask?q=zxcv+qwerty+accused"}, "question-not-understood"},
		{request{path: "/v1/query?q=g.V("}, "query-syntax"},
		{request{path: "/v1/query?q=nothere()"}, "query-failed"},
		{request{method: "POST", path: "/v1/query", body: strings.Repeat(" ", 2<<10)}, "too-large"},
		{request{path: "/v1/statements?format=xlsx"}, "not-acceptable"},
		{request{path: "/v1/export?profile=nothing"}, "invalid-parameter"},
		{request{path: "/v1/claims/nothere"}, "not-found"},
		{request{path: "/v1/actors/Nobody"}, "not-found"},
		{request{path: "/v1/documents/nothere"}, "not-found"},
		{request{path: "/v1/nothere"}, "not-found"},
		{request{path: "/v1/claims/claim/x"}, "not-found"},
		{request{method: "DELETE", path: "/v1/stats"}, "method-not-allowed"},
		{request{method: "POST", path: "/v1/documents", body: "{}"}, "read-only"},
		{request{method: "DELETE", path: "/v1/documents/x"}, "read-only"},
	} {
		if got := problemName(t, do(t, srv, c.q)); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.q.method, c.q.path, got, c.want)
		}
	}
	p := decode[Problem](t, get(t, srv, "/v1/query?q="+url.QueryEscape("g.V(\n  g.V(;")))
	if p.Line != 2 || p.Column == 0 {
		t.Errorf("a syntax error without its place: %+v", p)
	}
	if p = decode[Problem](t, get(t, srv, "/v1/statements?acts=accuse")); p.Parameter != "acts" || p.Reason == "" {
		t.Errorf("an unknown parameter is not named: %+v", p)
	}
	if p = decode[Problem](t, get(t, srv, "/v1/ask?q=why+did+Iran+deny+it")); len(p.Unread) == 0 || p.Understood == nil {
		t.Errorf("what was understood is not told: %+v", p)
	}
}

// TestNegotiation is the table of what Accept gets.
func TestNegotiation(t *testing.T) {
	srv := start(t, Options{})
	for _, c := range []struct{ accept, query, want string }{
		{"", "", "application/json"},
		{"*/*", "", "application/json"},
		{"text/csv", "", "text/csv; charset=utf-8"},
		{"text/html, text/csv;q=0.5, application/json;q=0.4", "", "text/csv; charset=utf-8"},
		{"application/json;q=0.2, text/turtle;q=0.9", "", "text/turtle; charset=utf-8"},
		{"application/json;q=0, */*;q=0.1", "", "application/n-quads"},
		{"application/*;q=0.5, application/json;q=0, application/trig", "", "application/trig"},
		{"application/x-ndjson", "", "application/jsonl"},
		{"application/ld+json", "", "application/ld+json"},
		{"nonsense, application/n-quads", "", "application/n-quads"},
		{"image/png", "", "not-acceptable"},
		{"application/json;q=0", "", "not-acceptable"},
		{"image/png", "format=csv", "text/csv; charset=utf-8"},
		{"text/csv", "format=json", "application/json"},
		{"application/json", "format=html", "not-acceptable"},
	} {
		r := do(t, srv, request{path: "/v1/statements?limit=2&" + c.query, header: map[string]string{"Accept": c.accept}})
		got := r.Header.Get("Content-Type")
		if got == "application/problem+json" {
			got = problemName(t, r)
			if p := decode[Problem](t, r); len(p.Available) < 6 {
				t.Errorf("406 does not list what there is: %v", p.Available)
			}
		}
		if got != c.want {
			t.Errorf("Accept %q, %q: %s, want %s", c.accept, c.query, got, c.want)
		}
		if !strings.Contains(strings.Join(r.Header.Values("Vary"), ","), "Accept") {
			t.Errorf("Accept %q: Vary %q", c.accept, r.Header.Values("Vary"))
		}
	}
}

// TestConditional shows that an answer is not sent twice, and is after a change.
func TestConditional(t *testing.T) {
	store := fill(t, 20)
	srv := start(t, Options{Store: store, Tokens: tokens(t), Ingest: ingestText(store)})
	auth := func(kv ...string) map[string]string {
		m := map[string]string{"Authorization": "Bearer " + writeToken}
		for i := 0; i < len(kv); i += 2 {
			m[kv[i]] = kv[i+1]
		}
		return m
	}
	first := do(t, srv, request{path: "/v1/stats", header: auth()})
	tag := first.Header.Get("ETag")
	if r := do(t, srv, request{path: "/v1/stats", header: auth("If-None-Match", `"other", `+tag)}); r.StatusCode != http.StatusNotModified || r.body != "" {
		t.Errorf("the same again: %s %q", r.Status, r.body)
	}
	if r := do(t, srv, request{method: "POST", path: "/v1/documents", body: "Something new.", header: auth("Content-Type", "text/plain")}); r.StatusCode != http.StatusOK {
		t.Fatalf("ingest: %s %s", r.Status, r.body)
	}
	if r := do(t, srv, request{path: "/v1/stats", header: auth("If-None-Match", tag)}); r.StatusCode != http.StatusOK || r.body == first.body {
		t.Errorf("after a change: %s %s", r.Status, r.body)
	}
	if r := do(t, srv, request{path: "/v1/statements", header: auth("If-None-Match", tag)}); r.StatusCode != http.StatusOK {
		t.Errorf("the tag of another answer: %s", r.Status)
	}
}

// TestExport shows that filters hold for exports.
func TestExport(t *testing.T) {
	srv := start(t, Options{})
	want := decode[ask.Answer](t, get(t, srv, "/v1/statements?act=deny&limit=1000")).Total.Value
	lines := strings.Count(get(t, srv, "/v1/export?act=deny&format=jsonl").body, "\n")
	if lines != want || want == 0 {
		t.Errorf("%d lines, %d statements", lines, want)
	}
	all := get(t, srv, "/v1/export").body
	if !strings.Contains(all, "sk:") && !strings.Contains(all, schema.Namespace) || strings.Contains(all, "error") {
		t.Errorf("no ontology terms in %.200s", all)
	}
	if n := strings.Count(get(t, srv, "/v1/export?format=trig").body, fmt.Sprintf("<%s>", schema.Base)); n == 0 {
		t.Error("TriG without a base")
	}
}

package serve

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// elements parses a page and hands its elements to f.
func elements(t *testing.T, page string, f func(n *html.Node)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			f(n)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestEveryPage asks for each page in both languages, and follows its links within
// the site; nothing is loaded from elsewhere.
func TestEveryPage(t *testing.T) {
	if testing.Short() {
		t.Skip("pictures take long under the race detector; TestClients has pages too")
	}
	srv := start(t, Options{})
	queue := []string{"/", "/?ui=id", "/disputes", "/reversals", "/gizmo", "/v1/docs", "/ask?q=who+accused+Iran%3F", "/actor/Iran", "/actor/IRN?expand=RUS,nobody", "/gizmo?q=accusations().getLimit(2)", "/gizmo?q=nothere()"}
	seen := make(map[string]bool)
	const enough = 60
	for len(queue) > 0 && len(seen) < enough {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		r := get(t, srv, path)
		if r.StatusCode != 200 {
			t.Errorf("%s: %s %.300s", path, r.Status, r.body)
			continue
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		taken := 0
		ids := make(map[string]bool)
		elements(t, r.body, func(n *html.Node) {
			if id := attr(n, "id"); id != "" && n.Parent.Data != "g" && !strings.HasPrefix(n.Data, "g") {
				if ids[id] {
					t.Errorf("%s: the id %s comes twice", path, id)
				}
				ids[id] = true
			}
			for _, k := range []string{"src", "href", "action"} {
				u := attr(n, k)
				if u == "" {
					u = attr(n, "xlink:href")
				}
				outside := strings.Contains(u, "//")
				if outside && n.Data != "a" {
					t.Errorf("%s loads %s", path, u)
				}
				if n.Data == "a" && !outside && strings.HasPrefix(u, "/") && taken < 12 {
					taken++
					u, _, _ = strings.Cut(u, "#")
					queue = append(queue, u)
				}
			}
			if attr(n, "style") != "" || attr(n, "onclick") != "" || n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
				t.Errorf("%s: <%s> is against the policy", path, n.Data)
			}
		})
	}
	if len(seen) < enough*2/3 {
		t.Errorf("only %d pages", len(seen))
	}
}

// TestPictures looks at what the pictures of the console and of an actor show.
func TestPictures(t *testing.T) {
	srv := start(t, Options{})
	for _, q := range []string{`accusations()`, `g.V("actor/IRN")`, `accusations().claim()`, `g.emit({a: [g.V("actor/IRN").toValue()]})`} {
		r := get(t, srv, "/gizmo?as=picture&q="+url.QueryEscape(q))
		if r.StatusCode != 200 || !strings.Contains(r.body, "<svg") || !strings.Contains(r.body, ">Iran<") {
			t.Errorf("%s: %s, no picture with Iran", q, r.Status)
		}
	}
	if r := get(t, srv, "/gizmo?as=picture&q="+url.QueryEscape(`g.emit("actor/nobody")`)); r.StatusCode != 200 || strings.Contains(r.body, `class="node"`) {
		t.Errorf("a node that is not there: %s", r.Status)
	}
	plain := get(t, srv, "/actor/IRN").body
	var more string
	elements(t, plain, func(n *html.Node) {
		if u := attr(n, "href"); more == "" && strings.Contains(u, "expand=") {
			more, _, _ = strings.Cut(u, "#")
		}
	})
	if more == "" {
		t.Fatal("no neighbour can be opened")
	}
	wide := get(t, srv, more).body
	if strings.Count(wide, `class="node`) < strings.Count(plain, `class="node`) || !strings.Contains(wide, `/actor/IRN#picture`) {
		t.Errorf("%s shows less than before, or no way back", more)
	}
}

// hostile are texts that would break a page that does not escape.
var hostile = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'-alert(1)-'`, `javascript:alert(1)`, `</title><svg onload=alert(1)>`, "\x00\u202e{{.}}"}

// TestHostile shows that no text of a document, and none of an address, becomes a
// part of a page.
func TestHostile(t *testing.T) {
	store := graphtest.Open(t)
	for i, bad := range hostile {
		x := graphtest.New(7, graphtest.Options{}).Document(i)
		runes := []rune(bad)
		x.Document.Title, x.Document.Publisher, x.Document.Author, x.Document.URL = bad, bad, bad, "javascript:alert(1)"
		for k := range x.Statements {
			s := &x.Statements[k]
			if len(runes) > len([]rune(s.Evidence.Sentence)) {
				t.Fatal("too long")
			}
		}
		x.Document.Text = bad + x.Document.Text[len(bad):]
		x.Actors = append(x.Actors, schema.Actor{ID: schema.ActorID(bad, ""), Kind: schema.PersonKind, Names: []schema.Name{{Text: bad}}})
		x.Statements[0].Speaker = schema.Party{ID: schema.ActorID(bad, ""), Name: bad, Text: bad}
		x.Statements[0].Claim.Text = bad
		x.Statements[0].Claim.Relation = ""
		x.Statements[0].Claim.ID = schema.ClaimID(&x.Statements[0].Claim)
		for k := range x.Statements {
			x.Statements[k].Document = x.Document
			x.Statements[k].ID = schema.StatementID(&x.Statements[k])
			x.Statements[k].RespondsTo = nil
		}
		if _, err := store.Write(context.Background(), x); err != nil {
			t.Fatal(err)
		}
	}
	srv := start(t, Options{Store: store})
	paths := []string{"/", "/disputes", "/reversals"}
	a := decode[ask.Answer](t, get(t, srv, "/v1/statements?limit=1000"))
	for _, s := range a.Statements {
		if testing.Short() && s.Document.Publisher != hostile[0] {
			continue
		}
		paths = append(paths, "/document/"+local(s.Document.ID), "/claim/"+local(s.Claim.ID))
		if s.Speaker.ID != "" {
			paths = append(paths, "/actor/"+local(s.Speaker.ID))
		}
	}
	for _, bad := range hostile {
		e := url.QueryEscape(bad)
		paths = append(paths, "/ask?q="+e, "/ask?text="+e, "/ask?by="+e, "/ask?publisher="+e, "/gizmo?q="+e, "/actor/"+url.PathEscape(bad), "/ask?"+e+"=1", "/?ui="+e)
	}
	for _, path := range paths {
		r := do(t, srv, request{path: path, header: map[string]string{"Accept": "text/html"}})
		if r.StatusCode >= 500 {
			t.Errorf("%s: %s", path, r.Status)
		}
		elements(t, r.body, func(n *html.Node) {
			if n.Data == "script" && attr(n, "src") != "/static/saksi.js" || n.Data == "img" {
				t.Errorf("%s: <%s> got in", path, n.Data)
			}
			for _, at := range n.Attr {
				if strings.HasPrefix(at.Key, "on") || strings.HasPrefix(strings.TrimSpace(at.Val), "javascript:") && (at.Key == "href" || at.Key == "src") {
					t.Errorf("%s: %s=%q got in", path, at.Key, at.Val)
				}
			}
		})
	}
}

// TestWords shows that each text of a page is there in both languages.
func TestWords(t *testing.T) {
	for name, p := range phrases {
		if p.en == "" || p.id == "" || strings.Count(p.en, "%") != strings.Count(p.id, "%") {
			t.Errorf("%s: %q, %q", name, p.en, p.id)
		}
	}
	ts, err := templates()
	if err != nil || len(ts) != len(pageNames) {
		t.Fatal(err)
	}
	files, err := web.ReadDir("web")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := web.ReadFile("web/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(b), `.T "`)[1:] {
			name, _, _ := strings.Cut(part, `"`)
			if _, ok := phrases[name]; !ok {
				t.Errorf("%s: no text %q", f.Name(), name)
			}
		}
	}
}

// TestMark shows where pieces begin and end, in code points.
func TestMark(t *testing.T) {
	s := schema.Statement{Evidence: schema.Evidence{Sentence: "Küçük menuduh Iran.", Span: schema.Span{100, 119}}, Speaker: schema.Party{Spans: []schema.Span{{100, 105}}},
		Cue: schema.Mention{Spans: []schema.Span{{106, 113}}}, Content: schema.Content{Spans: []schema.Span{{106, 118}, {300, 310}}}}
	var got []string
	for _, p := range evidence(&s) {
		got = append(got, p.Class+":"+p.Text)
	}
	if want := "source:Küçük|: |cue:menuduh|content: Iran|:."; strings.Join(got, "|") != want {
		t.Errorf("%s, want %s", strings.Join(got, "|"), want)
	}
}

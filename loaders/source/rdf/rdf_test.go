package rdf

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// extraction makes a document in which one actor denies that another did
// something; documents share actors and claims.
func extraction(n int) *schema.Extraction {
	text := fmt.Sprintf("Nr. %d. Iran membantah “memasok” drone ke Rusia.", n)
	at := func(w string) []schema.Span {
		i := len([]rune(text[:strings.Index(text, w)]))
		return []schema.Span{{i, i + len([]rune(w))}}
	}
	doc := schema.Document{URL: fmt.Sprint("https://example.org/", n), Title: "Judul\n\"dua\"", Published: "2022-12-10T13:00:00+07:00", Lang: "id", Text: text}
	doc.ID = schema.DocumentID(&doc)
	iran := schema.Party{ID: "actor/IRN", Name: "Iran", Text: "Iran", Spans: at("Iran")}
	s := schema.Statement{Act: schema.Deny, Speaker: iran, Said: "2022-12-10", Rule: "id/membantah:deny", Confidence: 0.75,
		Cue:      schema.Mention{Text: "membantah", Spans: at("membantah")},
		Content:  schema.Content{Text: "“memasok” drone ke Rusia", Spans: at("“memasok” drone ke Rusia"), Quote: schema.Mixed},
		Evidence: schema.Evidence{Sentence: text[strings.Index(text, "Iran"):], Span: at("Iran membantah “memasok” drone ke Rusia.")[0]},
		Claim: schema.Claim{Relation: "supply", Agents: []schema.Party{iran}, Polarity: schema.Positive, Modality: schema.Actual,
			Patients: []schema.Party{{ID: "actor/RUS", Name: "Russia", Text: "Rusia", Spans: at("Rusia")}},
			Theme:    &schema.Topic{ID: "theme/drone", Text: "drone", Spans: at("drone")}, When: "2022-10/2022-11",
			Text: "“memasok” drone ke Rusia", Spans: at("“memasok” drone ke Rusia")}}
	s.Document = doc
	s.Document.Text = ""
	s.Claim.ID = schema.ClaimID(&s.Claim)
	s.ID = schema.StatementID(&s)
	return &schema.Extraction{Document: doc, Statements: []schema.Statement{s}, Actors: []schema.Actor{
		{ID: "actor/IRN", Kind: schema.State, Names: []schema.Name{{Text: "Iran"}}, Code: "IRN", SameAs: "Q794"}}}
}

func nquadsOf(t testing.TB, qs []quad.Quad) string {
	t.Helper()
	var b bytes.Buffer
	w := nquads.NewWriter(&b)
	if _, err := w.WriteQuads(qs); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func lines(qs []quad.Quad) []string {
	seen := map[string]bool{}
	for _, q := range qs {
		seen[q.NQuad()] = true
	}
	var out []string
	for s := range seen {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// What is written is read back to the same quads, in any order of the lines and
// with full IRIs or short ones.
func TestReadGivesTheSameQuads(t *testing.T) {
	var qs []quad.Quad
	for n := range 3 {
		qs = append(qs, schema.Quads(extraction(n))...)
	}
	want := lines(qs)
	full := make([]quad.Quad, len(qs))
	for i, q := range qs {
		full[i] = quad.Quad{Subject: absolute(q.Subject), Predicate: absolute(q.Predicate), Object: absolute(q.Object), Label: absolute(q.Label)}
	}
	back := slices.Clone(full)
	slices.Reverse(back)
	for name, in := range map[string]string{"short": nquadsOf(t, qs), "full": nquadsOf(t, full), "backwards": nquadsOf(t, back)} {
		var got []quad.Quad
		docs := 0
		for it, err := range Read(t.Context(), item.Input{Name: name, Reader: strings.NewReader(in)}) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			docs++
			got = append(got, schema.Quads(it.Ready)...)
		}
		if l := lines(got); docs != 3 || !slices.Equal(l, want) {
			t.Errorf("%s: %d documents\n got %s\nwant %s", name, docs, strings.Join(l, "\n"), strings.Join(want, "\n"))
		}
	}
}

func TestReadNamesBrokenLines(t *testing.T) {
	in := nquadsOf(t, schema.Quads(extraction(1)))
	in = "<doc/a> <b> .\n# comment\n" + in
	var got []string
	for it, err := range Read(t.Context(), item.Input{Name: "x.nq", Reader: strings.NewReader(in)}) {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, it.Document.URL)
		}
	}
	if len(got) != 2 || !strings.HasPrefix(got[0], "x.nq:1: not an N-Quads line") || got[1] != "https://example.org/1" {
		t.Errorf("%q", got)
	}
}

// absolute writes values as exports do.
func absolute(v quad.Value) quad.Value {
	switch v := v.(type) {
	case quad.IRI:
		if prefix, rest, ok := strings.Cut(string(v), ":"); ok {
			if ns, ok := schema.Prefixes[prefix+":"]; ok {
				return quad.IRI(ns + rest)
			}
			return v
		}
		if edtf, ok := strings.CutPrefix(string(v), timePath); ok {
			v = quad.IRI(timePath + url.PathEscape(edtf))
		}
		return quad.IRI(schema.Base + string(v))
	case quad.Float:
		return quad.TypedString{Value: quad.String(strconv.FormatFloat(float64(v), 'f', -1, 64)), Type: "http://www.w3.org/2001/XMLSchema#decimal"}
	}
	return v
}

func TestRelative(t *testing.T) {
	for full, short := range map[quad.IRI]quad.IRI{
		"https://w3id.org/saksi/actor/IRN":                "actor/IRN",
		"https://w3id.org/saksi/ontology#act":             "sk:act",
		"http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "rdf:type",
		"https://w3id.org/saksi/doc/x#char=1,2":           "doc/x#char=1,2",
		"https://w3id.org/saksi/time/2022-10%2F2022-11":   "time/2022-10/2022-11",
		"https://x.org/a":                                 "https://x.org/a",
		"actor/IRN":                                       "actor/IRN",
	} {
		if got := relative(full); got != short {
			t.Errorf("%s: %s", full, got)
		}
	}
}

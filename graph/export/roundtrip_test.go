package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/google/go-cmp/cmp"
	"github.com/knakk/rdf"
	"github.com/piprate/json-gold/ld"
	"pgregory.net/rapid"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// quadSource is a source of quads alone.
type quadSource struct {
	memorySource
	quads []quad.Quad
}

func (s quadSource) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range s.quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// readBack reads N-Quads with the library that Cayley reads them with.
func readBack(t testing.TB, text string) quadSource {
	t.Helper()
	var out quadSource
	r := nquads.NewReader(strings.NewReader(text), false)
	for {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out.quads = append(out.quads, ShortenQuad(q, ""))
	}
}

func TestNQuadsRoundTrip(t *testing.T) {
	first := written(t, sample(), Options{Sorted: true})
	back := readBack(t, first)
	if d := cmp.Diff(first, written(t, back, Options{Sorted: true})); d != "" {
		t.Error(d)
	}
	var want []quad.Quad
	for q := range sample().Quads(context.Background(), false) {
		want = append(want, q)
	}
	schema.SortQuads(want)
	schema.SortQuads(back.quads)
	if d := cmp.Diff(want, back.quads); d != "" {
		t.Errorf("the quads of the graph (-before +after):\n%s", d)
	}
}

// world is a store with documents in it.
func world(t testing.TB, documents int) *graph.Store {
	t.Helper()
	s := graphtest.Open(t)
	w := graphtest.New(7, graphtest.Options{})
	var xs []*schema.Extraction
	for i := range documents {
		if xs = append(xs, w.Document(i)); len(xs) < 100 && i < documents-1 {
			continue
		}
		if _, err := s.WriteAll(context.Background(), xs); err != nil {
			t.Fatal(err)
		}
		xs = nil
	}
	return s
}

// TestStoreRoundTrip writes a store, reads it back into another, and writes that.
func TestStoreRoundTrip(t *testing.T) {
	ctx := context.Background()
	first := written(t, All(world(t, 30)), Options{Sorted: true})
	again := graphtest.Open(t)
	nodes := schema.Collect(readBack(t, first).quads)
	d := schema.NewDecoder(nodes)
	byDoc := make(map[schema.IRI]*schema.Extraction)
	for _, id := range nodes.Documents() {
		doc, _ := d.Document(id)
		byDoc[id] = &schema.Extraction{Document: doc}
	}
	for _, id := range nodes.Statements() {
		st, err := d.Statement(id)
		if err != nil {
			t.Fatal(err)
		}
		x := byDoc[st.Document.ID]
		x.Statements = append(x.Statements, st)
		for _, a := range actorsOf(&st) {
			if a, ok := d.Actor(a); ok {
				x.Actors = append(x.Actors, a)
			}
		}
	}
	for _, x := range byDoc {
		if _, err := again.Write(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	if second := written(t, All(again), Options{Sorted: true}); second != first {
		t.Errorf("export, load, export gives other bytes: %s", cmp.Diff(strings.Split(first, "\n"), strings.Split(second, "\n")))
	}
}

func TestFound(t *testing.T) {
	s := world(t, 40)
	a := ask.New(s, ask.NoNames{})
	all := written(t, All(s), Options{Sorted: true})
	if found := written(t, Found(a, ask.Query{}), Options{Sorted: true}); found != all {
		t.Error("the query that asks for all finds something else than all")
	}
	q := ask.Query{Acts: []schema.Act{schema.Accuse}, By: "actor/UKR", Limit: 1} // the limit plays no part
	lines := strings.Split(strings.TrimSpace(written(t, Found(a, q), Options{Format: "jsonl", Sorted: true})), "\n")
	var want int
	for st := range All(s).Statements(context.Background()) {
		if st.Act == schema.Accuse && st.Speaker.ID == "actor/UKR" {
			want++
		}
	}
	if len(lines) != want || want < 2 {
		t.Errorf("%d statements written, %d in the store", len(lines), want)
	}
	for _, line := range lines {
		var st schema.Statement
		if err := json.Unmarshal([]byte(line), &st); err != nil || st.Act != schema.Accuse {
			t.Errorf("%v: %s", err, line)
		}
	}
}

var controlEscape = regexp.MustCompile(`\\u00[0-9A-F]{2}`)

// triples are the lines of sorted N-Triples, in the form that a reader of another
// format gives them.
func triples(text string) []string {
	text = controlEscape.ReplaceAllStringFunc(text, func(e string) string { // json-gold writes these as they are
		n, _ := strconv.ParseUint(e[2:], 16, 8)
		return string(rune(n))
	})
	out := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(out)
	return slices.Compact(out)
}

// decoded reads Turtle, RDF/XML or N-Triples with a library of another maker.
func decoded(t testing.TB, text string, f rdf.Format) []string {
	t.Helper()
	all, err := rdf.NewTripleDecoder(strings.NewReader(text), f).DecodeAll()
	if err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	var out []string
	for _, x := range all {
		out = append(out, x.Serialize(rdf.NTriples))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// expanded reads JSON-LD as canonical N-Quads.
func expanded(t testing.TB, text string) []string {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	o := ld.NewJsonLdOptions("")
	o.Format = "application/n-quads"
	out, err := ld.NewJsonLdProcessor().ToRDF(doc, o)
	if err != nil {
		t.Fatal(err)
	}
	return triples(out.(string))
}

// wellFormed reads XML to its end.
func wellFormed(t testing.TB, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in:\n%s", err, text)
		}
	}
}

// TestReadByOthers has libraries of other makers read what was written.
func TestReadByOthers(t *testing.T) {
	for _, p := range Profiles {
		o := Options{Profile: p.Name, Sorted: true}
		as := func(format string) string { o.Format = format; return written(t, sample(), o) }
		if d := cmp.Diff(triples(as("nquads")), expanded(t, as("jsonld"))); d != "" {
			t.Errorf("JSON-LD, profile %q:\n%s", p.Name, d)
		}
		if n, want := len(decoded(t, as("turtle"), rdf.Turtle)), len(triples(as("ntriples"))); n != want {
			t.Errorf("Turtle, profile %q: %d triples, want %d", p.Name, n, want)
		}
		clean := strings.ReplaceAll(as("ntriples"), `\u0007`, "\ufffd") // XML has no such character
		if d := cmp.Diff(decoded(t, clean, rdf.NTriples), decoded(t, as("rdfxml"), rdf.RDFXML)); d != "" {
			t.Errorf("RDF/XML, profile %q:\n%s", p.Name, d)
		}
	}
}

// hostile draws texts of any characters.
var hostile = rapid.OneOf(rapid.String(), rapid.StringMatching(`[\x00-\x7f]{1,20}`), rapid.SampledFrom([]string{"]]>", "-->", "\"@en", "\\u0041", "^^<x>", "=1+1", "\xff\xfe", "a\r\nb", "\u2028", "\ufffe", " .", "<x> ."}))

func draw(t *rapid.T) memorySource {
	x := &schema.Extraction{Document: schema.Document{URL: hostile.Draw(t, "url"), Title: hostile.Draw(t, "title"), Publisher: hostile.Draw(t, "publisher"),
		Author: hostile.Draw(t, "author"), Lang: rapid.SampledFrom([]string{"id", "en-GB", "", "not a tag"}).Draw(t, "lang"), Published: rapid.SampledFrom([]string{"", "2022", "2022-10-17", "2022-10-17T10:00:00Z", "yesterday"}).Draw(t, "published"),
		Text: strings.ToValidUTF8(hostile.Draw(t, "text"), "?")}}
	x.Document.ID = schema.DocumentID(&x.Document)
	times := rapid.SampledFrom([]string{"", "2022", "../2022-02-24", "2022-02-24/..", "2022?", "2022-10-17%", "2022-10~", "2022-10-17T13:00:00+07:00", "202X", "2022-21"})
	party := func(name string) schema.Party {
		n := hostile.Draw(t, name)
		if rapid.Bool().Draw(t, name+" known") {
			id := schema.ActorID(n, "")
			x.Actors = append(x.Actors, schema.Actor{ID: id, Kind: schema.Organisation, Names: []schema.Name{{Text: n, Lang: x.Document.Lang}}})
			return schema.Party{ID: id, Name: n}
		}
		return schema.Party{Name: n}
	}
	for range rapid.IntRange(0, 3).Draw(t, "statements") {
		st := schema.Statement{Act: rapid.SampledFrom(schema.Acts).Draw(t, "act").Act, Speaker: party("speaker"), Said: times.Draw(t, "said"),
			Confidence: rapid.Float64Range(0, 1).Draw(t, "confidence"), Rule: hostile.Draw(t, "rule"), Document: x.Document}
		if rapid.Bool().Draw(t, "targeted") {
			st.Targets = []schema.Party{party("target")}
		}
		st.Claim = schema.Claim{Agents: []schema.Party{party("agent")}, Patients: []schema.Party{party("patient")}, Modality: schema.Actual, Polarity: schema.Negative,
			Relation: rapid.SampledFrom([]schema.Relation{"", "supply", "meet"}).Draw(t, "relation"), Text: hostile.Draw(t, "claim"), When: times.Draw(t, "when"),
			Theme: &schema.Topic{Text: hostile.Draw(t, "theme")}, Quantity: hostile.Draw(t, "quantity")}
		st.Claim.ID = schema.ClaimID(&st.Claim)
		st.Evidence = schema.Evidence{Sentence: hostile.Draw(t, "sentence"), Span: schema.Span{0, len([]rune(x.Document.Text))}}
		st.Content = schema.Content{Text: hostile.Draw(t, "content"), Quote: schema.Direct}
		st.ID = schema.StatementID(&st)
		x.Statements = append(x.Statements, st)
	}
	return memorySource{xs: []*schema.Extraction{x}}
}

// TestHostileTexts writes statements of any texts in every format, and reads them.
func TestHostileTexts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		src := draw(rt)
		p := rapid.SampledFrom(Profiles).Draw(rt, "profile")
		as := func(format string) string {
			profile := ""
			if f, _ := FormatNamed(format); f.RDF {
				profile = p.Name
			}
			return written(t, src, Options{Format: format, Profile: profile, Sorted: true, Excel: true, About: []string{"-- <x> \x00 -->"}})
		}
		nq := as("nquads")
		if lines := strings.Split(nq, "\n"); !slices.IsSorted(lines[:len(lines)-1]) {
			rt.Fatalf("not sorted:\n%s", nq)
		}
		if p.Name == "" {
			if again := written(t, readBack(t, nq), Options{Sorted: true}); again != nq {
				rt.Fatalf("read back and written again: %s", cmp.Diff(nq, again))
			}
		}
		if n, want := len(decoded(t, as("turtle"), rdf.Turtle)), len(decoded(t, as("ntriples"), rdf.NTriples)); n != want {
			rt.Fatalf("Turtle: %d triples, want %d", n, want)
		}
		if got, want := expanded(t, as("jsonld")), triples(nq); len(got) != len(want) {
			rt.Fatalf("JSON-LD: %s", cmp.Diff(want, got))
		}
		for _, f := range []string{"rdfxml", "gexf", "graphml"} {
			wellFormed(t, as(f))
		}
		for _, f := range []string{"csv", "csv-nodes", "csv-edges"} {
			if _, err := csv.NewReader(bytes.NewReader([]byte(as(f)))).ReadAll(); err != nil {
				rt.Fatalf("%s: %v", f, err)
			}
		}
		for line := range strings.Lines(as("jsonl")) {
			if !json.Valid([]byte(line)) {
				rt.Fatalf("not JSON: %s", line)
			}
		}
	})
}

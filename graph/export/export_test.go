package export

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"saksi/schema"
)

var update = flag.Bool("update", false, "write what is made as what is expected")

// memorySource is a source over extractions.
type memorySource struct {
	xs       []*schema.Extraction
	filtered bool
	keep     func(*schema.Statement) bool
}

func (m memorySource) Filtered() bool { return m.filtered }

func (m memorySource) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		seen := map[quad.Quad]bool{}
		for _, x := range m.xs {
			for _, q := range schema.Quads(x) {
				if !seen[q] && !yield(q, nil) {
					return
				}
				seen[q] = true
			}
		}
	}
}

func (m memorySource) Statements(context.Context) iter.Seq2[schema.Statement, error] {
	return func(yield func(schema.Statement, error) bool) {
		for _, x := range m.xs {
			for _, s := range x.Statements {
				s.Document = x.Document
				s.Document.Text = ""
				if (m.keep == nil || m.keep(&s)) && !yield(s, nil) {
					return
				}
			}
		}
	}
}

func (m memorySource) Document(_ context.Context, id schema.IRI) (schema.Document, error) {
	for _, x := range m.xs {
		if x.Document.ID == id {
			return x.Document, nil
		}
	}
	return schema.Document{}, errors.New("no such document")
}

func (m memorySource) Actor(_ context.Context, id schema.IRI) (schema.Actor, bool, error) {
	for _, x := range m.xs {
		for _, a := range x.Actors {
			if a.ID == id {
				return a, true, nil
			}
		}
	}
	return schema.Actor{}, false, nil
}

// written is the export of a source, which must succeed.
func written(t testing.TB, src Source, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := Write(context.Background(), &b, src, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func span(text, words string) schema.Span {
	at := len([]rune(text[:strings.Index(text, words)]))
	return schema.Span{at, at + len([]rune(words))}
}

// sample is a document in which Ukraine accuses Iran, and Iran denies, with every
// character in it that any of the formats has to escape.
func sample() memorySource {
	text := "Ukraina menuduh Iran memasok Rusia dengan drone “Shahed”.\nIran <membantah> & bilang \"bohong\" ]]> \\ \x07 🙂."
	d := schema.Document{URL: "https://kabar.example/perang?a=1&b=2", Title: "Perang <drone> & \"bantahan\"", Publisher: "Kabar & Co",
		Author: "=SUM(A1)", Published: "2022-10-18T08:00:00+07:00", Lang: "id", Text: text}
	d.ID = schema.DocumentID(&d)
	state := func(code, en, id, qid string) schema.Actor {
		return schema.Actor{ID: schema.IRI("actor/" + code), Kind: schema.State, Code: code, SameAs: qid,
			Names: []schema.Name{{Text: en, Lang: "en"}, {Text: id, Lang: "id"}}}
	}
	kuleba := schema.Actor{ID: "actor/kuleba", Kind: schema.PersonKind, Of: "actor/UKR", Names: []schema.Name{{Text: "Dmytro Kuleba"}},
		Offices: []schema.Office{{Title: "foreign minister", Of: "actor/UKR", Start: "2020-03"}}}
	party := func(id, name, words string) schema.Party {
		return schema.Party{ID: schema.IRI(id), Name: name, Text: words, Spans: []schema.Span{span(text, words)}}
	}
	ukraine, iran, russia := party("actor/UKR", "Ukraine", "Ukraina"), party("actor/IRN", "Iran", "Iran"), party("actor/RUS", "Russia", "Rusia")
	ukraine.Person = &schema.Person{ID: "actor/kuleba", Name: "Dmytro Kuleba", Office: "foreign minister"}
	claim := schema.Claim{Relation: "supply", Agents: []schema.Party{iran}, Patients: []schema.Party{russia}, Polarity: schema.Positive, Modality: schema.Actual,
		Theme: &schema.Topic{ID: "theme/drone", Text: "drone", Spans: []schema.Span{span(text, "drone")}}, When: "../2022-10",
		Text: "Iran memasok Rusia", Spans: []schema.Span{span(text, "Iran memasok Rusia")}}
	claim.ID = schema.ClaimID(&claim)
	accuse := schema.Statement{Act: schema.Accuse, Speaker: ukraine, Targets: []schema.Party{iran}, Claim: claim, Said: "2022-10-17", Confidence: 0.91,
		Cue:      schema.Mention{Text: "menuduh", Spans: []schema.Span{span(text, "menuduh")}},
		Content:  schema.Content{Text: "Iran memasok Rusia dengan drone “Shahed”", Spans: []schema.Span{span(text, "Iran memasok Rusia dengan drone “Shahed”")}, Quote: schema.Indirect},
		Evidence: schema.Evidence{Sentence: text[:strings.Index(text, "\n")], Span: span(text, text[:strings.Index(text, "\n")])}, Rule: "id/menuduh:accuse"}
	deny := accuse
	second := text[strings.Index(text, "\n")+1:]
	deny.Act, deny.Speaker, deny.Targets, deny.Said, deny.Confidence = schema.Deny, iran, nil, "", 1
	deny.Cue = schema.Mention{Text: "<membantah>", Spans: []schema.Span{span(text, "<membantah>")}}
	deny.Content = schema.Content{Text: "kata lain", Quote: schema.Mixed}
	deny.Evidence = schema.Evidence{Sentence: second, Span: span(text, second)}
	deny.Rule = "id/membantah:deny"
	x := &schema.Extraction{Document: d, Actors: []schema.Actor{state("IRN", "Iran", "Iran", "Q794"), kuleba, state("RUS", "Russia", "Rusia", "Q159"), state("UKR", "Ukraine", "Ukraina", "Q212")}}
	for _, s := range []*schema.Statement{&accuse, &deny} {
		s.Document = d
		s.ID = schema.StatementID(s)
		if s == &deny {
			s.RespondsTo = []schema.IRI{accuse.ID}
		}
		x.Statements = append(x.Statements, *s)
	}
	return memorySource{xs: []*schema.Extraction{x}}
}

func TestGolden(t *testing.T) {
	for _, p := range Profiles {
		for _, f := range Formats {
			if p.Name != "" && f.Name != "trig" && f.Name != "jsonld" {
				continue
			}
			name := strings.TrimPrefix(p.Name+f.Extensions[0], ".")
			if p.Name == "" {
				name = "graph" + f.Extensions[0]
			}
			t.Run(name, func(t *testing.T) {
				golden(t, filepath.Join("testdata", "golden", name),
					written(t, sample(), Options{Format: f.Name, Profile: p.Name, Sorted: true, Version: "0.0", Excel: true}))
			})
		}
	}
}

// TestSchemaFiles keeps the published context and ontology in step with the tables.
func TestSchemaFiles(t *testing.T) {
	c, err := Context("")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, filepath.Join("..", "..", "schema", "context.jsonld"), "{\"@context\": "+string(c)+"}\n")
	golden(t, filepath.Join("..", "..", "schema", "ontology.ttl"), written(t, memorySource{}, Options{Format: "turtle", Ontology: true,
		About: []string{"The ontology of Saksi, made from the tables in schema and graph/export: go test ./graph/export -run SchemaFiles -update"}}))
	shapes, err := os.ReadFile(filepath.Join("..", "..", "schema", "shapes.ttl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range schema.Acts {
		if !bytes.Contains(shapes, []byte(" act:"+a.Act)) {
			t.Errorf("schema/shapes.ttl lacks act:%s", a.Act)
		}
	}
	for _, r := range schema.Relations {
		if !bytes.Contains(shapes, []byte(" rel:"+r.Relation)) {
			t.Errorf("schema/shapes.ttl lacks rel:%s", r.Relation)
		}
	}
	for _, p := range properties {
		if own(p.iri) && !bytes.Contains(shapes, []byte(" "+p.iri+" ")) {
			t.Errorf("schema/shapes.ttl lacks %s", p.iri)
		}
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", file, d)
	}
}

func TestOptionsRefused(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want error
	}{
		{Options{Format: "n-quads"}, ErrFormat},
		{Options{Profile: "nano"}, ErrProfile},
		{Options{Format: "csv", Profile: "prov"}, ErrProfile},
		{Options{Base: "saksi"}, ErrBase},
		{Options{Base: "https://a b/"}, ErrBase},
	} {
		var b bytes.Buffer
		if _, err := Write(context.Background(), &b, sample(), c.o); !errors.Is(err, c.want) || b.Len() > 0 {
			t.Errorf("%+v: %v, %d bytes written", c.o, err, b.Len())
		}
	}
}

func TestFormatFor(t *testing.T) {
	for file, want := range map[string]string{"all.nq": "nquads", "x/ALL.NQ.GZ": "nquads", "a.jsonld.zst": "jsonld", "a.csv": "csv",
		"a.nodes.csv": "csv-nodes", "a.edges.csv.gz": "csv-edges", "a.ndjson": "jsonl", "a.gz": "", "nq": "", "a.xyz": ""} {
		if f, _ := FormatForFile(file); f.Name != want {
			t.Errorf("%s: %q, want %q", file, f.Name, want)
		}
	}
	for media, want := range map[string]string{"text/turtle; charset=utf-8": "turtle", "TEXT/CSV": "csv", "image/png": "", "": ""} {
		if f, _ := FormatForMediaType(media); f.Name != want {
			t.Errorf("%s: %q, want %q", media, f.Name, want)
		}
	}
}

func TestExpandShorten(t *testing.T) {
	for short, want := range map[quad.IRI]string{
		"actor/IRN":                      schema.Base + "actor/IRN",
		"doc/x#char=1,2":                 schema.Base + "doc/x#char=1,2",
		"sk:act":                         schema.Namespace + "act",
		"rdf:type":                       rdfType,
		"wd:Q794":                        "http://www.wikidata.org/entity/Q794",
		"https://a.example/b":            "https://a.example/b",
		"time/2022-10-17":                schema.Base + "time/2022-10-17",
		"time/../2022":                   schema.Base + "time/..%2F2022",
		"time/2022-10-17%":               schema.Base + "time/2022-10-17%25",
		"time/2022?/2023~":               schema.Base + "time/2022%3F%2F2023~",
		"time/2022-10-17T13:00:00+07:00": schema.Base + "time/2022-10-17T13:00:00+07:00",
	} {
		if got := Expand(short, ""); got != want {
			t.Errorf("Expand %s: %s, want %s", short, got, want)
		}
		if got := Shorten(want, ""); got != short {
			t.Errorf("Shorten %s: %s, want %s", want, got, short)
		}
	}
	if got := Expand("actor/a b<\x01>%zz", "https://x.example/"); got != "https://x.example/actor/a%20b%3C%01%3E%25zz" {
		t.Errorf("hostile IRI: %s", got)
	}
}

func TestFiltered(t *testing.T) {
	src := sample()
	all := written(t, src, Options{Sorted: true})
	src.filtered = true
	if d := cmp.Diff(all, written(t, src, Options{Sorted: true})); d != "" {
		t.Errorf("all statements found, but another export than of all (-all +found):\n%s", d)
	}
	src.keep = func(s *schema.Statement) bool { return s.Act == schema.Deny }
	found := written(t, src, Options{Sorted: true})
	for _, line := range strings.SplitAfter(found, "\n") {
		if !strings.Contains(all, line) {
			t.Errorf("found only: %s", line)
		}
	}
	if strings.Contains(found, "act/accuse") || !strings.Contains(found, "act/deny") {
		t.Error("the filter does not hold")
	}
	bare := written(t, src, Options{Sorted: true, NoTexts: true})
	if strings.Contains(bare, "http://schema.org/text") || !strings.Contains(bare, "ontology#claimText> \"Iran memasok Rusia\"") {
		t.Error("without texts, the wording of claims must be there and the texts must not")
	}
	if hash := schema.TextHash(&src.xs[0].Document); !strings.Contains(bare, hash) {
		t.Error("without texts, the hash is not that of the document")
	}
}

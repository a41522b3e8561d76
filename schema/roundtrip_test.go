package schema_test

import (
	"encoding/json"
	"math"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"github.com/knakk/rdf"
	"pgregory.net/rapid"

	"saksi/schema"
)

// drawDocument draws a document with letters that take one to four bytes.
func drawDocument(t *rapid.T) schema.Document {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aBé“ ” ш漢😀\n.,")), 20, 80, -1).Draw(t, "text")
	d := schema.Document{Title: draw(t, "title"), Publisher: draw(t, "publisher"), Author: draw(t, "author"), InputID: draw(t, "input"),
		URL: "https://x.example/" + rapid.StringMatching(`[a-z]{0,4}`).Draw(t, "path"), Lang: rapid.SampledFrom([]string{"", "id", "en"}).Draw(t, "lang"),
		Published: rapid.SampledFrom([]string{"", "2022-10-17", "2022-10-17T08:00:00+07:00"}).Draw(t, "published"), Text: text}
	d.ID = schema.DocumentID(&d)
	return d
}

func draw(t *rapid.T, label string) string {
	return strings.TrimSpace(rapid.StringMatching(`([A-Za-zé"\\]{1,6} ?){0,3}`).Draw(t, label))
}

func drawSpan(t *rapid.T, runes []rune) schema.Span {
	from := rapid.IntRange(0, len(runes)-2).Draw(t, "from")
	return schema.Span{from, rapid.IntRange(from+1, len(runes)).Draw(t, "to")}
}

// drawSpans draws up to n spans in order, none within another.
func drawSpans(t *rapid.T, runes []rune, n int) []schema.Span {
	cuts := rapid.SliceOfNDistinct(rapid.IntRange(0, len(runes)), 0, 2*n, rapid.ID[int]).Draw(t, "cuts")
	sort.Ints(cuts)
	var out []schema.Span
	for i := 0; i+1 < len(cuts); i += 2 {
		out = append(out, schema.Span{cuts[i], cuts[i+1]})
	}
	return out
}

var actorNames = map[schema.IRI]string{"actor/IRN": "Iran", "actor/RUS": "Russia", "actor/UKR": "Ukraine", "actor/x7": "Front \"X\""}

// drawParty draws an actor, or a text that is none. Two roles of one statement may
// hold the same party; where it is named belongs to the party.
func drawParty(t *rapid.T, runes []rune) schema.Party {
	ids := []schema.IRI{"", "actor/IRN", "actor/RUS", "actor/UKR", "actor/x7"}
	p := schema.Party{ID: rapid.SampledFrom(ids).Draw(t, "party")}
	p.Name = actorNames[p.ID]
	if p.ID == "" {
		p.Name = schema.Normal("infrastructure " + rapid.StringMatching(`[a-c]`).Draw(t, "thing"))
	}
	return p
}

// place gives each party spans of its own, so that a stretch means one party.
func place(t *rapid.T, runes []rune, spans []schema.Span, ps []schema.Party) []schema.Party {
	for i := range ps {
		if i < len(spans) {
			ps[i].Spans = []schema.Span{spans[i]}
			ps[i].Text = schema.TextAt(runes, ps[i].Spans)
		}
	}
	schema.SortParties(ps)
	return ps
}

func parties(t *rapid.T, runes []rune, spans []schema.Span, n int) []schema.Party {
	seen := map[string]bool{}
	var out []schema.Party
	for range n {
		if p := drawParty(t, runes); !seen[p.Key()] {
			seen[p.Key()] = true
			out = append(out, p)
		}
	}
	return place(t, runes, spans, out)
}

func topic(t *rapid.T, runes []rune) *schema.Topic {
	switch rapid.IntRange(0, 2).Draw(t, "topic") {
	case 0:
		return nil
	case 1:
		return &schema.Topic{ID: "theme/drone", Text: "drones"}
	}
	s := []schema.Span{drawSpan(t, runes)}
	return &schema.Topic{ID: "theme/oil", Spans: s, Text: schema.TextAt(runes, s)}
}

func drawStatement(t *rapid.T, d schema.Document) schema.Statement {
	runes := []rune(d.Text)
	spans := drawSpans(t, runes, 8)
	next := func(n int) []schema.Span {
		n = min(n, len(spans))
		out := spans[:n]
		spans = spans[n:]
		return out
	}
	acts := schema.Acts
	s := schema.Statement{Act: acts[rapid.IntRange(0, len(acts)-1).Draw(t, "act")].Act, Document: d,
		Said:       rapid.SampledFrom([]string{"", "2022", "2022-10-17", "../2022-02-24", "2022-10~"}).Draw(t, "said"),
		Confidence: math.Round(rapid.Float64Range(0, 1).Draw(t, "confidence")*1000) / 1000, Rule: "id/menuduh:accuse"}
	s.Document.Text = ""
	s.Speaker = drawParty(t, runes)
	if s.Speaker.Spans = next(1); len(s.Speaker.Spans) == 0 {
		s.Speaker.Spans = nil
		s.Speaker.Text = draw(t, "speaker text")
	} else {
		s.Speaker.Text = schema.TextAt(runes, s.Speaker.Spans)
	}
	if rapid.Bool().Draw(t, "person") {
		s.Speaker.Person = &schema.Person{ID: "actor/kirby", Name: "John Kirby", Office: draw(t, "office")}
	}
	s.Targets = parties(t, runes, next(2), rapid.IntRange(0, 2).Draw(t, "targets"))
	if sp := next(1); len(sp) > 0 {
		s.Cue = schema.Mention{Text: "menuduh", Spans: sp}
		s.Content = schema.Content{Spans: sp, Text: schema.TextAt(runes, sp), Quote: schema.Mixed}
	}
	s.Evidence = schema.Evidence{Sentence: "A “sentence”.", Span: drawSpan(t, runes)}
	c := &s.Claim
	c.Polarity = rapid.SampledFrom([]schema.Polarity{schema.Positive, schema.Negative}).Draw(t, "polarity")
	c.Modality = schema.Actual
	c.When = rapid.SampledFrom([]string{"", "2022-10", "2022-10-17T13:00:00+07:00"}).Draw(t, "when")
	c.Text = rapid.StringMatching(`[a-z]{1,5}( [a-z]{1,5}){0,2}`).Draw(t, "claim text")
	if rapid.IntRange(0, 3).Draw(t, "related") > 0 {
		c.Relation = schema.Relations[rapid.IntRange(0, len(schema.Relations)-1).Draw(t, "relation")].Relation
		c.Modality = schema.Modalities[rapid.IntRange(0, 3).Draw(t, "modality")]
		c.Agents = parties(t, runes, next(1), 2)
		c.Patients = parties(t, runes, next(1), 1)
		c.Theme, c.Instrument, c.Where = topic(t, runes), topic(t, runes), topic(t, runes)
		c.Trigger = &schema.Mention{Text: "memasok"}
		c.Quantity = draw(t, "quantity")
	}
	c.ID = schema.ClaimID(c)
	s.ID = schema.StatementID(&s)
	return s
}

func drawExtraction(t *rapid.T) *schema.Extraction {
	x := &schema.Extraction{Document: drawDocument(t)}
	// One statement: where two name different parties by the same words, the words mean both.
	x.Statements = []schema.Statement{drawStatement(t, x.Document)}
	return x
}

// Statement → quads → statement loses nothing, whatever the order of the quads, and
// quads survive N-Quads.
func TestQuadsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawExtraction(t)
		quads := schema.Quads(x)
		seen := map[quad.Quad]bool{}
		for _, q := range quads {
			if seen[q] {
				t.Errorf("twice: %s", q)
			}
			seen[q] = true
			if q.Label == nil {
				t.Errorf("no label: %s", q)
			}
		}
		quads = rapid.Permutation(quads).Draw(t, "order")
		d := schema.NewDecoder(schema.Collect(quads))
		doc, ok := d.Document(x.Document.ID)
		if !ok || doc != x.Document {
			t.Fatalf("document: %s", cmp.Diff(x.Document, doc))
		}
		for _, want := range x.Statements {
			got, err := d.Statement(want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, nilIsEmpty); diff != "" {
				t.Fatalf("(-want +got)\n%s", diff)
			}
			if got.Stance() != want.Stance() || schema.ClaimID(&got.Claim) != want.Claim.ID || schema.StatementID(&got) != want.ID {
				t.Errorf("stance or identities changed")
			}
		}
	})
}

// nilIsEmpty takes nil and empty slices for the same.
var nilIsEmpty = cmp.Transformer("nonempty", func(s []schema.Span) []schema.Span {
	if len(s) == 0 {
		return nil
	}
	return append([]schema.Span{}, s...)
})

// Statement → JSON → statement loses nothing.
func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawStatement(t, drawDocument(t))
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got schema.Statement
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(got)
		if err != nil || string(again) != string(b) {
			t.Fatalf("%v\n%s\n%s", err, b, again)
		}
	})
}

// The order of parties makes no other claim, and what is said of it neither.
func TestClaimIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawStatement(t, drawDocument(t)).Claim
		same := c
		same.Agents = append([]schema.Party{}, c.Agents...)
		for i, j := 0, len(same.Agents)-1; i < j; i, j = i+1, j-1 {
			same.Agents[i], same.Agents[j] = same.Agents[j], same.Agents[i]
		}
		same.Polarity, same.When, same.Where, same.Quantity = schema.Negative, "1999", nil, "7"
		if c.Relation != "" {
			same.Text = "other words"
		}
		if schema.ClaimID(&same) != c.ID {
			t.Errorf("another claim: %+v", c)
		}
		// a claim's graph says who is agent and who patient, so turning them round makes another
		same.Agents, same.Patients = c.Patients, c.Agents
		if turned := schema.ClaimID(&same) == c.ID; c.Relation != "" && turned != sameKeys(c.Agents, c.Patients) {
			t.Errorf("%s turned round has the same identity: %v", c.Relation, turned)
		}
	})
}

func TestOntologyIsTurtle(t *testing.T) {
	for name, text := range map[string]string{"ontology": schema.Ontology, "shapes": schema.Shapes} {
		ts, err := rdf.NewTripleDecoder(strings.NewReader(text), rdf.Turtle).DecodeAll()
		if err != nil || len(ts) < 50 {
			t.Errorf("%s: %d triples, %v", name, len(ts), err)
		}
	}
}

// sameKeys tells whether two lists hold the same parties.
func sameKeys(a, b []schema.Party) bool {
	in := func(p schema.Party, ps []schema.Party) bool {
		return slices.ContainsFunc(ps, func(q schema.Party) bool { return q.Key() == p.Key() })
	}
	for _, p := range a {
		if !in(p, b) {
			return false
		}
	}
	for _, p := range b {
		if !in(p, a) {
			return false
		}
	}
	return true
}

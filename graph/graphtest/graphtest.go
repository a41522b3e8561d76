// Package graphtest makes extractions out of nothing for tests and benchmarks:
// seeded, so that the same number gives the same document, and varied in actors
// (few that are busy, many that are rare), acts, relations, dates and words.
package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"saksi/schema"
)

// Options say what the world of the documents is like. The zero value is a small
// one for tests.
type Options struct {
	Actors     int // states and organisations; 40 when zero
	Statements int // a document, on average; 6 when zero
	Days       int // from the first to the last date; 1500 when zero
}

// World makes documents.
type World struct {
	o      Options
	actors []schema.Actor
	seed   uint64
	first  time.Time
}

// New makes a world. Documents of two worlds with the same seed and options are
// the same.
func New(seed uint64, o Options) *World {
	if o.Actors == 0 {
		o.Actors = 40
	}
	if o.Statements == 0 {
		o.Statements = 6
	}
	if o.Days == 0 {
		o.Days = 1500
	}
	w := &World{o: o, seed: seed, first: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	w.actors = append(w.actors, states...)
	r := rand.New(rand.NewPCG(seed, 0))
	for i := len(w.actors); i < o.Actors; i++ {
		name := invent(r)
		w.actors = append(w.actors, schema.Actor{ID: schema.ActorID(name, ""), Kind: schema.Organisation,
			Names: []schema.Name{{Text: name, Lang: "en"}}})
	}
	w.actors = w.actors[:o.Actors]
	return w
}

var states = []schema.Actor{
	state("UKR", "Ukraine", "Ukraina", "Kyiv", "Q212"), state("IRN", "Iran", "Iran", "Tehran", "Q794"),
	state("RUS", "Russia", "Rusia", "Moscow", "Q159"), state("USA", "United States", "Amerika Serikat", "Washington", "Q30"),
	state("CHN", "China", "Tiongkok", "Beijing", "Q148"), state("ISR", "Israel", "Israel", "Jerusalem", "Q801"),
	state("PRK", "North Korea", "Korea Utara", "Pyongyang", "Q423"), state("IDN", "Indonesia", "Indonesia", "Jakarta", "Q252"),
}

func state(code, en, id, capital, qid string) schema.Actor {
	a := schema.Actor{ID: schema.IRI("actor/" + code), Kind: schema.State, Code: code, SameAs: qid,
		Names: []schema.Name{{Text: en, Lang: "en"}, {Text: capital, Lang: ""}}}
	if id != en {
		a.Names = append(a.Names, schema.Name{Text: id, Lang: "id"})
	}
	return a
}

var syllables = strings.Fields("ka ri mo ta ne su la pi do ve ran gol bek tas min sar vor del hun qua")

func invent(r *rand.Rand) string {
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:] + " Front"
}

// Actors are those that documents speak of.
func (w *World) Actors() []schema.Actor { return w.actors }

// The words that sentences are made of.
var (
	verbs = []struct {
		act  schema.Act
		word string
	}{{schema.Accuse, "accused"}, {schema.Accuse, "menuduh"}, {schema.Deny, "denied"}, {schema.Deny, "membantah"},
		{schema.Admit, "admitted"}, {schema.Assert, "said"}, {schema.Assert, "mengatakan"}, {schema.Assert, "stated"},
		{schema.Warn, "warned"}, {schema.Threaten, "threatened"}, {schema.Demand, "demanded"}, {schema.Promise, "promised"},
		{schema.Condemn, "condemned"}, {schema.Praise, "praised"}, {schema.Agree, "agreed"}, {schema.Reject, "rejected"},
		{schema.Ask, "asked"}, {schema.Report, "reported"}}
	themes = strings.Fields("drone missile grain oil gas sanction border prisoner tank satellite uranium port aid loan treaty camp")
	filler = strings.Fields("in a statement released late on Tuesday after talks that lasted for hours according to two people familiar with the matter near the eastern city where fighting went on despite calls by mediators for restraint and a pause")
	places = strings.Fields("Kherson Geneva Jakarta Gaza Aleppo Seoul Vienna Sanaa")
)

// Document makes the document of this number, with its statements.
func (w *World) Document(n int) *schema.Extraction {
	r := rand.New(rand.NewPCG(w.seed+1, uint64(n)))
	z := rand.NewZipf(r, 1.2, 3, uint64(len(w.actors)-1))
	pick := func() *schema.Actor { return &w.actors[z.Uint64()] }
	day := w.first.AddDate(0, 0, r.IntN(w.o.Days))
	d := schema.Document{URL: fmt.Sprintf("https://news%d.example/%d/%d", r.IntN(40), w.seed, n), Title: fmt.Sprintf("Report %d on %s", n, pick().Name()),
		Publisher: fmt.Sprintf("Paper %d", r.IntN(40)), Published: day.Format(time.DateOnly) + "T08:00:00Z", Lang: "en"}
	if r.IntN(2) == 0 {
		d.Lang = "id"
	}
	d.ID = schema.DocumentID(&d)
	b := &builder{r: r, day: day, doc: d}
	for range 1 + r.IntN(2*w.o.Statements-1) {
		b.sentence(pick)
	}
	x := &schema.Extraction{Document: d, Statements: b.out}
	x.Document.Text = b.text.String()
	seen := map[schema.IRI]bool{}
	for _, a := range b.named {
		if !seen[a.ID] {
			seen[a.ID] = true
			x.Actors = append(x.Actors, *a)
		}
	}
	return x
}

type builder struct {
	r     *rand.Rand
	day   time.Time
	doc   schema.Document
	text  strings.Builder // ASCII only, so that bytes are code points
	out   []schema.Statement
	named []*schema.Actor
}

func (b *builder) word(s string) schema.Span {
	if b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	at := b.text.Len()
	b.text.WriteString(s)
	return schema.Span{at, b.text.Len()}
}

func (b *builder) party(a *schema.Actor) schema.Party {
	name := a.Names[b.r.IntN(len(a.Names))].Text
	b.named = append(b.named, a)
	return schema.Party{ID: a.ID, Name: a.Name(), Text: name, Spans: []schema.Span{b.word(name)}}
}

// sentence writes one sentence and the statement in it.
func (b *builder) sentence(pick func() *schema.Actor) {
	r := b.r
	relation := schema.Relations[min(r.IntN(len(schema.Relations)), r.IntN(len(schema.Relations)))]
	verb := verbs[min(r.IntN(len(verbs)), r.IntN(len(verbs)))]
	start := b.text.Len()
	if start > 0 {
		start++
	}
	st := schema.Statement{Act: verb.act, Said: b.day.AddDate(0, 0, -r.IntN(3)).Format(time.DateOnly), Confidence: float64(400+r.IntN(600)) / 1000,
		Rule: b.doc.Lang + "/" + verb.word + ":" + string(verb.act), Document: b.doc}
	st.Speaker = b.party(pick())
	st.Cue = schema.Mention{Text: verb.word, Spans: []schema.Span{b.word(verb.word)}}
	agent := b.party(pick())
	if verb.act == schema.Accuse || verb.act == schema.Condemn {
		st.Targets = []schema.Party{agent}
	}
	from := b.word("that it")[0]
	trigger := b.word(relation.En)
	c := &st.Claim
	c.Relation, c.Agents, c.Modality, c.Polarity = relation.Relation, []schema.Party{agent}, schema.Actual, schema.Positive
	c.Trigger = &schema.Mention{Text: relation.En, Spans: []schema.Span{trigger}}
	if r.IntN(10) == 0 {
		c.Polarity = schema.Negative
	}
	if r.IntN(8) == 0 {
		c.Modality = schema.Modalities[r.IntN(4)]
	}
	if p := pick(); p.ID != agent.ID {
		c.Patients = []schema.Party{b.party(p)}
	}
	if r.IntN(3) > 0 {
		t := themes[r.IntN(len(themes))]
		b.word("with")
		c.Theme = &schema.Topic{ID: schema.IRI("theme/" + t), Text: t, Spans: []schema.Span{b.word(t)}}
	}
	if r.IntN(4) == 0 {
		b.word("at")
		p := places[r.IntN(len(places))]
		c.Where = &schema.Topic{Text: p, Spans: []schema.Span{b.word(p)}}
	}
	if r.IntN(2) == 0 {
		c.When = b.day.AddDate(0, -r.IntN(12), 0).Format([]string{"2006", "2006-01", "2006-01-02"}[r.IntN(3)])
	}
	c.Spans = []schema.Span{{from, b.text.Len()}}
	for i, n := r.IntN(len(filler)), r.IntN(12); n > 0; i, n = i+1, n-1 {
		b.word(filler[i%len(filler)])
	}
	text := b.text.String()
	c.Text = text[from:c.Spans[0][1]]
	st.Content = schema.Content{Text: text[from:], Spans: []schema.Span{{from, len(text)}}, Quote: schema.Indirect}
	b.text.WriteByte('.')
	st.Evidence = schema.Evidence{Sentence: b.text.String()[start:], Span: schema.Span{start, b.text.Len()}}
	b.finish(st)
}

// finish gives the statement its identities and what it answers.
func (b *builder) finish(st schema.Statement) {
	st.Claim.ID = schema.ClaimID(&st.Claim)
	st.ID = schema.StatementID(&st)
	info, _ := st.Act.Info()
	for i := len(b.out) - 1; i >= 0 && info.Reply; i-- {
		if b.out[i].Claim.ID == st.Claim.ID {
			st.RespondsTo = []schema.IRI{b.out[i].ID}
			break
		}
	}
	b.out = append(b.out, st)
}

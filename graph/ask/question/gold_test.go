package question_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/graph/graphtest"
	"saksi/schema"
	"saksi/seeds"
)

var update = flag.Bool("update", false, "write the answers anew")

// seedNames resolves the names of the seeds, in any case; proper names first.
type seedNames map[string][]schema.IRI

func newSeedNames() seedNames {
	m := seedNames{}
	for _, sort := range []seeds.Sort{seeds.ProperName, seeds.Surname, seeds.Capital, seeds.Metonym, seeds.Adjective, seeds.People} {
		for _, n := range seeds.Names() {
			if k := schema.Normal(n.Text); n.Sort == sort && !slices.Contains(m[k], n.Actor) {
				m[k] = append(m[k], n.Actor)
			}
		}
	}
	return m
}

func (m seedNames) Resolve(name string) []schema.IRI {
	if id := schema.IRI("actor/" + strings.ToUpper(strings.TrimPrefix(name, "actor/"))); len(name) <= 20 {
		if _, ok := seeds.Lookup(id); ok {
			return []schema.IRI{id}
		}
	}
	return m[schema.Normal(name)]
}

// goldLine is a line of the gold of a seed article, as loaders/extract/score reads it.
type goldLine struct {
	N                               int
	Doc, Anchor, Person             string
	Act                             schema.Act
	Speaker, Target, Agent, Patient []string
	Relation                        schema.Relation
	Theme, When                     string
	Modality                        schema.Modality
}

// goldStore holds the statements of the gold of the seed articles.
func goldStore(t *testing.T, names seedNames) *graph.Store {
	t.Helper()
	files, err := filepath.Glob("../../../seeds/articles/*.gold.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	ctx := context.Background()
	s := graphtest.Open(t)
	for _, f := range files {
		x := goldDocument(t, f, names)
		if _, err := s.Write(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

var dated = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

func goldDocument(t *testing.T, file string, names seedNames) *schema.Extraction {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	base := filepath.Base(file)
	d := schema.Document{URL: "https://seeds.example/" + base, Published: dated.FindString(base), Lang: base[:2], Publisher: base}
	d.ID = schema.DocumentID(&d)
	x := &schema.Extraction{Document: d}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var g goldLine
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatalf("%s: %v", base, err)
		}
		if g.Act != "" && len(g.Speaker) > 0 {
			x.Statements = append(x.Statements, goldStatement(&g, d, names))
		}
	}
	return x
}

func goldParties(codes []string) (ps []schema.Party) {
	for _, c := range codes {
		ps = append(ps, schema.Party{ID: schema.IRI("actor/" + c), Name: c})
	}
	return ps
}

func goldStatement(g *goldLine, d schema.Document, names seedNames) schema.Statement {
	st := schema.Statement{Act: g.Act, Document: d, Said: d.Published, Speaker: goldParties(g.Speaker[:1])[0], Targets: goldParties(g.Target),
		Evidence: schema.Evidence{Sentence: g.Anchor, Span: schema.Span{g.N * 1000, g.N*1000 + 100}}, Confidence: 1, Rule: "gold"}
	if ids := names.Resolve(g.Person); g.Person != "" && len(ids) > 0 {
		st.Speaker.Person = &schema.Person{ID: ids[0], Name: g.Person}
	}
	st.Claim = schema.Claim{Relation: g.Relation, Agents: goldParties(g.Agent), Patients: goldParties(g.Patient), Polarity: schema.Positive,
		Modality: schema.Actual, When: g.When, Text: g.Anchor}
	if g.Theme != "" && g.Relation != "" {
		st.Claim.Theme = &schema.Topic{Text: g.Theme}
	}
	st.Claim.ID = schema.ClaimID(&st.Claim)
	st.ID = schema.StatementID(&st)
	return st
}

// Questions and their answers from the gold of the seed articles: how many statements
// by whom, a day after the other. The answers in testdata were read through by hand;
// with -update they are written anew, to be read through again.
func TestGoldQuestions(t *testing.T) {
	names := newSeedNames()
	s := goldStore(t, names)
	b, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := &question.Reader{Names: names}
	a := ask.New(s, names)
	var out []string
	total, empty := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		q, want, _ := strings.Cut(line, "\t")
		got := answerTo(t, r, a, q)
		total++
		if strings.HasSuffix(got, "-") {
			empty++
		}
		if !*update && got != want {
			t.Errorf("%s\n got %s\nwant %s", q, got, want)
		}
		out = append(out, q+"\t"+got)
	}
	if *update {
		if err := os.WriteFile("testdata/questions.tsv", []byte(strings.Join(out, "\n")+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if total < 90 || empty < total/3 {
		t.Errorf("%d questions, %d of them without an answer", total, empty)
	}
}

func answerTo(t *testing.T, r *question.Reader, a *ask.Asker, text string) string {
	t.Helper()
	q, reading, err := r.Parse(text)
	var u *question.UnreadError
	if errors.As(err, &u) {
		return "unread: " + strings.Join(reading.Unread, " … ") + " -"
	}
	q.Limit = 1000
	ans, err := a.Ask(context.Background(), q)
	if err != nil {
		t.Errorf("%s: %v", text, err)
		return ""
	}
	n := map[string]int{}
	var who []string
	for _, st := range ans.Statements {
		k := strings.TrimPrefix(string(st.Speaker.ID), "actor/")
		if n[k]++; n[k] == 1 {
			who = append(who, k)
		}
	}
	slices.Sort(who)
	for i, w := range who {
		who[i] = fmt.Sprintf("%s×%d", w, n[w])
	}
	if len(who) == 0 {
		who = []string{"-"}
	}
	return reading.Filters() + " → " + strings.Join(who, " ")
}

package ask_test

import (
	"context"
	"testing"

	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// said makes a statement of one sentence in a document of its own.
func said(day, publisher string, act schema.Act, who, whom, relation string, polarity schema.Polarity) *schema.Extraction {
	text := who + " " + string(act) + " " + whom + " " + relation + "."
	d := schema.Document{URL: "https://" + publisher + ".example/" + day + "/" + string(act) + who, Publisher: publisher, Published: day, Text: text}
	d.ID = schema.DocumentID(&d)
	party := func(code string) schema.Party {
		return schema.Party{ID: schema.IRI("actor/" + code), Name: code}
	}
	st := schema.Statement{Act: act, Speaker: party(who), Said: day, Document: d, Confidence: 0.9, Rule: "en/test:test",
		Evidence: schema.Evidence{Sentence: text, Span: schema.Span{0, len(text)}},
		Claim: schema.Claim{Relation: schema.Relation(relation), Agents: []schema.Party{party(whom)}, Patients: []schema.Party{party("RUS")},
			Polarity: polarity, Modality: schema.Actual, Text: text}}
	st.Document.Text = ""
	st.Claim.ID = schema.ClaimID(&st.Claim)
	st.ID = schema.StatementID(&st)
	return &schema.Extraction{Document: d, Statements: []schema.Statement{st}}
}

func TestStories(t *testing.T) {
	ctx := context.Background()
	s := graphtest.Open(t)
	xs := []*schema.Extraction{
		said("2022-10-17", "A", schema.Accuse, "UKR", "IRN", "supply", schema.Positive),
		said("2022-10-18", "B", schema.Deny, "IRN", "IRN", "supply", schema.Positive),
		said("2022-10-19", "C", schema.Assert, "USA", "IRN", "supply", schema.Positive),
		said("2022-11-05", "B", schema.Admit, "IRN", "IRN", "supply", schema.Positive),
		said("2022-02-15", "A", schema.Promise, "RUS", "RUS", "withdraw", schema.Positive),
		said("2022-02-24", "A", schema.Assert, "UKR", "RUS", "invade", schema.Positive),
		said("2022-03-01", "A", schema.Promise, "IRN", "IRN", "detain", schema.Negative),
		said("2022-03-02", "A", schema.Promise, "USA", "USA", "detain", schema.Positive),
		said("2022-03-09", "B", schema.Assert, "UKR", "IRN", "detain", schema.Positive),
		said("2022-03-10", "B", schema.Assert, "UKR", "USA", "detain", schema.Positive),
	}
	if _, err := s.WriteAll(ctx, xs); err != nil {
		t.Fatal(err)
	}
	a := ask.New(s, ask.NoNames{})
	claim := xs[0].Statements[0].Claim.ID

	tl, err := a.Timeline(ctx, "IRN", ask.Query{})
	if err != nil || len(tl.Statements) != 6 || tl.Statements[2].Act != schema.Accuse || tl.Statements[5].Act != schema.Admit {
		t.Errorf("timeline: %+v, %v", tl, err)
	}
	ds, err := a.Disputes(ctx, ask.Query{})
	if err != nil || len(ds.Disputes) != 1 || len(ds.Disputes[0].For) != 3 || len(ds.Disputes[0].Against) != 1 || len(ds.Disputes[0].Changed) != 1 {
		t.Errorf("disputes: %+v, %v", ds, err)
	}
	rs, err := a.Reversals(ctx, ask.Query{})
	if err != nil || len(rs.Reversals) != 3 || rs.Reversals[0].Kind != ask.Admitted || rs.Reversals[1].Kind != ask.Broken ||
		rs.Reversals[1].Before.ID != xs[6].Statements[0].ID || rs.Reversals[2].Kind != ask.Broken {
		t.Errorf("reversals: %+v, %v", rs, err)
	}
	c, err := a.Corroborate(ctx, claim)
	if err != nil || c.Independent != 3 {
		t.Errorf("corroboration: %+v, %v", c, err)
	}
	ans, err := a.Answers(ctx, xs[1].Statements[0].ID)
	if err != nil || len(ans) != 1 || ans[0].ID != xs[0].Statements[0].ID {
		t.Errorf("what the denial answers: %+v, %v", ans, err)
	}
	ch, err := a.Chain(ctx, xs[0].Statements[0].ID)
	if err != nil || len(ch) != 2 || ch[0].Name != "A" || ch[1].ID != "actor/UKR" {
		t.Errorf("chain: %+v, %v", ch, err)
	}
}

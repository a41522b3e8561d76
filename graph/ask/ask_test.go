package ask_test

import (
	stdcmp "cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

func store(t testing.TB, w *graphtest.World, n int) (*graph.Store, []schema.Statement) {
	t.Helper()
	s := graphtest.Open(t)
	var xs []*schema.Extraction
	var all []schema.Statement
	for i := range n {
		x := w.Document(i)
		xs = append(xs, x)
		all = append(all, x.Statements...)
	}
	if _, err := s.WriteAll(context.Background(), xs); err != nil {
		t.Fatal(err)
	}
	return s, all
}

// randomQuery makes a query with a few filters, of things that the world has.
func randomQuery(r *rand.Rand, w *graphtest.World, all []schema.Statement) ask.Query {
	var q ask.Query
	one := all[r.IntN(len(all))]
	actor := func() string { as := w.Actors(); return string(as[r.IntN(min(len(as), 12))].ID) }
	set := []func(){
		func() { q.Acts = []schema.Act{one.Act} },
		func() { q.Acts = []schema.Act{schema.Accuse, schema.Deny} },
		func() { q.By = actor() },
		func() { q.By = one.Speaker.Name },
		func() { q.Against = actor() },
		func() { q.Target = actor() },
		func() { q.Agent = one.Claim.Agents[0].Text },
		func() { q.Patient = actor() },
		func() { q.With = actor() },
		func() { q.By, q.With = actor(), actor() },
		func() { q.Relations = []schema.Relation{one.Claim.Relation, "kill"} },
		func() { q.About = "drones" },
		func() { q.About = "Iran" },
		func() { q.Text = "fighting" },
		func() { ws := strings.Fields(one.Evidence.Sentence); q.Text = ws[0] + " " + ws[len(ws)-1] },
		func() { q.Text = "zebra" },
		func() { q.Place = "Kherson" },
		func() { q.Publisher = "paper 3" },
		func() { q.Lang = "id" },
		func() { q.Stance = schema.Against },
		func() { q.Polarity = schema.Negative },
		func() { q.MinConfidence = 0.8 },
		func() { q.Claim = one.Claim.ID },
		func() { q.Document = one.Document.ID },
		func() { q.SaidSince = "2021" },
		func() { q.SaidSince, q.SaidUntil = "2021-03", "2022-06-05" },
		func() { q.Until = "2021-12" },
		func() { q.Since, q.Until = happening(r), "" },
		func() { q.Since, q.Until = "", happening(r) },
		func() { q.Since, q.Until = happening(r), happening(r) },
		func() { q.Order = ask.Oldest },
	}
	for range 1 + r.IntN(4) {
		set[r.IntN(len(set))]()
	}
	if q.Until != "" && q.Since > q.Until {
		q.Since, q.Until = q.Until, q.Since
	}
	q.Limit = 20 + r.IntN(200)
	return q
}

// happening is a time at which something may have happened, as EDTF.
func happening(r *rand.Rand) string {
	t := time.Date(2020+r.IntN(5), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), 0, 0, 0, time.UTC)
	return t.Format([]string{"2006", "2006-01", "2006-01-02", time.RFC3339}[r.IntN(4)])
}

// order puts statements in the order of an answer.
func order(ss []schema.Statement, o ask.Order) []schema.IRI {
	slices.SortFunc(ss, func(a, b schema.Statement) int {
		ay, ad := graph.Said(a.Said, a.Document.Date())
		by, bd := graph.Said(b.Said, b.Document.Date())
		c := stdcmp.Or(ay-by, ad-bd, strings.Compare(string(a.ID), string(b.ID)))
		if o == ask.Oldest {
			return c
		}
		return -c
	})
	ids := []schema.IRI{}
	for _, s := range ss {
		ids = append(ids, s.ID)
	}
	return ids
}

// An answer, page by page, is what a plain scan of all statements gives.
func TestAskIsAScan(t *testing.T) {
	ctx := context.Background()
	for i, busy := range []int{2048, 20, 2048} {
		defer ask.SetBusy(busy)()
		if i == 2 {
			defer ask.SetMany(1)()
			defer ask.SetMaxRead(20)()
			defer ask.SetFirstSentences(2)()
		}
		w := graphtest.New(3, graphtest.Options{Actors: 30})
		s, all := store(t, w, 60)
		a := ask.New(s, ask.NoNames{})
		r := rand.New(rand.NewPCG(uint64(busy), 9))
		hits := 0
		for range 150 {
			q := randomQuery(r, w, all)
			match, err := a.Matcher(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			var want []schema.Statement
			for i := range all {
				if match(&all[i]) {
					want = append(want, all[i])
				}
			}
			ids := order(want, q.Order)
			var got []schema.IRI
			for page := q; ; {
				ans, err := a.Ask(ctx, page)
				if err != nil {
					t.Fatalf("%+v: %v", page, err)
				}
				for i := range ans.Statements {
					got = append(got, ans.Statements[i].ID)
				}
				if ans.Total.Relation == ask.Exactly && ans.Total.Value != len(ids) || ans.Total.Value > len(ids) {
					t.Fatalf("%+v: total %+v, want %d", page, ans.Total, len(ids))
				}
				if page.Cursor = ans.Next; page.Cursor == "" {
					break
				}
			}
			if !slices.Equal(got, ids) && len(got)+len(ids) > 0 {
				t.Fatalf("%+v:\ngot  %v\nwant %v", q, got, ids)
			}
			got = got[:0]
			err = a.Each(ctx, q, func(st *schema.Statement) bool {
				got = append(got, st.ID)
				return len(got) < len(ids)
			})
			if err != nil || !slices.Equal(got, ids) && len(got)+len(ids) > 0 {
				t.Fatalf("%+v, %v:\nall   %v\nwant %v", q, err, got, ids)
			}
			if len(ids) > 0 {
				hits++
			}
		}
		if hits < 25 {
			t.Errorf("only %d queries had an answer", hits)
		}
	}
}

func TestAskErrors(t *testing.T) {
	ctx := context.Background()
	s, _ := store(t, graphtest.New(3, graphtest.Options{}), 3)
	a := ask.New(s, nil)
	for _, c := range []struct {
		q    ask.Query
		want string
	}{
		{ask.Query{By: "Atlantis"}, `by "Atlantis": no such actor`},
		{ask.Query{Acts: []schema.Act{"shout"}}, `act "shout": not one of accuse`},
		{ask.Query{SaidSince: "31-02"}, `said_since "31-02": `},
		{ask.Query{SaidSince: "2022", SaidUntil: "2021"}, `said_until "2021": before said_since "2022"`},
		{ask.Query{Limit: -1}, `limit "-1": must be from 1 to 1000`},
		{ask.Query{Cursor: "nonsense"}, `cursor "nonsense": the cursor belongs to another query`},
	} {
		_, err := a.Ask(ctx, c.q)
		var fe *ask.FieldError
		if !errors.As(err, &fe) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s", c.q, err, c.want)
		}
	}
}

// What is written after a question of a year, before its first day or after its last, is
// found as well.
func TestAskAfterWriting(t *testing.T) {
	defer ask.SetBusy(0)()
	defer ask.SetMany(1)()
	ctx := context.Background()
	s := graphtest.Open(t)
	a := ask.New(s, ask.NoNames{})
	for i, day := range []string{"2022-06-10", "2022-06-12", "2022-11-30", "2022-01-02", "2022-06-11"} {
		if _, err := s.Write(ctx, said(day, "P", schema.Accuse, "UKR", "IRN", "supply", schema.Positive)); err != nil {
			t.Fatal(err)
		}
		ans, err := a.Ask(ctx, ask.Query{Against: "actor/IRN"})
		if err != nil || len(ans.Statements) != i+1 {
			t.Errorf("after %d documents, the last of %s: %d statements, %v", i+1, day, len(ans.Statements), err)
		}
		for range 3 { // until the lists are remembered
			ans, err := a.Ask(ctx, ask.Query{By: "actor/UKR", Relations: []schema.Relation{"supply"}, Publisher: "P"})
			if err != nil || len(ans.Statements) != i+1 {
				t.Errorf("after %d documents, the last of %s: %d statements of P on supply, %v", i+1, day, len(ans.Statements), err)
			}
		}
	}
}

// Facets count what a scan counts, whatever the plan.
func TestFacetsAreACount(t *testing.T) {
	ctx := context.Background()
	w := graphtest.New(5, graphtest.Options{Actors: 30})
	s, all := store(t, w, 60)
	a := ask.New(s, ask.NoNames{})
	r := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		q := randomQuery(r, w, all)
		q.Facets, q.Limit = true, 1+r.IntN(5)
		match, err := a.Matcher(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		acts, speakers := map[string]int{}, map[string]int{}
		for _, st := range all {
			if match(&st) {
				acts[string(st.Act)]++
				speakers[st.Speaker.Key()]++
			}
		}
		ans, err := a.Ask(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			want map[string]int
			got  []ask.Count
		}{"acts": {acts, ans.Facets.Acts}, "speakers": {speakers, ans.Facets.Speakers}} {
			got := make(map[string]int)
			for _, n := range c.got {
				got[n.Value] = n.Count
			}
			if d := cmp.Diff(c.want, got); d != "" && ans.Facets.Of.Relation == ask.Exactly {
				t.Errorf("%+v: %s: %s", q, name, d)
			}
		}
	}
}

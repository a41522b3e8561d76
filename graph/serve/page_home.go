package serve

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/schema"
)

// homeData is what the first page shows, whatever its language.
type homeData struct {
	counts      graph.Counts
	newest      []schema.Statement
	blame, deny []schema.Statement
	disputes    []ask.Dispute
	examples    []example
}

// example is a question that has an answer in the store.
type example struct{ Text, Lang string }

// recentMax is how many of the newest statements the first page looks at.
const recentMax = 2 * ask.MaxLimit

// gather reads what the first page shows.
func (s *Server) gather(ctx context.Context) (homeData, error) {
	var d homeData
	v := s.o.Store.View()
	defer v.Close()
	var err error
	if d.counts, err = v.Stats(ctx); err != nil {
		return d, err
	}
	q := ask.Query{Limit: ask.MaxLimit}
	for len(d.newest) < recentMax {
		a, err := s.asker.Ask(ctx, q)
		if err != nil {
			return d, err
		}
		d.newest = append(d.newest, a.Statements...)
		if q.Cursor = a.Next; q.Cursor == "" {
			break
		}
	}
	for i := range d.newest {
		switch st := d.newest[i]; {
		case st.Act == schema.Accuse && len(d.blame) < 5:
			d.blame = append(d.blame, st)
		case st.Act == schema.Deny && len(d.deny) < 5:
			d.deny = append(d.deny, st)
		}
	}
	page, err := s.asker.Disputes(ctx, ask.Query{Limit: 20})
	if err != nil {
		return d, err
	}
	d.disputes = page.Disputes
	slices.SortStableFunc(d.disputes, func(a, b ask.Dispute) int {
		known := func(d ask.Dispute) int {
			if d.Claim.Relation.Valid() {
				return 1
			}
			return 0
		}
		return cmp.Or(known(b)-known(a), min(len(b.For), len(b.Against))-min(len(a.For), len(a.Against)), len(b.For)+len(b.Against)-len(a.For)-len(a.Against))
	})
	d.disputes = d.disputes[:min(len(d.disputes), 6)]
	d.examples = s.examples(ctx, d.newest)
	return d, nil
}

// exampleForms are questions to fill with the actors that the store speaks of most.
// Who is whose part they play: accused or denier.
var exampleForms = []struct{ lang, before, who, after string }{
	{english, "Who accused ", "accused", "?"},
	{indonesian, "Apa yang dibantah ", "denier", "?"},
	{english, "What did ", "denier", " deny?"},
	{indonesian, "Siapa menuduh ", "accused", "?"},
	{english, "What did ", "speaker", " say?"},
	{indonesian, "Siapa yang mengecam ", "condemned", "?"},
	{english, "What did ", "admitter", " admit?"},
	{english, "Who denied attacking ", "accused", "?"},
	{indonesian, "Apa yang dikatakan ", "speaker", "?"},
}

// examples are questions that can be read and have an answer.
func (s *Server) examples(ctx context.Context, list []schema.Statement) []example {
	counts := map[string]map[string]int{}
	add := func(part string, p schema.Party) {
		if p.ID == "" || p.Name == "" {
			return
		}
		if counts[part] == nil {
			counts[part] = make(map[string]int)
		}
		counts[part][p.Name]++
	}
	parts := map[schema.Act]string{schema.Deny: "denier", schema.Admit: "admitter"}
	for i := range list {
		st := &list[i]
		if st.Act != schema.Report {
			add("speaker", st.Speaker)
		}
		if part, ok := parts[st.Act]; ok {
			add(part, st.Speaker)
		}
		for _, t := range st.Targets {
			add(map[bool]string{true: "accused", false: "condemned"}[st.Act == schema.Accuse], t)
		}
	}
	var out []example
	for _, f := range exampleForms {
		names := slices.SortedFunc(maps.Keys(counts[f.who]), func(a, b string) int {
			return cmp.Or(counts[f.who][b]-counts[f.who][a], cmp.Compare(a, b))
		})
		for _, n := range names[:min(len(names), 3)] {
			if f.lang == english && strings.HasPrefix(n, "United ") {
				n = "the " + n
			}
			text := f.before + n + f.after
			q, _, err := s.reader.Parse(text)
			if err != nil || slices.ContainsFunc(out, func(e example) bool { return e.Text == text }) {
				continue
			}
			q.Limit = 1
			if a, err := s.asker.Ask(ctx, q); err == nil && len(a.Statements) > 0 {
				out = append(out, example{text, f.lang})
				break
			}
		}
		if len(out) == 6 {
			break
		}
	}
	return out
}

// home is the first page.
func (p *pages) home(ctx context.Context, _ *http.Request, v *view) (string, error) {
	d, err := p.s.home.get(ctx, p.s.state, func() (homeData, error) { return p.s.gather(ctx) })
	if err != nil {
		return "", err
	}
	type link struct{ Text, Lang, URL string }
	type dispute struct {
		Claim        name
		For, Against []name
		Changed      bool
	}
	data := struct {
		InStore     string
		Empty       bool
		Examples    []link
		Blame, Deny []row
		Disputes    []dispute
		Chart       chart
	}{Empty: d.counts.Statements == 0, Blame: v.rows(d.blame), Deny: v.rows(d.deny)}
	data.InStore = v.T("in-store", grouped(v.Lang, d.counts.Statements), grouped(v.Lang, d.counts.Actors), grouped(v.Lang, d.counts.Documents))
	for _, e := range d.examples {
		q := url.Values{"q": {e.Text}}
		if v.UI != "" {
			q.Set("ui", v.UI)
		}
		data.Examples = append(data.Examples, link{e.Text, e.Lang, "/ask?" + q.Encode()})
	}
	for _, x := range d.disputes {
		c := x.Claim
		if c.Text == "" && len(x.For) > 0 {
			c.Text = x.For[0].Claim.Text
		}
		data.Disputes = append(data.Disputes, dispute{name{sentence(v.Lang, &c), v.Link("/claim/" + local(c.ID))}, v.speakers(x.For), v.speakers(x.Against), len(x.Changed) > 0})
	}
	data.Chart = chartOf(d.newest, monthLink(ask.Query{}, v.UI))
	v.Data = data
	return "home", nil
}

// speakers are those who made the statements, each once.
func (v view) speakers(list []schema.Statement) []name {
	var out []name
	for i := range list {
		if n := v.party(list[i].Speaker); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

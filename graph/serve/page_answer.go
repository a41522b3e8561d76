package serve

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strings"

	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/schema"
)

// found is an answer with what a page tells of the question.
type found struct {
	ask.Answer
	query   ask.Query
	reading question.Reading
}

// pageLimit is how many statements a page shows.
const pageLimit = 30

// ask answers the question and the filters in the address.
func (p *pages) ask(ctx context.Context, r *http.Request, v *view, whole bool) (found, error) {
	var f found
	in := r.URL.Query()
	v.Q = strings.TrimSpace(in.Get("q"))
	if v.Q != "" {
		var err error
		if f.query, f.reading, err = p.s.reader.Parse(v.Q); err != nil {
			return f, err
		}
	}
	if err := parse(in, &f.query); err != nil {
		return f, err
	}
	q := f.query
	q.Facets = true
	if q.Limit == 0 {
		q.Limit = pageLimit
	}
	if whole {
		q.Limit = ask.MaxLimit
	}
	var err error
	f.Answer, err = p.s.asker.Ask(ctx, q)
	return f, err
}

// twin is the same answer in another form.
type twin struct{ Name, URL string }

// answer is the page of a question or of filters.
func (p *pages) answer(ctx context.Context, r *http.Request, v *view) (string, error) {
	f, err := p.ask(ctx, r, v, false)
	if err != nil {
		return "", err
	}
	pic, err := p.drawing(ctx, v, f.Statements)
	if err != nil {
		return "", err
	}
	data := struct {
		Total, Shown string
		Rows         []row
		Understood   string
		Notes        []string
		Facets       []facet
		Chips        []chip
		Chart        chart
		Picture      picture
		Twins        []twin
		Gizmo, Curl  string
		Run          string
		Next         string
		Query        ask.Query
		Hidden       []chip
	}{Total: totalOf(v.Lang, f.Total), Rows: v.rows(f.Statements), Notes: f.reading.Notes, Facets: v.facets(f.Facets, f.query), Chips: v.chips(f.query),
		Picture: pic, Query: f.query}
	if v.Q != "" {
		data.Understood = f.reading.Filters()
	}
	if f.Truncated || f.query.Cursor != "" {
		data.Shown = v.T("shown", len(f.Statements))
	}
	if f.Facets != nil {
		data.Chart = monthChart(f.Facets.Months, monthLink(f.query, v.UI))
	}
	on := values(f.query)
	on.Del("cursor")
	for _, n := range []struct{ name, format string }{{"JSON", "json"}, {"CSV", "csv"}, {"JSON lines", "jsonl"}, {"TriG", "trig"}, {"JSON-LD", "jsonld"}, {"GEXF", "gexf"}} {
		data.Twins = append(data.Twins, twin{n.name, "/v1/statements?" + with(on, "format", n.format)})
	}
	for _, n := range []string{"svg", "png"} {
		data.Twins = append(data.Twins, twin{strings.ToUpper(n), "/picture." + n + "?" + on.Encode()})
	}
	data.Gizmo = Gizmoed(f.query)
	data.Run = "/gizmo?" + with(nil, "q", data.Gizmo)
	data.Curl = fmt.Sprintf("curl '%s://%s/v1/statements?%s'", scheme(r), r.Host, strings.ReplaceAll(on.Encode(), "'", "%27"))
	if f.Next != "" {
		all := values(f.query)
		all.Set("cursor", f.Next)
		if v.UI != "" {
			all.Set("ui", v.UI)
		}
		data.Next = "/ask?" + all.Encode()
	}
	for _, k := range sortedKeys(on) {
		if k != "said_since" && k != "said_until" {
			data.Hidden = append(data.Hidden, chip{Name: k, Value: on.Get(k)})
		}
	}
	v.Title = v.Q
	if v.Title == "" {
		v.Title = v.T("ask")
	}
	v.Data = data
	return "answer", nil
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}

func with(v url.Values, key, value string) string {
	out := url.Values{key: {value}}
	for k, x := range v {
		out[k] = x
	}
	return out.Encode()
}

func sortedKeys(v url.Values) []string {
	var out []string
	for k := range v {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// Gizmoed writes a query in Gizmo, as near as it comes: filters that Gizmo has no
// word for are left out.
func Gizmoed(q ask.Query) string {
	b := "statements()"
	if len(q.Acts) > 0 {
		b = fmt.Sprintf("statements(%q)", q.Acts[0])
		for _, a := range q.Acts[1:] {
			b += fmt.Sprintf(".or(statements(%q))", a)
		}
	}
	for _, m := range []struct{ method, value string }{{"by", q.By}, {"by", q.Person}, {"against", q.Against}, {"target", q.Target}, {"agent", q.Agent},
		{"patient", q.Patient}, {"about", q.About}, {"from", q.Publisher}, {"since", q.SaidSince}, {"until", q.SaidUntil},
		{"happenedSince", q.Since}, {"happenedUntil", q.Until}} {
		if m.value != "" {
			b += fmt.Sprintf(".%s(%q)", m.method, m.value)
		}
	}
	for _, r := range q.Relations[:min(len(q.Relations), 1)] {
		b += fmt.Sprintf(".relation(%q)", r)
	}
	return b + ".evidence().getLimit(50)"
}

// disputes is the page of disputed claims.
func (p *pages) disputes(ctx context.Context, r *http.Request, v *view) (string, error) {
	var q ask.Query
	if err := parse(r.URL.Query(), &q); err != nil {
		return "", err
	}
	q.Limit = 20
	page, err := p.s.asker.Disputes(ctx, q)
	if err != nil {
		return "", err
	}
	var list []story
	for i := range page.Disputes {
		d := &page.Disputes[i]
		c := d.Claim
		if c.Text == "" && len(d.For) > 0 {
			c.Text = d.For[0].Claim.Text
		}
		list = append(list, story{Claim: name{sentence(v.Lang, &c), v.Link("/claim/" + local(c.ID))}, Left: v.T("who-says"), Right: v.T("who-denies"),
			For: v.rows(d.For), Against: v.rows(d.Against)})
	}
	v.Title = v.T("disputes")
	v.Data = stories{list, v.next("/disputes", q, page.Next)}
	return "stories", nil
}

// story is two sides of a claim, or one side before and after.
type story struct {
	Claim        name
	Kind         string
	Left, Right  string
	For, Against []row
}

type stories struct {
	List []story
	Next string
}

// reversals is the page of those who changed their story.
func (p *pages) reversals(ctx context.Context, r *http.Request, v *view) (string, error) {
	var q ask.Query
	if err := parse(r.URL.Query(), &q); err != nil {
		return "", err
	}
	q.Limit = 20
	page, err := p.s.asker.Reversals(ctx, q)
	if err != nil {
		return "", err
	}
	var list []story
	for i := range page.Reversals {
		x := &page.Reversals[i]
		list = append(list, story{Claim: name{sentence(v.Lang, &x.After.Claim), v.Link("/claim/" + local(x.After.Claim.ID))}, Kind: v.T(string(x.Kind)),
			Left: v.T("before"), Right: v.T("after"), For: v.rows([]schema.Statement{x.Before}), Against: v.rows([]schema.Statement{x.After})})
	}
	v.Title = v.T("reversals")
	v.Data = stories{list, v.next("/reversals", q, page.Next)}
	return "stories", nil
}

func (v view) next(path string, q ask.Query, cursor string) string {
	if cursor == "" {
		return ""
	}
	q.Limit, q.Cursor = 0, cursor
	all := values(q)
	if v.UI != "" {
		all.Set("ui", v.UI)
	}
	return path + "?" + all.Encode()
}

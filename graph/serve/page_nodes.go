package serve

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"saksi/graph/ask"
	"saksi/schema"
)

// countLine is a value with its count and where it leads.
type countLine struct {
	Text, Link string
	Count      int
	Share      int // of the greatest, in twentieths
}

func shares(lines []countLine) []countLine {
	top := 1
	for _, l := range lines {
		top = max(top, l.Count)
	}
	for i := range lines {
		lines[i].Share = max(1, lines[i].Count*20/top)
	}
	return lines
}

// actor is the page of an actor.
func (p *pages) actor(ctx context.Context, r *http.Request, v *view) (string, error) {
	a, err := p.s.actor(ctx, r.PathValue("id"))
	if err != nil {
		return "", err
	}
	id := string(a.Actor.ID)
	line, err := p.s.asker.Ask(ctx, ask.Query{With: id, Limit: pageLimit, Facets: true, Cursor: r.URL.Query().Get("cursor")})
	if err != nil {
		return "", err
	}
	pic, err := p.neighbours(ctx, v, id, line.Statements)
	if err != nil {
		return "", err
	}
	disputes, err := p.s.asker.Disputes(ctx, ask.Query{By: id, Limit: 5})
	if err != nil {
		return "", err
	}
	data := struct {
		Actor      actorWire
		Of         name
		Accusers   []countLine
		Acts       []countLine
		Disputes   []name
		Rows       []row
		Total      string
		Chart      chart
		Picture    picture
		Next, JSON string
	}{Actor: a.Actor, Rows: v.rows(line.Statements), Total: totalOf(v.Lang, line.Total), Picture: pic, JSON: "/v1/actors/" + local(a.Actor.ID)}
	for _, c := range identified(a.Blamed.Speakers) {
		data.Accusers = append(data.Accusers, countLine{Text: c.Name, Count: c.Count, Link: askURL(ask.Query{By: c.Value, Against: id, Acts: []schema.Act{schema.Accuse, schema.Condemn}}, v.UI)})
	}
	for _, c := range a.Said.Acts {
		act := schema.Act(c.Value)
		data.Acts = append(data.Acts, countLine{Text: verbOf(v.Lang, act), Count: c.Count, Link: askURL(ask.Query{By: id, Acts: []schema.Act{act}}, v.UI)})
	}
	data.Accusers, data.Acts = shares(data.Accusers[:min(len(data.Accusers), maxFacet)]), shares(data.Acts)
	for _, d := range disputes.Disputes {
		c := d.Claim
		if c.Text == "" && len(d.For) > 0 {
			c.Text = d.For[0].Claim.Text
		}
		data.Disputes = append(data.Disputes, name{sentence(v.Lang, &c), v.Link("/claim/" + local(c.ID))})
	}
	data.Chart = monthChart(line.Facets.Months, monthLink(ask.Query{With: id}, v.UI))
	if a.Actor.Of != "" {
		if of, err := p.s.resolve(ctx, string(a.Actor.Of)); err == nil {
			data.Of = name{of.Name(), v.Link("/actor/" + local(of.ID))}
		}
	}
	data.Next = ""
	if line.Next != "" {
		data.Next = v.Path + "?" + with(nil, "cursor", line.Next)
		if v.UI != "" {
			data.Next += "&ui=" + v.UI
		}
	}
	v.Title, v.Data = a.Actor.Name, data
	return "actor", nil
}

// claim is the page of a claim.
func (p *pages) claim(ctx context.Context, r *http.Request, v *view) (string, error) {
	c, err := p.s.claim(ctx, withPrefix(r.PathValue("id"), "claim"))
	if err != nil {
		return "", err
	}
	all := append(append(append([]schema.Statement{}, c.For...), c.Against...), c.Neither...)
	pic, err := p.drawing(ctx, v, all)
	if err != nil {
		return "", err
	}
	slices.SortStableFunc(all, func(a, b schema.Statement) int { return cmp.Compare(ask.SaidOn(&a), ask.SaidOn(&b)) })
	type document struct {
		name
		Lang string
	}
	data := struct {
		Sentence, Text       string
		Disputed             bool
		For, Against, Others []row
		Line                 []row
		Changed              []story
		Publishers           string
		Documents            []document
		Picture              picture
		JSON                 string
	}{Sentence: sentence(v.Lang, &c.Claim), Text: c.Claim.Text, Disputed: c.Disputed, For: v.rows(c.For), Against: v.rows(c.Against), Others: v.rows(c.Neither),
		Line: v.rows(all), Publishers: v.T("publishers", c.Corroboration.Independent), Picture: pic, JSON: "/v1/claims/" + local(c.Claim.ID)}
	for i := range c.Changed {
		x := &c.Changed[i]
		data.Changed = append(data.Changed, story{Claim: v.party(x.After.Speaker), Kind: v.T(string(x.Kind)), Left: v.T("before"), Right: v.T("after"),
			For: v.rows([]schema.Statement{x.Before}), Against: v.rows([]schema.Statement{x.After})})
	}
	seen := make(map[schema.IRI]bool)
	for i := range all {
		d := &all[i].Document
		if !seen[d.ID] {
			seen[d.ID] = true
			data.Documents = append(data.Documents, document{name{cmp.Or(d.Title, source(d)), v.Link("/document/" + local(d.ID))}, d.Lang})
		}
	}
	v.Title, v.Data = data.Sentence, data
	return "claim", nil
}

// document is the page of a document: its text with every statement marked.
func (p *pages) document(ctx context.Context, r *http.Request, v *view) (string, error) {
	d, err := p.s.document(ctx, withPrefix(r.PathValue("id"), "doc"))
	if err != nil {
		return "", err
	}
	pic, err := p.drawing(ctx, v, d.Statements)
	if err != nil {
		return "", err
	}
	rows := v.rows(d.Statements)
	data := struct {
		Document schema.Document
		Source   string
		Pieces   []piece
		Rows     []row
		Picture  picture
		Anchors  map[int]string
		CopyOf   string
		Twins    []twin
		Web      bool
	}{Document: d.Document, Source: source(&d.Document), Pieces: whole(&d.Document, d.Statements), Rows: rows, Picture: pic, Anchors: make(map[int]string)}
	for _, x := range rows {
		data.Anchors[x.Number] = x.Anchor
	}
	if d.Document.CopyOf != "" {
		data.CopyOf = v.Link("/document/" + local(d.Document.CopyOf))
	}
	for _, n := range []struct{ name, format string }{{"JSON", "json"}, {"CSV", "csv"}, {"TriG", "trig"}} {
		data.Twins = append(data.Twins, twin{n.name, "/v1/documents/" + local(d.Document.ID) + "?format=" + n.format})
	}
	v.Title = d.Document.Title
	if v.Title == "" {
		v.Title = data.Source
	}
	v.Data = data
	return "document", nil
}

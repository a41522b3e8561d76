package serve

import (
	"net/url"
	"strings"

	"saksi/graph/ask"
	"saksi/graph/draw"
	"saksi/graph/export"
	"saksi/schema"
)

// view is what every page has.
type view struct {
	Lang  string // of the page
	UI    string // the language that was chosen, or ""
	Title string
	Path  string
	Query url.Values
	Q     string // in the question box
	Data  any
}

// T is a text of the page.
func (v view) T(name string, args ...any) string { return word(v.Lang, name, args...) }

// Link keeps the language that was chosen.
func (v view) Link(path string) string { return withUI(path, v.UI) }

// Other is this page in the other language.
func (v view) Other() string {
	q := url.Values{}
	for k, x := range v.Query {
		q[k] = x
	}
	q.Set("ui", phrase{indonesian, english}.in(v.Lang))
	return v.Path + "?" + q.Encode()
}

// OtherLang is the language of the other.
func (v view) OtherLang() string { return phrase{indonesian, english}.in(v.Lang) }

// name is an actor with the page that describes it, if there is one.
type name struct{ Text, Link string }

// row is a statement as the pages show it.
type row struct {
	ID, Anchor string
	Number     int
	Group      string
	Verb       string
	Speaker    name
	Person     string
	Targets    []name
	Claim      name
	Said       string
	Source     string
	Document   string // its page, at the place
	Lang       string
	Evidence   []piece
	Confidence string
	Why        string
	Stance     string
}

// rowOf makes a row of a statement.
func (v view) rowOf(s *schema.Statement) row {
	r := row{ID: string(s.ID), Anchor: anchor(s.ID), Group: string(draw.GroupOf(s.Act)), Verb: verbOf(v.Lang, s.Act), Speaker: v.party(s.Speaker),
		Claim: name{sentence(v.Lang, &s.Claim), v.Link("/claim/" + local(s.Claim.ID))}, Said: ask.SaidOn(s), Source: source(&s.Document),
		Document: v.Link("/document/"+local(s.Document.ID)) + "#" + anchor(s.ID), Lang: s.Document.Lang, Evidence: evidence(s), Stance: string(s.Stance())}
	level, why, _ := strings.Cut(export.Why(s), ": ")
	r.Confidence, r.Why = v.T(level), why
	if p := s.Speaker.Person; p != nil && p.Name != r.Speaker.Text {
		r.Person = p.Name
	}
	for _, t := range s.Targets {
		r.Targets = append(r.Targets, v.party(t))
	}
	if r.Said == "" {
		r.Said = v.T("undated")
	}
	return r
}

func (v view) rows(list []schema.Statement) []row {
	out := make([]row, len(list))
	for i := range list {
		out[i] = v.rowOf(&list[i])
		out[i].Number = i + 1
	}
	return out
}

func (v view) party(p schema.Party) name {
	n := name{Text: partyName(p)}
	if p.ID != "" {
		n.Link = v.Link("/actor/" + local(p.ID))
	}
	return n
}

// local is an identity without its kind, fit for a path.
func local(id schema.IRI) string {
	_, rest, _ := strings.Cut(string(id), "/")
	return url.PathEscape(rest)
}

// anchor is the name of a statement's place in a page.
func anchor(id schema.IRI) string { return "s-" + strings.TrimPrefix(string(id), "stmt/") }

func source(d *schema.Document) string {
	for _, s := range []string{d.Publisher, d.Title, d.InputID, d.URL, string(d.ID)} {
		if s != "" {
			return cut(s, 60)
		}
	}
	return ""
}

// facet is a list of values to narrow down by.
type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	Text, Link string
	Count      int
}

// maxFacet is how many values of a facet are shown.
const maxFacet = 8

// facets are the links that narrow a query down.
func (v view) facets(f *ask.Facets, q ask.Query) []facet {
	if f == nil {
		return nil
	}
	q.Cursor, q.Facets = "", false
	add := func(name string, counts []ask.Count, text func(ask.Count) string, narrow func(*ask.Query, string)) facet {
		out := facet{Name: v.T(name)}
		for i, c := range counts {
			if i == maxFacet {
				break
			}
			n := q
			narrow(&n, c.Value)
			out.Values = append(out.Values, facetValue{cut(text(c), 40), askURL(n, v.UI), c.Count})
		}
		return out
	}
	plain := func(c ask.Count) string {
		if c.Name != "" {
			return c.Name
		}
		return c.Value
	}
	all := []facet{
		add("act", f.Acts, func(c ask.Count) string { return verbOf(v.Lang, schema.Act(c.Value)) }, func(q *ask.Query, x string) { q.Acts = []schema.Act{schema.Act(x)} }),
		add("by", identified(f.Speakers), plain, func(q *ask.Query, x string) { q.By = x }),
		add("against", identified(f.Against), plain, func(q *ask.Query, x string) { q.Against = x }),
		add("relation", f.Relations, func(c ask.Count) string { return doesWhat(v.Lang, schema.Relation(c.Value)) },
			func(q *ask.Query, x string) { q.Relations = []schema.Relation{schema.Relation(x)} }),
		add("publisher", f.Publishers, plain, func(q *ask.Query, x string) { q.Publisher = x }),
	}
	var out []facet
	for _, x := range all {
		if len(x.Values) > 1 {
			out = append(out, x)
		}
	}
	return out
}

// identified leaves out what has no identity to filter by.
func identified(counts []ask.Count) []ask.Count {
	var out []ask.Count
	for _, c := range counts {
		if strings.HasPrefix(c.Value, "actor/") {
			out = append(out, c)
		}
	}
	return out
}

// chip is a filter that is on, and the page without it.
type chip struct{ Name, Value, Without string }

func (v view) chips(q ask.Query) []chip {
	q.Cursor = ""
	on := values(q)
	var out []chip
	for _, k := range sortedKeys(on) {
		if k == "order" || k == "limit" {
			continue
		}
		rest := url.Values{}
		for o, x := range on {
			if o != k {
				rest[o] = x
			}
		}
		if v.UI != "" {
			rest.Set("ui", v.UI)
		}
		out = append(out, chip{k, on.Get(k), "/ask?" + rest.Encode()})
	}
	return out
}

// picture is a drawn graph.
type picture struct {
	SVG      any // template.HTML
	Shown    int
	Of       int
	Expanded bool // neighbours were opened
}

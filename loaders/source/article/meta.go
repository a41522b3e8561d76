package article

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"saksi/loaders/extract/when"
	"saksi/loaders/source/field"
	"saksi/schema"
)

// meta is what a page says of itself.
type meta struct {
	url, title, publisher, author, published, lang string
	body                                           string // of JSON-LD, plain text
}

func (m meta) document() schema.Document {
	return schema.Document{URL: m.url, Title: m.title, Publisher: m.publisher, Author: m.author, Published: m.published, Lang: m.lang}
}

// metaNames says which meta elements tell what, the best first.
var metaNames = []struct {
	field func(*meta) *string
	names []string
}{
	{func(m *meta) *string { return &m.title }, []string{"og:title", "twitter:title", "dc.title", "headline"}},
	{func(m *meta) *string { return &m.publisher }, []string{"og:site_name", "dc.publisher", "application-name"}},
	{func(m *meta) *string { return &m.author }, []string{"author", "article:author", "dc.creator", "content_author"}},
	{func(m *meta) *string { return &m.published }, []string{"article:published_time", "datepublished", "og:published_time", "publishdate",
		"content_publisheddate", "pubdate", "publish-date", "dc.date.issued", "dc.date", "date", "parsely-pub-date", "sailthru.date"}},
	{func(m *meta) *string { return &m.url }, []string{"og:url"}},
	{func(m *meta) *string { return &m.lang }, []string{"content-language", "dc.language", "og:locale"}},
}

// readMeta reads JSON-LD first, then OpenGraph and other meta elements, then what
// the page shows.
func readMeta(root *html.Node, address string) meta {
	var m meta
	said := map[string]string{}
	var canonical, title, lang string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				m.readLD(n.FirstChild.Data)
			}
		case atom.Meta:
			for _, k := range []string{"property", "name", "itemprop", "http-equiv"} {
				if name, content := strings.ToLower(attr(n, k)), attr(n, "content"); name != "" && content != "" && said[name] == "" {
					said[name] = content
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				canonical = attr(n, "href")
			}
		case atom.Title:
			if title == "" && n.FirstChild != nil && n.Namespace == "" {
				title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
			}
		case atom.Html:
			lang = attr(n, "lang")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for _, f := range metaNames {
		for _, name := range f.names {
			set(f.field(&m), said[name])
		}
	}
	m.url = absolute(firstOf(canonical, m.url, address), address)
	set(&m.title, heading(root))
	set(&m.title, title)
	set(&m.lang, lang)
	m.tidy()
	return m
}

// tidy makes the values those of a document.
func (m *meta) tidy() {
	if d, err := field.Published(m.published); err == nil {
		m.published = d
	} else {
		m.published = ""
	}
	m.lang = field.Language(m.lang)
	if strings.HasPrefix(m.author, "http") {
		m.author = ""
	}
	for _, sep := range []string{" - ", " | ", " – ", " — "} {
		if i := strings.LastIndex(m.title, sep); i > 0 && m.publisher != "" && strings.EqualFold(strings.TrimSpace(m.title[i+len(sep):]), m.publisher) {
			m.title = strings.TrimSpace(m.title[:i])
		}
	}
	if u, err := url.Parse(m.url); err == nil && m.publisher == "" {
		m.publisher = strings.TrimPrefix(u.Hostname(), "www.")
	}
	m.title = strings.Join(strings.Fields(html.UnescapeString(m.title)), " ")
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

func absolute(ref, base string) string {
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// articleTypes are the types of schema.org that are an article.
var articleTypes = []string{"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
	"BackgroundNewsArticle", "LiveBlogPosting", "BlogPosting", "Report"}

// readLD takes what a JSON-LD script says of an article.
func (m *meta) readLD(script string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &v) != nil {
		return
	}
	var walk func(v any, depth int)
	walk = func(v any, depth int) {
		if depth > 20 {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x, depth+1)
			}
		case map[string]any:
			if slices.ContainsFunc(articleTypes, func(t string) bool { return isType(v["@type"], t) }) {
				m.readArticle(v)
				return
			}
			walk(v["@graph"], depth+1)
			walk(v["mainEntity"], depth+1)
		}
	}
	walk(v, 0)
}

func isType(v any, t string) bool {
	switch v := v.(type) {
	case string:
		return v == t || strings.HasSuffix(v, "/"+t)
	case []any:
		return slices.ContainsFunc(v, func(x any) bool { return isType(x, t) })
	}
	return false
}

func (m *meta) readArticle(v map[string]any) {
	set(&m.title, ldText(v["headline"]))
	set(&m.published, firstOf(ldText(v["datePublished"]), ldText(v["dateCreated"])))
	set(&m.author, ldText(v["author"]))
	set(&m.publisher, ldText(v["publisher"]))
	set(&m.lang, ldText(v["inLanguage"]))
	set(&m.url, ldText(v["url"]))
	if body, ok := v["articleBody"].(string); ok {
		set(&m.body, html.UnescapeString(body))
	}
}

// ldText is a text, or the name of a thing, or those of a list of things.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		return ldText(v["name"])
	case []any:
		var names []string
		for _, x := range v {
			if s := ldText(x); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// timeOf reads the first <time> below a node, or the first element that is named
// after dates and holds one.
func timeOf(n *html.Node) string {
	date := ""
	first(n, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Time:
			for _, s := range []string{attr(n, "datetime"), innerText(n)} {
				if d, err := field.Published(s); err == nil && d != "" {
					date = d
				}
				if date != "" {
					break
				}
			}
		case strings.Contains(attr(n, "class"), "date") || strings.Contains(attr(n, "class"), "time"):
			if d, ok := when.HeaderDate(innerText(n)); ok {
				date = d
			}
		}
		return date != ""
	})
	return date
}

// dateAmong finds a date line among the first paragraphs.
func dateAmong(paras []string) string {
	for _, p := range paras[:min(len(paras), 6)] {
		if d, ok := when.HeaderDate(p); ok {
			return d
		}
	}
	return ""
}

// permalink is the address to which the heading of a part links.
func permalink(part *html.Node, address string) string {
	a := first(part, func(n *html.Node) bool { return n.DataAtom == atom.A && attr(n, "href") != "" && hasHeading(n) })
	if a == nil {
		return ""
	}
	u := absolute(attr(a, "href"), address)
	if schema.CanonicalURL(u) == schema.CanonicalURL(address) {
		return ""
	}
	return u
}

// hasHeading tells a link that is in a heading or holds one.
func hasHeading(n *html.Node) bool {
	if heading(n) != "" {
		return true
	}
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.H1, atom.H2, atom.H3:
			return true
		}
	}
	return false
}

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
	"saksi/loaders/source/pattern"
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
	var canonical, base, title, lang string
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
		case atom.Base:
			base = firstOf(base, attr(n, "href"))
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
	base = firstOf(absolute(base, address), address)
	m.url = firstOf(absolute(canonical, base), absolute(m.url, base), absolute(address, ""))
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
	if err != nil || ref == "" {
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
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &v) != nil && json.Unmarshal([]byte(lenient(script)), &v) != nil {
		return
	}
	things := map[string]map[string]any{}
	var articles []map[string]any
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
			if id, _ := v["@id"].(string); id != "" && len(v) > 1 {
				things[id] = v
			}
			if slices.ContainsFunc(articleTypes, func(t string) bool { return isType(v["@type"], t) }) {
				articles = append(articles, v)
				return
			}
			walk(v["@graph"], depth+1)
			walk(v["mainEntity"], depth+1)
		}
	}
	walk(v, 0)
	for _, a := range articles {
		m.readArticle(a, things)
	}
}

// lenient mends what sites get wrong in JSON: marks of a comment around it, line
// breaks in strings, commas before a closing bracket.
func lenient(script string) string {
	s := strings.TrimSpace(script)
	for {
		was := s
		for _, mark := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//-->", "-->", "//]]>", "/*]]>*/", "]]>", ";"} {
			s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, mark), mark))
		}
		if s == was {
			break
		}
	}
	var b strings.Builder
	quoted, escaped := false, false
	comma := -1 // where in b a comma stands that nothing but space follows
	for _, r := range s {
		switch {
		case quoted && !escaped && r < ' ':
			r = ' '
		case quoted:
		case r == ',':
			comma = b.Len()
		case (r == '}' || r == ']') && comma >= 0:
			kept := b.String()[:comma]
			b.Reset()
			b.WriteString(kept)
			comma = -1
		case r > ' ':
			comma = -1
		}
		if r == '"' && !escaped {
			quoted = !quoted
		}
		escaped = quoted && r == '\\' && !escaped
		b.WriteRune(r)
	}
	return b.String()
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

// readArticle reads an article; things are those of the script by their @id.
func (m *meta) readArticle(v map[string]any, things map[string]map[string]any) {
	set(&m.title, ldText(v["headline"], nil))
	set(&m.published, firstOf(ldText(v["datePublished"], nil), ldText(v["dateCreated"], nil)))
	set(&m.author, ldText(v["author"], things))
	set(&m.publisher, ldText(v["publisher"], things))
	set(&m.lang, ldText(v["inLanguage"], nil))
	set(&m.url, firstOf(ldText(v["url"], nil), ldPage(v["mainEntityOfPage"])))
	if body, ok := v["articleBody"].(string); ok {
		set(&m.body, html.UnescapeString(body))
	}
}

// ldPage is the address of the page of an article.
func ldPage(v any) string {
	if page, ok := v.(map[string]any); ok {
		v = page["@id"]
	}
	s, _ := v.(string)
	return strings.TrimSpace(s)
}

// ldText is a text, or the name of a thing, or those of a list of things. A thing may
// be told by its @id only.
func ldText(v any, things map[string]map[string]any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		if name, ok := v["name"]; ok {
			return ldText(name, nil)
		}
		if id, _ := v["@id"].(string); things[id] != nil {
			return ldText(things[id]["name"], nil)
		}
	case []any:
		var names []string
		for _, x := range v {
			if s := ldText(x, things); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// timeOf reads the first <time> below a node, or the first element that is named
// after dates and holds one. The date of a change counts where there is no other.
func timeOf(n *html.Node) string {
	date, later := "", ""
	first(n, func(n *html.Node) bool {
		found := ""
		switch class := attr(n, "class"); {
		case n.DataAtom == atom.Time:
			for _, s := range []string{attr(n, "datetime"), innerText(n)} {
				if d, err := field.Published(s); err == nil && found == "" {
					found = d
				}
			}
		case strings.Contains(class, "date") || strings.Contains(class, "time"):
			if d, ok := when.HeaderDate(innerText(n)); ok {
				found = d
			}
		}
		if found != "" && changed(n) {
			later = firstOf(later, found)
		} else {
			date = found
		}
		return date != ""
	})
	return firstOf(date, later)
}

var (
	changeNames  = pattern.New(`(?i)(^|[-_ ])(date)?(modif|updat|revis)`)
	publishNames = pattern.New(`(?i)publish`)
)

// changed tells the date of a change from that of publication, by its names or words.
func changed(n *html.Node) bool {
	names := attr(n, "class") + " " + attr(n, "itemprop")
	return changeNames().MatchString(names) && !publishNames().MatchString(names) || ofLater(innerText(n))
}

// dateAmong finds a date line among the first paragraphs.
func dateAmong(paras []string) string {
	later := ""
	for _, p := range paras[:min(len(paras), 6)] {
		switch d, ok := when.HeaderDate(p); {
		case ok && ofLater(p):
			later = firstOf(later, d)
		case ok:
			return d
		}
	}
	return later
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

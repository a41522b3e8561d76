package article

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"net/url"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"saksi/loaders/source/charset"
	"saksi/loaders/source/item"
	"saksi/loaders/source/pattern"
	"saksi/schema"
)

// ErrNoArticle says that a page holds no running text.
var ErrNoArticle = errors.New("no article found in the page (--kind text reads it as it is)")

// leastText is how many code points an article has at least; a part of a page
// must have that many to be an article of its own.
const (
	leastText = 80
	leastPart = 300
)

// ReadHTML reads the stream as a page. A page with several articles, each with
// its heading, gives one document for each.
func ReadHTML(_ context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		b, err := in.ReadAll()
		if err != nil {
			yield(item.Item{}, in.Fail("", err))
			return
		}
		docs, warning, err := Page(b, in.ContentType, in.URL)
		if err != nil {
			yield(item.Item{}, in.Fail("", err))
			return
		}
		for _, d := range docs {
			it := item.Item{Name: in.Place(""), Document: d}
			if it.Document.URL == "" && len(docs) == 1 {
				it.Document.InputID = inputID(in)
			}
			if warning != "" {
				it.Warnings = []string{warning}
			}
			in.Complete(&it.Document)
			if !yield(it, nil) {
				return
			}
		}
	}
}

var metaCharset = pattern.New(`(?i)charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// Page reads the articles of a page. ContentType and address are what is known
// from fetching it, or empty.
func Page(b []byte, contentType, address string) (docs []schema.Document, warning string, err error) {
	declared := ""
	for _, where := range []string{contentType, string(b[:min(len(b), 4096)])} {
		if m := metaCharset().FindStringSubmatch(where); m != nil {
			declared = m[1]
			break
		}
	}
	text, warning, err := charset.Decode(b, declared)
	if err != nil {
		return nil, "", err
	}
	if strings.TrimSpace(text) == "" {
		return nil, "", item.ErrEmpty
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested too deeply, for one: take what the tokens say
		root = flatten(text)
	}
	m := readMeta(root, address)
	prune(root)
	if parts := articles(root); len(parts) > 1 {
		for _, p := range parts {
			d := m.document()
			d.URL = permalink(p, address)
			d.Title, d.Published = heading(p), firstOf(timeOf(p), m.published)
			d.Text = compose(d.Title, paragraphs(p))
			docs = append(docs, d)
		}
		return docs, warning, nil
	}
	d := m.document()
	unlist(root)
	if d.Published == "" {
		d.Published = timeOf(root)
	}
	settle(root)
	all := paragraphs(root)
	paras := mainText(root, all, address)
	if d.Published == "" {
		d.Published = firstOf(dateAmong(paras), dateAmong(all))
	}
	d.Text = compose(d.Title, paras)
	if body := compose(d.Title, splitBody(m.body)); len(body) > 2*len(d.Text) {
		d.Text = body
	}
	if utf8.RuneCountInString(strings.TrimPrefix(d.Text, d.Title)) < leastText {
		return nil, "", ErrNoArticle
	}
	return []schema.Document{d}, warning, nil
}

// mainText finds the article's paragraphs among all that the page holds.
func mainText(root *html.Node, all []string, address string) []string {
	base, err := url.Parse(address)
	if err != nil || address == "" {
		base = &url.URL{Scheme: "https", Host: "example.org"}
	}
	parser := readability.NewParser()
	parser.Logger = slog.New(slog.DiscardHandler)
	parser.CharThresholds = 200
	found, err := parser.ParseDocument(root, base)
	if err != nil || found.Node == nil {
		return all
	}
	main := paragraphs(found.Node)
	if length(main) < leastText {
		return all
	}
	return main
}

func length(paras []string) int {
	n := 0
	for _, p := range paras {
		n += utf8.RuneCountInString(p)
	}
	return n
}

// compose puts the title before the paragraphs, unless it begins them.
func compose(title string, paras []string) string {
	if title != "" && (len(paras) == 0 || schema.Normal(paras[0]) != schema.Normal(title)) {
		paras = append([]string{title}, paras...)
	}
	return strings.Join(paras, "\n\n")
}

func splitBody(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.Join(strings.Fields(l), " "); l != "" && !boilerplate(l) {
			out = append(out, l)
		}
	}
	return out
}

// articles are the parts of a page that are articles of their own: <article>
// elements with a heading and enough text, none inside another.
func articles(root *html.Node) []*html.Node {
	var out []*html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.DataAtom == atom.Article && heading(n) != "" && length(paragraphs(n)) >= leastPart {
			out = append(out, n)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return out
}

// flatten makes a tree of paragraphs from the tokens of a page whose tree can't
// be built.
func flatten(text string) *html.Node {
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	z := html.NewTokenizer(strings.NewReader(text))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken: // the end, since the text is in memory
			return body
		case html.StartTagToken:
			if name, _ := z.TagName(); hidden[atom.Lookup(name)] {
				skip++
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); hidden[atom.Lookup(name)] && skip > 0 {
				skip--
			}
		case html.TextToken:
			if t := strings.TrimSpace(string(z.Text())); t != "" && skip == 0 {
				p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
				p.AppendChild(&html.Node{Type: html.TextNode, Data: t})
				body.AppendChild(p)
			}
		}
	}
}

// Fragment is the text of a piece of HTML, such as a feed's entry, below its
// title.
func Fragment(title, fragment string) string {
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		root = flatten(fragment)
	}
	prune(root)
	return compose(title, paragraphs(root))
}

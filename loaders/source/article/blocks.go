package article

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hidden elements hold nothing that is read.
var hidden = atoms(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Button,
	atom.Select, atom.Textarea, atom.Head, atom.Object, atom.Math, atom.Canvas)

// beside elements stand beside the article's text.
var beside = atoms(atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Figcaption, atom.Menu)

// blocks are elements whose text is a paragraph of its own.
var blocks = atoms(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol,
	atom.Blockquote, atom.Section, atom.Article, atom.Main, atom.Header, atom.Table, atom.Tr, atom.Td, atom.Th,
	atom.Dl, atom.Dt, atom.Dd, atom.Pre, atom.Figure, atom.Body, atom.Html, atom.Br, atom.Hr, atom.Address, atom.Details, atom.Summary)

func atoms(as ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(as))
	for _, a := range as {
		m[a] = true
	}
	return m
}

// besideNames are the names that sites give to what stands beside the article.
var besideNames = regexp.MustCompile(`(?i)(^|[-_ ])(caption|wp-caption-text|photo__caption|read__photo|baca-?juga|readalso|also-read|related(-?(posts?|articles?|news|stories))?|terkait|popular|populer|trending|recommend(ed|ations?)?|comments?(-list|-area|-section)?|komentar|disqus|share(-?(buttons?|bar|links))?|social(-media)?|breadcrumbs?|newsletter|sidebar|advert(isement)?|ads?|iklan|paywall-promo|cookie|tags?-list|author-bio|video-pilihan|paging|pagination)($|[-_ ])`)

// prune takes out of the tree what is never part of an article's text.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (hidden[c.DataAtom] && c.DataAtom != atom.Head || beside[c.DataAtom] || isBeside(c)) {
			n.RemoveChild(c)
		} else {
			prune(c)
		}
		c = next
	}
}

func isBeside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.A, atom.H1:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			// a wrapper of the whole article may carry such a name as well
			if len(a.Val) < 200 && besideNames.MatchString(a.Val) && !strings.Contains(a.Val, "content") && !strings.Contains(a.Val, "body") {
				return true
			}
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			return strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none")
		}
	}
	return false
}

// paragraphs are the blocks of text below a node, in order, white space made
// single, boilerplate and repetitions left out.
func paragraphs(n *html.Node) []string {
	w := &blockWalker{seen: map[string]bool{}}
	w.walk(n)
	w.end()
	return w.out
}

type blockWalker struct {
	out  []string
	cur  strings.Builder
	seen map[string]bool
}

func (w *blockWalker) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.cur.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && (hidden[n.DataAtom] || beside[n.DataAtom]):
		return
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end()
	}
}

// end closes the paragraph that is being gathered.
func (w *blockWalker) end() {
	p := strings.Join(strings.Fields(w.cur.String()), " ")
	w.cur.Reset()
	if p == "" || w.seen[p] || boilerplate(p) {
		return
	}
	w.seen[p] = true
	w.out = append(w.out, p)
}

// innerText is all text below a node, on one line.
func innerText(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// first finds the first element below a node for which ok holds.
func first(n *html.Node, ok func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && ok(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := first(c, ok); f != nil {
			return f
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// heading is the text of the first heading below a node.
func heading(n *html.Node) string {
	h := first(n, func(n *html.Node) bool {
		return n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || n.DataAtom == atom.H3
	})
	if h == nil {
		return ""
	}
	return innerText(h)
}

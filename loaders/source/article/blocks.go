package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"saksi/loaders/source/pattern"
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
var besideNames = pattern.New(`(?i)(^|[-_ ])(caption|wp-caption-text|photo__caption|read__photo|(photo|image|foto)-?credits?|baca-?juga|readalso|also-read|related(-?(posts?|articles?|news|stories))?|terkait|popular|populer|trending|recommend(ed|ations?)?|comments?(-list|-area|-section|-wrapper)?|commentlist|respond|komentar|disqus|share(-?(buttons?|bar|links))?|social(-media)?|breadcrumbs?|newsletter|sidebar|advert(isement)?|ads?|iklan|paywall-promo|cookie|tags?-list|author-bio|video-pilihan|paging|pagination)($|[-_ ])`)

// layoutNames are names that say how a page is laid out, such as "no-sidebar".
var layoutNames = pattern.New(`(?i)(^|[ _])(no|has|with|without|is)[-_]\S*`)

// ampText are the elements of AMP that may hold an article's text; the others are
// advertisements, menus, requests for consent and the like.
var ampText = map[string]bool{"amp-accordion": true, "amp-fit-text": true, "amp-layout": true, "amp-selector": true}

// prune takes out of the tree what is never part of an article's text.
func prune(root *html.Node) {
	p := pruner{size: map[*html.Node]int{}, headed: map[*html.Node]bool{}}
	p.measure(root)
	p.all = p.size[root]
	p.prune(root)
}

// pruner knows how many bytes of text stand below each element, and which ones have
// the main heading below them.
type pruner struct {
	all    int
	size   map[*html.Node]int
	headed map[*html.Node]bool
}

func (p *pruner) measure(n *html.Node) {
	if n.Type == html.TextNode {
		p.size[n] = len(strings.TrimSpace(n.Data))
		return
	}
	if hidden[n.DataAtom] {
		return
	}
	p.headed[n] = n.DataAtom == atom.H1
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.measure(c)
		p.size[n] += p.size[c]
		p.headed[n] = p.headed[n] || p.headed[c]
	}
}

// whole tells an element around the article, whatever it is called.
func (p *pruner) whole(n *html.Node) bool { return p.headed[n] && p.size[n]*2 > p.all }

func (p *pruner) prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (hidden[c.DataAtom] && c.DataAtom != atom.Head ||
			(beside[c.DataAtom] || isBeside(c)) && !p.whole(c) || strings.HasPrefix(c.Data, "amp-") && !ampText[c.Data] || isHidden(c)) {
			n.RemoveChild(c)
		} else {
			p.prune(c)
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
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		name := layoutNames().ReplaceAllString(a.Val, " ")
		// a wrapper of the whole article may carry such a name as well
		if len(name) < 200 && besideNames().MatchString(name) && !strings.Contains(name, "content") && !strings.Contains(name, "body") {
			return true
		}
	}
	return false
}

// isHidden tells what the page does not show.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.A, atom.H1:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
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

// settle makes a paragraph of each run of text that stands among blocks or between
// line breaks, so that who looks for the article sees where paragraphs end: pages
// without <p>, in tables, or with "<br><br>".
// It returns whether a block is at or below the node.
func settle(n *html.Node) bool {
	var inline []bool
	holds := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in := !settle(c)
		inline = append(inline, in)
		holds = holds || !in
	}
	if n.Type != html.ElementNode {
		return holds
	}
	if headings[n.DataAtom] || hidden[n.DataAtom] || n.DataAtom == atom.Pre {
		return true
	}
	if !holds {
		if n.DataAtom == atom.Div || n.DataAtom == atom.Td {
			wrap(n, inline)
		}
		return blocks[n.DataAtom]
	}
	switch n.DataAtom {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Html, atom.Head:
		return true
	case atom.A: // stays a link
		return true
	}
	wrap(n, inline)
	if n.DataAtom == atom.P || !blocks[n.DataAtom] {
		n.Data, n.DataAtom = "div", atom.Div
	}
	return true
}

var headings = atoms(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)

// wrap puts each run of inline children, as told, into a paragraph.
func wrap(n *html.Node, inline []bool) {
	var p *html.Node
	i := 0
	for c := n.FirstChild; c != nil; i++ {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Br && c.Type == html.ElementNode:
			p = nil
			n.RemoveChild(c)
		case !inline[i]:
			p = nil
		default:
			if p == nil && c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
				break
			}
			if p == nil {
				p = &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
				n.InsertBefore(p, c)
			}
			n.RemoveChild(c)
			p.AppendChild(c)
		}
		c = next
	}
}

// unlist makes paragraphs of the items of lists of sentences, which tell the story as
// well as paragraphs do; other lists are menus as a rule.
func unlist(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		unlist(c)
		if sentences(c) {
			for li := c.FirstChild; li != nil; li = c.FirstChild {
				c.RemoveChild(li)
				if li.DataAtom == atom.Li {
					li.Data, li.DataAtom = "p", atom.P
				}
				n.InsertBefore(li, c)
			}
			n.RemoveChild(c)
		}
		c = next
	}
}

// sentences tells a list whose items are sentences and no links.
func sentences(n *html.Node) bool {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		return false
	}
	items, ended := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			items++
			if endsSentence(innerText(c)) {
				ended++
			}
		}
	}
	return items > 0 && ended*3 >= items*2
}

func endsSentence(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "\"'”’»)"), ".")
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
	out     []string
	cur     strings.Builder
	seen    map[string]bool
	heading int  // how many headings the walk is in
	link    int  // how many links the walk is in
	plain   bool // cur has text that is no link
	read    int  // code points of out
	over    bool // the article has ended
}

func (w *blockWalker) walk(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.cur.WriteString(n.Data)
		w.plain = w.plain || w.heading > 0 || w.link == 0 && strings.TrimSpace(n.Data) != ""
		return
	case n.Type == html.ElementNode && (hidden[n.DataAtom] || beside[n.DataAtom]):
		return
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.end()
	}
	link, head := n.DataAtom == atom.A && attr(n, "href") != "", headings[n.DataAtom]
	if link {
		w.link++
	}
	if head {
		w.heading++
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end()
	}
	if link {
		w.link--
	}
	if head {
		w.heading--
	}
}

// unseen are marks that a reader does not see: soft hyphens, zero-width spaces.
var unseen = strings.NewReplacer("\u00ad", "", "\u200b", "", "\u2060", "", "\ufeff", "")

// end closes the paragraph that is being gathered. One that is only a link leads to
// another article, unless it is a heading or a sentence.
func (w *blockWalker) end() {
	p := strings.Join(strings.Fields(unseen.Replace(w.cur.String())), " ")
	plain := w.plain
	w.cur.Reset()
	w.plain = false
	if w.over || p == "" || w.seen[p] {
		return
	}
	if ending(p) && w.read >= leastText {
		w.over = true
		return
	}
	if boilerplate(p) || !plain && !endsSentence(p) {
		return
	}
	w.seen[p] = true
	w.out = append(w.out, p)
	w.read += utf8.RuneCountInString(p)
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

package draw

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"saksi/schema"
)

// Style says how a picture is labelled and where it leads.
type Style struct {
	// Word names an act; its English form when nil.
	Word func(schema.Act) string
	// NodeLink and EdgeLink are where nodes and edges lead; nowhere when nil or "".
	NodeLink func(Node) string
	EdgeLink func(Edge) string
	// Title is said above the picture.
	Title string
}

// look is how a group is drawn, in colours that the colour-blind tell apart too.
type look struct{ colour, style string }

var looks = map[Group]look{
	Blame: {"#c2410c", "solid"},
	Deny:  {"#1d4ed8", "dashed"},
	Admit: {"#15803d", "bold"},
	Say:   {"#64748b", "solid"},
}

// DOT writes the graph in Graphviz's language.
func (g Graph) DOT(st Style) string {
	if st.Word == nil {
		st.Word = func(a schema.Act) string { info, _ := a.Info(); return info.En }
	}
	var b strings.Builder
	b.WriteString("digraph saksi {\n")
	b.WriteString("  graph [rankdir=LR, bgcolor=transparent, pad=0.2, nodesep=0.35, ranksep=0.9, nslimit=2, nslimit1=2, mclimit=0.5, fontname=\"Helvetica\", fontsize=11" + title(st, g) + "];\n")
	b.WriteString("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f8fafc\", color=\"#94a3b8\", fontcolor=\"#0f172a\", fontname=\"Helvetica\", fontsize=12, margin=\"0.14,0.06\", height=0.3];\n")
	b.WriteString("  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n")
	ids := make(map[string]string)
	for i, n := range g.Nodes {
		ids[n.ID] = fmt.Sprintf("n%d", i)
		class := "actor"
		if !n.Known {
			class = "unknown"
		}
		fmt.Fprintf(&b, "  %s [label=%s, tooltip=%s, class=%q%s];\n", ids[n.ID], quote(shorten(n.Name, 36)), quote(fmt.Sprintf("%s: %d", n.Name, n.Count)), class, link(st.NodeLink, n))
	}
	for _, e := range g.Edges {
		group := GroupOf(e.Act)
		l := looks[group]
		label := st.Word(e.Act)
		if e.Count > 1 {
			label += fmt.Sprintf(" ×%d", e.Count)
		}
		shown := label
		if len(g.Edges) > maxLabels {
			shown = ""
		}
		fmt.Fprintf(&b, "  %s -> %s [label=%s, tooltip=%s, color=%q, fontcolor=%q, style=%q, penwidth=%.1f, weight=%d, class=%q%s];\n", ids[e.From], ids[e.To],
			quote(shown), quote(g.name(e.From)+" "+label+" "+g.name(e.To)), l.colour, l.colour, l.style, width(e.Count), min(e.Count, 20), string(group), link(st.EdgeLink, e))
	}
	b.WriteString("}\n")
	return b.String()
}

// title is the label of the picture: what it is of, and what it leaves out.
func title(st Style, g Graph) string {
	text := st.Title
	if g.Omitted > 0 {
		text = strings.TrimSpace(fmt.Sprintf("%s (%d of %d)", text, len(g.Nodes), len(g.Nodes)+g.Omitted))
	}
	if text == "" {
		return ""
	}
	return ", labelloc=t, label=" + quote(text)
}

func (g Graph) name(id string) string {
	if i := slices.IndexFunc(g.Nodes, func(n Node) bool { return n.ID == id }); i >= 0 {
		return g.Nodes[i].Name
	}
	return id
}

// maxLabels is how many edges may have their words beside them; in fuller pictures
// only the tooltip has them.
const maxLabels = 40

// width grows with the logarithm of the count, in points.
func width(count int) float64 { return 1 + 1.2*math.Log2(float64(max(count, 1))) }

func link[T any](f func(T) string, x T) string {
	if f == nil {
		return ""
	}
	if u := f(x); u != "" {
		return ", URL=" + quote(u)
	}
	return ""
}

// quote makes a DOT string of any text: quotes and backslashes are escaped, and what
// no line of a picture can hold is left out.
func quote(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	// Graphviz reads entities in labels, and wants & as one.
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s) + `"`
}

// shorten cuts a text to so many characters.
func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

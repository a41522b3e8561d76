package draw

import (
	"fmt"
	"strings"
)

// DOT writes the graph in Graphviz's language.
func (g Graph) DOT(st Style) string {
	var b strings.Builder
	b.WriteString("digraph saksi {\n")
	b.WriteString("  graph [rankdir=LR, bgcolor=transparent, pad=0.2, nodesep=0.35, ranksep=0.9, nslimit=2, nslimit1=2, mclimit=0.5, fontname=\"Helvetica\", fontsize=11" + title(g.title(st)) + "];\n")
	b.WriteString("  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f8fafc\", color=\"#94a3b8\", fontcolor=\"#0f172a\", fontname=\"Helvetica\", fontsize=12, margin=\"0.14,0.06\", height=0.3];\n")
	b.WriteString("  edge [fontname=\"Helvetica\", fontsize=10, arrowsize=0.7];\n")
	ids := make(map[string]string)
	for i, n := range g.Nodes {
		ids[n.ID] = fmt.Sprintf("n%d", i)
		fmt.Fprintf(&b, "  %s [label=%s, tooltip=%s, class=%q%s];\n", ids[n.ID], quote(shorten(n.Name, maxName)), quote(fmt.Sprintf("%s: %d", n.Name, n.Count)), n.class(), link(st.NodeLink, n))
	}
	for _, e := range g.Edges {
		group := GroupOf(e.Act)
		l := looks[group]
		label := st.label(e)
		shown := label
		if len(g.Edges) > maxLabels {
			shown = ""
		}
		fmt.Fprintf(&b, "  %s -> %s [label=%s, tooltip=%s, color=%q, fontcolor=%q, style=%q, penwidth=%.1f, weight=%d, class=%q%s];\n", ids[e.From], ids[e.To],
			quote(shown), quote(g.name(e.From)+" "+label+" "+g.name(e.To)), l.colour, l.colour, l.style(), width(e.Count), min(e.Count, maxWeight), string(group), link(st.EdgeLink, e))
	}
	b.WriteString("}\n")
	return b.String()
}

// title is the attribute for a text above the picture.
func title(text string) string {
	if text == "" {
		return ""
	}
	return ", labelloc=t, label=" + quote(text)
}

func link[T any](f func(T) string, x T) string {
	if f == nil {
		return ""
	}
	if u := f(x); u != "" {
		return ", URL=" + quote(u)
	}
	return ""
}

// quote makes a DOT string of any text.
func quote(s string) string {
	// Graphviz reads entities in labels, and wants & as one.
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(clean(s)) + `"`
}

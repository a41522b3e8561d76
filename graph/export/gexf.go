package export

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// writeGEXF writes GEXF 1.3 with the days on which things were said as spells.
func writeGEXF(ctx context.Context, j *job) (err error) {
	n, err := j.network(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	j.w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<gexf xmlns=\"http://gexf.net/1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" +
		" xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\" version=\"1.3\">\n")
	fmt.Fprintf(j.w, "  <meta>\n    <creator>%s</creator>\n", xmlText(strings.TrimSpace("saksi "+j.o.Version)))
	if len(j.o.About) > 0 {
		fmt.Fprintf(j.w, "    <description>%s</description>\n", xmlText(strings.Join(j.o.About, "; ")))
	}
	j.w.WriteString("  </meta>\n")
	j.w.WriteString("  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n" +
		gexfAttributes("node", nodeAttributes) + gexfAttributes("edge", edgeAttributes) + "    <nodes>\n")
	err = n.eachNode(ctx, func(x node) error {
		fmt.Fprintf(j.w, "      <node id=\"%s\" label=\"%s\">\n", xmlAttr(x.id), xmlAttr(x.label))
		j.gexfValues(nodeValues(x), nodeAttributes)
		_, err := j.w.WriteString("      </node>\n")
		return err
	})
	if err != nil {
		return err
	}
	j.w.WriteString("    </nodes>\n    <edges>\n")
	if err := n.eachEdge(ctx, j.gexfEdge); err != nil {
		return err
	}
	_, err = j.w.WriteString("    </edges>\n  </graph>\n</gexf>\n")
	return err
}

func (j *job) gexfEdge(e *edge) error {
	fmt.Fprintf(j.w, "      <edge id=\"%s\" source=\"%s\" target=\"%s\" kind=\"%s\" label=\"%s\" weight=\"%d\">\n",
		xmlAttr(e.id(j.o.PerStatement)), xmlAttr(e.source), xmlAttr(e.target), xmlAttr(e.kind(j.o.PerStatement)), xmlAttr(e.act), e.weight)
	j.gexfValues(edgeValues(e), edgeAttributes)
	if len(e.days) > 0 {
		j.w.WriteString("        <spells>\n")
		for _, d := range e.days {
			fmt.Fprintf(j.w, "          <spell start=\"%s\" end=\"%s\"/>\n", d, dayAfter(d))
		}
		j.w.WriteString("        </spells>\n")
	}
	_, err := j.w.WriteString("      </edge>\n")
	return err
}

// kind tells parallel edges apart: by act, and by statement when each has its own.
func (e *edge) kind(perStatement bool) string {
	if perStatement {
		return e.act + " " + e.statements[0]
	}
	return e.act
}

// attribute is a column of nodes or edges, in GEXF, GraphML and CSV.
type attribute struct{ name, kind string }

var (
	nodeAttributes = []attribute{{"type", "string"}, {"country", "string"}}
	edgeAttributes = []attribute{{"act", "string"}, {"count", "integer"}, {"first_said", "string"}, {"last_said", "string"},
		{"confidence", "double"}, {"relations", "string"}, {"statements", "string"}}
)

func nodeValues(x node) []string { return []string{x.kind, x.country} }

func edgeValues(e *edge) []string {
	return []string{e.act, fmt.Sprint(e.weight), e.first(), e.last(), fmt.Sprint(e.confidence),
		strings.Join(e.relations, "; "), strings.Join(e.statements, "; ")}
}

func gexfAttributes(class string, as []attribute) string {
	var b strings.Builder
	fmt.Fprintf(&b, "    <attributes class=\"%s\">\n", class)
	for _, a := range as {
		fmt.Fprintf(&b, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", a.name, a.name, a.kind)
	}
	return b.String() + "    </attributes>\n"
}

func (j *job) gexfValues(values []string, as []attribute) {
	j.w.WriteString("        <attvalues>\n")
	for i, v := range values {
		if v != "" {
			fmt.Fprintf(j.w, "          <attvalue for=\"%s\" value=\"%s\"/>\n", as[i].name, xmlAttr(v))
		}
	}
	j.w.WriteString("        </attvalues>\n")
}

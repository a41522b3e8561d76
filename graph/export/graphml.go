package export

import (
	"context"
	"errors"
	"fmt"
)

// graphmlTypes are the GraphML names of the kinds of attributes.
var graphmlTypes = map[string]string{"string": "string", "integer": "long", "double": "double"}

// writeGraphML writes GraphML with typed keys.
func writeGraphML(ctx context.Context, j *job) (err error) {
	n, err := j.network(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	j.w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	j.comments("<!-- ", " -->\n")
	j.w.WriteString("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" +
		" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n")
	labels := []attribute{{"label", "string"}}
	j.graphmlKeys("node", append(labels, nodeAttributes...))
	j.graphmlKeys("edge", append(labels, edgeAttributes...))
	j.w.WriteString("  <graph id=\"saksi\" edgedefault=\"directed\">\n")
	err = n.eachNode(ctx, func(x node) error {
		fmt.Fprintf(j.w, "    <node id=\"%s\">\n", xmlAttr(x.id))
		j.graphmlValues("node", append([]string{x.label}, nodeValues(x)...), append(labels, nodeAttributes...))
		_, err := j.w.WriteString("    </node>\n")
		return err
	})
	if err != nil {
		return err
	}
	err = n.eachEdge(ctx, func(e *edge) error {
		fmt.Fprintf(j.w, "    <edge id=\"%s\" source=\"%s\" target=\"%s\">\n", xmlAttr(e.id(j.o.PerStatement)), xmlAttr(e.source), xmlAttr(e.target))
		j.graphmlValues("edge", append([]string{e.act}, edgeValues(e)...), append(labels, edgeAttributes...))
		_, err := j.w.WriteString("    </edge>\n")
		return err
	})
	if err != nil {
		return err
	}
	_, err = j.w.WriteString("  </graph>\n</graphml>\n")
	return err
}

func (j *job) graphmlKeys(class string, as []attribute) {
	for _, a := range as {
		fmt.Fprintf(j.w, "  <key id=\"%s_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", class, a.name, class, a.name, graphmlTypes[a.kind])
	}
}

func (j *job) graphmlValues(class string, values []string, as []attribute) {
	for i, v := range values {
		if v != "" {
			fmt.Fprintf(j.w, "      <data key=\"%s_%s\">%s</data>\n", class, as[i].name, xmlText(v))
		}
	}
}

func writeCSVNodes(ctx context.Context, j *job) error {
	return j.networkTable(ctx, []string{"Id", "Label"}, nodeAttributes, func(n *network, row func([]string) error) error {
		return n.eachNode(ctx, func(x node) error { return row(append([]string{x.id, x.label}, nodeValues(x)...)) })
	})
}

// writeCSVEdges writes edges with the column names that Gephi's import reads.
func writeCSVEdges(ctx context.Context, j *job) error {
	head := []string{"Id", "Source", "Target", "Type", "Weight"}
	return j.networkTable(ctx, head, edgeAttributes, func(n *network, row func([]string) error) error {
		return n.eachEdge(ctx, func(e *edge) error {
			return row(append([]string{e.id(j.o.PerStatement), e.source, e.target, "Directed", fmt.Sprint(e.weight)}, edgeValues(e)...))
		})
	})
}

func (j *job) networkTable(ctx context.Context, head []string, as []attribute, rows func(*network, func([]string) error) error) (err error) {
	n, err := j.network(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.close()) }()
	t := newCSV(j.w, j.o.Excel)
	for _, a := range as {
		head = append(head, a.name)
	}
	if err := t.write(head); err != nil {
		return err
	}
	return errors.Join(rows(n, t.write), t.close())
}

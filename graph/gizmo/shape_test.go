package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/memstore"
	cayley "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"saksi/graph/gizmo"
)

// Shapes are those that Cayley's own session tells of Cayley's store in memory with the
// same quads.
func TestShapeIsThatOfCayley(t *testing.T) {
	s := store(t, 10)
	var quads []quad.Quad
	for q, err := range s.Quads(context.Background(), true) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	mem := memstore.New(quads...)
	p := pool(t, 1, gizmo.Limits{})
	for _, q := range []string{
		`g.V("<actor/IRN>").all()`,
		`g.V("<actor/IRN>").out("<act/deny>").all()`,
		`g.V("<actor/IRN>").tag("who").out("<act/deny>").tag("what").all()`,
		`g.V("<actor/IRN>").out("<act/deny>").in("<act/accuse>").getLimit(3)`,
		`g.V().has("<sk:speaker>", "<actor/IRN>").count()`,
		`g.V("<actor/IRN>").out(["<act/deny>", "<act/accuse>"]).and(g.V().has("<rdf:type>", "<sk:Claim>")).all()`,
		`g.emit(1)`,
		`g.V("<actor/IRN>").forEach(function (d) { g.emit(d) })`,
	} {
		got, err := p.Shape(context.Background(), s.Source(nil), q)
		if err != nil {
			t.Errorf("%s: %v", q, err)
			continue
		}
		want, err := cayley.NewSession(gizmo.Drawn(mem)).ShapeOf(q)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := described(t, got), described(t, b); !slices.Equal(a, b) {
			t.Errorf("%s\n got %q\nwant %q", q, a, b)
		}
	}
}

// described lists the nodes and links of a shape without the numbers of nodes, which
// hang on the order of a map in Cayley. Links tell the nodes at their ends.
func described(t *testing.T, shape []byte) []string {
	t.Helper()
	var s struct {
		Nodes []iterator.Node
		Links []iterator.Link
	}
	if err := json.Unmarshal(shape, &s); err != nil {
		t.Fatal(err)
	}
	nodes := map[int]string{}
	var out []string
	for _, n := range s.Nodes {
		id := n.ID
		n.ID = 0
		nodes[id] = fmt.Sprintf("%+v", n)
		out = append(out, nodes[id])
	}
	for _, l := range s.Links {
		out = append(out, fmt.Sprintf("%s -%s-> %s", nodes[l.Source], nodes[l.LinkNode], nodes[l.Target]))
	}
	slices.Sort(out)
	return out
}

func TestShapeErrors(t *testing.T) {
	s := store(t, 2)
	p := pool(t, 1, gizmo.Limits{Time: 300 * time.Millisecond})
	for _, c := range []struct {
		source string
		want   error
	}{
		{`g.V(`, new(gizmo.SyntaxError)},
		{`nothing.at.all`, new(gizmo.QueryError)},
		{`throw this`, new(gizmo.QueryError)},
		{`g.V("act/denny").all()`, new(gizmo.QueryError)},
		{`while (true) {}`, gizmo.ErrTime},
		{`function f() { return f() + 1 } f()`, gizmo.ErrDied},
	} {
		_, err := p.Shape(context.Background(), s.Source(nil), c.source)
		var syntax *gizmo.SyntaxError
		var query *gizmo.QueryError
		var ok bool
		switch c.want.(type) {
		case *gizmo.SyntaxError:
			ok = errors.As(err, &syntax)
		case *gizmo.QueryError:
			ok = errors.As(err, &query)
		default:
			ok = errors.Is(err, c.want) || errors.Is(err, gizmo.ErrTime) // on a slow machine
		}
		if !ok {
			t.Errorf("%s: %v, want %T %v", c.source, err, c.want, c.want)
		}
		if _, err := p.Run(context.Background(), s.Source(nil), `g.emit(1)`, false); err != nil {
			t.Errorf("after %s: %v", c.source, err)
		}
	}
}

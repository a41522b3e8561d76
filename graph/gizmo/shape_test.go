package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/memstore"
	cayley "github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"saksi/graph/gizmo"
)

// Shapes are those that Cayley's own session tells of an in-memory store with the same quads.
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
		want, err := cayley.NewSession(mem).ShapeOf(q)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(b) {
			t.Errorf("%s\n got %s\nwant %s", q, got, b)
		}
	}
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

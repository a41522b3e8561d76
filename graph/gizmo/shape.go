package gizmo

import (
	"encoding/json"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// drawn is a store whose shapes can be drawn. It hides that a store has a way of its
// own to answer, and selects the quads of a node by links to that node: of a store's own
// iterator, Cayley would draw neither the node nor the links.
type drawn struct{ cayley.QuadStore }

// QuadIterator selects the quads that have the node at one end.
func (s drawn) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	return iterator.NewLinksTo(s.QuadStore, iterator.NewFixed(ref), d)
}

// shape is the shape of a query, as JSON. Cayley's session makes it in one go, which
// nothing can interrupt: it is called in workers alone, which are killed in time.
func (s *Session) shape(source string) (json.RawMessage, error) {
	if err := check(source); err != nil {
		return nil, err
	}
	begin, err := prelude()
	if err != nil {
		return nil, fmt.Errorf("gizmo prelude: %w", err)
	}
	// A session that has run nothing: rows of the query then go nowhere.
	session := gizmo.NewSession(drawn{s.qs})
	if _, err := session.ShapeOf(begin); err != nil {
		return nil, fmt.Errorf("gizmo prelude: %w", err)
	}
	text, err := json.Marshal(source)
	if err != nil {
		return nil, err
	}
	out, err := session.ShapeOf(fmt.Sprintf("(function (end) { if (end) throw end })(__run(%s, false))", text))
	var e *goja.Exception
	if errors.As(err, &e) {
		return nil, thrown(e.Value().String())
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(out)
}

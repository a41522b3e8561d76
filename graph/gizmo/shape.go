package gizmo

import (
	"encoding/json"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/dop251/goja"
)

// unoptimized hides that a store has a way of its own to answer: shapes are told in the
// iterators that Cayley has for every store.
type unoptimized struct{ cayley.QuadStore }

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
	session := gizmo.NewSession(unoptimized{s.qs})
	if _, err := session.ShapeOf(begin); err != nil {
		return nil, fmt.Errorf("gizmo prelude: %w", err)
	}
	text, err := json.Marshal(source)
	if err != nil {
		return nil, err
	}
	shape, err := session.ShapeOf(fmt.Sprintf("(function (end) { if (end) throw end })(__run(%s, false))", text))
	var e *goja.Exception
	if errors.As(err, &e) {
		return nil, thrown(e.Value().String())
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(shape)
}

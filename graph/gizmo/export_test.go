package gizmo

import cayley "github.com/cayleygraph/cayley/graph"

// Drawn is a store whose shapes can be drawn, for tests.
func Drawn(qs cayley.QuadStore) cayley.QuadStore { return drawn{qs} }

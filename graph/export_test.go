package graph

import "github.com/cayleygraph/quad"

// Apply changes quads behind the back of the store.
func Apply(s *Store, add, del []quad.Quad) error {
	return s.applyNow(add, del)
}

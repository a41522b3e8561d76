package graph

import "github.com/cayleygraph/quad"

// Apply changes quads behind the back of the store.
func Apply(s *Store, add, del []quad.Quad) error {
	_, err := s.writer.Apply(add, del, nil)
	return err
}

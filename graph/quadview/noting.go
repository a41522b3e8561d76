package quadview

import (
	"fmt"
	"sync"

	"github.com/cayleygraph/quad"
)

// noting is a source that remembers its first failure.
type noting struct {
	Source
	mu    sync.Mutex
	first error
}

// Failure is what failed first since the last call, or nil.
func (n *noting) Failure() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	err := n.first
	n.first = nil
	return err
}

func (n *noting) note(what string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %w", what, err)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.first == nil {
		n.first = err
	}
	return err
}

func (n *noting) Node(v quad.Value) (uint64, error) {
	id, err := n.Source.Node(v)
	return id, n.note("look a node up", err)
}

func (n *noting) Values(ids []uint64) ([]quad.Value, error) {
	vs, err := n.Source.Values(ids)
	return vs, n.note("read values", err)
}

func (n *noting) Scan(given Quad, after Row, limit int) ([]Row, error) {
	rows, err := n.Source.Scan(given, after, limit)
	return rows, n.note("read quads", err)
}

func (n *noting) Ends(given []Quad, place, limit int) ([][]uint64, error) {
	ends, err := n.Source.Ends(given, place, limit)
	return ends, n.note("read quads", err)
}

func (n *noting) Size(given Quad) (int64, bool, error) {
	size, exact, err := n.Source.Size(given)
	return size, exact, n.note("count quads", err)
}

func (n *noting) Nodes(after uint64, limit int) ([]uint64, error) {
	ids, err := n.Source.Nodes(after, limit)
	return ids, n.note("read nodes", err)
}

func (n *noting) Join(given []Quad, place int, after uint64, limit int) ([]Met, error) {
	met, err := n.Source.Join(given, place, after, limit)
	return met, n.note("join quads", err)
}

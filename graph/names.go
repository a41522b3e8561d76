package graph

import (
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// nameCache remembers the names of actors as nodes that have nothing else, for the
// state of the store after the latest transaction.
type nameCache struct {
	mu         sync.RWMutex
	m          map[quad.IRI]schema.Node
	generation int
}

const maxNames = 1 << 14

func (c *nameCache) get(v *View, id quad.IRI) (schema.Node, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.generation != v.generation {
		return nil, false
	}
	n, ok := c.m[id]
	return n, ok
}

func (c *nameCache) put(v *View, id quad.IRI, n schema.Node) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || c.generation != v.generation || len(c.m) >= maxNames {
		if c.generation > v.generation {
			return
		}
		c.m, c.generation = make(map[quad.IRI]schema.Node), v.generation
	}
	c.m[id] = n
}

package graph

import "sync"

// latest remembers what was read of the store as it is after the latest transaction. It is
// empty again when it is full.
type latest[K comparable, V any] struct {
	mu         sync.RWMutex
	m          map[K]V
	generation int
}

func (c *latest[K, V]) get(v *View, k K) (x V, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.generation == v.generation {
		x, ok = c.m[k]
	}
	return x, ok
}

// put remembers what a view has read, unless there was a transaction since; most is how
// much is remembered at most.
func (c *latest[K, V]) put(v *View, k K, x V, most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil || c.generation != v.generation || len(c.m) >= most {
		if c.generation > v.generation {
			return
		}
		c.m, c.generation = make(map[K]V), v.generation
	}
	c.m[k] = x
}

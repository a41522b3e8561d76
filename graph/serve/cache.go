package serve

import (
	"context"
	"net/http"
	"sync"

	"saksi/graph/ask"
)

// answered is an answer as it was written.
type answered struct {
	body  []byte
	next  string
	total *ask.Total
}

// cache keeps answers by their tags, which name the state of the store that they
// were made from. Who asks for an answer that is being made waits for it. The oldest
// go when there is no room.
type cache struct {
	mu    sync.Mutex
	done  map[string]answered
	under map[string]chan struct{}
	order []string
	size  int
}

// Room for answers, in bytes: of all, and of one.
const (
	cacheSize  = 48 << 20
	cachedSize = 2 << 20
)

func newCache() *cache {
	return &cache{done: make(map[string]answered), under: make(map[string]chan struct{})}
}

// lasting tells whether what a request asks for is the same until the store changes.
func lasting(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.URL.Path != "/v1/query" && r.URL.Path != "/gizmo"
}

// get returns the answer with the tag, made when there is none.
func (c *cache) get(ctx context.Context, tag string, make func() (answered, error)) (answered, error) {
	for {
		mine, a, wait := c.take(tag)
		if mine {
			break
		}
		if wait == nil {
			return a, nil
		}
		select {
		case <-wait: // there now, or its maker failed and it is to be made here
		case <-ctx.Done():
			return answered{}, ctx.Err()
		}
	}
	a, err := answered{}, context.Canceled // what stands when make does not return
	defer func() { c.put(tag, a, err) }()
	a, err = make()
	return a, err
}

// take finds an answer, or what to wait for; mine tells that it is to be made by the
// caller.
func (c *cache) take(tag string) (mine bool, a answered, wait chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.done[tag]; ok {
		return false, a, nil
	}
	if wait, ok := c.under[tag]; ok {
		return false, answered{}, wait
	}
	c.under[tag] = make(chan struct{})
	return true, answered{}, nil
}

func (c *cache) put(tag string, a answered, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.under[tag])
	delete(c.under, tag)
	if err != nil || len(a.body) > cachedSize {
		return
	}
	c.done[tag] = a
	c.order = append(c.order, tag)
	c.size += len(a.body)
	for c.size > cacheSize {
		old := c.order[0]
		c.order = c.order[1:]
		c.size -= len(c.done[old].body)
		delete(c.done, old)
	}
}

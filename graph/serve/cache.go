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
type cache[T any] struct {
	room, largest int         // of all, and of one that is kept
	weigh         func(T) int // in the unit of room
	mu            sync.Mutex
	done          map[string]T
	under         map[string]chan struct{}
	order         []string
	size          int
}

// Room for answers, in bytes: of all, and of one.
const (
	cacheSize  = 48 << 20
	cachedSize = 2 << 20
)

func newCache[T any](room, largest int, weigh func(T) int) *cache[T] {
	return &cache[T]{room: room, largest: largest, weigh: weigh, done: make(map[string]T), under: make(map[string]chan struct{})}
}

// newAnswers keeps answers as they were written.
func newAnswers() *cache[answered] {
	return newCache(cacheSize, cachedSize, func(a answered) int { return len(a.body) })
}

// lasting tells whether what a request asks for is the same until the store changes.
func lasting(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.URL.Path != "/v1/query" && r.URL.Path != "/gizmo"
}

// get returns the answer with the tag, made when there is none.
func (c *cache[T]) get(ctx context.Context, tag string, make func() (T, error)) (a T, err error) {
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
			return a, ctx.Err()
		}
	}
	err = context.Canceled // what stands when make does not return
	defer func() { c.put(tag, a, err) }()
	a, err = make()
	return a, err
}

// take finds an answer, or what to wait for; mine tells that it is to be made by the
// caller.
func (c *cache[T]) take(tag string) (mine bool, a T, wait chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.done[tag]; ok {
		return false, a, nil
	}
	if wait, ok := c.under[tag]; ok {
		return false, a, wait
	}
	c.under[tag] = make(chan struct{})
	return true, a, nil
}

func (c *cache[T]) put(tag string, a T, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.under[tag])
	delete(c.under, tag)
	size := c.weigh(a)
	if err != nil || size > c.largest {
		return
	}
	c.done[tag] = a
	c.order = append(c.order, tag)
	c.size += size
	for c.size > c.room {
		old := c.order[0]
		c.order = c.order[1:]
		c.size -= c.weigh(c.done[old])
		delete(c.done, old)
	}
}

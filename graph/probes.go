package graph

import (
	"context"
	"slices"
	"sync"
)

// probeCache remembers, of long lists in which many statements are looked up again and
// again, which statements they have: a word or a relation of which much is said, asked for
// with one actor after the other. It holds for one state of the store.
type probeCache struct {
	mu         sync.Mutex
	generation int
	asked      map[uint64]int // by bucket: how often it was worth remembering
	refs       map[uint64][]uint64
	size       int
}

const (
	// oftenProbed is how often it is worth remembering a list before that is done.
	oftenProbed = 2
	// maxRefs is how many statements a list may have to be remembered, about, and
	// maxAllRefs how many all may have, at 8 bytes each.
	maxRefs    = 1 << 16
	maxAllRefs = 1 << 21
)

// at makes sure that the cache is of the state that the view shows; false when it is of
// a later one. The lock is held.
func (c *probeCache) at(v *View) bool {
	if c.refs == nil || c.generation < v.generation {
		c.asked, c.refs, c.size, c.generation = make(map[uint64]int), make(map[uint64][]uint64), 0, v.generation
	}
	return c.generation == v.generation
}

// get are the statements of a bucket in order, if they are remembered; read tells that
// they are worth being.
func (c *probeCache) get(v *View, bucket uint64) (refs []uint64, read bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.at(v) {
		return nil, false
	}
	if refs, ok := c.refs[bucket]; ok {
		return refs, false
	}
	c.asked[bucket]++
	return nil, c.asked[bucket] >= oftenProbed
}

func (c *probeCache) put(v *View, bucket uint64, refs []uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.at(v) {
		return
	}
	if c.size+len(refs) > maxAllRefs {
		clear(c.refs)
		c.size = 0
	}
	c.size += len(refs) - len(c.refs[bucket])
	c.refs[bucket] = refs
}

// Expect tells that many statements are about to be looked up with [PostingList.Has]. A
// list for which that is said again is read whole and remembered, unless it is very long.
func (l *PostingList) Expect(ctx context.Context) error {
	if l.bucket == 0 || len(l.key.Roles()) > 1 || l.refs != nil || l.About() > maxRefs {
		return nil
	}
	c := &l.v.s.probes
	refs, read := c.get(l.v, l.bucket)
	if read {
		err := l.Each(ctx, func(p Posting) bool {
			refs = append(refs, p.Ref)
			return true
		})
		if err != nil {
			return err
		}
		slices.Sort(refs)
		c.put(l.v, l.bucket, slices.Clip(refs))
	}
	l.refs = refs
	return nil
}

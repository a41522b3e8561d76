package quadview

import (
	"context"
	"maps"

	cayley "github.com/cayleygraph/cayley/graph"
)

// ahead reads what a scanner finds many at a time, with the tags of each path to a node, so
// that what is asked of the nodes can be asked together.
type ahead struct {
	found cayley.Scanner
	list  []reached
	at    int  // the one at hand
	path  int  // to it
	live  bool // the path is the one that found is at
	room  map[string]cayley.Ref
}

// reached is a node with the tags of each path to it, nil for none.
type reached struct {
	node node
	tags []map[string]cayley.Ref
	more bool // there may be more paths than these, where found is
}

// maxPaths is how many paths to a node are read ahead. It is a variable for the tests only.
var maxPaths = 64

// read reads the next nodes, up to so many.
func (a *ahead) read(ctx context.Context, many int) {
	a.list, a.at = a.list[:0], 0
	a.again()
	for len(a.list) < many && a.found.Next(ctx) {
		n, ok := a.found.Result().(node)
		if !ok || n == 0 {
			continue
		}
		r := reached{node: n, tags: []map[string]cayley.Ref{a.tags()}}
		for !r.more && a.found.NextPath(ctx) {
			r.tags = append(r.tags, a.tags())
			r.more = len(r.tags) == maxPaths
		}
		a.list = append(a.list, r)
		if r.more {
			break
		}
	}
}

// tags are those of the path that found is at.
func (a *ahead) tags() map[string]cayley.Ref {
	if a.room == nil {
		a.room = make(map[string]cayley.Ref)
	}
	a.found.TagResults(a.room)
	if len(a.room) == 0 {
		return nil
	}
	tags := a.room
	a.room = nil
	return tags
}

// again begins anew with the paths to the node at hand.
func (a *ahead) again() { a.path, a.live = 0, false }

func (a *ahead) NextPath(ctx context.Context) bool {
	if a.at >= len(a.list) {
		return false
	}
	r := &a.list[a.at]
	if !a.live && a.path+1 < len(r.tags) {
		a.path++
		return true
	}
	a.live = r.more && a.found.NextPath(ctx)
	return a.live
}

func (a *ahead) TagResults(dst map[string]cayley.Ref) {
	switch {
	case a.live:
		a.found.TagResults(dst)
	case a.at < len(a.list):
		maps.Copy(dst, a.list[a.at].tags[a.path])
	}
}

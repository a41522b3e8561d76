package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
)

// logged is a snapshot that gives the values of nodes beside the quads that were written
// with them, so that few have to be looked up.
type logged interface {
	log(node func(id uint64, v quad.Value), f func(id uint64, q layout.Quad) bool) error
}

// Render appends a value as it is to be written; nothing when it can't be said.
type Render func(b []byte, v quad.Value) []byte

// Rendered is like [Store.Quads] for those who write the quads: f gets their nodes as
// render writes them, each of which is rendered once while it is remembered. The label is
// nil for a quad without one. What f gets is only to be read, and only until it returns.
func (s *Store) Rendered(ctx context.Context, withDerived bool, render Render, f func(subject, predicate, object, label []byte) error) error {
	v := s.View()
	defer v.Close()
	if v.err != nil {
		return v.err
	}
	r := newRenderer(v, render)
	var fail error
	n := 0
	var last layout.Quad
	var t [4]rendered // the nodes of the last quad
	each := func(_ uint64, k layout.Quad) bool {
		if n++; n%1024 == 0 {
			if fail = ctx.Err(); fail != nil {
				return false
			}
			v.forget()
		}
		for i, id := range k {
			if id == last[i] {
				continue
			}
			if t[i], fail = r.node(id); fail != nil {
				return false
			}
			last[i] = id
		}
		if !t[3].derived || withDerived {
			fail = f(t[0].text, t[1].text, t[2].text, t[3].text)
		}
		return fail == nil
	}
	var err error
	if db, ok := v.db.(logged); ok {
		err = db.log(r.put, each)
	} else {
		err = v.db.all(0, each)
	}
	if err = errors.Join(err, fail); err != nil {
		return fmt.Errorf("read quads of %s: %w", s.where, err)
	}
	return nil
}

// rendered is a node as it is written.
type rendered struct {
	text    []byte
	derived bool // it labels quads of the index
}

// renderer remembers nodes: those that were written last, by their numbers, which the
// quads of their document have; and those that were met again much later.
type renderer struct {
	v      *View
	render Render
	late   []numbered // by the end of their number
	shared map[uint64]rendered
	chunk  []byte
}

type numbered struct {
	id uint64
	rendered
}

const (
	maxLate   = 1 << 14 // a power of two
	maxShared = 1 << 17
	chunkSize = 1 << 16
)

func newRenderer(v *View, render Render) *renderer {
	return &renderer{v: v, render: render, late: make([]numbered, maxLate), shared: make(map[uint64]rendered)}
}

// put takes a node as it passes.
func (r *renderer) put(id uint64, v quad.Value) { r.late[id%maxLate] = numbered{id, r.write(v)} }

func (r *renderer) write(v quad.Value) rendered {
	if cap(r.chunk)-len(r.chunk) < chunkSize/8 {
		r.chunk = make([]byte, 0, chunkSize)
	}
	from := len(r.chunk)
	r.chunk = r.render(r.chunk, v)
	iri, _ := v.(quad.IRI)
	return rendered{r.chunk[from:len(r.chunk):len(r.chunk)], strings.HasPrefix(string(iri), indexPrefix)}
}

func (r *renderer) node(id uint64) (rendered, error) {
	if id == 0 {
		return rendered{}, nil
	}
	if x := &r.late[id%maxLate]; x.id == id {
		return x.rendered, nil
	}
	if x, ok := r.shared[id]; ok {
		return x, nil
	}
	v, err := r.v.value(id)
	if err != nil {
		return rendered{}, err
	}
	if len(r.shared) >= maxShared {
		clear(r.shared)
	}
	x := r.write(v)
	r.shared[id] = x
	return x, nil
}

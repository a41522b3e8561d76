package graph

import (
	"context"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// Apply changes quads behind the back of the store.
func Apply(s *Store, add, del []quad.Quad) error {
	return s.applyNow(add, del)
}

// MakeFormer takes from a store what its first format did not have.
func MakeFormer(ctx context.Context, s *Store) error {
	v := s.View()
	defer v.Close()
	var del []quad.Quad
	err := v.all(ctx, true, func(q quad.Quad, _ error) bool {
		if since(q) > 1 {
			del = append(del, q)
		}
		return true
	})
	return errors.Join(err, s.applyNow(nil, del), s.setFormat(ctx, 1))
}

// BulkOf is like [Store.Bulk] with runs of so many quads, which are not written as
// batches when they are no fewer than few.
func BulkOf(s *Store, quads, few int) *Bulk {
	b := s.Bulk()
	b.limit = quads
	if e, ok := s.engine.(*embedded); ok {
		e.few = few
	}
	return b
}

// Advance lets the next number of an embedded store be the one after n.
func Advance(s *Store, n uint64) error {
	return s.engine.(*embedded).db.Level().Put([]byte("meta/horizon"), binary.LittleEndian.AppendUint64(nil, n), nil)
}

// Keys are the keys of an embedded store that do not depend on the order in which it was
// written, with their values, and how many there are of the others by their beginning.
func Keys(s *Store) map[string]string {
	out := make(map[string]string)
	count := make(map[string]int)
	it := s.engine.(*embedded).db.Level().NewIterator(nil, nil)
	defer it.Release()
	for it.Next() {
		k, v := string(it.Key()), string(it.Value())
		head, _, _ := strings.Cut(k, "/")
		switch {
		case k == "meta/size" || k[0] == 'n':
			out[k] = v
		case k[0] == 'v':
			out[k] = ""
		default:
			count[head]++
		}
	}
	for head, n := range count {
		out[head] = strconv.Itoa(n)
	}
	return out
}

// Label is the label of a graph, by its number.
func (v *View) Label(graph uint64) (string, error) {
	x, err := v.value(graph)
	iri, _ := x.(quad.IRI)
	return string(iri), err
}

package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// ErrReadOnly is returned for changes through Cayley's interfaces: documents are
// written by [Store.Write], which keeps what hangs together together.
var ErrReadOnly = errors.New("the store can only be read here")

// quadStore is what Cayley sees of a store: Cayley's own quad store, with what its
// optimizer lacks. It answers with real sizes, and reads the quads with two given
// ends by one scan of an index. Strings that look like one of our identities
// ("actor/IRN", "rdf:type") name that node, so that queries need no angle brackets.
type quadStore struct {
	cayley.QuadStore
	s       *Store
	resolve func(name string) (schema.IRI, bool)
}

var (
	_ cayley.QuadStore      = (*quadStore)(nil)
	_ cayley.BatchQuadStore = (*quadStore)(nil)
	_ shape.Optimizer       = (*quadStore)(nil)
)

// QuadStore is Cayley's view of the store, for Gizmo and Cayley's HTTP API. It can
// only be read from, and is to be asked for anew for each piece of work.
func (s *Store) QuadStore() cayley.QuadStore { return s.NamingQuadStore(nil) }

// NamePrefix begins strings that a [Store.NamingQuadStore] looks up by name.
const NamePrefix = "actor?"

// NamingQuadStore is like [Store.QuadStore]; in addition the string "actor?NAME"
// names the actor that resolve finds, or that has the name in the store.
func (s *Store) NamingQuadStore(resolve func(name string) (schema.IRI, bool)) cayley.QuadStore {
	return &quadStore{s.qs.Load().QuadStore, s, resolve}
}

func (q *quadStore) db() layout.Getter { return q.s.level.Level() }

// identityPrefixes begin the identities of the graph.
var identityPrefixes = func() []string {
	ps := []string{"actor/", "act/", "claim/", "stmt/", "doc/", "time/", "theme/", "rel/", "office/", "stance/", "place/", indexPrefix}
	for p := range schema.Prefixes {
		ps = append(ps, p)
	}
	return ps
}()

// identity is the IRI that a string stands for.
func (q *quadStore) identity(s quad.String) (quad.IRI, bool) {
	if name, ok := strings.CutPrefix(string(s), NamePrefix); ok {
		if strings.HasPrefix(name, "actor/") {
			return quad.IRI(name), true
		}
		if q.resolve != nil {
			if id, ok := q.resolve(name); ok {
				return quad.IRI(id), true
			}
		}
		ids, err := once(q.s, func(v *View) ([]schema.IRI, error) { return v.ActorsNamed(context.Background(), name) })
		if err != nil || len(ids) == 0 {
			return "", false
		}
		return quad.IRI(ids[0]), true
	}
	for _, p := range identityPrefixes {
		if strings.HasPrefix(string(s), p) && !strings.Contains(string(s), " ") {
			return quad.IRI(s), true
		}
	}
	return "", false
}

func (q *quadStore) node(v quad.Value) (uint64, error) {
	if s, ok := v.(quad.String); ok {
		if iri, ok := q.identity(s); ok {
			if id, err := layout.Node(q.db(), iri); id != 0 || err != nil {
				return id, err
			}
		}
	}
	return layout.Node(q.db(), v)
}

// ValueOf is the node of a value, or nil.
func (q *quadStore) ValueOf(v quad.Value) cayley.Ref {
	id, err := q.node(v)
	if err != nil {
		slog.Error("look a node up", "store", q.s.where, "value", v, "err", err)
	}
	if id == 0 || err != nil {
		return nil
	}
	return kv.Int64Value(id)
}

// RefsOf is [quadStore.ValueOf] for many.
func (q *quadStore) RefsOf(_ context.Context, vs []quad.Value) ([]cayley.Ref, error) {
	out := make([]cayley.Ref, len(vs))
	for i, v := range vs {
		id, err := q.node(v)
		if err != nil {
			return nil, fmt.Errorf("look %s up: %w", v, err)
		}
		out[i] = kv.Int64Value(id)
	}
	return out, nil
}

// NameOf is the value of a node, or nil.
func (q *quadStore) NameOf(ref cayley.Ref) quad.Value {
	vs, err := q.ValuesOf(context.Background(), []cayley.Ref{ref})
	if err != nil {
		slog.Error("read a value", "store", q.s.where, "err", err)
		return nil
	}
	return vs[0]
}

// ValuesOf is [quadStore.NameOf] for many.
func (q *quadStore) ValuesOf(_ context.Context, refs []cayley.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	for i, r := range refs {
		switch r := r.(type) {
		case nil:
		case cayley.PreFetchedValue:
			out[i] = r.NameOf()
		case kv.Int64Value:
			v, ok := q.s.values.get(uint64(r))
			if !ok {
				var err error
				if v, err = layout.Value(q.db(), uint64(r)); err != nil {
					return nil, err
				}
				q.s.values.put(uint64(r), v)
			}
			out[i] = v
		default:
			return nil, fmt.Errorf("a reference of another store: %T", r)
		}
	}
	return out, nil
}

// Quad reads the quad of a reference.
func (q *quadStore) Quad(ref cayley.Ref) quad.Quad {
	p, ok := ref.(*proto.Primitive)
	if !ok {
		return quad.Quad{}
	}
	var out quad.Quad
	for _, d := range quad.Directions {
		if id := p.GetDirection(d); id != 0 {
			out.Set(d, q.NameOf(kv.Int64Value(id)))
		}
	}
	return out
}

// QuadIterator lists the quads that have the node in the direction.
func (q *quadStore) QuadIterator(d quad.Direction, ref cayley.Ref) cayley.Iterator {
	if ref == nil {
		return iterator.NewNull()
	}
	id, ok := ref.(kv.Int64Value)
	if !ok {
		return iterator.NewNull()
	}
	sc, ok := q.scan(map[quad.Direction]uint64{d: uint64(id)})
	if !ok {
		return q.QuadStore.QuadIterator(d, ref)
	}
	return sc.AsLegacy()
}

// QuadIteratorSize is how many quads there are.
func (q *quadStore) QuadIteratorSize(ctx context.Context, d quad.Direction, ref cayley.Ref) (cayley.Size, error) {
	id, ok := ref.(kv.Int64Value)
	if !ok {
		return cayley.Size{Exact: true}, nil
	}
	sc, ok := q.scan(map[quad.Direction]uint64{d: uint64(id)})
	if !ok {
		return q.QuadStore.QuadIteratorSize(ctx, d, ref)
	}
	return sc.size()
}

// OptimizeShape turns the selection of quads with given ends into one scan.
func (q *quadStore) OptimizeShape(s shape.Shape) (shape.Shape, bool) {
	a, ok := s.(shape.QuadsAction)
	if !ok {
		return s, false
	}
	given := make(map[quad.Direction]uint64, len(a.Filter))
	for d, ref := range a.Filter {
		id, ok := ref.(kv.Int64Value)
		if !ok {
			return s, false
		}
		given[d] = uint64(id)
	}
	sc, ok := q.scan(given)
	if !ok {
		return s, false
	}
	return a.SimplifyFrom(scanShape{sc}), true
}

// ApplyDeltas refuses.
func (q *quadStore) ApplyDeltas([]cayley.Delta, cayley.IgnoreOpts) error { return ErrReadOnly }

// NewQuadWriter refuses.
func (q *quadStore) NewQuadWriter() (quad.WriteCloser, error) { return nil, ErrReadOnly }

// Close does nothing: the store stays open.
func (q *quadStore) Close() error { return nil }

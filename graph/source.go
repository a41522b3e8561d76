package graph

import (
	"context"
	"errors"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/graph/quadview"
	"saksi/schema"
)

// ErrReadOnly is returned for changes through Cayley's interfaces, and of a store that was
// opened with [Options.ReadOnly].
var ErrReadOnly = quadview.ErrReadOnly

// QuadStore is Cayley's view of the store, for Gizmo and Cayley's HTTP API. It can
// only be read from.
func (s *Store) QuadStore() cayley.QuadStore { return s.NamingQuadStore(nil) }

// NamingQuadStore is like [Store.QuadStore], with the names of [Store.Source].
func (s *Store) NamingQuadStore(resolve func(name string) (schema.IRI, bool)) cayley.QuadStore {
	return quadview.New(s.Source(resolve))
}

// NamePrefix and KnownPrefix begin strings that [Store.Source] looks up by name. With the
// latter, a name that nobody has is a [*quadview.NameError].
const (
	NamePrefix  = "actor?"
	KnownPrefix = "actor!"
)

// Source answers Cayley's questions from the store. Strings that look like one of our
// identities ("actor/IRN", "rdf:type") name that node, so that queries need no angle
// brackets; and "actor?NAME" names the actor that resolve finds, or that has the name
// in the store, as does "actor!NAME".
func (s *Store) Source(resolve func(name string) (schema.IRI, bool)) quadview.Source {
	return &source{s, resolve}
}

type source struct {
	s       *Store
	resolve func(name string) (schema.IRI, bool)
}

// db is for one question; it is to be closed.
func (q *source) db() snapshot { return q.s.engine.latest() }

// node is the number of a value, 0 when it is not there.
func (q *source) node(v quad.Value) (uint64, error) {
	db := q.db()
	defer db.close()
	return nodeOf(db, v)
}

// identityPrefixes begin the identities of the graph.
var identityPrefixes = func() []string {
	ps := []string{"actor/", "act/", "claim/", "stmt/", "doc/", "time/", "theme/", "rel/", "office/", "stance/", "place/", indexPrefix}
	for p := range schema.Prefixes {
		ps = append(ps, p)
	}
	return ps
}()

// identity is the IRI that a string stands for.
func (q *source) identity(s quad.String) (quad.IRI, bool) {
	if name, ok := strings.CutPrefix(string(s), NamePrefix); ok {
		return q.actor(name)
	}
	for _, p := range identityPrefixes {
		if strings.HasPrefix(string(s), p) && !strings.Contains(string(s), " ") {
			return quad.IRI(s), true
		}
	}
	return "", false
}

func (q *source) actor(name string) (quad.IRI, bool) {
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

func (q *source) Node(v quad.Value) (uint64, error) {
	if s, ok := v.(quad.String); ok {
		if name, ok := strings.CutPrefix(string(s), KnownPrefix); ok {
			iri, ok := q.actor(name)
			if !ok {
				return 0, &quadview.NameError{Name: name}
			}
			return q.node(iri)
		}
		if iri, ok := q.identity(s); ok {
			if id, err := q.node(iri); id != 0 || err != nil {
				return id, err
			}
		}
	}
	return q.node(v)
}

func (q *source) Values(ids []uint64) ([]quad.Value, error) {
	out := make([]quad.Value, len(ids))
	var missing []uint64
	for i, id := range ids {
		if id == 0 {
			continue
		}
		v, ok := q.s.values.get(id)
		if !ok {
			missing = append(missing, id)
		}
		out[i] = v
	}
	if len(missing) == 0 {
		return out, nil
	}
	read := make(map[uint64]quad.Value, len(missing))
	db := q.db()
	defer db.close()
	err := db.values(missing, func(id uint64, v quad.Value) {
		read[id] = v
		q.s.values.put(id, v)
	})
	for i, id := range ids {
		if out[i] == nil {
			out[i] = read[id]
		}
	}
	return out, err
}

// choose finds the index for the ends that are given, and how many of its directions
// they fill; 0 for neither.
func choose(k layout.Quad) (layout.Index, int) {
	switch {
	case k[0] != 0 && (k[2] == 0 || k[1] != 0):
		return layout.SPOL, run(k[0], k[1], k[2], k[3])
	case k[2] != 0:
		return layout.OPSL, run(k[2], k[1], k[0], k[3])
	}
	return layout.Index{}, 0
}

// run is how many of the ends are given from the first on.
func run(ends ...uint64) int {
	for i, e := range ends {
		if e == 0 {
			return i
		}
	}
	return len(ends)
}

func fits(given, q layout.Quad) bool {
	for i, id := range given {
		if id != 0 && q[i] != id {
			return false
		}
	}
	return true
}

func (q *source) Scan(given quadview.Quad, after quadview.Row, limit int) ([]quadview.Row, error) {
	k := layout.Quad(given)
	out := make([]quadview.Row, 0, min(limit, 64))
	take := func(id uint64, x layout.Quad) bool {
		if fits(k, x) {
			out = append(out, quadview.Row{ID: id, Quad: quadview.Quad(x)})
		}
		return len(out) < limit
	}
	db := q.db()
	defer db.close()
	var err error
	switch x, n := choose(k); {
	case n > 0:
		err = db.scan(x, k, n, layout.Quad(after.Quad), take)
	case k[3] != 0:
		err = db.labelled(k[3], after.ID, take)
	default:
		err = db.all(after.ID, take)
	}
	return out, err
}

func (q *source) Ends(given []quadview.Quad, place, limit int) ([][]uint64, error) {
	out := make([][]uint64, len(given))
	if len(given) == 0 {
		return out, nil
	}
	x, n := choose(layout.Quad(given[0]))
	if n == 0 {
		return nil, errors.ErrUnsupported
	}
	db := q.db()
	defer db.close()
	r := db.reading(x, layout.Quad{}, 0)
	defer r.Close()
	for i, g := range given {
		err := r.Scan(layout.Quad(g), n, func(k layout.Quad) bool {
			if fits(layout.Quad(g), k) {
				out[i] = append(out[i], k[place])
			}
			return len(out[i]) < limit
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// countUpTo is how far sizes are counted; greater ones are estimated.
const countUpTo = 256

func (q *source) Size(given quadview.Quad) (int64, bool, error) {
	k := layout.Quad(given)
	x, n := choose(k)
	db := q.db()
	defer db.close()
	switch {
	case n > 0:
		n1, whole, err := count(db, x, k, n, countUpTo)
		if whole || err != nil {
			return int64(n1), whole, err
		}
		about, err := db.about(x, k, n)
		return max(int64(n1), about), false, err
	case k[3] != 0:
		var n int64
		err := db.labelled(k[3], 0, func(uint64, layout.Quad) bool {
			n++
			return true
		})
		return n, k[1] == 0, err
	}
	size, err := db.size()
	return size, k == layout.Quad{}, err
}

func (q *source) Nodes(after uint64, limit int) ([]uint64, error) {
	db := q.db()
	defer db.close()
	var out []uint64
	err := db.nodesAfter(after, func(id uint64) bool {
		out = append(out, id)
		return len(out) < limit
	})
	return out, err
}

// joiner is a snapshot that goes over several scans side by side.
type joiner interface {
	join(x layout.Index, given []layout.Quad, after uint64, f func(node uint64, ways int) bool) error
}

func (q *source) Joins() bool {
	db := q.db()
	defer db.close()
	_, ok := db.(joiner)
	return ok
}

func (q *source) Join(given []quadview.Quad, place int, after uint64, limit int) ([]quadview.Met, error) {
	db := q.db()
	defer db.close()
	j, ok := db.(joiner)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	x := layout.OPSL
	if place == 2 {
		x = layout.SPOL
	}
	scans := make([]layout.Quad, len(given))
	for i, g := range given {
		scans[i] = layout.Quad(g)
	}
	var out []quadview.Met
	err := j.join(x, scans, after, func(node uint64, ways int) bool {
		out = append(out, quadview.Met{Node: node, Ways: ways})
		return len(out) < limit
	})
	return out, err
}

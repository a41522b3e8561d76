package quadview_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"saksi/graph/quadview"
)

// list is a source over quads in memory.
type list struct {
	values []quad.Value // by number, from 1
	rows   []quadview.Row
	joins  bool
	joined int // times
}

func newList(quads []quad.Quad) *list {
	l := &list{values: []quad.Value{nil}}
	for i, q := range quads {
		r := quadview.Row{ID: uint64(i + 1)}
		for j, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil {
				continue
			}
			n, _ := l.Node(v)
			if n == 0 {
				n = uint64(len(l.values))
				l.values = append(l.values, v)
			}
			r.Quad[j] = n
		}
		l.rows = append(l.rows, r)
	}
	return l
}

func (l *list) Node(v quad.Value) (uint64, error) {
	return uint64(max(0, slices.Index(l.values, v))), nil
}

func (l *list) Values(ids []uint64) ([]quad.Value, error) {
	out := make([]quad.Value, len(ids))
	for i, id := range ids {
		out[i] = l.values[id]
	}
	return out, nil
}

func (l *list) Scan(given quadview.Quad, after quadview.Row, limit int) (out []quadview.Row, err error) {
	for _, r := range l.rows {
		fits := r.ID > after.ID && len(out) < limit
		for i, id := range given {
			fits = fits && (id == 0 || r.Quad[i] == id)
		}
		if fits {
			out = append(out, r)
		}
	}
	return out, nil
}

func (l *list) Ends(given []quadview.Quad, place, limit int) (out [][]uint64, err error) {
	for _, g := range given {
		var ids []uint64
		rows, _ := l.Scan(g, quadview.Row{}, limit)
		for _, r := range rows {
			ids = append(ids, r.Quad[place])
		}
		out = append(out, ids)
	}
	return out, nil
}

func (l *list) Size(given quadview.Quad) (int64, bool, error) {
	rows, err := l.Scan(given, quadview.Row{}, len(l.rows))
	return int64(len(rows)), true, err
}

func (l *list) Nodes(after uint64, limit int) (out []uint64, err error) {
	for n := after + 1; n < uint64(len(l.values)) && len(out) < limit; n++ {
		out = append(out, n)
	}
	return out, nil
}

func (l *list) Joins() bool { return l.joins }

func (l *list) Join(given []quadview.Quad, place int, after uint64, limit int) (out []quadview.Met, err error) {
	l.joined++
	for n := after + 1; n < uint64(len(l.values)) && len(out) < limit; n++ {
		m := quadview.Met{Node: n, Ways: 1}
		for _, g := range given {
			g[place] = n
			rows, err := l.Scan(g, quadview.Row{}, len(l.rows))
			if err != nil {
				return nil, err
			}
			m.Ways *= len(rows)
		}
		if m.Ways > 0 {
			out = append(out, m)
		}
	}
	return out, nil
}

func iri(kind string, n int) quad.IRI { return quad.IRI(fmt.Sprintf("%s%d", kind, n)) }

// anyQuads are quads among a few nodes, some of them under several labels.
func anyQuads(r *rand.Rand) []quad.Quad {
	seen := make(map[quad.Quad]bool)
	for range 150 {
		q := quad.Quad{Subject: iri("n", r.IntN(12)), Predicate: iri("p", r.IntN(3)), Object: iri("n", r.IntN(12))}
		if r.IntN(3) > 0 {
			q.Label = iri("l", r.IntN(3))
		}
		seen[q] = true
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b quad.Quad) int { return strings.Compare(a.NQuad(), b.NQuad()) })
}

// anyPath is a path of a few steps, as analysts write them, and its text.
func anyPath(r *rand.Rand, qs cayley.QuadStore) (*path.Path, string) {
	p := path.StartPath(qs, iri("n", r.IntN(12)))
	text := "V"
	for range 1 + r.IntN(3) {
		via, node, other := iri("p", r.IntN(3)), iri("n", r.IntN(12)), iri("n", r.IntN(12))
		switch r.IntN(12) {
		case 0, 1:
			p, text = p.Out(via), text+".Out"
		case 2, 3:
			p, text = p.In(via), text+".In"
		case 4:
			p, text = p.Has(via, node), text+".Has"
		case 5:
			p, text = p.And(path.StartPath(qs, node).Out(via)), text+".And"
		case 6:
			p, text = p.In(via, iri("p", r.IntN(3))), text+".In2"
		case 7:
			p, text = p.Has(via, node, other), text+".Has2"
		case 8:
			p, text = p.And(path.StartPath(qs, node).Out(via).In(via)), text+".And(V.Out.In)"
		case 9:
			p, text = p.And(path.StartPath(qs, node).Out(via).Or(path.StartPath(qs, other).In(via).Out(via))), text+".And(Or)"
		case 10:
			p, text = p.LabelContext(iri("l", r.IntN(3))).In(via).Out(via), text+".LabelContext.In.Out"
		case 11:
			p, text = p.Except(path.StartPath(qs, node).In(via).In(via)), text+".Except"
		}
	}
	return p, text
}

// rows are what a path finds. How often it finds a node, and with which of several values
// of a tag on the way, depends on the order in which Cayley goes about it, so each is told
// once and tags are not compared.
func rows(t *testing.T, p *path.Path, qs cayley.QuadStore) []string {
	t.Helper()
	var out []string
	err := p.Tag("found").Iterate(context.Background()).Paths(true).TagValues(qs, func(tags map[string]quad.Value) {
		out = append(out, fmt.Sprint(tags))
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Paths find over a source what they find over Cayley's own store.
func TestLikeCayley(t *testing.T) {
	found, joined := 0, 0
	for seed := range uint64(120) {
		if seed == 60 {
			defer quadview.SetManyLookups(2)()
		}
		if seed == 90 {
			defer quadview.SetAhead(2)()
		}
		r := rand.New(rand.NewPCG(seed/2, 1))
		quads := anyQuads(r)
		source := newList(quads)
		source.joins = seed%2 == 1
		ours, theirs := quadview.New(source), memstore.New(quads...)
		for range 25 {
			which := r.Uint64()
			p, text := anyPath(rand.New(rand.NewPCG(which, 2)), ours)
			q, _ := anyPath(rand.New(rand.NewPCG(which, 2)), theirs)
			got, want := rows(t, p, ours), rows(t, q, theirs)
			found += len(want)
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d, %s: %d rows, Cayley has %d\n%v\n%v", seed, text, len(got), len(want), got, want)
			}
		}
		joined += source.joined
	}
	if found < 1000 || joined < 50 {
		t.Errorf("only %d rows were compared, and %d joins made", found, joined)
	}
}

// Nodes that are listed or read ahead are found as often as those that are not.
func TestListed(t *testing.T) {
	counts := func(lookups, ahead int) (out []int) {
		defer quadview.SetManyLookups(lookups)()
		defer quadview.SetAhead(ahead)()
		for seed := range uint64(40) {
			qs := quadview.New(newList(anyQuads(rand.New(rand.NewPCG(seed, 1)))))
			p, _ := anyPath(rand.New(rand.NewPCG(seed, 2)), qs)
			p = p.And(path.StartPath(qs, iri("n", 1)).Out(iri("p", 1)))
			n := 0
			if err := p.Iterate(context.Background()).Paths(true).Each(func(cayley.Ref) { n++ }); err != nil {
				t.Fatal(err)
			}
			out = append(out, n)
		}
		return out
	}
	want := counts(1<<30, 1<<30)
	for _, n := range []int{2, 1 << 30} {
		if got := counts(n, 2); !slices.Equal(got, want) || slices.Max(want) < 10 {
			t.Errorf("listed after %d: found %v times, want %v", n, got, want)
		}
	}
}

// Tags on the way are those of the nodes that each result was reached by.
func TestTagsOnTheWay(t *testing.T) {
	defer quadview.SetAhead(3)()
	found := 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 1))
		quads := anyQuads(r)
		qs := quadview.New(newList(quads))
		has, via, back := iri("p", r.IntN(3)), iri("p", r.IntN(3)), iri("p", r.IntN(3))
		node := iri("n", r.IntN(12))
		p := path.StartPath(qs).Has(has, node).Tag("a").Out(via).Tag("b").In(back)
		want := make(map[string]bool)
		for _, x := range quads {
			if x.Predicate != has || x.Object != node {
				continue
			}
			for _, y := range quads {
				for _, z := range quads {
					if y.Subject == x.Subject && y.Predicate == via && z.Predicate == back && z.Object == y.Object {
						want[fmt.Sprint(map[string]quad.Value{"a": x.Subject, "b": y.Object, "found": z.Subject})] = true
					}
				}
			}
		}
		if got := rows(t, p, qs); !slices.Equal(got, slices.Sorted(maps.Keys(want))) {
			t.Fatalf("seed %d:\n%v\nwant %v", seed, got, want)
		}
		found += len(want)
	}
	if found < 1000 {
		t.Errorf("only %d rows were compared", found)
	}
}

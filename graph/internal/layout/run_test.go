package layout

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/google/go-cmp/cmp"
)

// number makes numbers of all sizes, many of them with bytes that are escaped in keys.
func anyNumber(r *rand.Rand) uint32 {
	n := r.Uint32() >> (8 * r.IntN(4))
	for s := 0; s < 32; s += 8 {
		if r.IntN(3) == 0 {
			n = n&^(255<<s) | uint32([]byte{'/', '\\', '.', '0', '[', ']'}[r.IntN(6)])<<s
		}
	}
	return n
}

// Ranks are in the order of keys, and lead back to the numbers.
func TestRanks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	key := func(n uint32) []byte { return appendNumber32(nil, n) }
	for range 100_000 {
		a, b := anyNumber(r), anyNumber(r)
		if !bytes.Equal(key(a), appendNumber(nil, uint64(a))) {
			t.Fatalf("%x: key %x, want %x", a, key(a), appendNumber(nil, uint64(a)))
		}
		if unranked(ranked(a)) != a {
			t.Fatalf("%x becomes %x", a, unranked(ranked(a)))
		}
		if want, got := bytes.Compare(key(a), key(b)), cmpUint(ranked(a), ranked(b)); got != want {
			t.Fatalf("%x and %x: %d, want %d", a, b, got, want)
		}
	}
}

func cmpUint(a, b uint32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// The numbers of a range come each once, in the order of their keys.
func TestInRank(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	for range 30 {
		from := anyNumber(r)
		to := from + uint32(r.IntN(200_000))
		if to < from {
			continue
		}
		var got, want []uint32
		if err := inRank(from, to, func(n uint32) error { got = append(got, n); return nil }); err != nil {
			t.Fatal(err)
		}
		for n := from; n < to; n++ {
			want = append(want, n)
		}
		slices.SortFunc(want, func(a, b uint32) int { return bytes.Compare(appendNumber32(nil, a), appendNumber32(nil, b)) })
		if !slices.Equal(want, got) {
			t.Fatalf("%d to %d: %d numbers that are not those in order", from, to, len(got))
		}
	}
}

// Nodes are hashed and kept as Cayley does it.
func TestRunEncodesLikeCayley(t *testing.T) {
	long := string(bytes.Repeat([]byte("é<>\"\\"), 100))
	var a arena
	for i, v := range []quad.Value{quad.IRI(""), quad.IRI("actor/UKR"), quad.IRI(long), quad.String(""), quad.String("a\nb"),
		quad.String(long), quad.BNode("x"), quad.TypedString{Value: "1", Type: "t"}, quad.LangString{Value: "a", Lang: "id"},
		quad.Int(-7), quad.Float(1.5), quad.Bool(true), quad.Time(time.Unix(1, 2).UTC()), quad.String(bytes.Repeat([]byte("x"), 3*arenaChunk))} {
		if got, want := hashOf(v), cayley.HashOf(v); got != want {
			t.Errorf("%.40s: hash %x, want %x", v, got, want)
		}
		id := uint32(1) << (2 * i)
		s, err := a.add(id, v)
		if err != nil {
			t.Fatal(err)
		}
		val, err := pquads.MarshalValue(v)
		if err != nil {
			t.Fatal(err)
		}
		want, err := (&proto.Primitive{ID: uint64(id), Value: val}).Marshal()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, a.get(s)); diff != "" {
			t.Errorf("%.40s (-Cayley's +ours):\n%s", v, diff)
		}
	}
}

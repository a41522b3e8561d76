package syntax

import (
	"slices"
	"testing"
)

// TestMirror: heads of a sentence turned around, and back.
func TestMirror(t *testing.T) {
	for _, c := range []struct{ heads, want []int32 }{
		{[]int32{1, 3, 1}, []int32{1, 3, 1}},
		{[]int32{4, 0, 3, 0}, []int32{3, 0, 3, 4}},
		{nil, nil},
	} {
		got := mirror(c.heads, nil)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.heads, got, c.want)
		}
		if again := mirror(got, nil); !slices.Equal(again, c.heads) {
			t.Errorf("%v and back: %v", c.heads, again)
		}
	}
}

// TestGuideSeen: what a configuration sees of a guide.
func TestGuideSeen(t *testing.T) {
	var s state
	s.reset(make([]token, 5))
	s.guide.set([]int32{1, 5, 3, 1, 1})
	for range 3 {
		s.apply(shift, NoRel)
	}
	// The stack is 0 1 2, the buffer 3 4.
	for _, c := range []struct {
		word         int32
		where, ahead uint32
	}{
		{0, headSecond, aheadNone}, {1, headRoot, aheadLater}, {2, headNext, aheadNone}, {3, headSecond, aheadNone}, {-1, headNone, headNone},
	} {
		if w, a := s.where(c.word), s.ahead(c.word); w != c.where || a != c.ahead {
			t.Errorf("word %d: where %d, ahead %d; want %d, %d", c.word, w, a, c.where, c.ahead)
		}
	}
}

package syntax

// state is a configuration of the arc-hybrid transition system (Kuhlmann et al.
// 2011) with the artificial root at the end of the buffer.
type state struct {
	n     int32   // words; the root is word n
	next  int32   // first of the buffer
	stack []int32 // top is last
	heads []int32
	rels  []uint32 // relation+1 of words that have a head
	// leftmost and rightmost two children, and how many, of each word
	l1, l2, r1, r2 []int32
	nl, nr         []uint32
	sl, sr         []uint64 // the relations of each word's dependents, a bit each
}

// The transitions.
const (
	shift = iota
	left  // the first of the buffer is the head of the top
	right // the second of the stack is the head of the top
	numMoves
)

func (s *state) reset(n int) {
	s.n, s.next = int32(n), 0
	s.stack = s.stack[:0]
	s.heads, s.l1, s.l2, s.r1, s.r2 = grow(s.heads, n+1), grow(s.l1, n+1), grow(s.l2, n+1), grow(s.r1, n+1), grow(s.r2, n+1)
	s.rels, s.nl, s.nr = blank(s.rels, n+1), blank(s.nl, n+1), blank(s.nr, n+1)
	s.sl, s.sr = blank(s.sl, n+1), blank(s.sr, n+1)
}

func grow(b []int32, n int) []int32 {
	if cap(b) < n {
		b = make([]int32, n+n/2)
	}
	b = b[:n]
	for i := range b {
		b[i] = -1
	}
	return b
}

func blank[T uint32 | uint64](b []T, n int) []T {
	if cap(b) < n {
		b = make([]T, n+n/2)
	}
	b = b[:n]
	clear(b)
	return b
}

func (s *state) top(k int) int32 {
	if i := len(s.stack) - 1 - k; i >= 0 {
		return s.stack[i]
	}
	return -1
}

func (s *state) done() bool { return s.next >= s.n && len(s.stack) == 0 }

// legal tells whether a transition may be taken. The root takes only the last
// word left on the stack, so that trees have one root.
func (s *state) legal(move int) bool {
	switch move {
	case shift:
		return s.next < s.n
	case left:
		return len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// arc is the head and dependent of a left or right transition.
func (s *state) arc(move int) (head, dep int32) {
	if move == left {
		return s.next, s.top(0)
	}
	return s.top(1), s.top(0)
}

func (s *state) apply(move int, rel Rel) {
	if move == shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	h, d := s.arc(move)
	s.stack = s.stack[:len(s.stack)-1]
	s.heads[d], s.rels[d] = h, uint32(rel)+1
	if move == left {
		s.nl[h]++
		s.sl[h] |= 1 << (rel & 63)
		s.l1[h], s.l2[h] = d, s.l1[h]
	} else {
		s.nr[h]++
		s.sr[h] |= 1 << (rel & 63)
		s.r1[h], s.r2[h] = d, s.r1[h]
	}
}

// costs counts the gold arcs that each transition makes unreachable (Goldberg and
// Nivre 2013); illegal transitions cost -1. Gold heads of n are the root.
func (s *state) costs(gold []int32) (c [numMoves]int) {
	c = [numMoves]int{-1, -1, -1}
	s0, s1 := s.top(0), s.top(1)
	buffered := 0 // gold dependents of the top in the buffer
	if s0 >= 0 {
		for b := s.next; b < s.n; b++ {
			if gold[b] == s0 {
				buffered++
			}
		}
	}
	if s.legal(left) {
		c[left] = buffered
		if g := gold[s0]; g == s1 && s1 >= 0 || g > s.next {
			c[left]++
		}
	}
	if s.legal(right) {
		c[right] = buffered
		if gold[s0] >= s.next {
			c[right]++
		}
	}
	if s.legal(shift) {
		c[shift] = 0
		b := s.next
		for k, d := range s.stack {
			if gold[b] == d && k < len(s.stack)-1 {
				c[shift]++
			}
			if gold[d] == b {
				c[shift]++
			}
		}
	}
	return c
}

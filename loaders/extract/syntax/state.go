package syntax

// state is a configuration of the arc-hybrid transition system (Kuhlmann et al.
// 2011) with the artificial root at the end of the buffer.
type state struct {
	n     int32   // words; the root is word n
	next  int32   // first of the buffer
	stack []int32 // top is last
	heads []int32
	rels  []uint32 // relation+1 of words that have a head
	kins  []kin
	seen  []passed
	guide guide
}

// passed counts what stands before a word.
type passed struct{ punct, verb, conj uint32 }

// The transitions.
const (
	shift = iota
	left  // the first of the buffer is the head of the top
	right // the second of the stack is the head of the top
	numMoves
)

// reset begins a sentence of tagged words.
func (s *state) reset(ts []token) {
	n := len(ts)
	s.n, s.next = int32(n), 0
	s.stack = s.stack[:0]
	if cap(s.heads) < n+1 {
		size := n + n/2 + 16
		s.heads, s.rels, s.kins, s.seen = make([]int32, size), make([]uint32, size), make([]kin, size), make([]passed, size)
	}
	s.heads, s.rels, s.kins, s.seen = s.heads[:n+1], s.rels[:n+1], s.kins[:n+1], s.seen[:n+1]
	clear(s.rels)
	var p passed
	for i := range s.kins {
		s.heads[i], s.kins[i], s.seen[i] = -1, noKin, p
		if i < n {
			p.pass(UPOS(ts[i].upos - 1))
		}
	}
}

func (p *passed) pass(u UPOS) {
	switch u {
	case PUNCT:
		p.punct++
	case VERB:
		p.verb++
	case CCONJ, SCONJ:
		p.conj++
	}
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
	k := &s.kins[h]
	if move == left {
		k.nl = min(k.nl+1, 4)
		k.l1, k.l2 = d, k.l1
	} else {
		k.nr = min(k.nr+1, 4)
		k.r1, k.r2 = d, k.r1
	}
	k.set |= setBits[rel]
	if functional[rel] && k.function < 0 {
		k.function = d
	}
}

// functional are the relations of words that say what their head is for.
var functional = [NumRels]bool{Case: true, Mark: true, Cop: true}

// setBits folds relations into the sets that features see.
var setBits = func() (b [NumRels]uint32) {
	for i, group := range [][]Rel{{Nsubj, NsubjOuter, Csubj}, {NsubjPass, CsubjPass}, {Obj}, {Iobj}, {Obl, OblTmod, OblUnmarked}, {OblAgent}, {Aux}, {AuxPass},
		{Cop}, {Case, CaseAdv}, {Mark}, {CC, CCPreconj}, {Conj}, {Det, DetPredet}, {Amod}, {Nmod, NmodLmod, NmodTmod, NmodUnmarked, NmodDesc}, {NmodPoss}, {Nummod}, {Advmod, AdvmodEmph},
		{Advcl, AdvclRelcl}, {Acl}, {AclRelcl}, {Ccomp}, {Xcomp}, {Flat, FlatName, FlatForeign}, {Compound, CompoundPrt}, {Appos}, {Parataxis}, {Punct}, {Expl}} {
		for _, r := range group {
			b[r] = 1 << i
		}
	}
	return b
}()

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

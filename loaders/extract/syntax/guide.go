package syntax

import "slices"

// A guide is a quick unlabelled parse from the last word to the first. The parser
// that goes from the first to the last sees the head that the guide gives each
// word: it knows what is to come, and the two err at different places (Attardi and
// Dell'Orletta 2009).
type guide struct {
	heads []int32 // n is the root; empty without a guide
	last  []int32 // the last dependent of each word, -1 for none
}

// set takes the heads.
func (g *guide) set(heads []int32) {
	n := len(heads)
	if cap(g.last) < n+1 {
		g.last = make([]int32, n+n/2+16)
	}
	g.heads = append(g.heads[:0], heads...)
	g.last = g.last[:n+1]
	for i := range g.last {
		g.last[i] = -1
	}
	for i, h := range heads {
		g.last[h] = int32(i)
	}
}

// reverse fills out with the words of ts, last first.
func reverse(ts, out []token) []token {
	out = append(out[:0], ts...)
	slices.Reverse(out)
	return out
}

// mirror turns heads around: what counted from the last word counts from the first.
func mirror(heads, out []int32) []int32 {
	n := int32(len(heads))
	out = out[:0]
	for i := n - 1; i >= 0; i-- {
		h := heads[i]
		if h < n {
			h = n - 1 - h
		}
		out = append(out, h)
	}
	return out
}

// guide parses the words backwards.
func (p *Parser) guide() {
	p.reversed = reverse(p.tokens, p.reversed)
	s := &p.back
	s.reset(p.reversed)
	for !s.done() {
		s.apply(p.move(s, p.m.guide, p.reversed, (*state).guideFeatures), NoRel)
	}
	p.mirrored = mirror(s.heads[:s.n], p.mirrored)
	p.st.guide.set(p.mirrored)
}

// Where the guide has the head of a word, seen from a configuration.
const (
	headNone   uint32 = iota // no word
	headRoot                 // the artificial root
	headNext                 // the first of the buffer
	headLater                // further on in the buffer
	headTop                  // the top of the stack
	headSecond               // the second of the stack
	headRight                // a word behind it that is no longer at hand
	headLeft                 // another word before it
)

func (s *state) where(i int32) uint32 {
	if i < 0 || i >= s.n {
		return headNone
	}
	switch h := s.guide.heads[i]; {
	case h == s.n:
		return headRoot
	case h == s.next:
		return headNext
	case h > s.next:
		return headLater
	case h == s.top(0):
		return headTop
	case h == s.top(1):
		return headSecond
	case h > i:
		return headRight
	}
	return headLeft
}

// Where the guide has the last dependent of a word.
const (
	aheadNext  uint32 = iota + 1 // it is the first of the buffer
	aheadLater                   // further on in the buffer
	aheadNone                    // not in the buffer
)

// ahead tells whether the guide has dependents of word i in the buffer; 0 for no word.
func (s *state) ahead(i int32) uint32 {
	if i < 0 || i >= s.n {
		return 0
	}
	switch l := s.guide.last[i]; {
	case l == s.next:
		return aheadNext
	case l > s.next:
		return aheadLater
	}
	return aheadNone
}

// guided is the head that the guide gives word i.
func (s *state) guided(ts []token, i int32) *token {
	if i < 0 || i >= s.n {
		return &none
	}
	return s.word(ts, s.guide.heads[i])
}

// lastGuided is the last dependent that the guide gives word i.
func (s *state) lastGuided(ts []token, i int32) *token {
	if i < 0 || i >= s.n {
		return &none
	}
	return s.word(ts, s.guide.last[i])
}

// guidedFeatures are what the transitions see of the guide.
func (s *state) guidedFeatures(ts []token, domain uint32, out []uint64) []uint64 {
	i0, i1, j0 := s.top(0), s.top(1), s.next
	s0, s1, b0 := s.word(ts, i0), s.word(ts, i1), s.word(ts, j0)
	w0, w1, wb, a0, a1 := s.where(i0), s.where(i1), s.where(j0), s.ahead(i0), s.ahead(i1)
	h0, h1, hb := s.guided(ts, i0), s.guided(ts, i1), s.guided(ts, j0)
	all := w0 | w1<<4 | wb<<8 | a0<<12 | a1<<14
	d := distance(i0, j0)
	return append(out,
		mix(401, all, 0, 0), mix(402, all, s0.tag, b0.tag), mix(403, w0|a0<<4, s0.tag, b0.tag), mix(404, w0|a0<<4|wb<<8, s0.lower, 0),
		mix(405, w0|a0<<4|wb<<8, b0.lower, s0.upos), mix(406, w1|a1<<4|w0<<8, s1.tag, s0.tag), mix(407, w0|a0<<4, h0.tag, s0.tag), mix(408, h0.lower, s0.lower, w0),
		mix(409, hb.tag, b0.tag, s0.tag|wb<<16), mix(410, w0|a0<<4|wb<<8, d, domain), mix(411, w0|a0<<4|wb<<8, s1.tag, s0.tag), mix(412, h0.lower, s0.tag, w0|a0<<4),
		mix(413, h1.tag, s1.tag, w1|a1<<4|w0<<8), mix(414, w0|a0<<4, distance(i1, i0), s1.tag))
}

// guideFeatures are the features of the guide's transitions.
func (s *state) guideFeatures(ts []token, domain uint32, out []uint64) []uint64 {
	i0, i1, j0 := s.top(0), s.top(1), s.next
	s0, s1, s2 := s.word(ts, i0), s.word(ts, i1), s.word(ts, s.top(2))
	b0, b1, b2 := s.word(ts, j0), s.word(ts, j0+1), s.word(ts, j0+2)
	k0, k1, kb := s.kin(i0), s.kin(i1), s.kin(j0)
	wl0, wr0, wr1, wlb := s.word(ts, k0.l1), s.word(ts, k0.r1), s.word(ts, k1.r1), s.word(ts, kb.l1)
	gap, gap1 := s.between(i0, j0), s.between(i1, i0)
	d, ds := distance(i0, j0), distance(i1, i0)
	dom := domain << 16
	return append(out,
		mix(501, s0.lower, s0.tag, 0), mix(502, s0.tag, dom, 0), mix(503, b0.lower, b0.tag, 0), mix(504, b0.tag, dom, 0), mix(505, b1.lower, b1.tag, 0),
		mix(506, s1.lower, s1.tag, 0), mix(507, b2.tag, b1.tag, b0.tag), mix(508, s2.tag, s1.tag, s0.tag),
		mix(509, s0.lower, b0.lower, 0), mix(510, s0.lower, b0.tag, s0.tag), mix(511, s0.tag, b0.lower, b0.tag), mix(512, s0.tag, b0.tag, dom),
		mix(513, s0.lower, s1.lower, 0), mix(514, s0.lower, s1.tag, s0.tag), mix(515, s0.tag, s1.lower, s1.tag), mix(516, s0.tag, s1.tag, dom),
		mix(517, s0.tag, b0.tag, b1.tag), mix(518, s1.tag, s0.tag, b0.tag), mix(519, s0.lower, b0.tag, b1.tag), mix(520, s1.lower, s0.tag, b0.tag), mix(521, s1.tag, s0.lower, b0.tag),
		mix(522, s1.tag, s0.tag, b0.lower), mix(523, s0.tag, wl0.tag, b0.tag), mix(524, s0.tag, wr0.tag, b0.tag), mix(525, s1.tag, wr1.tag, s0.tag),
		mix(526, s0.tag, b0.tag, wlb.tag), mix(527, s0.tag, d|gap<<8, b0.tag), mix(528, s1.tag, ds|gap1<<8, s0.tag), mix(529, s0.lower, d, k0.nl|k0.nr<<8),
		mix(530, s0.tag, k0.nl|k0.nr<<8, b0.tag), mix(531, s1.tag, k1.nl|k1.nr<<8, s0.tag), mix(532, b0.tag, kb.nl, s0.tag),
		mix(533, s0.suf3, b0.tag, s0.upos), mix(534, b0.pre3, s0.tag, b0.upos), mix(535, s0.pre3, s0.tag, b0.tag), mix(536, b0.suf3, s0.tag, 0),
		mix(537, wlb.lower, b0.tag, s0.tag), mix(538, wr0.lower, s0.tag, b0.tag), mix(539, wl0.lower, s0.tag, b0.tag),
		mix(540, s0.upos, b0.upos, b1.upos|dom), mix(541, s1.upos, s0.upos, b0.upos|dom), mix(542, s0.shape, b0.shape, s0.upos),
		mix(543, s.word(ts, k0.r2).tag, wr0.tag, s0.tag), mix(544, s0.lower, b0.upos, dom), mix(545, s0.upos, b0.lower, dom), mix(546, uint32(len(s.stack)), s0.tag, b0.tag))
}

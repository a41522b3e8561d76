package syntax

func (s *state) word(ts []token, i int32) *token {
	switch {
	case i < 0 || i > s.n:
		return &none
	case i == s.n:
		return &rootWord
	}
	return &ts[i]
}

func (s *state) rel(i int32) uint32 {
	if i < 0 || i >= s.n {
		return 0
	}
	return s.rels[i]
}

// kin is what is known of a word's dependents so far.
type kin struct {
	l1, l2, r1, r2 int32  // the outermost two on each side
	function       int32  // the first case marker, mark or copula
	nl, nr         uint32 // how many on each side, at most 4
	set            uint32 // hash of the set of their relations
}

var noKin = kin{l1: -1, l2: -1, r1: -1, r2: -1, function: -1}

func (s *state) kin(i int32) *kin {
	if i < 0 || i > s.n {
		return &noKin
	}
	return &s.kins[i]
}

// distance folds how far apart two words are into a few classes.
func distance(a, b int32) uint32 {
	if a < 0 || b < 0 {
		return 0
	}
	switch d := b - a; {
	case d <= 4:
		return uint32(max(d, 1))
	case d <= 6:
		return 5
	case d <= 10:
		return 6
	}
	return 7
}

// between folds what stands between two words: punctuation, a verb, a conjunction.
func (s *state) between(a, b int32) uint32 {
	if a < 0 || b <= a+1 {
		return 0
	}
	x, y := s.seen[a+1], s.seen[b]
	v := min(y.punct-x.punct, 2)
	if y.verb > x.verb {
		v |= 4
	}
	if y.conj > x.conj {
		v |= 8
	}
	return v + 1
}

// moveFeatures are the features for the next transition, after Zhang and Nivre
// (2011), with affixes that carry voice.
func (s *state) moveFeatures(ts []token, domain uint32, out []uint64) []uint64 {
	i0, i1, j0 := s.top(0), s.top(1), s.next
	s0, s1, s2 := s.word(ts, i0), s.word(ts, i1), s.word(ts, s.top(2))
	b0, b1, b2, b3 := s.word(ts, j0), s.word(ts, j0+1), s.word(ts, j0+2), s.word(ts, j0+3)
	k0, k1, kb := s.kin(i0), s.kin(i1), s.kin(j0)
	wl0, wr0, wl1, wr1, wlb := s.word(ts, k0.l1), s.word(ts, k0.r1), s.word(ts, k1.l1), s.word(ts, k1.r1), s.word(ts, kb.l1)
	ll0, lr0, ll1, lr1, llb := s.rel(k0.l1), s.rel(k0.r1), s.rel(k1.l1), s.rel(k1.r1), s.rel(kb.l1)
	f0, f1 := s.word(ts, k0.function), s.word(ts, k1.function)
	gap, gap1 := s.between(i0, j0), s.between(i1, i0)
	d, ds := distance(i0, j0), distance(i1, i0)
	dom := domain << 16
	out = append(out,
		mix(101, s0.lower, s0.tag, 0), mix(102, s0.lower, dom, 0), mix(103, s0.tag, dom, 0), mix(104, b0.lower, b0.tag, 0), mix(105, b0.lower, dom, 0),
		mix(106, b0.tag, dom, 0), mix(107, b1.lower, b1.tag, 0), mix(108, b1.lower, 0, 0), mix(109, b1.tag, 0, 0), mix(110, b2.lower, b2.tag, 0),
		mix(111, b2.tag, b1.tag, 0), mix(112, s1.lower, s1.tag, 0), mix(113, s1.tag, dom, 0), mix(114, s1.lower, dom, 0), mix(115, s2.tag, s1.tag, 0),
		mix(116, s0.lower, b0.lower, 0), mix(117, s0.lower, b0.tag, s0.tag), mix(118, s0.tag, b0.lower, b0.tag), mix(119, s0.tag, b0.tag, dom),
		mix(120, s0.lower, s1.lower, 0), mix(121, s0.lower, s1.tag, s0.tag), mix(122, s0.tag, s1.lower, s1.tag), mix(123, s0.tag, s1.tag, dom),
		mix(124, s0.tag, b0.tag, b1.tag), mix(125, s1.tag, s0.tag, b0.tag), mix(126, s2.tag, s1.tag, s0.tag), mix(127, b0.tag, b1.tag, b2.tag),
		mix(128, s0.lower, b0.tag, b1.tag), mix(129, s1.lower, s0.tag, b0.tag), mix(130, s1.tag, s0.lower, b0.tag), mix(131, s1.tag, s0.tag, b0.lower),
		mix(132, s0.tag, wl0.tag, b0.tag), mix(133, s0.tag, wr0.tag, b0.tag), mix(134, s1.tag, wr1.tag, s0.tag), mix(135, s1.tag, wl1.tag, s0.tag),
		mix(136, s0.tag, b0.tag, wlb.tag), mix(137, s0.tag, ll0, lr0), mix(138, s1.tag, ll1, lr1), mix(139, b0.tag, llb, 0),
		mix(140, s0.tag, lr0, b0.tag), mix(141, s1.tag, lr1, s0.tag), mix(142, s0.lower, ll0, lr0), mix(143, s1.lower, ll1, lr1),
		mix(144, s0.tag, d, b0.tag), mix(145, s0.lower, d, 0), mix(146, b0.lower, d, 0), mix(147, s1.tag, ds, s0.tag), mix(148, s1.lower, ds, 0),
		mix(149, s0.lower, k0.nl, k0.nr), mix(150, s0.tag, k0.nl, k0.nr), mix(151, s1.tag, k1.nl, k1.nr),
		mix(152, b0.tag, kb.nl, 0), mix(153, s1.lower, k1.nr, 0),
		mix(154, s0.suf3, b0.tag, 0), mix(155, s0.pre3, s0.tag, b0.tag), mix(156, b0.pre3, s0.tag, b0.tag), mix(157, b0.suf3, s0.tag, 0),
		mix(158, s1.pre3, s1.tag, s0.tag), mix(159, s1.suf3, s0.tag, 0), mix(160, s0.suf2, s0.pre2, s1.tag),
		mix(161, s0.upos, b0.upos, d|dom), mix(162, s0.upos, s1.upos, b0.upos|dom), mix(163, s0.upos, b0.upos, b1.upos|dom), mix(164, s2.upos, s1.upos, b0.upos),
		mix(165, s1.upos, s0.upos, b0.upos|b1.upos<<8), mix(166, wl0.lower, s0.tag, 0), mix(167, wr0.lower, s0.tag, 0), mix(168, wl1.lower, s1.tag, s0.tag),
		mix(169, wr1.lower, s1.tag, s0.tag), mix(170, wlb.lower, b0.tag, s0.tag), mix(171, b3.tag, b2.tag, b1.tag),
		mix(173, s.word(ts, k0.r2).tag, wr0.tag, s0.tag), mix(174, s.word(ts, k0.l2).tag, wl0.tag, s0.tag),
		mix(175, s.word(ts, k1.r2).tag, wr1.tag, s1.tag), mix(176, s.rel(k1.r2), lr1, s1.tag),
		mix(177, s1.lower, b0.tag, s0.upos), mix(178, s1.tag, b0.tag, b1.tag), mix(179, s1.lower, b0.lower, 0), mix(180, s0.tag, b1.lower, b0.tag),
		mix(181, s2.lower, s0.tag, s1.tag), mix(182, uint32(len(s.stack)), s0.tag, b0.tag), mix(183, s1.tag, lr1, b0.tag), mix(184, s0.lower, lr0, b0.upos),
		mix(185, s0.shape, b0.shape, s0.upos), mix(186, s1.shape, s0.shape, b0.upos), mix(187, s.rel(k0.l2), ll0, s0.tag),
		mix(188, s0.tag, k0.set, b0.tag), mix(189, s1.tag, k1.set, s0.tag), mix(190, s1.tag, k1.set, b0.tag), mix(191, s0.lower, k0.set, 0),
		mix(192, b0.tag, kb.set, s0.tag), mix(193, s1.tag, s0.tag, gap1), mix(194, s0.tag, b0.tag, gap), mix(195, s1.tag, b0.tag, gap|gap1<<8),
		mix(196, f0.lower, s0.tag, b0.tag), mix(197, f0.lower, s1.lower, s0.upos), mix(198, f0.lower, s1.tag, s0.tag), mix(199, f1.lower, s1.tag, s0.tag),
		mix(301, s0.lower, b0.upos, dom), mix(302, s0.upos, b0.lower, dom), mix(303, s1.lower, s0.upos, dom), mix(304, s1.upos, s0.lower, dom),
		mix(305, s0.tag, lr0, b0.tag|dom), mix(306, s1.tag, lr1, s0.tag|dom), mix(307, s1.tag, ds, s0.tag|dom), mix(308, s1.tag, s0.tag, b0.tag|dom),
		mix(309, s0.tag, b0.tag, b1.tag|dom), mix(310, f0.lower, s1.upos, s0.upos|dom))
	return s.guidedFeatures(ts, domain, out)
}

// relFeatures are the features for the relation of an arc, taken when it is made.
func (s *state) relFeatures(ts []token, h, d int32, domain uint32, out []uint64) []uint64 {
	hw, dw := s.word(ts, h), s.word(ts, d)
	dir := uint32(1) << 8
	if h < d {
		dir = 2 << 8
	}
	lo, hi := min(h, d), max(h, d)
	dist, gap := distance(lo, hi), s.between(lo, hi)
	kh, kd := s.kin(h), s.kin(d)
	wl, wr, fd := s.word(ts, kd.l1), s.word(ts, kd.r1), s.word(ts, kd.function)
	prev, next := s.word(ts, d-1), s.word(ts, d+1)
	hp, hn := s.word(ts, h-1), s.word(ts, h+1)
	dom := domain<<16 | dir
	gh, gd, gl := s.guided(ts, h), s.guided(ts, d), s.lastGuided(ts, h)
	return append(out,
		mix(201, hw.tag, dw.tag, dir), mix(202, hw.tag, dw.tag, dom|dist), mix(203, dw.lower, dir, dw.tag), mix(204, hw.lower, dir, dw.tag),
		mix(205, hw.lower, dw.lower, dir), mix(206, hw.tag, dw.lower, dir), mix(207, hw.lower, dw.tag, dom), mix(208, dw.suf3, hw.tag, dir),
		mix(209, dw.pre3, hw.tag, dir), mix(210, hw.pre3, dw.tag, dir), mix(211, hw.suf3, dw.tag, dir), mix(212, dw.tag, wl.tag, hw.tag),
		mix(213, dw.tag, wl.lower, dir), mix(214, dw.tag, wr.tag, hw.tag), mix(215, dw.tag, s.rel(kd.l1), hw.tag), mix(216, dw.tag, s.rel(kd.r1), hw.tag),
		mix(217, hw.tag, s.rel(kh.l1), dw.tag), mix(218, hw.tag, s.rel(kh.r1), dw.tag|dir), mix(219, prev.tag, dw.tag, hw.tag), mix(220, next.tag, dw.tag, hw.tag),
		mix(221, hp.tag, hw.tag, dw.tag), mix(222, hn.tag, hw.tag, dw.tag), mix(223, prev.lower, dw.tag, dir), mix(224, next.lower, dw.tag, dir),
		mix(225, wl.lower, hw.lower, dir), mix(226, dw.upos, hw.upos, dom), mix(227, dw.lower, dom, 0), mix(228, wl.lower, dw.tag, hw.tag),
		mix(229, wl.lower, dw.lower, 0), mix(230, s.rel(kh.l1), s.rel(kh.r1), dw.tag|dir), mix(231, wr.lower, dw.tag, dir), mix(232, hw.lower, wl.lower, dw.tag),
		mix(233, dw.suf2, dw.pre2, hw.tag), mix(234, kd.nl, kd.nr, dw.tag), mix(235, kh.nl, kh.nr, hw.tag|dir),
		mix(236, dw.shape, hw.tag, dir), mix(237, s.word(ts, kd.l2).lower, dw.tag, dir), mix(238, s.word(ts, kd.l2).tag, wl.tag, dw.tag|dir),
		mix(239, kd.set, dw.tag, hw.tag|dir), mix(240, kh.set, hw.tag, dw.tag|dir), mix(241, kd.set, kh.set, dir|dw.upos), mix(242, hw.lower, kd.set, dir),
		mix(243, fd.lower, hw.lower, dir), mix(244, fd.lower, hw.tag, dw.tag), mix(245, fd.lower, dw.lower, dir), mix(246, fd.lower, dw.upos, dom),
		mix(247, hw.tag, dw.tag, gap|dir), mix(248, dw.lower, hw.upos, dom), mix(249, kd.set, dw.upos, dom|hw.upos), mix(250, kh.set, hw.lower, dw.upos|dir),
		mix(251, hw.pre2, hw.suf2, dw.tag|dir), mix(252, kh.set, dw.lower, dir),
		mix(261, gh.tag, hw.tag, dw.tag|dir), mix(262, gh.lower, hw.lower, dw.tag|dir), mix(263, gl.tag, hw.tag, dw.tag|dir), mix(264, gl.lower, hw.tag, dw.tag|dir),
		mix(265, gd.tag, hw.tag, dw.tag|dir))
}

package syntax

// none stands for places of a state that hold no word; root for the root.
var (
	none     = token{form: 3, lower: 3, tag: 3, upos: 3, suf3: 3, pre3: 3, suf2: 3, pre2: 3, amb: 3, shape: 3}
	rootWord = token{form: 5, lower: 5, tag: 5, upos: 5, suf3: 5, pre3: 5, suf2: 5, pre2: 5, amb: 5, shape: 5}
)

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

func child(b []int32, i int32) int32 {
	if i < 0 || int(i) >= len(b) {
		return -1
	}
	return b[i]
}

func count(b []uint32, i int32) uint32 {
	if i < 0 || int(i) >= len(b) {
		return 0
	}
	return min(b[i], 4)
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

// set folds the relations of the dependents on one side of a word.
func set(b []uint64, i int32) uint32 {
	if i < 0 || int(i) >= len(b) {
		return 0
	}
	return uint32(b[i] * prime >> 32)
}

// passed tells which of commas, verbs and quotation marks lie between two words.
func passed(a, b *token) uint32 {
	return min(uint32(b.commas-a.commas), 2) | min(uint32(b.verbs-a.verbs), 2)<<2 | uint32(b.quotes-a.quotes)&1<<4
}

// moveFeatures are the features for the next transition, after Zhang and Nivre
// (2011), with affixes that carry voice.
func (s *state) moveFeatures(ts []token, domain uint32, out []uint64) []uint64 {
	i0, i1, i2, j0 := s.top(0), s.top(1), s.top(2), s.next
	s0, s1, s2 := s.word(ts, i0), s.word(ts, i1), s.word(ts, i2)
	b0, b1, b2, b3 := s.word(ts, j0), s.word(ts, j0+1), s.word(ts, j0+2), s.word(ts, j0+3)
	l0, r0, l1, r1, lb := child(s.l1, i0), child(s.r1, i0), child(s.l1, i1), child(s.r1, i1), child(s.l1, j0)
	wl0, wr0, wl1, wr1, wlb := s.word(ts, l0), s.word(ts, r0), s.word(ts, l1), s.word(ts, r1), s.word(ts, lb)
	ll0, lr0, ll1, lr1, llb := s.rel(l0), s.rel(r0), s.rel(l1), s.rel(r1), s.rel(lb)
	d := distance(i0, j0)
	ds := distance(i1, i0)
	d |= domain << 8
	between := passed(s0, b0)
	sl0, sr0, sr1, slb := set(s.sl, i0), set(s.sr, i0), set(s.sr, i1), set(s.sl, j0)
	by := 1000 * (domain + 1)
	return append(out,
		mix(101, s0.lower, s0.tag, 0), mix(102, s0.lower, 0, 0), mix(103, s0.tag, domain, 0), mix(104, b0.lower, b0.tag, 0), mix(105, b0.lower, 0, 0),
		mix(106, b0.tag, domain, 0), mix(107, b1.lower, b1.tag, 0), mix(108, b1.lower, 0, 0), mix(109, b1.tag, 0, 0), mix(110, b2.lower, b2.tag, 0),
		mix(111, b2.tag, b1.tag, 0), mix(112, s1.lower, s1.tag, 0), mix(113, s1.tag, domain, 0), mix(114, s1.lower, 0, 0), mix(115, s2.tag, s1.tag, 0),
		mix(116, s0.lower, b0.lower, 0), mix(117, s0.lower, b0.tag, s0.tag), mix(118, s0.tag, b0.lower, b0.tag), mix(119, s0.tag, b0.tag, domain),
		mix(120, s0.lower, s1.lower, 0), mix(121, s0.lower, s1.tag, s0.tag), mix(122, s0.tag, s1.lower, s1.tag), mix(123, s0.tag, s1.tag, domain),
		mix(124, s0.tag, b0.tag, b1.tag), mix(125, s1.tag, s0.tag, b0.tag), mix(126, s2.tag, s1.tag, s0.tag), mix(127, b0.tag, b1.tag, b2.tag),
		mix(128, s0.lower, b0.tag, b1.tag), mix(129, s1.lower, s0.tag, b0.tag), mix(130, s1.tag, s0.lower, b0.tag), mix(131, s1.tag, s0.tag, b0.lower),
		mix(132, s0.tag, wl0.tag, b0.tag), mix(133, s0.tag, wr0.tag, b0.tag), mix(134, s1.tag, wr1.tag, s0.tag), mix(135, s1.tag, wl1.tag, s0.tag),
		mix(136, s0.tag, b0.tag, wlb.tag), mix(137, s0.tag, ll0, lr0), mix(138, s1.tag, ll1, lr1), mix(139, b0.tag, llb, 0),
		mix(140, s0.tag, lr0, b0.tag), mix(141, s1.tag, lr1, s0.tag), mix(142, s0.lower, ll0, lr0), mix(143, s1.lower, ll1, lr1),
		mix(144, s0.tag, d, b0.tag), mix(145, s0.lower, d, 0), mix(146, b0.lower, d, 0), mix(147, s1.tag, ds, s0.tag), mix(148, s1.lower, ds, 0),
		mix(149, s0.lower, count(s.nl, i0), count(s.nr, i0)), mix(150, s0.tag, count(s.nl, i0), count(s.nr, i0)), mix(151, s1.tag, count(s.nl, i1), count(s.nr, i1)),
		mix(152, b0.tag, count(s.nl, j0), 0), mix(153, s1.lower, count(s.nr, i1), 0),
		mix(154, s0.suf3, b0.tag, 0), mix(155, s0.pre3, s0.tag, b0.tag), mix(156, b0.pre3, s0.tag, b0.tag), mix(157, b0.suf3, s0.tag, 0),
		mix(158, s1.pre3, s1.tag, s0.tag), mix(159, s1.suf3, s0.tag, 0), mix(160, s0.suf2, s0.pre2, s1.tag),
		mix(161, s0.upos, b0.upos, d), mix(162, s0.upos, s1.upos, b0.upos), mix(163, s0.upos, b0.upos, b1.upos), mix(164, s2.upos, s1.upos, b0.upos),
		mix(165, s1.upos, s0.upos, b0.upos|b1.upos<<8), mix(166, wl0.lower, s0.tag, 0), mix(167, wr0.lower, s0.tag, 0), mix(168, wl1.lower, s1.tag, s0.tag),
		mix(169, wr1.lower, s1.tag, s0.tag), mix(170, wlb.lower, b0.tag, s0.tag), mix(171, b3.tag, b2.tag, b1.tag), mix(172, s0.tag, lr0, ds),
		mix(173, s.word(ts, child(s.r2, i0)).tag, wr0.tag, s0.tag), mix(174, s.word(ts, child(s.l2, i0)).tag, wl0.tag, s0.tag),
		mix(175, s.word(ts, child(s.r2, i1)).tag, wr1.tag, s1.tag), mix(176, s.rel(child(s.r2, i1)), lr1, s1.tag),
		mix(177, s1.lower, b0.tag, s0.upos), mix(178, s1.tag, b0.tag, b1.tag), mix(179, s1.lower, b0.lower, 0), mix(180, s0.tag, b1.lower, b0.tag),
		mix(181, s2.lower, s0.tag, s1.tag), mix(182, uint32(len(s.stack)), s0.tag, b0.tag), mix(183, s1.tag, lr1, b0.tag), mix(184, s0.lower, lr0, b0.upos),
		mix(185, s0.shape, b0.shape, s0.upos), mix(186, s1.shape, s0.shape, b0.upos), mix(187, s.rel(child(s.l2, i0)), ll0, s0.tag),
		// what lies between, valency, and prepositions with what they may hang on
		mix(188, s0.tag, b0.tag, between), mix(189, s0.upos, b0.upos, between|domain<<8), mix(190, s1.upos, s0.upos, between|b0.upos<<8),
		mix(191, s0.lower, sr0, 1), mix(192, s0.tag, sr0, b0.tag), mix(193, s0.tag, sl0, b0.tag), mix(194, s1.tag, sr1, s0.tag),
		mix(195, s1.lower, sr1, s0.upos), mix(196, b0.tag, slb, s0.tag), mix(197, s1.lower, wl0.lower, s0.tag), mix(198, s1.tag, wl0.lower, s0.tag),
		mix(199, s0.lower, wlb.lower, b0.tag), mix(200, s0.tag, wlb.lower, b0.tag),
		// the style of the treebank
		mix(by+1, s0.lower, s0.tag, 0), mix(by+4, b0.lower, b0.tag, 0), mix(by+12, s1.lower, s1.tag, 0), mix(by+17, s0.lower, b0.tag, s0.tag),
		mix(by+18, s0.tag, b0.lower, b0.tag), mix(by+21, s0.lower, s1.tag, s0.tag), mix(by+22, s0.tag, s1.lower, s1.tag), mix(by+24, s0.tag, b0.tag, b1.tag),
		mix(by+25, s1.tag, s0.tag, b0.tag), mix(by+32, s0.tag, wl0.tag, b0.tag), mix(by+33, s0.tag, wr0.tag, b0.tag), mix(by+34, s1.tag, wr1.tag, s0.tag),
		mix(by+35, s1.tag, wl1.tag, s0.tag), mix(by+40, s0.tag, lr0, b0.tag), mix(by+41, s1.tag, lr1, s0.tag), mix(by+50, s0.tag, count(s.nl, i0), count(s.nr, i0)),
		mix(by+47, s1.tag, ds, s0.tag), mix(by+54, s0.suf3, b0.tag, 0), mix(by+62, s0.upos, s1.upos, b0.upos), mix(by+63, s0.upos, b0.upos, b1.upos))
}

// relFeatures are the features for the relation of an arc, taken when it is made.
func (s *state) relFeatures(ts []token, h, d int32, domain uint32, out []uint64) []uint64 {
	hw, dw := s.word(ts, h), s.word(ts, d)
	dir := uint32(1)
	if h < d {
		dir = 2
	}
	dist := distance(min(h, d), max(h, d))
	dl, dr := child(s.l1, d), child(s.r1, d)
	wl, wr := s.word(ts, dl), s.word(ts, dr)
	hl, hr := child(s.l1, h), child(s.r1, h)
	prev, next := s.word(ts, d-1), s.word(ts, d+1)
	hp, hn := s.word(ts, h-1), s.word(ts, h+1)
	dom := domain<<4 | dir
	by := 1000 * (domain + 1)
	sl, sr, hl2 := set(s.sl, d), set(s.sr, d), set(s.sl, h)
	return append(out,
		mix(201, hw.tag, dw.tag, dir), mix(202, hw.tag, dw.tag, dom|dist<<8), mix(203, dw.lower, dir, dw.tag), mix(204, hw.lower, dir, dw.tag),
		mix(205, hw.lower, dw.lower, dir), mix(206, hw.tag, dw.lower, dir), mix(207, hw.lower, dw.tag, dom), mix(208, dw.suf3, hw.tag, dir),
		mix(209, dw.pre3, hw.tag, dir), mix(210, hw.pre3, dw.tag, dir), mix(211, hw.suf3, dw.tag, dir), mix(212, dw.tag, wl.tag, hw.tag),
		mix(213, dw.tag, wl.lower, dir), mix(214, dw.tag, wr.tag, hw.tag), mix(215, dw.tag, s.rel(dl), hw.tag), mix(216, dw.tag, s.rel(dr), hw.tag),
		mix(217, hw.tag, s.rel(hl), dw.tag), mix(218, hw.tag, s.rel(hr), dw.tag|dir<<16), mix(219, prev.tag, dw.tag, hw.tag), mix(220, next.tag, dw.tag, hw.tag),
		mix(221, hp.tag, hw.tag, dw.tag), mix(222, hn.tag, hw.tag, dw.tag), mix(223, prev.lower, dw.tag, dir), mix(224, next.lower, dw.tag, dir),
		mix(225, wl.lower, hw.lower, dir), mix(226, dw.upos, hw.upos, dom), mix(227, dw.lower, dom, 0), mix(228, wl.lower, dw.tag, hw.tag),
		mix(229, wl.lower, dw.lower, 0), mix(230, s.rel(hl), s.rel(hr), dw.tag|dir<<16), mix(231, wr.lower, dw.tag, dir), mix(232, hw.lower, wl.lower, dw.tag),
		mix(233, dw.suf2, dw.pre2, hw.tag), mix(234, count(s.nl, d), count(s.nr, d), dw.tag), mix(235, count(s.nl, h), count(s.nr, h), hw.tag|dir<<16),
		mix(236, dw.shape, hw.tag, dir), mix(237, s.word(ts, child(s.l2, d)).lower, dw.tag, dir), mix(238, s.word(ts, child(s.l2, d)).tag, wl.tag, dw.tag|dir<<16),
		mix(239, dw.tag, sl, hw.upos), mix(240, dw.tag, sr, hw.upos), mix(241, hw.tag, hl2, dw.tag|dir<<16), mix(242, hw.lower, hl2, dw.upos|dir<<16),
		mix(243, hw.upos, set(s.sr, h), dw.tag|dir<<16), mix(244, hw.lower, set(s.sr, h), dw.upos|dir<<16), mix(245, dw.upos, hw.upos, passed(hw, dw)|dir<<16),
		mix(246, dw.pre3, dw.suf3, hw.upos), mix(247, hw.suf3, wl.lower, dw.tag), mix(248, prev.tag, next.tag, dw.tag|dir<<16),
		mix(by+201, hw.tag, dw.tag, dir), mix(by+203, dw.lower, dir, dw.tag), mix(by+204, hw.lower, dir, dw.tag), mix(by+206, hw.tag, dw.lower, dir),
		mix(by+208, dw.suf3, hw.tag, dir), mix(by+210, hw.pre3, dw.tag, dir), mix(by+211, hw.suf3, dw.tag, dir), mix(by+212, dw.tag, wl.tag, hw.tag),
		mix(by+213, dw.tag, wl.lower, dir), mix(by+215, dw.tag, s.rel(dl), hw.tag), mix(by+217, hw.tag, s.rel(hl), dw.tag|dir<<16), mix(by+218, hw.tag, s.rel(hr), dw.tag|dir<<16),
		mix(by+219, prev.tag, dw.tag, hw.tag), mix(by+220, next.tag, dw.tag, hw.tag), mix(by+228, wl.lower, dw.tag, hw.tag), mix(by+239, dw.tag, sl, hw.upos))
}

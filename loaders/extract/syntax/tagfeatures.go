package syntax

// maxFeatures bounds the features of one decision.
const maxFeatures = 160

func at(ts []token, i int) *token {
	if i < 0 || i >= len(ts) {
		return &boundary
	}
	return &ts[i]
}

// tagFeatures are the features for the tag of word i, the tags before it known.
func tagFeatures(ts []token, i int, domain uint32, out []uint64) []uint64 {
	w, p1, p2, n1, n2 := at(ts, i), at(ts, i-1), at(ts, i-2), at(ts, i+1), at(ts, i+2)
	first := uint32(0)
	if i == 0 {
		first = 1
	}
	return append(out,
		mix(1, w.lower, 0, 0), mix(2, w.form, first, 0), mix(3, w.pre2, 0, 0), mix(4, w.pre3, 0, 0), mix(5, w.pre4, 0, 0),
		mix(6, w.suf1, 0, 0), mix(7, w.suf2, 0, 0), mix(8, w.suf3, 0, 0), mix(9, w.suf4, 0, 0),
		mix(10, w.shape, first, 0), mix(11, w.amb, 0, 0),
		mix(12, p1.tag, 0, 0), mix(13, p2.tag, p1.tag, 0), mix(14, p1.lower, 0, 0), mix(15, p2.lower, 0, 0),
		mix(16, n1.lower, 0, 0), mix(17, n2.lower, 0, 0), mix(18, n1.amb, 0, 0), mix(19, n2.amb, 0, 0),
		mix(20, p1.tag, w.lower, 0), mix(21, n1.lower, w.lower, 0), mix(22, p1.lower, w.lower, 0),
		mix(23, p1.tag, n1.amb, 0), mix(24, p1.tag, w.amb, n1.amb), mix(25, n1.amb, n2.amb, w.amb),
		mix(26, p1.tag, p2.tag, w.amb), mix(27, w.amb, n1.amb, 0), mix(28, w.suf3, w.pre3, 0), mix(29, w.suf3, p1.tag, 0),
		mix(30, w.suf2, n1.amb, 0), mix(31, n1.suf3, 0, 0), mix(32, p1.suf3, 0, 0), mix(33, w.shape, p1.shape, n1.shape),
		mix(34, w.pre2, w.suf2, p1.tag), mix(35, n1.shape, w.shape, 0), mix(36, w.amb, n1.suf3, 0), mix(37, n1.pre2, w.amb, 0),
		mix(38, w.lower, domain, 0), mix(39, w.amb, domain, 0), mix(40, p1.tag, domain, 0), mix(41, w.suf3, domain, 0), mix(42, w.shape, domain, 0),
		mix(43, p1.tag, p2.tag, domain), mix(44, p1.tag, w.lower, domain), mix(45, n1.amb, w.lower, domain), mix(46, w.shape, w.suf2, domain))
}

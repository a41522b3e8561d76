package quadview

// SetManyLookups sets the number of lookups after which nodes are listed.
func SetManyLookups(n int) (undo func()) { return setting(&manyLookups, n) }

// SetAhead sets how many ends of a node, and how many paths to one, are read ahead.
func SetAhead(n int) (undo func()) {
	ends, paths := setting(&maxEnds, n), setting(&maxPaths, n)
	return func() { ends(); paths() }
}

func setting(of *int, n int) (undo func()) {
	old := *of
	*of = n
	return func() { *of = old }
}

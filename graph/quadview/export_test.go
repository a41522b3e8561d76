package quadview

// SetManyLookups sets the number of lookups after which ends are read.
func SetManyLookups(n int) (undo func()) {
	old := manyLookups
	manyLookups = n
	return func() { manyLookups = old }
}

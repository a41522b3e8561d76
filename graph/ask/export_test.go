package ask

// SetMany sets the number of candidates from which on lists are remembered.
func SetMany(n int) (undo func()) {
	old := many
	many = n
	return func() { many = old }
}

// SetBusy sets the number of postings from which on a key is taken day by day.
func SetBusy(n int) (undo func()) {
	old := busy
	busy = n
	return func() { busy = old }
}

// SetMaxRead sets how much is kept in mind of what was read, until the function returned is
// called.
func SetMaxRead(n int) func() {
	old := maxRead
	maxRead = n
	return func() { maxRead = old }
}

// SetFirstSentences sets how many sentences are read before the index is asked for words.
func SetFirstSentences(n int) (undo func()) {
	old := firstSentences
	firstSentences = n
	return func() { firstSentences = old }
}

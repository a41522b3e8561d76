package ask

// SetBusy sets the number of postings from which on a key is taken day by day.
func SetBusy(n int) (undo func()) {
	old := busy
	busy = n
	return func() { busy = old }
}

// Package graph keeps what documents say in Cayley: it opens a store, writes a
// document as a whole or not at all, takes it out again, reads back what is
// there, counts and checks.
//
//	Kyiv menuduh Teheran. / Kyiv accused Tehran.
//
// goes in as a [schema.Extraction] and comes out as a [schema.Statement] with its
// sentence. Invariants: a document is in the store with all its quads or not at
// all, also after kill -9; what documents share (claims, actors, times) stays
// while anything refers to it; quads under a label that begins with "index/" are
// derived from the others and may be made again at any time.
package graph

// Package schema is the model: documents, actors, claims, statements and their
// evidence, the closed lists of acts and relations, and the way they are written
// as quads and read back.
//
//	Ukraina menuduh Iran memasok Rusia dengan drone.
//	Ukraine accuses Iran of supplying Russia with drones.
//
// Both sentences are a [Statement] (Ukraine, accuse, target Iran) about the same
// [Claim] (Iran, supply, Russia, theme drone), which has one identity whatever
// its wording and language.
//
// Invariants: identities are content addresses, so that the same input gives the
// same quads anywhere; all offsets are Unicode code points into the document's
// text; there are no blank nodes. The package does no I/O.
package schema

// Package export writes the graph, or the statements that a question finds, in
// the formats that other programs read: RDF in six syntaxes, graphs for Gephi and
// other viewers, tables and JSON lines.
//
//	Kyiv menuduh Teheran. / Kyiv accused Tehran.
//
// is a named graph in N-Quads and TriG, an edge with a date in GEXF, a row in CSV.
// [Write] takes a [Source] and [Options]; [Formats] and [Profiles] are the tables
// of what there is.
//
// Invariants: memory does not grow with the graph, sorted or not; every text is
// escaped so that the output is well-formed whatever a document says; all IRIs are
// absolute and there are no blank nodes, so that a sorted N-Quads export is the
// canonical form of the data (RDFC-1.0) and two exports of one graph are the same
// bytes. The package reads no clock and knows no store but through its source.
package export

package export

import (
	"context"
	"mime"
	"path/filepath"
	"strings"
)

// Format describes a format.
type Format struct {
	Name       string
	Title      string // for people
	Extensions []string
	MediaType  string
	// RDF tells that the format holds the whole graph and takes profiles; Graphs
	// that it keeps named graphs. Formats without them repeat in the reified nodes
	// what the graphs say.
	RDF, Graphs bool
	write       func(context.Context, *job) error
}

// Formats is the table of formats, the default first.
var Formats = []Format{
	{"nquads", "N-Quads", []string{".nq"}, "application/n-quads", true, true, writeLines},
	{"ntriples", "N-Triples", []string{".nt"}, "application/n-triples", true, false, writeLines},
	{"trig", "TriG", []string{".trig"}, "application/trig", true, true, writeTurtle},
	{"turtle", "Turtle", []string{".ttl"}, "text/turtle", true, false, writeTurtle},
	{"jsonld", "JSON-LD", []string{".jsonld"}, "application/ld+json", true, true, writeJSONLD},
	{"rdfxml", "RDF/XML", []string{".rdf"}, "application/rdf+xml", true, false, writeRDFXML},
	{"graphml", "GraphML", []string{".graphml"}, "application/graphml+xml", false, false, writeGraphML},
	{"gexf", "GEXF with time, for Gephi", []string{".gexf"}, "application/gexf+xml", false, false, writeGEXF},
	{"csv", "CSV, a row for each statement", []string{".csv"}, "text/csv", false, false, writeCSV},
	{"csv-nodes", "CSV of the actors", []string{".nodes.csv"}, "text/csv", false, false, writeCSVNodes},
	{"csv-edges", "CSV of who did what to whom, counted", []string{".edges.csv"}, "text/csv", false, false, writeCSVEdges},
	{"jsonl", "JSON lines, a line for each statement", []string{".jsonl", ".ndjson"}, "application/jsonl", false, false, writeJSONL},
}

// FormatNames lists the names of the formats.
func FormatNames() []string {
	out := make([]string, len(Formats))
	for i, f := range Formats {
		out[i] = f.Name
	}
	return out
}

// FormatNamed is the format of this name.
func FormatNamed(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// FormatForFile is the format that goes with the ending of a file's name, that of
// the compression taken off first.
func FormatForFile(name string) (Format, bool) {
	name = Uncompressed(strings.ToLower(filepath.Base(name)))
	best, length := Format{}, 0
	for _, f := range Formats {
		for _, e := range f.Extensions {
			if strings.HasSuffix(name, e) && len(e) > length {
				best, length = f, len(e)
			}
		}
	}
	return best, length > 0
}

// Uncompressed is the name of a file without the ending of a compression.
func Uncompressed(name string) string {
	for _, c := range compressions {
		name = strings.TrimSuffix(name, c.ending)
	}
	return name
}

// FormatForMediaType is the first format of a media type, whose parameters are
// ignored.
func FormatForMediaType(mediaType string) (Format, bool) {
	t, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return Format{}, false
	}
	return find(func(f Format) bool { return f.MediaType == t })
}

func find(ok func(Format) bool) (Format, bool) {
	for _, f := range Formats {
		if ok(f) {
			return f, true
		}
	}
	return Format{}, false
}

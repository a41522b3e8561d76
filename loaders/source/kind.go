package source

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"saksi/loaders/source/article"
	"saksi/loaders/source/csv"
	"saksi/loaders/source/feed"
	"saksi/loaders/source/gdelt"
	"saksi/loaders/source/item"
	"saksi/loaders/source/jsonl"
	"saksi/loaders/source/pattern"
	"saksi/loaders/source/rdf"
	"saksi/loaders/source/warc"
)

// Kind is a kind of input: how it is told from others, and who reads it.
type Kind struct {
	Name    string
	Desc    string
	Endings []string // of file names, lower case, without the one of a compression
	// Sniff tells the kind from the first bytes; nil for kinds that can't be told.
	Sniff func(head []byte) bool
	Read  item.Reader
}

// Kinds is the table of kinds, in the order in which they are tried. Plain text
// comes last: anything that is text may be an article.
var Kinds = []Kind{
	{"warc", "web archive, such as those of the Common Crawl news crawl", []string{".warc"}, startsWith("WARC/"), warc.Read},
	{"gdelt", "GDELT 2.0 events or Global Knowledge Graph, tab-separated", []string{".export.csv", ".gkg.csv"}, gdelt.Sniff, gdelt.Read},
	{"rdf", "RDF as saksi exports it: N-Quads, N-Triples, Turtle, TriG, JSON-LD, RDF/XML", rdf.Endings(), rdf.Sniff, rdf.Read},
	{"feed", "RSS, Atom or JSON Feed", []string{".rss", ".atom"}, feedStart.Match, feed.Read},
	{"html", "page with one or more articles", []string{".html", ".htm", ".xhtml"}, htmlStart.Match, article.ReadHTML},
	{"jsonl", "JSON objects, one a line: documents, or statements of saksi extract", []string{".jsonl", ".ndjson", ".json"}, jsonStart.Match, jsonl.Read},
	{"csv", "table with a header row, one document a row", []string{".csv", ".tsv"}, nil, csv.Read},
	{"text", "one article as plain text, header lines first", []string{".txt", ".text"}, nil, article.ReadText},
}

// certain are the kinds that content tells even where the name says otherwise:
// pages, feeds, tables and graphs are saved under all kinds of names.
var certain = map[string]bool{"warc": true, "gdelt": true, "rdf": true, "feed": true, "html": true}

var (
	feedStart = pattern.New(`(?i)^(<\?xml[^>]*>\s*)?(<\?[^>]*>\s*|<!--(?s:.*?)-->\s*)*<(rss|feed|rdf:RDF)[\s>]|^\{\s*"version"\s*:\s*"https?://jsonfeed\.org/`)
	htmlStart = pattern.New(`(?i)^(<\?xml[^>]*>\s*)?(<!--(?s:.*?)-->\s*)*<(!doctype html|html|head|body|article|div|p|h1|meta)[\s>]`)
	jsonStart = pattern.New(`^(\{\s*["}]|\[\s*\{)`)
)

func startsWith(s string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(s)) }
}

// KindNames lists the names that --kind takes.
func KindNames() []string {
	var out []string
	for _, k := range Kinds {
		out = append(out, k.Name)
	}
	return out
}

// kindNamed finds a kind by its name.
func kindNamed(name string) (Kind, error) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("unknown kind %q (one of %s)", name, strings.Join(KindNames(), ", "))
}

// Detect tells the kind of an input: from the first bytes where they are certain,
// else from the ending of its name, else from the first bytes.
func Detect(name string, head []byte) Kind {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	byContent := -1
	for i, k := range Kinds {
		if k.Sniff != nil && k.Sniff(head) {
			if certain[k.Name] {
				return k
			}
			byContent = i
			break
		}
	}
	if k := byEnding(name); k >= 0 {
		return Kinds[k]
	}
	if byContent >= 0 {
		return Kinds[byContent]
	}
	return Kinds[len(Kinds)-1]
}

// byEnding is the kind that the ending of a name tells, or -1.
func byEnding(name string) int {
	name = strings.ToLower(name)
	for i, k := range Kinds {
		for _, e := range k.Endings {
			if strings.HasSuffix(name, e) {
				return i
			}
		}
	}
	return -1
}

// foreign says what to do with files that are no documents, and would be read as plain
// text or as a heap of pages: pictures and networks, such as the program itself writes,
// and what word processors save.
var foreign = []struct {
	endings []string // of names, lower case
	begin   pattern.Pattern
	advice  string
}{
	{[]string{".gexf", ".graphml", ".svg"}, pattern.New(pattern.Prolog + `<(gexf|graphml|svg)[\s>]`),
		"is a network or a picture, not a document"},
	{[]string{".pdf"}, pattern.New(`^%PDF-`), "is a PDF: make a text of it first, as pdftotext does"},
	{[]string{".rtf"}, pattern.New(`^\{\\rtf`), "is rich text: save it as plain text or HTML first"},
	{[]string{".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub"}, nil, "is of an office program: save it as plain text, HTML or CSV first"},
}

// foreignAs says why the input is no document, or nothing. An address says nothing by
// its ending.
func foreignAs(name string, head []byte) error {
	ending := path.Ext(strings.ToLower(name))
	if isURL(name) {
		ending = ""
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, f := range foreign {
		if f.begin != nil && f.begin.Match(head) || slices.Contains(f.endings, ending) {
			return errors.New(f.advice)
		}
	}
	return nil
}

// known tells names whose ending is that of a kind, of an archive, or of XML, which
// may be a feed or a page; or that have none.
func known(name string) bool {
	ext := path.Ext(name)
	return byEnding(name) >= 0 || ext == ".zip" || ext == ".xml" || ext == ""
}

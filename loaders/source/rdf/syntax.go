package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"saksi/loaders/source/item"
	"saksi/loaders/source/pattern"
	"saksi/schema"
)

// syntax is a way to write RDF.
type syntax struct {
	name    string
	endings []string // of file names, lower case
	// begins tells it from the others by the first bytes; ours, which may be nil when that
	// is enough, tells the project's exports from what else begins so.
	begins, ours pattern.Pattern
	read         func(*bufio.Reader, *gatherer)
}

// syntaxes is the table of syntaxes. Lines come last, and Turtle, which may begin like them,
// before them.
var syntaxes = []syntax{
	{"RDF/XML", []string{".rdf"}, pattern.New(pattern.Prolog + `<rdf:RDF[\s>]`), pattern.New(pattern.Prolog + `<rdf:RDF\s[^>]*` + schema.Namespace), readXML},
	{"JSON-LD", []string{".jsonld"}, pattern.New(`^(\[\s*)*(\{\s*["}]|\])`), pattern.New(`^(\[\s*)?\{\s*"@(?s:.*)` + schema.Base), readJSON},
	{"Turtle or TriG", []string{".ttl", ".trig"}, pattern.New(`^(#[^\n]*\s*)*(@prefix\s|@base\s|(?i:prefix)\s+[\w-]*:\s*<|(?i:base)\s+<)`), nil, readTurtle},
	{"N-Quads or N-Triples", []string{".nq", ".nquads", ".nt"}, pattern.New(`^(#[^\n]*\n\s*)*<[^>\n]*> <[^>\n]*> [^\n]+ \.\s*\n`), nil, readLines},
}

// Endings are those of the names of files that hold RDF, lower case.
func Endings() (out []string) {
	for _, s := range slices.Backward(syntaxes) {
		out = append(out, s.endings...)
	}
	return out
}

// Sniff tells RDF that may be an export of the project from its first bytes. Other RDF/XML
// may be a feed, other JSON-LD a page's description of itself.
func Sniff(head []byte) bool {
	for _, s := range syntaxes {
		if s.begins.Match(head) {
			return s.ours == nil || s.ours.Match(head)
		}
	}
	return false
}

// syntaxOf tells the syntax from the first bytes, or from the ending of the name where these
// may be Turtle or lines.
func syntaxOf(name string, head []byte) syntax {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	lines := len(syntaxes) - 1
	for _, s := range syntaxes[:lines] {
		if s.begins.Match(head) {
			return s
		}
	}
	for _, s := range syntaxes {
		if s.names(name) {
			return s
		}
	}
	if syntaxes[lines].begins.Match(head) {
		return syntaxes[lines]
	}
	return syntaxes[lines-1]
}

// names tells whether a file's name has the ending of the syntax, maybe before that of a
// compression.
func (s syntax) names(file string) bool {
	file = strings.ToLower(file)
	for _, e := range s.endings {
		if strings.HasSuffix(file, e) || strings.Contains(file, e+".") {
			return true
		}
	}
	return false
}

// budget is a stream of which only so many bytes can be read until it is filled again: what
// libraries read in one piece is no longer than that.
type budget struct {
	r         *bufio.Reader
	max, left int64
	line      int // of what comes next, from 1
}

func newBudget(r *bufio.Reader, max int64) *budget { return &budget{r, max, max, 1} }

func (b *budget) fill() { b.left = b.max }

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, item.TooLarge(b.max)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	b.line += bytes.Count(p[:n], []byte("\n"))
	return n, err
}

// ReadByte lets readers of XML read no further than they are.
func (b *budget) ReadByte() (byte, error) {
	if b.left <= 0 {
		return 0, item.TooLarge(b.max)
	}
	c, err := b.r.ReadByte()
	b.left--
	if c == '\n' {
		b.line++
	}
	return c, err
}

var _ io.ByteReader = (*budget)(nil)

// guard makes errors of the panics of a library.
func guard(call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("can't be read: %v", p)
		}
	}()
	return call()
}

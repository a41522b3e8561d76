package rdf

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
)

// parser reads lines of N-Quads, as the graph keeps what they say. Those that an export
// has most, of IRIs and plain texts without escapes, are read here; all others by the
// library, which reads them as well, in five times the time.
type parser struct {
	seed maphash.Seed
	// met are the IRIs that were met lately: lines that follow each other share most.
	met [1 << 13]struct {
		text string
		iri  quad.Value
	}
}

func newParser() *parser { return &parser{seed: maphash.MakeSeed()} }

func (l *parser) read(line []byte) (quad.Quad, error) {
	if q, ok := l.plain(line); ok {
		return q, nil
	}
	q, err := nquads.Parse(string(line))
	if err != nil || !q.IsValid() {
		return q, fmt.Errorf("not an N-Quads line: %w", orInvalid(err))
	}
	return Relative(q), nil
}

// plain reads a line of three or four terms, which are IRIs but for the third, which may be
// a text. It is false for all that is written in another way.
func (l *parser) plain(line []byte) (q quad.Quad, ok bool) {
	if q.Subject, line, ok = l.iri(line); !ok {
		return q, false
	}
	if q.Predicate, line, ok = l.iri(line); !ok {
		return q, false
	}
	if len(line) > 0 && line[0] == '"' {
		q.Object, line, ok = text(line)
	} else {
		q.Object, line, ok = l.iri(line)
	}
	if !ok {
		return q, false
	}
	if len(line) > 0 && line[0] == '<' {
		if q.Label, line, ok = l.iri(line); !ok {
			return q, false
		}
	}
	return q, string(line) == "."
}

// inIRI are the bytes that an IRI has, as exports write it.
var inIRI = func() (in [256]bool) {
	for c := '!'; c < 0x7f; c++ {
		in[c] = !bytes.ContainsRune([]byte("<>\"{}|\\^`"), c)
	}
	return in
}()

// iri reads an IRI and the space behind it.
func (l *parser) iri(line []byte) (v quad.Value, rest []byte, ok bool) {
	if len(line) == 0 || line[0] != '<' {
		return nil, line, false
	}
	n := 1
	for n < len(line) && inIRI[line[n]] {
		n++
	}
	if n == 1 || n+1 >= len(line) || line[n] != '>' || line[n+1] != ' ' {
		return nil, line, false
	}
	text, rest := line[1:n], line[n+2:]
	e := &l.met[maphash.Bytes(l.seed, text)%uint64(len(l.met))]
	if e.iri == nil || e.text != string(text) {
		e.text = string(text)
		e.iri = relative(quad.IRI(e.text))
	}
	return e.iri, rest, true
}

// text reads a plain text and the space behind it.
func text(line []byte) (v quad.Value, rest []byte, ok bool) {
	n := bytes.IndexByte(line[1:], '"') + 1
	if n == 0 || n+1 >= len(line) || line[n+1] != ' ' {
		return nil, line, false
	}
	s := line[1:n]
	if bytes.IndexByte(s, '\\') >= 0 || !utf8.Valid(s) || bytes.ContainsFunc(s, control) {
		return nil, line, false
	}
	return quad.String(s), line[n+2:], true
}

func control(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError }

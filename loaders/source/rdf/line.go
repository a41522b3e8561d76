package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/loaders/source/item"
)

// readLines reads N-Quads and N-Triples. A line that is none fails alone.
func readLines(in *bufio.Reader, g *gatherer) {
	r := &liner{r: in, max: g.max}
	parser := newParser()
	for g.going() {
		line, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			g.breaks(fmt.Sprint(r.line), err)
			break
		}
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		q, err := parser.read(line)
		if err != nil {
			g.fail(fmt.Sprint(r.line), err)
			continue
		}
		g.see(line)
		g.add(q)
	}
}

func orInvalid(err error) error {
	if err == nil {
		return quad.ErrInvalid
	}
	return err
}

// liner reads lines up to a length. A line holds until the next one is read.
type liner struct {
	r    *bufio.Reader
	max  int64
	line int
	buf  []byte
}

func (l *liner) next() ([]byte, error) {
	l.line++
	l.buf = l.buf[:0]
	for {
		part, err := l.r.ReadSlice('\n')
		l.buf = append(l.buf, part...)
		switch {
		case err == bufio.ErrBufferFull && int64(len(l.buf)) > l.max:
			return nil, item.TooLarge(l.max)
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(l.buf) == 0):
			return nil, err
		}
		return bytes.TrimSpace(l.buf), nil
	}
}

// parser reads lines of N-Quads, as the graph keeps what they say. Those that an export
// has most, of IRIs and plain texts without escapes, are read here; all others by the
// library, which reads them as well, in five times the time.
type parser struct{ *iris }

func newParser() *parser { return &parser{newIRIs()} }

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
	return l.relative(line[1:n]), line[n+2:], true
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

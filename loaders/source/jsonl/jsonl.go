// Package jsonl reads JSON objects, one a line (or one document, or an array of
// them): documents to be read, or statements as saksi extract prints them.
//
//	{"text": "Iran membantah hal ini.", "published": "2022-12-10", "lang": "id"}
//
// Invariant: a document's text is exactly the object's text.
package jsonl

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"saksi/loaders/source/charset"
	"saksi/loaders/source/field"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// Read reads the stream object by object. Statements that follow one another and
// share a document become one item.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		r := &reader{in: in, consume: yield, given: make(map[schema.IRI]bool)}
		src := bufio.NewReaderSize(in.Reader, 1<<16)
		if opensArray(src) {
			r.whole(src)
			return
		}
		sc := &lines{r: src, max: in.Max()}
		any := false
		for {
			line, err := sc.next()
			if err == io.EOF {
				break
			}
			at := strconv.Itoa(sc.number)
			switch {
			case errors.Is(err, item.ErrTooLarge):
				any = true
				if !r.flush() || !r.yield(item.Item{}, in.Fail(at, err)) {
					return
				}
				continue
			case err != nil:
				if r.flush() {
					r.yield(item.Item{}, in.Fail(at, fmt.Errorf("reading: %w", err)))
				}
				return
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if !any && opensDocument(line) { // pretty-printed: one value over many lines
				r.whole(io.MultiReader(bytes.NewReader(line), strings.NewReader("\n"), sc.r))
				return
			}
			any = true
			if !r.line(line, at) {
				return
			}
		}
		if r.flush() && !any {
			r.yield(item.Item{}, in.Fail("", item.ErrEmpty))
		}
	}
}

// lines reads lines up to a length, and skips over the rest of longer ones.
type lines struct {
	r      *bufio.Reader
	max    int64
	number int
	buf    []byte
}

func (l *lines) next() ([]byte, error) {
	l.number++
	l.buf = l.buf[:0]
	tooLong := false
	for {
		part, err := l.r.ReadSlice('\n')
		if !tooLong {
			l.buf = append(l.buf, part...)
			tooLong = int64(len(l.buf)) > l.max
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err != nil && (err != io.EOF || len(l.buf) == 0):
			return nil, err
		case tooLong:
			return nil, item.TooLarge(l.max)
		}
		return bytes.TrimSuffix(l.buf, []byte("\n")), nil
	}
}

// opensArray tells whether an array comes, however long its line is, and goes to where
// it begins.
func opensArray(src *bufio.Reader) bool {
	for skip := 0; ; skip++ {
		head, err := src.Peek(skip + 1)
		switch {
		case err != nil:
			return false
		case bytes.IndexByte([]byte("\xef\xbb\xbf \t\r\n"), head[skip]) >= 0:
			continue
		case head[skip] != '[':
			return false
		}
		_, err = src.Discard(skip)
		return err == nil
	}
}

// opensDocument tells of a first line that is no whole JSON value.
func opensDocument(line []byte) bool {
	t := bytes.TrimSpace(line)
	return (t[0] == '[' || t[0] == '{' && len(t) < 200) && !json.Valid(t) && !bytes.Contains(t, []byte(`"text"`))
}

// reader gathers statements by document.
type reader struct {
	in      item.Input
	consume func(item.Item, error) bool
	done    bool // the consumer has had enough
	ready   *schema.Extraction
	at      string
	given   map[schema.IRI]bool // the documents of statements so far
}

func (r *reader) yield(it item.Item, err error) bool {
	if !r.done {
		r.done = !r.consume(it, err)
	}
	return !r.done
}

// flush gives what was gathered; it is false when the consumer has had enough.
func (r *reader) flush() bool {
	x := r.ready
	if x == nil {
		return !r.done
	}
	r.ready = nil
	return r.yield(item.Item{Name: r.in.Place(r.at), Document: x.Document, Ready: x}, nil)
}

// whole reads one JSON value that may be an array.
func (r *reader) whole(src io.Reader) {
	dec := json.NewDecoder(src)
	n := 0
	fail := func(err error) {
		if r.flush() {
			r.yield(item.Item{}, r.in.Fail("", fmt.Errorf("not JSON: %w", err)))
		}
	}
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		fail(errors.New("neither an object a line nor an array of objects"))
		return
	}
	for dec.More() {
		var raw json.RawMessage
		n++
		if err := dec.Decode(&raw); err != nil {
			fail(err)
			return
		}
		if !r.line(raw, fmt.Sprintf("object %d", n)) {
			return
		}
	}
	if r.flush() && n == 0 {
		r.yield(item.Item{}, r.in.Fail("", item.ErrEmpty))
	}
}

func (r *reader) line(line []byte, at string) bool {
	fail := func(err error) bool { return r.flush() && r.yield(item.Item{}, r.in.Fail(at, err)) }
	warning := ""
	if !utf8.Valid(line) {
		text, w, err := charset.Decode(line, "")
		if err != nil {
			return fail(err)
		}
		line, warning = []byte(text), w
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(bytes.TrimPrefix(line, []byte("\ufeff")), &fields); err != nil {
		return fail(describe(err))
	}
	if _, ok := fields["act"]; ok && fields["evidence"] != nil {
		if err := r.statement(line, at); err != nil {
			return fail(err)
		}
		return !r.done
	}
	it := item.Item{Name: r.in.Place(at)}
	if warning != "" {
		it.Warnings = append(it.Warnings, warning)
	}
	if err := r.document(&it.Document, fields); err != nil {
		return fail(err)
	}
	return r.flush() && r.yield(it, nil)
}

// describe says what is wrong with a line in words that lead to its repair.
func describe(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("a JSON %s where an object {…} belongs", kind.Value)
	}
	return fmt.Errorf("not JSON (one object a line): %w", err)
}

func (r *reader) statement(line []byte, at string) error {
	var s schema.Statement
	if err := json.Unmarshal(line, &s); err != nil {
		return fmt.Errorf("statement: %w", err)
	}
	if err := check(&s); err != nil {
		return err
	}
	if r.ready != nil && r.ready.Document.ID != s.Document.ID && !r.flush() {
		return nil
	}
	if r.ready == nil && r.given[s.Document.ID] { // a store would take the second part for the same document again
		return fmt.Errorf("statement %s stands apart from others of %s: sort the lines by document (jq -sc 'sort_by(.document.id)[]' does)", s.ID, s.Document.ID)
	}
	if r.ready == nil {
		r.ready, r.at = &schema.Extraction{Document: s.Document}, at
		r.given[s.Document.ID] = true
	}
	r.ready.Statements = append(r.ready.Statements, s)
	return nil
}

func check(s *schema.Statement) error {
	switch {
	case s.Document.ID == "":
		return errors.New(`statement without "document.id" (was it printed by saksi extract?)`)
	case s.ID == "" || s.Claim.ID == "":
		return errors.New(`statement without "id" or "claim.id"`)
	case !s.Act.Valid():
		return fmt.Errorf("statement %s: unknown act %q", s.ID, s.Act)
	case s.Claim.Relation != "" && !s.Claim.Relation.Valid():
		return fmt.Errorf("statement %s: unknown relation %q", s.ID, s.Claim.Relation)
	}
	return nil
}

// document fills in a document from the object's fields.
func (r *reader) document(d *schema.Document, fields map[string]json.RawMessage) error {
	return field.Fill(d, r.in.Options, func(name string) (string, bool, error) {
		raw, ok := fields[name]
		if !ok || string(raw) == "null" {
			return "", false, nil
		}
		s, err := scalar(raw)
		if err != nil {
			return "", false, fmt.Errorf("field %q: %w", name, err)
		}
		return s, true, nil
	})
}

func scalar(raw json.RawMessage) (string, error) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", err
	}
	switch v := v.(type) {
	case string:
		return v, nil
	case float64, bool:
		return strings.TrimSpace(string(raw)), nil
	case []any:
		var parts []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", "), nil
	}
	return "", errors.New("an object where a string belongs")
}

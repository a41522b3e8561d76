// Package csv reads tables whose first row names the columns, one document a row:
//
//	date,url,body
//	2022-12-10,https://…,"Iran membantah hal ini."
//
// Commas, semicolons and tabs are told from the first row. Invariant: memory
// holds one row.
package csv

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"saksi/loaders/source/charset"
	"saksi/loaders/source/field"
	"saksi/loaders/source/item"
)

// Read reads the stream row by row. A row with a mistake is an error of its own.
func Read(_ context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		limit := &limited{r: transform.NewReader(in.Reader, unicode.BOMOverride(transform.Nop)), max: in.Max()}
		buf := bufio.NewReaderSize(limit, 1<<16)
		head, _ := buf.Peek(1 << 14)
		r := csv.NewReader(buf)
		r.Comma = separator(head)
		r.FieldsPerRecord = -1
		r.LazyQuotes = r.Comma == '\t'
		header, err := r.Read()
		if err == io.EOF {
			err = item.ErrEmpty
		}
		if err != nil {
			yield(item.Item{}, in.Fail("1", describe(err)))
			return
		}
		columns := index(header)
		if err := known(header, columns, in.Options); err != nil {
			yield(item.Item{}, in.Fail("1", err))
			return
		}
		for {
			limit.read = 0
			row, err := r.Read()
			if err == io.EOF {
				return
			}
			var it item.Item
			var parse *csv.ParseError
			at := ""
			if errors.As(err, &parse) {
				at = strconv.Itoa(parse.StartLine)
			}
			if err == nil {
				line, _ := r.FieldPos(0)
				at = strconv.Itoa(line)
				it, err = document(in, columns, row, at)
			} else if parse == nil || errors.Is(err, item.ErrTooLarge) {
				yield(item.Item{}, in.Fail(at, describe(err)))
				return
			}
			if err != nil {
				if !yield(item.Item{}, in.Fail(at, describe(err))) {
					return
				}
				continue
			}
			if !yield(it, nil) {
				return
			}
		}
	}
}

// separator is the one of , ; and tab that is most frequent in the first line.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, s := range ",;\t" {
		if n := bytes.Count(line, []byte(string(s))); n > most {
			best, most = s, n
		}
	}
	return best
}

func index(header []string) map[string]int {
	columns := make(map[string]int, len(header))
	for i, h := range header {
		h = strings.TrimSpace(strings.TrimPrefix(h, "\ufeff"))
		if _, dup := columns[h]; !dup {
			columns[h] = i
		}
		if l := strings.ToLower(h); l != h {
			if _, dup := columns[l]; !dup {
				columns[l] = i
			}
		}
	}
	return columns
}

// known fails when a column that the user names is not there, or none for the text.
func known(header []string, columns map[string]int, o item.Options) error {
	for f, c := range o.Fields {
		if _, ok := columns[c]; !ok {
			return fmt.Errorf("no column %q (from --map %s=%s)", c, f, c)
		}
	}
	if !field.HasText(o, func(name string) bool { _, ok := columns[name]; return ok }) {
		return fmt.Errorf("no column \"text\" (name the one that has it with --map text=COLUMN; there are %s)", strings.Join(header, ", "))
	}
	return nil
}

func document(in item.Input, columns map[string]int, row []string, at string) (item.Item, error) {
	it := item.Item{Name: in.Place(at)}
	err := field.Fill(&it.Document, in.Options, func(name string) (string, bool, error) {
		i, ok := columns[name]
		if !ok || i >= len(row) {
			return "", false, nil
		}
		if utf8.ValidString(row[i]) {
			return row[i], true, nil
		}
		text, warning, err := charset.Decode([]byte(row[i]), "")
		if warning != "" {
			it.Warnings = append(it.Warnings, warning)
		}
		return text, true, err
	})
	return it, err
}

func describe(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("not a CSV row: %w", parse.Err)
	}
	return err
}

// limited fails when one row takes too much, as it does after a quotation mark
// that is never closed.
type limited struct {
	r         io.Reader
	read, max int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.read > 2*l.max+int64(len(p)) {
		return 0, fmt.Errorf("%w (is a quotation mark not closed?)", item.TooLarge(2*l.max))
	}
	n, err := l.r.Read(p)
	l.read += int64(n)
	return n, err
}

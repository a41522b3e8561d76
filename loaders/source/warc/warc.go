// Package warc reads web archives (ISO 28500) as a stream, such as those of the
// Common Crawl news crawl: of the response records those that hold an HTML page
// with an article become documents.
//
// Invariant: memory holds one record, whatever the size of the archive.
package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"saksi/loaders/source/article"
	"saksi/loaders/source/field"
	"saksi/loaders/source/item"
)

// Why records are passed over.
const (
	skipNotArticle = "archived page without an article"
	skipNotHTML    = "archived response that is no HTML page"
)

// Read reads the stream record by record.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		r := bufio.NewReaderSize(in.Reader, 1<<16)
		for n := 1; ctx.Err() == nil; n++ {
			rec, err := next(r)
			if err == io.EOF {
				if n == 1 {
					yield(item.Item{}, in.Fail("", item.ErrEmpty))
				}
				return
			}
			at := fmt.Sprintf("record %d", n)
			if err != nil {
				yield(item.Item{}, in.Fail(at, err))
				return
			}
			more := true
			if rec.header.Get("Warc-Type") == "response" {
				more = rec.give(in, at, yield)
			}
			if err := rec.end(); err != nil {
				if more {
					yield(item.Item{}, in.Fail(at, fmt.Errorf("the archive is cut off: %w", err)))
				}
				return
			}
			if !more {
				return
			}
		}
	}
}

// record is one record of an archive, its block not read yet.
type record struct {
	header textproto.MIMEHeader
	block  *io.LimitedReader
}

// next reads the header of the next record.
func next(r *bufio.Reader) (*record, error) {
	var version string
	for version == "" { // records end in blank lines
		line, err := r.ReadString('\n')
		if err != nil && (err != io.EOF || strings.TrimSpace(line) != "") {
			return nil, fmt.Errorf("the archive is cut off: %w", err)
		}
		if err == io.EOF {
			return nil, io.EOF
		}
		version = strings.TrimSpace(line)
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, fmt.Errorf("%.40q where a record should begin with WARC/1", version)
	}
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("the record's header is damaged or cut off: %w", err)
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("Content-Length %q is no number of bytes", header.Get("Content-Length"))
	}
	return &record{header, &io.LimitedReader{R: r, N: length}}, nil
}

// end reads over what is left of the block.
func (r *record) end() error {
	if _, err := io.Copy(io.Discard, r.block); err != nil {
		return err
	}
	if r.block.N > 0 {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// give makes documents of a response record. It is false when the consumer has
// had enough.
func (r *record) give(in item.Input, at string, yield func(item.Item, error) bool) bool {
	address := strings.Trim(r.header.Get("Warc-Target-Uri"), "<>")
	skip := func(why string) bool { return yield(item.Item{Name: in.Place(at), Skip: why}, nil) }
	fail := func(err error) bool { return yield(item.Item{}, in.Fail(at, fmt.Errorf("%s: %w", address, err))) }
	body, contentType, ok, err := r.response(in.Max())
	switch {
	case errors.Is(err, item.ErrTooLarge):
		return fail(err)
	case err != nil || !ok:
		return skip(skipNotHTML)
	}
	docs, warning, err := article.Page(body, contentType, address)
	switch {
	case errors.Is(err, article.ErrNoArticle) || errors.Is(err, item.ErrEmpty) || errors.Is(err, item.ErrBinary):
		return skip(skipNotArticle)
	case err != nil:
		return fail(err)
	}
	for _, d := range docs {
		if d.URL == "" && len(docs) == 1 {
			d.URL = address
		}
		if d.Published == "" { // it was there when it was archived
			if t, err := field.Published(r.header.Get("Warc-Date")); err == nil && len(t) >= 10 {
				d.Published = t[:10]
			}
		}
		in.Complete(&d)
		it := item.Item{Name: in.Place(at), Document: d}
		if warning != "" {
			it.Warnings = []string{warning}
		}
		if !yield(it, nil) {
			return false
		}
	}
	return true
}

// response reads the HTTP response of the block; ok is false for other than HTML
// pages with status 200.
func (r *record) response(max int64) (body []byte, contentType string, ok bool, err error) {
	br := bufio.NewReader(r.block)
	tp := textproto.NewReader(br)
	status, err := tp.ReadLine()
	if err != nil {
		return nil, "", false, err
	}
	if f := strings.Fields(status); len(f) < 2 || !strings.HasPrefix(f[0], "HTTP/") || f[1] != "200" {
		return nil, "", false, nil
	}
	h, err := tp.ReadMIMEHeader()
	if err != nil {
		return nil, "", false, err
	}
	contentType = h.Get("Content-Type")
	if t := strings.ToLower(contentType); t != "" && !strings.Contains(t, "html") {
		return nil, "", false, nil
	}
	b, err := io.ReadAll(io.LimitReader(br, max+1))
	if err != nil {
		return nil, "", false, err
	}
	if int64(len(b)) > max {
		return nil, "", false, item.TooLarge(max)
	}
	if strings.EqualFold(h.Get("Transfer-Encoding"), "chunked") { // crawlers differ in what they undo
		if plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(b))); err == nil {
			b = plain
		}
	}
	if bytes.HasPrefix(b, []byte("\x1f\x8b")) {
		if b, err = unzip(b, max); err != nil {
			return nil, "", false, err
		}
	}
	return b, contentType, true, nil
}

func unzip(b []byte, max int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(io.LimitReader(z, max+1))
	if err == nil && int64(len(plain)) > max {
		err = item.TooLarge(max)
	}
	return plain, err
}

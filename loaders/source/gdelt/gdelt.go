// Package gdelt reads the tables of the GDELT project, version 2.0: the events
// (61 columns) and the Global Knowledge Graph (27 columns), tab-separated.
//
// Each row is a document with the row's address, and its coded event a statement:
// "IRN 112 USA" becomes Iran, accuse, target United States. The row itself, in
// words, is the evidence, since the tables hold no sentence.
//
// Invariants: a broken row is an error of its own; memory holds one row.
package gdelt

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// The number of columns of each table.
const (
	eventColumns = 61
	gkgColumns   = 27
)

// maxRow is the length of the longest row that is read, in bytes. Rows of the GKG
// hold all names of a document.
const maxRow = 8 << 20

// Sniff tells the tables by the number of columns of the first row, and by the
// numbers in them.
func Sniff(head []byte) bool {
	line, _, whole := bytes.Cut(head, []byte("\n"))
	f := strings.Split(string(line), "\t")
	switch {
	case len(f) == eventColumns:
		return digits(f[0]) && digits(f[1])
	case len(f) == gkgColumns || !whole && len(f) > 8:
		_, _, ok := strings.Cut(f[0], "-")
		return ok && len(f[1]) == 14 && digits(f[1])
	}
	return false
}

// Read reads the stream row by row.
func Read(ctx context.Context, in item.Input) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		sc := bufio.NewScanner(in.Reader)
		sc.Buffer(make([]byte, 0, 1<<16), maxRow)
		for n := 1; ctx.Err() == nil && sc.Scan(); n++ {
			line := strings.TrimRight(sc.Text(), "\r")
			if strings.TrimSpace(line) == "" {
				continue
			}
			it, err := row(line)
			if err != nil {
				if !yield(item.Item{}, in.Fail(strconv.Itoa(n), err)) {
					return
				}
				continue
			}
			it.Name = in.Place(strconv.Itoa(n))
			if !yield(it, nil) {
				return
			}
		}
		if err := sc.Err(); err != nil && err != io.EOF {
			yield(item.Item{}, in.Fail("", fmt.Errorf("reading: %w", err)))
		}
	}
}

// row reads a row of either table.
func row(line string) (item.Item, error) {
	f := strings.Split(strings.ToValidUTF8(line, "\ufffd"), "\t")
	switch len(f) {
	case eventColumns:
		x, err := event(f)
		if err != nil {
			return item.Item{}, err
		}
		return item.Item{Document: x.Document, Ready: x}, nil
	case gkgColumns:
		x, err := gkg(f)
		if err != nil {
			return item.Item{}, err
		}
		if x == nil {
			return item.Item{Skip: "GKG row without a quotation"}, nil
		}
		return item.Item{Document: x.Document, Ready: x}, nil
	}
	return item.Item{}, fmt.Errorf("%d columns where the events table has %d and the GKG %d", len(f), eventColumns, gkgColumns)
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// stamp reads YYYYMMDDHHMMSS or YYYYMMDD.
func stamp(s string) (published, day string, err error) {
	if len(s) != 8 && len(s) != 14 || !digits(s) {
		return "", "", fmt.Errorf("date %q is not YYYYMMDD or YYYYMMDDHHMMSS", s)
	}
	day = s[:4] + "-" + s[4:6] + "-" + s[6:8]
	published = day
	if len(s) == 14 {
		published += "T" + s[8:10] + ":" + s[10:12] + ":" + s[12:14] + "Z"
	}
	if _, err := schema.ParseTime(published); err != nil {
		return "", "", err
	}
	return published, day, nil
}

// host is the site of an address, which stands for the publisher.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Package charset turns the bytes of news files into UTF-8: UTF-8 and UTF-16 with
// and without byte order marks, Windows-1252 ("“Iran” – caf\xe9"), and whatever
// else a page declares.
//
// Invariant: the result is valid UTF-8, and text that was valid UTF-8 comes back
// unchanged, but for a byte order mark at its start.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"saksi/loaders/source/item"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// Decode gives the text in UTF-8. Declared is the encoding that the source
// names, or "". The warning is "" or says what had to be guessed or replaced.
// It fails with item.ErrBinary for what is no text.
func Decode(b []byte, declared string) (text, warning string, err error) {
	if e := utf16Of(b); e != nil {
		out, err := e.NewDecoder().Bytes(b)
		return strings.TrimPrefix(string(out), "\ufeff"), "", err
	}
	if Binary(b) {
		return "", "", item.ErrBinary
	}
	b = bytes.TrimPrefix(b, utf8BOM)
	if utf8.Valid(b) {
		return string(b), "", nil
	}
	if e := named(declared); e != nil {
		if out, err := e.NewDecoder().Bytes(b); err == nil {
			return string(out), "", nil
		}
	}
	if broken, whole := count(b); whole > broken || undefined(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), "broken UTF-8: the bytes that could not be read were replaced by U+FFFD", nil
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	return string(out), "not UTF-8: read as Windows-1252", err
}

func named(label string) encoding.Encoding {
	if label == "" {
		return nil
	}
	e, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil || e == unicode.UTF8 {
		return nil
	}
	return e
}

// utf16Of recognises UTF-16 by its mark or by the zeros between Latin letters.
func utf16Of(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	head := b[:min(len(b), 512)&^1]
	if len(head) < 16 {
		return nil
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	most := len(head) / 2 * 9 / 10
	switch {
	case zeros[1] >= most && zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] >= most && zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// Binary tells bytes that are no text in any encoding we read: they hold NULs or
// many control characters. UTF-16 counts as text.
func Binary(b []byte) bool {
	head := b[:min(len(b), 8192)]
	if utf16Of(head) != nil {
		return false
	}
	control := 0
	for _, c := range head {
		switch {
		case c == 0:
			return true
		case c < ' ' && strings.IndexByte("\t\n\v\f\r\x1b\x1a", c) < 0:
			control++
		}
	}
	return control > len(head)/20
}

// count tells bytes that are no UTF-8 from whole sequences of several bytes.
func count(b []byte) (broken, whole int) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			whole++
		}
		b = b[n:]
	}
	return broken, whole
}

// undefined tells of bytes that Windows-1252 has no letter for.
func undefined(b []byte) bool {
	for _, c := range []byte{0x81, 0x8d, 0x8f, 0x90, 0x9d} {
		if bytes.IndexByte(b, c) >= 0 {
			return true
		}
	}
	return false
}

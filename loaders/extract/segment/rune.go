package segment

import (
	"unicode"
	"unicode/utf8"
)

// class is what a byte can be in a token.
type class uint8

const (
	markByte class = iota // punctuation, symbols, control characters
	blankByte
	letterByte
	digitByte
	highByte // of a code point beyond ASCII, or broken
)

var classes = func() (c [256]class) {
	for b := range c {
		switch {
		case b >= utf8.RuneSelf:
			c[b] = highByte
		case 'a' <= b|0x20 && b|0x20 <= 'z':
			c[b] = letterByte
		case '0' <= b && b <= '9':
			c[b] = digitByte
		case b == ' ' || '\t' <= b && b <= '\r':
			c[b] = blankByte
		}
	}
	return c
}()

// blank is the length of the white space character at the head of s, or 0. Marks
// of no width that do not join letters count as white space.
func blank(s string) int {
	switch classes[s[0]] {
	case blankByte:
		return 1
	case highByte:
		if r, n := utf8.DecodeRuneInString(s); blankRune(r) {
			return n
		}
	}
	return 0
}

func blankRune(r rune) bool {
	switch r {
	case '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}

// wordRune is the length of the code point at the head of s if it may be in a
// word, or 0. A broken byte is taken for a letter whose encoding was lost.
func wordRune(s string) int {
	switch classes[s[0]] {
	case letterByte, digitByte:
		return 1
	case highByte:
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == utf8.RuneError && n == 1, r == '\u00ad', r == '\u200c', r == '\u200d':
			return n
		}
	case markByte:
		if s[0] == '_' {
			return 1
		}
	}
	return 0
}

// wordAt and letterAt tell whether s begins with a character of a word, a letter.
func wordAt(s string) bool { return s != "" && wordRune(s) > 0 }

func letterAt(s string) bool {
	return s != "" && s[0] != '_' && classes[s[0]] != digitByte && wordRune(s) > 0
}

func digitAt(s string, i int) bool { return i < len(s) && classes[s[i]] == digitByte }

// upperAt and lowerAt tell whether s begins with a capital, a small letter.
func upperAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

func lowerAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// asciiLower lowers the ASCII letters of a short word into buf.
func asciiLower(buf []byte, w string) []byte {
	buf = buf[:0]
	for i := 0; i < len(w) && i < cap(buf); i++ {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	return buf
}

// run is how often the byte c stands at the head of s, 64 times at most.
func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c && n < 64 {
		n++
	}
	return n
}

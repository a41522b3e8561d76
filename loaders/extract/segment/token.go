package segment

import (
	"strings"
	"unicode/utf8"
)

// tokenizer cuts paragraphs into tokens.
type tokenizer struct {
	lang  *language
	out   []Token
	noURL int // no address begins before this offset of the source
}

const maxWord = 1024 // bytes of a token; longer ones are cut

// paragraph cuts src[from:].
func (t *tokenizer) paragraph(src string, from int) {
	glued := false
	for i := from; i < len(src); {
		if n := blank(src[i:]); n > 0 {
			i, glued = i+n, false
			continue
		}
		n := t.next(src, i, glued)
		t.add(src[i:i+n], i, glued)
		i, glued = i+n, true
	}
}

// next is the length of the token that starts at src[i].
func (t *tokenizer) next(src string, i int, glued bool) int {
	s := src[i:]
	switch classes[s[0]] {
	case letterByte:
		return t.word(src, i)
	case digitByte:
		return t.number(src, i)
	case highByte:
		return t.high(src, i)
	}
	return t.mark(src, i, glued)
}

// high is the length of a token that starts beyond ASCII.
func (t *tokenizer) high(src string, i int) int {
	s := src[i:]
	if wordRune(s) > 0 {
		return t.word(src, i)
	}
	for _, pair := range [...]string{"’’", "‘‘"} {
		if strings.HasPrefix(s, pair) {
			return len(pair)
		}
	}
	if strings.HasPrefix(s, "’") {
		return t.apostrophe(s, len("’"))
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// mark is the length of a token that starts with ASCII punctuation.
func (t *tokenizer) mark(src string, i int, glued bool) int {
	s := src[i:]
	switch c := s[0]; c {
	case '\'':
		if n := run(s, c); n > 1 {
			return 2
		}
		return t.apostrophe(s, 1)
	case '`':
		return min(run(s, c), 2)
	case '@', '#':
		return tag(s, glued)
	case '.':
		if n := run(s, c); n > 1 || glued || !digitAt(s, 1) {
			return n
		}
		return t.number(src, i)
	case '-', '=', '*', '~', '+', '<', '>':
		return run(s, c)
	case '_':
		if n := run(s, c); n > 1 || !wordAt(s[1:]) {
			return n
		}
		return t.word(src, i)
	case '!', '?':
		n := 1
		for n < len(s) && n < 64 && (s[n] == '!' || s[n] == '?') {
			n++
		}
		return n
	}
	return 1
}

// tag is the length of a @handle or #tag, or of the mark alone.
func tag(s string, glued bool) int {
	n := 1
	if glued || !letterAt(s[1:]) && !(s[0] == '@' && wordAt(s[1:])) {
		return n
	}
	for n < len(s) && n < maxWord && wordAt(s[n:]) {
		n += wordRune(s[n:])
	}
	return n
}

// apostrophe is the length of a token that starts with one: a contraction that
// stands by itself ('s), a year ('90s), or the mark alone.
func (t *tokenizer) apostrophe(s string, size int) int {
	for _, c := range t.lang.enclitics {
		if n := len(c.form) - 1; c.form[0] == '\'' && strings.HasPrefix(s[size:], c.form[1:]) && !wordAt(s[size+n:]) {
			return size + n
		}
	}
	if t.lang.years && digitAt(s, size) && digitAt(s, size+1) {
		n := size + 2
		if strings.HasPrefix(s[n:], "s") {
			n++
		}
		if !wordAt(s[n:]) {
			return n
		}
	}
	return size
}

// separators stand between the digits of a number, date or time.
const separators = ".,:/"

// number is the length of the number that starts at src[i], with what is written
// to it: 1.000,5 10/12/2022 10:30 5th 1990-an 0812-345-678.
func (t *tokenizer) number(src string, i int) int {
	s := src[i:min(len(src), i+maxWord)]
	n, groups, cut := 0, 0, 0
	for n < len(s) {
		switch c := s[n]; {
		case classes[c] == digitByte:
		case strings.IndexByte(separators, c) >= 0 && digitAt(s, n+1):
		case c == '-' && digitAt(s, n+1):
			if groups++; groups == 1 {
				cut = n // a range, unless more groups follow
			}
		default:
			if groups == 1 {
				return cut
			}
			return t.afterDigits(src, i, n)
		}
		n++
	}
	if groups == 1 {
		return cut
	}
	return n
}

// afterDigits adds the letters written to the n bytes of digits at src[i].
func (t *tokenizer) afterDigits(src string, i, n int) int {
	s := src[i:]
	if s[n] == '-' {
		for _, w := range t.lang.decades {
			if strings.HasPrefix(s[n+1:], w) {
				return n + 1 + letters(s[n+1:])
			}
		}
		return n
	}
	if k := letters(s[n:]); k > 0 && !t.lang.units[s[n:n+k]] {
		return t.wordFrom(src, i, n)
	}
	return n
}

// letters is the length of the ASCII letters at the head of s.
func letters(s string) int {
	n := 0
	for n < len(s) && n < maxWord && classes[s[n]] == letterByte {
		n++
	}
	return n
}

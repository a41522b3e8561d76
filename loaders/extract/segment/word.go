package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is the length of the word that starts at src[i]: letters and digits with
// apostrophes, hyphens and full stops inside, or an address.
func (t *tokenizer) word(src string, i int) int {
	if n := t.currency(src[i:]); n > 0 {
		return n
	}
	if n := url(src[i:]); n > 0 {
		return n
	}
	return t.wordFrom(src, i, 0)
}

// wordFrom goes on with a word at src[i] whose first n bytes are known.
func (t *tokenizer) wordFrom(src string, i, n int) int {
	s := src[i:]
	part := 0 // where the part after the last full stop or hyphen starts
	for n < len(s) && n < maxWord {
		if c := classes[s[n]]; c == letterByte || c == digitByte {
			n++
			continue
		}
		if size := wordRune(s[n:]); size > 0 {
			n += size
			continue
		}
		switch c := s[n]; {
		case c == '@' || c == '.' && letterAt(s[n+1:]):
			if size := t.address(src, i, n); size > 0 {
				return size
			}
			if c == '@' || !t.dotInside(s, part, n) {
				return t.ending(s, n)
			}
			part = n + 1
		case c == '-':
			if !t.hyphenInside(s, part, n) {
				return t.ending(s, n)
			}
			part = n + 1
		case !inside(s, n):
			return t.ending(s, n)
		}
		_, size := utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return n
}

// Shouted tells whether a word stands in capitals, as datelines and the speakers of
// transcripts do: four bytes at least, since shorter ones may be acronyms.
func Shouted(form string) bool { return len(form) > 3 && form == strings.ToUpper(form) }

// inside tells whether the mark at s[n] stays within a word: an apostrophe
// before a letter, a point between digits, AT&T.
func inside(s string, n int) bool {
	switch c := s[n]; c {
	case '\'':
		return letterAt(s[n+1:])
	case '.':
		return n > 0 && digitAt(s, n-1) && digitAt(s, n+1)
	case '&':
		return n > 0 && n+1 < len(s) && 'A' <= s[n-1] && s[n-1] <= 'Z' && 'A' <= s[n+1] && s[n+1] <= 'Z'
	}
	return strings.HasPrefix(s[n:], "’") && letterAt(s[n+len("’"):])
}

// dotInside tells whether the full stop at s[n], before a letter, belongs to the
// word, as in U.S. and M.Si.: single letters stand around it, or an abbreviation
// goes on behind it. The part of the word before it starts at s[part].
func (t *tokenizer) dotInside(s string, part, n int) bool {
	if n > maxAbbreviation {
		return false
	}
	end := n + 1
	for end < len(s) && end-n <= maxAbbreviation && wordAt(s[end:]) {
		end += wordRune(s[end:])
	}
	if utf8.RuneCountInString(s[part:n]) == 1 && utf8.RuneCountInString(s[n+1:end]) == 1 {
		return true
	}
	return t.lang.abbreviation(s[:end]) != noAbbreviation
}

// hyphenInside tells whether the hyphen at s[n] stays within a word; the part of
// the word before it starts at s[part].
func (t *tokenizer) hyphenInside(s string, part, n int) bool {
	left := s[part:n]
	if !wordAt(s[n+1:]) || n == part || len(left) > maxAffix {
		return false
	}
	var buf [maxAffix]byte
	low := asciiLower(buf[:], left)
	if part == 0 && t.lang.prefixes[string(low)] {
		return true
	}
	if !t.lang.reduplicates {
		return false
	}
	end := n + 1
	for end < len(s) && end-n <= 2*maxAffix && wordAt(s[end:]) {
		end += wordRune(s[end:])
	}
	var other [2 * maxAffix]byte
	return reduplicated(string(low), string(asciiLower(other[:], s[n+1:end]))) || t.lang.pairs[strings.ToLower(s[part:end])]
}

// reduplicated tells whether a-b repeats a word: anak-anak, berbeda-beda,
// perundang-undangan, terus-menerus, teman-temannya.
func reduplicated(a, b string) bool {
	if len(a) < 2 || len(b) < 2 {
		return false
	}
	return strings.Contains(a, b[:min(len(b), 4)]) || len(a) > 3 && strings.Contains(b, a[1:])
}

// ending is the length of the word s[:n] with the full stop of an abbreviation
// or the sign in US$.
func (t *tokenizer) ending(s string, n int) int {
	switch {
	case n < len(s) && s[n] == '$' && n <= 3 && upperOnly(s[:n]):
		return n + 1
	case n < len(s) && s[n] == '.' && n <= maxAbbreviation && t.takesDot(s, n):
		return n + 1
	}
	return n
}

func upperOnly(w string) bool {
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return true
}

// takesDot tells whether the full stop at s[n] belongs to the word before it.
func (t *tokenizer) takesDot(s string, n int) bool {
	if n+1 < len(s) && s[n+1] == '.' {
		return false // an ellipsis
	}
	w := s[:n]
	switch t.lang.abbreviation(w) {
	case beforeNumber:
		rest := strings.TrimLeft(s[n+1:min(len(s), n+4)], " ")
		return digitAt(rest, 0) || len(rest) > 1 && isRoman(rest[0]) && isRoman(rest[1])
	case noAbbreviation:
		r, size := utf8.DecodeRuneInString(w)
		if size == len(w) {
			return upperAt(w) && r != utf8.RuneError // an initial
		}
		dot := strings.LastIndexByte(w, '.')
		return dot > 0 && utf8.RuneCountInString(w[dot+1:]) == 1 // U.S, a.m
	}
	return true
}

func isRoman(c byte) bool { return strings.IndexByte("IVXLC", c) >= 0 }

// currency is the length of a currency at the head of w that is written to its
// number, as in Rp1.000, or 0.
func (t *tokenizer) currency(w string) int {
	if w[0] >= 'a' {
		return 0
	}
	for _, c := range t.lang.currencies {
		if strings.HasPrefix(w, c) && digitAt(w, len(c)) {
			return len(c)
		}
	}
	return 0
}

// AtLeast tells whether a text has so many words between spaces. It reads no further than
// it has to.
func AtLeast(n int, text string) bool {
	inside := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			inside = false
			continue
		}
		if !inside {
			inside = true
			if n--; n <= 0 {
				return true
			}
		}
	}
	return n <= 0
}

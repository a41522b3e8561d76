package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word as the models see it: hashes that are computed once.
type token struct {
	form, lower      uint32
	pre2, pre3, pre4 uint32
	suf1, suf2, suf3 uint32
	suf4             uint32
	shape            uint32
	amb              uint32 // which tags the training data knows for the form
	tag              uint32 // joint tag, 1-based; 0 before tagging
	upos             uint32
	// how many commas, verbs and quotation marks stand before the word
	commas, verbs, quotes int32
}

const (
	prime  = 0x9E3779B97F4A7C15
	prime2 = 0xD6E8FEB86659FD93

	titleMask = 0x5A5A0000
)

func hashString(s string) uint32 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	h ^= h >> 32
	return uint32(h) | 1
}

// mix makes one feature of a template number and up to three parts.
func mix(template uint32, a, b, c uint32) uint64 {
	h := (uint64(template)*prime + uint64(a)) * prime2
	h ^= h >> 29
	h = (h + uint64(b)) * prime
	h ^= h >> 32
	h = (h + uint64(c)) * prime2
	return h ^ h>>31
}

// newToken computes the hashes of a word. Lower must be the form in lower case. In
// a headline in title case capitals tell nothing, and the models learn so.
func newToken(form, lower string, title bool) token {
	t := token{form: hashString(form), lower: hashString(lower), shape: shapeOf(form)}
	if title {
		t.form, t.shape = t.lower^titleMask, t.shape^titleMask
	}
	t.pre2, t.pre3, t.pre4 = prefix(lower, 2), prefix(lower, 3), prefix(lower, 4)
	t.suf1, t.suf2, t.suf3, t.suf4 = suffix(lower, 1), suffix(lower, 2), suffix(lower, 3), suffix(lower, 4)
	return t
}

// titled tells whether most words of a sentence begin with a capital, though they
// are no joined names.
func titled(words []Word) bool {
	upper, lower := 0, 0
	for i := 1; i < len(words); i++ {
		if f := words[i].Form; len(f) >= 4 && words[i].Count == 1 {
			switch c := f[0]; {
			case c >= 'A' && c <= 'Z':
				upper++
			case c >= 'a' && c <= 'z':
				lower++
			}
		}
	}
	return upper >= 2 && lower*5 <= upper+lower
}

// count numbers the commas, verbs and quotation marks, once tags are known.
func (p *Parser) count() {
	var commas, verbs, quotes int32
	for i := range p.tokens {
		t := &p.tokens[i]
		t.commas, t.verbs, t.quotes = commas, verbs, quotes
		switch {
		case t.upos == uint32(VERB)+1:
			verbs++
		case t.upos != uint32(PUNCT)+1:
		case p.tree.Words[i].Form == ",":
			commas++
		case strings.ContainsAny(p.tree.Words[i].Form, "\"“”«»"):
			quotes++
		}
	}
}

func prefix(s string, n int) uint32 {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return hashString(s[:i])
}

func suffix(s string, n int) uint32 {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return hashString(s[i:])
}

// shapeOf folds a form to its classes of characters: "Kyiv-2" is "Xx-0".
func shapeOf(s string) uint32 {
	var last byte
	h, n := uint64(14695981039346656037), 0
	for _, r := range s {
		var c byte
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		case r < 128:
			c = byte(r)
		default:
			c = '~'
		}
		if c == last && c != 'X' {
			continue
		}
		last = c
		h = (h ^ uint64(c)) * 1099511628211
		if n++; n > 8 {
			break
		}
	}
	return uint32(h^h>>32) | 1
}

package syntax

import (
	"unicode"
	"unicode/utf8"
)

// token is a word as the models see it: hashes that are computed once. Forms
// that training never saw share one hash, so that the models know them as such.
type token struct {
	form, lower      uint32
	pre2, pre3, pre4 uint32
	suf1, suf2, suf3 uint32
	suf4             uint32
	shape            uint32
	amb              uint32 // which tags the training data knows for the form
	tag              uint32 // joint tag, 1-based; 0 before tagging
	upos             uint32
}

// Values that stand for no real word, tag or affix.
const (
	unseen = 9   // a form that training did not see
	noWord = 250 // a place that holds no word
	atRoot = 251 // the artificial root
	atEdge = 252 // before the first word and behind the last
)

func special(v uint32) token {
	return token{form: v, lower: v, pre2: v, pre3: v, pre4: v, suf1: v, suf2: v, suf3: v, suf4: v, shape: v, amb: v, tag: v, upos: v}
}

var none, rootWord, boundary = special(noWord), special(atRoot), special(atEdge)

const (
	prime  = 0x9E3779B97F4A7C15
	prime2 = 0xD6E8FEB86659FD93
	prime3 = 0xA0761D6478BD642F
)

// mix makes one feature of a template number and up to three parts.
func mix(template, a, b, c uint32) uint64 {
	h := (uint64(a)+uint64(template)<<32)*prime + uint64(b)*prime2
	h = (h ^ h>>29 ^ uint64(c)<<7) * prime3
	return h ^ h>>32
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func fold32(h uint64) uint32 { return uint32(h^h>>32) | 1<<16 }

func hashString(s string) uint32 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return fold32(h)
}

// newToken computes the hashes of a word. Lower must be the form in lower case.
func newToken(form, lower string) token {
	t := token{form: hashString(form), lower: hashString(lower), shape: shapeOf(form)}
	t.pre2, t.pre3, t.pre4 = prefix(lower, 2), prefix(lower, 3), prefix(lower, 4)
	t.suf1, t.suf2, t.suf3, t.suf4 = suffix(lower, 1), suffix(lower, 2), suffix(lower, 3), suffix(lower, 4)
	return t
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
	h, n := uint64(fnvOffset), 0
	for _, r := range s {
		c := classOf(r)
		if c == last && c != 'X' {
			continue
		}
		last = c
		h = (h ^ uint64(c)) * fnvPrime
		if n++; n > 8 {
			break
		}
	}
	return fold32(h)
}

func classOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	case r < utf8.RuneSelf:
		return byte(r)
	}
	return '~'
}

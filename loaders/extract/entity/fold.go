package entity

import (
	"unicode"
	"unicode/utf8"
)

// fold maps a letter to what names are compared by: lower case, without
// diacritics. Letters that fold to nothing known stay as they are.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	if b, ok := bases[r]; ok {
		return b
	}
	return r
}

// bases are the letters with diacritics that names in the news carry.
var bases = func() map[rune]rune {
	m := map[rune]rune{}
	for base, marked := range map[rune]string{
		'a': "àáâãäåāăąảạấầẩẫậắằẳẵặ", 'c': "çćĉċč", 'd': "ďđð", 'e': "èéêëēĕėęěẻẽẹếềểễệə",
		'g': "ĝğġģ", 'h': "ĥħ", 'i': "ìíîïĩīĭįıỉị", 'j': "ĵ", 'k': "ķ", 'l': "ĺļľŀł", 'n': "ñńņňŋ",
		'o': "òóôõöøōŏőỏọốồổỗộơớờởỡợ", 'r': "ŕŗř", 's': "śŝşšș", 't': "ţťŧț", 'u': "ùúûüũūŭůűųủụưứừửữự",
		'w': "ŵ", 'y': "ýÿŷỳỵỷỹ", 'z': "źżž",
	} {
		for _, r := range marked {
			m[r] = base
		}
	}
	return m
}()

// pieceFlag says how a piece of a name is written.
type pieceFlag uint8

const (
	upperFirst pieceFlag = 1 << iota // begins with a capital
	upperAll                         // capitals and digits only, with one capital at least
	joined                           // follows the piece before without a break that ends a name
	inToken                          // does not begin its token
	money                            // stands beside a currency sign ("US$")
)

// piece is a run of letters and digits within a token.
type piece struct {
	hash  uint64
	token int32
	flags pieceFlag
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// pieces calls f with the hash and flags of each run of letters and digits in s.
// It allocates nothing.
func pieces(s string, f func(hash uint64, flags pieceFlag, start, end int)) {
	start, hash, flags := -1, uint64(fnvOffset), pieceFlag(0)
	lower := false
	for i, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start, hash, lower = i, fnvOffset, false
				flags = 0
				if unicode.IsUpper(r) {
					flags = upperFirst
				}
			}
			lower = lower || unicode.IsLower(r)
			if unicode.Is(unicode.Mn, r) {
				continue
			}
			hash = (hash ^ uint64(fold(r))) * fnvPrime
			continue
		}
		if start >= 0 {
			f(hash, shape(flags, lower), start, i)
			start = -1
		}
	}
	if start >= 0 {
		f(hash, shape(flags, lower), start, len(s))
	}
}

func shape(flags pieceFlag, lower bool) pieceFlag {
	if flags&upperFirst != 0 && !lower {
		flags |= upperAll
	}
	return flags
}

// hashOf is the hash of a word that is one piece.
func hashOf(s string) uint64 {
	h := uint64(fnvOffset)
	for _, r := range s {
		h = (h ^ uint64(fold(r))) * fnvPrime
	}
	return h
}

package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs splits a text at line breaks. Lines of one length that break in
// mid-sentence were wrapped, and make one paragraph.
func paragraphs(src string) []Span {
	var out []Span
	var block []Span
	flush := func() {
		if wrapped(src, block) {
			out = append(out, Span{block[0].Start, block[len(block)-1].End})
		} else {
			out = append(out, block...)
		}
		block = block[:0]
	}
	for i := 0; i < len(src); {
		end := strings.IndexByte(src[i:], '\n')
		if end < 0 {
			end = len(src)
		} else {
			end += i
		}
		if s := trim(src, i, end); s.End > s.Start {
			block = append(block, s)
		} else if len(block) > 0 {
			flush()
		}
		i = end + 1
	}
	if len(block) > 0 {
		flush()
	}
	return out
}

// trim is src[from:to] without the white space around it.
func trim(src string, from, to int) Span {
	for from < to {
		r, size := utf8.DecodeRuneInString(src[from:to])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			break
		}
		from += size
	}
	for to > from {
		r, size := utf8.DecodeLastRuneInString(src[from:to])
		if !unicode.IsSpace(r) && r != '\u200b' {
			break
		}
		to -= size
	}
	return Span{int32(from), int32(to)}
}

const (
	wrapMin, wrapMax = 45, 110 // bytes of a wrapped line
	wrapSpread       = 32      // by which wrapped lines may differ
)

func wrapped(src string, block []Span) bool {
	if len(block) < 3 {
		return false
	}
	lo, hi, open := int32(1<<30), int32(0), 0
	for _, l := range block[:len(block)-1] {
		n := l.End - l.Start
		lo, hi = min(lo, n), max(hi, n)
		if !strings.ContainsRune(".?!”\":", rune(src[l.End-1])) {
			open++
		}
	}
	return lo >= wrapMin && hi <= wrapMax && hi-lo <= wrapSpread && open*2 >= len(block)-1
}

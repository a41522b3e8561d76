package segment

import (
	"strings"
	"unicode/utf8"
)

// paragraphs splits a text at line breaks. A headline or another short line is a
// paragraph of its own; lines that were wrapped at one width are put together.
func paragraphs(src string) []Span {
	var out, block []Span
	for i := 0; i < len(src); {
		end, size := lineBreak(src[i:])
		if s := trim(src, i, i+end); s.End > s.Start {
			block = append(block, s)
		} else {
			out, block = unwrap(out, src, block), block[:0]
		}
		i += end + size
	}
	return unwrap(out, src, block)
}

// lineBreak is where the first line of s ends, and the length of its break.
func lineBreak(s string) (end, size int) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n':
			return i, 1
		case c == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			return i, 2
		case c == '\r':
			return i, 1
		case c == 0xe2 && (strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029")):
			return i, 3
		}
	}
	return len(s), 0
}

// trim is src[from:to] without the white space around it.
func trim(src string, from, to int) Span {
	for from < to {
		n := blank(src[from:to])
		if n == 0 {
			break
		}
		from += n
	}
	for to > from {
		r, n := utf8.DecodeLastRuneInString(src[from:to])
		if !blankRune(r) {
			break
		}
		to -= n
	}
	return Span{int32(from), int32(to)}
}

const (
	wrapMin, wrapMax = 50, 100 // characters of the longest line of wrapped text
	lineMax          = 400     // bytes; a longer line was not wrapped
)

// unwrap appends the paragraphs that a block of lines without a blank line makes.
// In wrapped text a line is full: the first word of the next had no room on it.
func unwrap(out []Span, src string, block []Span) []Span {
	width := blockWidth(src, block)
	if width == 0 {
		return append(out, block...)
	}
	full, open, on := 0, 0, false
	for i := 0; i+1 < len(block); i++ {
		if isFull(src, block[i], block[i+1], width) {
			full++
			if !sentenceEnd(src[block[i].Start:block[i].End]) {
				open++
			}
			on = on || goesOn(src, block[i], block[i+1])
		}
	}
	if full*3 < len(block)-1 || open*2 < full || open == 0 || full == 1 && !on {
		// one full line alone may be a headline over a byline
		return append(out, block...)
	}
	for i, line := range block {
		if i > 0 && (isFull(src, block[i-1], line, width) || goesOn(src, block[i-1], line)) {
			out[len(out)-1].End = line.End
		} else {
			out = append(out, line)
		}
	}
	return out
}

// blockWidth is the number of characters of the longest line, or 0 if the block
// can't be wrapped text.
func blockWidth(src string, block []Span) int {
	width := 0
	for _, l := range block {
		if l.End-l.Start > lineMax {
			return 0
		}
		width = max(width, utf8.RuneCountInString(src[l.Start:l.End]))
	}
	if len(block) < 2 || width < wrapMin || width > wrapMax {
		return 0
	}
	return width
}

func isFull(src string, line, next Span, width int) bool {
	word := src[next.Start:next.End]
	if i := strings.IndexAny(word, " \t"); i >= 0 {
		word = word[:i]
	}
	return utf8.RuneCountInString(src[line.Start:line.End])+1+utf8.RuneCountInString(word) > width
}

// goesOn tells whether a short line breaks off within a sentence.
func goesOn(src string, line, next Span) bool {
	return lowerAt(src[next.Start:next.End]) && !sentenceEnd(src[line.Start:line.End])
}

// sentenceEnd tells whether a line ends as a sentence does.
func sentenceEnd(line string) bool {
	line = strings.TrimRight(line, "\"'”’»)]")
	return line == "" || strings.HasSuffix(line, "…") || strings.IndexByte(".?!:", line[len(line)-1]) >= 0
}

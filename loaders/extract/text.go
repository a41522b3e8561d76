package extract

import (
	"strings"
	"unicode/utf8"

	"saksi/loaders/extract/attribute"
	"saksi/schema"
)

const step = 256 // bytes between two marks of the index

// runeIndex turns byte offsets into code points: the one place where that is done.
type runeIndex struct {
	text  string
	ascii bool
	marks []int32 // code points before byte i*step
}

func newRuneIndex(text string) *runeIndex {
	x := &runeIndex{text: text, ascii: true}
	n := int32(0)
	for i := 0; i < len(text); i++ {
		if i%step == 0 {
			x.marks = append(x.marks, n)
		}
		if text[i] >= utf8.RuneSelf {
			x.ascii = false
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	x.marks = append(x.marks, n)
	return x
}

// at is the number of code points before byte b.
func (x *runeIndex) at(b int32) int {
	if x.ascii {
		return int(b)
	}
	n := int(x.marks[b/step])
	for i := b / step * step; i < b; i++ {
		if utf8.RuneStart(x.text[i]) {
			n++
		}
	}
	return n
}

func (x *runeIndex) span(b attribute.Bytes) schema.Span {
	return schema.Span{x.at(b.Start), x.at(b.End)}
}

func (x *runeIndex) spans(bs []attribute.Bytes) []schema.Span {
	out := make([]schema.Span, len(bs))
	for i, b := range bs {
		out[i] = x.span(b)
	}
	return out
}

// slice is the text of the ranges, joined by a space.
func (x *runeIndex) slice(bs []attribute.Bytes) string {
	parts := make([]string, len(bs))
	for i, b := range bs {
		parts[i] = x.text[b.Start:b.End]
	}
	return strings.Join(parts, " ")
}

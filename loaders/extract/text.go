package extract

import (
	"strings"
	"unicode"
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

// frequent lists words that are frequent in one language and rare in the other.
var frequent = map[string]string{
	"yang": "id", "dan": "id", "di": "id", "dengan": "id", "untuk": "id", "dari": "id", "dalam": "id", "tidak": "id", "pada": "id", "itu": "id",
	"ini": "id", "oleh": "id", "kepada": "id", "akan": "id", "telah": "id", "bahwa": "id", "mengatakan": "id", "kata": "id", "karena": "id", "juga": "id",
	"ke": "id", "para": "id", "adalah": "id", "sudah": "id", "belum": "id", "mereka": "id", "tersebut": "id", "bisa": "id", "antara": "id", "soal": "id",
	"atas": "id", "serta": "id", "seorang": "id", "hal": "id", "bukan": "id", "lebih": "id", "terhadap": "id", "saat": "id", "kami": "id", "ia": "id",
	"the": "en", "and": "en", "of": "en", "to": "en", "in": "en", "that": "en", "is": "en", "was": "en", "with": "en", "for": "en",
	"said": "en", "by": "en", "on": "en", "has": "en", "have": "en", "from": "en", "are": "en", "his": "en", "not": "en", "it": "en",
	"a": "en", "an": "en", "as": "en", "at": "en", "its": "en", "he": "en", "be": "en", "were": "en", "who": "en", "but": "en",
	"will": "en", "they": "en", "this": "en", "had": "en", "been": "en", "after": "en", "we": "en", "or": "en", "over": "en", "she": "en",
}

const sample = 4000 // bytes that the language is told from

// Detect tells Indonesian ("id") from English ("en"), by frequent words and, for
// texts that have none of them, by affixes. English is the answer when nothing tells.
func Detect(text string) string {
	if len(text) > sample {
		text = text[:sample]
	}
	votes := map[string]int{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		w = strings.ToLower(w)
		if l := frequent[w]; l != "" {
			votes[l] += 3
			continue
		}
		if len(w) > 6 && (strings.HasPrefix(w, "me") || strings.HasPrefix(w, "di") || strings.HasPrefix(w, "ber")) && (strings.HasSuffix(w, "kan") || strings.HasSuffix(w, "nya") || strings.HasSuffix(w, "an")) {
			votes["id"]++
		}
		if len(w) > 5 && (strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "tion") || strings.HasSuffix(w, "ed")) {
			votes["en"]++
		}
	}
	if votes["id"] > votes["en"] {
		return "id"
	}
	return "en"
}

package segment

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Segment cuts a text. Any bytes will do, time and memory are linear in their
// number, and every code point that is not white space lies in exactly one token.
// Of a text longer than an offset can say, the head is cut.
//
//	Segment(`"Kami tidak terlibat," katanya.`, "id")
//
// has one sentence of nine tokens, the eighth of them the clitic "nya", and one
// quotation.
func Segment(text, lang string) *Text {
	head := text
	if len(head) > math.MaxInt32 {
		head = head[:math.MaxInt32-utf8.UTFMax]
	}
	t := &Text{Source: text, Lang: lang, Paragraphs: paragraphs(head)}
	lg := languageOf(lang)
	tk := tokenizer{lang: lg, out: make([]Token, 0, len(head)/5+8)}
	var q quoter
	for i, p := range t.Paragraphs {
		first := int32(len(tk.out))
		tk.paragraph(head[:p.End], int(p.Start))
		t.Tokens = tk.out
		part := part{t, lg, int32(i), first, int32(len(tk.out)), nil}
		part.roles = q.quotes(part)
		part.sentences()
	}
	return t
}

// part is a paragraph while it is being cut.
type part struct {
	*Text
	lang        *language
	paragraph   int32
	first, last int32  // tokens, half-open
	roles       []role // of the quotation marks, by token from first
}

// role is what a token does to quotations.
type role uint8

const (
	noRole role = iota
	opening
	closing
)

func (p *part) role(k int32) role { return p.roles[k-p.first] }

// spaceAfter tells whether token k is followed by white space or the end.
func (p *part) spaceAfter(k int32) bool { return k+1 >= p.last || !p.Tokens[k+1].Glued }

// String shows the sentences one a line, a space between tokens.
func (t *Text) String() string {
	var b strings.Builder
	for i := range t.Sentences {
		for j, tok := range t.SentenceTokens(i) {
			if j > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(t.Source[tok.Start:tok.End])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

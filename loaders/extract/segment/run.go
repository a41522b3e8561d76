package segment

import "strings"

// Segment cuts a text. It takes time and memory linear in the length of the text
// and accepts any bytes.
func Segment(text, lang string) *Text {
	t := &Text{Source: text, Lang: lang, Paragraphs: paragraphs(text)}
	tk := tokenizer{src: text, lex: lexicon(lang), hyphens: lang == "en", out: make([]Token, 0, len(text)/5+8)}
	for i, p := range t.Paragraphs {
		first := int32(len(tk.out))
		tk.run(int(p.Start), int(p.End))
		t.Tokens = tk.out
		last := int32(len(tk.out))
		if first == last {
			continue
		}
		t.sentences(int32(i), first, last)
		t.quotes(p, first, last)
	}
	return t
}

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

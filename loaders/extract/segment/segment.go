// Package segment cuts a text into paragraphs, sentences, tokens and quotations.
//
//	"Kami tidak terlibat," katanya.   →  " Kami tidak terlibat , " kata nya .
//	They didn't deny it.              →  They did n't deny it .
//
// Invariant: every offset is a byte offset into the text given, lies on a code
// point boundary, and slices that text; tokens are in order and never overlap.
// Nothing is normalised: the token's form is text[Start:End].
package segment

// Token is one syntactic word in the sense of Universal Dependencies: clitics
// are tokens of their own ("kata"+"nya", "do"+"n't"), as the treebanks split them.
type Token struct {
	Start, End int32 // bytes, half-open
	// Glued says that no space or break stands between this token and the one before.
	Glued bool
	// Clitic says that this token is a part of the same written word as the one before.
	Clitic bool
}

// Sentence is a run of tokens, Tokens[First:Last] of its Text.
type Sentence struct {
	Start, End  int32 // bytes, trimmed of white space
	First, Last int32 // token indices, half-open
	Paragraph   int32 // index into Text.Paragraphs
}

// Span is a half-open range of bytes.
type Span struct{ Start, End int32 }

// Quote is one quotation. The marks themselves lie outside Inner.
type Quote struct {
	Start, End int32 // with the marks
	Inner      Span  // between the marks
	Parent     int32 // index of the enclosing quotation, or -1
	// Closed is false for a quotation whose closing mark is missing; it then ends
	// with its paragraph, or with the quotation around it.
	Closed bool
	// Continues is true where the mark at Start only reopens, at the head of a new
	// paragraph, the quotation before it.
	Continues bool
}

// Text is a segmented text. All slices are ordered by Start.
type Text struct {
	Source     string
	Lang       string // BCP 47: "id" or "en"
	Paragraphs []Span
	Sentences  []Sentence
	Tokens     []Token
	Quotes     []Quote
}

// Form is the text of token i.
func (t *Text) Form(i int32) string { return t.Source[t.Tokens[i].Start:t.Tokens[i].End] }

// SentenceTokens are the tokens of sentence i.
func (t *Text) SentenceTokens(i int) []Token {
	s := t.Sentences[i]
	return t.Tokens[s.First:s.Last]
}

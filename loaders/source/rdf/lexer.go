package rdf

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"saksi/loaders/source/item"
)

// token is a kind of token of Turtle and TriG; punctuation stands for itself.
type token byte

const (
	tokEnd token = iota
	tokIRI
	tokName  // with a prefix
	tokBlank // node that has a name
	tokText
	tokAt // a language, or @prefix and @base
	tokNumber
	tokWord
	tokType // ^^
)

// tokens are the names of tokens in messages.
var tokens = [...]string{tokEnd: "the end of the file", tokIRI: "an IRI", tokName: "a name", tokBlank: "a blank node",
	tokText: "a text", tokAt: "a language or directive", tokNumber: "a number", tokWord: "a word", tokType: "a datatype"}

func (t token) String() string {
	if int(t) < len(tokens) {
		return tokens[t]
	}
	return strconv.QuoteRune(rune(t))
}

// lexer cuts Turtle and TriG into tokens, of which it holds one.
type lexer struct {
	r     *bufio.Reader
	max   int64 // bytes of a token
	tok   token
	text  []byte // of the token, without quotes and escapes; holds until the next one
	colon int    // where the prefix of a name ends
	at    int    // the line that the token begins in
	line  int    // the line of what comes next
	err   error  // ends the tokens
	// Bytes that end the plain stretch of an IRI, of a text in one line and in many; those
	// of a name.
	iriEnd, shortEnd, longEnd, inName set
}

// set is a set of bytes.
type set [256]bool

func setOf(chars string) (s set) {
	for _, c := range []byte(chars) {
		s[c] = true
	}
	return s
}

func newLexer(r *bufio.Reader, max int64) *lexer {
	l := &lexer{r: r, max: max, line: 1, iriEnd: setOf(">\\<\"{}|^`"), shortEnd: setOf("\"'\\\n\r"), longEnd: setOf("\"'\\\n"),
		inName: setOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:%")}
	for c := range ' ' + 1 {
		l.iriEnd[c] = true
	}
	for c := utf8.RuneSelf; c < len(l.inName); c++ {
		l.inName[c] = true
	}
	return l
}

// next goes on to the next token; after an error that is the end.
func (l *lexer) next() {
	l.text = l.text[:0]
	if l.tok = tokEnd; l.err != nil {
		return
	}
	c, ok := l.skip()
	l.at = l.line
	if !ok {
		return
	}
	l.tok = l.cut(c)
	if l.err == nil && !utf8.Valid(l.text) {
		l.fail(errors.New("not UTF-8"))
	}
	if l.err != nil {
		l.tok, l.text = tokEnd, l.text[:0]
	}
}

// fail ends the tokens.
func (l *lexer) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

// skip passes over space and comments, and gives the byte behind them.
func (l *lexer) skip() (byte, bool) {
	comment := false
	for {
		c, err := l.r.ReadByte()
		if err != nil {
			if err != io.EOF {
				l.fail(err)
			}
			return 0, false
		}
		switch {
		case c == '\n':
			l.line++
			comment = false
		case comment, c == ' ', c == '\t', c == '\r':
		case c == '#':
			comment = true
		default:
			return c, true
		}
	}
}

// cut reads the token that begins with c.
func (l *lexer) cut(c byte) token {
	switch c {
	case '<':
		l.iri()
		return tokIRI
	case '"', '\'':
		l.quoted(c)
		return tokText
	case '@':
		l.name()
		return tokAt
	case '^':
		if l.ahead(1) == "^" {
			l.drop(1)
			return tokType
		}
	case ';', ',', '[', ']', '(', ')', '{', '}':
		return token(c)
	case '.':
		if !digit(l.ahead(1)) {
			return token(c)
		}
		return l.number(c)
	}
	switch {
	case c == '+', c == '-', digit(string(c)):
		return l.number(c)
	case l.inName[c]:
		return l.wordOrName(c)
	}
	l.fail(fmt.Errorf("%q can't stand here", rune(c)))
	return tokEnd
}

// ahead is what comes next, as far as there are n bytes.
func (l *lexer) ahead(n int) string {
	b, _ := l.r.Peek(n)
	return string(b)
}

func (l *lexer) drop(n int) { _, _ = l.r.Discard(n) }

func digit(s string) bool { return len(s) > 0 && s[0] >= '0' && s[0] <= '9' }

// run takes what comes before a byte of the set, and gives that byte.
func (l *lexer) run(until *set) byte {
	for {
		if _, err := l.r.Peek(1); err != nil {
			l.cutOff(err)
			return 0
		}
		b, _ := l.r.Peek(l.r.Buffered())
		n := 0
		for n < len(b) && !until[b[n]] {
			n++
		}
		l.text = append(l.text, b[:n]...)
		if int64(len(l.text)) > l.max {
			l.fail(item.TooLarge(l.max))
			return 0
		}
		if n < len(b) {
			c := b[n]
			l.drop(n + 1)
			return c
		}
		l.drop(n)
	}
}

// cutOff fails for an error in the middle of a token.
func (l *lexer) cutOff(err error) {
	if err == io.EOF {
		err = errors.New("the file ends in the middle of it")
	}
	l.fail(err)
}

// iri reads the rest of an IRI in angle brackets.
func (l *lexer) iri() {
	for l.err == nil {
		switch c := l.run(&l.iriEnd); c {
		case '>':
			return
		case '\\':
			l.escape(false)
		default:
			l.fail(fmt.Errorf("%q can't stand in an IRI", rune(c)))
		}
	}
}

// quoted reads the rest of a text, in one or three quotes.
func (l *lexer) quoted(quote byte) {
	long := false
	if l.ahead(1) == string(quote) {
		if l.ahead(2) != string([]byte{quote, quote}) {
			l.drop(1) // an empty text
			return
		}
		l.drop(2)
		long = true
	}
	until := &l.shortEnd
	if long {
		until = &l.longEnd
	}
	for l.err == nil {
		c := l.run(until)
		switch {
		case l.err != nil:
		case c == '\\':
			l.escape(true)
		case c == quote && !long:
			return
		case c == quote && l.ahead(2) == string([]byte{quote, quote}):
			l.drop(2)
			return
		case c == '\r' || c == '\n' && !long:
			l.fail(errors.New("a text in single quotes ends with its line"))
		default:
			if c == '\n' {
				l.line++
			}
			l.text = append(l.text, c)
		}
	}
}

// escapes are the characters that an escape in a text stands for.
const escapes = "t\tb\bn\nr\rf\f\"\"''\\\\"

// escape reads an escape behind its backslash: of a character by its number, and in texts
// by a letter.
func (l *lexer) escape(letters bool) {
	c, err := l.r.ReadByte()
	if err != nil {
		l.cutOff(err)
		return
	}
	for i := 0; letters && i < len(escapes); i += 2 {
		if escapes[i] == c {
			l.text = append(l.text, escapes[i+1])
			return
		}
	}
	digits := map[byte]int{'u': 4, 'U': 8}[c]
	n, err := strconv.ParseUint(l.ahead(digits), 16, 32)
	if err != nil || n > utf8.MaxRune {
		l.fail(fmt.Errorf("%q is no escape", "\\"+string(rune(c))+l.ahead(digits)))
		return
	}
	l.drop(digits)
	l.text = utf8.AppendRune(l.text, rune(n))
}

// name reads the rest of a name. A full stop is of it if more of the name follows.
func (l *lexer) name() {
	for l.err == nil {
		b := l.ahead(2)
		switch {
		case b != "" && b[0] == '\\' && len(b) == 2: // of a sign that would end it
			b = b[1:]
			l.drop(1)
		case b == "" || !l.inName[b[0]] || b[0] == '.' && (len(b) < 2 || !l.inName[b[1]] && b[1] != '\\'):
			return
		}
		l.text = append(l.text, b[0])
		l.drop(1)
		if int64(len(l.text)) > l.max {
			l.fail(item.TooLarge(l.max))
		}
	}
}

// wordOrName reads what has no quotes: a name has a colon, a blank node a line before it.
func (l *lexer) wordOrName(c byte) token {
	l.text = append(l.text, c)
	l.name()
	for i, c := range l.text {
		if c != ':' {
			continue
		}
		if l.colon = i; string(l.text[:i]) == "_" {
			return tokBlank
		}
		return tokName
	}
	return tokWord
}

// number reads the rest of a number.
func (l *lexer) number(c byte) token {
	l.text = append(l.text, c)
	for int64(len(l.text)) <= l.max {
		b := l.ahead(2)
		switch {
		case digit(b):
		case b != "" && (b[0] == 'e' || b[0] == 'E'):
		case b != "" && b[0] == '.' && digit(b[1:]):
		case b != "" && (b[0] == '+' || b[0] == '-') && l.text[len(l.text)-1]|0x20 == 'e':
		default:
			return tokNumber
		}
		l.text = append(l.text, b[0])
		l.drop(1)
	}
	l.fail(item.TooLarge(l.max))
	return tokEnd
}

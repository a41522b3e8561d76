package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenizer cuts the text into tokens.
type tokenizer struct {
	src     string
	lex     *words
	hyphens bool // whether hyphenated compounds are cut
	out     []Token
}

// run cuts src[from:to], which must begin and end on code points.
func (t *tokenizer) run(from, to int) {
	glued := false
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(t.src[i:to])
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			i += size
			glued = false
			continue
		}
		end := t.next(i, to)
		t.add(i, end, glued)
		i, glued = end, true
	}
}

// add appends the token at src[i:end], its clitics split off.
func (t *tokenizer) add(i, end int, glued bool) {
	n := t.clitic(t.src[i:end])
	if n == 0 {
		t.out = append(t.out, Token{Start: int32(i), End: int32(end), Glued: glued})
		return
	}
	t.out = append(t.out, Token{Start: int32(i), End: int32(end - n), Glued: glued}, Token{Start: int32(end - n), End: int32(end), Glued: true, Clitic: true})
}

const longest = 40 // bytes of a word that may have a clitic

// clitic is the length of the clitic at the end of a word, 0 for none.
func (t *tokenizer) clitic(w string) int {
	if len(w) < 3 || len(w) > longest {
		return 0
	}
	low := strings.ToLower(w)
	if n := t.lex.split[low]; n > 0 && len(low) == len(w) {
		return n
	}
	for _, c := range t.lex.enclitics {
		stem := len(low) - len(c)
		if stem < 1 || !strings.HasSuffix(low, c) || len(low) != len(w) {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(low[:stem]); !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' {
			continue
		}
		if unicode.IsLetter(rune(c[0])) && c[0] == t.lex.enclitics[0][0] && len(t.lex.enclitics) == 1 && (stem < 3 || t.lex.whole[low] || name(w)) {
			continue
		}
		return len(c)
	}
	return 0
}

// name tells whether a word looks like a name in capitals, which no clitic is
// split from unless a hyphen sets it off.
func name(w string) bool { return len(w) > 2 && w == strings.ToUpper(w) }

// next is the end of the token that starts at i.
func (t *tokenizer) next(i, to int) int {
	s := t.src[i:to]
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r) || (r == '@' || r == '#') && wordAt(s[1:]):
		return i + t.word(s)
	case unicode.IsDigit(r):
		return i + number(s)
	case r == '.' || r == '-' || r == '`' || r == '\'':
		n := run(s, byte(r))
		switch {
		case r == '.' && n == 1 && len(s) > 1 && s[1] >= '0' && s[1] <= '9':
			return i + 1 + number(s[1:])
		case r == '\'' && n == 1:
			return i + t.apostrophe(s)
		case r == '\'' || r == '`':
			return i + min(n, 2)
		}
		return i + n
	case r == '’' && t.lex.enclitics != nil:
		if n := t.contraction(s); n > 0 {
			return i + n
		}
	}
	return i + size
}

func wordAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}

func run(s string, c byte) int {
	n := 0
	for n < len(s) && s[n] == c && n < 64 {
		n++
	}
	return n
}

// apostrophe is the length of a token that starts with an apostrophe: a
// contraction standing by itself, or the mark alone.
func (t *tokenizer) apostrophe(s string) int {
	if n := t.contraction(s); n > 0 {
		return n
	}
	return 1
}

func (t *tokenizer) contraction(s string) int {
	for _, c := range t.lex.enclitics {
		if strings.HasPrefix(s, c) && !wordAt(s[len(c):]) {
			return len(c)
		}
	}
	return 0
}

// word is the length of the word at the head of s: letters and digits, with
// apostrophes, full stops and hyphens inside, or an address.
func (t *tokenizer) word(s string) int {
	if n := address(s); n > 0 {
		return n
	}
	i, dots := 0, 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || i == 0:
		case (r == '\'' || r == '’') && letterAt(s[i+size:]):
		case r == '-' && wordAt(s[i+1:]) && !t.cuts(s, i):
		case r == '.' && letterAt(s[i+1:]) && i <= 14:
			dots++
		case (r == '.' || r == ',') && i > 0 && digit(s, i-1) && digit(s, i+1):
		default:
			return t.ending(s, i, dots)
		}
		i += size
	}
	return i
}

// cuts tells whether the hyphen at s[i] separates tokens.
func (t *tokenizer) cuts(s string, i int) bool {
	return t.hyphens && i > 2
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// ending takes the full stop of an abbreviation into the word that ends at i.
func (t *tokenizer) ending(s string, i, dots int) int {
	if s[i] != '.' || i > 15 {
		return i
	}
	w := s[:i]
	if dots > 0 && len(w) <= 2*dots+1 || t.lex.abbreviations[strings.ToLower(w)+"."] {
		return i + 1
	}
	if r, size := utf8.DecodeRuneInString(w); size == len(w) && unicode.IsUpper(r) {
		return i + 1 // an initial
	}
	return i
}

// address is the length of a URL, e-mail address or domain at the head of s, or 0.
func address(s string) int {
	end := strings.IndexFunc(s[:min(len(s), 2048)], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”()", r) })
	if end < 0 {
		end = min(len(s), 2048)
		for end < len(s) && end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
	}
	w := strings.TrimRight(s[:end], ".,;:!?'’")
	switch {
	case strings.HasPrefix(w, "http://"), strings.HasPrefix(w, "https://"), strings.HasPrefix(w, "www."):
		return len(w)
	}
	if at := strings.IndexByte(w, '@'); at > 0 && strings.IndexByte(w[at:], '.') > 1 {
		return len(w)
	}
	for _, tld := range []string{".com", ".org", ".net", ".co.id", ".id", ".co.uk"} {
		if i := strings.Index(w, tld); i > 0 && (i+len(tld) == len(w) || w[i+len(tld)] == '/') {
			return len(w)
		}
	}
	return 0
}

// number is the length of the number at the head of s, with separators inside.
func number(s string) int {
	i := 0
	for i < len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
		case (c == '.' || c == ',' || c == ':' || c == '/') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			if c == '\'' {
				return i
			}
		case c == '-' && i+1 < len(s) && letterAt(s[i+1:]) && i < 6:
		default:
			return i
		}
		i++
	}
	return i
}

package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closers says which mark closes which. Marks that both open and close stand for
// themselves.
var closers = map[string]string{"“": "”", "„": "“", "«": "»", "‘": "’", "\"": "\"", "”": "”", "'": "'", "``": "''", "''": "''"}

const maxDepth = 8 // quotations nested deeper are not told apart

// quotes finds the quotations of a paragraph by the marks among its tokens.
func (t *Text) quotes(p Span, first, last int32) {
	var open []int32 // indices of open quotations
	pending := t.unclosed(p)
	for k := first; k < last; k++ {
		form := t.Form(k)
		if c := form[0]; c != '"' && c != '\'' && c != '`' && c < utf8.RuneSelf {
			continue
		}
		tok := t.Tokens[k]
		if n := len(open); n > 0 {
			q := &t.Quotes[open[n-1]]
			mark := t.Source[q.Start:q.Inner.Start]
			if form == closers[mark] && t.closes(k, last, form) {
				q.Inner.End, q.End, q.Closed = tok.Start, tok.End, true
				open = open[:n-1]
				continue
			}
		}
		if closers[form] == "" || len(open) >= maxDepth || !t.opens(k, last, form) {
			continue
		}
		parent := int32(-1)
		if n := len(open); n > 0 {
			parent = open[n-1]
		}
		q := Quote{Start: tok.Start, End: p.End, Inner: Span{tok.End, p.End}, Parent: parent}
		q.Continues = pending && k == first
		t.Quotes = append(t.Quotes, q)
		open = append(open, int32(len(t.Quotes)-1))
	}
}

// unclosed tells whether a quotation was left open at the end of the paragraph
// before, as is done when it goes on in the next.
func (t *Text) unclosed(p Span) bool {
	for i := len(t.Quotes) - 1; i >= 0; i-- {
		q := &t.Quotes[i]
		if q.Parent < 0 {
			return !q.Closed && strings.TrimSpace(t.Source[q.End:p.Start]) == ""
		}
	}
	return false
}

// opens tells whether the mark at token k can open a quotation: what comes before
// does not touch it, or is an opening bracket, and a word touches it behind.
func (t *Text) opens(k, last int32, form string) bool {
	tok := t.Tokens[k]
	if k+1 >= last || !t.Tokens[k+1].Glued && form != "“" && form != "„" && form != "«" {
		return k+1 < last && !tok.Glued && closers[form] == form && !t.Tokens[k+1].Glued && (k == 0 || t.openedBefore(k, form))
	}
	if tok.Glued {
		r, _ := utf8.DecodeLastRuneInString(t.Source[:tok.Start])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,;!?%", r) {
			return form == "“" || form == "„" || form == "«"
		}
	}
	if form == "'" || form == "‘" {
		return t.partner(k, last, closers[form])
	}
	return true
}

// openedBefore tells whether an even number of plain marks stands before token k
// in its paragraph: spaced-out marks take turns.
func (t *Text) openedBefore(k int32, form string) bool {
	n := 0
	for i := k - 1; i >= 0 && i > k-400; i-- {
		if t.Form(i) == form {
			n++
		}
		if strings.IndexByte(t.Source[t.Tokens[i].End:t.Tokens[i+1].Start], '\n') >= 0 {
			break
		}
	}
	return n%2 == 0
}

const partnerReach = 200 // tokens within which a single mark must be closed

// partner tells whether a closing mark that is no apostrophe follows.
func (t *Text) partner(k, last int32, close string) bool {
	for i := k + 2; i < last && i < k+partnerReach; i++ {
		if t.Form(i) == close && t.Tokens[i].Glued && (i+1 >= last || !t.Tokens[i+1].Glued || !letterAt(t.Form(i+1))) {
			return true
		}
	}
	return false
}

// closes tells whether the mark at token k can close the quotation that is open.
func (t *Text) closes(k, last int32, form string) bool {
	if t.Tokens[k].Glued {
		return true
	}
	return k+1 >= last || !t.Tokens[k+1].Glued || form == "''" || form == "»"
}

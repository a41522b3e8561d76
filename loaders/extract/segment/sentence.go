package segment

import (
	"unicode"
	"unicode/utf8"
)

const maxTokens = 400 // of a sentence; longer ones are cut

// sentences cuts the tokens of paragraph p into sentences.
func (t *Text) sentences(p int32, first, last int32) {
	start := first
	if after := t.dateline(first, last); after > first {
		t.sentence(p, first, after)
		start = after
	}
	for k := start; k < last; k++ {
		end := k
		if t.terminal(k) {
			for end+1 < last && t.Tokens[end+1].Glued && closingMark(t.Form(end+1)) {
				end++
			}
			if end+1 < last && t.Tokens[end+1].Glued && !openingMark(t.Form(end+1)) && !t.gluedEnd(end) {
				continue
			}
			if end+1 < last && !t.begins(end+1, last) {
				k = end
				continue
			}
		} else if k-start < maxTokens-1 {
			continue
		} else {
			end = t.softEnd(start, k)
		}
		t.sentence(p, start, end+1)
		start, k = end+1, end
	}
	if start < last {
		t.sentence(p, start, last)
	}
}

const datelineTokens = 14

// dateline is the first token behind a dateline ("WASHINGTON (Reuters) -",
// "Jakarta, CNN Indonesia --"): capitalised words and punctuation up to a dash that
// stands free. It is first where there is none.
func (t *Text) dateline(first, last int32) int32 {
	words := 0
	for k := first; k < last-1 && k < first+datelineTokens; k++ {
		form := t.Form(k)
		r, _ := utf8.DecodeRuneInString(form)
		switch {
		case form == "-" || form == "–" || form == "—" || form == "--":
			if words > 0 && !(t.Tokens[k].Glued && t.Tokens[k+1].Glued) && k+4 < last {
				return k + 1
			}
			return first
		case unicode.IsUpper(r) || unicode.IsDigit(r):
			words++
		case r == '(' || r == ')' || r == ',' || r == '/' || r == '.' || r == ':':
		default:
			return first
		}
	}
	return first
}

func (t *Text) sentence(p, first, last int32) {
	t.Sentences = append(t.Sentences, Sentence{Start: t.Tokens[first].Start, End: t.Tokens[last-1].End, First: first, Last: last, Paragraph: p})
}

// terminal tells whether token k may end a sentence.
func (t *Text) terminal(k int32) bool {
	switch f := t.Form(k); f[0] {
	case '?', '!':
		return true
	case '.':
		return true
	default:
		return f == "…" || f == "。" || f == "！" || f == "？"
	}
}

// gluedEnd tells whether a sentence may end at token k although the next token
// touches it: a lower-case letter before and a capital behind ("war.The").
func (t *Text) gluedEnd(k int32) bool {
	if t.Form(k) != "." || k == 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(t.Source[:t.Tokens[k].Start])
	after, _ := utf8.DecodeRuneInString(t.Source[t.Tokens[k].End:])
	return unicode.IsLower(before) && unicode.IsUpper(after)
}

// begins tells whether a sentence may begin at token k: it does not in lower
// case, nor with punctuation that goes on.
func (t *Text) begins(k, last int32) bool {
	for k < last && openingMark(t.Form(k)) {
		k++
	}
	if k >= last {
		return true
	}
	r, _ := utf8.DecodeRuneInString(t.Form(k))
	if unicode.IsLower(r) {
		return false
	}
	switch r {
	case ',', ';', ':', ')', ']', '%':
		return false
	}
	return true
}

// softEnd is the best place to cut an overlong sentence that starts at start and
// reaches token k: the last comma or the like in its second half.
func (t *Text) softEnd(start, k int32) int32 {
	for i := k; i > start+maxTokens/2; i-- {
		switch t.Form(i) {
		case ";", ",", ":", "—", "–", "-":
			return i
		}
	}
	return k
}

func closingMark(s string) bool {
	switch s {
	case "\"", "”", "’", "'", "''", "»", ")", "]", "“", "?", "!", ".", "…", "...":
		return true
	}
	return false
}

func openingMark(s string) bool {
	switch s {
	case "\"", "“", "”", "‘", "'", "``", "''", "«", "„", "(", "[":
		return true
	}
	return false
}

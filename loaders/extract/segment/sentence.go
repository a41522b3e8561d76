package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTokens  = 400 // of a sentence; longer ones are cut
	maxOpeners = 8   // marks that may stand before the first word of a sentence
	speechName = 5   // words of a name before a verb of speech
)

// sentences cuts the tokens of the paragraph into sentences.
func (p *part) sentences() {
	start := p.dateline()
	if start > p.first {
		p.add(p.first, start)
	}
	for k := start; k < p.last; k++ {
		if k-start >= maxTokens {
			cut := p.softEnd(start, k)
			p.add(start, cut)
			start = cut
		}
		end, ok := p.terminal(start, k)
		if !ok {
			continue
		}
		p.add(start, end)
		start, k = end, end-1
	}
	if start < p.last {
		p.add(start, p.last)
	}
}

// add appends the sentence of the tokens first to last, the latter left out.
func (p *part) add(first, last int32) {
	p.Sentences = append(p.Sentences, Sentence{
		Start: p.Tokens[first].Start, End: p.Tokens[last-1].End, First: first, Last: last, Paragraph: p.paragraph,
	})
}

// softEnd is the best token to begin a new sentence with in the overlong one from
// start to k: after a semicolon, else after other punctuation, in its second half.
func (p *part) softEnd(start, k int32) int32 {
	best, rank := k, len(softMarks)
	for i := k - 1; i > start+maxTokens/2; i-- {
		if form := p.Form(i); len(form) <= 3 {
			if r, ok := softMarks[form]; ok && r < rank {
				best, rank = i+1, r
			}
		}
	}
	for best < k && p.Tokens[best].Clitic {
		best++
	}
	return best
}

// softMarks are the marks after which an overlong sentence is cut, best first.
var softMarks = map[string]int{";": 0, ":": 1, "—": 2, "–": 2, "--": 2, ",": 3, ")": 4, "-": 5}

// stop is the kind of a token that may end a sentence.
type stop uint8

const (
	noStop stop = iota
	point       // .
	mark        // ? ! … and their like
	short       // an abbreviation with its point
)

// stops are the tokens that end sentences, but for runs of ? and !.
var stops = map[string]stop{".": point, "…": mark, "。": mark, "！": mark, "？": mark, "‼": mark, "⁉": mark}

func (p *part) stop(k int32) stop {
	form := p.Form(k)
	switch c := form[len(form)-1]; {
	case c == '?' || c == '!':
		return mark
	case c == '.' && len(form) == 1:
		return point
	case c == '.' && form[0] == '.':
		return mark // an ellipsis
	case c == '.':
		return short
	case c >= utf8.RuneSelf && len(form) == len("…"):
		return stops[form]
	}
	return noStop
}

// terminal tells whether token k of the sentence from start ends it, with the
// closing marks behind it; then end is the token after.
func (p *part) terminal(start, k int32) (end int32, ok bool) {
	s := p.stop(k)
	if s == noStop || s == short && !p.shortEnds(k) {
		return 0, false
	}
	end = k + 1
	quoted := false
	for end < p.last && end-start < maxTokens && (p.closes(end) || p.Tokens[end].Glued && p.stop(end) != noStop && p.stop(end) != short) {
		quoted = quoted || p.role(end) == closing
		end++
	}
	switch {
	case end == p.last:
		return end, true
	case s == point && p.enumerates(start, k), p.bracketed(start, k):
		return 0, false
	case p.Tokens[end].Glued && !p.gluedEnd(end, quoted):
		return 0, false
	}
	return end, p.begins(end, quoted) && !(quoted && s == mark && p.speechFollows(end))
}

// closes tells whether token k closes a quotation or bracket that belongs to the
// sentence before it.
func (p *part) closes(k int32) bool {
	if p.role(k) == closing {
		return true
	}
	if form := p.Form(k); p.Tokens[k].Glued {
		return form == ")" || form == "]" || form == "}"
	}
	return false
}

// enumerates tells whether the point at k follows a number or letter that heads
// the sentence, as in "1. Rusia".
func (p *part) enumerates(start, k int32) bool {
	if k != start+1 || !p.Tokens[k].Glued {
		return false
	}
	form := p.Form(start)
	return len(form) <= 3 && (classes[form[0]] == digitByte || len(form) == 1)
}

// bracketed tells whether token k stands alone in brackets: (!), [...].
func (p *part) bracketed(start, k int32) bool {
	if k == start || p.spaceAfter(k) {
		return false
	}
	before, after := p.Form(k-1), p.Form(k+1)
	return before == "(" && after == ")" || before == "[" && after == "]"
}

// gluedEnd tells whether a sentence may begin at token k although no space stands
// before it: after a quotation, or as in "perang.Presiden".
func (p *part) gluedEnd(k int32, quoted bool) bool {
	form := p.Form(k)
	if p.role(k) == opening {
		return true
	}
	if quoted {
		return upperAt(form)
	}
	before, _ := utf8.DecodeLastRuneInString(p.Source[:p.Tokens[k-1].Start])
	return upperAt(form) && len(p.Form(k-1)) == 1 && unicode.IsLower(before)
}

// goesOnWith are the marks that no sentence begins with.
const goesOnWith = ",;:)]}%»"

// begins tells whether a sentence may begin at token k: not with a small letter
// nor with a mark that goes on. A quotation may begin one in small letters.
func (p *part) begins(k int32, quoted bool) bool {
	quotation := false
	for i := 0; k < p.last && i < maxOpeners && (p.role(k) == opening || isOpener(p.Form(k))); i++ {
		quotation = quotation || p.role(k) == opening
		k++
	}
	if k >= p.last {
		return true
	}
	form := p.Form(k)
	if lowerAt(form) {
		return quotation && !quoted
	}
	return strings.IndexByte(goesOnWith, form[0]) < 0
}

func isOpener(form string) bool {
	switch form {
	case "(", "[", "{", "-", "–", "—", "--", "•", "*", "¿", "¡":
		return true
	}
	return false
}

// shortEnds tells whether the abbreviation at token k may end a sentence, which
// depends on it and on the word that follows.
func (p *part) shortEnds(k int32) bool {
	form := p.Form(k)
	if k+1 >= p.last {
		return true
	}
	next := k + 1
	for i := 0; next+1 < p.last && i < maxOpeners && (p.closes(next) || p.role(next) == opening); i++ {
		next++
	}
	word := p.Form(next)
	if next == k+1 && p.Tokens[next].Glued || !upperAt(word) {
		return false
	}
	switch p.lang.abbreviation(form[:len(form)-1]) {
	case beforeName, beforeNumber:
		return false
	case last:
		return true
	}
	return p.lang.starters[strings.ToLower(word)]
}

// speechFollows tells whether the words from token k say who spoke the quotation
// that ended before it: `"Go!" Kata …`, `"Really?" Donald Trump asked.`
func (p *part) speechFollows(k int32) bool {
	for i := k; i < p.last && i-k <= speechName; i++ {
		form := p.Form(i)
		if p.lang.speech[strings.ToLower(form)] {
			return true
		}
		if !upperAt(form) && !p.Tokens[i].Clitic {
			return false
		}
	}
	return false
}

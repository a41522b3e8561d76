package segment

import (
	"slices"
	"strings"
)

const (
	maxDepth    = 8   // quotations nested deeper are not told apart
	singleReach = 200 // tokens within which a single quotation mark must be closed
	genitive    = 40  // tokens within which the mark after an s may not be the last
)

// Marks that open and close alike.
const (
	straight     = `"`
	rightDouble  = "”"
	rightSingle  = "’"
	plainSingle  = "'"
	doublePlain  = "''"
	doubleSingle = "’’"
)

// closers says which marks close a quotation that a mark opened.
var closers = map[string][]string{
	straight:     {straight, rightDouble, doublePlain},
	rightDouble:  {rightDouble},
	rightSingle:  {rightSingle},
	plainSingle:  {plainSingle, rightSingle},
	doublePlain:  {doublePlain},
	doubleSingle: {doubleSingle},
	"“":          {rightDouble, straight, doublePlain, "“"},
	"„":          {"“", rightDouble, straight},
	"‟":          {rightDouble},
	"‘":          {rightSingle, plainSingle},
	"‚":          {"‘", rightSingle},
	"‘‘":         {doubleSingle},
	"`":          {plainSingle, rightSingle},
	"``":         {doublePlain, straight, rightDouble},
	"«":          {"»"},
	"‹":          {"›"},
	"「":          {"」"},
	"『":          {"』"},
}

// directed are the marks that only open, unless they stand behind a word.
var directed = map[string]bool{"“": true, "„": true, "‟": true, "«": true, "‹": true, "``": true, "‘‘": true, "「": true, "『": true}

// single are the marks that may be apostrophes.
var single = map[string]bool{"‘": true, rightSingle: true, plainSingle: true, "‚": true, "`": true}

// quoter finds the quotations of a paragraph by the marks among its tokens.
type quoter struct {
	part
	open    []opened
	skipped int     // marks inside maxDepth quotations that opened more
	straits int     // straight marks in the paragraph
	singles []int32 // tokens that may close a single quotation, in order
	marks   []int32 // tokens that are quotation marks, in order
}

// opened is a quotation that is still open.
type opened struct {
	quote int32
	mark  string
}

// quotes appends the quotations of the paragraph and returns the roles of marks.
func (q *quoter) quotes(p part) []role {
	n := int(p.last - p.first)
	p.roles = slices.Grow(q.roles[:0], n)[:n]
	clear(p.roles)
	q.part = p
	q.survey()
	if len(q.marks) == 0 {
		return q.roles
	}
	pending := q.unclosed()
	from := len(q.Quotes)
	q.open, q.skipped = q.open[:0], 0
	for _, k := range q.marks {
		form := q.Form(k)
		if q.closeAt(k, form) {
			continue
		}
		switch {
		case closers[form] != nil && q.opens(k, form):
			q.openAt(k, form)
		case q.lang.genitive && (form == plainSingle || form == rightSingle) && q.Tokens[k].Glued && k > q.first:
			q.Tokens[k].Clitic = strings.HasSuffix(strings.ToLower(q.Form(k-1)), "s")
		}
	}
	if len(q.Quotes) > from && pending != "" {
		head := &q.Quotes[from]
		head.Continues = head.Start == q.Tokens[q.first].Start && q.Source[head.Start:head.Inner.Start] == pending
	}
	return q.roles
}

// survey lists the marks of the paragraph.
func (q *quoter) survey() {
	q.marks, q.singles, q.straits = q.marks[:0], q.singles[:0], 0
	for k := q.first; k < q.last; k++ {
		switch c := q.Source[q.Tokens[k].Start]; c {
		case '"', '\'', '`', 0xc2, 0xe2, 0xe3:
		default:
			continue
		}
		form := q.Form(k)
		if !isMark(form) {
			continue
		}
		q.marks = append(q.marks, k)
		if form == straight {
			q.straits++
		}
		if (form == plainSingle || form == rightSingle) && q.Tokens[k].Glued && q.endsAfter(k) {
			q.singles = append(q.singles, k)
		}
	}
}

// isMark tells whether a token is a quotation mark.
func isMark(form string) bool {
	if len(form) > len(doubleSingle) {
		return false
	}
	return closers[form] != nil || form == "»" || form == "›" || form == "」" || form == "』"
}

// endsAfter tells whether what follows token k is no word: space or punctuation.
func (q *quoter) endsAfter(k int32) bool {
	return q.spaceAfter(k) || !wordAt(q.Form(k+1))
}

// openAt opens a quotation with the mark at token k.
func (q *quoter) openAt(k int32, form string) {
	q.roles[k-q.first] = opening
	if len(q.open) >= maxDepth {
		q.skipped++
		return
	}
	parent := int32(-1)
	if n := len(q.open); n > 0 {
		parent = q.open[n-1].quote
	}
	tok, end := q.Tokens[k], q.Paragraphs[q.paragraph].End
	q.Quotes = append(q.Quotes, Quote{Start: tok.Start, End: end, Inner: Span{tok.End, end}, Parent: parent})
	q.open = append(q.open, opened{int32(len(q.Quotes) - 1), form})
}

// closeAt closes a quotation if the mark at token k does. Those inside it that
// are still open end there, too, unclosed.
func (q *quoter) closeAt(k int32, form string) bool {
	if directed[form] && !q.Tokens[k].Glued {
		return false
	}
	for d := len(q.open) - 1; d >= 0; d-- {
		if !q.closes(k, form, q.open[d].mark) {
			if single[form] {
				return false // a single mark closes the innermost only
			}
			continue
		}
		q.roles[k-q.first] = closing
		if q.skipped > 0 {
			q.skipped--
			return true
		}
		for _, o := range q.open[d+1:] {
			inner := &q.Quotes[o.quote]
			inner.End, inner.Inner.End = q.Tokens[k].Start, q.Tokens[k].Start
		}
		quote := &q.Quotes[q.open[d].quote]
		quote.Inner.End, quote.End, quote.Closed = q.Tokens[k].Start, q.Tokens[k].End, true
		q.open = q.open[:d]
		return true
	}
	return false
}

// closes tells whether the mark at token k, of the given form, closes what the
// mark opened.
func (q *quoter) closes(k int32, form, open string) bool {
	found := false
	for _, c := range closers[open] {
		found = found || c == form
	}
	glued := q.Tokens[k].Glued
	switch {
	case !found:
		return false
	case directed[form]:
		return glued && q.endsAfter(k)
	case single[form]:
		return glued && q.endsAfter(k) && !q.isGenitive(k) || !glued && q.spaceAfter(k)
	case form == open && form == straight && q.straits%2 == 0:
		return true
	case form == open || form == straight:
		return glued || q.spaceAfter(k) || k == q.first || q.pointBefore(k)
	}
	return true
}

// pointBefore tells whether a mark of punctuation stands before token k, as in
// `"Kami siap, "katanya.`
func (q *quoter) pointBefore(k int32) bool {
	switch q.Form(k - 1) {
	case ",", "?", "!":
		return true
	}
	return false
}

// isGenitive tells whether the single mark at token k is the apostrophe of a
// plural (the workers' rights): a later one closes the quotation.
func (q *quoter) isGenitive(k int32) bool {
	before := q.Form(k - 1)
	if before[len(before)-1] != 's' || !q.lang.genitive || k+1 >= q.last || q.Tokens[k+1].Glued || !lowerAt(q.Form(k+1)) {
		return false
	}
	for i := k + 1; i < q.last && i < k+genitive; i++ {
		form := q.Form(i)
		if !single[form] {
			continue
		}
		return q.Tokens[i].Glued && q.endsAfter(i)
	}
	return false
}

// opens tells whether the mark at token k can open a quotation: nothing or an
// opening mark touches it before, and a word touches it behind.
func (q *quoter) opens(k int32, form string) bool {
	if k+1 >= q.last {
		return false
	}
	if directed[form] {
		return true
	}
	before, after := !q.Tokens[k].Glued || q.opensBefore(k), q.Tokens[k+1].Glued
	switch {
	case form == straight && q.straits%2 == 0 && !q.isInch(k):
		return before || !after
	case single[form]:
		return before && after && (wordAt(q.Form(k+1)) || isMark(q.Form(k+1))) && q.partner(k)
	}
	return before && (after || !q.Tokens[k].Glued)
}

// opensBefore tells whether the token that touches k before lets a quotation
// begin: a bracket, a dash, another opening mark.
func (q *quoter) opensBefore(k int32) bool {
	if k == q.first || q.role(k-1) == opening {
		return true
	}
	switch q.Form(k - 1) {
	case "(", "[", "{", "-", "–", "—", "--", "/", ":", "=", "…", "...":
		return true
	case ".", "?", "!": // a space was lost, as in `tidak benar."Saya`
		return k+1 < q.last && q.Tokens[k+1].Glued && upperAt(q.Form(k+1))
	}
	return false
}

// isInch tells whether the mark at token k follows a number: 6".
func (q *quoter) isInch(k int32) bool {
	return k > q.first && q.Tokens[k].Glued && classes[q.Form(k - 1)[0]] == digitByte
}

// partner tells whether a single mark that may close follows token k.
func (q *quoter) partner(k int32) bool {
	for len(q.singles) > 0 && q.singles[0] <= k+1 {
		q.singles = q.singles[1:]
	}
	return len(q.singles) > 0 && q.singles[0] < k+singleReach
}

// unclosed is the mark of the quotation that the paragraph before left open to its
// end, or "".
func (q *quoter) unclosed() string {
	if q.paragraph == 0 {
		return ""
	}
	before := q.Paragraphs[q.paragraph-1]
	for i := len(q.Quotes) - 1; i >= 0 && q.Quotes[i].Start >= before.Start; i-- {
		if u := &q.Quotes[i]; u.Parent < 0 {
			if u.Closed || u.End != before.End {
				return ""
			}
			return q.Source[u.Start:u.Inner.Start]
		}
	}
	return ""
}

package segment

const (
	datelineTokens = 14 // that a dateline may have
	datelineRest   = 4  // tokens that must follow it
)

// dateline is the token behind the dateline that opens the paragraph
// ("WASHINGTON (Reuters) -", "Jakarta, CNN Indonesia --"), which is a sentence of its
// own: capitalised words, numbers and brackets up to a dash that stands free and has
// a capital behind it, a place in capitals, a comma, a bracket or an address among
// them. A dash is not needed behind brackets with an agency and a date. It is the first
// token where there is none.
func (p *part) dateline() int32 {
	words, sign, open, dated := 0, false, false, false
	for k := p.first; k < p.last-datelineRest && k < p.first+datelineTokens; k++ {
		form := p.Form(k)
		open = form == "(" || open && form != ")"
		switch {
		case dashes[form] && open: // "(Kabar Saksi / Saksi Wire - 29 May 2023)"
		case dashes[form]:
			if words == 0 || !sign && !p.lead(words) || p.Tokens[k].Glued && p.Tokens[k+1].Glued {
				return p.first
			}
			if next := p.Form(k + 1); upperAt(next) || p.role(k+1) == opening || digitAt(next, 0) {
				return k + 1
			}
			return p.first
		case upperAt(form) || digitAt(form, 0):
			words++
			sign = sign || k == p.first && len(form) > 3 && upperOnly(form) || len(form) > 5 && form[len(form)-4] == '.'
		case len(form) == 1 && datelineMarks[form[0]]:
			sign = sign || form == "(" || form == ","
		default:
			return p.first
		}
		dated = dated || open && (form == "/" || digitAt(form, 0))
		if form == ")" && dated && upperAt(p.Form(k+1)) && p.Form(p.first+1) == "(" && upperOnly(p.Form(p.first)) {
			return k + 1 // "BELGRADE (Kabar Saksi, 29 May) The president …"
		}
	}
	return p.first
}

// lead tells whether so many words before a dash may be a bare dateline ("Jakarta - The
// president …"): one or two, before running text where a report begins, below its title.
func (p *part) lead(words int) bool {
	const (
		few   = 2  // words, and paragraphs below the title
		prose = 10 // tokens of a paragraph at least
	)
	return words <= few && p.paragraph > 0 && p.paragraph <= few && p.last-p.first >= prose && p.Form(p.last-1) == "."
}

var (
	dashes        = map[string]bool{"-": true, "–": true, "—": true, "--": true}
	datelineMarks = [256]bool{'(': true, ')': true, ',': true, '/': true, '.': true, ':': true}
)

package score

import (
	"regexp"
	"strings"
	"unicode"

	"saksi/schema"
)

// text is a document's text with white space and quotation marks made alike, and
// the way back to its code points.
type text struct {
	flat string
	at   []int // code point of each byte of flat, and one past the end
}

var marks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...")

func newText(s string) *text {
	t := &text{}
	var b strings.Builder
	space := true
	cp := 0
	for _, r := range s {
		if unicode.IsSpace(r) {
			if !space {
				b.WriteByte(' ')
				t.at = append(t.at, cp)
			}
			space = true
		} else {
			space = false
			w := marks.Replace(string(r))
			b.WriteString(w)
			for range len(w) {
				t.at = append(t.at, cp)
			}
		}
		cp++
	}
	t.flat, t.at = b.String(), append(t.at, cp)
	return t
}

// find gives every place of the anchor, or none. "..." in the anchor stands for up
// to 400 bytes where the text does not have the dots themselves.
func (t *text) find(anchor string) []schema.Span {
	flat := strings.Join(strings.Fields(marks.Replace(anchor)), " ")
	var out []schema.Span
	for from := 0; flat != ""; {
		i := strings.Index(t.flat[from:], flat)
		if i < 0 {
			break
		}
		out = append(out, t.span(from+i, from+i+len(flat)))
		from += i + len(flat)
	}
	if len(out) > 0 || !strings.Contains(flat, "...") {
		return out
	}
	var parts []string
	for p := range strings.SplitSeq(flat, "...") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, regexp.QuoteMeta(p))
		}
	}
	re, err := regexp.Compile(`(?s)` + strings.Join(parts, `.{0,400}?`))
	if err != nil || len(parts) == 0 {
		return nil
	}
	for _, m := range re.FindAllStringIndex(t.flat, -1) {
		out = append(out, t.span(m[0], m[1]))
	}
	return out
}

func (t *text) span(from, to int) schema.Span { return schema.Span{t.at[from], t.at[to-1] + 1} }

// within tells whether the statement stands at the place: its cue, its evidence
// or the words of its claim lie in it, or it lies in the words of the claim.
func within(s *schema.Statement, place schema.Span) bool {
	inside := func(x schema.Span) bool { return x[0] >= place[0] && x[1] <= place[1] && x[0] < x[1] }
	covers := func(x schema.Span) bool { return x[0] <= place[0] && x[1] >= place[1] }
	for _, x := range s.Cue.Spans {
		if inside(x) {
			return true
		}
	}
	if inside(s.Evidence.Span) {
		return true
	}
	if t := s.Claim.Trigger; t != nil {
		for _, x := range t.Spans {
			if inside(x) {
				return true
			}
		}
	}
	for _, spans := range [][]schema.Span{s.Claim.Spans, s.Content.Spans} {
		for _, x := range spans {
			if inside(x) || covers(x) {
				return true
			}
		}
	}
	// a statement whose words carry no spans stands for its whole sentence
	return len(s.Cue.Spans) == 0 && len(s.Claim.Spans) == 0 && covers(s.Evidence.Span)
}

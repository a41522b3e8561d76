package segment

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func FuzzSegment(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(c.text, c.lang)
	}
	f.Add("\"a\n\"b", "en")
	f.Add("\x92!0!0", "id")
	f.Add("‘“«a\xff'' ``b", "id")
	f.Fuzz(func(t *testing.T, text, lang string) {
		check(t, Segment(text, lang))
		check(t, Segment(text, "en"))
		check(t, Segment(text, "id"))
	})
}

// check holds the properties of every segmented text.
func check(t *testing.T, got *Text) {
	t.Helper()
	checkTokens(t, got)
	checkSentences(t, got)
	checkQuotes(t, got)
}

// checkTokens: tokens are in order, on code points, and leave white space only.
func checkTokens(t *testing.T, got *Text) {
	src, at := got.Source, int32(0)
	for i, tok := range got.Tokens {
		if tok.Start < at || tok.End <= tok.Start || int(tok.End) > len(src) {
			t.Fatalf("token %d: %d to %d after %d", i, tok.Start, tok.End, at)
		}
		if gap := src[at:tok.Start]; !isBlank(gap) {
			t.Fatalf("token %d: no token covers %q", i, gap)
		}
		if tok.Glued != (tok.Start == at && i > 0) {
			t.Fatalf("token %d: glued %v", i, tok.Glued)
		}
		if tok.Clitic && !tok.Glued {
			t.Fatalf("token %d: a clitic after a space", i)
		}
		if !boundary(src, tok.Start) || !boundary(src, tok.End) {
			t.Fatalf("token %d: %q is cut within a code point", i, src[tok.Start:tok.End])
		}
		at = tok.End
	}
	if !isBlank(src[at:]) {
		t.Fatalf("no token covers %q", src[at:])
	}
}

func isBlank(s string) bool {
	for s != "" {
		n := blank(s)
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	return true
}

// boundary tells whether offset i of s lies between code points: reading from the
// start of any code point near it arrives there.
func boundary(s string, i int32) bool {
	if int(i) == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for j := max(0, int(i)-3); j < int(i); j++ {
		if r, n := utf8.DecodeRuneInString(s[j:]); r != utf8.RuneError && j+n > int(i) {
			return false
		}
	}
	return true
}

// checkSentences: every token is in one sentence, every sentence in one
// paragraph, and none is overlong.
func checkSentences(t *testing.T, got *Text) {
	next := int32(0)
	for i, s := range got.Sentences {
		if s.First != next || s.Last <= s.First || s.Last-s.First > maxTokens {
			t.Fatalf("sentence %d: tokens %d to %d after %d", i, s.First, s.Last, next)
		}
		if s.Start != got.Tokens[s.First].Start || s.End != got.Tokens[s.Last-1].End {
			t.Fatalf("sentence %d: offsets are not those of its tokens", i)
		}
		if p := got.Paragraphs[s.Paragraph]; s.Start < p.Start || s.End > p.End {
			t.Fatalf("sentence %d: outside its paragraph", i)
		}
		next = s.Last
	}
	if int(next) != len(got.Tokens) {
		t.Fatalf("%d tokens of %d in sentences", next, len(got.Tokens))
	}
}

// checkQuotes: quotations are in order, and nested within their parents.
func checkQuotes(t *testing.T, got *Text) {
	at := int32(-1)
	for i, q := range got.Quotes {
		if q.Start <= at || q.Inner.Start <= q.Start || q.Inner.End < q.Inner.Start || q.End < q.Inner.End || q.Closed != (q.End > q.Inner.End) {
			t.Fatalf("quotation %d: %+v after %d", i, q, at)
		}
		if q.Parent >= 0 {
			if p := got.Quotes[q.Parent]; q.Parent >= int32(i) || q.Start < p.Inner.Start || q.End > p.Inner.End {
				t.Fatalf("quotation %d: %+v outside its parent %+v", i, q, p)
			}
		}
		at = q.Start
	}
}

// TestHostile segments texts that would take long or much memory if anything
// were not linear.
func TestHostile(t *testing.T) {
	const n = 100_000
	for name, text := range map[string]string{
		"one word":        strings.Repeat("a", 10*n),
		"one sentence":    strings.Repeat("kata itu benar ", 5*n),
		"only commas":     strings.Repeat(",", 10*n),
		"opening quotes":  strings.Repeat("“", n) + "a",
		"nested quotes":   strings.Repeat("“", n) + "a" + strings.Repeat("”", n),
		"single quotes":   strings.Repeat("‘a ", n) + strings.Repeat("b’ ", n),
		"plain quotes":    strings.Repeat(`"a 'b `, n),
		"lone quotes":     strings.Repeat(`" `, n) + strings.Repeat("' ", n),
		"quote lines":     strings.Repeat("“a\n", n),
		"points":          strings.Repeat(".", 10*n) + strings.Repeat(". ", n),
		"dotted letters":  strings.Repeat("a.", 5*n),
		"dotted words":    strings.Repeat("abc.def", 2*n),
		"addresses":       strings.Repeat("a@", 5*n) + strings.Repeat("http://", n),
		"hyphens":         strings.Repeat("ab-", 5*n) + strings.Repeat("1-", n),
		"apostrophes":     strings.Repeat("s' ", n) + strings.Repeat("a'a", n),
		"brackets":        strings.Repeat(". ((((((((", n),
		"digits":          strings.Repeat("1,", 5*n) + strings.Repeat("1", 5*n),
		"broken UTF-8":    strings.Repeat("\xe2\x80", 5*n) + strings.Repeat("\xff ", n),
		"lines":           strings.Repeat("\n", 5*n) + strings.Repeat("a\n", 2*n),
		"wrapped lines":   strings.Repeat(strings.Repeat("abcdefghi ", 7)+"\n", n/4),
		"abbreviations":   strings.Repeat("U.S. ", 2*n),
		"combining marks": strings.Repeat("a\u0301", 2*n) + strings.Repeat("\u200b", n),
	} {
		for _, lang := range []string{"id", "en"} {
			start := time.Now()
			got := Segment(text, lang)
			took := time.Since(start)
			check(t, got)
			if took > 5*time.Second {
				t.Errorf("%s (%s): %d bytes took %v", name, lang, len(text), took)
			}
			t.Logf("%-16s %s %7.1f ns/byte %8d tokens", name, lang, float64(took)/float64(len(text)), len(got.Tokens))
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	for _, lang := range []string{"id", "en"} {
		var text strings.Builder
		for _, c := range sentenceCases {
			if c.lang == lang {
				text.WriteString(c.text + " ")
			}
		}
		article := strings.Repeat(text.String()+"\n\n", 20)
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(article)))
			b.ReportAllocs()
			tokens := 0
			for b.Loop() {
				tokens += len(Segment(article, lang).Tokens)
			}
			b.ReportMetric(float64(tokens)/b.Elapsed().Seconds()/1e6, "Mtokens/s")
		})
	}
}

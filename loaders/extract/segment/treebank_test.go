package segment

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// treebanks is the folder of the treebanks: SAKSI_TREEBANKS, or shared/treebanks
// beside the module.
func treebanks(t testing.TB) string {
	dir := os.Getenv("SAKSI_TREEBANKS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "treebanks")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no treebanks; set SAKSI_TREEBANKS to their folder")
	}
	return dir
}

// gold is a text put together from a treebank. The treebanks at hand don't keep
// the spaces, so that they are put back by rule: about hyphens and slashes the
// measurement is a little kinder or harsher than the true texts.
type gold struct {
	text      strings.Builder
	tokens    map[Span]bool
	clitics   map[Span]string // the written word
	sentences map[Span]bool
	open      map[string]bool // plain marks that stand open in the sentence
	glue      bool            // no space before the next word
}

// word is a written word and its parts.
type word struct {
	form, tag string
	parts     []string
}

// readGold reads a treebank, ten sentences to a paragraph.
func readGold(t testing.TB, file string) *gold {
	f, err := os.Open(file)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	g := &gold{tokens: map[Span]bool{}, clitics: map[Span]string{}, sentences: map[Span]bool{}}
	var words []word
	inside, n := 0, 0
	for sc := bufio.NewScanner(z); sc.Scan(); {
		col := strings.Split(sc.Text(), "\t")
		if len(col) < 5 {
			if sc.Text() == "" && len(words) > 0 {
				g.sentence(words)
				words = words[:0]
				if n++; n%10 == 0 {
					g.text.WriteString("\n\n")
				}
			}
			continue
		}
		if from, to, ok := strings.Cut(col[0], "-"); ok {
			a, _ := strconv.Atoi(from)
			b, _ := strconv.Atoi(to)
			inside = b - a + 1
			words = append(words, word{form: col[1]})
			continue
		}
		if inside > 0 {
			w := &words[len(words)-1]
			w.parts = append(w.parts, col[1])
			inside--
			continue
		}
		if low := strings.ToLower(col[1]); len(words) > 0 && strings.Contains(file, "id_gsd-train") && (low == "nya" || low == "lah" || low == "kah") {
			w := &words[len(words)-1] // this file marks no written words
			if len(w.parts) == 0 {
				w.parts = []string{w.form}
			}
			w.form, w.parts = w.form+col[1], append(w.parts, col[1])
			continue
		}
		words = append(words, word{form: col[1], tag: col[4]})
	}
	return g
}

func (g *gold) sentence(words []word) {
	g.open, g.glue = map[string]bool{}, true
	if g.text.Len() > 0 && !strings.HasSuffix(g.text.String()[g.text.Len()-1:], "\n") {
		g.text.WriteByte(' ')
	}
	start := g.text.Len()
	for _, w := range words {
		left, right := g.touches(w)
		if !g.glue && !left {
			g.text.WriteByte(' ')
		}
		g.glue = right
		g.put(w)
	}
	g.sentences[Span{int32(start), int32(g.text.Len())}] = true
}

func (g *gold) put(w word) {
	at := int32(g.text.Len())
	g.text.WriteString(w.form)
	if strings.Join(w.parts, "") != w.form {
		w.parts = []string{w.form}
	}
	for i, p := range w.parts {
		s := Span{at, at + int32(len(p))}
		g.tokens[s] = true
		if i > 0 {
			g.clitics[s] = w.form
		}
		at = s.End
	}
}

// touches tells whether a word touches the one before it, and the one after.
func (g *gold) touches(w word) (left, right bool) {
	switch w.form {
	case ".", ",", ":", ";", "?", "!", ")", "]", "}", "%", "”", "’", "’’", "...", "…", "!!", "!!!", "?!", "..", "»":
		return true, false
	case "(", "[", "{", "“", "‘", "``", "$", "£", "€", "US$", "#", "«", "‘‘":
		return false, true
	case "/", "—":
		return true, true
	case "-", "–":
		hyphen := w.tag == "HYPH" || w.tag == "SYM" || w.tag == "_" || w.tag == "Z--" || w.tag == ":" || w.tag == "NNP"
		return hyphen, hyphen
	case "\"", "'", "''":
		if w.tag == "POS" {
			return true, false
		}
		closing := g.open[w.form] || w.form == "''"
		g.open[w.form] = !closing
		return closing, !closing
	}
	first, _ := utf8.DecodeRuneInString(w.form)
	return w.tag == "POS" || (first == '\'' || first == '’') && len(w.form) < 5 && unicode.IsLetter(rune(w.form[len(w.form)-1])), false
}

// score is precision, recall and F1.
type score struct{ hits, found, want int }

func (s score) p() float64 { return 100 * float64(s.hits) / float64(max(s.found, 1)) }
func (s score) r() float64 { return 100 * float64(s.hits) / float64(max(s.want, 1)) }
func (s score) f() float64 { return 2 * s.p() * s.r() / max(s.p()+s.r(), 1) }

// TestTreebanks measures against treebanks and keeps the figures from falling.
// With -v it prints them; with SAKSI_SEGMENT_ERRORS it prints the errors, too.
func TestTreebanks(t *testing.T) {
	dir := treebanks(t)
	for _, c := range []struct {
		file, lang                string
		tokens, sentences, clitic float64 // the least F1
	}{
		{"id_csui-train", "id", 99.2, 93, 97},
		{"id_pud", "id", 99.6, 97, 97.5},
		{"id_gsd-dev", "id", 98.5, 85.5, 92},
		{"id_gsd-train", "id", 99.1, 88, 97},
		{"en_pud", "en", 99.9, 99.5, 87},
		{"en_ewt-dev", "en", 98.3, 63, 88},
		{"en_gum-dev", "en", 99.6, 87, 99},
	} {
		t.Run(c.file, func(t *testing.T) {
			g := readGold(t, filepath.Join(dir, c.file+".conllu.gz"))
			tok, sent, cl := g.measure(Segment(g.text.String(), c.lang), t)
			t.Logf("tokens F1 %.2f  sentences P %.1f R %.1f F1 %.1f  clitics P %.1f R %.1f F1 %.1f (%d)",
				tok.f(), sent.p(), sent.r(), sent.f(), cl.p(), cl.r(), cl.f(), cl.want)
			if tok.f() < c.tokens || sent.f() < c.sentences || cl.f() < c.clitic {
				t.Errorf("below %.1f, %.1f or %.1f", c.tokens, c.sentences, c.clitic)
			}
		})
	}
}

func (g *gold) measure(got *Text, t testing.TB) (tokens, sentences, clitics score) {
	errors := map[string]int{}
	tokens.want, sentences.want, clitics.want = len(g.tokens), len(g.sentences), len(g.clitics)
	for _, tok := range got.Tokens {
		s := Span{tok.Start, tok.End}
		tokens.found++
		if g.tokens[s] {
			tokens.hits++
		} else {
			errors["token "+got.Source[s.Start:s.End]]++
		}
		if tok.Clitic {
			clitics.found++
			if g.clitics[s] != "" {
				clitics.hits++
				delete(g.clitics, s)
			} else {
				errors["clitic+ "+got.Source[max(0, s.Start-12):s.End]]++
			}
		}
	}
	for s, form := range g.clitics {
		errors["clitic- "+form+" "+got.Source[s.Start:s.End]]++
	}
	for _, s := range got.Sentences {
		sentences.found++
		if g.sentences[Span{s.Start, s.End}] {
			sentences.hits++
		} else {
			errors["sentence "+strings.ToValidUTF8(got.Source[max(s.Start, s.End-40):s.End], "")+" || "+strings.ToValidUTF8(got.Source[s.End:min(int(s.End)+30, len(got.Source))], "")]++
		}
	}
	if os.Getenv("SAKSI_SEGMENT_ERRORS") != "" {
		for e, n := range errors {
			fmt.Println(n, e)
		}
	}
	return tokens, sentences, clitics
}

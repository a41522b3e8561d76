package entity

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

// parsed is a document read by the real segmenter and parser.
type parsed struct {
	*Linker
	text  *segment.Text
	trees []*syntax.Tree
}

// readAll reads a text sentence by sentence; the test is skipped without a model.
func readAll(t testing.TB, lang, date, source string) *parsed {
	t.Helper()
	m, err := syntax.Load(lang)
	if err != nil {
		t.Skip("no model: ", err)
	}
	txt := segment.Segment(source, lang)
	p := &parsed{Linker: NewLinker(), text: txt}
	p.Begin(txt, date, "")
	for i := range txt.Sentences {
		tree := m.NewParser().Parse(txt, i, p.Joins(i))
		p.trees = append(p.trees, tree)
		p.Read(i, tree)
	}
	return p
}

// show is a reference in short, with sectors and flags.
func show(r Ref) string {
	var b strings.Builder
	b.WriteString(brief(&r))
	for _, k := range r.Actors {
		if k.Sector != "" {
			b.WriteString("/" + k.Sector)
		}
	}
	if r.Anaphor {
		b.WriteString(" ana")
	}
	return b.String()
}

// TestDump prints what every noun of the files in $SAKSI_DUMP means.
func TestDump(t *testing.T) {
	pattern := os.Getenv("SAKSI_DUMP")
	if pattern == "" {
		t.Skip("SAKSI_DUMP is not set")
	}
	files, _ := filepath.Glob(pattern)
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lang := "id"
		if strings.HasPrefix(filepath.Base(f), "en") {
			lang = "en"
		}
		date := "2022-12-10"
		for _, line := range strings.SplitN(string(b), "\n", 5) {
			if len(line) == 10 && line[4] == '-' {
				date = line
			}
		}
		fmt.Println("#####", f, date)
		p := readAll(t, lang, date, string(b))
		for i := range p.text.Sentences {
			s := p.text.Sentences[i]
			fmt.Println("==", strings.Join(strings.Fields(p.text.Source[s.Start:s.End]), " "))
			last := ""
			for w := range p.trees[i].Words {
				tw := &p.trees[i].Words[w]
				if tw.POS != syntax.NOUN && tw.POS != syntax.PROPN && tw.POS != syntax.PRON && tw.POS != syntax.ADJ {
					continue
				}
				r := p.Resolve(i, int32(w))
				if len(r.Actors) == 0 && !r.Anaphor {
					continue
				}
				line := fmt.Sprintf("   %-14s [%s] %s", tw.Form, p.text.Source[r.Start:r.End], show(r))
				if line != last {
					fmt.Println(line)
				}
				last = line
			}
		}
	}
}

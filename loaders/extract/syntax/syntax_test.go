package syntax_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

func load(t testing.TB, lang string) *syntax.Model {
	t.Helper()
	m, err := syntax.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// brief writes a tree as "form/TAG/relation>head", words without a blank.
func brief(tr *syntax.Tree) string {
	var b strings.Builder
	for i := range tr.Words {
		w := &tr.Words[i]
		head := "0"
		if w.Head >= 0 {
			head = tr.Words[w.Head].Form
		}
		fmt.Fprintf(&b, "%s/%s/%s>%s ", strings.ReplaceAll(w.Form, " ", "_"), w.POS, w.Rel, strings.ReplaceAll(head, " ", "_"))
	}
	return strings.TrimSpace(b.String())
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"id", "Ukraina menuduh Iran.", "Ukraina/PROPN/nsubj>menuduh menuduh/VERB/root>0 Iran/PROPN/obj>menuduh"},
		{"id", "Rusia membantah tuduhan itu.", "Rusia/PROPN/nsubj>membantah membantah/VERB/root>0 tuduhan/NOUN/obj>membantah itu/DET/det>tuduhan"},
		{"id", "Iran mengirim drone ke Rusia.", "Iran/PROPN/nsubj>mengirim mengirim/VERB/root>0 drone/NOUN/obj>mengirim"},
		{"id", "Rudal itu diluncurkan oleh Israel.", "Rudal/NOUN/nsubj:pass>diluncurkan itu/DET/det>Rudal diluncurkan/VERB/root>0"},
		{"id", "Ukraina Tuduh Iran Bantu Rusia", "Ukraina/PROPN/nsubj>Tuduh Tuduh/VERB/root>0 Iran/PROPN/"},
		{"en", "Iran denied it.", "Iran/PROPN/nsubj>denied denied/VERB/root>0 it/PRON/obj>denied"},
		{"en", "Russia accused Ukraine of attacks.", "Russia/PROPN/nsubj>accused accused/VERB/root>0 Ukraine/PROPN/obj>accused of/ADP/case>attacks attacks/NOUN/obl>accused"},
		{"en", "The drones were supplied by Iran.", "The/DET/det>drones drones/NOUN/nsubj:pass>supplied were/AUX/aux:pass>supplied supplied/VERB/root>0"},
		{"en", "China Accuses US Of Spying", "China/PROPN/nsubj>Accuses Accuses/VERB/root>0 US/PROPN/obj>Accuses"},
		{"en", "Iran Denies Supplying Drones To Russia", "Iran/PROPN/nsubj>Denies Denies/VERB/root>0 Supplying/VERB/"},
	} {
		p := load(t, c.lang).NewParser()
		txt := segment.Segment(c.text, c.lang)
		if got := brief(p.Parse(txt, 0, nil)); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestJoins(t *testing.T) {
	txt := segment.Segment("Amerika Serikat menuduh Iran.", "id")
	tr := load(t, "id").NewParser().Parse(txt, 0, []syntax.Join{{First: 0, Last: 2, POS: syntax.PROPN}})
	if got, want := brief(tr), "Amerika_Serikat/PROPN/nsubj>menuduh menuduh/VERB/root>0 Iran/PROPN/obj>menuduh"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	if w := tr.Words[0]; w.Count != 2 || w.Join != 1 {
		t.Errorf("joined word %+v", w)
	}
	for _, pos := range []syntax.UPOS{syntax.NOUN, syntax.VERB, syntax.PROPN} {
		tr := load(t, "id").NewParser().Parse(txt, 0, []syntax.Join{{First: 2, Last: 3, POS: pos}})
		if tr.Words[2].POS != pos {
			t.Errorf("tag %s given, %s found", pos, tr.Words[2].POS)
		}
	}
}

// check fails unless every word has a head, one is the root, and there is no cycle.
func check(t *testing.T, tr *syntax.Tree) {
	t.Helper()
	roots, kids := 0, 0
	for i := range tr.Words {
		if tr.Words[i].Head < 0 {
			roots++
		}
		kids += len(tr.Children(int32(i)))
		for k, steps := int32(i), 0; k >= 0; k, steps = tr.Words[k].Head, steps+1 {
			if steps > len(tr.Words) {
				t.Fatalf("cycle at word %d", i)
			}
		}
	}
	if len(tr.Words) > 0 && (roots != 1 || kids != len(tr.Words)-1) {
		t.Errorf("%d roots, %d dependents of %d words", roots, kids, len(tr.Words))
	}
}

func TestTreesAreTrees(t *testing.T) {
	for _, s := range []string{"", "a", ".", "\"", strings.Repeat("a b , ", 133), strings.Repeat("(", 400), strings.Repeat("Iran ", 400), "𝔊 ﷽ \xff\xfe é"} {
		for _, lang := range []string{"id", "en"} {
			txt := segment.Segment(s, lang)
			p := load(t, lang).NewParser()
			for i := range txt.Sentences {
				check(t, p.Parse(txt, i, nil))
			}
		}
	}
	// an empty sentence
	txt := &segment.Text{Sentences: make([]segment.Sentence, 1)}
	tr := load(t, "id").NewParser().Parse(txt, 0, nil)
	if check(t, tr); tr.RootWord() != -1 {
		t.Errorf("empty sentence has root %d", tr.RootWord())
	}
}

func TestClone(t *testing.T) {
	p := load(t, "en").NewParser()
	a := segment.Segment("Iran denied it. Russia agreed.", "en")
	first := p.Parse(a, 0, nil).Clone()
	want := brief(first)
	p.Parse(a, 1, nil)
	if got := brief(first); got != want {
		t.Errorf("clone changed from %s to %s", want, got)
	}
	check(t, first)
}

func TestConcurrent(t *testing.T) {
	txt := segment.Segment("Ukraina menuduh Iran mengirim drone ke Rusia.", "id")
	want := brief(load(t, "id").NewParser().Parse(txt, 0, nil))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			p := load(t, "id").NewParser()
			for range 20 {
				if got := brief(p.Parse(txt, 0, nil)); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	wait.Wait()
}

func TestLoadUnknown(t *testing.T) {
	if _, err := syntax.Load("tlh"); err == nil {
		t.Error("a model for Klingon")
	}
}

func BenchmarkParse(b *testing.B) {
	for lang, s := range map[string]string{
		"id": "Juru bicara Kementerian Luar Negeri Iran membantah tuduhan bahwa negaranya mengirim drone ke Rusia untuk perang di Ukraina, Selasa (4/4).",
		"en": "A spokesman for the Iranian foreign ministry denied on Tuesday that the country had supplied drones to Russia for use in the war in Ukraine.",
	} {
		b.Run(lang, func(b *testing.B) {
			txt := segment.Segment(strings.Repeat(s+" ", 20), lang)
			p := load(b, lang).NewParser()
			parse := func() {
				for i := range txt.Sentences {
					p.Parse(txt, i, nil)
				}
			}
			parse()
			b.ReportAllocs()
			for b.Loop() {
				parse()
			}
			b.ReportMetric(float64(len(txt.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

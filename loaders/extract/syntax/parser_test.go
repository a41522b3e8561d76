package syntax

import (
	"fmt"
	"sync"
	"testing"

	"saksi/loaders/extract/segment"
)

// news is a text to measure speed on, written for this project.
var news = map[string]string{
	"id": `Ukraina menuduh Iran memasok drone kepada Rusia, tetapi Teheran membantah tuduhan itu pada Selasa (4/4). "Kami tidak terlibat dalam perang ini," kata juru bicara Kementerian Luar Negeri Iran, Nasser Kanani, dalam konferensi pers di ibu kota. Presiden Amerika Serikat mengatakan bahwa negaranya akan menjatuhkan sanksi baru terhadap perusahaan yang mengirim senjata ke wilayah konflik. Menurut pejabat setempat, sedikitnya 15 orang tewas ketika rudal menghantam sebuah gedung di kota pelabuhan itu, sementara puluhan lainnya dilarikan ke rumah sakit terdekat.`,
	"en": `Ukraine accused Iran of supplying Russia with drones, but Tehran denied the allegation on Tuesday. "We are not involved in this war," the foreign ministry's spokesman, Nasser Kanani, told reporters in the capital. The US president said that his country would impose new sanctions on companies which had sent weapons to the region. According to local officials, at least 15 people were killed when a missile struck a building in the port city, while dozens of others were taken to the nearest hospital.`,
}

func loadFor(t testing.TB, lang string) (*Parser, *segment.Text) {
	m, err := Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return m.NewParser(), segment.Segment(news[lang], lang)
}

func BenchmarkTag(b *testing.B) {
	each(b, func(p *Parser, x *segment.Text, i int) {
		p.words(x, x.Sentences[i], nil)
		p.tagAll()
	})
}

func BenchmarkParse(b *testing.B) {
	each(b, func(p *Parser, x *segment.Text, i int) { p.Parse(x, i, nil) })
}

func each(b *testing.B, do func(*Parser, *segment.Text, int)) {
	for _, lang := range []string{"id", "en"} {
		b.Run(lang, func(b *testing.B) {
			p, x := loadFor(b, lang)
			b.ReportAllocs()
			for b.Loop() {
				for i := range x.Sentences {
					do(p, x, i)
				}
			}
			b.ReportMetric(float64(len(x.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, lang := range []string{"id", "en"} {
		b.Run(lang, func(b *testing.B) {
			data, err := models.ReadFile("models/" + lang + ".model")
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := Decode(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestParse: the trees of short sentences, "relation(head, word)" for each word
// that is not punctuation.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []string
	}{
		{"id", "Ukraina menuduh Iran.", []string{"nsubj(menuduh, Ukraina)", "obj(menuduh, Iran)"}},
		{"id", "Rusia mengirim drone.", []string{"nsubj(mengirim, Rusia)", "obj(mengirim, drone)"}},
		{"id", "Tuduhan itu dibantah oleh Teheran.", []string{"nsubj:pass(dibantah, Tuduhan)", "case(Teheran, oleh)"}},
		{"en", "Iran denied it.", []string{"nsubj(denied, Iran)", "obj(denied, it)"}},
		{"en", "The bridge was destroyed by Russian forces.", []string{"nsubj:pass(destroyed, bridge)", "aux:pass(destroyed, was)", "amod(forces, Russian)"}},
	} {
		m, err := Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		tree := m.NewParser().Parse(segment.Segment(c.text, c.lang), 0, nil)
		got := map[string]bool{}
		for i := range tree.Words {
			if w := &tree.Words[i]; w.Head >= 0 {
				got[fmt.Sprintf("%s(%s, %s)", w.Rel, tree.Words[w.Head].Form, w.Form)] = true
			}
		}
		for _, w := range c.want {
			if !got[w] {
				t.Errorf("%s\n no %s in %v", c.text, w, got)
			}
		}
		sound(t, tree)
	}
}

// sound holds a tree to what the package promises: one root and no cycle, and
// the dependents of each word in order.
func sound(t *testing.T, tree *Tree) {
	roots, kids := 0, 0
	for i := range tree.Words {
		if tree.Words[i].Head < 0 {
			roots++
		}
		at, steps := int32(i), 0
		for ; tree.Words[at].Head >= 0 && steps <= len(tree.Words); steps++ {
			at = tree.Words[at].Head
		}
		if steps > len(tree.Words) {
			t.Fatalf("word %d is in a cycle", i)
		}
		last := int32(-1)
		for _, k := range tree.Children(int32(i)) {
			if k <= last || tree.Words[k].Head != int32(i) {
				t.Fatalf("word %d: dependents %v", i, tree.Children(int32(i)))
			}
			last = k
			kids++
		}
	}
	if n := len(tree.Words); n > 0 && (roots != 1 || kids != n-1) {
		t.Fatalf("%d words, %d roots, %d dependents", n, roots, kids)
	}
}

func TestJoins(t *testing.T) {
	p, _ := loadFor(t, "id")
	x := segment.Segment("Amerika Serikat menuduh Korea Utara.", "id")
	tree := p.Parse(x, 0, []Join{{0, 2, PROPN}, {2, 3, VERB}, {3, 5, PROPN}})
	var got []string
	for _, w := range tree.Words {
		got = append(got, fmt.Sprintf("%s/%s/%d", w.Form, w.POS, w.Join))
	}
	if s := fmt.Sprint(got); s != "[Amerika Serikat/PROPN/1 menuduh/VERB/2 Korea Utara/PROPN/3 ./PUNCT/0]" {
		t.Error(s)
	}
	if tree.Words[0].Head != 1 || tree.Words[2].Head != 1 {
		t.Errorf("heads %d and %d", tree.Words[0].Head, tree.Words[2].Head)
	}
	sound(t, tree)
}

// TestConcurrent loads and parses in many goroutines; all get the same trees.
func TestConcurrent(t *testing.T) {
	var all sync.WaitGroup
	trees := make([]string, 8)
	for i := range trees {
		all.Go(func() {
			p, x := loadFor(t, "en")
			for s := range x.Sentences {
				trees[i] += fmt.Sprint(p.Parse(x, s, nil).Words)
			}
		})
	}
	all.Wait()
	for _, s := range trees {
		if s != trees[0] {
			t.Fatal("trees differ")
		}
	}
}

// TestCloneOutlives: a clone stays when the parser goes on.
func TestCloneOutlives(t *testing.T) {
	p, x := loadFor(t, "en")
	tree := p.Parse(x, 0, nil).Clone()
	before := fmt.Sprint(tree)
	p.Parse(x, 1, nil)
	if fmt.Sprint(tree) != before {
		t.Error("the clone changed")
	}
	sound(t, tree)
}

// FuzzDecode: foreign bytes give an error, never a panic.
func FuzzDecode(f *testing.F) {
	b, err := models.ReadFile("models/id.model")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b[:2000])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Decode(b); err == nil {
			m.NewParser().Parse(segment.Segment("Iran denied it.", "en"), 0, nil)
		}
	})
}

package extract_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/loaders/extract/score"
	"saksi/loaders/source/article"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// floors are the F1 figures below which extraction may not fall. They may only
// be raised.
var floors = []struct {
	folder, lang string
	found, full  float64
}{
	{"../../seeds/articles", "id", 0.89, 0.69},
	{"../../seeds/articles", "en", 0.89, 0.73},
	{"testdata/gold", "id", 0.86, 0.69},
	{"testdata/gold", "en", 0.83, 0.71},
	{"language/ms/testdata", "ms", 0.9, 0.7},
}

func TestGold(t *testing.T) {
	for _, f := range floors {
		r := scored(t, f.folder, f.lang+"-*.txt")
		t.Logf("%s %s: found %.3f, full claim %.3f", f.folder, f.lang, r.Found.F1(), r.Full.F1())
		if r.Found.F1() < f.found || r.Full.F1() < f.full {
			t.Errorf("%s %s: found %.3f (floor %.2f), full claim %.3f (floor %.2f)", f.folder, f.lang, r.Found.F1(), f.found, r.Full.F1(), f.full)
		}
	}
}

// scored extracts the articles of a folder and compares them with their gold.
func scored(t *testing.T, folder, pattern string) *score.Result {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no articles (%v)", folder, err)
	}
	var xs []*schema.Extraction
	var gold []score.Gold
	x := extract.New(extract.Options{})
	for _, file := range files {
		xs = append(xs, extracted(t, x, file)...)
		g := strings.TrimSuffix(file, ".txt") + ".gold.jsonl"
		b, err := os.ReadFile(g)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := score.Read(bytes.NewReader(b), g)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			lines[i].Doc = filepath.Base(file)
		}
		gold = append(gold, lines...)
	}
	return score.Documents(xs, gold)
}

func extracted(t *testing.T, x *extract.Extractor, file string) (xs []*schema.Extraction) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for it, err := range article.ReadText(context.Background(), item.Input{Name: filepath.Base(file), Reader: bytes.NewReader(b)}) {
		if err != nil {
			t.Fatal(err)
		}
		got, err := x.Extract(context.Background(), it.Document)
		if err != nil {
			t.Fatal(err)
		}
		xs = append(xs, got)
	}
	return xs
}

func BenchmarkExtract(b *testing.B) {
	for _, lang := range []string{"id", "en"} {
		b.Run(lang, func(b *testing.B) {
			files, _ := filepath.Glob("testdata/gold/" + lang + "-*.txt")
			var docs []schema.Document
			for _, f := range files {
				text, err := os.ReadFile(f)
				if err != nil {
					b.Fatal(err)
				}
				docs = append(docs, schema.Document{InputID: f, Text: string(text), Lang: lang, Published: "2023-01-01"})
			}
			x := extract.New(extract.Options{})
			sentences := 0
			b.ResetTimer()
			for i := 0; b.Loop(); i++ {
				d := docs[i%len(docs)]
				x.Prepare(&d)
				r, err := x.Read(context.Background(), d)
				if err != nil {
					b.Fatal(err)
				}
				sentences += len(r.Sents)
				if _, err := x.Extract(context.Background(), d); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(2*float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
			b.ReportMetric(2*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

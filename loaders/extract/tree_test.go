package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/schema"
)

// Trees are mended after they are parsed: each word must still hang on the root, and
// rules that climb a tree come to an end. Texts are read whole, and with every tenth
// word left out, which parsers take for anything.
func TestTreesStayTrees(t *testing.T) {
	var files []string
	for _, folder := range []string{"../../seeds/articles", "testdata/gold"} {
		found, err := filepath.Glob(filepath.Join(folder, "*.txt"))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: no articles (%v)", folder, err)
		}
		files = append(files, found...)
	}
	x := extract.New(extract.Options{})
	for n, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{string(b), thinned(string(b), n%10)} {
			trees(t, x, schema.Document{InputID: file, Text: text, Lang: filepath.Base(file)[:2]})
		}
	}
}

func trees(t *testing.T, x *extract.Extractor, doc schema.Document) {
	t.Helper()
	r, err := x.Read(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Sents {
		for i := range s.Tree.Words {
			steps, w := 0, int32(i)
			for ; w >= 0 && steps <= len(s.Tree.Words); steps++ {
				w = s.Tree.Words[w].Head
			}
			if w >= 0 {
				t.Fatalf("%s: %q hangs on itself", doc.InputID, s.Tree.Words[i].Form)
			}
		}
	}
}

// thinned leaves out every tenth word from word k on.
func thinned(text string, k int) string {
	words := strings.SplitAfter(text, " ")
	out := words[:0]
	for i, w := range words {
		if i%10 != k {
			out = append(out, w)
		}
	}
	return strings.Join(out, "")
}

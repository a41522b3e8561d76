package syntax

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// readGold reads a treebank, or skips the test where there are none.
func readGold(t testing.TB, file string) []Gold {
	dir := os.Getenv("SAKSI_TREEBANKS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "treebanks")
	}
	f, err := os.Open(filepath.Join(dir, file+".conllu.gz"))
	if err != nil {
		t.Skip("no treebanks: set SAKSI_TREEBANKS")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	gold, err := ReadCoNLLU(z, 0)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// TestAccuracy holds the models that ship to what docs/models.md says of them.
func TestAccuracy(t *testing.T) {
	for _, c := range []struct {
		lang, file     string
		domain         int
		upos, uas, las float64 // least percent
	}{
		{"id", "id_gsd-dev", 0, 93.7, 82.9, 75.9},
		{"en", "en_ewt-dev", 0, 95.0, 85.1, 82.0},
		{"en", "en_gum-dev", 1, 96.7, 84.3, 81.4},
	} {
		gold := readGold(t, c.file)
		m, err := Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		upos, uas, las := m.WithDomain(c.domain).Measure(gold).Percent()
		t.Logf("%-12s UPOS %.2f  UAS %.2f  LAS %.2f", c.file, upos, uas, las)
		if upos < c.upos || uas < c.uas || las < c.las {
			t.Errorf("%s: below %v %v %v", c.file, c.upos, c.uas, c.las)
		}
	}
}

const largestModel = 8_000_000 // bytes

func TestModelSize(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		b, err := models.ReadFile("models/" + lang + ".model")
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > largestModel {
			t.Errorf("%s: %d bytes", lang, len(b))
		}
	}
}

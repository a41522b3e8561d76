package syntax

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const tiny = `1	Ukraina	_	PROPN	_	_	2	nsubj	_	_
2	menuduh	_	VERB	_	Voice=Act	0	root	_	_
3	Iran	_	PROPN	_	_	2	obj	_	_
4	.	_	PUNCT	_	_	2	punct	_	_

1	Rusia	_	PROPN	_	_	2	nsubj	_	_
2	membantah	_	VERB	_	Voice=Act	0	root	_	_
3	tuduhan	_	NOUN	_	_	2	obj	_	_
4	itu	_	DET	_	PronType=Dem	3	det	_	_

`

// small are options that train in no time.
func small() TrainOptions {
	o := DefaultTrain
	o.TagBuckets, o.MoveBuckets, o.RelBuckets, o.TagEpochs, o.Epochs = 512, 1024, 512, 3, 3
	o.Log = func(string, ...any) {}
	return o
}

func tinyModel(t testing.TB) []byte {
	t.Helper()
	gold, err := ReadCoNLLU(strings.NewReader(strings.Repeat(tiny, 10)), 0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Train(gold, small())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTrain(t *testing.T) {
	a, b := tinyModel(t), tinyModel(t)
	if !bytes.Equal(a, b) {
		t.Error("two trainings with one seed differ")
	}
	m, err := Decode(a)
	if err != nil {
		t.Fatal(err)
	}
	gold, err := ReadCoNLLU(strings.NewReader(tiny), 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Measure(gold); got != (Accuracy{Words: 8, POS: 8, Heads: 8, Labelled: 8}) {
		t.Errorf("on its own training data: %+v", got)
	}
}

func TestReadCoNLLU(t *testing.T) {
	for _, bad := range []string{"1\ta\n", "1\ta\t_\tX\t_\t_\tx\troot\n", "1\ta\t_\tX\t_\t_\t7\troot\n", "1\ta\t_\tX\t_\t_\t-2\troot\n"} {
		if _, err := ReadCoNLLU(strings.NewReader(bad), 0); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func TestBareVerb(t *testing.T) {
	for verb, root := range map[string]string{"menuduh": "tuduh", "membantu": "bantu", "mengirim": "kirim", "menyerang": "serang",
		"melarang": "larang", "mengecam": "ecam", "memperkuat": "perkuat", "tiba": "tiba", "men": "men"} {
		if got := bareVerb(verb); got != root {
			t.Errorf("%s: %s, want %s", verb, got, root)
		}
	}
}

func TestWordLists(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		if w, err := readWords(lang); err != nil || len(w) < 200 {
			t.Errorf("%s: %d words, %v", lang, len(w), err)
		}
	}
}

// TestTables checks that the packed tables give back what was learnt.
func TestTables(t *testing.T) {
	l := newLearner(4, 1, 0)
	for n := uint64(1); n < 200; n++ {
		l.learn([]uint64{n * prime}, make([]float32, 4), int(n%4), int((n+1)%4))
	}
	tab := l.freeze(200, 1000, 1)
	for n := uint64(1); n < 200; n++ {
		var scores [256]int32
		var runs [maxFeatures]run
		tab.score([]uint64{n * prime}, &scores, &runs)
		if scores[n%4] < 0 || scores[(n+1)%4] > 0 {
			t.Errorf("feature %d: %v", n, scores)
		}
	}
}

func FuzzDecode(f *testing.F) {
	b := tinyModel(f)
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Add([]byte("not a model"))
	gold, err := ReadCoNLLU(strings.NewReader(tiny), 0)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Decode(b); err == nil {
			m.Measure(gold)
		}
	})
}

// TestAccuracy holds the shipped models to their figures on the development data.
func TestAccuracy(t *testing.T) {
	dir := os.Getenv("SAKSI_TREEBANKS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "treebanks")
	}
	if _, err := os.Stat(dir); err != nil || testing.Short() {
		t.Skip("needs the treebanks")
	}
	for _, c := range []struct {
		lang, name     string
		domain         int
		upos, uas, las float64
	}{
		{"id", "id_gsd-dev", 0, 93.3, 81.7, 74.3},
		{"en", "en_ewt-dev", 0, 94.9, 84.3, 80.9},
		{"en", "en_gum-dev", 1, 97.0, 86.1, 82.9},
	} {
		m, err := Load(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		upos, uas, las := m.WithDomain(c.domain).Measure(treebank(t, dir, c.name)).Percent()
		t.Logf("%s as %d: UPOS %.2f UAS %.2f LAS %.2f", c.name, c.domain, upos, uas, las)
		if upos < c.upos || uas < c.uas || las < c.las {
			t.Errorf("%s: UPOS %.2f UAS %.2f LAS %.2f, want at least %.1f %.1f %.1f", c.name, upos, uas, las, c.upos, c.uas, c.las)
		}
	}
}

func treebank(t *testing.T, dir, name string) []Gold {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name+".conllu.gz"))
	if err != nil {
		t.Skip(err)
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

func BenchmarkDecode(b *testing.B) {
	for _, lang := range []string{"id", "en"} {
		b.Run(lang, func(b *testing.B) {
			bytes, err := models.ReadFile("models/" + lang + ".model")
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(bytes); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestHostileModels decodes models with bytes changed and cut off, and uses what
// can still be read.
func TestHostileModels(t *testing.T) {
	good := tinyModel(t)
	gold, err := ReadCoNLLU(strings.NewReader(tiny), 0)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		b := bytes.Clone(good)
		for range 1 + rng.IntN(20) {
			b[rng.IntN(len(b))] = byte(rng.Uint32())
			b[rng.IntN(400)] = byte(rng.Uint32())
		}
		if rng.IntN(3) == 0 {
			b = b[:rng.IntN(len(b))]
		}
		if m, err := Decode(b); err == nil {
			m.Measure(gold)
		}
	}
	for n := range 400 {
		if _, err := Decode(good[:n]); err == nil {
			t.Errorf("no error for a model of %d bytes", n)
		}
	}
}

// Saksi-train trains the part-of-speech tagger and dependency parser of a language
// from Universal Dependencies treebanks.
//
//	go run ./cmd/saksi-train --treebanks treebanks --lang id
package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"saksi/loaders/extract/syntax"
)

// corpus is a language's training and development data, in the order of their
// domain numbers.
type corpus struct {
	train, dev []string
	domain     int // the style to follow
	// without lists the beginnings of sentence ids that are left out of training:
	// genres whose texts must not be used commercially.
	without []string
}

var corpora = map[string]corpus{
	"id": {train: []string{"id_gsd-train", "id_csui-train", "id_pud"}, dev: []string{"id_gsd-dev"}, domain: 1},
	"en": {train: []string{"en_ewt-train", "en_gum-train-free", "en_pud"}, dev: []string{"en_ewt-dev", "en_gum-dev"},
		without: []string{"GUM_essay_", "GUM_letter_", "GUM_podcast_"}},
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "saksi-train:", err)
		os.Exit(1)
	}
}

func run() error {
	dir := pflag.String("treebanks", "", "folder with the treebanks (*.conllu.gz)")
	lang := pflag.String("lang", "", "language to train: id or en")
	out := pflag.StringP("output", "o", "", "model file (default loaders/extract/syntax/models/LANG.model)")
	seed := pflag.Uint64("seed", 1, "seed; the same seed gives the same model")
	hold := pflag.Int("hold-out", 0, "keep every Nth sentence of each training treebank back and measure on it; writes no model")
	o := syntax.DefaultTrain
	pflag.IntVar(&o.Models, "models", o.Models, "how many taggers, guides and parsers of different seeds are added into one")
	pflag.IntVar(&o.Epochs, "epochs", o.Epochs, "passes of the parser over the data")
	pflag.Parse()
	c, ok := corpora[*lang]
	if !ok || *dir == "" {
		return fmt.Errorf("need --treebanks DIR and --lang id or en")
	}
	train, held, err := load(*dir, c, *hold)
	if err != nil {
		return fmt.Errorf("read treebanks: %w", err)
	}
	start := time.Now()
	o.Seed, o.Domain = *seed, c.domain
	o.Log = func(f string, a ...any) {
		fmt.Fprintf(os.Stderr, "%6.1fs "+f+"\n", append([]any{time.Since(start).Seconds()}, a...)...)
	}
	b, err := syntax.Train(train, o)
	if err != nil {
		return err
	}
	if err := report(b, *dir, c, held); err != nil {
		return err
	}
	if *hold > 0 {
		return nil
	}
	if *out == "" {
		*out = filepath.Join("loaders", "extract", "syntax", "models", *lang+".model")
	}
	fmt.Fprintf(os.Stderr, "%s: %d bytes\n", *out, len(b))
	return os.WriteFile(*out, b, 0o644)
}

// leftOut tells whether a sentence must not be trained on.
func (c *corpus) leftOut(id string) bool {
	return slices.ContainsFunc(c.without, func(w string) bool { return strings.HasPrefix(id, w) })
}

// load reads the training treebanks, every nth sentence kept back when n is not 0.
func load(dir string, c corpus, n int) (train []syntax.Gold, held [][]syntax.Gold, err error) {
	for d, name := range c.train {
		gold, err := read(dir, name, d)
		if err != nil {
			return nil, nil, err
		}
		var back []syntax.Gold
		for i, g := range gold {
			if c.leftOut(g.ID) {
				continue
			}
			if n > 0 && i%n == 0 {
				back = append(back, g)
			} else {
				train = append(train, g)
			}
		}
		held = append(held, back)
	}
	return train, held, nil
}

func read(dir, name string, domain int) ([]syntax.Gold, error) {
	f, err := os.Open(filepath.Join(dir, name+".conllu.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	g, err := syntax.ReadCoNLLU(z, domain)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return g, nil
}

// report measures the model on the development data, and on what was held back.
func report(b []byte, dir string, c corpus, held [][]syntax.Gold) error {
	m, err := syntax.Decode(b)
	if err != nil {
		return err
	}
	for _, name := range c.dev {
		gold, err := read(dir, name, 0)
		if err != nil {
			return err
		}
		for d := range c.train {
			show(fmt.Sprintf("%s as %s", name, c.train[d]), m.WithDomain(d).Measure(gold))
		}
	}
	for d, gold := range held {
		if len(gold) > 0 {
			show(c.train[d]+" held out", m.WithDomain(d).Measure(gold))
		}
	}
	return nil
}

func show(name string, a syntax.Accuracy) {
	upos, uas, las := a.Percent()
	fmt.Printf("%-40s %6d words  UPOS %.2f  UAS %.2f  LAS %.2f\n", name, a.Words, upos, uas, las)
}

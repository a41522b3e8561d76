package extract

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saksi/loaders/extract/score"
	"saksi/loaders/source/article"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// example is a statement with its signs, and whether the gold bears it out.
type example struct {
	on    [signs]bool
	right bool
}

// examples reads the articles that have gold.
func examples(t *testing.T) (out []example) {
	t.Helper()
	for _, folder := range []string{"../../seeds/articles", "testdata/gold"} {
		files, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
		for _, file := range files {
			out = append(out, examplesOf(t, file)...)
		}
	}
	if len(out) < 200 {
		t.Fatalf("%d examples: too few", len(out))
	}
	return out
}

func examplesOf(t *testing.T, file string) (out []example) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(file, ".txt") + ".gold.jsonl"
	g, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	gold, err := score.Read(bytes.NewReader(g), name)
	if err != nil {
		t.Fatal(err)
	}
	x := New(Options{})
	for it, err := range article.ReadText(context.Background(), item.Input{Name: filepath.Base(file), Reader: bytes.NewReader(b)}) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range gold {
			gold[i].Doc = it.Document.InputID
		}
		doc := it.Document
		x.Prepare(&doc)
		r, err := x.Read(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		r.statements()
		made := map[schema.IRI]made{}
		for i := range r.out {
			made[r.out[i].ID] = r.made[i]
		}
		res := score.Documents([]*schema.Extraction{{Document: doc, Statements: r.out}}, gold)
		for _, p := range res.Pairs {
			if p.Statement != nil {
				out = append(out, example{r.signs(p.Statement, made[p.Statement.ID]), p.Full})
			}
		}
		for _, e := range res.Extras {
			out = append(out, example{r.signs(e.Statement, made[e.Statement.ID]), false})
		}
	}
	return out
}

func chance(w *[signs]float64, on *[signs]bool) float64 {
	z := 0.0
	for i, o := range on {
		if o {
			z += w[i]
		}
	}
	return 1 / (1 + math.Exp(-z))
}

// fit is logistic regression with a penalty on all weights but the constant.
func fit(xs []example) (w [signs]float64) {
	const rounds, step, penalty = 4000, 0.5, 3.0
	for range rounds {
		var grad [signs]float64
		for i := range xs {
			d := -chance(&w, &xs[i].on)
			if xs[i].right {
				d++
			}
			for j, o := range xs[i].on {
				if o {
					grad[j] += d
				}
			}
		}
		for j := range w {
			if sign(j) != always {
				grad[j] -= penalty * w[j]
			}
			w[j] += step * grad[j] / float64(len(xs))
		}
	}
	return w
}

// calibrationError is the mean distance between confidence and share right, over
// bins of a tenth.
func calibrationError(t *testing.T, w *[signs]float64, xs []example) float64 {
	var n, right, sum [11]float64
	for i := range xs {
		p := chance(w, &xs[i].on)
		b := int(p * 10)
		n[b]++
		sum[b] += p
		if xs[i].right {
			right[b]++
		}
	}
	e := 0.0
	for b := range n {
		if n[b] > 0 {
			t.Logf("confidence %.2f: %3.0f statements, %.2f right", sum[b]/n[b], n[b], right[b]/n[b])
			e += math.Abs(sum[b]-right[b]) / float64(len(xs))
		}
	}
	return e
}

// TestCalibration checks that confidence means something: of the statements at
// 0.8, about 80 % are right. With -v it prints weights fitted to the gold, which
// confidence.go takes when extraction has changed.
func TestCalibration(t *testing.T) {
	xs := examples(t)
	w := fit(xs)
	for i, v := range w {
		t.Logf("fitted weight %2d: %+.1f (now %+.1f)", i, v, weights[i])
	}
	t.Logf("fitted: %.3f", calibrationError(t, &w, xs))
	if e := calibrationError(t, &weights, xs); e > 0.08 {
		t.Errorf("confidence is off by %.3f on average: fit the weights anew", e)
	}
}

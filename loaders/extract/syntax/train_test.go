package syntax

import (
	"bytes"
	"slices"
	"testing"

	"saksi/loaders/extract/segment"
)

// parsedNews are trees of the models that ship, to train on.
func parsedNews(t *testing.T, lang string) []Gold {
	p, x := loadFor(t, lang)
	var out []Gold
	for s := range x.Sentences {
		var g Gold
		for _, w := range p.Parse(x, s, nil).Words {
			g.Forms, g.POS, g.Feats = append(g.Forms, w.Form), append(g.POS, w.POS), append(g.Feats, w.Feats)
			g.Heads, g.Rels = append(g.Heads, w.Head), append(g.Rels, w.Rel)
		}
		out = append(out, g)
	}
	return out
}

// TestTrain: the same seed gives the same bytes, however the learners share the
// processor, another seed others; and what is learnt from a few sentences parses them.
func TestTrain(t *testing.T) {
	gold := parsedNews(t, "id")
	o := DefaultTrain
	o.TagEpochs, o.GuideEpochs, o.Epochs, o.Models, o.Folds, o.MinUpdates, o.TagLeast, o.RelLeast, o.Dropout = 3, 3, 8, 2, 2, 1, 1, 1, 0
	o.TagBuckets, o.GuideBuckets, o.MoveBuckets, o.RelBuckets = 4000, 4000, 4000, 4000
	o.Log = t.Logf
	train := func(seed uint64) []byte {
		o.Seed = seed
		b, err := Train(slices.Clone(gold), o)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	b := train(1)
	if !bytes.Equal(b, train(1)) {
		t.Error("the same seed gave other bytes")
	}
	if bytes.Equal(b, train(2)) {
		t.Error("another seed gave the same bytes")
	}
	m, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	upos, uas, las := m.Measure(gold).Percent()
	if upos < 90 || uas < 50 || las < 45 {
		t.Errorf("learnt too little: UPOS %.1f, UAS %.1f, LAS %.1f", upos, uas, las)
	}
	for _, cut := range []int{len(b) / 3, len(b) - 1} {
		if _, err := Decode(b[:cut]); err == nil {
			t.Errorf("cut to %d of %d bytes it is still read", cut, len(b))
		}
	}
	sound(t, m.NewParser().Parse(segment.Segment(news["id"], "id"), 1, nil))
}

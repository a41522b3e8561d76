package syntax

// Accuracy counts what a parser gets right on a treebank, punctuation included.
type Accuracy struct {
	Words, POS, Heads, Labelled int
}

// Percent gives UPOS, unlabelled and labelled attachment in percent.
func (a Accuracy) Percent() (upos, uas, las float64) {
	n := float64(max(a.Words, 1)) / 100
	return float64(a.POS) / n, float64(a.Heads) / n, float64(a.Labelled) / n
}

// Measure parses treebank sentences, their tokens given, and compares.
func (m *Model) Measure(gold []Gold) Accuracy {
	p := m.NewParser()
	var a Accuracy
	for i := range gold {
		g := &gold[i]
		p.load(g)
		p.tagAll()
		p.parse()
		for k := range g.Forms {
			w := &p.tree.Words[k]
			a.Words++
			if w.POS == g.POS[k] {
				a.POS++
			}
			if w.Head == g.Heads[k] {
				a.Heads++
				if w.Rel == g.Rels[k] {
					a.Labelled++
				}
			}
		}
	}
	return a
}

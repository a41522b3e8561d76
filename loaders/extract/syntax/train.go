package syntax

import (
	"math/rand/v2"
	"sync"
)

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed      uint64
	TagEpochs int
	Epochs    int // of the parser
	Folds     int // of the jackknife that tags the parser's training data
	Domain    int // the treebank whose style the model follows when it is used
	// Dropout is how often a word seen once is hidden; one seen n times is hidden
	// Dropout/(Dropout+n) of the time (Kiperwasser and Goldberg 2016).
	Dropout float64
	// Margins by which the right class must win for nothing to be learnt.
	TagMargin, MoveMargin, RelMargin float32
	// TagRows, MoveRows and RelRows bound the size of the model. Features that took
	// part in fewer updates than MinUpdates are left out, and so are weights of
	// tags and relations that are, as bytes, smaller than TagLeast and RelLeast.
	TagRows, MoveRows, RelRows int
	MinUpdates                 int32
	TagLeast, RelLeast         int
	Log                        func(format string, args ...any)
}

// DefaultTrain are the options of the models that ship.
var DefaultTrain = TrainOptions{
	Seed: 1, TagEpochs: 8, Epochs: 10, Folds: 5, Dropout: 0.25,
	TagMargin: 100, MoveMargin: 400, RelMargin: 200,
	TagRows: 150_000, MoveRows: 560_000, RelRows: 180_000, MinUpdates: 2, TagLeast: 16, RelLeast: 14,
}

// Train learns a tagger and a parser from treebank sentences. The same sentences,
// options and seed give the same bytes.
func Train(gold []Gold, o TrainOptions) ([]byte, error) {
	rng := rand.New(rand.NewPCG(o.Seed, 17))
	gold = augment(gold, rng)
	m := &Model{domain: uint32(o.Domain)}
	m.inventory(gold)
	o.Log("%d sentences, %d joint tags", len(gold), len(m.tags))

	var tagTable []byte
	var tags [][]uint32
	var both sync.WaitGroup
	both.Go(func() { tags = m.jackknife(gold, o) })
	both.Go(func() { tagTable = m.trainFrozenTagger(gold, o, o.Seed) })
	both.Wait()
	o.Log("tagger: %d bytes", len(tagTable))

	moves, rels := m.trainParser(gold, tags, o, rng)
	f := &frozen{Model: m, tagTable: tagTable}
	f.moveTable = freezeMoves(moves.average(o.MoveRows, o.MinUpdates))
	f.relTable = freezeRows(rels.average(o.RelRows, o.MinUpdates), o.RelLeast)
	o.Log("parser: %d and %d bytes", len(f.moveTable), len(f.relTable))
	return f.encode(), nil
}

func (m *Model) trainFrozenTagger(gold []Gold, o TrainOptions, seed uint64) []byte {
	m.dictionary(gold)
	l := m.trainTagger(gold, o, rand.New(rand.NewPCG(seed, 23)))
	return freezeRows(l.average(o.TagRows, o.MinUpdates), o.TagLeast)
}

// corpus is the training data as the models see it.
type corpus struct {
	tokens [][]token
	counts map[uint32]int // by hash of the form in lower case
	rng    *rand.Rand
	rate   float64
	buffer []token
}

func (m *Model) corpus(gold []Gold, rate float64, rng *rand.Rand) *corpus {
	c := &corpus{counts: map[uint32]int{}, rate: rate, rng: rng}
	for i := range gold {
		ts := make([]token, len(gold[i].Forms))
		for k, f := range gold[i].Forms {
			ts[k] = m.lexeme(f).token
			c.counts[ts[k].lower]++
		}
		c.tokens = append(c.tokens, ts)
	}
	return c
}

// sentence is a copy of sentence i with some rare words hidden, so that the
// models learn to do without them.
func (c *corpus) sentence(i int) []token {
	c.buffer = append(c.buffer[:0], c.tokens[i]...)
	for k := range c.buffer {
		t := &c.buffer[k]
		if c.rate > 0 && c.rng.Float64() < c.rate/(c.rate+float64(c.counts[t.lower])) {
			t.form, t.lower, t.amb = unseen, unseen, 0
		}
	}
	return c.buffer
}

// trainTagger learns the tagger by greedy decoding with its own tags as history.
func (m *Model) trainTagger(gold []Gold, o TrainOptions, rng *rand.Rand) *learner {
	l := newLearner(len(m.tags))
	idx := m.tagIndex()
	data := m.corpus(gold, o.Dropout, rng)
	order := rng.Perm(len(gold))
	scores := make([]float32, len(m.tags))
	var features []uint64
	for range o.TagEpochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			ts := data.sentence(i)
			for k := range ts {
				l.now++
				features = tagFeatures(ts, k, features[:0])
				clear(scores)
				l.score(features, scores)
				best := argmax(scores)
				right := idx[jointTag{gold[i].POS[k], gold[i].Feats[k]}]
				if rival := rivalOf(scores, right); scores[right] <= scores[rival]+o.TagMargin {
					l.update(features, right, rival)
				}
				ts[k].tag, ts[k].upos = uint32(best+1), uint32(m.tags[best].POS)+1
			}
		}
	}
	return l
}

// rivalOf is the best class but right.
func rivalOf(s []float32, right int) int {
	best := 0
	if right == 0 {
		best = 1
	}
	for i, v := range s {
		if i != right && v > s[best] {
			best = i
		}
	}
	return best
}

func argmax(s []float32) int {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	return best
}

// jackknife tags each part of the data with a tagger trained on the others, so
// that the parser learns from tags as wrong as it will meet. Copies of a sentence
// stay in its part.
func (m *Model) jackknife(gold []Gold, o TrainOptions) [][]uint32 {
	tags := make([][]uint32, len(gold))
	for fold := range o.Folds {
		var train []Gold
		for i := range gold {
			if gold[i].fold%o.Folds != fold {
				train = append(train, gold[i])
			}
		}
		sub := &Model{tags: m.tags}
		c := &cursor{b: sub.trainFrozenTagger(train, o, o.Seed+uint64(fold)+1)}
		sub.tag = c.rows()
		p := sub.NewParser()
		for i := range gold {
			if gold[i].fold%o.Folds != fold {
				continue
			}
			p.load(&gold[i])
			p.tagAll()
			for k := range p.tokens {
				tags[i] = append(tags[i], p.tokens[k].tag)
			}
		}
		o.Log("jackknife %d of %d", fold+1, o.Folds)
	}
	return tags
}

// load puts the words of a treebank sentence into the parser.
func (p *Parser) load(g *Gold) {
	p.clear()
	for i, f := range g.Forms {
		p.add(Word{Form: f, First: int32(i), Count: 1, Head: -1}, NoPOS)
	}
}

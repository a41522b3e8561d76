package syntax

import "math/rand/v2"

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed                           uint64
	TagEpochs, GuideEpochs, Epochs int // of the tagger, the guide, the parser
	Models                         int // how many of each, of different seeds, are added into one
	Folds                          int // of the jackknives of tagger and guide
	Domain                         int // the treebank whose style the model follows when it is used
	// Dropout is how often a word seen once is hidden; one seen n times is hidden
	// Dropout/(Dropout+n) of the time (Kiperwasser and Goldberg 2016).
	Dropout float64
	// Margins by which the right class must win for nothing to be learnt.
	TagMargin, MoveMargin, RelMargin float32
	// The buckets of the tables bound the size of the model. Features that took part
	// in fewer updates than MinUpdates are left out, and so are weights of tags and
	// relations that are, as bytes, smaller than TagLeast and RelLeast; the latter is
	// raised until the table of relations has at most RelBytes.
	TagBuckets, GuideBuckets, MoveBuckets, RelBuckets int
	MinUpdates                                        int32
	TagLeast, RelLeast, RelBytes                      int
	Log                                               func(format string, args ...any)
}

// DefaultTrain are the options of the models that ship.
var DefaultTrain = TrainOptions{
	Seed: 1, TagEpochs: 8, GuideEpochs: 6, Epochs: 10, Models: 4, Folds: 5, Dropout: 0.25,
	TagMargin: 100, MoveMargin: 400, RelMargin: 200,
	TagBuckets: 45_000, GuideBuckets: 60_000, MoveBuckets: 200_000, RelBuckets: 90_000,
	MinUpdates: 2, TagLeast: 16, RelLeast: 12, RelBytes: 2_200_000,
}

// Train learns a tagger and a parser from treebank sentences. The same sentences,
// options and seed give the same bytes.
func Train(gold []Gold, o TrainOptions) ([]byte, error) {
	gold = augment(gold, rand.New(rand.NewPCG(o.Seed, 17)))
	m := &Model{domain: uint32(o.Domain)}
	m.inventory(gold)
	o.Log("%d sentences, %d joint tags", len(gold), len(m.tags))

	f := &frozen{Model: m}
	tags := m.jackknife(gold, o)
	f.tagTable = m.trainTaggers(gold, o, o.Seed)

	guides := m.jackknifeGuides(gold, tags, o)
	guide := sum(o.Models, func(k int) []*learner {
		return []*learner{m.trainGuide(gold, tags, o, rand.New(rand.NewPCG(o.Seed+uint64(k), 37)))}
	})
	f.guideTable = freezeMoves(guide[0].ranked(o.MinUpdates), o.GuideBuckets)

	parser := sum(o.Models, func(k int) []*learner {
		moves, rels := m.trainParser(gold, tags, guides, o, rand.New(rand.NewPCG(o.Seed+uint64(k), 29)))
		return []*learner{moves, rels}
	})
	f.moveTable = freezeMoves(parser[0].ranked(o.MinUpdates), o.MoveBuckets)
	rels := parser[1].ranked(o.MinUpdates)
	for least := o.RelLeast; least < 128; least++ {
		if f.relTable = freezeRows(rels, o.RelBuckets, least); len(f.relTable) <= o.RelBytes {
			break
		}
	}
	o.Log("bytes: tagger %d, guide %d, transitions %d, relations %d", len(f.tagTable), len(f.guideTable), len(f.moveTable), len(f.relTable))
	return f.encode(), nil
}

// trainTaggers learns taggers of some seeds, added into one table.
func (m *Model) trainTaggers(gold []Gold, o TrainOptions, seed uint64) []byte {
	m.dictionary(gold)
	l := sum(o.Models, func(k int) []*learner {
		return []*learner{m.trainTagger(gold, o, rand.New(rand.NewPCG(seed+uint64(k)*100, 23)))}
	})
	return freezeRows(l[0].ranked(o.MinUpdates), o.TagBuckets, o.TagLeast)
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
				features = tagFeatures(ts, k, uint32(gold[i].Domain), features[:0])
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
	o.Models = 1
	twoAtOnce(o.Folds, func(fold int) {
		m.tagFold(gold, o, fold, tags)
		o.Log("jackknife %d of %d", fold+1, o.Folds)
	})
	return tags
}

func (m *Model) tagFold(gold []Gold, o TrainOptions, fold int, tags [][]uint32) {
	var train []Gold
	for i := range gold {
		if gold[i].fold%o.Folds != fold {
			train = append(train, gold[i])
		}
	}
	sub := &Model{tags: m.tags}
	c := &cursor{b: sub.trainTaggers(train, o, o.Seed+uint64(fold)+1)}
	sub.tag = c.rows()
	p := sub.NewParser()
	for i := range gold {
		if gold[i].fold%o.Folds == fold {
			sub.domain = uint32(gold[i].Domain)
			p.load(&gold[i])
			p.tagAll()
			tags[i] = p.tagsGiven()
		}
	}
}

// tagsGiven are the joint tags that the words have.
func (p *Parser) tagsGiven() []uint32 {
	out := make([]uint32, len(p.tokens))
	for k := range p.tokens {
		out[k] = p.tokens[k].tag
	}
	return out
}

// load puts the words of a treebank sentence into the parser.
func (p *Parser) load(g *Gold) {
	p.clear()
	for i, f := range g.Forms {
		p.add(Word{Form: f, First: int32(i), Count: 1, Head: -1}, NoPOS)
	}
}

package syntax

import (
	"math/rand/v2"
	"strings"
	"sync"
)

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed      uint64
	TagEpochs int
	Epochs    int // of the parser
	Parsers   int // trained from several seeds and added
	Folds     int // of the jackknife that tags the parser's training data
	Domain    int // the treebank whose style the model follows when it is used
	// The margins by which right decisions must win.
	TagMargin, ParserMargin float64
	// Buckets and cells bound the size of the model.
	TagBuckets, TagCells, MoveBuckets, RelBuckets, RelCells int
	Log                                                     func(format string, args ...any)
}

// DefaultTrain are the options of the models that ship.
var DefaultTrain = TrainOptions{Seed: 1, TagEpochs: 7, Epochs: 8, Parsers: 3, Folds: 5, TagMargin: 2, ParserMargin: 5,
	TagBuckets: 32000, TagCells: 500000, MoveBuckets: 215000, RelBuckets: 50000, RelCells: 900000}

// Train learns a tagger and a parser from treebank sentences. The same sentences,
// options and seed give the same bytes.
func Train(gold []Gold, o TrainOptions) ([]byte, error) {
	gold = augment(gold, rand.New(rand.NewPCG(o.Seed, 17)))
	m := &Model{domain: uint32(o.Domain)}
	m.inventory(gold)
	o.Log("%d sentences, %d joint tags", len(gold), len(m.tags))

	tags := m.jackknife(gold, o)
	m.tag.log("tagger", o)

	moves, rels := m.trainParser(gold, tags, o)
	m.move, m.rel = moves.freezeMoves(o.MoveBuckets), rels.freeze(o.RelBuckets, o.RelCells, 12)
	o.Log("moves: %d features of %d", m.move.count(), len(moves.updates))
	m.rel.log("relations", o)
	return m.encode()
}

// jackknife trains the tagger, and tags each part of the data with a tagger trained
// on the others, so that the parser learns from tags as wrong as it will meet.
func (m *Model) jackknife(gold []Gold, o TrainOptions) [][]uint32 {
	tags := make([][]uint32, len(gold))
	var wait sync.WaitGroup
	slots := make(chan struct{}, 2)
	for fold := -1; fold < o.Folds; fold++ {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			if fold < 0 {
				m.trainTagger(gold, o, rand.New(rand.NewPCG(o.Seed, 18)))
				return
			}
			var train []Gold
			for i := range gold {
				if gold[i].number%o.Folds != fold {
					train = append(train, gold[i])
				}
			}
			sub := &Model{tags: m.tags}
			sub.trainTagger(train, o, rand.New(rand.NewPCG(o.Seed, uint64(19+fold))))
			p := sub.NewParser()
			for i := range gold {
				if gold[i].number%o.Folds == fold {
					sub.domain = uint32(gold[i].Domain)
					tags[i] = p.tagsOf(&gold[i])
				}
			}
			o.Log("jackknife %d of %d", fold+1, o.Folds)
		})
	}
	wait.Wait()
	return tags
}

// tagsOf are the joint tags that the tagger gives a treebank sentence.
func (p *Parser) tagsOf(g *Gold) []uint32 {
	p.load(g)
	p.tagAll()
	out := make([]uint32, len(p.tokens))
	for k := range p.tokens {
		out[k] = p.tokens[k].tag
	}
	return out
}

// load puts the words of a treebank sentence into the parser.
func (p *Parser) load(g *Gold) {
	p.tree.Words, p.fixed = p.tree.Words[:0], p.fixed[:0]
	for i, f := range g.Forms {
		p.add(Word{Form: f, Lower: strings.ToLower(f), First: int32(i), Count: 1, Head: -1}, NoPOS)
	}
	p.see()
}

// rival is the best class that is not the right one.
func rival(scores []float32, right int) int {
	best := -1
	for c, v := range scores {
		if c != right && (best < 0 || v > scores[best]) {
			best = c
		}
	}
	return best
}

// trainTagger learns the tagger by greedy decoding with its own tags as history.
func (m *Model) trainTagger(gold []Gold, o TrainOptions, rng *rand.Rand) {
	m.dictionary(gold)
	l := newLearner(len(m.tags), o.TagMargin, 0.3)
	idx := m.tagIndex()
	p := m.NewParser()
	all := make([][]token, len(gold))
	for i := range gold {
		p.load(&gold[i])
		all[i] = append([]token(nil), p.tokens...)
	}
	order := rng.Perm(len(gold))
	scores := make([]float32, len(m.tags))
	var features []uint64
	for range o.TagEpochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			ts := all[i]
			for k := range ts {
				features = tagFeatures(ts, k, uint32(gold[i].Domain), features[:0])
				clear(scores)
				l.score(features, scores)
				right := idx[jointTag{gold[i].POS[k], gold[i].Feats[k]}]
				best := rival(scores, right)
				l.learn(features, scores, right, best)
				if scores[right] > scores[best] {
					best = right
				}
				ts[k].tag, ts[k].upos = uint32(best+1), uint32(m.tags[best].POS)+1
			}
		}
	}
	m.tag = l.freeze(o.TagBuckets, o.TagCells, 2)
}

func (t *table) log(name string, o TrainOptions) {
	n := 0
	for i := 1; i < len(t.slots); i += 2 {
		for w := t.slots[i] >> 32; w != 0; w >>= 8 {
			n++
		}
	}
	o.Log("%s: %d features, %d weights", name, n, len(t.cells))
}

// count is how many features the table holds.
func (t *moveTable) count() (n int) {
	for i := 1; i < len(t.slots); i += 2 {
		for w := t.slots[i]; w != 0; w >>= 16 {
			n++
		}
	}
	return n
}

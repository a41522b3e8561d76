package syntax

import (
	"math/rand/v2"
	"sync"
)

// explore is how often a wrong move is followed, from the third epoch on.
const explore = 0.9

// trainer learns transitions and relations with a dynamic oracle and exploration
// (Goldberg and Nivre 2013).
type trainer struct {
	m            *Model
	moves, rels  *learner
	rng          *rand.Rand
	st           state
	features     []uint64
	scores       []float32
	heads        []int32
	steps, wrong int
}

// trainParser trains a parser for each of the seeds and adds their weights: what
// the order of the sentences made of one is evened out by the others.
func (m *Model) trainParser(gold []Gold, tags [][]uint32, o TrainOptions) (moves, rels *learner) {
	all := make([]*trainer, max(o.Parsers, 1))
	var wait sync.WaitGroup
	slots := make(chan struct{}, 2)
	for k := range all {
		all[k] = m.newTrainer(o, o.Seed+uint64(k))
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			all[k].train(gold, tags, o)
		})
	}
	wait.Wait()
	for _, t := range all[1:] {
		all[0].moves.absorb(t.moves)
		all[0].rels.absorb(t.rels)
	}
	return all[0].moves, all[0].rels
}

func (m *Model) newTrainer(o TrainOptions, seed uint64) *trainer {
	return &trainer{m: m, moves: newLearner(numMoves, o.ParserMargin, 0), rels: newLearner(int(NumRels), o.ParserMargin, 0),
		rng: rand.New(rand.NewPCG(seed, 16)), scores: make([]float32, NumRels)}
}

func (t *trainer) train(gold []Gold, tags [][]uint32, o TrainOptions) {
	order := t.rng.Perm(len(gold))
	p := t.m.NewParser()
	for epoch := range o.Epochs {
		t.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		t.steps, t.wrong = 0, 0
		for _, i := range order {
			p.load(&gold[i])
			for k, tag := range tags[i] {
				p.tokens[k].tag, p.tokens[k].upos = tag, uint32(t.m.tags[tag-1].POS)+1
			}
			p.count()
			t.sentence(&gold[i], p.tokens, epoch >= 2)
		}
		o.Log("parser epoch %d: %.2f %% of moves right, %d features", epoch+1, 100-100*float64(t.wrong)/float64(max(t.steps, 1)), len(t.moves.updates))
	}
}

func (t *trainer) sentence(g *Gold, ts []token, exploring bool) {
	s := &t.st
	s.reset(len(ts))
	t.heads = append(t.heads[:0], g.Heads...)
	for i, h := range t.heads {
		if h < 0 {
			t.heads[i] = s.n
		}
	}
	var scores [numMoves]float32
	for !s.done() {
		t.steps++
		t.features = t.drop(s.moveFeatures(ts, uint32(g.Domain), t.features[:0]))
		clear(scores[:])
		t.moves.score(t.features, scores[:])
		right, wrong := choose(scores, s.costs(t.heads))
		next := right
		if wrong >= 0 {
			if scores[wrong] >= scores[right] {
				t.wrong++
				if exploring && t.rng.Float64() < explore {
					next = wrong
				}
			}
			t.moves.learn(t.features, scores[:], right, wrong)
		}
		rel := NoRel
		if next != shift {
			h, d := s.arc(next)
			rel = t.relation(g, ts, h, d)
		}
		s.apply(next, rel)
	}
}

// choose is the best of the moves that cost least, and the best of the other legal
// ones, or -1 if there is none.
func choose(scores [numMoves]float32, costs [numMoves]int) (right, wrong int) {
	right, wrong = -1, -1
	low := 1 << 30
	for _, c := range costs {
		if c >= 0 {
			low = min(low, c)
		}
	}
	for m, c := range costs {
		switch {
		case c < 0:
		case c == low && (right < 0 || scores[m] > scores[right]):
			right = m
		case c > low && (wrong < 0 || scores[m] > scores[wrong]):
			wrong = m
		}
	}
	return right, wrong
}

// relation learns and predicts the relation of an arc.
func (t *trainer) relation(g *Gold, ts []token, h, d int32) Rel {
	if h == t.st.n {
		return Root
	}
	t.features = t.drop(t.st.relFeatures(ts, h, d, uint32(g.Domain), t.features[:0]))
	scores := t.scores[:NumRels]
	clear(scores)
	t.rels.score(t.features, scores)
	scores[NoRel], scores[Root] = -1e9, -1e9
	right := int(g.Rels[d])
	best := rival(scores, right)
	if t.heads[d] == h {
		t.rels.learn(t.features, scores, right, best)
	}
	if scores[right] > scores[best] {
		best = right
	}
	return Rel(best)
}

// dropped of 65,536 features are left out in training.
const dropped = 6554

// drop leaves out a share of the features at random, so that no few of them are
// relied on.
func (t *trainer) drop(features []uint64) []uint64 {
	kept := features[:0]
	var r uint64
	for i, f := range features {
		if i%4 == 0 {
			r = t.rng.Uint64()
		}
		if r&0xffff >= dropped {
			kept = append(kept, f)
		}
		r >>= 16
	}
	return kept
}

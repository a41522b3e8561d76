package syntax

import "math/rand/v2"

// trainParser learns transitions and relations with a dynamic oracle and
// exploration (Goldberg and Nivre 2013).
func (m *Model) trainParser(gold []Gold, tags [][]uint32, guides [][]int32, o TrainOptions, rng *rand.Rand) (moves, rels *learner) {
	t := &trainer{m: m, moves: newLearner(numMoves), rels: newLearner(int(NumRels)), rng: rng, margin: o.MoveMargin, relMargin: o.RelMargin, look: (*state).moveFeatures, scores: make([]float32, NumRels)}
	data := m.corpus(gold, o.Dropout, rng)
	order := rng.Perm(len(gold))
	for epoch := range o.Epochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		t.steps, t.wrong = 0, 0
		for _, i := range order {
			ts := data.sentence(i)
			m.give(ts, tags[i])
			t.st.guide.set(guides[i])
			t.heads = rooted(gold[i].Heads, t.heads)
			t.sentence(&gold[i], ts, epoch >= 2)
		}
		o.Log("parser epoch %d: %.2f %% of moves right, %d features", epoch+1, 100-100*float64(t.wrong)/float64(max(t.steps, 1)), t.moves.rows)
	}
	return t.moves, t.rels
}

type trainer struct {
	m                 *Model
	moves, rels       *learner
	rng               *rand.Rand
	st                state
	look              look
	features          []uint64
	scores            []float32
	heads             []int32
	margin, relMargin float32
	steps, wrong      int
}

const explore = 0.9 // how often a wrong move is followed, from the third epoch on

func (t *trainer) sentence(g *Gold, ts []token, exploring bool) {
	s := &t.st
	s.reset(ts)
	var scores [numMoves]float32
	for !s.done() {
		t.moves.now++
		t.steps++
		t.features = t.look(s, ts, uint32(g.Domain), t.features[:0])
		clear(scores[:])
		t.moves.score(t.features, scores[:])
		best, right, rival := choose(scores, s.costs(t.heads))
		if best != right {
			t.wrong++
		}
		if rival >= 0 && scores[right] <= scores[rival]+t.margin {
			t.moves.update(t.features, right, rival)
		}
		next := right
		if exploring && t.rng.Float64() < explore {
			next = best
		}
		rel := NoRel
		if next != shift && t.rels != nil {
			h, d := s.arc(next)
			rel = t.relation(g, ts, h, d, exploring)
		}
		s.apply(next, rel)
	}
}

// choose is the best legal move, the best of those that cost least, and the best
// of those that cost more (-1 when there is none).
func choose(scores [numMoves]float32, costs [numMoves]int) (best, right, rival int) {
	best, right, rival = -1, -1, -1
	low := 1 << 30
	for _, c := range costs {
		if c >= 0 {
			low = min(low, c)
		}
	}
	for m, c := range costs {
		if c < 0 {
			continue
		}
		if best < 0 || scores[m] > scores[best] {
			best = m
		}
		switch {
		case c == low && (right < 0 || scores[m] > scores[right]):
			right = m
		case c > low && (rival < 0 || scores[m] > scores[rival]):
			rival = m
		}
	}
	return best, right, rival
}

func (t *trainer) relation(g *Gold, ts []token, h, d int32, exploring bool) Rel {
	if h == t.st.n {
		return Root
	}
	t.features = t.st.relFeatures(ts, h, d, uint32(g.Domain), t.features[:0])
	right := g.Rels[d]
	best := t.classify(int(right), t.heads[d] == h)
	if exploring || t.heads[d] != h {
		return best
	}
	return right
}

// classify is the best relation by the features; learning, the right one is learnt.
func (t *trainer) classify(right int, learning bool) Rel {
	scores := t.scores[:NumRels]
	clear(scores)
	t.rels.now++
	t.rels.score(t.features, scores)
	scores[NoRel], scores[Root] = -1e9, -1e9
	best := Rel(argmax(scores))
	if learning {
		if rival := rivalOf(scores, right); scores[right] <= scores[rival]+t.relMargin {
			t.rels.update(t.features, right, rival)
		}
	}
	return best
}

package syntax

import "math/rand/v2"

// trainGuide learns the transitions of the guide from sentences turned around.
func (m *Model) trainGuide(gold []Gold, tags [][]uint32, o TrainOptions, rng *rand.Rand) *learner {
	t := &trainer{m: m, moves: newLearner(numMoves), rng: rng, margin: o.MoveMargin, look: (*state).guideFeatures}
	data := m.corpus(gold, o.Dropout, rng)
	order := rng.Perm(len(gold))
	var back []token
	var heads []int32
	for epoch := range o.GuideEpochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			ts := data.sentence(i)
			m.give(ts, tags[i])
			back = reverse(ts, back)
			heads = rooted(gold[i].Heads, heads)
			t.heads = mirror(heads, t.heads)
			t.sentence(&gold[i], back, epoch >= 2)
		}
	}
	return t.moves
}

// rooted are the heads with n for the root.
func rooted(heads, out []int32) []int32 {
	out = append(out[:0], heads...)
	for i, h := range out {
		if h < 0 {
			out[i] = int32(len(heads))
		}
	}
	return out
}

// give sets tags of words.
func (m *Model) give(ts []token, tags []uint32) {
	for k, tag := range tags {
		ts[k].tag, ts[k].upos = tag, uint32(m.tags[tag-1].POS)+1
	}
}

// jackknifeGuides guides each part of the data by what was learnt from the others.
func (m *Model) jackknifeGuides(gold []Gold, tags [][]uint32, o TrainOptions) [][]int32 {
	out := make([][]int32, len(gold))
	twoAtOnce(o.Folds, func(fold int) {
		m.guideFold(gold, tags, o, fold, out)
		o.Log("guide %d of %d", fold+1, o.Folds)
	})
	return out
}

func (m *Model) guideFold(gold []Gold, tags [][]uint32, o TrainOptions, fold int, out [][]int32) {
	var train []Gold
	var given [][]uint32
	for i := range gold {
		if gold[i].fold%o.Folds != fold {
			train, given = append(train, gold[i]), append(given, tags[i])
		}
	}
	sub := &Model{tags: m.tags}
	sub.dictionary(train)
	l := sub.trainGuide(train, given, o, rand.New(rand.NewPCG(o.Seed+uint64(fold), 31)))
	l.average()
	c := &cursor{b: freezeMoves(l.ranked(o.MinUpdates), o.GuideBuckets)}
	sub.guide = c.moves()
	p := sub.NewParser()
	for i := range gold {
		if gold[i].fold%o.Folds == fold {
			sub.domain = uint32(gold[i].Domain)
			p.load(&gold[i])
			m.give(p.tokens, tags[i])
			p.guide()
			out[i] = append([]int32(nil), p.mirrored...)
		}
	}
}

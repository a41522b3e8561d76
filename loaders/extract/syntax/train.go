package syntax

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// TrainOptions say how a model is trained.
type TrainOptions struct {
	Seed      uint64
	TagEpochs int
	Epochs    int // of the parser
	Folds     int // of the jackknife that tags the parser's training data
	Domain    int // the treebank whose style the model follows when it is used
	// TagRows, MoveRows and RelRows bound the size of the model.
	TagRows, MoveRows, RelRows int
	Log                        func(format string, args ...any)
}

// DefaultTrain are the options of the models that ship.
var DefaultTrain = TrainOptions{Seed: 1, TagEpochs: 8, Epochs: 12, Folds: 5, TagRows: 34000, MoveRows: 330000, RelRows: 34000}

// Train learns a tagger and a parser from treebank sentences. The same sentences,
// options and seed give the same bytes.
func Train(gold []Gold, o TrainOptions) ([]byte, error) {
	rng := rand.New(rand.NewPCG(o.Seed, 17))
	gold = augment(gold, rng)
	m := &Model{domain: uint32(o.Domain)}
	m.inventory(gold)
	o.Log("%d sentences, %d joint tags", len(gold), len(m.tags))

	tags := m.jackknife(gold, o, rng)
	m.dictionary(gold)
	m.tag = m.trainTagger(gold, o, rng).freeze(o.TagRows, 2)
	o.Log("tagger: %d places", m.tag.size)

	moves, rels := m.trainParser(gold, tags, o, rng)
	m.move, m.rel = moves.freeze(o.MoveRows, 2), rels.freeze(o.RelRows, 2)
	o.Log("parser: %d and %d places", m.move.size, m.rel.size)
	return m.encode()
}

// augment adds what treebanks lack and news has: headlines in title case without
// a full stop, and names joined to one word.
func augment(gold []Gold, rng *rand.Rand) []Gold {
	out := slices.Clone(gold)
	for i := range gold {
		if g, ok := joinNames(&gold[i]); ok && rng.IntN(2) == 0 {
			out = append(out, g)
		}
		if n := len(gold[i].Forms); n >= 4 && n <= 18 && rng.IntN(8) == 0 {
			out = append(out, headline(&gold[i]))
		}
	}
	return out
}

// headline is a copy in title case without its final full stop.
func headline(g *Gold) Gold {
	h := Gold{Forms: slices.Clone(g.Forms), POS: g.POS, Feats: g.Feats, Heads: g.Heads, Rels: g.Rels, Domain: g.Domain}
	for i, f := range h.Forms {
		if f != "" && len(f) > 3 {
			h.Forms[i] = strings.ToUpper(f[:1]) + f[1:]
		}
	}
	if n := len(h.Forms) - 1; h.Forms[n] == "." {
		h.Forms, h.POS, h.Feats, h.Heads, h.Rels = h.Forms[:n], h.POS[:n], h.Feats[:n], h.Heads[:n], h.Rels[:n]
	}
	return h
}

// joinNames is a copy in which each run of a proper noun and its flat dependents
// is one word, as gazetteers join them.
func joinNames(g *Gold) (Gold, bool) {
	n := len(g.Forms)
	into := make([]int, n) // first word of the run that each word joins
	for i := range into {
		into[i] = i
	}
	any := false
	for i := 1; i < n; i++ {
		h := int(g.Heads[i])
		flat := g.Rels[i] == Flat || g.Rels[i] == FlatName
		if flat && h >= 0 && h < i && g.POS[h] == PROPN && into[i-1] == into[h] {
			into[i], any = into[h], true
		}
	}
	if !any {
		return Gold{}, false
	}
	at := make([]int32, n)
	out := Gold{Domain: g.Domain}
	for i := range n {
		if into[i] == i {
			at[i] = int32(len(out.Forms))
			out.Forms = append(out.Forms, g.Forms[i])
			out.POS = append(out.POS, g.POS[i])
			out.Feats = append(out.Feats, g.Feats[i])
			out.Rels = append(out.Rels, g.Rels[i])
			out.Heads = append(out.Heads, g.Heads[i])
		} else {
			at[i] = at[into[i]]
			out.Forms[at[i]] += " " + g.Forms[i]
		}
	}
	for k, h := range out.Heads {
		if h >= 0 {
			out.Heads[k] = at[h]
		}
	}
	return out, true
}

// inventory numbers the joint tags in the order in which they are met.
func (m *Model) inventory(gold []Gold) {
	seen := map[jointTag]bool{}
	for i := range gold {
		for k := range gold[i].Forms {
			if t := (jointTag{gold[i].POS[k], gold[i].Feats[k]}); !seen[t] {
				seen[t] = true
				m.tags = append(m.tags, t)
			}
		}
	}
}

func (m *Model) tagIndex() map[jointTag]int {
	idx := make(map[jointTag]int, len(m.tags))
	for k, t := range m.tags {
		idx[t] = k
	}
	return idx
}

const (
	ambiguous = 4    // times that a form must be seen for its tags to count
	certain   = 25   // times that a form must be seen with one tag to have no other
	rare      = 0.03 // share below which a tag of a form is taken for a slip
)

// dictionary notes which tags the frequent forms have.
func (m *Model) dictionary(gold []Gold) {
	counts := map[uint32]map[int]int{}
	idx := m.tagIndex()
	for i := range gold {
		for k, f := range gold[i].Forms {
			h := hashString(strings.ToLower(f))
			if counts[h] == nil {
				counts[h] = map[int]int{}
			}
			counts[h][idx[jointTag{gold[i].POS[k], gold[i].Feats[k]}]]++
		}
	}
	m.amb, m.known = map[uint32]uint32{}, map[uint32]uint32{}
	for h, tags := range counts {
		total, kept := 0, []int(nil)
		for _, n := range tags {
			total += n
		}
		if total < ambiguous {
			continue
		}
		for k, n := range tags {
			if float64(n) >= rare*float64(total) {
				kept = append(kept, k)
			}
		}
		slices.Sort(kept)
		a := uint64(1)
		for _, k := range kept {
			a = (a ^ uint64(k+1)) * prime
			a ^= a >> 31
		}
		m.amb[h] = uint32(a) | 1
		if len(kept) == 1 && total >= certain && len(tags) == 1 {
			m.known[h] = uint32(kept[0] + 1)
		}
	}
}

// tokensOf are the words of a sentence as the models see them.
func (m *Model) tokensOf(g *Gold) []token {
	ts := make([]token, len(g.Forms))
	for i, f := range g.Forms {
		low := strings.ToLower(f)
		ts[i] = newToken(f, low, m.amb[hashString(low)])
	}
	return ts
}

// trainTagger learns the tagger by greedy decoding with its own tags as history.
func (m *Model) trainTagger(gold []Gold, o TrainOptions, rng *rand.Rand) *learner {
	l := newLearner(len(m.tags))
	idx := m.tagIndex()
	all := make([][]token, len(gold))
	for i := range gold {
		all[i] = m.tokensOf(&gold[i])
	}
	order := rng.Perm(len(gold))
	scores := make([]float32, len(m.tags))
	var features []uint64
	for range o.TagEpochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			ts := all[i]
			for k := range ts {
				l.now++
				features = tagFeatures(ts, k, features[:0])
				clear(scores)
				l.score(features, scores)
				best := argmax(scores)
				if right := idx[jointTag{gold[i].POS[k], gold[i].Feats[k]}]; best != right {
					l.update(features, right, best)
				}
				ts[k].tag, ts[k].upos = uint32(best+1), uint32(m.tags[best].POS)+1
			}
		}
	}
	return l
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
// that the parser learns from tags as wrong as it will meet.
func (m *Model) jackknife(gold []Gold, o TrainOptions, rng *rand.Rand) [][]uint32 {
	tags := make([][]uint32, len(gold))
	for fold := range o.Folds {
		var train []Gold
		for i := range gold {
			if i%o.Folds != fold {
				train = append(train, gold[i])
			}
		}
		sub := &Model{tags: m.tags}
		sub.dictionary(train)
		sub.tag = sub.trainTagger(train, o, rng).freeze(o.TagRows, 2)
		p := sub.NewParser()
		for i := fold; i < len(gold); i += o.Folds {
			p.load(&gold[i])
			p.tagAll()
			tags[i] = make([]uint32, len(p.tokens))
			for k := range p.tokens {
				tags[i][k] = p.tokens[k].tag
			}
		}
		o.Log("jackknife %d of %d", fold+1, o.Folds)
	}
	return tags
}

// load puts the words of a treebank sentence into the parser.
func (p *Parser) load(g *Gold) {
	p.tree.Words, p.tokens, p.fixed = p.tree.Words[:0], p.tokens[:0], p.fixed[:0]
	for i, f := range g.Forms {
		p.add(Word{Form: f, Lower: strings.ToLower(f), First: int32(i), Count: 1, Head: -1}, NoPOS)
	}
}

// trainParser learns transitions and relations with a dynamic oracle and
// exploration (Goldberg and Nivre 2013).
func (m *Model) trainParser(gold []Gold, tags [][]uint32, o TrainOptions, rng *rand.Rand) (moves, rels *learner) {
	t := &trainer{m: m, moves: newLearner(numMoves), rels: newLearner(int(NumRels)), rng: rng, scores: make([]float32, NumRels)}
	order := rng.Perm(len(gold))
	for epoch := range o.Epochs {
		rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		t.steps, t.wrong = 0, 0
		for _, i := range order {
			ts := m.tokensOf(&gold[i])
			for k, tag := range tags[i] {
				ts[k].tag, ts[k].upos = tag, uint32(m.tags[tag-1].POS)+1
			}
			t.sentence(&gold[i], ts, epoch >= 2)
		}
		o.Log("parser epoch %d: %.2f %% of moves right, %d features", epoch+1, 100-100*float64(t.wrong)/float64(max(t.steps, 1)), len(t.moves.updates))
	}
	return t.moves, t.rels
}

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

const explore = 0.9 // how often a wrong move is followed, from the third epoch on

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
		t.moves.now++
		t.steps++
		t.features = s.moveFeatures(ts, uint32(g.Domain), t.features[:0])
		clear(scores[:])
		t.moves.score(t.features, scores[:])
		best, right := s.choose(scores, s.costs(t.heads))
		if best != right {
			t.wrong++
			t.moves.update(t.features, right, best)
		}
		next := right
		if exploring && t.rng.Float64() < explore {
			next = best
		}
		rel := NoRel
		if next != shift {
			h, d := s.arc(next)
			rel = t.relation(g, ts, h, d, exploring)
		}
		s.apply(next, rel)
	}
}

// choose is the best legal move, and the best of those that cost least.
func (s *state) choose(scores [numMoves]float32, costs [numMoves]int) (best, right int) {
	best, right = -1, -1
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
		if c == low && (right < 0 || scores[m] > scores[right]) {
			right = m
		}
	}
	return best, right
}

func (t *trainer) relation(g *Gold, ts []token, h, d int32, exploring bool) Rel {
	if h == t.st.n {
		return Root
	}
	t.features = t.st.relFeatures(ts, h, d, uint32(g.Domain), t.features[:0])
	scores := t.scores[:NumRels]
	clear(scores)
	t.rels.now++
	t.rels.score(t.features, scores)
	scores[NoRel], scores[Root] = -1e9, -1e9
	best := Rel(argmax(scores))
	right := g.Rels[d]
	if t.heads[d] == h && best != right {
		t.rels.update(t.features, int(right), int(best))
	}
	if exploring || t.heads[d] != h {
		return best
	}
	return right
}

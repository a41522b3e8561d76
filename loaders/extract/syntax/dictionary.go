package syntax

import (
	"slices"
	"strings"
)

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
	m.words = make(map[uint32]wordInfo, len(counts))
	for h, tags := range counts {
		total, kept := 0, []int(nil)
		for _, n := range tags {
			total += n
		}
		if total < ambiguous {
			m.words[h] = wordInfo{}
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
		info := wordInfo{amb: uint32(a) | 1<<16}
		if len(kept) == 1 && total >= certain && len(tags) == 1 {
			info.known = uint8(kept[0] + 1)
		}
		m.words[h] = info
	}
}

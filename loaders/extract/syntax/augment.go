package syntax

import (
	"math/rand/v2"
	"slices"
	"unicode"
	"unicode/utf8"
)

// augment adds what treebanks lack and news has: headlines in title case without
// a full stop, and names joined to one word.
func augment(gold []Gold, rng *rand.Rand) []Gold {
	out := slices.Clone(gold)
	for i := range gold {
		out[i].fold, gold[i].fold = i, i
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
	h := *g
	h.Forms = slices.Clone(g.Forms)
	for i, f := range h.Forms {
		if r, size := utf8.DecodeRuneInString(f); len(f) > 3 {
			h.Forms[i] = string(unicode.ToUpper(r)) + f[size:]
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
	out := Gold{Domain: g.Domain, fold: g.fold}
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

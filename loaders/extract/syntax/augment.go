package syntax

import (
	"math/rand/v2"
	"slices"
	"strings"
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
		if n := len(gold[i].Forms); n >= 4 && n <= 20 && rng.IntN(5) == 0 {
			out = append(out, headline(&gold[i], rng.IntN(2) == 0))
		}
	}
	return out
}

// headline is a copy in title case without its final full stop and its articles.
// When bare, Indonesian verbs lose their meN-: "Iran Tuduh Rusia".
func headline(g *Gold, bare bool) Gold {
	drop := make([]bool, len(g.Forms))
	n := len(g.Forms) - 1
	drop[n] = g.Forms[n] == "."
	for i, f := range g.Forms {
		if g.POS[i] == DET {
			switch strings.ToLower(f) {
			case "the", "a", "an":
				drop[i] = true
			}
		}
	}
	for _, h := range g.Heads {
		if h >= 0 {
			drop[h] = false
		}
	}
	h := g.without(drop)
	for i, f := range h.Forms {
		if bare && h.POS[i] == VERB && h.Feats[i]&VoiceAct != 0 {
			f = bareVerb(f)
		}
		if r, size := utf8.DecodeRuneInString(f); len(f) > 3 {
			f = string(unicode.ToUpper(r)) + f[size:]
		}
		h.Forms[i] = f
	}
	return h
}

// without is a copy that lacks some words, none of which has dependents.
func (g *Gold) without(drop []bool) Gold {
	h := Gold{Domain: g.Domain, fold: g.fold}
	at := make([]int32, len(drop))
	for i, d := range drop {
		at[i] = int32(len(h.Forms))
		if !d {
			h.Forms, h.POS, h.Feats = append(h.Forms, g.Forms[i]), append(h.POS, g.POS[i]), append(h.Feats, g.Feats[i])
			h.Heads, h.Rels = append(h.Heads, g.Heads[i]), append(h.Rels, g.Rels[i])
		}
	}
	for i, d := range h.Heads {
		if d >= 0 {
			h.Heads[i] = at[d]
		}
	}
	return h
}

// nasal says what meN- is before the letters that may follow, and what it has
// swallowed of the root.
var nasal = []struct{ prefix, next, root string }{
	{"menge", "bcdgklmnprst", ""}, // before a root of one syllable
	{"meng", "aiueo", ""}, {"meng", "ghk", ""}, {"meny", "aiueo", "s"}, {"mem", "aiueo", "p"}, {"mem", "bfp", ""},
	{"men", "aiueo", "t"}, {"men", "cdjt", ""}, {"me", "lrmnwy", ""},
}

// bareVerb is an Indonesian verb without meN-, as headlines write it; a verb that
// has none stays. Where the root may begin with k or a vowel the word list decides.
func bareVerb(f string) string {
	for _, p := range nasal {
		n := len(p.prefix)
		if len(f) <= n+2 || !strings.HasPrefix(f, p.prefix) || strings.IndexByte(p.next, f[n]) < 0 {
			continue
		}
		root := p.root + f[n:]
		if p.prefix == "menge" && !roots()[root] {
			continue
		}
		if p.prefix == "meng" && !knownRoot(root) && knownRoot("k"+root) {
			root = "k" + root // mengirim, kirim
		}
		return root
	}
	return f
}

// knownRoot tells whether a word is a root, with or without a suffix.
func knownRoot(w string) bool {
	return roots()[w] || roots()[strings.TrimSuffix(w, "kan")] || roots()[strings.TrimSuffix(w, "i")]
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

package syntax

import "strings"

// prefixes of Indonesian, with the sounds of the root that each may have
// swallowed: "men" stands before t, which it swallows, and before c, d, j, z,
// which it leaves. Longer ones come first.
var prefixes = []struct {
	prefix    string
	swallowed []string // what to put back; "" puts nothing back
}{
	{"memper", []string{""}}, {"diper", []string{""}}, {"dipel", []string{""}}, {"keter", []string{""}}, {"keber", []string{""}}, {"penge", []string{"", "k"}}, {"menge", []string{"", "k"}},
	{"meny", []string{"s", "c"}}, {"meng", []string{"", "k"}}, {"mem", []string{"", "p"}}, {"men", []string{"t", ""}}, {"me", []string{""}},
	{"peny", []string{"s", "c"}}, {"peng", []string{"", "k"}}, {"pem", []string{"", "p"}}, {"pen", []string{"t", ""}}, {"per", []string{""}}, {"pel", []string{""}}, {"pe", []string{""}},
	{"ber", []string{""}}, {"bel", []string{""}}, {"be", []string{""}}, {"ter", []string{""}}, {"te", []string{""}}, {"di", []string{""}}, {"ke", []string{""}}, {"se", []string{""}},
}

var suffixes = []string{"kan", "nya", "an", "i", "lah", "kah", "pun", "ku", "mu"}

// root strips the affixes of an Indonesian word down to a root that is known. Of
// a word whose root is not known only what is sure is taken off.
func root(w string) string {
	if half, again, ok := strings.Cut(w, "-"); ok && half == again {
		w = half // reduplication
	}
	if roots()[w] {
		return w
	}
	if r := strip(w, 3); r != "" {
		return r
	}
	return sure(w)
}

// strip takes off affixes, in any order that leads to a known root; it is empty
// when none does.
func strip(w string, depth int) string {
	if roots()[w] {
		return w
	}
	if depth == 0 || len(w) < 4 {
		return ""
	}
	for _, p := range prefixes {
		rest, ok := strings.CutPrefix(w, p.prefix)
		if !ok || len(rest) < 2 {
			continue
		}
		for _, s := range p.swallowed {
			if r := strip(s+rest, depth-1); r != "" {
				return r
			}
		}
	}
	for _, s := range suffixes {
		if rest, ok := strings.CutSuffix(w, s); ok {
			if r := strip(rest, depth-1); r != "" {
				return r
			}
		}
	}
	return ""
}

// sure takes off the affixes that hardly any root looks like: di-…-kan, me- with
// its nasal, ber-, -kan.
func sure(w string) string {
	for _, p := range [...]struct{ prefix, back string }{{"meny", "s"}, {"meng", ""}, {"mem", ""}, {"men", ""}, {"ber", ""}} {
		rest, ok := strings.CutPrefix(w, p.prefix)
		if !ok || len(rest) < 4 {
			continue
		}
		if p.back == "" && p.prefix == "men" && isVowel(rest[0]) {
			rest = "t" + rest
		} else {
			rest = p.back + rest
		}
		return strings.TrimSuffix(rest, "kan")
	}
	if rest, ok := strings.CutPrefix(w, "di"); ok && strings.HasSuffix(rest, "kan") && len(rest) > 6 {
		return strings.TrimSuffix(rest, "kan")
	}
	return w
}

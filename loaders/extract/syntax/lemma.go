package syntax

import (
	"embed"
	"strings"
	"sync"
)

//go:embed lemma/*.tsv
var lemmaTables embed.FS

// Lemma is the base of a word: the dictionary form in English ("accused" →
// "accuse"), the root in Indonesian ("menuduh" → "tuduh", "pernyataan" →
// "nyata"). The form may be in any case; the lemma is in lower case. A language
// that is not known gets its form back.
func Lemma(lang, form string, pos UPOS) string {
	low := strings.ToLower(form)
	switch lang {
	case "en":
		return englishLemma(low, pos)
	case "id":
		if pos == PROPN || pos == PUNCT || pos == NUM {
			return low
		}
		return root(low)
	}
	return low
}

type irregular struct {
	pos  string
	form string
}

var irregulars = sync.OnceValue(func() map[irregular]string {
	m := map[irregular]string{}
	for _, col := range readLemmas("en") {
		if len(col) == 3 {
			m[irregular{col[0], col[1]}] = col[2]
		}
	}
	return m
})

var roots = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, col := range readLemmas("id") {
		m[col[0]] = true
	}
	return m
})

// readLemmas are the lines of a table, cut into columns.
func readLemmas(lang string) [][]string {
	b, err := lemmaTables.ReadFile("lemma/" + lang + ".tsv")
	if err != nil {
		return nil
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		if line[0] != '#' {
			out = append(out, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
	}
	return out
}

func englishLemma(w string, pos UPOS) string {
	if l, ok := irregulars()[irregular{pos.String(), w}]; ok {
		return l
	}
	switch pos {
	case VERB, AUX:
		return verbLemma(w)
	case NOUN:
		return singular(w)
	}
	return w
}

// singular takes off the plural ending of a regular noun.
func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s") || hasSuffix(w, "ss", "us", "is"):
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case hasSuffix(w, "sses", "shes", "ches", "xes", "zzes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

func verbLemma(w string) string {
	if strings.HasSuffix(w, "s") {
		return singular(w)
	}
	for _, end := range [...]string{"ing", "ed"} {
		if stem, ok := strings.CutSuffix(w, end); ok && vowels(stem) > 0 && len(stem) > 1 {
			return restore(stem, end == "ed")
		}
	}
	return w
}

// restore gives a stem the ending that it lost before -ed or -ing.
func restore(s string, past bool) string {
	n := len(s)
	last, before := s[n-1], s[n-2]
	switch {
	case past && last == 'i':
		return s[:n-1] + "y"
	case last == before && !strings.ContainsRune("lsfz", rune(last)):
		return s[:n-1] // planned
	case last == before && last == 'l' && vowels(s) > 1:
		return s[:n-1] // compelled
	case strings.ContainsRune("vuz", rune(last)), last == 'c', last == 'g' && !strings.HasSuffix(s, "ng"),
		hasSuffix(s, "nge", "ns", "rs", "ls", "bl", "pl", "tl", "dl", "gl", "fl", "kl", "rg"):
		return s + "e" // achieved, used, raised, forced
	case last == 's' && before != 's':
		return s + "e"
	case hasSuffix(s, "iat", "uat", "eat") && !hasSuffix(s, "treat", "heat", "peat", "feat", "seat"), strings.HasSuffix(s, "at") && vowels(s) > 1 && !isVowel(s[n-3]):
		return s + "e" // negotiated
	case vowels(s) == 1 && isVowel(before) && !isVowel(last) && !strings.ContainsRune("wxy", rune(last)) && (n < 3 || !isVowel(s[n-3])):
		return s + "e" // hoped: a short stem would have doubled
	case needsE(s):
		return s + "e"
	}
	return s
}

// needsE tells the longer stems that end in a mute e: those in -duce, -quire,
// -clude, -scribe, -mise and the like.
func needsE(s string) bool {
	return hasSuffix(s, "quir", "clud", "crib", "clin", "clar", "par", "pos", "pir", "fin", "bin", "min", "cid", "vid", "sid", "rad", "vad", "nounc", "duc", "nit", "cit", "mot", "not", "vot", "put", "cut", "but", "tut", "lud", "nur", "sur", "cur", "sum", "um", "mpl", "lat", "tak", "vok", "mak", "shak", "ok", "ik", "scap", "ap", "op", "yp", "cat", "gat", "ubat", "ebat", "ton", "hon", "lon", "tim", "am", "om", "im", "nam", "ram", "har", "ir", "or") &&
		!hasSuffix(s, "claim", "oom", "eam", "oam", "air", "oor", "our", "itor", "mand", "eap", "oop", "ook", "eak", "oak", "isit", "imit", "edit", "ibit", "velop", "hop", "nvest", "visit", "bombard", "ear", "eer", "oin", "ain")
}

func hasSuffix(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func isVowel(c byte) bool { return strings.IndexByte("aeiouy", c) >= 0 }

// vowels counts the groups of vowels.
func vowels(s string) int {
	n := 0
	for i := range len(s) {
		if isVowel(s[i]) && (i == 0 || !isVowel(s[i-1])) {
			n++
		}
	}
	return n
}

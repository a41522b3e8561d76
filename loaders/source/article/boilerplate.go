package article

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed boilerplate.tsv
var boilerplateTable string

// longestBoilerplate is how long, in bytes, a line may be and still be one.
const longestBoilerplate = 240

// phrases are the lines of boilerplate.tsv by how they are meant.
var phrases = sync.OnceValue(func() (p struct {
	whole             map[string]bool
	start, end, later []string
	match             []*regexp.Regexp
}) {
	p.whole = map[string]bool{}
	for l := range strings.Lines(boilerplateTable) {
		f := strings.Split(strings.TrimRight(l, "\r\n"), "\t")
		if strings.HasPrefix(l, "#") || len(f) < 3 {
			continue
		}
		switch f[0] {
		case "whole":
			p.whole[f[2]] = true
		case "end":
			p.end = append(p.end, f[2])
		case "later":
			p.later = append(p.later, f[2])
		case "match":
			p.match = append(p.match, regexp.MustCompile(f[2]))
		default:
			p.start = append(p.start, f[2])
		}
	}
	return p
})

// boilerplate tells lines that belong to the site and not to the article, such
// as "Baca juga: …" and "Lanjutkan Membaca ↓".
func boilerplate(line string) bool {
	if len(line) > longestBoilerplate {
		return false
	}
	l := strings.ToLower(strings.TrimSpace(line))
	return phrases().whole[strings.TrimRight(l, " :.↓→»")] || startsWith(l, phrases().start) || startsWith(l, phrases().end) ||
		slices.ContainsFunc(phrases().match, func(r *regexp.Regexp) bool { return r.MatchString(l) })
}

// ending tells lines after which a page holds no more of the article: who has not
// paid reads no further.
func ending(line string) bool {
	return len(line) <= longestBoilerplate && startsWith(strings.ToLower(strings.TrimSpace(line)), phrases().end)
}

// ofLater tells lines that give the date of a change.
func ofLater(line string) bool {
	return startsWith(strings.ToLower(strings.TrimSpace(line)), phrases().later)
}

func startsWith(line string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.HasPrefix(line, p) })
}

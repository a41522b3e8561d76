package article

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed boilerplate.tsv
var boilerplateTable string

// longestBoilerplate is how long, in bytes, a line may be and still be one.
const longestBoilerplate = 240

// phrases are the lines of boilerplate.tsv: those that are whole lines, and
// those that begin one.
var phrases = sync.OnceValue(func() (p struct {
	whole map[string]bool
	start []string
}) {
	p.whole = map[string]bool{}
	for l := range strings.Lines(boilerplateTable) {
		f := strings.Split(strings.TrimRight(l, "\r\n"), "\t")
		if strings.HasPrefix(l, "#") || len(f) < 3 {
			continue
		}
		if f[0] == "whole" {
			p.whole[f[2]] = true
		} else {
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
	if phrases().whole[strings.TrimRight(l, " :.↓→»")] {
		return true
	}
	for _, s := range phrases().start {
		if strings.HasPrefix(l, s) {
			return true
		}
	}
	return false
}

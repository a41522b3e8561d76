package segment

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var table string

// words are what the segmenter knows of a language.
type words struct {
	abbreviations map[string]bool // with the full stop, lower case
	whole         map[string]bool // look as if they ended in a clitic, but do not
	split         map[string]int  // word → bytes of the clitic at its end
	enclitics     []string        // split from any word of some length
}

var lexicons = sync.OnceValue(func() map[string]*words {
	all := map[string]*words{}
	for _, line := range strings.Split(table, "\n") {
		col := strings.Split(line, "\t")
		if len(col) != 3 || line[0] == '#' {
			continue
		}
		w := all[col[0]]
		if w == nil {
			w = &words{abbreviations: map[string]bool{}, whole: map[string]bool{}, split: map[string]int{}}
			all[col[0]] = w
		}
		for _, x := range strings.Fields(col[2]) {
			switch col[1] {
			case "abbreviation":
				w.abbreviations[x] = true
			case "whole":
				w.whole[x] = true
			case "enclitic":
				w.enclitics = append(w.enclitics, x)
			case "split":
				stem, clitic, _ := strings.Cut(x, "|")
				w.split[stem+clitic] = len(clitic)
			}
		}
	}
	return all
})

var noWords = &words{}

func lexicon(lang string) *words {
	if w := lexicons()[lang]; w != nil {
		return w
	}
	return noWords
}

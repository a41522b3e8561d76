package syntax

import (
	"embed"
	"fmt"
	"strings"
)

// The word lists give the tags of words of the news that the treebanks hardly know:
// a tag and its words on each line. A word may stand on several lines.
//
//go:embed words
var wordLists embed.FS

// tagSet is a set of parts of speech, a bit each.
type tagSet uint32

func (s tagSet) has(p UPOS) bool { return s == 0 || s>>p&1 != 0 }

// readWords reads the word list of a language, by hash of the word in lower case.
func readWords(lang string) (map[uint32]tagSet, error) {
	b, err := wordLists.ReadFile("words/" + lang + ".tsv")
	if err != nil {
		return nil, nil // a language without a list
	}
	out := make(map[uint32]tagSet)
	for n, line := range strings.Split(string(b), "\n") {
		tag, list, ok := strings.Cut(line, "\t")
		if line == "" || line[0] == '#' {
			continue
		}
		pos := ParseUPOS(tag)
		if !ok || pos == NoPOS {
			return nil, fmt.Errorf("words/%s.tsv line %d: no tag %q", lang, n+1, tag)
		}
		for w := range strings.FieldsSeq(list) {
			out[hashString(strings.ToLower(w))] |= 1 << pos
		}
	}
	return out, nil
}

// allowed are the tags that word i may have: the tag that its join gives; that of a
// name of the word list; or those of the word list where the treebanks tell little,
// as in a headline in title case. The empty set allows all.
func (p *Parser) allowed(i int) tagSet {
	if pos := p.fixed[i]; pos != NoPOS {
		return 1 << pos
	}
	set := p.listed[i]
	switch {
	case set == 0:
		return 0
	case set == 1<<PROPN:
		if w := &p.tree.Words[i]; w.Form == w.Lower {
			return 0
		}
		return set
	case p.tokens[i].amb == 0 || p.title:
		return set
	}
	return 0
}

// titled tells whether most words of a sentence begin with a capital, though they
// are no joined names.
func titled(words []Word) bool {
	upper, lower := 0, 0
	for i := 1; i < len(words); i++ {
		if f := words[i].Form; len(f) >= 4 && words[i].Count == 1 {
			switch c := f[0]; {
			case c >= 'A' && c <= 'Z':
				upper++
			case c >= 'a' && c <= 'z':
				lower++
			}
		}
	}
	return upper >= 2 && lower*5 <= upper+lower
}

package all

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

const sample = 4000 // bytes that the language is told from

// The votes of a frequent word and of one with the affixes of a language.
const (
	byWord  = 3
	byAffix = 1
)

// voters are the languages of which a word is frequent, by their places in the table.
var voters = sync.OnceValue(func() map[string][]int {
	m := make(map[string][]int, 256)
	for i, e := range table {
		for _, w := range strings.Fields(e.frequent) {
			m[w] = append(m[w], i)
		}
	}
	return m
})

// Detect tells the language of a text by frequent words and by affixes. Words that
// several languages have speak for each of them, so that kin are told apart by the
// others. The first language of the table is the answer when nothing tells.
func Detect(text string) string {
	if len(text) > sample {
		cut := sample
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	votes := make([]int, len(table))
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		w = strings.ToLower(w)
		known := voters()[w]
		for _, i := range known {
			votes[i] += byWord
		}
		if len(known) > 0 {
			continue
		}
		for i, e := range table {
			if e.affixed(w) {
				votes[i] += byAffix
			}
		}
	}
	best := 0
	for i, n := range votes {
		if n > votes[best] {
			best = i
		}
	}
	return table[best].code
}

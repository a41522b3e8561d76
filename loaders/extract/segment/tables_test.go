package segment

import (
	"strings"
	"testing"
)

// TestTable holds words.tsv sorted, without doubles, unknown kinds, and entries
// that change nothing.
func TestTable(t *testing.T) {
	known := map[string]bool{"id": true, "en": true}
	habits := map[string]bool{"reduplication": true, "short-years": true, "genitive-apostrophe": true}
	before := ""
	for _, e := range entries() {
		line := e.lang + "\t" + e.kind + "\t" + e.word
		if line <= before {
			t.Errorf("%q stands after %q", line, before)
		}
		before = line
		l := languageOf(e.lang)
		switch {
		case !known[e.lang] || kinds[e.kind] == nil:
			t.Errorf("%q: unknown language or kind", line)
		case e.word == "" || strings.TrimSpace(e.word) != e.word:
			t.Errorf("%q: no word", line)
		case e.kind == "split" && strings.Count(e.word, "|") != 1:
			t.Errorf("%q: not STEM|REST", line)
		case e.kind == "affix" && strings.Count(e.word, "-") != 1:
			t.Errorf("%q: not HEAD-TAIL", line)
		case e.kind == "habit" && !habits[e.word]:
			t.Errorf("%q: unknown habit", line)
		case e.kind == "whole" && !tempting(l, e.word):
			t.Errorf("%q: would not be split anyway", line)
		}
	}
}

// tempting tells whether a word ends like an enclitic.
func tempting(l *language, word string) bool {
	for i := range l.enclitics {
		if e := &l.enclitics[i]; e.suffix([]byte(word)) > 0 {
			return true
		}
	}
	return false
}

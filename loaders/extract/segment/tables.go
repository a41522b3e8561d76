package segment

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var table string

// language is what the segmenter knows of a language; the zero value knows nothing.
type language struct {
	abbreviations map[string]abbreviation // without the full stop
	starters      map[string]bool         // begin a sentence, with a capital, after an abbreviation
	speech        map[string]bool         // say that a quotation ended before them
	whole         map[string]bool         // end like a clitic, but are not split
	hosts         map[string]bool         // take the clitics that few words take
	affixes       []string                // HEAD-TAIL of other words that take them
	split         map[string]int          // word → bytes of its second part
	enclitics     []enclitic
	prefixes      map[string]bool // a hyphen after them cuts no word
	pairs         map[string]bool // hyphenated words that are one token
	decades       []string        // written with a hyphen to a year
	units         map[string]bool // cut off a number they are written to
	currencies    []string        // cut off a number that is written to them
	reduplicates  bool            // a word repeated with a hyphen is one token
	years         bool            // years are written '90
	genitive      bool            // an apostrophe after s may be a clitic
}

// abbreviation says where an abbreviation stands.
type abbreviation uint8

const (
	noAbbreviation abbreviation = iota
	beforeNumber                // No. 5: with the full stop only before a number
	beforeName                  // Mr. Smith: never last in a sentence
	anywhere                    // the U.S.: last if a starter follows
	last                        // etc.: last if a capital follows
)

// kinds puts an entry of each kind into a language.
var kinds = map[string]func(l *language, word, note string){
	"abbreviation": func(l *language, w, _ string) { l.abbreviations[w] = anywhere },
	"affix":        func(l *language, w, _ string) { l.affixes = append(l.affixes, w) },
	"currency":     func(l *language, w, _ string) { l.currencies = append(l.currencies, w) },
	"decade":       func(l *language, w, _ string) { l.decades = append(l.decades, w) },
	"enclitic": func(l *language, w, note string) {
		mode, least, _ := strings.Cut(note, " ")
		n, _ := strconv.Atoi(least)
		l.enclitics = append(l.enclitics, enclitic{form: w, hosts: mode == "hosts", least: n})
	},
	"habit": func(l *language, w, _ string) {
		l.reduplicates = l.reduplicates || w == "reduplication"
		l.years = l.years || w == "short-years"
		l.genitive = l.genitive || w == "genitive-apostrophe"
	},
	"host":   func(l *language, w, _ string) { l.hosts[w] = true },
	"last":   func(l *language, w, _ string) { l.abbreviations[w] = last },
	"number": func(l *language, w, _ string) { l.abbreviations[w] = beforeNumber },
	"pair":   func(l *language, w, _ string) { l.pairs[w] = true },
	"prefix": func(l *language, w, _ string) { l.prefixes[w] = true },
	"speech": func(l *language, w, _ string) { l.speech[w] = true },
	"split": func(l *language, w, _ string) {
		stem, second, _ := strings.Cut(w, "|")
		l.split[stem+second] = len(second)
	},
	"starter": func(l *language, w, _ string) { l.starters[w] = true },
	"title":   func(l *language, w, _ string) { l.abbreviations[w] = beforeName },
	"unit":    func(l *language, w, _ string) { l.units[w] = true },
	"whole":   func(l *language, w, _ string) { l.whole[w] = true },
}

func newLanguage() *language {
	set := func() map[string]bool { return map[string]bool{} }
	return &language{
		abbreviations: map[string]abbreviation{}, split: map[string]int{},
		starters: set(), speech: set(), whole: set(), hosts: set(), prefixes: set(), pairs: set(), units: set(),
	}
}

// entry is a line of words.tsv.
type entry struct{ lang, kind, word, note string }

func entries() (all []entry) {
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		if col := strings.Split(line, "\t"); len(col) >= 3 && line[0] != '#' {
			all = append(all, entry{col[0], col[1], col[2], strings.Join(col[3:], " ")})
		}
	}
	return all
}

var languages = sync.OnceValue(func() map[string]*language {
	all := map[string]*language{}
	for _, e := range entries() {
		if all[e.lang] == nil {
			all[e.lang] = newLanguage()
		}
		if put := kinds[e.kind]; put != nil {
			put(all[e.lang], e.word, e.note)
		}
	}
	return all
})

var unknown = newLanguage()

// languageOf finds a language by its tag, with or without a region.
func languageOf(tag string) *language {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	if l := languages()[tag]; l != nil {
		return l
	}
	return unknown
}

// abbreviation looks a word up that a full stop follows. An entry with a capital
// needs it ("Sun", "Mass"); one in lower case stands for any.
func (l *language) abbreviation(w string) abbreviation {
	if len(w) > maxAbbreviation || len(l.abbreviations) == 0 {
		return noAbbreviation
	}
	if a := l.abbreviations[w]; a != noAbbreviation {
		return a
	}
	var buf [maxAbbreviation]byte
	return l.abbreviations[string(asciiLower(buf[:], w))]
}

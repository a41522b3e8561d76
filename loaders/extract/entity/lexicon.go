package entity

import (
	_ "embed" // words.tsv
	"fmt"
	"strings"
	"sync"
)

// class is a set of classes of words.tsv.
type class uint64

// The classes of words.
const (
	isDeterminer    class = 1 << iota // stands before a noun phrase
	isDemonstrative                   // "itu", "this"
	isOwner                           // "its": somebody's before it
	isTie                             // ties a role to what it serves ("of", "untuk")
	isCalendar                        // days, months and other capitals that name nobody
	isQuantity                        // "ribuan": stands before the noun that counts
	isSpeech                          // verbs of saying that taggers take for nouns ("kata")
	isSeat                            // participles that say whose or where: "Somalia-based"
	isPrefix                          // "pro-", "anti-"
	isCreed                           // capitalised words that describe and never name
	isStart                           // words that taggers take for names at the head of a sentence
	isForename                        // first names that come before a namesake of a state
	isNamesake                        // states and towns that are names of persons too
	isShout                           // words that look like acronyms IN CAPITALS
	isCommon                          // names that are words too, and need their capital
	isSmall                           // acronyms that headlines write in small letters
	isPlace                           // begin or end the names of places, which are no actors
	isOrganisation                    // words in the names of organisations
	isPartial                         // parts of names that don't stand for their bearer
	isActing                          // group words that name somebody even where they take up nothing
	isHome                            // organs that are Indonesia's own where no other state was named
	isParticle                        // "bin", "al": join the parts of a person's name
	isOpener                          // particles that may begin a name
	isMasculine                       // titles and roles of men
	isFeminine                        // titles and roles of women
	isLeading                         // verbs of those who lead something ("heads", "memimpin")
	isHim                             // pronouns, by what they take up
	isHer
	isIt
	isThey
	isPerson
	isAnybody
	isBoth
	isSelf
	isDouble  // joins two offices of one person ("sekaligus")
	isNumeral // what is added to a name ("II", "Jr")
	isStem    // names that are stems of verbs, as which headlines have them ("Serang")
)

var classNames = map[string]class{"determiner": isDeterminer, "demonstrative": isDemonstrative, "owner": isOwner, "tie": isTie, "calendar": isCalendar,
	"quantity": isQuantity, "speech": isSpeech, "seat": isSeat, "prefix": isPrefix, "creed": isCreed, "start": isStart, "forename": isForename,
	"namesake": isNamesake, "shout": isShout, "common": isCommon, "small": isSmall, "place": isPlace, "organisation": isOrganisation,
	"partial": isPartial, "acting": isActing, "home": isHome, "particle": isParticle, "opener": isOpener, "masculine": isMasculine,
	"feminine": isFeminine, "leading": isLeading, "him": isHim, "her": isHer, "it": isIt, "they": isThey, "person": isPerson, "anybody": isAnybody, "both": isBoth, "self": isSelf, "double": isDouble, "numeral": isNumeral, "stem": isStem}

//go:embed words.tsv
var wordsTable string

var lexicon = sync.OnceValue(func() map[string]class {
	m := make(map[string]class, 1024)
	for line := range strings.Lines(wordsTable) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, words, _ := strings.Cut(line, "\t")
		c, ok := classNames[name]
		if !ok {
			panic(fmt.Sprintf("entity: words.tsv has no class %q", name)) // the build is broken
		}
		for _, w := range strings.Split(words, "|") {
			m[w] |= c
		}
	}
	return m
})

// in tells whether a word in lower case is of the class.
func in(word string, c class) bool { return lexicon()[word]&c != 0 }

// pronounOf is what a pronoun may take up.
func pronounOf(word string) (pronounSort, bool) {
	c := lexicon()[word] & (isHim | isHer | isIt | isThey | isPerson | isAnybody | isBoth | isSelf)
	if c == 0 {
		return 0, false
	}
	switch {
	case c&isHim != 0:
		return aHim, true
	case c&isHer != 0:
		return aHer, true
	case c&isIt != 0:
		return aThing, true
	case c&isThey != 0:
		return several, true
	case c&isPerson != 0:
		return aPerson, true
	case c&isAnybody != 0:
		return anybody, true
	case c&isBoth != 0:
		return bothOf, true
	}
	return itself, true
}

package question

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"saksi/schema"
)

// Voice is what a word form says of its subject.
type Voice uint8

// The voices. Either is an English participle, which the words around it decide.
// Undergone is a noun whose possessor is whom it is done to ("pembunuhan Khashoggi"),
// Noun one whose possessor does it. Bare is a stem without the affixes of a verb, which
// may be a noun as well. Control is a verb that another depends on ("stop", "try"),
// Stopping one that says that it is not done.
const (
	Active Voice = iota
	Passive
	Either
	Noun
	Undergone
	Bare
	Control
	Stopping
)

// Sense is what a word form may mean: an act, a relation, a verb that another depends
// on, or saying in general, when it is none of these.
type Sense struct {
	Act      schema.Act
	Relation schema.Relation
	Voice    Voice
	// Rest are the words that must follow the form, for a verb of several words.
	Rest []string
}

// noun tells whether a sense is of a noun.
func (s Sense) noun() bool { return s.Voice == Noun || s.Voice == Undergone }

// control tells whether a sense is of a verb that another depends on.
func (s Sense) control() bool { return s.Voice == Control || s.Voice == Stopping }

// Lexicon knows verbs and nouns by their forms. [Small] is one; the tables by which
// news are read make another.
type Lexicon interface {
	// Lookup lists what a form in lower case may mean; none when it does not know it.
	Lookup(form string) []Sense
}

//go:embed verbs.tsv
var verbsTable string

//go:embed words.tsv
var wordsTable string

// Small is the lexicon that comes with this package: the verbs that questions use
// most, in English and Indonesian.
func Small() Lexicon { return small() }

type table map[string][]Sense

func (t table) Lookup(form string) []Sense { return t[form] }

var voices = map[string]Voice{"active": Active, "passive": Passive, "any": Either, "noun": Noun, "undergone": Undergone}

var small = sync.OnceValue(func() table {
	t := make(table)
	for _, row := range rows(verbsTable, 3) {
		s := Sense{Voice: voices[row[1]]}
		if a, ok := strings.CutPrefix(row[0], "act:"); ok {
			s.Act = schema.Act(a)
		} else if r, ok := strings.CutPrefix(row[0], "rel:"); ok {
			s.Relation = schema.Relation(r)
		}
		for _, form := range strings.Split(row[2], ",") {
			words := strings.Fields(form)
			f := s
			f.Rest = words[1:]
			t[words[0]] = append(t[words[0]], f)
		}
	}
	return t
})

// class is what a word of grammar does in a question.
type class string

const maxPhrase = 4 // words in a phrase of words.tsv

// grammar lists the classes of each phrase of words.tsv.
var grammar = sync.OnceValue(func() map[string][]class {
	m := make(map[string][]class)
	for _, row := range rows(wordsTable, 2) {
		for _, w := range strings.Split(row[1], ",") {
			m[w] = append(m[w], class(row[0]))
		}
	}
	return m
})

// rows reads a table of so many columns; lines that begin with # are left out.
func rows(table string, columns int) [][]string {
	var out [][]string
	for _, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if f := strings.Split(line, "\t"); len(f) == columns {
			out = append(out, f)
		}
	}
	return out
}

// checkTables returns what is wrong with the tables; the tests call it.
func checkTables() error {
	for name, t := range map[string]struct {
		text    string
		columns int
	}{"verbs.tsv": {verbsTable, 3}, "words.tsv": {wordsTable, 2}} {
		for i, line := range strings.Split(strings.TrimSpace(t.text), "\n") {
			if line[0] != '#' && len(strings.Split(line, "\t")) != t.columns {
				return fmt.Errorf("%s:%d: want %d columns", name, i+1, t.columns)
			}
		}
	}
	for form, senses := range small() {
		for _, s := range senses {
			if s.Act != "" && !s.Act.Valid() || s.Relation != "" && !s.Relation.Valid() {
				return fmt.Errorf("verbs.tsv: %s: no act %q or relation %q", form, s.Act, s.Relation)
			}
		}
	}
	return nil
}

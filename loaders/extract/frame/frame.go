// Package frame finds who does what to whom in a sentence: propositions built on
// the words that name relations, with their arguments, negation and modality.
//
//	Iran memasok Rusia dengan drone.     supply: agent Iran, patient Russia, theme drone
//	drone strikes by Israel on Rafah     attack: agent Israel, patient Rafah, theme drone
//
// Subjects, objects, voice and coordination are read from the tree. The roles of
// prepositional phrases are read from preposition and verb frame over the
// predicate's stretch of the sentence, since attachment is what parsers get
// wrong most.
//
// Invariant: the matcher knows no word of any language; it reads lexicons.
package frame

import (
	"strings"

	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// Resolver says whom the noun phrase of a word means.
type Resolver interface {
	Resolve(sent int, word int32) entity.Ref
}

// Arg is what fills a slot: a noun phrase by its head word.
type Arg struct {
	Word int32 // head word in the sentence
	Ref  entity.Ref
}

// Known tells whether the argument is an actor (and not a thing that an actor's
// name only modifies).
func (a Arg) Known() bool { return len(a.Ref.Actors) > 0 && !a.Ref.Modifier }

// Prop is one proposition.
type Prop struct {
	Relation schema.Relation
	Trigger  int32 // head word that names the relation
	Last     int32 // last word of the trigger
	Lemma    string
	POS      language.POS
	Agents   []Arg
	Patients []Arg
	Themes   []Arg

	Instrument *Arg
	Where      *Arg
	Negative   bool
	Modality   schema.Modality
	Passive    bool
	// Inner marks a noun that only fills a slot of another proposition.
	Inner bool
	// Verbal marks predicates, as against nouns for events.
	Verbal bool
	// Open says that the subject is not in the sentence's tree: who controls it may be the speaker or the target.
	Open bool
	// Mutual says that several agents do it to each other.
	Mutual bool
	// Relative marks propositions inside relative clauses and participles.
	Relative bool
}

// Sentence is a parsed sentence with what the lexicon says of its words.
type Sentence struct {
	Lang  *language.Language
	Tree  *syntax.Tree
	Index int // number of the sentence in its text
	// Entries holds the lexicon entry of each word, or nil.
	Entries []*language.Entry
	// Lo and Hi bound the subtree of each word, inclusive.
	Lo, Hi []int32
	// Question marks a sentence that asks.
	Question bool

	who  Resolver
	refs []entity.Ref // cache of resolved words
	done []bool
}

// NewSentence looks the words up and measures the subtrees.
func NewSentence(lang *language.Language, tree *syntax.Tree, index int, who Resolver) *Sentence {
	n := len(tree.Words)
	s := &Sentence{Lang: lang, Tree: tree, Index: index, who: who, Entries: make([]*language.Entry, n),
		Lo: make([]int32, n), Hi: make([]int32, n), refs: make([]entity.Ref, n), done: make([]bool, n)}
	for i := range tree.Words {
		if w := &tree.Words[i]; !acronym(w) {
			s.Entries[i] = lang.Lookup(w.Lower)
		}
		s.Lo[i], s.Hi[i] = int32(i), int32(i)
	}
	for i := range tree.Words {
		for h, steps := tree.Words[i].Head, 0; h >= 0 && steps < n; h, steps = tree.Words[h].Head, steps+1 {
			if s.Lo[h] <= int32(i) && s.Hi[h] >= int32(i) {
				break
			}
			s.Lo[h], s.Hi[h] = min(s.Lo[h], int32(i)), max(s.Hi[h], int32(i))
		}
	}
	if n > 0 {
		for i := n - 1; i >= 0 && tree.Words[i].POS == syntax.PUNCT; i-- {
			s.Question = s.Question || tree.Words[i].Form == "?"
		}
	}
	return s
}

// acronym tells whether a word is a name in capitals: "US" is no pronoun, "WHO" begins no
// relative clause, and "AS" compares nothing.
func acronym(w *syntax.Word) bool {
	return w.POS == syntax.PROPN && len(w.Form) > 1 && len(w.Form) < 6 && w.Form == strings.ToUpper(w.Form) && w.Form != w.Lower
}

// Ref resolves the noun phrase of a word.
func (s *Sentence) Ref(w int32) entity.Ref {
	if w < 0 {
		return entity.Ref{Head: -1}
	}
	if !s.done[w] {
		s.refs[w], s.done[w] = s.who.Resolve(s.Index, w), true
		s.stands(w)
	}
	return s.refs[w]
}

// Word is the word at an index.
func (s *Sentence) Word(i int32) *syntax.Word { return &s.Tree.Words[i] }

// Len is the number of words.
func (s *Sentence) Len() int32 { return int32(len(s.Tree.Words)) }

// Is tells whether word i is of one of the function word classes.
func (s *Sentence) Is(i int32, c language.Class) bool {
	return i >= 0 && i < s.Len() && s.Entries[i] != nil && s.Entries[i].Class&c != 0
}

// Untrue tells whether word i says of a claim that it is not so: "baseless", "not true",
// "tidak masuk akal".
func (s *Sentence) Untrue(i int32) bool {
	return s.Is(i, language.False) || s.Is(i, language.True) && (s.Is(i-1, language.Neg) || s.Is(i-2, language.Neg) || s.Is(i-3, language.Neg))
}

// Child is the first dependent of i with one of the relations, or -1.
func (s *Sentence) Child(i int32, rels ...syntax.Rel) int32 {
	for _, c := range s.Tree.Children(i) {
		for _, r := range rels {
			if s.Tree.Words[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

// Follows tells whether the words of rest come after word i, with up to gap
// other words between, and returns the last of them.
func (s *Sentence) Follows(i int32, rest []string, gap int32) (int32, bool) {
	at := i
	for _, r := range rest {
		found := false
		for j := at + 1; j < s.Len() && j <= at+1+gap; j++ {
			if s.Word(j).Lower == r {
				at, found = j, true
				break
			}
		}
		if !found {
			return i, false
		}
	}
	return at, true
}

// Nominal tells whether word i can head a noun phrase.
func (s *Sentence) Nominal(i int32) bool {
	switch s.Word(i).POS {
	case syntax.NOUN, syntax.PROPN, syntax.PRON, syntax.NUM, syntax.X:
		return true
	}
	return false
}

// Conjuncts are w and the noun phrases coordinated with it, also where the parser
// hung the second on another word ("hubungan Rusia dan Iran").
func (s *Sentence) Conjuncts(w int32) []int32 {
	out := []int32{w}
	for i := 0; i < len(out) && len(out) < maxConjuncts; i++ {
		for _, c := range s.Tree.Children(out[i]) {
			if s.Word(c).Rel == syntax.Conj && s.Nominal(c) && !s.ruledOut(c) {
				out = append(out, c)
			}
		}
	}
	if len(out) > 1 {
		return out
	}
	end := w
	for end+1 < s.Len() && s.Word(end+1).End <= s.Ref(w).End {
		end++
	}
	if k := end + 2; k < s.Len() && s.Word(end+1).POS == syntax.CCONJ && s.Word(k).Rel == syntax.Conj && s.Nominal(k) && len(s.Ref(k).Actors) > 0 {
		out = append(out, k)
	}
	return out
}

// ruledOut tells of a noun phrase that is named as another one: "Guyana, not Venezuela",
// "Israel, bukan Suriah".
func (s *Sentence) ruledOut(w int32) bool {
	for _, c := range s.Tree.Children(w) {
		if c < w && c <= s.Lo[w]+2 && s.Is(c, language.Neg) {
			return true
		}
	}
	return false
}

// measure tells whether preposition i belongs to a number before w: "at least two".
func (s *Sentence) measure(i, w int32) bool {
	h := s.Word(i).Head
	return i+1 < w && h == i+1 && s.Word(h).POS != syntax.NOUN && s.Word(h).POS != syntax.PROPN
}

const maxConjuncts = 12

const maxPhrase = 10 // words of a noun phrase that are kept

// Phrase is the noun phrase of word w in bytes, without what follows a relative
// pronoun, comma or preposition.
func (s *Sentence) Phrase(w int32) [2]int32 {
	lo, hi := s.Lo[w], w
	for lo < w && (w-lo > maxPhrase || s.Word(lo).POS == syntax.ADP && !s.measure(lo, w) || s.Word(lo).POS == syntax.PUNCT || s.Word(lo).POS == syntax.SCONJ || s.Word(lo).POS == syntax.CCONJ) {
		lo++
	}
	for j := w + 1; j <= s.Hi[w] && j-w < maxPhrase; j++ {
		x := s.Word(j)
		if x.POS == syntax.ADP && (s.Is(j-1, language.Quantity) || s.Word(j-1).POS == syntax.NUM) && x.Lower == s.Lang.Possessor {
			continue
		}
		if x.POS == syntax.ADP || x.POS == syntax.SCONJ || x.POS == syntax.VERB || x.POS == syntax.CCONJ || s.Is(j, language.Relative) || x.Form == "," || x.Form == "." {
			break
		}
		hi = j
	}
	for hi > w && s.Word(hi).POS == syntax.PUNCT && s.Word(hi).Form != "\"" && s.Word(hi).Form != "”" {
		hi--
	}
	return [2]int32{s.Word(lo).Start, s.Word(hi).End}
}

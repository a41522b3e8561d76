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
		s.Entries[i] = lang.Lookup(tree.Words[i].Lower)
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

// stands settles whom names of several words, bodies and people stand for.
func (s *Sentence) stands(w int32) {
	ref := &s.refs[w]
	if len(ref.Actors) == 0 && s.Word(w).POS == syntax.PROPN {
		if k := s.Child(w, syntax.Flat, syntax.FlatName); k == w+1 {
			if r := s.who.Resolve(s.Index, k); len(r.Actors) > 0 && !r.Modifier {
				*ref = r // the name is known by its last word
			}
		}
	}
	if !s.Nominal(w) {
		return
	}
	if k := s.counted(w); k >= 0 && len(ref.Actors) == 0 {
		ref.Animate = s.Ref(k).Animate // "dozens of students"
	}
	if !s.Is(w, language.Body|language.People) {
		return
	}
	ref.Animate = true
	if k := s.Child(w, syntax.Appos); len(ref.Actors) == 0 && k > w && s.Word(k).POS == syntax.PROPN {
		if r := s.who.Resolve(s.Index, k); len(r.Actors) > 0 && !r.Modifier {
			*ref = r // "the journalist N. N."
			return
		}
	}
	if s.jointly(w) {
		return
	}
	switch {
	case len(ref.Actors) == 0:
		s.owned(w)
	case s.Is(w, language.Body):
		ref.Modifier = false // "Taliban members", "the president's office"
	}
}

// jointly lets people of two sides stand for both: "Greek and Turkish envoys".
func (s *Sentence) jointly(w int32) bool {
	if s.Lang.PossFollows {
		return false
	}
	c, k := s.sides(w)
	if k < 0 {
		return false
	}
	a, b := s.who.Resolve(s.Index, c), s.who.Resolve(s.Index, k)
	if len(a.Actors) != 1 || len(b.Actors) != 1 || a.Actors[0].Actor == b.Actors[0].Actor {
		return false
	}
	ref := &s.refs[w]
	ref.Actors, ref.Modifier, ref.Animate = append(append([]entity.Link{}, a.Actors...), b.Actors...), false, true
	ref.Start, ref.End = s.Word(min(c, w)).Start, s.Word(max(k, w)).End
	return true
}

// sides are the two coordinated words that say whose the people of word w are, or
// -1: "Greek and Turkish envoys", "the armies of Ghana and Togo".
func (s *Sentence) sides(w int32) (first, second int32) {
	for _, c := range s.Tree.Children(w) {
		switch s.Word(c).Rel {
		case syntax.Compound, syntax.Amod, syntax.NmodPoss:
			if k := s.Child(c, syntax.Conj); k >= 0 && k < w {
				return c, k
			}
		case syntax.Nmod:
			if p := s.Child(c, syntax.Case); p == w+1 && s.Word(p).Lower == s.Lang.Possessor {
				if k := s.Child(c, syntax.Conj); k >= 0 {
					return c, k
				}
			}
		}
	}
	return -1, -1
}

// counted is what a word of quantity counts, or -1: "thousands of people".
func (s *Sentence) counted(w int32) int32 {
	if !s.Is(w, language.Quantity) && s.Word(w).POS != syntax.NUM {
		return -1
	}
	if k := s.Child(w, syntax.Nmod); k > w+1 && s.Word(w+1).Lower == s.Lang.Possessor {
		return k
	}
	return -1
}

// owned lets a body of somebody stand for that somebody: "its forces",
// "pasukannya".
func (s *Sentence) owned(w int32) {
	for _, c := range s.Tree.Children(w) {
		x := s.Word(c)
		if x.POS != syntax.PRON || x.Rel != syntax.NmodPoss && x.Rel != syntax.Nmod && c != w+1 {
			continue
		}
		if r := s.Ref(c); len(r.Actors) > 0 {
			s.refs[w].Actors, s.refs[w].Anaphor = r.Actors, true
			s.refs[w].Start, s.refs[w].End = min(x.Start, s.Word(w).Start), max(x.End, s.Word(w).End)
			return
		}
	}
}

// Word is the word at an index.
func (s *Sentence) Word(i int32) *syntax.Word { return &s.Tree.Words[i] }

// Len is the number of words.
func (s *Sentence) Len() int32 { return int32(len(s.Tree.Words)) }

// Is tells whether word i is of one of the function word classes.
func (s *Sentence) Is(i int32, c language.Class) bool {
	return i >= 0 && i < s.Len() && s.Entries[i] != nil && s.Entries[i].Class&c != 0
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
			if s.Word(c).Rel == syntax.Conj && s.Nominal(c) {
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

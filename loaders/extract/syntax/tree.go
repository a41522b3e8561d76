// Package syntax gives words their part of speech and sentences their Universal
// Dependencies tree.
//
//	Ukraina menuduh Iran.    nsubj(menuduh, Ukraina)  obj(menuduh, Iran)
//	Iran denied it.          nsubj(denied, Iran)      obj(denied, it)
//
// Invariant: a tree has one word for each token or joined run of tokens, exactly
// one root, and no cycle.
package syntax

// UPOS is a universal part-of-speech tag (universaldependencies.org/u/pos).
type UPOS uint8

// The 17 tags of Universal Dependencies.
const (
	NoPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

// Rel is a universal dependency relation, subtypes as the treebanks use them
// (universaldependencies.org/u/dep). Its zero value is NoRel.
type Rel uint8

// The relations that callers ask for by name; Relation resolves the others.
const (
	NoRel Rel = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	AdvmodEmph
	Amod
	Appos
	Aux
	AuxPass
	Case
	CaseAdv
	CC
	CCPreconj
	Ccomp
	Clf
	Compound
	CompoundA
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	FlatForeign
	FlatName
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodLmod
	NmodPoss
	NmodTmod
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblTmod
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	NumRels
)

// Feat is a set of the few morphological features that the tagger predicts with
// the part of speech.
type Feat uint16

// Voice is read from Indonesian morphology; the verb forms are the Penn tags of English.
const (
	VoiceAct  Feat = 1 << iota // Voice=Act
	VoicePass                  // Voice=Pass
	PronPrs                    // PronType=Prs
	PronRel                    // PronType=Rel
	PronDem                    // PronType=Dem
	PronInt                    // PronType=Int
	VBD                        // English past tense
	VBN                        // English past participle
	VBG                        // English gerund or present participle
	VBZP                       // English finite present (VBZ, VBP)
	VBBase                     // English base form (VB) or modal (MD)
	Plural                     // NNS, NNPS, reduplicated Indonesian nouns
	Possess                    // 's, PRP$, WP$
)

// Finite tells whether an English verb stands in the past or in the finite present. A form in
// -ed may be a participle all the same.
func (f Feat) Finite() bool { return f&(VBD|VBZP) != 0 }

// Word is one node of a tree.
type Word struct {
	Start, End int32  // bytes into the text
	Form       string // text[Start:End]
	Lower      string // Form in lower case
	First      int32  // index of its first token in the text
	Count      int32  // how many tokens were joined into it (1 for most)
	POS        UPOS
	Feats      Feat
	Rel        Rel
	Head       int32 // index into Tree.Words, or -1 for the root
	Join       int32 // index+1 of the Join that made it, or 0
}

// Join asks the parser to treat a run of tokens as one word, because a
// gazetteer knows it as a name ("Amerika Serikat"), or to give one token a tag.
type Join struct {
	First, Last int32 // token indices of the text, half-open
	POS         UPOS  // tag to give it, or NoPOS to leave the choice to the tagger
}

// Tree is the tree of one sentence. Trees are only valid until the parser that
// made them parses again, unless they were cloned.
type Tree struct {
	Words []Word
	// Children of word i are kids[first[i]:first[i+1]], in text order.
	kids, first []int32
}

// Children are the indices of the dependents of word i, in text order.
func (t *Tree) Children(i int32) []int32 { return t.kids[t.first[i]:t.first[i+1]] }

// Relink finds the children anew after heads were changed.
func (t *Tree) Relink() { t.link() }

// RootWord is the index of the root, or -1 in an empty tree.
func (t *Tree) RootWord() int32 {
	for i := range t.Words {
		if t.Words[i].Head < 0 {
			return int32(i)
		}
	}
	return -1
}

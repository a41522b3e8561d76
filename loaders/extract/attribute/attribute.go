// Package attribute finds who said it: cues, sources, and the stretch of text
// that a cue governs.
//
//	"Kami tidak terlibat," kata juru bicara itu.    content, cue "kata", source
//	Iran, which denies the charge, said …           two cues, one source
//
// Trees are one witness of what a cue governs; punctuation, quotation marks and
// complementizers are the others.
//
// Invariant: cues, sources and contents slice the text at word boundaries, and
// no attribution is made without both a source and a content.
package attribute

import (
	"sort"

	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/schema"
)

// Linker says whom words mean, and is told who speaks.
type Linker interface {
	Resolve(sent int, word int32) entity.Ref
	Pronoun(sent int, word int32) entity.Ref
	Spoke(ref entity.Ref)
}

// Bytes is a half-open range of bytes of the text.
type Bytes struct{ Start, End int32 }

// Source is who speaks.
type Source struct {
	Sent  int
	Word  int32 // head word, or -1
	Spans []Bytes
	Ref   entity.Ref
}

// Attribution is one cue with its source and content.
type Attribution struct {
	Sent    int
	Word    int32 // the word that carries the cue
	Cue     []Bytes
	Act     schema.Act
	Lemma   string
	POS     language.POS
	Source  Source
	Targets []frame.Arg
	Content []Bytes
	// Head is the head word of a content that is a noun phrase, or -1.
	Head  int32
	Quote schema.Quote
	Mind  bool
	// SpeakerActs and TargetActs say whose deed the content is when it names no
	// subject: "denied sending", "accused Iran of sending".
	SpeakerActs, TargetActs bool
	// Laid: the deed is the object of the cue, laid to somebody: "blamed the attack on Iran".
	Laid bool
	// Generic marks cues that no lexicon lists, found by structure alone.
	Generic bool
	// Reply: the cue says that it answers somebody.
	Reply bool
	// Mutual: each of the sources does it to the others.
	Mutual bool
	// Parent is the index of the attribution whose content holds this one, or -1.
	Parent int
	// from and to bound cue and source, in words of the sentence.
	from, to int32
}

// Covers tells whether byte range b lies in the content.
func (a *Attribution) Covers(b Bytes) bool {
	for _, c := range a.Content {
		if c.Start <= b.Start && b.End <= c.End {
			return true
		}
	}
	return false
}

// Finder finds the attributions of one text, sentence after sentence.
type Finder struct {
	Text  *segment.Text
	Who   Linker
	Found []Attribution
	// Within lists, once the finder is closed, the attributions whose content each
	// sentence is part of.
	Within [][]int32

	// Trace asks for Misses: listed cues that came to nothing, and why.
	Trace  bool
	Misses []Miss

	sents []*frame.Sentence
	used  []bool        // quotations that are the content of something
	late  []Attribution // found when the text was read to its end
	last  int           // index+1 of the last attribution that was spoken
}

// Why says what kept a cue from being an attribution.
type Why string

// The reasons of a Miss.
const (
	NoSource  Why = "no speaker found"
	NoContent Why = "no content found"
	NoAct     Why = "negated, or only intended"
)

// Miss is a cue that came to nothing.
type Miss struct {
	Sent  int
	Word  int32
	Lemma string
	Act   schema.Act
	Why   Why
}

// NewFinder starts on a text.
func NewFinder(t *segment.Text, who Linker) *Finder {
	return &Finder{Text: t, Who: who, used: make([]bool, len(t.Quotes))}
}

// Add finds the attributions of the next sentence and returns them.
func (f *Finder) Add(s *frame.Sentence) []Attribution {
	first := len(f.Found)
	f.sents = append(f.sents, s)
	f.headline(s)
	for i := int32(0); i < s.Len(); i++ {
		if a, ok := f.at(s, i); ok {
			f.keep(s, a)
		}
	}
	return f.Found[first:]
}

// keep stores an attribution and tells the linker who spoke.
func (f *Finder) keep(s *frame.Sentence, a Attribution) {
	for k := len(f.Found) - 1; k >= 0 && f.Found[k].Sent == a.Sent; k-- {
		if overlap(f.Found[k].Cue, a.Cue) {
			return
		}
	}
	f.turn(&a)
	f.Found = append(f.Found, a)
	if !a.Mind && len(a.Source.Ref.Actors) > 0 && f.quoteAround(s.Word(a.Word).Start).End == 0 && !f.told(&a) {
		f.Who.Spoke(a.Source.Ref)
		f.last = len(f.Found)
	}
}

// told tells whether an attribution only stands in what another in its sentence says.
func (f *Finder) told(a *Attribution) bool {
	for k := len(f.Found) - 2; k >= 0 && f.Found[k].Sent == a.Sent; k-- {
		if f.Found[k].Covers(a.Cue[0]) {
			return true
		}
	}
	return false
}

// turn gives an answer by "it" in the same sentence to whom the charge was aimed
// at: who accuses does not deny.
func (f *Finder) turn(a *Attribution) {
	info, _ := a.Act.Info()
	if !info.Reply || !a.Source.Ref.Anaphor || len(a.Source.Ref.Actors) != 1 {
		return
	}
	for k := len(f.Found) - 1; k >= 0 && f.Found[k].Sent == a.Sent; k-- {
		b := &f.Found[k]
		if b.Act == schema.Accuse && len(b.Targets) > 0 && len(b.Source.Ref.Actors) > 0 && b.Source.Ref.Actors[0].Actor == a.Source.Ref.Actors[0].Actor {
			a.Source.Ref.Actors = b.Targets[0].Ref.Actors
			return
		}
	}
}

func overlap(a, b []Bytes) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Start < y.End && y.Start < x.End {
				return true
			}
		}
	}
	return false
}

// inherit gives "we" and "I" inside a quotation the source of the quotation, and
// "we" outside of any, as in a press release, whoever spoke before it.
func (f *Finder) inherit() {
	author := -1
	for k := range f.Found {
		a := &f.Found[k]
		if !f.firstPerson(a) {
			if a.Parent < 0 && a.Quote != schema.Direct && len(a.Source.Ref.Actors) == 1 && author < 0 {
				author = k
			}
			continue
		}
		if a.Parent < 0 && author >= 0 && f.innermost(a.Cue[0].Start) < 0 {
			a.Source.Ref = f.Found[author].Source.Ref
		}
		for p := a.Parent; p >= 0; p = f.Found[p].Parent {
			if !f.firstPerson(&f.Found[p]) {
				a.Source.Ref = f.Found[p].Source.Ref
				break
			}
		}
	}
}

// firstPerson tells whether the source is "we" or "I".
func (f *Finder) firstPerson(a *Attribution) bool {
	return a.Source.Word >= 0 && f.sents[a.Source.Sent].Is(a.Source.Word, language.FirstPerson)
}

// sentence is the first sentence that ends behind byte at.
func (f *Finder) sentence(at int32) int {
	return sort.Search(len(f.Text.Sentences), func(i int) bool { return f.Text.Sentences[i].End > at })
}

func length(bs []Bytes) int32 {
	n := int32(0)
	for _, b := range bs {
		n += b.End - b.Start
	}
	return n
}

package attribute

import (
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// nest finds the innermost content that each attribution lies in, and notes which
// contents each sentence is part of.
func (f *Finder) nest() {
	f.Within = make([][]int32, len(f.Text.Sentences))
	for k := range f.Found {
		last := -1
		for _, c := range f.Found[k].Content {
			for i := max(f.sentence(c.Start), last+1); i < len(f.Within) && f.Text.Sentences[i].Start < c.End; i++ {
				f.Within[i] = append(f.Within[i], int32(k))
				last = i
			}
		}
	}
	for k := range f.Found {
		a := &f.Found[k]
		a.Parent = -1
		size := int32(1 << 30)
		for _, j := range f.Within[a.Sent] {
			if int(j) == k || len(a.Cue) == 0 || !f.Found[j].Covers(a.Cue[0]) {
				continue
			}
			if n := length(f.Found[j].Content); n < size {
				a.Parent, size = int(j), n
			}
		}
	}
}

// prune drops attributions inside the words of another that only repeat or hedge
// them: "I think", "he said", "they want" within a quotation are part of what is
// quoted. Acts towards others (charges, denials, threats) stay: who reports them
// vouches for them.
func (f *Finder) prune() bool {
	kept := f.Found[:0]
	for k := range f.Found {
		if a := &f.Found[k]; a.Parent < 0 || stands(a.Act, a.Mind || a.Generic) || f.performs(a) || f.relayed(a) {
			kept = append(kept, *a)
		}
	}
	fell := len(kept) < len(f.Found)
	f.Found = kept
	return fell
}

// relayed tells whether an attribution is what its parent says that somebody else,
// who is known, said: "the envoy said Moscow maintained that …".
func (f *Finder) relayed(a *Attribution) bool {
	if a.Act != schema.Assert || a.Mind || a.Generic || a.Parent < 0 || a.Head >= 0 || a.POS != language.Verb {
		return false
	}
	p := &f.Found[a.Parent]
	who, by := a.Source.Ref, p.Source.Ref
	if f.chained(a, p) {
		return true
	}
	return p.Quote == schema.Indirect && len(who.Actors) == 1 && who.Actors[0].Kind != schema.Unnamed && !who.Anaphor && len(by.Actors) > 0 && by.Actors[0].Actor != who.Actors[0].Actor
}

const lateDay = 24 // bytes of what may stand between two tags: "late on Wednesday"

// chained tells whether attribution p only adds at the end who carries what a told:
// "the minister said …, Reuters reported."
func (f *Finder) chained(a, p *Attribution) bool {
	if a.Sent != p.Sent || p.Quote == schema.Direct || len(p.Content) == 0 || len(p.Cue) == 0 || p.Content[0].End > p.Cue[0].Start || a.Source.Word < 0 {
		return false
	}
	s := f.sents[a.Sent]
	w := s.Word(a.Word)
	tag := len(a.Cue) > 0 && len(a.Content) > 0 && a.Content[0].End <= a.Cue[0].Start && p.Content[0].End-a.Cue[0].End < lateDay // "…, he said Monday, Reuters reported"
	return (tag || w.Rel == syntax.Root || w.Rel == syntax.Parataxis || w.Head == p.Word) && len(a.Source.Ref.Actors) > 0 && !sameActor(a.Source.Ref, p.Source.Ref)
}

// performs tells whether an attribution inside the words of another does what it
// says: "we demand", "kami berjanji" within a quotation.
func (f *Finder) performs(a *Attribution) bool {
	return performative(a.Act) && !a.Mind && !a.Generic && f.firstPerson(a)
}

// performative tells whether to say that one does it is to do it.
func performative(act schema.Act) bool { return act == schema.Demand || act == schema.Promise }

// recited tells whether word i stands inside a quotation of a whole sentence,
// whoever speaks it.
func (f *Finder) recited(s *frame.Sentence, i int32) bool {
	k := f.innermost(s.Word(i).Start)
	return k >= 0 && f.sentenceLike(&f.Text.Quotes[k])
}

// stands tells whether an attribution inside the words of another is a statement
// of its own: a spoken act that takes a side or answers.
func stands(act schema.Act, thought bool) bool {
	switch act {
	case schema.Assert, schema.Ask, schema.Demand, schema.Promise:
		return false
	}
	return !thought
}

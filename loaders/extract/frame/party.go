package frame

import (
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
)

// stands settles whom names of several words, bodies and people stand for.
func (s *Sentence) stands(w int32) {
	ref := &s.refs[w]
	if (len(ref.Actors) == 0 || ref.Modifier) && s.Word(w).POS == syntax.PROPN {
		if k := s.Child(w, syntax.Flat, syntax.FlatName); k == w+1 {
			if r := s.who.Resolve(s.Index, k); len(r.Actors) > 0 && !r.Modifier {
				*ref = r // the name is known by its last word: "Los Zetas cartel"
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
// -1: "Greek and Turkish envoys", "the armies of Ghana and Togo", "ministers from Peru and
// Chile".
func (s *Sentence) sides(w int32) (first, second int32) {
	for _, c := range s.Tree.Children(w) {
		switch s.Word(c).Rel {
		case syntax.Compound, syntax.Amod, syntax.NmodPoss:
			if k := s.Child(c, syntax.Conj); k >= 0 && k < w {
				return c, k
			}
		case syntax.Nmod:
			if p := s.Child(c, syntax.Case); p == w+1 && !s.Is(p, language.Place|language.Toward) {
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

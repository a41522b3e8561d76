package attribute

import (
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// targets finds whom the act is aimed at.
func (f *Finder) targets(c *candidate) {
	s := c.s
	add := func(w int32) {
		if w < 0 || len(c.a.Targets) > 0 {
			return
		}
		if v := s.Word(c.word); s.Is(w, language.Relative) && v.Rel == syntax.AclRelcl && v.Head >= 0 {
			w = v.Head // "Egypt, which is accused by …"
		}
		for _, k := range s.Conjuncts(w) {
			if r := s.Ref(k); len(r.Actors) > 0 && k != c.src && !(r.Anaphor && sameActor(r, s.Ref(c.src))) {
				c.a.Targets = append(c.a.Targets, frame.Arg{Word: k, Ref: r})
			}
		}
	}
	if c.form.Obj == language.Content && c.a.TargetActs {
		add(f.objectHead(c))
	}
	if c.form.Obj == language.Target {
		add(f.objectHead(c))
		if k := s.Child(c.word, syntax.Ccomp, syntax.Xcomp); k >= 0 && !c.passive && c.form.Act != schema.Warn {
			add(s.Child(k, syntax.Nsubj, syntax.NsubjPass))
		}
	}
	if k := s.Child(c.word, syntax.Ccomp, syntax.Xcomp); k >= 0 && c.form.Act == schema.Demand {
		add(s.Child(k, syntax.Nsubj, syntax.NsubjPass))
	}
	first := c.last + 1
	if len(c.form.Rest) > 0 {
		first = c.last // the preposition may be the cue's own
	}
	for j := first; j < s.Len() && j <= c.last+12 && len(c.a.Targets) == 0; j++ {
		w := s.Word(j)
		if slot, ok := c.form.Prep[w.Lower]; ok && slot == language.Target && w.POS != syntax.VERB {
			if w.Rel == syntax.Case && w.Head > j {
				if c.src < 0 || !sameActor(s.Ref(w.Head), s.Ref(c.src)) { // "demanded the release of its staff"
					add(w.Head)
				}
			} else if j+1 < s.Len() {
				add(j + 1)
			}
		}
		if w.POS == syntax.PUNCT {
			break
		}
	}
}

// sameActor tells whether two references begin with one actor: nobody accuses or
// warns himself with a pronoun.
func sameActor(a, b entity.Ref) bool {
	return len(a.Actors) > 0 && len(b.Actors) > 0 && a.Actors[0].Actor == b.Actors[0].Actor
}

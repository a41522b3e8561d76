package extract

import (
	"saksi/loaders/extract/attribute"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

type pick struct {
	prop    *frame.Prop
	sent    int
	refuted bool // the speaker calls the claim of it untrue
}

// claimsIn picks the propositions that the attribution vouches for: those in its
// content that are not part of a speech within it.
func (r *Reading) claimsIn(k int) []pick {
	a := &r.Found[k]
	info, _ := a.Act.Info()
	denied := info.Stance == schema.Against
	var verbs, nouns []pick
	for i := r.sentence(a.Content[0].Start); i < len(r.Sents) && r.Text.Sentences[i].Start < a.Content[len(a.Content)-1].End; i++ {
		s := r.Sents[i]
		if s.Len() == 0 || !r.touches(a, i) {
			continue
		}
		for j := range r.Props[i] {
			p := &r.Props[i][j]
			w := s.Word(p.Trigger)
			b := attribute.Bytes{Start: w.Start, End: w.End}
			if !a.Covers(b) || r.inNested(k, b) || p.Inner || r.isCue(i, p.Trigger) || s.Question && len(r.Sents) > 1 && a.Quote != schema.Indirect {
				continue
			}
			switch {
			case denied && granted(a, s, p.Trigger):
			case a.Act == schema.Assert && r.refuted(a, i, p.Trigger):
				verbs = append(verbs, pick{p, i, true})
			case p.POS == language.Noun && !p.Verbal && a.Act == schema.Assert && rumoured(s, p.Trigger):
				q := *p // "reports of shipments are political" vouches for no shipments
				q.Modality = schema.Possible
				nouns = append(nouns, pick{&q, i, false})
			case p.POS == language.Noun && !p.Verbal:
				nouns = append(nouns, pick{p, i, false})
			case r.worth(a, p) || len(p.Agents) == 1 && len(p.Patients) > 0 && (r.speakersPronoun(a, i, p.Agents[0]) || r.speakersOwn(a, s, p.Agents[0])):
				verbs = append(verbs, pick{p, i, false})
			}
		}
	}
	for _, n := range nouns {
		if full(n.prop) || n.prop.Trigger == a.Head && n.sent == a.Sent {
			verbs = append(verbs, n)
		}
	}
	if len(verbs) == 0 && len(nouns) > 0 {
		verbs = append(verbs, best(nouns))
	}
	return verbs
}

// granted tells whether a word only describes something in a content, or says when or why
// it was. Who denies the rest does not deny that: "denied arming rebels who fight in Chad",
// "denied it after Peru imposed sanctions".
func granted(a *attribute.Attribution, s *frame.Sentence, i int32) bool {
	inside := covering(a, s)
	for steps := int32(0); i >= 0 && inside(i) && i != a.Head && steps < s.Len(); steps++ {
		h := s.Word(i).Head
		switch s.Word(i).Rel {
		case syntax.AclRelcl, syntax.Acl:
			if h >= 0 && !s.Is(h, language.ClaimNoun) && s.Child(h, syntax.Cop) < 0 && s.Child(i, syntax.Mark) < 0 {
				return true // but not "rejected a call to release them"
			}
		case syntax.Advcl:
			if m := s.Child(i, syntax.Mark); m >= 0 && m < i && s.Is(m, language.Subord) && !s.Is(m, language.If|language.That|language.Purpose) {
				return true
			}
		}
		i = h
	}
	return false
}

// refuted tells whether a word of a content belongs to a claim that the content goes on
// to call untrue: "allegations of attacks were baseless", "tuduhan bahwa … tidak benar".
func (r *Reading) refuted(a *attribute.Attribution, sent int, at int32) bool {
	s := r.Sents[sent]
	inside := covering(a, s)
	claim := int32(-1)
	for i := at - 1; i >= 0 && inside(i) && !aside(s, i); i-- {
		if s.Is(i, language.ClaimNoun) && s.Word(i).POS == syntax.NOUN && s.Word(i).Rel != syntax.Obj {
			claim = i
		}
	}
	if claim < 0 {
		return false
	}
	for i := claim - 1; i >= claim-3 && i > 0 && inside(i); i-- {
		if s.Is(i, language.True) && s.Untrue(i) {
			return true // "there is no truth in reports that …"
		}
	}
	for i := at + 1; i < s.Len() && inside(i); i++ {
		if s.Untrue(i) && (s.Word(claim).Head == i || s.Word(i).Rel != syntax.Amod && closes(s, i, inside)) {
			return true
		}
	}
	return false
}

// covering tells of the words of a sentence whether they are part of a content.
func covering(a *attribute.Attribution, s *frame.Sentence) func(i int32) bool {
	return func(i int32) bool {
		w := s.Word(i)
		return a.Covers(attribute.Bytes{Start: w.Start, End: w.End})
	}
}

// aside tells whether a word is a mark that sets something apart.
func aside(s *frame.Sentence, i int32) bool {
	switch s.Word(i).Form {
	case ",", "–", "—", "-", "(", ";":
		return true
	}
	return false
}

// closes tells whether hardly anything stands behind a word in the same content.
func closes(s *frame.Sentence, i int32, inside func(int32) bool) bool {
	n := 0
	for i++; i < s.Len() && inside(i); i++ {
		if s.Is(i, language.Subord) || s.Is(i, language.Reason) {
			break
		}
		if s.Word(i).POS != syntax.PUNCT {
			n++
		}
	}
	return n <= 2
}

// rumoured tells whether an event is only what a report, a charge or the like is of.
func rumoured(s *frame.Sentence, i int32) bool {
	for w := s.Word(i); w.Head >= 0 && (w.Rel == syntax.Nmod || w.Rel == syntax.NmodPoss || w.Rel == syntax.Compound); w = s.Word(w.Head) {
		if s.Is(w.Head, language.ClaimNoun) {
			return true
		}
	}
	return false
}

// best is the noun that says most: the first with a known party, else the first.
func best(ps []pick) pick {
	for _, p := range ps {
		if anyKnown(p.prop) {
			return p
		}
	}
	return ps[0]
}

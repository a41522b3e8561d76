package extract

import (
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/schema"
)

const longestAnaphor = 12 // words that may stand for a claim made before

// antecedent finds the statement that an attribution speaks about without saying
// again what it claims: "denied it", "membantah hal ini", "called the accusation
// baseless", "mengatakan ini bohong". It may turn the act into a rejection. It is
// -1 when the attribution has a content of its own.
func (r *Reading) antecedent(k int, part [2]int32, act *schema.Act, picked []pick) int {
	a := &r.Found[k]
	s := r.Sents[a.Sent]
	first, last := part[0], part[1]
	if last-first > longestAnaphor {
		return -1
	}
	for _, p := range picked {
		if p.sent == a.Sent && p.prop.Trigger >= first && p.prop.Trigger <= last {
			return -1
		}
	}
	anaphor, falsity := r.points(s, first, last, a.Head)
	if falsity && (*act == schema.Assert || *act == schema.Condemn) {
		*act = schema.Reject
	}
	info, _ := act.Info()
	if !info.Reply || !anaphor {
		return -1
	}
	return r.lastClaim(a.Source.Ref.Actors, *act)
}

// wordsOf are the first and last word of the content in the cue's sentence, or -1.
func (r *Reading) wordsOf(k int) (first, last int32) {
	a := &r.Found[k]
	s := r.Sents[a.Sent]
	first = -1
	for i := int32(0); i < s.Len(); i++ {
		for _, c := range a.Content {
			if w := s.Word(i); c.Start <= w.Start && w.End <= c.End {
				if first < 0 {
					first = i
				}
				last = i
			}
		}
	}
	return first, last
}

// points tells whether the words stand for a claim made before, and whether they
// call it untrue.
func (r *Reading) points(s *frame.Sentence, first, last, head int32) (anaphor, falsity bool) {
	for i := first; i <= last; i++ {
		switch {
		case s.Is(i, language.Anaphor) && last-first < shortAnaphor, s.Is(i, language.ClaimNoun) && (i == head || head < 0 && i < first+shortAnaphor/2):
			anaphor = true
		case first == last && s.Is(i, language.Relative):
			anaphor = true
		}
		if s.Is(i, language.False) {
			falsity = true
		}
		if s.Is(i, language.True) && i > 0 && s.Is(i-1, language.Neg) {
			falsity = true
		}
	}
	return anaphor, falsity
}

const shortAnaphor = 4 // words of "this is a lie"

const reach = 12 // how many statements back an answer may reach

// lastClaim is the latest statement of another that the speakers may be
// answering: one that is aimed at them or speaks of them first. A rejection may be
// of anything.
func (r *Reading) lastClaim(who []entity.Link, act schema.Act) int {
	fallback := -1
	for i := len(r.out) - 1; i >= 0 && i >= len(r.out)-reach; i-- {
		st := &r.out[i]
		if isParty(st.Speaker, who) || st.Act == schema.Report {
			continue
		}
		if act == schema.Reject || concerns(st, who) {
			return i
		}
		if fallback < 0 && st.Claim.Relation != "" {
			fallback = i
		}
	}
	return fallback
}

// concerns tells whether a statement is aimed at somebody or says what they did.
func concerns(st *schema.Statement, who []entity.Link) bool {
	for _, ps := range [][]schema.Party{st.Targets, st.Claim.Agents} {
		for _, p := range ps {
			if isParty(p, who) {
				return true
			}
		}
	}
	return false
}

func isParty(p schema.Party, who []entity.Link) bool {
	for _, l := range who {
		if p.ID != "" && p.ID == l.Actor {
			return true
		}
	}
	return false
}

// aboutAntecedent makes the statement that answers statement number ante.
func (r *Reading) aboutAntecedent(k int, act schema.Act, ante int) {
	a := &r.Found[k]
	for _, who := range r.speakers(a) {
		s := r.statement(a, act, who, a.Sent)
		prev := &r.out[ante]
		s.Claim = prev.Claim
		s.Claim.Agents, s.Claim.Patients = carriedAll(prev.Claim.Agents), carriedAll(prev.Claim.Patients)
		s.Claim.Trigger, s.Claim.When, s.Claim.Quantity, s.Claim.Where, s.Claim.Instrument = nil, "", "", nil, nil
		if t := s.Claim.Theme; t != nil {
			s.Claim.Theme = &schema.Topic{ID: t.ID, Text: t.Text}
		}
		s.Claim.Text, s.Claim.Spans = s.Content.Text, s.Content.Spans
		if s.Claim.Relation == "" {
			s.Claim.Text, s.Claim.Spans = prev.Claim.Text, nil
		}
		s.RespondsTo = []schema.IRI{prev.ID}
		if len(s.Targets) == 0 && prev.Speaker.ID != "" && act == schema.Reject {
			s.Targets = []schema.Party{carried(prev.Speaker)}
		}
		r.finish(s, made{k, nil, a.Sent})
	}
}

func carriedAll(ps []schema.Party) []schema.Party {
	out := make([]schema.Party, len(ps))
	for i, p := range ps {
		out[i] = carried(p)
	}
	return out
}

// link completes answers that leave out what was said before, ties them to what
// they answer, and ties inner speech to the speech around it.
func (r *Reading) link() {
	renamed := map[schema.IRI]schema.IRI{}
	for i := range r.out {
		s := &r.out[i]
		info, _ := s.Act.Info()
		if info.Reply && s.Claim.Relation != "" && len(s.RespondsTo) == 0 {
			r.complete(i)
		}
		if len(s.RespondsTo) == 0 && (info.Reply && s.Act != schema.Agree || r.replies(i)) {
			r.answer(i)
		}
		old := s.ID
		r.identify(s)
		renamed[old] = s.ID
	}
	for i := range r.out {
		s := &r.out[i]
		for j, to := range s.RespondsTo {
			if n, ok := renamed[to]; ok {
				s.RespondsTo[j] = n
			}
		}
		if m := r.made[i]; m.found >= 0 {
			s.ReportedBy = r.around(m.found)
		}
	}
}

// replies tells whether the cue itself says that it answers somebody.
func (r *Reading) replies(i int) bool {
	m := r.made[i]
	return m.found >= 0 && r.Found[m.found].Reply
}

// answer ties statement i to the latest one that concerns its speaker, where
// nothing closer was found.
func (r *Reading) answer(i int) {
	s := &r.out[i]
	who := []entity.Link{{Actor: s.Speaker.ID}}
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		prev := &r.out[j]
		if prev.Speaker.ID != s.Speaker.ID && prev.Act != schema.Report && prev.Stance() != schema.Against && concerns(prev, who) {
			s.RespondsTo = []schema.IRI{prev.ID}
			return
		}
	}
}

// around is the statement of the attribution inside which attribution k stands, if it has one.
func (r *Reading) around(k int) schema.IRI {
	if i, ok := r.first[r.Found[k].Parent]; ok && r.Found[k].Parent >= 0 {
		return r.out[i].ID
	}
	return ""
}

// complete fills what statement i leaves out from the claim that it answers:
// "… but later admitted having supplied some".
func (r *Reading) complete(i int) {
	s := &r.out[i]
	answered := -1
	for j := i - 1; j >= 0 && j >= i-2*reach; j-- {
		prev := &r.out[j]
		if prev.Claim.Relation != s.Claim.Relation || !agree(keysOf(prev.Claim.Agents), keysOf(s.Claim.Agents)) ||
			!agree(keysOf(prev.Claim.Patients), keysOf(s.Claim.Patients)) || !sameTheme(prev.Claim.Theme, s.Claim.Theme) {
			continue
		}
		if len(s.Claim.Patients) == 0 {
			s.Claim.Patients = carriedAll(prev.Claim.Patients)
		}
		if s.Claim.Theme == nil && prev.Claim.Theme != nil {
			s.Claim.Theme = &schema.Topic{ID: prev.Claim.Theme.ID, Text: prev.Claim.Theme.Text}
		}
		if answered < 0 && prev.Speaker.ID != s.Speaker.ID && prev.Stance() == schema.For && prev.Act != schema.Report {
			answered = j
		}
	}
	if answered >= 0 {
		s.RespondsTo = []schema.IRI{r.out[answered].ID}
	}
}

func keysOf(ps []schema.Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Key()
	}
	return out
}

// agree tells whether two slots may hold the same: one is empty, or they share a member.
func agree(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

func sameTheme(a, b *schema.Topic) bool {
	if a == nil || b == nil {
		return true
	}
	if a.ID != "" || b.ID != "" {
		return a.ID == b.ID
	}
	return schema.Normal(a.Text) == schema.Normal(b.Text)
}

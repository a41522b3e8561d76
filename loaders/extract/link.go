package extract

import (
	"math"

	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
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
	if anaphor && !falsity && s.Word(a.Word).Rel == syntax.AclRelcl && last < a.Word {
		falsity = untrueAfter(s, a.Word) // "a charge that he called a lie"
	}
	if anaphor && falsity && (*act == schema.Assert || *act == schema.Condemn) {
		*act = schema.Reject
	}
	info, _ := act.Info()
	if !info.Reply || !anaphor {
		return -1
	}
	return r.answered(&query{at: len(r.out), found: k, sent: a.Sent, act: *act, who: a.Source.Ref.Actors, about: r.about(k)})
}

// untrueAfter tells whether the few words behind verb i, up to a comma, call something untrue.
func untrueAfter(s *frame.Sentence, i int32) bool {
	for j := i + 1; j < s.Len() && j <= i+shortAnaphor && s.Word(j).Form != ","; j++ {
		if s.Untrue(j) {
			return true
		}
	}
	return false
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
	for first < last && (s.Word(first).POS == syntax.PUNCT || s.Word(first).POS == syntax.DET && !s.Is(first, language.Anaphor)) {
		first++ // "All the accusations …"
	}
	for i := first; i <= last; i++ {
		switch {
		case s.Is(i, language.Anaphor) && last-first < shortAnaphor, s.Is(i, language.ClaimNoun) && (i == head || head < 0 && i < first+shortAnaphor/2):
			anaphor = true
		case s.Is(i, language.ClaimNoun) && s.Word(i).Rel == syntax.Nsubj && s.Untrue(s.Word(i).Head):
			anaphor = true // "the latest Russian suggestion was ludicrous"
		case first == last && s.Is(i, language.Relative):
			anaphor = true
		}
		falsity = falsity || s.Untrue(i)
	}
	return anaphor, falsity
}

const shortAnaphor = 4 // words of "this is a lie"

const reach = 14 // how many statements an answer may lie from what it answers

// answered is the statement that somebody answers, or -1: the one that scores
// best and enough.
func (r *Reading) answered(q *query) int {
	best, most := -1, enough
	if q.claim == nil {
		most = little
	}
	for j := len(r.out) - 1; j >= 0; j-- {
		if d := j - q.at; d > reach || d < -reach {
			continue
		}
		if v := r.likely(q, j); v > most {
			best, most = j, v
		}
	}
	return best
}

// query is what is known of an answer whose question is sought.
type query struct {
	at    int // its number, or that of the next statement
	found int // its attribution
	sent  int
	act   schema.Act
	who   []entity.Link
	claim *schema.Claim // nil where it stands for another
	about schema.Act    // the act that a noun of its content names: "the warning"; or ""
}

// Scores below which nothing was answered: by a claim of its own, and by words that stand
// for one, which was made somewhere.
const (
	enough = 1.2
	little = 0.2
)

// likely scores how likely the query answers statement j. What was said of the
// speaker, the same claim, and whose claim the answer names count most; then how
// close it stands.
func (r *Reading) likely(q *query, j int) float64 {
	st := &r.out[j]
	if isParty(st.Speaker, q.who) || st.Act == schema.Report || j == q.at || r.tells(j, q.found) {
		return 0
	}
	v, far := 0.0, 0.15
	if q.about != "" {
		far = 0.35                                                    // "the charge" is the last one
		blame := q.about == schema.Accuse || q.about == schema.Assert // a report may be a charge
		if st.Act == q.about || blame && st.Blames() {
			far, v = 0.25, 1.5
		}
	}
	v -= far * math.Abs(float64(j-q.at))
	if j >= q.at && q.claim != nil {
		v -= 1.5 // it is told afterwards
	}
	if concerns(st, q.who) {
		v += 3
	}
	if st.Act == schema.Accuse {
		v++
	} else if st.Blames() {
		v += 0.5
	}
	if st.Stance() == schema.Against {
		v -= 2
	}
	if r.made[j].sent == q.sent {
		v++
	} else if r.headline(r.made[j].sent) {
		v -= headlined
	}
	if q.claim != nil && q.claim.Relation != "" && st.Claim.Relation != "" {
		if sameClaim(q.claim, &st.Claim) {
			v += 3
		} else {
			v--
		}
	}
	if q.act == schema.Reject {
		v++ // of anything
	}
	return v + r.owned(q, j)
}

// tells tells whether statement j is hardly more than that attribution k was made: "said that
// Russia denied it" answers nothing by that, and is not answered by it.
func (r *Reading) tells(j, k int) bool {
	f := r.made[j].found
	if f < 0 || f != r.Found[k].Parent {
		return false
	}
	a := &r.Found[k]
	return 2*(length(a.Cue)+length(a.Content)) > length(r.Found[f].Content)
}

// headlined is by how much a headline is less likely to be answered than the sentence of
// the text that says it in full.
const headlined = 1.5

// headline tells whether sentence i is one, or a caption: it ends without a mark.
func (r *Reading) headline(i int) bool {
	s := r.Sents[i]
	return s.Len() > 0 && s.Word(s.Len()-1).POS != syntax.PUNCT
}

// owned scores whether the answer says whose claim it answers: "rejects Canada's
// allegation", "membantah tuduhan Ukraina".
func (r *Reading) owned(q *query, j int) float64 {
	st := &r.out[j]
	if k := r.made[j].found; k >= 0 && r.Found[k].Parent == q.found {
		return 3 // it is told inside the answer
	}
	s := r.Sents[r.Found[q.found].Sent]
	first, last := r.wordsOf(q.found)
	others := false
	for i := first; i >= 0 && i <= last && i < first+longestAnaphor; i++ {
		for _, l := range s.Ref(i).Actors {
			switch {
			case l.Actor == st.Speaker.ID && l.Person != nil && st.Speaker.Person != nil && l.Person.ID == st.Speaker.Person.ID:
				return 4
			case l.Actor == st.Speaker.ID:
				return 2
			case !isParty(schema.Party{ID: l.Actor}, q.who) && !concerns(st, []entity.Link{l}):
				others = true
			}
		}
	}
	if others {
		return -0.5
	}
	return 0
}

// sameClaim tells whether two claims may be one.
func sameClaim(a, b *schema.Claim) bool {
	return a.Relation == b.Relation && agree(keysOf(a.Agents), keysOf(b.Agents)) && agree(keysOf(a.Patients), keysOf(b.Patients)) && sameTheme(a.Theme, b.Theme)
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
		s.Claim.Theme = carriedTopic(prev.Claim.Theme)
		s.Claim.Text, s.Claim.Spans = s.Content.Text, s.Content.Spans
		if s.Claim.Relation == "" {
			s.Claim.Text, s.Claim.Spans = prev.Claim.Text, nil
		}
		s.RespondsTo = r.jointly(ante)
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
		if len(s.RespondsTo) == 0 && (info.Reply && s.Act != schema.Agree || r.replies(i) || r.contradicts(i)) {
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

// about is the act that a noun in the content of attribution k names, where it
// stands for what was said before: "those warnings", "tuduhan itu"; or "".
func (r *Reading) about(k int) schema.Act {
	s := r.Sents[r.Found[k].Sent]
	first, last := r.wordsOf(k)
	for i := first; i >= 0 && i <= last && i < first+longestAnaphor/2; i++ {
		e := s.Entries[i]
		if e == nil || s.Word(i).POS != syntax.NOUN {
			continue
		}
		for _, c := range e.Cues {
			if c.POS == language.Noun {
				return c.Act
			}
		}
	}
	return ""
}

// contradicts tells whether statement i says that its speaker did not do something.
func (r *Reading) contradicts(i int) bool {
	s := &r.out[i]
	return s.Act == schema.Assert && s.Claim.Polarity == schema.Negative && s.Claim.Relation != "" && concerns(s, []entity.Link{{Actor: s.Speaker.ID}})
}

// answer ties statement i to the one that it most likely answers.
func (r *Reading) answer(i int) {
	s := &r.out[i]
	if r.made[i].found < 0 {
		return
	}
	q := &query{at: i, found: r.made[i].found, sent: r.made[i].sent, act: s.Act, who: []entity.Link{{Actor: s.Speaker.ID}}, claim: &s.Claim, about: r.about(r.made[i].found)}
	if j := r.answered(q); j >= 0 {
		s.RespondsTo = r.jointly(j)
	}
}

// jointly are the statements that say the same as statement j, by all who say it together
// with its speaker: "the three powers accused …".
func (r *Reading) jointly(j int) []schema.IRI {
	var out []schema.IRI
	for i := range r.out {
		if i == j || r.made[i].found >= 0 && r.made[i].found == r.made[j].found && r.out[i].Claim.ID == r.out[j].Claim.ID && r.out[i].Claim.Polarity == r.out[j].Claim.Polarity {
			out = append(out, r.out[i].ID)
		}
	}
	return out
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
	for j := i - 1; j >= 0 && j >= i-2*reach; j-- {
		prev := &r.out[j]
		if !sameClaim(&prev.Claim, &s.Claim) {
			continue
		}
		if len(s.Claim.Patients) == 0 {
			s.Claim.Patients = carriedAll(prev.Claim.Patients)
		}
		if s.Claim.Theme == nil {
			s.Claim.Theme = carriedTopic(prev.Claim.Theme)
		}
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

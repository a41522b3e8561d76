package extract

import (
	"slices"
	"strings"

	"saksi/loaders/extract/attribute"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
	"saksi/seeds"
)

// claim builds the claim of a statement from a proposition, or from its words
// when there is none.
func (r *Reading) claim(st *schema.Statement, a *attribute.Attribution, p *frame.Prop, sent int) {
	c := &st.Claim
	c.Polarity, c.Modality = schema.Positive, schema.Actual
	if p == nil {
		c.Text, c.Spans = st.Content.Text, st.Content.Spans
		c.Modality = asked(st.Act, r.moodOf(a, sent))
		return
	}
	s := r.Sents[sent]
	c.Relation, c.Modality = p.Relation, p.Modality
	if p.Negative {
		c.Polarity = schema.Negative
	}
	if c.Modality == "" {
		c.Modality = schema.Actual
	}
	for _, x := range p.Agents {
		if a != nil && r.notMe(a, s, x, st.Speaker) {
			continue
		}
		if a != nil && r.speakersOwn(a, s, x) {
			c.Agents = append(c.Agents, r.mine(st.Speaker, x, sent))
		} else if a != nil && r.speakersPronoun(a, sent, x) {
			c.Agents = append(c.Agents, st.Speaker)
		} else if x.Known() || x.Ref.Animate {
			c.Agents = append(c.Agents, r.named(r.parties(x, sent), st.Speaker, x, sent)...)
		}
	}
	for _, x := range p.Patients {
		if len(x.Ref.Actors) == 0 && s.Word(x.Word).POS == syntax.PRON {
			continue // "menahannya", and nobody knows whom
		}
		if a != nil && r.speakersOwn(a, s, x) {
			c.Patients = append(c.Patients, r.mine(st.Speaker, x, sent))
		} else {
			c.Patients = append(c.Patients, r.patient(r.ofWhom(x, sent), sent)...)
		}
	}
	r.things(c, p, sent)
	r.moved(c, p, sent)
	r.defaults(st, a, p, sent)
	r.placed(c, p)
	r.recall(c, p, sent)
	r.distinct(c, p.Mutual)
	if c.Relation == "visit" && c.Theme == nil {
		for _, x := range p.Agents {
			if t := r.topic(x, sent); t != nil && troops[t.ID] {
				c.Theme, c.Relation = t, "deploy" // soldiers who arrive are deployed
			}
		}
	}
	if c.Relation == "supply" && c.Theme != nil && troops[c.Theme.ID] {
		c.Relation = "deploy" // who sends soldiers deploys them
	}
	if (c.Relation == "host" || c.Relation == "acquire") && len(c.Patients) > 0 && c.Patients[0].Person != nil {
		c.Relation = "meet" // who receives a head of state meets them
	}
	if c.Relation == "seize" && r.takesGround(p, sent) {
		c.Relation = "occupy"
	}
	c.When = r.happened(a, p, sent)
	trigger := attribute.Bytes{Start: s.Word(p.Trigger).Start, End: s.Word(p.Last).End}
	c.Trigger = &schema.Mention{Text: r.Text.Source[trigger.Start:trigger.End], Spans: []schema.Span{r.runes.span(trigger)}}
	b := r.clauseOf(a, p, sent)
	c.Text, c.Spans = r.Text.Source[b.Start:b.End], []schema.Span{r.runes.span(b)}
	if a != nil {
		c.Modality = asked(st.Act, c.Modality)
	}
}

// recall gives an event that is only named again the parties of the latest one of its kind:
// "condemned the strike", "mengecam serangan itu".
func (r *Reading) recall(c *schema.Claim, p *frame.Prop, sent int) {
	if p.Verbal || p.POS != language.Noun || len(c.Agents)+len(c.Patients) > 0 || c.Theme != nil || !again(r.Sents[sent], p.Trigger) {
		return
	}
	for j := len(r.out) - 1; j >= 0 && j >= len(r.out)-2*reach; j-- {
		if prev := &r.out[j].Claim; prev.Relation == c.Relation && len(prev.Agents) > 0 && len(prev.Patients) > 0 {
			c.Agents, c.Patients = carriedAll(prev.Agents), carriedAll(prev.Patients)
			c.Theme = carriedTopic(prev.Theme)
			return
		}
	}
}

// again tells whether noun i takes up what was spoken of: "the strike", "serangan itu".
func again(s *frame.Sentence, i int32) bool {
	for _, k := range s.Tree.Children(i) {
		if w := s.Word(k); w.Rel == syntax.Det && (k < i && w.Lower == "the" || s.Is(k, language.Anaphor)) {
			return true
		}
	}
	return false
}

// takesGround tells whether what is seized is a place: "captured three cities".
func (r *Reading) takesGround(p *frame.Prop, sent int) bool {
	for _, as := range [][]frame.Arg{p.Patients, p.Themes} {
		for _, x := range as {
			if r.Sents[sent].Is(x.Word, language.Ground) {
				return true
			}
		}
	}
	return false
}

// moodOf is the modality of the main verb of what an attribution says in a sentence.
func (r *Reading) moodOf(a *attribute.Attribution, sent int) schema.Modality {
	if a == nil || a.Head >= 0 {
		return schema.Actual
	}
	v := r.mainVerb(a, sent)
	if v < 0 {
		return schema.Actual
	}
	_, m := r.Sents[sent].Mood(v)
	return m
}

// mainVerb is the first predicate of the content that nothing else in it governs, or -1.
func (r *Reading) mainVerb(a *attribute.Attribution, sent int) int32 {
	s := r.Sents[sent]
	inside := covering(a, s)
	for i := int32(0); i < s.Len(); i++ {
		w := s.Word(i)
		if w.POS != syntax.VERB && w.POS != syntax.ADJ && w.POS != syntax.NOUN || !inside(i) || w.Head >= 0 && inside(w.Head) {
			continue
		}
		return i
	}
	return -1
}

// named gives a pronoun for the speaker the words by which the same sentence names
// the speaker.
func (r *Reading) named(ps []schema.Party, speaker schema.Party, x frame.Arg, sent int) []schema.Party {
	if len(ps) != 1 || ps[0].ID != speaker.ID || len(speaker.Spans) == 0 || r.Sents[sent].Word(x.Word).POS != syntax.PRON {
		return ps
	}
	b := r.Text.Sentences[sent]
	whole := r.runes.span(attribute.Bytes{Start: b.Start, End: b.End})
	if at := speaker.Spans[0]; at[0] >= whole[0] && at[1] <= whole[1] {
		ps[0].Text, ps[0].Spans = speaker.Text, speaker.Spans
	}
	return ps
}

// speakersOwn tells whether an argument is the speaker, as "we", "our forces" or
// "pasukannya" in what is reported of them.
func (r *Reading) speakersOwn(a *attribute.Attribution, s *frame.Sentence, x frame.Arg) bool {
	if s.Is(x.Word, language.FirstPerson) {
		return true
	}
	if !s.Is(x.Word, language.Body|language.People) || len(x.Ref.Actors) > 0 && !x.Ref.Anaphor {
		return false
	}
	for _, c := range s.Tree.Children(x.Word) {
		if s.Is(c, language.FirstPerson) {
			return true
		}
	}
	next := x.Word + 1
	return next < s.Len() && r.Text.Tokens[s.Word(next).First].Clitic && s.Is(next, language.Anaphor)
}

// speakersPronoun tells whether an argument is a pronoun for nobody known, the
// subject of what somebody unknown is reported to have said: "the command said it
// had fired".
func (r *Reading) speakersPronoun(a *attribute.Attribution, sent int, x frame.Arg) bool {
	w := r.Sents[sent].Word(x.Word)
	return a.Quote == schema.Indirect && a.Sent == sent && w.Feats&syntax.PronPrs != 0 && w.Rel == syntax.Nsubj &&
		(len(x.Ref.Actors) == 0 || x.Ref.Actors[0].Kind == schema.Unnamed) && w.Head >= 0 && r.mainVerb(a, sent) == w.Head
}

// notMe tells whether a pronoun of the third person was taken for the speaker in
// words that are the speaker's own: nobody says "they" of themselves.
func (r *Reading) notMe(a *attribute.Attribution, s *frame.Sentence, x frame.Arg, speaker schema.Party) bool {
	if a.Quote != schema.Direct && a.Lemma != ":" || s.Word(x.Word).POS != syntax.PRON || s.Is(x.Word, language.FirstPerson) {
		return false
	}
	return len(x.Ref.Actors) == 1 && x.Ref.Actors[0].Actor == speaker.ID
}

// mine is the speaker under the name of "we" or "I".
func (r *Reading) mine(speaker schema.Party, x frame.Arg, sent int) schema.Party {
	w := r.Sents[sent].Word(x.Word)
	return schema.Party{ID: speaker.ID, Name: speaker.Name, Text: w.Form, Spans: []schema.Span{r.runes.span(attribute.Bytes{Start: w.Start, End: w.End})}, Person: speaker.Person}
}

// troops are the themes that are deployed rather than supplied.
var troops = map[schema.IRI]bool{"theme/troops": true, "theme/mercenary": true, "theme/military": true, "theme/peacekeeping": true}

// asked is the modality of what is promised, threatened or demanded: it has not
// happened yet.
func asked(act schema.Act, m schema.Modality) schema.Modality {
	if m == schema.Actual {
		switch act {
		case schema.Promise, schema.Threaten:
			return schema.Future
		case schema.Demand:
			return schema.Planned
		}
	}
	return m
}

// patient is a party that something is done to: people of a place stand for it.
func (r *Reading) patient(x frame.Arg, sent int) []schema.Party {
	if x.Ref.Modifier && len(x.Ref.Actors) > 0 {
		x.Ref.Modifier = false
	}
	s := r.Sents[sent]
	if s.Is(x.Word, language.People) && (len(x.Ref.Actors) == 0 || x.Ref.Actors[0].Kind == schema.Unnamed) {
		for _, c := range s.Tree.Children(x.Word) {
			if place := s.Ref(c); s.Word(c).Rel == syntax.Nmod && len(place.Actors) > 0 && place.Actors[0].Kind == schema.State {
				x.Ref.Actors, x.Ref.Modifier = place.Actors, false
			}
		}
	}
	return r.parties(x, sent)
}

// ofWhom is the actor behind "of" whose a thing is, for what is done to the thing:
// "shelled positions of Hezbollah"; the thing itself where it is nobody's.
func (r *Reading) ofWhom(x frame.Arg, sent int) frame.Arg {
	s := r.Sents[sent]
	if len(x.Ref.Actors) > 0 || x.Ref.Animate {
		return x
	}
	for _, c := range s.Tree.Children(x.Word) {
		k := s.Child(c, syntax.Case)
		if s.Word(c).Rel != syntax.Nmod || c < x.Word || k < 0 || s.Word(k).Lower != s.Lang.Possessor {
			continue
		}
		if ref := s.Ref(c); len(ref.Actors) > 0 && !ref.Modifier && ref.Actors[0].Kind != schema.Unnamed {
			return frame.Arg{Word: c, Ref: ref}
		}
	}
	return x
}

// whose are those who made the thing that an act is aimed at, or whom it is for:
// "refused a request by the king", "demanded a meeting with Chad"; nil where nobody is
// named. What is condemned or praised is who did it, not to whom it was done.
func (r *Reading) whose(a *attribute.Attribution) []schema.Party {
	s := r.Sents[a.Sent]
	for j := range r.Props[a.Sent] {
		if p := &r.Props[a.Sent][j]; p.Trigger == a.Head && known(p.Agents) && !p.Verbal {
			return r.patient(p.Agents[0], a.Sent)
		}
	}
	if k := s.Child(a.Head, syntax.NmodPoss); k >= 0 && s.Word(k).POS == syntax.PROPN {
		return r.patient(frame.Arg{Word: k, Ref: s.Ref(k)}, a.Sent) // "welcomed the NGO's offer"
	}
	judged := a.Act == schema.Condemn || a.Act == schema.Accuse || a.Act == schema.Praise
	for k := a.Head + 1; k <= s.Hi[a.Head] && k <= a.Head+maxWhose; k++ {
		w, by := s.Word(k), s.Child(k, syntax.Case)
		if w.Rel != syntax.Nmod && w.Rel != syntax.OblAgent && w.Rel != syntax.Obl || by < 0 || by > k || s.Is(by, language.Place) {
			continue
		}
		maker := s.Word(by).Lower == s.Lang.AgentPrep || w.Rel == syntax.OblAgent
		if ref := s.Ref(k); (maker || !judged) && (ref.Animate || maker && w.POS == syntax.PROPN || len(ref.Actors) > 0 && !ref.Modifier) {
			return r.patient(frame.Arg{Word: k, Ref: ref}, a.Sent)
		}
	}
	return nil
}

const maxWhose = 12 // words behind a thing among which its maker is named

// things fills theme, instrument and place.
func (r *Reading) things(c *schema.Claim, p *frame.Prop, sent int) {
	for _, t := range p.Themes {
		if topic := r.topic(t, sent); topic != nil && (c.Theme == nil || c.Theme.ID == "" && topic.ID != "") {
			c.Theme = topic
		}
	}
	if p.Instrument != nil {
		c.Instrument = r.topic(*p.Instrument, sent)
	}
	if c.Theme == nil && c.Instrument != nil {
		t := *c.Instrument
		c.Theme = &t
	}
	for _, x := range p.Patients {
		if topic := r.topic(x, sent); c.Theme == nil && (!x.Known() || x.Ref.Actors[0].Kind == schema.Unnamed) && topic != nil && topic.ID != "" {
			c.Theme = topic
		}
	}
	if c.Theme == nil && p.POS == language.Noun {
		c.Theme = r.ownTheme(p, sent)
	}
	if p.Where != nil {
		c.Where = r.topic(*p.Where, sent)
		if c.Where != nil && len(p.Where.Ref.Actors) > 0 {
			c.Where.ID = p.Where.Ref.Actors[0].Actor
		}
	}
}

const nearTrigger = 4 // words in which the theme of an event noun stands

// ownTheme is the theme that a noun for an event holds itself: "serangan drone",
// "a missile strike"; nil where there is none.
func (r *Reading) ownTheme(p *frame.Prop, sent int) *schema.Topic {
	s := r.Sents[sent]
	lo, hi := max(s.Lo[p.Trigger], p.Trigger-nearTrigger), min(s.Hi[p.Trigger], p.Trigger+nearTrigger)
	for i := lo; i <= hi; i++ {
		w := s.Word(i)
		if i == p.Trigger || w.POS != syntax.NOUN && w.POS != syntax.ADJ && w.POS != syntax.PROPN {
			continue
		}
		if w.Head != p.Trigger && (w.Head < 0 || s.Word(w.Head).Head != p.Trigger) || s.Child(i, syntax.Case) >= 0 {
			continue
		}
		if t := r.topic(frame.Arg{Word: i, Ref: s.Ref(i)}, sent); t != nil && t.ID != "" {
			return t
		}
	}
	return nil
}

// topic is a thing by its phrase; nil for one that only counts ("some", "many").
func (r *Reading) topic(t frame.Arg, sent int) *schema.Topic {
	s := r.Sents[sent]
	if k := s.Child(t.Word, syntax.Nmod); k > t.Word && k <= t.Word+nearTrigger && s.Is(t.Word, language.Quantity) && r.countedBy(s, k) {
		t.Word = k // "dozens of drones"
	}
	switch s.Word(t.Word).POS {
	case syntax.NUM, syntax.DET, syntax.PRON, syntax.ADV:
		return nil
	}
	b := s.Phrase(t.Word)
	text := r.Text.Source[b[0]:b[1]]
	id, _, _ := seeds.ThemeIn(strings.Fields(strings.ToLower(clean(text))))
	return &schema.Topic{ID: id, Text: text, Spans: []schema.Span{r.runes.span(attribute.Bytes{Start: b[0], End: b[1]})}}
}

// countedBy tells whether noun k is what the noun before it counts.
func (r *Reading) countedBy(s *frame.Sentence, k int32) bool {
	c := s.Child(k, syntax.Case)
	return c < 0 || s.Word(c).Lower == "of"
}

// clean takes quotation marks and commas out of a phrase, so that its words stand
// by themselves.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case '"', '“', '”', '‘', '\'', ',', '(', ')', '«', '»':
			return ' '
		}
		return c
	}, s)
}

// defaults fills in who does it when the content does not say: the speaker who
// denies or promises, the target who is accused or asked.
func (r *Reading) defaults(st *schema.Statement, a *attribute.Attribution, p *frame.Prop, sent int) {
	if a != nil && a.Mutual && p.Verbal {
		st.Claim.Agents = carriedAll(st.Targets) // each says it of the others
		return
	}
	if a != nil && a.Laid && len(st.Targets) > 0 {
		st.Claim.Agents = carriedAll(st.Targets)
		st.Claim.Patients = slices.DeleteFunc(st.Claim.Patients, func(p schema.Party) bool { return held(st.Targets, p) })
		return
	}
	if a == nil || len(st.Claim.Agents) > 0 {
		return
	}
	switch {
	case a.TargetActs && len(st.Targets) > 0 && (p.Verbal || a.Head >= 0 && r.denoted(a, p, sent) || a.Head < 0 && inObject(r.Sents[sent], p.Trigger)):
		st.Claim.Agents = append(st.Claim.Agents, carriedAll(st.Targets)...)
	case a.SpeakerActs && (p.Open || !p.Verbal && r.denoted(a, p, sent)) && !p.Passive:
		st.Claim.Agents = append(st.Claim.Agents, carried(st.Speaker))
	}
}

// denoted tells whether an event is what a content names, or what a charge is of that it names,
// and not only part of it: who claims two people hurt by a blast claims no blast.
func (r *Reading) denoted(a *attribute.Attribution, p *frame.Prop, sent int) bool {
	s := r.Sents[sent]
	return a.Head < 0 || p.Trigger == a.Head || s.Word(a.Head).POS != syntax.NOUN || s.Is(a.Head, language.ClaimNoun) || s.Word(p.Trigger).Head == a.Head
}

// inObject tells whether noun i is what a verb is done to, or a part of that: whoever runs "a
// network of killings" kills, but not who paves the way "for an attack".
func inObject(s *frame.Sentence, i int32) bool {
	for steps := int32(0); i >= 0 && steps < s.Len(); steps++ {
		switch s.Word(i).Rel {
		case syntax.Obj:
			return true
		case syntax.Nmod, syntax.NmodPoss, syntax.Compound, syntax.Conj:
			if c := s.Child(i, syntax.Case); c >= 0 && c < i && s.Word(c).Lower != "of" {
				return false
			}
			i = s.Word(i).Head
		default:
			return false
		}
	}
	return false
}

// moved lets whose soldiers were sent or called back, with no word of who did it, be
// the one who did: "Russian soldiers were deployed".
func (r *Reading) moved(c *schema.Claim, p *frame.Prop, sent int) {
	if len(c.Agents) > 0 || !p.Passive || c.Relation != "deploy" && c.Relation != "withdraw" && c.Relation != "mobilize" {
		return
	}
	for _, x := range slices.Concat(p.Themes, p.Patients) {
		if len(x.Ref.Actors) > 0 && x.Ref.Actors[0].Kind != schema.Unnamed {
			x.Ref.Modifier = false
			c.Agents = append(c.Agents, r.parties(x, sent)...)
		}
	}
	c.Agents = unique(c.Agents, nil)
}

// placed takes the place of an event for a party that the clause leaves out: who is
// arrested in Turkey is arrested by Turkey, and an attack in Lebanon by somebody
// else is one on Lebanon.
func (r *Reading) placed(c *schema.Claim, p *frame.Prop) {
	if p.Where == nil || len(p.Where.Ref.Actors) == 0 || c.Where == nil {
		return
	}
	place := p.Where.Ref.Actors[0]
	party := schema.Party{ID: place.Actor, Name: place.Name, Text: c.Where.Text, Spans: c.Where.Spans}
	info, _ := c.Relation.Info()
	switch {
	case p.Passive && len(c.Agents) == 0 && ruled[c.Relation]:
		c.Agents = []schema.Party{party}
	case (info.Harm || local[c.Relation]) && len(c.Patients) == 0 && len(c.Agents) > 0 && !itself(c.Agents, party):
		c.Patients = []schema.Party{party}
	}
}

// ruled are the relations that only those in power over a place can have.
var ruled = map[schema.Relation]bool{"detain": true, "convict": true, "expel": true, "release": true}

// local are the relations, besides those of harm, that what a place holds undergoes:
// troops deployed in a country, help given there, protests held there.
var local = map[schema.Relation]bool{"deploy": true, "release": true, "mobilize": true, "withdraw": true, "aid": true, "supply": true, "fund": true,
	"train": true, "protest": true, "sanction": true, "embargo": true, "test": true, "use": true, "support": true, "investigate": true, "resign": true}

func held(ps []schema.Party, p schema.Party) bool {
	for _, x := range ps {
		if x.Key() == p.Key() {
			return true
		}
	}
	return false
}

// carried is a party that the clause does not name itself.
func carried(p schema.Party) schema.Party { return schema.Party{ID: p.ID, Name: p.Name} }

// carriedTopic is a thing that the clause does not name itself, or nil.
func carriedTopic(t *schema.Topic) *schema.Topic {
	if t == nil {
		return nil
	}
	return &schema.Topic{ID: t.ID, Text: t.Text}
}

// distinct puts parties in order, each once, and keeps nobody on both sides: what
// has its name from the agent, such as citizens whom their own state arrests, is
// a party of its own.
func (r *Reading) distinct(c *schema.Claim, mutual bool) {
	c.Agents = unique(c.Agents, nil)
	for i := range c.Patients {
		p := &c.Patients[i]
		if p.ID != "" && p.Text != "" && schema.Normal(p.Text) != schema.Normal(p.Name) && held(c.Agents, *p) && !written(c.Agents, p.Text) {
			*p = schema.Party{Name: schema.Normal(p.Text), Text: p.Text, Spans: p.Spans}
		}
	}
	c.Patients = slices.DeleteFunc(unique(c.Patients, nil), func(p schema.Party) bool { return itself(c.Agents, p) })
	if info, _ := c.Relation.Info(); (mutual || info.Symmetric) && len(c.Patients) == 0 && len(c.Agents) > 1 {
		first := firstParty(c.Agents) // "A and B met" is "A met B"
		c.Patients = slices.Delete(slices.Clone(c.Agents), first, first+1)
		c.Agents = c.Agents[first : first+1 : first+1]
	}
}

// itself tells whether a party is one of the agents under the same words, or under
// no words of its own: who governs a country may do something to it ("the president
// declared martial law in Mali"), but nobody does it to the name that does it.
func itself(agents []schema.Party, p schema.Party) bool {
	for _, a := range agents {
		if a.Key() != p.Key() {
			continue
		}
		at, pt := schema.Normal(a.Text), schema.Normal(p.Text)
		if at == "" || pt == "" || strings.Contains(pt, at) || at == schema.Normal(a.Name) || len(a.Spans) == 0 || len(p.Spans) == 0 || p.Spans[0][0] < a.Spans[0][1] {
			return true
		}
	}
	return false
}

// firstParty is the index of the party that the text names first, 0 where none has a place in it.
func firstParty(ps []schema.Party) int {
	first, at := 0, 0
	for i, p := range ps {
		if len(p.Spans) > 0 && (at == 0 || p.Spans[0][0]+1 < at) {
			first, at = i, p.Spans[0][0]+1
		}
	}
	return first
}

// written tells whether one of the parties is written so.
func written(ps []schema.Party, text string) bool {
	for _, p := range ps {
		if schema.Normal(p.Text) == schema.Normal(text) {
			return true
		}
	}
	return false
}

func unique(ps, without []schema.Party) []schema.Party {
	seen := map[string]bool{}
	for _, p := range without {
		seen[p.Key()] = true
	}
	out := ps[:0]
	for _, p := range ps {
		if k := p.Key(); k != "" && !seen[k] {
			seen[k] = true
			out = append(out, p)
		}
	}
	schema.SortParties(out)
	return out
}

// happened is the time of the event: the date nearest the trigger within what is
// claimed.
func (r *Reading) happened(a *attribute.Attribution, p *frame.Prop, sent int) string {
	at := r.Sents[sent].Word(p.Trigger).Start
	best, near := "", int32(1<<30)
	for _, d := range r.Dates[sent] {
		b := attribute.Bytes{Start: d.Start, End: d.End}
		if d.Value == "" || d.Kind == "duration" || a != nil && !a.Covers(b) {
			continue
		}
		dist := d.Start - at
		if dist < 0 {
			dist = -2 * dist
		}
		if r.between(p, sent, d.Start) {
			continue
		}
		if dist < near {
			best, near = d.Value, dist
		}
	}
	return best
}

// between tells whether another predicate stands nearer to the date.
func (r *Reading) between(p *frame.Prop, sent int, date int32) bool {
	s := r.Sents[sent]
	at := s.Word(p.Trigger).Start
	for k := range r.Props[sent] {
		q := &r.Props[sent][k]
		if q.Trigger == p.Trigger {
			continue
		}
		w := s.Word(q.Trigger).Start
		if at < w && w < date || date < w && w < at {
			return true
		}
	}
	return false
}

// clauseOf is the stretch of the sentence that words the claim.
func (r *Reading) clauseOf(a *attribute.Attribution, p *frame.Prop, sent int) attribute.Bytes {
	s := r.Sents[sent]
	lo, hi := s.Lo[p.Trigger], s.Hi[p.Trigger]
	for _, as := range [][]frame.Arg{p.Agents, p.Patients, p.Themes} {
		for _, x := range as {
			if x.Word >= 0 && x.Word < s.Len() {
				lo, hi = min(lo, x.Word), max(hi, x.Word)
			}
		}
	}
	b := attribute.Bytes{Start: s.Word(lo).Start, End: s.Word(hi).End}
	if a != nil {
		for _, c := range a.Content {
			if t := s.Word(p.Trigger); c.Start <= t.Start && t.End <= c.End {
				b.Start, b.End = max(b.Start, c.Start), min(b.End, c.End)
			}
		}
	}
	return b
}

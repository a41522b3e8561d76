package extract

import (
	"slices"
	"sort"
	"strings"

	"saksi/loaders/extract/attribute"
	"saksi/loaders/extract/entity"
	"saksi/loaders/extract/frame"
	"saksi/loaders/extract/language"
	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
	"saksi/schema"
)

// made remembers how a statement came about.
type made struct {
	found int // index of the attribution, or -1 for a report
	prop  *frame.Prop
	sent  int
}

// statements builds the statements of the reading in text order.
func (r *Reading) statements() {
	r.index()
	next := 0
	for i := range r.Sents {
		for ; next < len(r.Found)-len(r.own) && r.Found[next].Sent == i; next++ {
			r.attributed(next)
		}
		if k, ok := r.own[i]; ok {
			r.attributed(k)
		}
		if !r.o.NoReports {
			r.reports(i)
		}
	}
	r.link()
}

// index notes which attributions stand in which sentence and inside which other.
func (r *Reading) index() {
	r.inner = make([][]int32, len(r.Found))
	r.cues = make(map[[2]int32]bool, len(r.Found))
	r.first = make(map[int]int, len(r.Found))
	r.claimsOf = make([]int, len(r.Found))
	for k := range r.Found {
		a := &r.Found[k]
		r.cues[[2]int32{int32(a.Sent), a.Word}] = true
		if a.Parent >= 0 {
			r.inner[a.Parent] = append(r.inner[a.Parent], int32(k))
		} else if own, ok := r.own[a.Sent]; ok && own != k {
			r.inner[own] = append(r.inner[own], int32(k))
		}
	}
}

// attributed builds the statements of one attribution: one for each claim of its
// content, or one whose claim is its text.
func (r *Reading) attributed(k int) {
	a := &r.Found[k]
	if r.Sents[a.Sent].Question && a.Quote == schema.Indirect || r.nobody(a) {
		return
	}
	picked := r.claimsIn(k)
	answered, said := false, a.Act
	for _, part := range r.parts(k) {
		act := a.Act
		if ante := r.antecedent(k, part, &act, picked); ante >= 0 {
			r.aboutAntecedent(k, act, ante)
			answered = true
		}
		said = act
	}
	if len(picked) == 0 && !answered && !r.onlyNested(k) && (a.Word >= 0 || len(r.inner[k]) == 0) {
		r.emit(k, said, pick{sent: a.Sent})
	}
	r.further(k, picked)
	r.claimsOf[k] = len(picked)
	for _, p := range picked {
		r.emit(k, a.Act, p)
	}
}

// nobody tells whether "we" say it in a quotation of which nobody knows who speaks.
func (r *Reading) nobody(a *attribute.Attribution) bool {
	src := a.Source
	return src.Word >= 0 && len(src.Ref.Actors) == 0 && len(a.Cue) > 0 && r.Sents[src.Sent].Is(src.Word, language.FirstPerson) && r.quotedAt(a.Cue[0].Start)
}

const shortest = 5 // words of a quoted sentence that says something by itself

// further makes a statement of each sentence of a quotation that tells of no event
// that has a relation: they say something else than the others.
func (r *Reading) further(k int, picked []pick) {
	a := &r.Found[k]
	if a.Quote != schema.Direct || a.Act != schema.Assert {
		return
	}
	first := len(picked) == 0 // that is a statement already
	for i := r.sentence(a.Content[0].Start); i < len(r.Sents) && r.Text.Sentences[i].Start < a.Content[len(a.Content)-1].End; i++ {
		b, ok := r.quotedIn(a, i)
		if !ok || r.Sents[i].Question || !segment.AtLeast(shortest, r.Text.Source[b.Start:b.End]) || slices.ContainsFunc(picked, func(p pick) bool { return p.sent == i }) || r.nestedIn(k, i) {
			continue
		}
		if first {
			first = false
			continue
		}
		for _, who := range r.speakers(a) {
			st := r.statement(a, a.Act, who, i)
			r.claim(&st, a, nil, i)
			st.Claim.Text, st.Claim.Spans = r.Text.Source[b.Start:b.End], []schema.Span{r.runes.span(b)}
			r.finish(st, made{k, nil, i})
		}
	}
}

// quotedIn is what of sentence i belongs to a content.
func (r *Reading) quotedIn(a *attribute.Attribution, i int) (attribute.Bytes, bool) {
	s := r.Text.Sentences[i]
	for _, c := range a.Content {
		if b := (attribute.Bytes{Start: max(c.Start, s.Start), End: min(c.End, s.End)}); b.End > b.Start {
			return b, true
		}
	}
	return attribute.Bytes{}, false
}

// nestedIn tells whether an attribution within attribution k stands in sentence i.
func (r *Reading) nestedIn(k, i int) bool {
	return slices.ContainsFunc(r.inner[k], func(j int32) bool { return r.Found[j].Sent == i })
}

// parts cuts what an attribution says in the cue's own sentence where a second
// content clause is added: "said this was a lie and that …". They are words.
func (r *Reading) parts(k int) [][2]int32 {
	first, last := r.wordsOf(k)
	if first < 0 {
		return nil
	}
	s := r.Sents[r.Found[k].Sent]
	var out [][2]int32
	for i := first + 1; i < last; i++ {
		if s.Word(i).POS == syntax.CCONJ && s.Is(i+1, language.That) {
			out = append(out, [2]int32{first, i - 1})
			first = i + 1
		}
	}
	return append(out, [2]int32{first, last})
}

// sentence is the first sentence that ends behind byte at.
func (r *Reading) sentence(at int32) int {
	return sort.Search(len(r.Text.Sentences), func(i int) bool { return r.Text.Sentences[i].End > at })
}

// touches tells whether sentence i shares text with the content.
func (r *Reading) touches(a *attribute.Attribution, i int) bool {
	s := r.Text.Sentences[i]
	for _, c := range a.Content {
		if c.Start < s.End && s.Start < c.End {
			return true
		}
	}
	return false
}

// inNested tells whether the words at b belong to an attribution inside k.
func (r *Reading) inNested(k int, b attribute.Bytes) bool {
	for _, j := range r.inner[k] {
		if n := &r.Found[j]; n.Covers(b) && (n.Act != schema.Assert || n.Mind || r.Found[k].Word < 0) {
			return true // who tells that another said so says it too
		}
	}
	return false
}

// isCue tells whether a word carries the cue of an attribution.
func (r *Reading) isCue(sent int, word int32) bool { return r.cues[[2]int32{int32(sent), word}] }

// onlyNested tells whether all that the attribution says is that the same
// speaker, or another, said something.
func (r *Reading) onlyNested(k int) bool {
	if r.Found[k].Quote == schema.Direct {
		return false
	}
	for _, j := range r.inner[k] {
		if n := &r.Found[j]; (!n.Mind || n.Act != schema.Assert) && sameSpeaker(&r.Found[j], &r.Found[k]) && length(r.Found[j].Content)*2 > length(r.Found[k].Content) {
			return true
		}
	}
	return false
}

func length(bs []attribute.Bytes) int32 {
	n := int32(0)
	for _, b := range bs {
		n += b.End - b.Start
	}
	return n
}

func sameSpeaker(a, b *attribute.Attribution) bool {
	x, y := a.Source.Ref.Actors, b.Source.Ref.Actors
	return len(x) > 0 && len(y) > 0 && x[0].Actor == y[0].Actor
}

// worth tells whether a verbal proposition has enough to it to be a claim.
func (r *Reading) worth(a *attribute.Attribution, p *frame.Prop) bool {
	if p.Relative {
		return known(p.Agents) && len(p.Patients)+len(p.Themes) > 0
	}
	if info, _ := p.Relation.Info(); info.Harm && p.Passive && len(p.Patients) > 0 {
		return true
	}
	return anyKnown(p) || p.Open && (a.SpeakerActs || a.TargetActs) || animate(p.Agents) && len(p.Patients)+len(p.Themes) > 0
}

func known(as []frame.Arg) bool {
	for _, a := range as {
		if a.Known() {
			return true
		}
	}
	return false
}

func animate(as []frame.Arg) bool {
	for _, a := range as {
		if a.Ref.Animate {
			return true
		}
	}
	return false
}

func anyKnown(p *frame.Prop) bool { return known(p.Agents) || known(p.Patients) }

func full(p *frame.Prop) bool { return known(p.Agents) && known(p.Patients) }

// emit makes one statement for each actor that the source stands for.
func (r *Reading) emit(k int, act schema.Act, p pick) {
	a := &r.Found[k]
	switch {
	case p.refuted:
		act = schema.Reject
	case act == schema.Assert && r.demands(a, p.prop, p.sent):
		act = schema.Demand
	}
	for _, who := range r.speakers(a) {
		s := r.statement(a, act, who, p.sent)
		r.claim(&s, a, p.prop, p.sent)
		if len(s.Targets) == 0 && !p.refuted {
			s.Targets = r.aimedAt(&s, a, p.sent)
		}
		r.finish(s, made{k, p.prop, p.sent})
	}
}

// aimedAt is whom an act is aimed at where the cue does not say: who is to do what
// is demanded, who did what is condemned or praised, whom it is promised, refused or threatened to be done to, else the
// first other that the content names.
func (r *Reading) aimedAt(s *schema.Statement, a *attribute.Attribution, sent int) []schema.Party {
	var out []schema.Party
	switch s.Act {
	case schema.Demand:
		if out = others(s.Claim.Agents, s.Speaker); len(out) == 0 {
			out = carriedAll(others(s.Claim.Patients, s.Speaker))
		}
	case schema.Agree:
		if out = carriedAll(others(s.Claim.Patients, s.Speaker)); len(out) == 0 {
			out = r.fellows(a, s.Speaker)
		}
	case schema.Condemn, schema.Praise:
		return slices.DeleteFunc(others(s.Claim.Agents, s.Speaker), func(p schema.Party) bool {
			return len(p.Spans) == 0 // who did it was told before: who condemns it need not name them
		})
	case schema.Promise, schema.Threaten, schema.Reject:
		out = carriedAll(others(s.Claim.Patients, s.Speaker))
	default:
		return nil
	}
	if len(out) == 0 && a.Quote == schema.Indirect {
		out = r.firstNamed(a, s.Speaker)
	}
	return out
}

// fellows are those who are named beside a speaker and do the same: who agree, agree
// with each other.
func (r *Reading) fellows(a *attribute.Attribution, speaker schema.Party) []schema.Party {
	if a.Source.Word < 0 || len(a.Source.Ref.Actors) < 2 {
		return nil
	}
	s := r.Sents[a.Source.Sent]
	var out []schema.Party
	for i := s.Lo[a.Source.Word]; i <= s.Hi[a.Source.Word]; i++ {
		ref := s.Ref(i)
		if len(ref.Actors) != 1 || ref.Actors[0].Actor == speaker.ID || ref.Anaphor || s.Word(i).POS == syntax.DET {
			continue
		}
		l := ref.Actors[0]
		b := attribute.Bytes{Start: s.Word(i).Start, End: s.Word(i).End}
		if p := (schema.Party{ID: l.Actor, Name: l.Name, Text: r.Text.Source[b.Start:b.End], Spans: []schema.Span{r.runes.span(b)}, Person: l.Person}); !held(out, p) && r.speaks(a, l.Actor) {
			out = append(out, p)
		}
	}
	return out
}

// speaks tells whether an actor is one of those who say it.
func (r *Reading) speaks(a *attribute.Attribution, actor schema.IRI) bool {
	for _, l := range a.Source.Ref.Actors {
		if l.Actor == actor {
			return true
		}
	}
	return false
}

// firstNamed is the first known actor but the speaker that a content names.
func (r *Reading) firstNamed(a *attribute.Attribution, speaker schema.Party) []schema.Party {
	s := r.Sents[a.Sent]
	for i := int32(0); i < s.Len(); i++ {
		w := s.Word(i)
		if !a.Covers(attribute.Bytes{Start: w.Start, End: w.End}) || w.POS != syntax.PROPN && w.POS != syntax.ADJ {
			continue
		}
		for _, l := range s.Ref(i).Actors {
			if l.Actor != speaker.ID && l.Kind != schema.Unnamed {
				b := attribute.Bytes{Start: w.Start, End: w.End}
				return []schema.Party{{ID: l.Actor, Name: l.Name, Text: w.Form, Spans: []schema.Span{r.runes.span(b)}, Person: l.Person}}
			}
		}
	}
	return nil
}

// demands tells whether what is said of another is that they must do it: "said
// Israel must withdraw".
func (r *Reading) demands(a *attribute.Attribution, p *frame.Prop, sent int) bool {
	if a.Mind || a.Head >= 0 {
		return false
	}
	if p != nil && r.duty(a, sent, p.Trigger) {
		return true
	}
	return r.duty(a, sent, r.mainVerb(a, sent))
}

// duty tells whether verb v says what its subject, another than the source, must do.
func (r *Reading) duty(a *attribute.Attribution, sent int, v int32) bool {
	if v < 0 {
		return false
	}
	s := r.Sents[sent]
	for _, k := range s.Tree.Children(v) {
		if s.Is(k, language.Must) && k < v {
			subj, passive, _ := s.Subject(v)
			return subj >= 0 && !passive && s.Ref(subj).Animate && !s.Is(subj, language.FirstPerson) && !sameActor(s.Ref(subj), a.Source.Ref)
		}
	}
	return false
}

func sameActor(a, b entity.Ref) bool {
	return len(a.Actors) > 0 && len(b.Actors) > 0 && a.Actors[0].Actor == b.Actors[0].Actor
}

// others are the parties without the speaker.
func others(ps []schema.Party, speaker schema.Party) []schema.Party {
	var out []schema.Party
	for _, p := range ps {
		if p.Key() != speaker.Key() {
			out = append(out, p)
		}
	}
	return out
}

// sameMention tells whether two parties are named by the same words.
func sameMention(a, b schema.Party) bool {
	return len(a.Spans) > 0 && slices.Equal(a.Spans, b.Spans)
}

// speakers are the parties that the source stands for.
func (r *Reading) speakers(a *attribute.Attribution) []schema.Party {
	src := a.Source
	if a.Parent >= 0 && src.Ref.Anaphor {
		if p := &r.Found[a.Parent]; p.Sent == a.Sent && sameSpeaker(a, p) && len(p.Source.Spans) > 0 {
			src = p.Source // "Slovakia says it will not …": by its name
		}
	}
	text := strings.TrimSpace(r.runes.slice(src.Spans))
	base := schema.Party{Text: text, Spans: r.runes.spans(src.Spans)}
	if len(src.Ref.Actors) == 0 {
		base.ID, base.Name = schema.UnnamedID(r.Doc.ID, text), schema.Normal(text)
		if src.Word >= 0 && r.Sents[src.Sent].Word(src.Word).POS == syntax.PROPN {
			base.ID, base.Name = schema.ActorID(text, ""), text
		}
		return []schema.Party{base}
	}
	var out []schema.Party
	for _, l := range src.Ref.Actors {
		p := base
		p.ID, p.Name, p.Person = l.Actor, l.Name, l.Person
		if p.Person == nil {
			p.Person = r.spokesperson(a, l.Actor)
		}
		out = append(out, p)
	}
	return out
}

// spokesperson is who speaks for an actor when the speech stands inside what a
// person of that actor says: "He said Britain agreed".
func (r *Reading) spokesperson(a *attribute.Attribution, actor schema.IRI) *schema.Person {
	if a.Parent < 0 {
		return nil
	}
	for _, l := range r.Found[a.Parent].Source.Ref.Actors {
		if l.Actor == actor {
			return l.Person
		}
	}
	return nil
}

// aimed are the acts that are done to the thing that they name: who condemns a
// decision takes aim at it.
var aimed = map[schema.Act]bool{schema.Condemn: true, schema.Praise: true, schema.Threaten: true, schema.Accuse: true, schema.Warn: true,
	schema.Reject: true, schema.Demand: true, schema.Agree: true}

// thing is the target of an act that is aimed at a noun phrase: whose it is. What is
// nobody's is no target: "rejected the accusation".
func (r *Reading) thing(a *attribute.Attribution) []schema.Party {
	ref := r.Sents[a.Sent].Ref(a.Head)
	ps := r.patient(frame.Arg{Word: a.Head, Ref: ref}, a.Sent)
	if ps[0].ID == "" && !ref.Animate {
		return r.whose(a)
	}
	return ps
}

// statement fills all but the claim.
func (r *Reading) statement(a *attribute.Attribution, act schema.Act, who schema.Party, sent int) schema.Statement {
	s := schema.Statement{Act: act, Speaker: who, Document: r.Doc, Said: r.said(a)}
	s.Document.Text = ""
	s.Cue = schema.Mention{Text: r.runes.slice(a.Cue), Spans: r.runes.spans(a.Cue)}
	s.Content = schema.Content{Text: r.runes.slice(a.Content), Spans: r.runes.spans(a.Content), Quote: a.Quote}
	for _, t := range a.Targets {
		if r.Sents[a.Sent].Is(t.Word, language.People) {
			s.Targets = append(s.Targets, r.parties(t, a.Sent)...)
		} else {
			s.Targets = append(s.Targets, r.patient(t, a.Sent)...) // whose ship is charged is charged
		}
	}
	if len(s.Targets) == 0 && act == schema.Agree && a.Head >= 0 {
		s.Targets = r.fellows(a, who) // "A and B agreed to a deal"
	}
	if len(s.Targets) == 0 && a.Head >= 0 && aimed[act] {
		s.Targets = slices.DeleteFunc(r.thing(a), func(p schema.Party) bool { return sameMention(p, who) }) // "a raid condemned by Egypt"
	}
	if a.Mutual {
		for _, other := range a.Source.Ref.Actors {
			if other.Actor != who.ID {
				s.Targets = append(s.Targets, schema.Party{ID: other.Actor, Name: other.Name})
			}
		}
	}
	schema.SortParties(s.Targets)
	s.Evidence = r.evidence(sent)
	s.Rule = r.Doc.Lang + "/" + a.Lemma + ":" + string(act)
	return s
}

func (r *Reading) evidence(sent int) schema.Evidence {
	b := r.Text.Sentences[sent]
	span := attribute.Bytes{Start: b.Start, End: b.End}
	return schema.Evidence{Sentence: r.Text.Source[b.Start:b.End], Span: r.runes.span(span)}
}

// said is when it was said: a date beside the cue, outside the content, else the
// day of publication.
func (r *Reading) said(a *attribute.Attribution) string {
	for _, d := range r.Dates[a.Sent] {
		if d.Value != "" && (d.Kind == "date" || d.Kind == "deictic") && !a.Covers(attribute.Bytes{Start: d.Start, End: d.End}) {
			if t, err := schema.ParseTime(d.Value); err == nil && t.Precision() == "day" {
				return d.Value
			}
		}
	}
	return r.Doc.Date()
}

// parties are the actors of an argument, or the thing by its words.
func (r *Reading) parties(a frame.Arg, sent int) []schema.Party {
	s := r.Sents[sent]
	if a.Known() && a.Ref.Actors[0].Kind != schema.Unnamed {
		b := attribute.Bytes{Start: a.Ref.Start, End: a.Ref.End}
		if b.End <= b.Start {
			b = attribute.Bytes{Start: s.Word(a.Word).Start, End: s.Word(a.Word).End}
		}
		var out []schema.Party
		for _, l := range a.Ref.Actors {
			out = append(out, schema.Party{ID: l.Actor, Name: l.Name, Text: r.Text.Source[b.Start:b.End], Spans: []schema.Span{r.runes.span(b)}, Person: l.Person})
		}
		if len(out) > 1 { // "they": one mention, which has room for one person
			for i := range out {
				out[i].Person = nil
			}
		}
		return out
	}
	b := s.Phrase(a.Word)
	text := r.Text.Source[b[0]:b[1]]
	return []schema.Party{{Name: schema.Normal(text), Text: text, Spans: []schema.Span{r.runes.span(attribute.Bytes{Start: b[0], End: b[1]})}}}
}

// finish gives a statement its identities and keeps it unless it says again what
// is there already.
func (r *Reading) finish(s schema.Statement, m made) {
	r.identify(&s)
	key := string(s.Act) + string(s.Speaker.ID) + string(s.Claim.ID) + string(s.Claim.Polarity)
	if s.Claim.Relation != "" {
		key += s.Evidence.Sentence
	}
	if i, ok := r.byKey[key]; ok {
		if s.Claim.Relation == "" && m.found >= 0 && s.ID != r.out[i].ID {
			// said again in other words, as a lead is in the body: the body names its sources in full
			s.Confidence = r.confidence(&s, m)
			r.out[i], r.made[i] = s, m
		}
		return
	}
	r.byKey[key] = len(r.out)
	if _, ok := r.first[m.found]; !ok {
		r.first[m.found] = len(r.out)
	}
	s.Confidence = r.confidence(&s, m)
	r.out = append(r.out, s)
	r.made = append(r.made, m)
}

func (r *Reading) identify(s *schema.Statement) {
	s.Claim.ID = schema.ClaimID(&s.Claim)
	s.ID = schema.StatementID(s)
}

// reports builds what the publication tells in its own voice: predicates outside
// of any attribution, with a known actor.
func (r *Reading) reports(i int) {
	s := r.Sents[i]
	if s.Question {
		return
	}
	for j := range r.Props[i] {
		p := &r.Props[i][j]
		w := s.Word(p.Trigger)
		if !p.Verbal || p.Inner || r.attributedAt(i, attribute.Bytes{Start: w.Start, End: w.End}) || r.quotedAt(w.Start) || unsourced(s, p.Trigger) || !told(s, p) {
			continue
		}
		st := schema.Statement{Act: schema.Report, Document: r.Doc, Said: r.Doc.Date(), Speaker: r.publisher(), Evidence: r.evidence(i)}
		st.Document.Text = ""
		st.Cue = schema.Mention{}
		st.Content.Quote = schema.NoQuote
		st.Rule = r.Doc.Lang + "/" + p.Lemma + ":report"
		r.claim(&st, nil, p, i)
		st.Content.Text, st.Content.Spans = st.Claim.Text, st.Claim.Spans
		r.finish(st, made{-1, p, i})
	}
}

// told tells whether a narrated proposition is sure enough: somebody did
// something to somebody, with something or somewhere.
func told(s *frame.Sentence, p *frame.Prop) bool {
	info, _ := p.Relation.Info()
	if !known(p.Agents) && !animate(p.Agents) {
		return p.Passive && len(p.Agents) == 0 && (known(p.Patients) || animate(p.Patients) || known(p.Themes) && (p.Where != nil || len(p.Patients) > 0)) ||
			info.Harm && len(p.Agents) > 0 && len(p.Patients) > 0 && p.Modality != schema.Possible // "a car bomb killed …"
	}
	if p.Modality == schema.Possible && !hearsay(s, p) {
		return false
	}
	return len(p.Patients) > 0 || (info.Symmetric || p.Mutual) && frame.Several(p.Agents) || p.Where != nil || known(p.Agents) && (len(p.Themes) > 0 || p.Relation == "resign")
}

const nearHearsay = 4 // words before a trigger among which "reportedly" may stand

// hearsay tells whether what is possible is only so because others tell it.
func hearsay(s *frame.Sentence, p *frame.Prop) bool {
	for i := p.Trigger - 1; i >= 0 && i >= p.Trigger-nearHearsay; i-- {
		if s.Is(i, language.Hearsay) {
			return true
		}
	}
	return false
}

// attributedAt tells whether the words at b are somebody's speech, or the cue itself.
func (r *Reading) attributedAt(i int, b attribute.Bytes) bool {
	for _, k := range r.within[i] {
		if r.Found[k].Covers(b) {
			return true
		}
	}
	s := r.Sents[i]
	for w := int32(0); w < s.Len(); w++ {
		if s.Word(w).Start == b.Start {
			return r.isCue(i, w)
		}
	}
	return false
}

// unsourced tells whether a word is part of what a cue governs: what "is alleged" by
// nobody in particular is no report of its publication.
func unsourced(s *frame.Sentence, i int32) bool {
	for w, steps := s.Word(i), int32(0); w.Head >= 0 && steps < s.Len(); w, steps = s.Word(w.Head), steps+1 {
		switch w.Rel {
		case syntax.Ccomp, syntax.Xcomp, syntax.Acl, syntax.Advcl, syntax.Csubj:
		default:
			continue
		}
		if e := s.Entries[w.Head]; e != nil && disputes(e, s.Word(w.Head).POS) {
			return true
		}
	}
	return false
}

// disputes tells whether an entry has a cue that charges somebody or denies a charge.
func disputes(e *language.Entry, pos syntax.UPOS) bool {
	for i := range e.Cues {
		c := &e.Cues[i]
		if !c.Weak && (c.Act == schema.Accuse || c.Act == schema.Deny) && (c.POS == language.Verb && pos == syntax.VERB || c.POS == language.Noun && pos == syntax.NOUN) {
			return true
		}
	}
	return false
}

const spoken = 6 // words of a quotation that somebody must have spoken

// quotedAt tells whether byte at stands in somebody's words, though nobody is said
// to speak them: the publication does not vouch for those.
func (r *Reading) quotedAt(at int32) bool {
	qs := r.Text.Quotes
	for i := int32(sort.Search(len(qs), func(i int) bool { return qs[i].Start > at })) - 1; i >= 0; i = qs[i].Parent {
		if q := &qs[i]; at < q.End && segment.AtLeast(spoken, r.Text.Source[q.Start:q.End]) {
			return true
		}
	}
	return false
}

func (r *Reading) publisher() schema.Party {
	name := r.Doc.Publisher
	if name == "" {
		name = "unknown publisher"
	}
	return schema.Party{ID: schema.ActorID(name, ""), Name: name}
}

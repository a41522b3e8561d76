package schema

import (
	"fmt"
	"math"
	"sort"

	"github.com/cayleygraph/quad"
)

// Quads writes an extraction as quads, without duplicates, in a stable order.
//
// Labels name the graph that a quad belongs to, and thereby what it lives and
// dies with: statements, mentions and the document are labelled by the document;
// the plain edges of a speech act by the statement; and what documents share
// (claims, actors, times) by itself, to be kept while anything refers to it.
func Quads(x *Extraction) []quad.Quad {
	w := &writer{seen: make(map[quad.Quad]struct{}, 64*len(x.Statements)+32), doc: quad.IRI(x.Document.ID)}
	w.document(&x.Document)
	for i := range x.Actors {
		w.know(x.Actors[i].ID)
	}
	runes := []rune(x.Document.Text)
	for i := range x.Statements {
		w.statement(&x.Statements[i], runes)
	}
	w.actors(x.Actors)
	return w.out
}

// actors describes those actors that something written refers to, and those that
// their descriptions refer to. Others are named in the text, but not in what is made
// of it: nothing would take them out of a store again.
func (w *writer) actors(all []Actor) {
	referred := make(map[quad.Value]bool, len(all))
	seen := 0
	see := func() {
		for ; seen < len(w.out); seen++ {
			if q := w.out[seen]; q.Object != q.Label {
				referred[q.Object] = true
			}
		}
	}
	written := make([]bool, len(all))
	for more := true; more; {
		more = false
		for i := range all {
			see()
			if !written[i] && referred[quad.IRI(all[i].ID)] {
				w.actor(&all[i])
				written[i], more = true, true
			}
		}
	}
}

// ActorQuads writes the description of an actor, labelled by the actor.
func ActorQuads(a *Actor) []quad.Quad {
	w := &writer{seen: map[quad.Quad]struct{}{}}
	w.actor(a)
	return w.out
}

type writer struct {
	out  []quad.Quad
	seen map[quad.Quad]struct{}
	doc  quad.IRI
	told map[IRI]bool // actors described in full
}

func (w *writer) add(s, p, o, label quad.Value) {
	q := quad.Quad{Subject: s, Predicate: p, Object: o, Label: label}
	if _, dup := w.seen[q]; dup {
		return
	}
	w.seen[q] = struct{}{}
	w.out = append(w.out, q)
}

// text adds a string property unless it is empty.
func (w *writer) text(s, p quad.IRI, o string, label quad.IRI) {
	if o != "" {
		w.add(s, p, quad.String(o), label)
	}
}

func (w *writer) document(d *Document) {
	s := w.doc
	w.add(s, Type, ClassDocument, s)
	for _, f := range documentFields {
		w.text(s, f.property, *f.field(d), s)
	}
	if d.CopyOf != "" {
		w.add(s, PCopyOf, quad.IRI(d.CopyOf), s)
	}
	w.text(s, PTextHash, TextHash(d), s)
}

// documentFields says which property keeps which field of a document.
var documentFields = []struct {
	property quad.IRI
	field    func(*Document) *string
}{
	{PTitle, func(d *Document) *string { return &d.Title }},
	{PURL, func(d *Document) *string { return &d.URL }},
	{PPublisher, func(d *Document) *string { return &d.Publisher }},
	{PAuthor, func(d *Document) *string { return &d.Author }},
	{PPublished, func(d *Document) *string { return &d.Published }},
	{PLang, func(d *Document) *string { return &d.Lang }},
	{PInputID, func(d *Document) *string { return &d.InputID }},
	{PText, func(d *Document) *string { return &d.Text }},
}

func (w *writer) actor(a *Actor) {
	s := quad.IRI(a.ID)
	w.know(a.ID)
	w.add(s, Type, ClassActor, s)
	w.text(s, PKind, string(a.Kind), s)
	for i, n := range a.Names {
		p := PAltLabel
		// An actor that one document names and another describes has its name twice, once
		// without a language.
		if first := a.Names[0]; i == 0 || first.Lang == "" && n.Text == first.Text {
			p = PLabel
		}
		w.add(s, p, n.value(), s)
	}
	if a.Of != "" {
		w.add(s, PPartOf, quad.IRI(a.Of), s)
	}
	if a.SameAs != "" {
		w.add(s, PSameAs, quad.IRI("wd:"+a.SameAs), s)
	}
	w.text(s, PCode, a.Code, s)
	for _, o := range a.Offices {
		n := quad.IRI("office/" + Address(string(a.ID), o.Title, string(o.Of), o.Start))
		w.add(s, PHolds, n, s)
		w.add(n, Type, ClassOffice, s)
		w.text(n, PTitle, o.Title, s)
		w.text(n, PStart, o.Start, s)
		w.text(n, PEnd, o.End, s)
		if o.Of != "" {
			w.add(n, POf, quad.IRI(o.Of), s)
		}
	}
}

func (n Name) value() quad.Value {
	if n.Lang == "" {
		return quad.String(n.Text)
	}
	return quad.LangString{Value: quad.String(n.Text), Lang: n.Lang}
}

// know notes that an actor is described; it returns whether it was before.
func (w *writer) know(id IRI) bool {
	if w.told == nil {
		w.told = map[IRI]bool{}
	}
	before := w.told[id]
	w.told[id] = true
	return before
}

// named makes sure that an actor has at least its name in the graph.
func (w *writer) named(id IRI, name string) {
	if id == "" || w.know(id) {
		return
	}
	w.add(quad.IRI(id), Type, ClassActor, quad.IRI(id))
	w.text(quad.IRI(id), PLabel, name, quad.IRI(id))
}

// value is the party as a node: its IRI, or its normalised text.
func (p Party) value() quad.Value {
	if p.ID != "" {
		return quad.IRI(p.ID)
	}
	return quad.String(p.Key())
}

func (t *Topic) value() quad.Value {
	if t.ID != "" {
		return quad.IRI(t.ID)
	}
	return quad.String(Normal(t.Text))
}

func (w *writer) statement(st *Statement, runes []rune) {
	s := quad.IRI(st.ID)
	claim := quad.IRI(st.Claim.ID)
	w.add(s, Type, ClassStatement, w.doc)
	w.add(s, PDerived, w.doc, w.doc)
	w.add(s, PAct, quad.IRI("act/"+string(st.Act)), w.doc)
	w.add(s, PClaim, claim, w.doc)
	w.add(s, PStance, quad.IRI("stance/"+string(st.Stance())), w.doc)
	w.speaker(s, st, runes)
	for _, t := range st.Targets {
		w.add(s, PTarget, t.value(), w.doc)
		w.named(t.ID, t.Name)
		w.mention(s, PTargetAt, t)
	}
	w.evidence(s, st, runes)
	w.proposition(s, &st.Claim, runes)
	for _, r := range st.RespondsTo {
		w.add(s, PRespondsTo, quad.IRI(r), w.doc)
	}
	if st.ReportedBy != "" {
		w.add(s, PReportedBy, quad.IRI(st.ReportedBy), w.doc)
	}
	for _, v := range st.Via {
		w.text(s, PVia, v, w.doc)
	}
	w.time(s, PSaid, st.Said)
	w.add(s, PConfidence, quad.Float(math.Round(st.Confidence*1000)/1000), w.doc)
	w.text(s, PRule, st.Rule, w.doc)
	w.acts(s, st)
	w.claim(&st.Claim)
}

func (w *writer) speaker(s quad.IRI, st *Statement, runes []rune) {
	sp := st.Speaker
	w.add(s, PSpeaker, sp.value(), w.doc)
	w.named(sp.ID, sp.Name)
	w.spans(s, PSpeakerAt, sp.Spans)
	w.wording(s, PSpeakerText, sp.Text, sp.Spans, runes)
	if p := sp.Person; p != nil {
		w.add(s, PPerson, quad.IRI(p.ID), w.doc)
		w.named(p.ID, p.Name)
		w.text(s, POffice, p.Office, w.doc)
	}
}

func (w *writer) evidence(s quad.IRI, st *Statement, runes []rune) {
	w.text(s, PSentence, st.Evidence.Sentence, w.doc)
	w.spans(s, PSentenceAt, []Span{st.Evidence.Span})
	w.text(s, PCue, st.Cue.Text, w.doc)
	w.spans(s, PCueAt, st.Cue.Spans)
	w.spans(s, PContentAt, st.Content.Spans)
	w.wording(s, PContentText, st.Content.Text, st.Content.Spans, runes)
	w.text(s, PQuote, string(st.Content.Quote), w.doc)
}

// proposition writes what belongs to this wording of the claim.
func (w *writer) proposition(s quad.IRI, c *Claim, runes []rune) {
	if c.Polarity == Negative {
		w.text(s, PPolarity, string(Negative), w.doc)
	}
	for _, a := range c.Agents {
		w.mention(s, PAgentAt, a)
	}
	for _, p := range c.Patients {
		w.mention(s, PPatientAt, p)
	}
	if t := c.Theme; t != nil {
		w.spans(s, PThemeAt, t.Spans)
		w.wording(s, PThemeText, t.Text, t.Spans, runes)
	}
	w.topic(s, c.Instrument, topicPredicates{PInstrument, PInstrumentAt, PInstrumentText}, runes)
	w.topic(s, c.Where, topicPredicates{PWhere, PWhereAt, PWhereText}, runes)
	w.time(s, PWhen, c.When)
	w.text(s, PQuantity, c.Quantity, w.doc)
	w.spans(s, PClaimAt, c.Spans)
	w.wording(s, PClaimText, c.Text, c.Spans, runes)
	if c.Trigger != nil {
		w.text(s, PTrigger, c.Trigger.Text, w.doc)
		w.spans(s, PTriggerAt, c.Trigger.Spans)
	}
}

type topicPredicates struct{ thing, at, text quad.IRI }

func (w *writer) topic(s quad.IRI, t *Topic, p topicPredicates, runes []rune) {
	if t == nil {
		return
	}
	w.add(s, p.thing, t.value(), w.doc)
	w.spans(s, p.at, t.Spans)
	w.wording(s, p.text, t.Text, t.Spans, runes)
}

// acts writes the speech act as plain edges, labelled by the statement.
func (w *writer) acts(s quad.IRI, st *Statement) {
	if st.Speaker.ID == "" {
		return
	}
	who, act := quad.IRI(st.Speaker.ID), quad.IRI("act/"+string(st.Act))
	w.add(who, act, quad.IRI(st.Claim.ID), s)
	for _, t := range st.Targets {
		w.add(who, act, t.value(), s)
	}
}

// claim writes the proposition in the claim's own graph.
func (w *writer) claim(c *Claim) {
	n := quad.IRI(c.ID)
	w.add(n, Type, ClassClaim, n)
	if c.Relation == "" {
		w.text(n, PLabel, Normal(c.Text), n)
		return
	}
	rel := quad.IRI("rel/" + string(c.Relation))
	w.add(n, PRelation, rel, n)
	w.text(n, PModality, string(c.Modality), n)
	for _, a := range c.Agents {
		w.add(n, PAgent, a.value(), n)
		w.named(a.ID, a.Name)
	}
	for _, p := range c.Patients {
		w.add(n, PPatient, p.value(), n)
		w.named(p.ID, p.Name)
	}
	if c.Theme != nil {
		w.add(n, PTheme, c.Theme.value(), n)
	}
	w.edges(n, rel, c)
}

// edges writes the proposition as plain edges from agents to patients, or to the
// theme where there is no patient.
func (w *writer) edges(n, rel quad.IRI, c *Claim) {
	for _, a := range c.Agents {
		if a.ID == "" {
			continue
		}
		for _, p := range c.Patients {
			w.add(quad.IRI(a.ID), rel, p.value(), n)
		}
		if len(c.Patients) == 0 && c.Theme != nil {
			w.add(quad.IRI(a.ID), rel, c.Theme.value(), n)
		}
	}
}

// time hangs a time node on s, and describes the node in its own graph.
func (w *writer) time(s, p quad.IRI, edtf string) {
	if edtf == "" {
		return
	}
	n := quad.IRI("time/" + edtf)
	w.add(s, p, n, w.doc)
	w.add(n, Type, ClassTime, n)
	w.add(n, PEDTF, quad.TypedString{Value: quad.String(edtf), Type: EDTFType}, n)
	t, err := ParseTime(edtf)
	if err != nil {
		return
	}
	start, end, ok := t.Bounds()
	if ok && !start.IsZero() {
		w.add(n, PStart, quad.Time(start.UTC()), n)
	}
	if ok && !end.IsZero() {
		w.add(n, PEnd, quad.Time(end.UTC()), n)
	}
}

// mention says where a party is named, and that the words there mean it.
func (w *writer) mention(s, at quad.IRI, p Party) {
	for _, sp := range p.Spans {
		n := w.at(sp)
		w.add(s, at, n, w.doc)
		w.add(n, PMentions, p.value(), w.doc)
		if p.Person != nil {
			w.add(n, PPerson, quad.IRI(p.Person.ID), w.doc)
			w.named(p.Person.ID, p.Person.Name)
			w.text(n, POffice, p.Person.Office, w.doc)
		}
	}
}

func (w *writer) spans(s, p quad.IRI, spans []Span) {
	for _, sp := range spans {
		w.add(s, p, w.at(sp), w.doc)
	}
}

// wording keeps a text that is not simply the words at its spans.
func (w *writer) wording(s, p quad.IRI, text string, spans []Span, runes []rune) {
	if text != "" && text != TextAt(runes, spans) {
		w.text(s, p, text, w.doc)
	}
}

// at names a stretch of the document by an RFC 5147 fragment.
func (w *writer) at(s Span) quad.IRI {
	return quad.IRI(fmt.Sprintf("%s#char=%d,%d", string(w.doc), s[0], s[1]))
}

// SortQuads puts quads in the order of subject, predicate, object, label as they
// are written in N-Quads.
func SortQuads(qs []quad.Quad) {
	sort.Slice(qs, func(i, j int) bool { return qs[i].NQuad() < qs[j].NQuad() })
}

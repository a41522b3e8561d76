package schema

import (
	"fmt"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"
)

// Node is what the graph says of one subject: its properties, from all graphs
// but the plain edges between actors.
type Node map[quad.IRI][]quad.Value

// Nodes maps subjects to what is said of them.
type Nodes map[quad.IRI]Node

// Collect sorts quads by subject. Plain edges (acts and relations) are left out:
// they say again what the reified nodes say.
func Collect(quads []quad.Quad) Nodes {
	ns := make(Nodes)
	for _, q := range quads {
		ns.Add(q)
	}
	return ns
}

// Add takes one more quad in.
func (ns Nodes) Add(q quad.Quad) {
	s, ok := q.Subject.(quad.IRI)
	if !ok {
		return
	}
	p, ok := q.Predicate.(quad.IRI)
	if !ok || strings.HasPrefix(string(p), "act/") || strings.HasPrefix(string(p), "rel/") {
		return
	}
	n := ns[s]
	if n == nil {
		n = make(Node)
		ns[s] = n
	}
	n[p] = append(n[p], q.Object)
}

func (n Node) iri(p quad.IRI) IRI {
	for _, v := range n[p] {
		if i, ok := v.(quad.IRI); ok {
			return IRI(i)
		}
	}
	return ""
}

func (n Node) iris(p quad.IRI) []IRI {
	var out []IRI
	for _, v := range n[p] {
		if i, ok := v.(quad.IRI); ok {
			out = append(out, IRI(i))
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// text is the first string of the property in order, so that the answer does not
// hang on the order of the quads.
func (n Node) text(p quad.IRI) string {
	best, found := "", false
	for _, v := range n[p] {
		if s, ok := stringOf(v); ok && (!found || s < best) {
			best, found = s, true
		}
	}
	return best
}

func stringOf(v quad.Value) (string, bool) {
	switch v := v.(type) {
	case quad.String:
		return string(v), true
	case quad.LangString:
		return string(v.Value), true
	case quad.TypedString:
		return string(v.Value), true
	}
	return "", false
}

func (n Node) number(p quad.IRI) float64 {
	for _, v := range n[p] {
		switch v := v.(type) {
		case quad.Float:
			return float64(v)
		case quad.Int:
			return float64(v)
		}
	}
	return 0
}

// spans reads the fragments that the property points to, in text order.
func (n Node) spans(p quad.IRI) []Span {
	var out []Span
	for _, v := range n[p] {
		if i, ok := v.(quad.IRI); ok {
			if s, ok := ParseFragment(i); ok {
				out = append(out, s)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i][0] < out[j][0] || out[i][0] == out[j][0] && out[i][1] < out[j][1] })
	return out
}

// ParseFragment reads the RFC 5147 fragment of an IRI such as "doc/x#char=10,20".
func ParseFragment(i quad.IRI) (Span, bool) {
	_, frag, ok := strings.Cut(string(i), "#char=")
	if !ok {
		return Span{}, false
	}
	var s Span
	if _, err := fmt.Sscanf(frag, "%d,%d", &s[0], &s[1]); err != nil || s[0] < 0 || s[1] < s[0] {
		return Span{}, false
	}
	return s, true
}

// Decoder reads documents, actors and statements back from nodes. It keeps the
// texts of documents it has met, so one decoder serves a whole answer.
type Decoder struct {
	nodes Nodes
	runes map[quad.IRI][]rune
}

// NewDecoder reads from the nodes given; more may be added to them later.
func NewDecoder(ns Nodes) *Decoder { return &Decoder{nodes: ns, runes: make(map[quad.IRI][]rune)} }

// Document reads a document with its text, or returns false when the nodes hold none.
func (d *Decoder) Document(id IRI) (Document, bool) {
	n := d.nodes[quad.IRI(id)]
	doc := Document{ID: id}
	for _, f := range documentFields {
		*f.field(&doc) = n.text(f.property)
	}
	doc.CopyOf = n.iri(PCopyOf)
	return doc, len(n[Type]) > 0
}

// Actor reads an actor with its offices.
func (d *Decoder) Actor(id IRI) (Actor, bool) {
	n := d.nodes[quad.IRI(id)]
	a := Actor{ID: id, Kind: Kind(n.text(PKind)), Of: n.iri(PPartOf), Code: n.text(PCode),
		SameAs: strings.TrimPrefix(string(n.iri(PSameAs)), "wd:")}
	a.Names = append(names(n[PLabel]), names(n[PAltLabel])...)
	for _, o := range n.iris(PHolds) {
		on := d.nodes[quad.IRI(o)]
		a.Offices = append(a.Offices, Office{Title: on.text(PTitle), Of: on.iri(POf), Start: on.text(PStart), End: on.text(PEnd)})
	}
	sort.Slice(a.Offices, func(i, j int) bool {
		x, y := a.Offices[i], a.Offices[j]
		return x.Start+" "+x.Title+string(x.Of) < y.Start+" "+y.Title+string(y.Of)
	})
	return a, len(n) > 0
}

func names(vs []quad.Value) []Name {
	var out []Name
	for _, v := range vs {
		s, ok := stringOf(v)
		if !ok {
			continue
		}
		lang := ""
		if l, ok := v.(quad.LangString); ok {
			lang = l.Lang
		}
		out = append(out, Name{s, lang})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Lang+"\n"+out[i].Text < out[j].Lang+"\n"+out[j].Text })
	return out
}

// Name is the name of an actor, "" when the nodes do not tell.
func (d *Decoder) Name(id IRI) string { return d.nodes[quad.IRI(id)].text(PLabel) }

// Statement reads a statement with its claim, evidence and document. It fails
// when the nodes lack what every statement has.
func (d *Decoder) Statement(id IRI) (Statement, error) {
	n := d.nodes[quad.IRI(id)]
	if len(n) == 0 {
		return Statement{}, fmt.Errorf("statement %s: not in the graph", id)
	}
	s := Statement{ID: id, Act: Act(strings.TrimPrefix(string(n.iri(PAct)), "act/")),
		RespondsTo: n.iris(PRespondsTo), ReportedBy: n.iri(PReportedBy), Via: texts(n[PVia]),
		Said: d.time(n.iri(PSaid)), Confidence: n.number(PConfidence), Rule: n.text(PRule)}
	if !s.Act.Valid() {
		return s, fmt.Errorf("statement %s: act %q is not in the list", id, s.Act)
	}
	doc := n.iri(PDerived)
	var ok bool
	if s.Document, ok = d.Document(doc); !ok {
		return s, fmt.Errorf("statement %s: its document %q is not in the graph", id, doc)
	}
	runes := d.textOf(quad.IRI(doc), s.Document.Text)
	s.Document.Text = ""
	s.Speaker = d.speaker(n, runes)
	s.Targets = d.parties(n[PTarget], n.spans(PTargetAt), quad.IRI(doc), runes)
	s.Cue = Mention{n.text(PCue), n.spans(PCueAt)}
	s.Content = Content{n.wording(PContentText, PContentAt, runes), n.spans(PContentAt), Quote(n.text(PQuote))}
	s.Evidence.Sentence = n.text(PSentence)
	if at := n.spans(PSentenceAt); len(at) > 0 {
		s.Evidence.Span = at[0]
	}
	s.Claim = d.claim(n, quad.IRI(doc), runes)
	return s, nil
}

func (d *Decoder) textOf(doc quad.IRI, text string) []rune {
	r, ok := d.runes[doc]
	if !ok {
		r = []rune(text)
		d.runes[doc] = r
	}
	return r
}

func (d *Decoder) time(id IRI) string { return strings.TrimPrefix(string(id), "time/") }

func texts(vs []quad.Value) []string {
	var out []string
	for _, v := range vs {
		if s, ok := stringOf(v); ok {
			out = append(out, s)
		}
	}
	sort.Strings(out)
	return out
}

// wording is the text kept for a mention, else the words at its spans.
func (n Node) wording(text, at quad.IRI, runes []rune) string {
	if t := n.text(text); t != "" {
		return t
	}
	return TextAt(runes, n.spans(at))
}

func (d *Decoder) speaker(n Node, runes []rune) Party {
	p := Party{ID: n.iri(PSpeaker), Spans: n.spans(PSpeakerAt), Text: n.wording(PSpeakerText, PSpeakerAt, runes)}
	p.Name = d.Name(p.ID)
	if p.ID == "" {
		p.Name = n.text(PSpeaker)
	}
	p.Person = d.person(n)
	return p
}

func (d *Decoder) person(n Node) *Person {
	id := n.iri(PPerson)
	if id == "" {
		return nil
	}
	return &Person{ID: id, Name: d.Name(id), Office: n.text(POffice)}
}

// parties reads the parties in a role, each with those of the spans whose words mean it.
func (d *Decoder) parties(vs []quad.Value, spans []Span, doc quad.IRI, runes []rune) []Party {
	var out []Party
	for _, v := range vs {
		var p Party
		if i, ok := v.(quad.IRI); ok {
			p.ID, p.Name = IRI(i), d.Name(IRI(i))
		} else if s, ok := stringOf(v); ok {
			p.Name = s
		}
		for _, sp := range spans {
			n := d.nodes[quad.IRI(fmt.Sprintf("%s#char=%d,%d", string(doc), sp[0], sp[1]))]
			if n.has(PMentions, v) {
				p.Spans = append(p.Spans, sp)
				if p.Person == nil {
					p.Person = d.person(n)
				}
			}
		}
		p.Text = TextAt(runes, p.Spans)
		out = append(out, p)
	}
	SortParties(out)
	return out
}

func (n Node) has(p quad.IRI, v quad.Value) bool {
	for _, x := range n[p] {
		if x == v {
			return true
		}
	}
	return false
}

func (d *Decoder) claim(n Node, doc quad.IRI, runes []rune) Claim {
	id := n.iri(PClaim)
	cn := d.nodes[quad.IRI(id)]
	c := Claim{ID: id, Relation: Relation(strings.TrimPrefix(string(cn.iri(PRelation)), "rel/")),
		Agents:   d.parties(cn[PAgent], n.spans(PAgentAt), doc, runes),
		Patients: d.parties(cn[PPatient], n.spans(PPatientAt), doc, runes),
		Polarity: Positive, Modality: Modality(cn.text(PModality)),
		When: d.time(n.iri(PWhen)), Quantity: n.text(PQuantity),
		Text: n.wording(PClaimText, PClaimAt, runes), Spans: n.spans(PClaimAt)}
	if n.text(PPolarity) == string(Negative) {
		c.Polarity = Negative
	}
	if c.Modality == "" {
		c.Modality = Actual
	}
	if len(cn[PTheme]) > 0 {
		c.Theme = &Topic{ID: cn.iri(PTheme), Text: n.wording(PThemeText, PThemeAt, runes), Spans: n.spans(PThemeAt)}
	}
	c.Instrument = n.topic(topicPredicates{PInstrument, PInstrumentAt, PInstrumentText}, runes)
	c.Where = n.topic(topicPredicates{PWhere, PWhereAt, PWhereText}, runes)
	if t := n.text(PTrigger); t != "" {
		c.Trigger = &Mention{t, n.spans(PTriggerAt)}
	}
	return c
}

// Claim reads what a claim's own graph says: relation, parties, theme and
// modality, and as its text the label of a claim without a relation. It returns
// false when the nodes hold no such claim.
func (d *Decoder) Claim(id IRI) (Claim, bool) {
	n := d.nodes[quad.IRI(id)]
	c := Claim{ID: id, Relation: Relation(strings.TrimPrefix(string(n.iri(PRelation)), "rel/")),
		Agents: d.parties(n[PAgent], nil, "", nil), Patients: d.parties(n[PPatient], nil, "", nil),
		Polarity: Positive, Modality: Modality(n.text(PModality)), Text: n.text(PLabel)}
	if c.Modality == "" {
		c.Modality = Actual
	}
	if len(n[PTheme]) > 0 {
		c.Theme = &Topic{ID: n.iri(PTheme), Text: n.text(PTheme)}
	}
	return c, len(n[Type]) > 0
}

func (n Node) topic(p topicPredicates, runes []rune) *Topic {
	if len(n[p.thing]) == 0 {
		return nil
	}
	return &Topic{ID: n.iri(p.thing), Text: n.wording(p.text, p.at, runes), Spans: n.spans(p.at)}
}

// Statements lists the statements among the nodes, in the order of their IRIs.
func (ns Nodes) Statements() []IRI { return ns.ofClass(ClassStatement) }

// Documents lists the documents among the nodes, in the order of their IRIs.
func (ns Nodes) Documents() []IRI { return ns.ofClass(ClassDocument) }

func (ns Nodes) ofClass(class quad.IRI) []IRI {
	var out []IRI
	for s, n := range ns {
		if n.has(Type, class) {
			out = append(out, IRI(s))
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

package score

import (
	"path"
	"slices"
	"strings"

	"saksi/schema"
)

// Count is how often something was right, predicted and expected.
type Count struct {
	Right, Predicted, Gold int
}

// Precision is the share of what was predicted that is right.
func (c Count) Precision() float64 { return ratio(c.Right, c.Predicted) }

// Recall is the share of what was expected that was found.
func (c Count) Recall() float64 { return ratio(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall.
func (c Count) F1() float64 { return ratio(2*c.Right, c.Predicted+c.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Pair is a gold line and the statement matched to it, which is nil when none
// stands in its place.
type Pair struct {
	Doc       string
	Gold      *Gold
	Statement *schema.Statement
	Wrong     []Field // scored fields that are not right
	Found     bool    // act and speaker are right
	Full      bool    // and relation, agents and patients
	NoAnchor  bool    // the anchor is not in the document
}

// Extra is a statement that no gold line asks for.
type Extra struct {
	Doc       string
	Statement *schema.Statement
}

// Result is the comparison of some documents with their gold.
type Result struct {
	Documents  int
	Found      Count            // statements with act and speaker right
	Full       Count            // and relation, agents and patients
	Fields     map[Field]*Count // of matched pairs: Gold is how many have the field
	ByAct      map[schema.Act]*Count
	ByRelation map[string]*Count
	Pairs      []Pair
	Extras     []Extra
	// Reports are the statements in the narrator's voice that no gold line asks
	// for. They are not extras: gold holds what sources say.
	Reports []Extra
	// Unscored documents have no gold line.
	Unscored []string
}

// Documents compares extractions with gold. A gold line belongs to the document
// whose input id, URL or identity it names; with one document, to that one.
func Documents(xs []*schema.Extraction, gold []Gold) *Result {
	r := &Result{Fields: map[Field]*Count{}, ByAct: map[schema.Act]*Count{}, ByRelation: map[string]*Count{}}
	for _, x := range xs {
		var mine []*Gold
		for i := range gold {
			if g := &gold[i]; g.Doc == "" && len(xs) == 1 || g.Doc != "" && names(g.Doc, &x.Document) {
				mine = append(mine, g)
			}
		}
		if len(mine) == 0 && len(gold) > 0 {
			r.Unscored = append(r.Unscored, label(&x.Document))
			continue
		}
		r.Documents++
		r.document(x, mine)
	}
	return r
}

func names(doc string, d *schema.Document) bool {
	base := path.Base(strings.ReplaceAll(doc, `\`, "/"))
	return doc == d.InputID || doc == d.URL || doc == string(d.ID) || base == d.InputID || base+".txt" == d.InputID
}

func label(d *schema.Document) string {
	for _, s := range []string{d.InputID, d.URL, d.Title} {
		if s != "" {
			return s
		}
	}
	return string(d.ID)
}

// document matches the statements of one document with its gold lines.
func (r *Result) document(x *schema.Extraction, gold []*Gold) {
	t := newText(x.Document.Text)
	places := make([][]schema.Span, len(gold))
	weights := make([][]int, len(gold))
	for i, g := range gold {
		places[i] = t.find(g.Anchor)
		weights[i] = make([]int, len(x.Statements))
		for j := range x.Statements {
			weights[i][j] = weigh(g, &x.Statements[j], places[i])
		}
	}
	match := assign(weights)
	answered := map[int]schema.IRI{} // gold number → statement
	for i, j := range match {
		if j >= 0 {
			answered[gold[i].N] = x.Statements[j].ID
		}
	}
	taken := make([]bool, len(x.Statements))
	for i, g := range gold {
		p := Pair{Doc: label(&x.Document), Gold: g, NoAnchor: len(places[i]) == 0}
		if j := match[i]; j >= 0 {
			taken[j] = true
			p.Statement = &x.Statements[j]
		}
		r.pair(p, answered)
	}
	for j := range x.Statements {
		if !taken[j] {
			r.extra(Extra{label(&x.Document), &x.Statements[j]}, gold, places)
		}
	}
}

// weigh is 0 for a statement that does not stand in the place of the gold line.
// A right act and speaker outweigh all else, then the full claim, then the rest.
func weigh(g *Gold, s *schema.Statement, places []schema.Span) int {
	if s.Act == schema.Report && g.Act != schema.Report && !slices.Contains(g.Alt, schema.Report) {
		return 0
	}
	if !slices.ContainsFunc(places, func(p schema.Span) bool { return within(s, p) }) {
		return 0
	}
	wrong := wrongFields(g, s)
	w := 1 + 2*(len(fields)-len(wrong))
	if found(wrong) {
		w += 10_000
		if full(wrong) {
			w += 1_000
		}
		if s.Act == g.Act { // rather than an alternative
			w++
		}
		if g.Optional { // what is asked for comes first
			w -= 5_000
		}
	}
	return w
}

func wrongFields(g *Gold, s *schema.Statement) []Field {
	var wrong []Field
	for _, f := range fields {
		if scored, right := f.compare(g, s); scored && !right {
			wrong = append(wrong, f.field)
		}
	}
	return wrong
}

func found(wrong []Field) bool {
	return !slices.Contains(wrong, FieldAct) && !slices.Contains(wrong, FieldSpeaker)
}

func full(wrong []Field) bool {
	return found(wrong) && !slices.Contains(wrong, FieldRelation) &&
		!slices.Contains(wrong, FieldAgents) && !slices.Contains(wrong, FieldPatients)
}

// pair counts a gold line and its statement.
func (r *Result) pair(p Pair, answered map[int]schema.IRI) {
	if s := p.Statement; s != nil {
		p.Wrong = wrongFields(p.Gold, s)
		if p.Gold.RespondsTo != nil && !answers(p.Gold, s, answered) {
			p.Wrong = append(p.Wrong, FieldRespondsTo)
		}
		p.Found, p.Full = found(p.Wrong), full(p.Wrong)
	}
	r.Pairs = append(r.Pairs, p)
	if p.Gold.Optional {
		return
	}
	counts := []*Count{&r.Found, &r.Full, at(r.ByAct, p.Gold.Act)}
	if rel := p.Gold.Relation; rel != nil && *rel != "" {
		counts = append(counts, at(r.ByRelation, *rel))
	}
	for _, c := range counts {
		c.Gold++
	}
	if p.Statement == nil {
		return
	}
	r.predicted(p.Statement, p.Gold)
	if p.Found {
		r.Found.Right++
		at(r.ByAct, p.Gold.Act).Right++
	}
	if p.Full {
		r.Full.Right++
		if rel := p.Gold.Relation; rel != nil && *rel != "" {
			at(r.ByRelation, *rel).Right++
		}
	}
	for _, f := range fields {
		if scored, right := f.compare(p.Gold, p.Statement); scored {
			r.field(f.field, right)
		}
	}
	if p.Gold.RespondsTo != nil {
		r.field(FieldRespondsTo, !slices.Contains(p.Wrong, FieldRespondsTo))
	}
}

// predicted counts a statement as predicted; g is nil for an extra. An act that
// the gold accepts as an alternative counts as the gold's own.
func (r *Result) predicted(s *schema.Statement, g *Gold) {
	r.Found.Predicted++
	r.Full.Predicted++
	act := s.Act
	if g != nil && slices.Contains(g.Alt, act) {
		act = g.Act
	}
	at(r.ByAct, act).Predicted++
	if s.Claim.Relation != "" {
		at(r.ByRelation, string(s.Claim.Relation)).Predicted++
	}
}

func (r *Result) field(f Field, right bool) {
	c := at(r.Fields, f)
	c.Gold++
	c.Predicted++
	if right {
		c.Right++
	}
}

func at[K comparable](m map[K]*Count, k K) *Count {
	c := m[k]
	if c == nil {
		c = &Count{}
		m[k] = c
	}
	return c
}

func answers(g *Gold, s *schema.Statement, answered map[int]schema.IRI) bool {
	for _, n := range g.RespondsTo {
		if id, ok := answered[n]; !ok || !slices.Contains(s.RespondsTo, id) {
			return false
		}
	}
	return true
}

// extra counts a statement that no gold line took. Where an optional line stands
// in its place it is left out of the count.
func (r *Result) extra(e Extra, gold []*Gold, places [][]schema.Span) {
	if e.Statement.Act == schema.Report {
		r.Reports = append(r.Reports, e)
		return
	}
	for i, g := range gold {
		if g.Optional && slices.ContainsFunc(places[i], func(p schema.Span) bool { return within(e.Statement, p) }) {
			return
		}
	}
	r.Extras = append(r.Extras, e)
	r.predicted(e.Statement, nil)
}

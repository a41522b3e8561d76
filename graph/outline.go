package graph

import (
	"context"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// Outline is a statement by what answers count and choose by: without its wording, its
// evidence and the text of its document, it costs a tenth of the whole to read. Parties
// are the numbers of their nodes, as [View.Party] reads them.
type Outline struct {
	Ref        uint64 // the statement, as in [Posting]
	Act        schema.Act
	Stance     schema.Stance
	Polarity   schema.Polarity
	Confidence float64 // from 0 to 1
	Speaker    uint64
	Targets    []uint64
	// Said is when it was said, as EDTF: as it tells, else the date of its document.
	Said string
	// Happened is when what the claim says took place, as EDTF: as it tells, else Said.
	Happened string
	// Year and Day are those of the posting, as [Said] gives them.
	Year, Day int
	Claim     *ClaimOutline
	Document  *DocumentOutline
}

// ClaimOutline is a claim by the numbers of its nodes. Outlines share it.
type ClaimOutline struct {
	Ref              uint64
	Relation         schema.Relation
	Modality         schema.Modality
	Agents, Patients []uint64
}

// DocumentOutline is what statements are chosen by of their document. Outlines share it.
type DocumentOutline struct {
	Publisher, Date, Lang string
}

const (
	// maxOutlines is how many outlines are remembered, at about 200 bytes each.
	maxOutlines = 1 << 18
	// maxTraits is how many values of properties are remembered, at about 40 bytes each.
	maxTraits = 1 << 18
)

// trait is a property of a statement, by numbers.
type trait struct{ ref, property uint64 }

// Outliner reads outlines of a view, and remembers what they share. It is to be closed,
// and to be used by one goroutine at a time.
type Outliner struct {
	v          *View
	subjects   reading
	objects    reading
	properties map[uint64]quad.IRI // by their numbers
	about      uint64              // the number of [schema.PClaim]
	claims     map[uint64]*ClaimOutline
	documents  map[uint64]*DocumentOutline
	read       []property // of the node read last
}

// outlined are the properties that outlines are made of.
var outlined = []quad.IRI{schema.PAct, schema.PStance, schema.PSpeaker, schema.PTarget, schema.PClaim, schema.PDerived,
	schema.PSaid, schema.PWhen, schema.PPolarity, schema.PConfidence, schema.PRelation, schema.PModality, schema.PAgent, schema.PPatient,
	schema.PPublisher, schema.PPublished, schema.PLang}

// Outliner reads outlines of the view.
func (v *View) Outliner() (*Outliner, error) {
	if v.err != nil {
		return nil, v.err
	}
	values := make([]quad.Value, len(outlined))
	for i, p := range outlined {
		values[i] = p
	}
	ids, err := v.db.nodes(values)
	if err != nil {
		return nil, fmt.Errorf("read outlines: %w", err)
	}
	o := &Outliner{v: v, properties: make(map[uint64]quad.IRI, len(ids)), claims: make(map[uint64]*ClaimOutline), documents: make(map[uint64]*DocumentOutline)}
	for i, id := range ids {
		if id == 0 {
			continue
		}
		o.properties[id] = outlined[i]
		if outlined[i] == schema.PClaim {
			o.about = id
		}
	}
	o.subjects = v.db.reading(layout.SPOL, layout.Quad{}, 0)
	o.objects = v.db.reading(layout.OPSL, layout.Quad{}, 0)
	return o, nil
}

// Len is how many claims and documents the reader has in mind.
func (r *Outliner) Len() int { return len(r.claims) + len(r.documents) }

// Close lets go of the reader.
func (r *Outliner) Close() {
	r.subjects.Close()
	r.objects.Close()
}

// property is a property of a node.
type property struct {
	name  quad.IRI
	value uint64
}

// of lists the properties of a node that outlines are made of.
func (r *Outliner) of(ref uint64) ([]property, error) {
	r.read = r.read[:0]
	err := r.subjects.Scan(layout.Quad{ref}, 1, func(q layout.Quad) bool {
		if p, ok := r.properties[q[1]]; ok {
			r.read = append(r.read, property{p, q[2]})
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("read outline of node %d: %w", ref, err)
	}
	return r.read, nil
}

// texts reads those properties for which there is a place.
func (r *Outliner) texts(of []property, place func(name quad.IRI) *string) (err error) {
	for _, p := range of {
		if to := place(p.name); to != nil {
			if *to, err = r.text(p.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// text reads a text, or the last part of an IRI such as act/deny.
func (r *Outliner) text(id uint64) (string, error) {
	x, err := r.v.value(id)
	if err != nil {
		return "", err
	}
	switch x := x.(type) {
	case quad.IRI:
		_, tail, _ := strings.Cut(string(x), "/")
		return tail, nil
	case quad.String:
		return string(x), nil
	case quad.LangString:
		return string(x.Value), nil
	}
	return "", nil
}

// Outline reads the outline of a statement by its number. The error wraps [ErrNotFound]
// when no statement has it. What it returns is shared: it is not to be changed.
func (r *Outliner) Outline(ctx context.Context, ref uint64) (*Outline, error) {
	if o, ok := r.v.s.outlines.get(r.v, ref); ok {
		return o, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out, err := r.statement(ref)
	if err == nil {
		r.v.s.outlines.put(r.v, ref, out, maxOutlines)
	}
	return out, err
}

// Has tells whether a statement, by its number, has this value of a property that has one
// at most. It costs a lookup at most.
func (r *Outliner) Has(ctx context.Context, ref uint64, property quad.IRI, value quad.Value) (bool, error) {
	want, err := r.v.node(value)
	if err != nil || want == 0 {
		return false, err
	}
	has, err := r.only(ctx, ref, property)
	return has == want, err
}

// Happened is [Outline.Happened] where the claim of the statement tells it, else empty. It
// costs a lookup at most, or two where it is told.
func (r *Outliner) Happened(ctx context.Context, ref uint64) (string, error) {
	when, err := r.only(ctx, ref, schema.PWhen)
	if err != nil || when == 0 {
		return "", err
	}
	return r.text(when)
}

// Sentence is the sentence of the statement. It costs two lookups.
func (r *Outliner) Sentence(ctx context.Context, ref uint64) (string, error) {
	sentence, err := r.only(ctx, ref, schema.PSentence)
	if err != nil || sentence == 0 {
		return "", err
	}
	return r.text(sentence)
}

// only reads a property of a node that has one value of it at most, 0 for none.
func (r *Outliner) only(ctx context.Context, ref uint64, property quad.IRI) (value uint64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	p, err := r.v.node(property)
	if err != nil || p == 0 {
		return 0, err
	}
	at := trait{ref, p}
	if value, ok := r.v.s.traits.get(r.v, at); ok {
		return value, nil
	}
	err = r.subjects.Scan(layout.Quad{ref, p}, 2, func(q layout.Quad) bool {
		value = q[2]
		return false
	})
	if err != nil {
		return 0, fmt.Errorf("read %s of node %d: %w", property, ref, err)
	}
	r.v.s.traits.put(r.v, at, value, maxTraits)
	return value, nil
}

func (r *Outliner) statement(ref uint64) (*Outline, error) {
	of, err := r.of(ref)
	if err != nil {
		return nil, err
	}
	out := &Outline{Ref: ref, Polarity: schema.Positive}
	var claim, document, confidence uint64
	for _, p := range of {
		switch p.name {
		case schema.PSpeaker:
			out.Speaker = p.value
		case schema.PTarget:
			out.Targets = append(out.Targets, p.value)
		case schema.PClaim:
			claim = p.value
		case schema.PDerived:
			document = p.value
		case schema.PConfidence:
			confidence = p.value
		}
	}
	err = r.texts(of, func(name quad.IRI) *string {
		switch name {
		case schema.PAct:
			return (*string)(&out.Act)
		case schema.PStance:
			return (*string)(&out.Stance)
		case schema.PPolarity:
			return (*string)(&out.Polarity)
		case schema.PSaid:
			return &out.Said
		case schema.PWhen:
			return &out.Happened
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if claim == 0 || document == 0 {
		return nil, fmt.Errorf("node %d is no statement: %w", ref, ErrNotFound)
	}
	x, err := r.v.value(confidence)
	if err != nil {
		return nil, err
	}
	c, _ := x.(quad.Float)
	out.Confidence = float64(c)
	if out.Claim, err = r.claim(claim); err != nil {
		return nil, err
	}
	if out.Document, err = r.document(document); err != nil {
		return nil, err
	}
	out.Year, out.Day = Said(out.Said, out.Document.Date)
	if out.Said == "" {
		out.Said = out.Document.Date
	}
	if out.Happened == "" {
		out.Happened = out.Said
	}
	return out, nil
}

func (r *Outliner) claim(ref uint64) (*ClaimOutline, error) {
	if c, ok := r.claims[ref]; ok {
		return c, nil
	}
	of, err := r.of(ref)
	if err != nil {
		return nil, err
	}
	out := &ClaimOutline{Ref: ref}
	for _, p := range of {
		switch p.name {
		case schema.PAgent:
			out.Agents = append(out.Agents, p.value)
		case schema.PPatient:
			out.Patients = append(out.Patients, p.value)
		}
	}
	err = r.texts(of, func(name quad.IRI) *string {
		switch name {
		case schema.PRelation:
			return (*string)(&out.Relation)
		case schema.PModality:
			return (*string)(&out.Modality)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	r.claims[ref] = out
	return out, nil
}

func (r *Outliner) document(ref uint64) (*DocumentOutline, error) {
	if d, ok := r.documents[ref]; ok {
		return d, nil
	}
	of, err := r.of(ref)
	if err != nil {
		return nil, err
	}
	var d schema.Document
	err = r.texts(of, func(name quad.IRI) *string {
		switch name {
		case schema.PPublisher:
			return &d.Publisher
		case schema.PPublished:
			return &d.Published
		case schema.PLang:
			return &d.Lang
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := &DocumentOutline{Publisher: d.Publisher, Date: d.Date(), Lang: d.Lang}
	r.documents[ref] = out
	return out, nil
}

// About reads the outlines of the statements of a claim, by its number, in no order.
func (r *Outliner) About(ctx context.Context, claim uint64) ([]*Outline, error) {
	var refs []uint64
	err := r.objects.Scan(layout.Quad{1: r.about, 2: claim}, 2, func(q layout.Quad) bool {
		refs = append(refs, q[0])
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("read what was said of node %d: %w", claim, err)
	}
	out := make([]*Outline, 0, len(refs))
	for _, ref := range refs {
		o, err := r.Outline(ctx, ref)
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// Ref is the number of a statement, actor or other node, 0 when it is not in the store.
func (v *View) Ref(id schema.IRI) (uint64, error) {
	if v.err != nil {
		return 0, v.err
	}
	return v.node(quad.IRI(id))
}

// Party reads a party of an outline: its identity and its name, or the words for one
// that has no identity.
func (v *View) Party(ctx context.Context, ref uint64) (schema.Party, error) {
	x, err := v.value(ref)
	if err != nil {
		return schema.Party{}, err
	}
	iri, ok := x.(quad.IRI)
	if !ok {
		text, _ := x.(quad.String)
		return schema.Party{Name: string(text)}, nil
	}
	r := v.reader()
	if err := r.takeName(ctx, iri); err != nil {
		return schema.Party{}, err
	}
	return schema.Party{ID: schema.IRI(iri), Name: schema.NewDecoder(r.nodes).Name(schema.IRI(iri))}, nil
}

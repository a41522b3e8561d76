package ask

import (
	"cmp"
	"context"
	"slices"

	"saksi/graph"
	"saksi/schema"
)

// Timeline lists what an actor said and what was said of it, or what was said of a
// claim, the oldest first. The subject is an actor by any name, or "claim/…". Further
// filters narrow it down; its order stands when the query has one.
func (a *Asker) Timeline(ctx context.Context, subject string, q Query) (Answer, error) {
	if len(subject) > 6 && subject[:6] == "claim/" {
		q.Claim = schema.IRI(subject)
	} else {
		q.With = subject
	}
	if q.Order == "" {
		q.Order = Oldest
	}
	return a.Ask(ctx, q)
}

// Dispute is a claim that one actor holds and another denies.
type Dispute struct {
	Claim schema.Claim `json:"claim"`
	// For and Against are the statements of both sides, the oldest first.
	For     []schema.Statement `json:"for"`
	Against []schema.Statement `json:"against"`
	// Changed lists those who were against and later for.
	Changed []Reversal `json:"changed,omitempty"`
}

// Disputes is a page of disputes. It may be short and yet not be the last: Next tells.
type Disputes struct {
	Disputes  []Dispute `json:"disputes"`
	Next      string    `json:"next,omitempty"`
	Truncated bool      `json:"truncated"`
}

// Disputes lists claims that one actor holds and another denies, the latest denial
// first. The query narrows down the denials.
func (a *Asker) Disputes(ctx context.Context, q Query) (Disputes, error) {
	v := a.Store.View()
	defer v.Close()
	q.Stance = schema.Against
	out := Disputes{Disputes: []Dispute{}}
	seen := make(map[uint64]bool)
	next, err := a.scan(ctx, v, q, func(w *walker, o *graph.Outline) (bool, error) {
		if seen[o.Claim.Ref] {
			return false, nil
		}
		seen[o.Claim.Ref] = true
		all, err := w.outliner.About(ctx, o.Claim.Ref)
		if err != nil || !disputed(all) {
			return false, err
		}
		id, err := v.Name(o.Claim.Ref)
		if err != nil {
			return false, err
		}
		d, ok, err := dispute(ctx, v, id)
		if ok {
			out.Disputes = append(out.Disputes, d)
		}
		return ok, err
	})
	out.Next, out.Truncated = next, next != ""
	return out, err
}

// disputed tells whether one speaker is for what another is against.
func disputed(all []*graph.Outline) bool {
	return slices.ContainsFunc(all, func(o *graph.Outline) bool {
		return o.Stance == schema.For && slices.ContainsFunc(all, func(p *graph.Outline) bool {
			return p.Stance == schema.Against && p.Speaker != o.Speaker
		})
	})
}

// Dispute is the dispute about a claim; ok is false when nobody disputes it.
func (a *Asker) Dispute(ctx context.Context, claim schema.IRI) (d Dispute, ok bool, err error) {
	v := a.Store.View()
	defer v.Close()
	return dispute(ctx, v, claim)
}

// maxScan is how many statements are looked at for one page of disputes or reversals.
// A page may therefore be short, or empty, and yet not be the last.
const maxScan = 5000

// scan hands the outlines of a query's statements to f, in the order of an answer, until
// f took as many as the query's limit, or until enough were looked at, and returns the
// cursor for those after.
func (a *Asker) scan(ctx context.Context, v *graph.View, q Query, f func(*walker, *graph.Outline) (bool, error)) (next string, err error) {
	q, plan, after, err := a.prepare(ctx, v, q)
	if err != nil {
		return "", err
	}
	taken, seen := 0, 0
	var last place
	err = plan.walk(ctx, v, func(c *chunk) (bool, error) {
		if after != nil && c.before(*after, q.Order) {
			return true, nil
		}
		if err := c.name(); err != nil {
			return false, err
		}
		for c.next() {
			if after != nil && !c.place().after(*after, q.Order) {
				continue
			}
			if taken == q.Limit || seen == maxScan {
				next = writeCursor(q, last)
				return false, nil
			}
			last = c.place()
			seen++
			ok, err := c.counts(ctx)
			if err != nil {
				return false, err
			}
			if !ok {
				continue
			}
			o, err := c.outline(ctx)
			if err != nil {
				return false, err
			}
			if ok, err = f(c.w, o); err != nil {
				return false, err
			}
			if ok {
				taken++
			}
		}
		return true, nil
	})
	return next, err
}

func placeOf(s *schema.Statement) place {
	y, d := graph.Said(s.Said, s.Document.Date())
	return place{y, d, s.ID}
}

// about reads the statements of a claim, the oldest first.
func about(ctx context.Context, v *graph.View, claim schema.IRI) ([]schema.Statement, error) {
	ids, err := v.StatementsAbout(ctx, claim)
	if err != nil {
		return nil, err
	}
	ss, err := v.Statements(ctx, ids...)
	slices.SortFunc(ss, func(a, b schema.Statement) int { return placeOf(&a).compare(placeOf(&b)) })
	return ss, err
}

func dispute(ctx context.Context, v *graph.View, claim schema.IRI) (d Dispute, ok bool, err error) {
	ss, err := about(ctx, v, claim)
	if err != nil {
		return d, false, err
	}
	for _, s := range ss {
		switch s.Stance() {
		case schema.For:
			d.For = append(d.For, s)
		case schema.Against:
			d.Against = append(d.Against, s)
		}
	}
	for i := range d.For {
		for j := range d.Against {
			ok = ok || d.For[i].Speaker.Key() != d.Against[j].Speaker.Key()
		}
	}
	if !ok {
		return d, false, nil
	}
	d.Claim, err = v.Claim(ctx, claim)
	d.Changed = changes(ss)
	return d, err == nil, err
}

// Kind is a kind of reversal.
type Kind string

// The kinds of reversals.
const (
	// Admitted: was against a claim, and later for it.
	Admitted Kind = "denied, then admitted"
	// Retracted: was for a claim, and later against it.
	Retracted Kind = "asserted, then denied"
	// Broken: promised to do something, and then did the opposite.
	Broken Kind = "promised, then did the opposite"
)

// Reversal is an actor who changed its story.
type Reversal struct {
	Kind   Kind             `json:"kind"`
	Before schema.Statement `json:"before"`
	After  schema.Statement `json:"after"`
}

// changes finds who changed sides among the statements of one claim, which are in
// order of time: each change once, with the last statement before it.
func changes(ss []schema.Statement) []Reversal {
	var out []Reversal
	last := make(map[string]*schema.Statement)
	for i := range ss {
		s := &ss[i]
		stance := s.Stance()
		if stance == schema.Neither || s.Speaker.ID == "" || s.Act == schema.Report {
			continue
		}
		before := last[s.Speaker.Key()]
		last[s.Speaker.Key()] = s
		if before == nil || before.Stance() == stance {
			continue
		}
		out = append(out, Reversal{changed(stance), *before, *s})
	}
	return out
}

// changed is the kind of reversal that ends with the stance.
func changed(to schema.Stance) Kind {
	if to == schema.Against {
		return Retracted
	}
	return Admitted
}

// Reversals is a page of reversals. It may be short and yet not be the last: Next tells.
type Reversals struct {
	Reversals []Reversal `json:"reversals"`
	Next      string     `json:"next,omitempty"`
	Truncated bool       `json:"truncated"`
}

// Reversals lists actors who changed their story, the latest change first: those who
// denied something and later admitted it or the other way round, and those who
// promised something and then did the opposite. The query narrows down the
// statements after the change.
func (a *Asker) Reversals(ctx context.Context, q Query) (Reversals, error) {
	v := a.Store.View()
	defer v.Close()
	out := Reversals{Reversals: []Reversal{}}
	known := newHistory(v)
	next, err := a.scan(ctx, v, q, func(w *walker, o *graph.Outline) (bool, error) {
		turns, err := known.turns(ctx, w, o)
		if err != nil {
			return false, err
		}
		for _, t := range turns {
			r := Reversal{Kind: t.kind}
			if r.Before, err = w.statement(ctx, t.before.Ref); err != nil {
				return false, err
			}
			if r.After, err = w.statement(ctx, o.Ref); err != nil {
				return false, err
			}
			out.Reversals = append(out.Reversals, r)
		}
		return len(turns) > 0, nil
	})
	out.Next, out.Truncated = next, next != ""
	return out, err
}

// Answers lists the statements in other documents that a reply answers: of the same
// claim, by others, of the opposite stance, said no later, the latest first. Those of
// the same document are in the statement itself.
func (a *Asker) Answers(ctx context.Context, id schema.IRI) ([]schema.Statement, error) {
	v := a.Store.View()
	defer v.Close()
	s, err := v.Statement(ctx, id)
	if err != nil {
		return nil, err
	}
	info, _ := s.Act.Info()
	if !info.Reply {
		return nil, nil
	}
	ss, err := about(ctx, v, s.Claim.ID)
	if err != nil {
		return nil, err
	}
	var out []schema.Statement
	for _, o := range ss {
		asserted := o.Stance() == schema.For
		if s.Stance() == schema.For && s.Act == schema.Admit {
			asserted = asserted && o.Act != schema.Admit
		}
		if asserted && o.Document.ID != s.Document.ID && o.Speaker.Key() != s.Speaker.Key() && placeOf(&o).compare(placeOf(&s)) <= 0 {
			out = append(out, o)
		}
	}
	slices.Reverse(out)
	return out, nil
}

// Link is one of those through whom a statement came.
type Link struct {
	Role      string     `json:"role"` // publisher, via, reported by, person, speaker
	ID        schema.IRI `json:"id,omitempty"`
	Name      string     `json:"name"`
	Statement schema.IRI `json:"statement,omitempty"`
}

// Chain is the way of a statement from its publisher back to who made it: publisher,
// agencies and media named in the text, those who told of it, the person, the actor
// that answers for it.
func (a *Asker) Chain(ctx context.Context, id schema.IRI) ([]Link, error) {
	v := a.Store.View()
	defer v.Close()
	s, err := v.Statement(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []Link
	if s.Document.Publisher != "" {
		out = append(out, Link{Role: "publisher", Name: s.Document.Publisher})
	}
	var tellers []Link
	seen := map[schema.IRI]bool{id: true}
	for at := s; at.ReportedBy != "" && !seen[at.ReportedBy]; {
		seen[at.ReportedBy] = true
		if at, err = v.Statement(ctx, at.ReportedBy); err != nil {
			return nil, err
		}
		tellers = append(tellers, Link{"reported by", at.Speaker.ID, at.Speaker.Name, at.ID})
	}
	for _, m := range s.Via {
		out = append(out, Link{Role: "via", Name: m})
	}
	slices.Reverse(tellers)
	out = append(out, tellers...)
	if p := s.Speaker.Person; p != nil {
		out = append(out, Link{Role: "person", ID: p.ID, Name: p.Name})
	}
	return append(out, Link{Role: "speaker", ID: s.Speaker.ID, Name: s.Speaker.Name}), nil
}

// Source is a publisher that carries a claim, with its statements.
type Source struct {
	Publisher  string       `json:"publisher"`
	Statements []schema.IRI `json:"statements"`
	Copies     int          `json:"copies"` // documents among them that copy another's text
}

// Corroboration says how many independent publishers carry a claim.
type Corroboration struct {
	Claim schema.IRI `json:"claim"`
	// Independent counts the publishers with a statement that is for the claim in a
	// document that is no copy of another.
	Independent int      `json:"independent"`
	Sources     []Source `json:"sources"`
}

// Corroborate counts the publishers that carry statements for a claim.
func (a *Asker) Corroborate(ctx context.Context, claim schema.IRI) (Corroboration, error) {
	v := a.Store.View()
	defer v.Close()
	out := Corroboration{Claim: claim}
	ss, err := about(ctx, v, claim)
	if err != nil {
		return out, err
	}
	by := make(map[string]*Source)
	own := make(map[string]bool)
	for i := range ss {
		s := &ss[i]
		if s.Stance() != schema.For {
			continue
		}
		p := cmp.Or(s.Document.Publisher, string(s.Document.ID))
		if by[p] == nil {
			by[p] = &Source{Publisher: p}
		}
		by[p].Statements = append(by[p].Statements, s.ID)
		if s.Document.CopyOf != "" {
			by[p].Copies++
		} else {
			own[p] = true
		}
	}
	out.Independent = len(own)
	for _, s := range by {
		out.Sources = append(out.Sources, *s)
	}
	slices.SortFunc(out.Sources, func(a, b Source) int { return cmp.Compare(a.Publisher, b.Publisher) })
	return out, nil
}

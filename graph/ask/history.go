package ask

import (
	"cmp"
	"context"
	"slices"

	"saksi/graph"
	"saksi/schema"
)

// history is what actors said before, by outlines: what claims were turned round, and
// what was promised. It remembers both for one answer.
type history struct {
	view     *graph.View
	turned   map[uint64]map[uint64]turn  // by claim and by the statement after the turn
	promised map[uint64][]*graph.Outline // by actor, of its own deeds, the oldest first
	names    map[uint64]schema.Party
}

// turn is a reversal by its outlines.
type turn struct {
	kind   Kind
	before *graph.Outline
}

func newHistory(v *graph.View) *history {
	return &history{view: v, turned: make(map[uint64]map[uint64]turn), promised: make(map[uint64][]*graph.Outline), names: make(map[uint64]schema.Party)}
}

// turns lists the reversals of which the statement is the later part.
func (h *history) turns(ctx context.Context, w *walker, o *graph.Outline) ([]turn, error) {
	var out []turn
	if o.Stance != schema.Neither && o.Act != schema.Report {
		all, ok := h.turned[o.Claim.Ref]
		if !ok {
			var err error
			if all, err = h.changes(ctx, w, o.Claim.Ref); err != nil {
				return nil, err
			}
			h.turned[o.Claim.Ref] = all
		}
		if t, ok := all[o.Ref]; ok {
			out = append(out, t)
		}
	}
	broken, err := h.broken(ctx, o)
	return append(out, broken...), err
}

// changes finds, like the function of that name for statements, who changed sides about a
// claim.
func (h *history) changes(ctx context.Context, w *walker, claim uint64) (map[uint64]turn, error) {
	all, err := w.outliner.About(ctx, claim)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(o *graph.Outline) bool { return o.Stance == schema.Neither || o.Act == schema.Report })
	sides := make(map[uint64]schema.Stance)
	turned := make(map[uint64]bool) // speakers of both stances
	for _, o := range all {
		if s, ok := sides[o.Speaker]; ok && s != o.Stance {
			turned[o.Speaker] = true
		}
		sides[o.Speaker] = o.Stance
	}
	all = slices.DeleteFunc(all, func(o *graph.Outline) bool { return !turned[o.Speaker] })
	if len(all) == 0 {
		return nil, nil
	}
	if err := h.inOrder(all); err != nil {
		return nil, err
	}
	out := make(map[uint64]turn)
	last := make(map[uint64]*graph.Outline)
	for _, o := range all {
		before := last[o.Speaker]
		last[o.Speaker] = o
		if before == nil || before.Stance == o.Stance {
			continue
		}
		p, err := h.party(ctx, o.Speaker)
		if err != nil {
			return nil, err
		}
		if p.ID != "" {
			out[o.Ref] = turn{changed(o.Stance), before}
		}
	}
	return out, nil
}

// inOrder puts outlines in the order of time, the oldest first.
func (h *history) inOrder(all []*graph.Outline) error {
	ids := make(map[uint64]schema.IRI, len(all))
	for _, o := range all {
		id, err := h.view.Name(o.Ref)
		if err != nil {
			return err
		}
		ids[o.Ref] = id
	}
	slices.SortFunc(all, func(a, b *graph.Outline) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Day, b.Day), cmp.Compare(ids[a.Ref], ids[b.Ref]))
	})
	return nil
}

func (h *history) party(ctx context.Context, ref uint64) (schema.Party, error) {
	if p, ok := h.names[ref]; ok {
		return p, nil
	}
	p, err := h.view.Party(ctx, ref)
	if err == nil {
		h.names[ref] = p
	}
	return p, err
}

// broken lists the promises that the claim of the statement breaks: an agent of it
// promised the opposite before, or not to do it.
func (h *history) broken(ctx context.Context, o *graph.Outline) ([]turn, error) {
	info, ok := o.Claim.Relation.Info()
	if !ok || o.Stance != schema.For || o.Claim.Modality != schema.Actual {
		return nil, nil
	}
	var out []turn
	for _, who := range o.Claim.Agents {
		ps, err := h.promises(ctx, who)
		if err != nil {
			return nil, err
		}
		for _, p := range slices.Backward(ps) { // the latest before the statement
			before := cmp.Or(cmp.Compare(p.Year, o.Year), cmp.Compare(p.Day, o.Day)) < 0
			opposite := slices.Contains(info.Opposite, p.Claim.Relation) && p.Polarity == schema.Positive ||
				p.Claim.Relation == o.Claim.Relation && p.Polarity == schema.Negative
			if before && opposite && shared(p.Claim.Patients, o.Claim.Patients) {
				out = append(out, turn{Broken, p})
				break
			}
		}
	}
	return out, nil
}

// promises lists what the actor promised to do itself, the oldest first, of the latest
// [MaxLimit].
func (h *history) promises(ctx context.Context, actor uint64) ([]*graph.Outline, error) {
	if ps, ok := h.promised[actor]; ok {
		return ps, nil
	}
	who, err := h.party(ctx, actor)
	if err != nil {
		return nil, err
	}
	var out []*graph.Outline
	if who.ID != "" {
		q := Query{Acts: []schema.Act{schema.Promise}, By: string(who.ID), Against: string(who.ID), Limit: MaxLimit}
		_, err = (&Asker{}).scan(ctx, h.view, q, func(_ *walker, o *graph.Outline) (bool, error) {
			own := slices.Contains(o.Claim.Agents, actor)
			if own {
				out = append(out, o)
			}
			return own, nil
		})
		slices.Reverse(out)
	}
	h.promised[actor] = out
	return out, err
}

// shared tells whether the two share a party, or either names none.
func shared(a, b []uint64) bool {
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(x uint64) bool { return slices.Contains(b, x) })
}

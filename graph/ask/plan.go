package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"saksi/graph"
	"saksi/schema"
)

// planner turns a query into a plan.
type planner struct {
	ctx   context.Context
	view  *graph.View
	names Resolver
}

// condition is a set of posting lists of which a statement must be in one, in one
// of the roles (any for none).
type condition struct {
	keys  []graph.Key
	roles []graph.Role
	// hint tells that a statement need not be looked up in the lists: it is quicker to
	// look at it.
	hint bool
}

// plan is how to find the statements of a query.
type plan struct {
	filter
	conditions []condition
	// only are the statements to look at, when the query names a claim or document.
	only       []schema.IRI
	listed     bool
	deeds      bool         // the index has lists of actors by relation
	happenings bool         // and those by when something happened
	acts       []schema.Act // those that may be wanted; none for any
	covered    bool         // the conditions and traits say all that the query asks, but for times
	traits     []trait
	// others tells that those with whom it is to be can't be part of the speaker.
	others bool
	// outlined tells that the conditions and outlines show all of it.
	outlined bool
}

func (p *planner) plan(q Query) (*plan, error) {
	pl := &plan{filter: filter{Query: q}, deeds: p.view.Deeds(), happenings: p.view.Happenings()}
	if err := p.check(q); err != nil {
		return nil, err
	}
	f := &pl.filter
	for _, a := range []struct {
		field, name string
		to          *[]schema.IRI
	}{{"by", q.By, &f.by}, {"person", q.Person, &f.person}, {"against", q.Against, &f.against}, {"target", q.Target, &f.target},
		{"agent", q.Agent, &f.agent}, {"patient", q.Patient, &f.patient}, {"with", q.With, &f.with}} {
		ids, err := p.actor(a.field, a.name)
		if err != nil {
			return nil, err
		}
		*a.to = ids
	}
	var err error
	if f.said, err = readWindow("said_since", q.SaidSince, "said_until", q.SaidUntil); err != nil {
		return nil, err
	}
	if f.happened, err = readWindow("since", q.Since, "until", q.Until); err != nil {
		return nil, err
	}
	f.text, f.place, f.about = graph.Words(q.Text), graph.Words(q.Place), graph.Words(q.About)
	if len(f.about) > 0 {
		if f.aboutActor, err = names(p.ctx, p.view, p.names, q.About); err != nil {
			return nil, err
		}
		if t, ok := p.names.(ThemeResolver); ok {
			f.themes = t.ResolveTheme(q.About)
		}
	}
	if err := p.list(pl); err != nil {
		return nil, err
	}
	if pl.others, err = p.others(f); err != nil {
		return nil, err
	}
	pl.condition()
	return pl, nil
}

// check refuses values that are in no list.
func (p *planner) check(q Query) error {
	for _, a := range q.Acts {
		if !a.Valid() {
			return fieldError("act", string(a), "not one of %s", strings.Join(schema.ActNames(), ", "))
		}
	}
	for _, r := range q.Relations {
		if !r.Valid() {
			return fieldError("relation", string(r), "no such relation")
		}
	}
	for _, e := range []struct {
		field, value string
		list         []string
	}{
		{"order", string(q.Order), []string{string(Newest), string(Oldest)}},
		{"stance", string(q.Stance), []string{string(schema.For), string(schema.Against), string(schema.Neither)}},
		{"polarity", string(q.Polarity), []string{string(schema.Positive), string(schema.Negative)}},
		{"modality", string(q.Modality), []string{string(schema.Actual), string(schema.Planned), string(schema.Possible), string(schema.Future)}},
	} {
		if e.value != "" && !slices.Contains(e.list, e.value) {
			return fieldError(e.field, e.value, "not one of %s", strings.Join(e.list, ", "))
		}
	}
	if q.MinConfidence < 0 || q.MinConfidence > 1 {
		return fieldError("min_confidence", fmt.Sprint(q.MinConfidence), "must be from 0 to 1")
	}
	for _, e := range []struct {
		field string
		id    schema.IRI
		kind  string
	}{{"document", q.Document, "doc/"}, {"claim", q.Claim, "claim/"}} {
		if e.id != "" && !strings.HasPrefix(string(e.id), e.kind) {
			return fieldError(e.field, string(e.id), "not an identity such as %s…", e.kind)
		}
	}
	return nil
}

// list finds the statements of the claim or document that the query names.
func (p *planner) list(pl *plan) error {
	var err error
	switch {
	case pl.Claim != "":
		pl.listed = true
		pl.only, err = p.view.StatementsAbout(p.ctx, pl.Claim)
	case pl.Document != "":
		pl.listed = true
		pl.only, err = p.view.StatementsOf(p.ctx, pl.Document)
	}
	return err
}

// others tells whether the actors of the filter "with" are neither those who speak nor
// people, who may speak for them.
func (p *planner) others(f *filter) (bool, error) {
	if len(f.with) == 0 || len(f.by)+len(f.person) == 0 {
		return false, nil
	}
	for _, id := range f.with {
		if slices.Contains(f.by, id) || slices.Contains(f.person, id) {
			return false, nil
		}
		a, err := p.view.Actor(p.ctx, id)
		if errors.Is(err, graph.ErrNotFound) {
			continue
		}
		if err != nil || a.Kind == schema.PersonKind || a.Kind == "" {
			return false, err
		}
	}
	return true, nil
}

// condition derives the posting lists from the filter.
func (pl *plan) condition() {
	f := &pl.filter
	pl.outlined = !pl.listed && len(f.place)+len(f.text)+len(f.target)+len(f.agent)+len(f.aboutActor)+len(f.themes) == 0
	pl.covered = pl.outlined && f.MinConfidence == 0 && f.Modality == "" && f.Lang == ""
	pl.acts, pl.traits = f.Acts, f.traits()
	if f.Stance != "" && len(pl.acts) == 0 {
		pl.acts = actsThatMay(f.Stance)
	}
	who := f.by
	if len(who) == 0 {
		who = f.person
	} else if len(f.person) > 0 {
		pl.add(keys(f.person, graph.KeyBy))
	}
	met, related := pl.whom(who)
	switch {
	case len(f.with) == 0:
	case len(who) > 0 && pl.others:
		met = true
		pl.add(dyads(who, f.with))
	default:
		pl.add(append(keys(f.with, graph.KeyBy), keys(f.with, graph.KeyOf)...))
	}
	if len(who) > 0 && !met {
		pl.add(keys(who, graph.KeyBy))
	}
	if len(f.Relations) > 0 && !related {
		var ks []graph.Key
		for _, r := range f.Relations {
			ks = append(ks, graph.KeyRelation(r))
		}
		pl.add(ks)
	}
	if f.Publisher != "" {
		pl.add([]graph.Key{graph.KeyPublisher(f.Publisher)})
	}
	words := slices.Clone(f.place)
	switch {
	case len(f.about) == 0:
	case len(f.aboutActor)+len(f.themes) > 0:
		ks := append(keys(f.aboutActor, graph.KeyOf), graph.KeyWord(f.about[0]))
		for _, t := range f.themes {
			if ws := graph.ThemeWords(t); len(ws) > 0 && ws[0] != f.about[0] {
				ks = append(ks, graph.KeyWord(ws[0]))
			}
		}
		pl.add(ks)
	default:
		words = append(words, f.about...)
	}
	for _, w := range words {
		pl.add([]graph.Key{graph.KeyWord(w)})
	}
	if len(pl.conditions) == 0 {
		pl.add([]graph.Key{graph.KeyAll})
	}
}

// whom adds the conditions on those of whom something was said. Met tells that the
// speaker, who, is part of them, related that the relation is.
func (pl *plan) whom(who []schema.IRI) (met, related bool) {
	f := &pl.filter
	for _, c := range []struct {
		ids  []schema.IRI
		role graph.Role
	}{{f.against, graph.Blamed}, {f.target, graph.Blamed}, {f.agent, graph.Blamed}, {f.patient, graph.Affected}} {
		switch {
		case len(c.ids) == 0:
		case len(who) > 0:
			met = true
			pl.add(dyads(who, c.ids), c.role)
		case pl.deeds && len(f.Relations) > 0:
			related = true
			pl.add(deeds(c.ids, f.Relations), c.role)
		default:
			pl.add(keys(c.ids, graph.KeyOf), c.role)
		}
	}
	return met, related
}

func (pl *plan) add(ks []graph.Key, roles ...graph.Role) {
	pl.conditions = append(pl.conditions, condition{keys: ks, roles: roles})
}

func keys(ids []schema.IRI, key func(schema.IRI) graph.Key) []graph.Key {
	out := make([]graph.Key, len(ids))
	for i, id := range ids {
		out[i] = key(id)
	}
	return out
}

func deeds(whom []schema.IRI, rs []schema.Relation) []graph.Key {
	var out []graph.Key
	for _, id := range whom {
		for _, r := range rs {
			out = append(out, graph.KeyDeed(id, r))
		}
	}
	return out
}

func dyads(who, whom []schema.IRI) []graph.Key {
	var out []graph.Key
	for _, a := range who {
		for _, b := range whom {
			out = append(out, graph.KeyDyad(a, b))
		}
	}
	return out
}

// allows tells whether a posting of the condition may be of a statement wanted.
func (pl *plan) allows(c *condition, year int, p graph.Posting) bool {
	if len(c.roles) > 0 && !slices.Contains(c.roles, p.Role) || len(pl.acts) > 0 && !slices.Contains(pl.acts, p.Act) {
		return false
	}
	return p.Day == 0 || year == graph.NoYear || pl.said.meetsDay(year, p.Day)
}

// covers tells whether every candidate of a day that has the traits, and happened when
// the query asks, is wanted.
func (pl *plan) covers(year, day int) bool {
	return pl.covered && (pl.said.open() || pl.said.ofDays() && year != graph.NoYear && day != 0)
}

// years lists the years to look at, in the order of the answer.
func (pl *plan) years(all []int) []int {
	var out []int
	for _, y := range all {
		if y == graph.NoYear || pl.said.meetsYear(y) {
			out = append(out, y)
		}
	}
	if pl.Order != Oldest {
		slices.Reverse(out)
	}
	return out
}

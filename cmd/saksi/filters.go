package main

import (
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph/ask"
	"saksi/schema"
)

// filterFlags are the filters of a query, as flags.
type filterFlags struct {
	q         ask.Query
	acts      []string
	relations []string
	polarity  string
	modality  string
	stance    string
	document  string
	claim     string
}

func (f *filterFlags) declare(fs *pflag.FlagSet) {
	q := &f.q
	fs.StringSliceVar(&f.acts, "act", nil, "what was done with words: "+strings.Join(schema.ActNames(), ", "))
	fs.StringVar(&q.By, "by", "", "who said it: an actor, or a person who spoke for one")
	fs.StringVar(&q.Against, "against", "", "whom it blames: the target, or who does what is claimed")
	fs.StringVar(&q.About, "about", "", "words of what is claimed, or its theme")
	fs.StringSliceVar(&f.relations, "relation", nil, "what is claimed to be done: supply, attack, … (saksi ontology lists them)")
	fs.StringVar(&q.Person, "person", "", "the person who spoke")
	fs.StringVar(&q.Target, "target", "", "the target of the act alone")
	fs.StringVar(&q.Agent, "agent", "", "who does what is claimed")
	fs.StringVar(&q.Patient, "patient", "", "whom it is done to")
	fs.StringVar(&q.With, "with", "", "an actor in any role")
	fs.StringVar(&q.Text, "text", "", "words of the sentence")
	fs.StringVar(&q.Since, "since", "", "happened then or later, `DATE`")
	fs.StringVar(&q.Until, "until", "", "happened then or before, `DATE`")
	fs.StringVar(&q.SaidSince, "said-since", "", "said then or later, `DATE`")
	fs.StringVar(&q.SaidUntil, "said-until", "", "said then or before, `DATE`")
	fs.StringVar(&q.Place, "place", "", "words of where it happened")
	fs.StringVar(&q.Publisher, "publisher", "", "who published it")
	fs.StringVar(&q.Lang, "lang", "", "language of the document: id or en")
	fs.StringVar(&f.polarity, "polarity", "", "positive or negative")
	fs.StringVar(&f.modality, "modality", "", "actual, planned, possible or future")
	fs.StringVar(&f.stance, "stance", "", "for, against or neither")
	fs.StringVar(&f.document, "document", "", "statements of one document, `doc/…`")
	fs.StringVar(&f.claim, "claim", "", "statements about one claim, `claim/…`")
	fs.Float64Var(&q.MinConfidence, "min-confidence", 0, "from 0 to 1")
}

// given tells whether the user set one of the filters.
func (f *filterFlags) given(fs *pflag.FlagSet) bool {
	mine := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(filterFlags).declare(mine)
	set := false
	mine.VisitAll(func(x *pflag.Flag) { set = set || fs.Changed(x.Name) })
	return set
}

// query checks the flags and joins them with what the question asks.
func (f *filterFlags) query(question string, a *app) (ask.Query, error) {
	q, err := f.flags()
	if err != nil || strings.TrimSpace(question) == "" {
		return q, err
	}
	return understand(question, q, a)
}

func (f *filterFlags) flags() (ask.Query, error) {
	q := f.q
	for _, name := range f.acts {
		if !schema.Act(name).Valid() {
			return q, notOne("act", name, schema.ActNames())
		}
		q.Acts = append(q.Acts, schema.Act(name))
	}
	for _, name := range f.relations {
		if !schema.Relation(name).Valid() {
			return q, notOne("relation", name, schema.RelationNames())
		}
		q.Relations = append(q.Relations, schema.Relation(name))
	}
	q.Polarity, q.Modality, q.Stance = schema.Polarity(f.polarity), schema.Modality(f.modality), schema.Stance(f.stance)
	q.Document, q.Claim = schema.IRI(f.document), schema.IRI(f.claim)
	return q, nil
}

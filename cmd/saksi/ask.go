package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/export"
	"saksi/schema"
)

var askVerb = command{
	name:  "ask",
	args:  `[flags] ["question"]`,
	short: "ask who said what about whom, and when",
	long: `
Takes a plain question in Indonesian or English, or filters, or both. Actors are
named any way a person would: Iran, IRN, Teheran, Zelensky. Dates: 2022, 2022-10,
2022-10-17, 2022-10/2022-12. --since and --until are about when it happened,
--said-since and --said-until about when it was said.`,
	examples: `
saksi ask "who accused Iran of what?"
saksi ask "siapa menuduh Iran?"
saksi ask --act deny --by Iran --said-since 2022-10
saksi ask --relation supply --about drone --format jsonl | jq -r .evidence.sentence
saksi ask --against Rusia --format csv > russia.csv`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var f filterFlags
		var o answerFlags
		db := declareDB(fs)
		f.declare(fs)
		o.declare(fs)
		return func(ctx context.Context, a *app, args []string) error {
			q, err := f.query(strings.Join(args, " "), a)
			if err != nil {
				return err
			}
			return a.answer(ctx, *db, "", q, o)
		}
	},
}

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
	fs.StringSliceVar(&f.acts, "act", nil, "what was done with words: "+strings.Join(actNames(), ", "))
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

func actNames() []string {
	names := make([]string, len(schema.Acts))
	for i, a := range schema.Acts {
		names[i] = string(a.Act)
	}
	return names
}

func relationNames() []string {
	names := make([]string, len(schema.Relations))
	for i, r := range schema.Relations {
		names[i] = string(r.Relation)
	}
	return names
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
			return q, notOne("act", name, actNames())
		}
		q.Acts = append(q.Acts, schema.Act(name))
	}
	for _, name := range f.relations {
		if !schema.Relation(name).Valid() {
			return q, notOne("relation", name, relationNames())
		}
		q.Relations = append(q.Relations, schema.Relation(name))
	}
	q.Polarity, q.Modality, q.Stance = schema.Polarity(f.polarity), schema.Modality(f.modality), schema.Stance(f.stance)
	q.Document, q.Claim = schema.IRI(f.document), schema.IRI(f.claim)
	return q, nil
}

// answerFlags say how an answer is printed.
type answerFlags struct {
	limit      int
	cursor     string
	order      string
	format     string
	exitStatus bool
	excel      bool
}

var answerFormats = []string{"table", "json", "jsonl", "csv"}

func (o *answerFlags) declare(fs *pflag.FlagSet) {
	o.declarePage(fs, answerFormats)
	fs.StringVar(&o.order, "order", "newest", "newest or oldest first")
	fs.BoolVar(&o.excel, "excel", false, "CSV as Excel wants it: with a byte order mark, cells that look like formulas guarded")
}

// declareStory declares the flags of verbs that list stories.
func (o *answerFlags) declareStory(fs *pflag.FlagSet) { o.declarePage(fs, storyFormats) }

func (o *answerFlags) declarePage(fs *pflag.FlagSet, formats []string) {
	fs.IntVar(&o.limit, "limit", ask.DefaultLimit, fmt.Sprintf("how many at most (up to %d)", ask.MaxLimit))
	fs.StringVar(&o.cursor, "cursor", "", "where the page before ended")
	fs.StringVarP(&o.format, "format", "f", "", "output format: "+strings.Join(formats, ", ")+" (default: a table on a terminal, else jsonl)")
	fs.BoolVar(&o.exitStatus, "exit-status", false, "exit with 4 when nothing matches")
}

// answer asks the store and prints what it says; of a subject, its timeline.
func (a *app) answer(ctx context.Context, db, subject string, q ask.Query, o answerFlags) error {
	format, err := a.format(o.format, answerFormats)
	if err != nil {
		return err
	}
	if o.excel && format != "csv" {
		return usagef("--excel is for CSV: add --format csv")
	}
	if orders := []string{string(ask.Newest), string(ask.Oldest)}; !contains(orders, o.order) {
		return notOne("order", o.order, orders)
	}
	if err := o.checkLimit(); err != nil {
		return err
	}
	q.Limit, q.Cursor, q.Order = o.limit, o.cursor, ask.Order(o.order)
	return a.withStore(ctx, db, func(s *graph.Store) error {
		asker := ask.New(s, worldNames{})
		var answer ask.Answer
		var err error
		if subject != "" {
			q.Facets = format == "table" && q.Cursor == "" // for the bars
			answer, err = asker.Timeline(ctx, subject, q)
		} else {
			answer, err = asker.Ask(ctx, q)
		}
		var field *ask.FieldError
		if subject != "" && errors.As(err, &field) && field.Field == "with" { // which the user did not say
			return usagef("%q: %w%s", subject, field.Err, actorHint)
		}
		if err != nil {
			return wrongField(err)
		}
		a.bars(a.out, answer.Facets)
		if err := a.print(answer, format, o); err != nil {
			return err
		}
		if answer.Truncated {
			a.log.Info(fmt.Sprintf("%d of %s shown; the rest: --cursor %s", len(answer.Statements), total(answer.Total), answer.Next))
		}
		if len(answer.Statements) == 0 {
			if o.exitStatus {
				return errNoMatch
			}
			if format == "table" {
				a.log.Info("nothing matches; saksi stats shows what is in the store")
			}
		}
		return nil
	})
}

func (o *answerFlags) checkLimit() error {
	if o.limit < 1 || o.limit > ask.MaxLimit {
		return usagef("--limit %d: use 1 to %d (--cursor gives the next page; saksi export gives all)", o.limit, ask.MaxLimit)
	}
	return nil
}

// format is the one asked for, else a table on a terminal and JSON lines on a pipe.
func (a *app) format(given string, known []string) (string, error) {
	switch {
	case given == "" && a.terminal:
		return "table", nil
	case given == "":
		return "jsonl", nil
	case !contains(known, given):
		return "", notOne("format", given, known)
	}
	return given, nil
}

func total(t ask.Total) string {
	if t.Relation == ask.AtLeast {
		return "at least " + count(t.Value, "statement")
	}
	return count(t.Value, "statement")
}

const actorHint = " (actors are named as in Iran, IRN, Teheran or Zelensky)"

// wrongField makes a mistake in a query one of usage, in terms of the flags.
func wrongField(err error) error {
	var f *ask.FieldError
	if !errors.As(err, &f) {
		return err
	}
	hint := ""
	if errors.Is(err, ask.ErrUnknownActor) {
		hint = actorHint
	}
	flag, value := "--"+strings.ReplaceAll(f.Field, "_", "-"), strconv.Quote(f.Value)
	if strings.HasPrefix(f.Err.Error(), value) { // it tells the value itself
		return usagef("%s %w%s", flag, f.Err, hint)
	}
	return usagef("%s %s: %w%s", flag, value, f.Err, hint)
}

func (a *app) print(answer ask.Answer, format string, o answerFlags) error {
	switch format {
	case "json":
		return a.json(answer)
	case "csv":
		_, err := export.Write(context.Background(), a.out, page{statements: answer.Statements}, export.Options{Format: "csv", Excel: o.excel, Version: version})
		return err
	case "table":
		for i := range answer.Statements {
			a.statement(a.out, &answer.Statements[i])
		}
		return nil
	}
	for i := range answer.Statements {
		if err := a.line(answer.Statements[i]); err != nil {
			return err
		}
	}
	return nil
}

// page is a page of statements as a source of exports; without any, it is a source
// of nothing.
type page struct {
	statements []schema.Statement
}

// Filtered tells that only the statements count.
func (page) Filtered() bool { return true }

// Quads are none.
func (page) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(func(quad.Quad, error) bool) {}
}

// Statements are those of the page.
func (p page) Statements(context.Context) iter.Seq2[schema.Statement, error] {
	return func(yield func(schema.Statement, error) bool) {
		for _, s := range p.statements {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// Document is the one that the statements carry.
func (p page) Document(_ context.Context, id schema.IRI) (schema.Document, error) {
	for _, s := range p.statements {
		if s.Document.ID == id {
			return s.Document, nil
		}
	}
	return schema.Document{}, graph.ErrNotFound
}

// Actor knows none.
func (page) Actor(context.Context, schema.IRI) (schema.Actor, bool, error) {
	return schema.Actor{}, false, nil
}

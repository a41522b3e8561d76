package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/export"
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

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"saksi/loaders"
	"saksi/loaders/extract"
	"saksi/loaders/source"
	"saksi/schema"
)

// unparsed lists the sentences that hold a known cue and gave no statement.
func (a *app) unparsed(ctx context.Context, in inputFlags, format string, args []string) error {
	if format != "" && format != "jsonl" && format != "table" {
		return usagef("--unparsed prints jsonl or table, not %s", format)
	}
	o, err := in.options(a)
	if err != nil {
		return err
	}
	inputs, err := a.inputs(args, "extract")
	if err != nil {
		return err
	}
	sink := &gapSink{a: a, json: format == "jsonl" || format == "" && !a.terminal}
	_, err = loaders.Load(ctx, source.All(ctx, inputs, o), newGapExtractor, sink,
		loaders.Options{Jobs: in.jobs, Langs: in.only, FailFast: in.failFast, Log: a.log})
	if err == nil {
		a.log.Info(fmt.Sprintf("%s with a cue and no statement", count(sink.n, "sentence")))
	}
	return err
}

func newGapExtractor() (loaders.Extractor, error) {
	return extract.New(extract.Options{Gaps: true}), nil
}

// gapSink prints gaps, as lines of JSON or for people.
type gapSink struct {
	a    *app
	json bool
	n    int
}

// Write prints the gaps of the documents.
func (s *gapSink) Write(_ context.Context, xs []*schema.Extraction) error {
	enc := json.NewEncoder(s.a.out)
	enc.SetEscapeHTML(false)
	for _, x := range xs {
		for i := range x.Gaps {
			s.n++
			if !s.json {
				s.show(s.a.out, &x.Gaps[i])
			} else if err := enc.Encode(&x.Gaps[i]); err != nil {
				return err
			}
		}
	}
	return flush(s.a.out)
}

func (s *gapSink) show(w io.Writer, g *schema.Gap) {
	fmt.Fprintf(w, "%s (%s): %s\n    %s\n", s.a.paint(colourAct, g.Cue), g.Act, g.Why, g.Sentence)
}

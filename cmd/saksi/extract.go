package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/spf13/pflag"

	"saksi/graph/export"
	"saksi/loaders"
	"saksi/loaders/source"
	"saksi/schema"
)

var extractVerb = command{
	name:  "extract",
	args:  "[flags] INPUT...",
	short: "read documents and print their statements, without a store",
	long: `
Inputs are files, folders, globs, URLs, or - for standard input. Prints one
statement a line as JSON, on a terminal as a table. The output can be loaded:
saksi extract *.txt | saksi load -`,
	examples: `
saksi extract article.txt
saksi extract --format jsonl berita/ | jq -r '[.speaker.name, .act, .claim.text] | @tsv'
curl -s https://example.org/news.html | saksi extract --kind html -
saksi extract --format nquads *.jsonl.gz | gzip > part1.nq.gz`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var in inputFlags
		format := fs.StringP("format", "f", "", "output format: "+strings.Join(extractFormats, ", ")+" (default: a table on a terminal, else jsonl)")
		unparsed := fs.Bool("unparsed", false, "list the sentences with a known cue from which nothing was made, and why")
		least := fs.Float64("min-confidence", 0, "leave out statements below this confidence, 0 to 1")
		in.declare(fs)
		return func(ctx context.Context, a *app, args []string) error {
			if *unparsed {
				return a.unparsed(ctx, in, *format, args)
			}
			return a.extract(ctx, in, *format, *least, args)
		}
	},
}

var extractFormats = []string{"table", "jsonl", "nquads"}

func (a *app) extract(ctx context.Context, in inputFlags, format string, least float64, args []string) error {
	if least < 0 || least > 1 {
		return usagef("--min-confidence %g: 0 to 1 is possible", least)
	}
	o, err := in.options(a)
	if err != nil {
		return err
	}
	if format == "" {
		if format = "jsonl"; a.terminal {
			format = "table"
		}
	}
	var sink loaders.Sink
	switch format {
	case "jsonl":
		sink = &jsonlSink{a.out}
	case "nquads":
		sink = &nquadsSink{a.out}
	case "table":
		sink = &tableSink{a}
	default:
		return notOne("format", format, extractFormats)
	}
	inputs, err := a.inputs(args, "extract")
	if err != nil {
		return err
	}
	if least > 0 {
		sink = &surer{sink, least}
	}
	sum, err := loaders.Load(ctx, source.All(ctx, inputs, o), newExtractor, sink,
		loaders.Options{Jobs: in.jobs, Langs: in.only, FailFast: in.failFast, Log: a.log})
	if err == nil && sum.Statements == 0 {
		a.log.Info(fmt.Sprintf("no statements in %s", count(sum.Documents, "document")))
	}
	return err
}

// surer passes on the statements that are sure enough.
type surer struct {
	loaders.Sink
	least float64
}

// Write leaves out the statements below the least confidence.
func (s *surer) Write(ctx context.Context, xs []*schema.Extraction) error {
	for _, x := range xs {
		x.Statements = slices.DeleteFunc(x.Statements, func(st schema.Statement) bool { return st.Confidence < s.least })
	}
	return s.Sink.Write(ctx, xs)
}

// jsonlSink prints each statement as a line of JSON.
type jsonlSink struct{ w io.Writer }

// Write prints the statements.
func (s *jsonlSink) Write(_ context.Context, xs []*schema.Extraction) error {
	enc := json.NewEncoder(s.w)
	enc.SetEscapeHTML(false)
	for _, x := range xs {
		for i := range x.Statements {
			x.Statements[i].Document = x.Document
			if err := enc.Encode(x.Statements[i]); err != nil {
				return err
			}
		}
	}
	return flush(s.w)
}

// nquadsSink prints each document as the quads that the store would hold.
type nquadsSink struct{ w io.Writer }

// Write prints the quads.
func (s *nquadsSink) Write(ctx context.Context, xs []*schema.Extraction) error {
	for _, x := range xs {
		if _, err := export.Write(ctx, s.w, read{x: x}, export.Options{}); err != nil {
			return err
		}
	}
	return flush(s.w)
}

// read is what was read from one document, as a source of exports.
type read struct {
	page
	x *schema.Extraction
}

// Filtered tells that all quads count.
func (read) Filtered() bool { return false }

// Quads are those of the document.
func (r read) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range schema.Quads(r.x) {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// flush shows each document as soon as it is there.
func flush(w io.Writer) error {
	if f, ok := w.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"saksi/graph"
	"saksi/graph/serve"
	"saksi/loaders"
	"saksi/loaders/source"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// kinds are the kinds of input by media type; others are found out.
var kinds = map[string]string{"text/html": "html", "text/csv": "csv", "application/json": "jsonl", "application/jsonl": "jsonl", "application/x-ndjson": "jsonl"}

// errFetch refuses to fetch pages for a client.
var errFetch = errors.New("addresses are not fetched here: send the text")

// ingest reads what a client handed in, and stores it.
func ingest(ctx context.Context, store *graph.Store, in serve.Input) (serve.Report, error) {
	mediaType, _, _ := strings.Cut(in.MediaType, ";")
	o := source.Options{Kind: kinds[strings.TrimSpace(mediaType)], Stdin: in.Body}
	o.Fetch = func(context.Context, string) (item.Page, error) { return item.Page{}, errFetch }
	sink := &reportSink{store: store}
	read := func(yield func(item.Item, error) bool) {
		for it, err := range source.All(ctx, []string{"-"}, o) {
			if err != nil {
				sink.report.Failed = append(sink.report.Failed, err.Error())
			}
			if !yield(it, err) {
				return
			}
		}
	}
	_, err := loaders.Load(ctx, read, newExtractor, sink, loaders.Options{Jobs: 1})
	switch {
	case errors.Is(err, loaders.ErrSome):
		err = nil
	case errors.Is(err, loaders.ErrAll):
		err = fmt.Errorf("%w: %s", serve.ErrInput, strings.Join(sink.report.Failed, "; "))
	case err == nil && len(sink.report.Documents) == 0:
		err = fmt.Errorf("%w: there is no text in it", serve.ErrInput)
	}
	return sink.report, err
}

// reportSink writes to a store and remembers what became of each document.
type reportSink struct {
	store  *graph.Store
	report serve.Report
}

// Write puts the documents into the store.
func (s *reportSink) Write(ctx context.Context, xs []*schema.Extraction) error {
	results, err := s.store.WriteAll(ctx, xs)
	for _, r := range results {
		s.report.Documents = append(s.report.Documents, serve.Ingested{Document: r.Document, State: r.State, Statements: r.Statements})
	}
	return err
}

package main

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"saksi/graph"
	"saksi/schema"
)

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

package export

import (
	"context"
	"errors"

	"github.com/cayleygraph/quad"
)

// writeLines writes N-Quads and N-Triples. Sorted N-Quads are canonical: lines in
// code point order, each once, with canonical escapes, and no blank nodes to name.
func writeLines(ctx context.Context, j *job) error {
	if !j.o.Sorted {
		j.comments("# ", "\n")
	}
	emit := func(record []byte) error {
		j.result.Quads++
		j.w.Write(record)
		_, err := j.w.WriteString(" .\n")
		return err
	}
	layout := subjectFirst
	if !j.format.Graphs {
		layout = triple
	}
	return j.records(ctx, layout, emit)
}

// comments writes the lines of About between two marks.
func (j *job) comments(open, end string) {
	for _, line := range j.o.About {
		j.w.WriteString(open + line + end) // the error shows in the next write
	}
}

// layout is the order of terms in a record, which is the order they are sorted by.
type layout int

const (
	subjectFirst layout = iota // subject, predicate, object, graph
	graphFirst                 // graph, subject, predicate, object
	triple                     // subject, predicate, object
)

// appendRecord appends a fact as its terms in N-Quads, with a space between.
func appendRecord(b []byte, f fact, l layout) []byte {
	if l == graphFirst {
		if f.graph != "" {
			b = appendIRI(b, f.graph)
		}
		b = append(b, ' ')
	}
	b = append(appendIRI(b, f.subject), ' ')
	b = append(appendIRI(b, f.predicate), ' ')
	b = appendTerm(b, f.object)
	if l == subjectFirst && f.graph != "" {
		b = appendIRI(append(b, ' '), f.graph)
	}
	return b
}

// records hands each quad to f as a record, in order and without duplicates when
// that was asked for.
func (j *job) records(ctx context.Context, l layout, f func([]byte) error) (err error) {
	to := f
	var s *sorter
	if j.o.Sorted {
		s = newSorter(j.o)
		to = s.add
		defer func() { err = errors.Join(err, s.close()) }()
	}
	if src, ok := j.src.(rendered); ok && j.whole() && !j.o.Ontology {
		err = j.renderedRecords(ctx, src, l, to)
	} else {
		err = j.factRecords(ctx, l, to)
	}
	if err != nil || s == nil {
		return err
	}
	return s.each(ctx, f)
}

// factRecords hands each quad to f as a record.
func (j *job) factRecords(ctx context.Context, l layout, f func([]byte) error) error {
	var record []byte
	return j.facts(ctx, func(x fact) error {
		record = appendRecord(record[:0], x, l)
		return f(record)
	})
}

// renderedRecords is like factRecords for a source that renders terms.
func (j *job) renderedRecords(ctx context.Context, src rendered, l layout, f func([]byte) error) error {
	render := func(b []byte, v quad.Value) []byte {
		if iri, ok := v.(quad.IRI); ok && iri != "" {
			return appendIRI(b, Expand(iri, j.o.Base)) // each comes once: not to be remembered
		}
		t, ok := j.names.term(v)
		if !ok {
			return b
		}
		return appendTerm(b, t)
	}
	var record []byte
	join := func(terms ...[]byte) error {
		record = record[:0]
		for i, t := range terms {
			if i > 0 {
				record = append(record, ' ')
			}
			record = append(record, t...)
		}
		return f(record)
	}
	return src.Rendered(ctx, j.o.Index, render, func(s, p, o, g []byte) error {
		switch {
		case s == nil && p == nil && o == nil: // Cayley marks the beginning of its log by an empty entry
			return nil
		case !resource(s) || !resource(p) || len(o) == 0 || g != nil && !resource(g):
			j.result.Skipped++
			return nil
		case l == graphFirst:
			return join(g, s, p, o)
		case l == triple || g == nil:
			return join(s, p, o)
		}
		return join(s, p, o, g)
	})
}

// resource tells whether a rendered term is an IRI.
func resource(t []byte) bool { return len(t) > 0 && t[0] == '<' }

// facts hands each quad of the source to f.
func (j *job) facts(ctx context.Context, f func(fact) error) error {
	n := 0
	for q, err := range j.quads(ctx) {
		if err != nil {
			return err
		}
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !q.IsValid() { // Cayley marks the beginning of its log by an empty entry
			continue
		}
		x, ok := j.names.fact(q)
		if !ok {
			j.result.Skipped++
			continue
		}
		if err := f(x); err != nil {
			return err
		}
	}
	return ctx.Err()
}

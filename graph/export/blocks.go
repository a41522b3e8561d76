package export

import (
	"context"
	"fmt"
	"strings"
)

// graphBlock is a stretch of one graph, by subject; subjectBlock a stretch of one
// subject, its type first and the same predicates together.
type graphBlock struct {
	graph    string
	subjects []*subjectBlock
}

type subjectBlock struct {
	subject string
	facts   []fact
}

// maxBatch is how many quads are put in blocks at a time, unless one document has
// more of them.
const maxBatch = 1 << 14

// blocks hands the quads to f in blocks, some thousand quads at a time: a document
// with all its statements comes in one piece when the source gives it so.
func (j *job) blocks(ctx context.Context, f func([]*graphBlock) error) error {
	var batch []fact
	doc, label := "", ""
	docs := j.names.base + "doc/"
	take := func(x fact) error {
		newDoc := x.graph != doc && strings.HasPrefix(x.graph, docs)
		if newDoc && len(batch) > 0 || len(batch) >= maxBatch && x.graph != label {
			if err := f(arrange(batch, j.format.Graphs)); err != nil {
				return err
			}
			batch = batch[:0]
		}
		if newDoc {
			doc = x.graph
		}
		label = x.graph
		batch = append(batch, x)
		j.result.Quads++
		return nil
	}
	if err := j.inOrder(ctx, take); err != nil {
		return err
	}
	if len(batch) == 0 {
		return nil
	}
	return f(arrange(batch, j.format.Graphs))
}

// inOrder hands the quads to f, those of a graph or subject together when the
// export is sorted.
func (j *job) inOrder(ctx context.Context, f func(fact) error) error {
	if !j.o.Sorted {
		return j.facts(ctx, f)
	}
	l := graphFirst
	if !j.format.Graphs {
		l = triple
	}
	return j.records(ctx, l, func(record []byte) error {
		x, err := parseRecord(string(record), l)
		if err != nil {
			return err
		}
		return f(x)
	})
}

// parseRecord reads what appendRecord wrote, but for subjectFirst.
func parseRecord(record string, l layout) (fact, error) {
	var x fact
	rest := record
	next := func() string {
		part, after, _ := strings.Cut(rest, " ")
		rest = after
		return strings.TrimSuffix(strings.TrimPrefix(part, "<"), ">")
	}
	if l == graphFirst {
		x.graph = next()
	}
	x.subject, x.predicate = next(), next()
	var err error
	if x.object, err = parseTerm(rest); err != nil {
		return x, fmt.Errorf("sorted record: %w", err)
	}
	return x, nil
}

// arrange groups facts by graph and subject, in the order in which they first come.
func arrange(facts []fact, graphs bool) []*graphBlock {
	type key struct{ graph, subject string }
	var out []*graphBlock
	byGraph := make(map[string]*graphBlock)
	bySubject := make(map[key]*subjectBlock)
	for _, x := range facts {
		if !graphs {
			x.graph = ""
		}
		g := byGraph[x.graph]
		if g == nil {
			g = &graphBlock{graph: x.graph}
			byGraph[x.graph] = g
			out = append(out, g)
		}
		k := key{x.graph, x.subject}
		s := bySubject[k]
		if s == nil {
			s = &subjectBlock{subject: x.subject}
			bySubject[k] = s
			g.subjects = append(g.subjects, s)
		}
		s.facts = append(s.facts, x)
	}
	for _, s := range bySubject {
		s.order()
	}
	return out
}

// order puts types first, and the same predicates together.
func (s *subjectBlock) order() {
	rank := make(map[string]int)
	rank[rdfType] = 0
	for _, x := range s.facts {
		if _, ok := rank[x.predicate]; !ok {
			rank[x.predicate] = len(rank)
		}
	}
	groups := make([][]fact, len(rank))
	for _, x := range s.facts {
		groups[rank[x.predicate]] = append(groups[rank[x.predicate]], x)
	}
	s.facts = s.facts[:0]
	for _, g := range groups {
		s.facts = append(s.facts, g...)
	}
}

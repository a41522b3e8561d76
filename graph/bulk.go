package graph

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
	"saksi/schema"
)

// bulkEngine is an engine that takes many quads at a time more cheaply.
type bulkEngine interface {
	// memory is for the runs of a load that follow each other.
	memory() (*layout.Memory, error)
	// run begins to gather quads for the store as it is now.
	run(*layout.Memory) (*layout.Run, error)
	// take puts the quads of a run into the store, in one step.
	take(*layout.Run) error
	// settle waits until what was taken is in good order for reading.
	settle() error
}

// A run is written when it has so many quads, takes so many bytes, or began so long ago.
const (
	maxRunQuads = 2_000_000
	maxRunBytes = 400 << 20
	maxRunAge   = 30 * time.Second
)

// Bulk writes documents like [Store.WriteAll], at a fraction of the cost where they are
// many: it gathers those that are new, sorts all that they bring, and puts it into the
// store in one step. What was gathered is lost when the process is killed; it is half a
// minute's work or, when that is less, two million quads. The store never holds a part of
// a document, and one that was lost can be written again.
//
// While there is a Bulk, nothing else may write to the store. Who reads it sees what was
// put into it so far, and makes the next step dearer when it lasts. A Bulk is safe for use
// by many goroutines.
type Bulk struct {
	s      *Store
	mu     sync.Mutex     // guards what follows
	engine bulkEngine     // nil for one that writes at once
	memory *layout.Memory // nil when there is none of the store as it is
	run    *layout.Run
	since  time.Time
	docs   map[schema.IRI]string // hashes of the texts in the run
	runs   int
	limit  int // quads of a run
	full   bool
	err    error
}

// Bulk begins to write many documents. It is to be closed before the store is.
func (s *Store) Bulk() *Bulk {
	e, _ := s.engine.(bulkEngine)
	return &Bulk{s: s, engine: e, limit: maxRunQuads}
}

// Has is like [Store.Has], for what was gathered as well.
func (b *Bulk) Has(ctx context.Context, doc schema.IRI, hash string) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.run != nil && time.Since(b.since) > maxRunAge {
		if err := b.flush(); err != nil {
			return false, err
		}
	}
	old, err := b.hash(ctx, doc)
	return err == nil && old != "" && old == hash, err
}

// hash is that of the text of a document that was gathered or is in the store, "" when it
// is neither.
func (b *Bulk) hash(ctx context.Context, doc schema.IRI) (string, error) {
	if h, ok := b.docs[doc]; ok {
		return h, nil
	}
	if b.memory != nil && !b.memory.May(quad.IRI(doc)) {
		return "", nil
	}
	return b.s.hash(ctx, doc)
}

// Write takes documents. Those that replace one in the store are written at once, with
// all that was gathered before. On an error, what was gathered is not in the store.
func (b *Bulk) Write(ctx context.Context, xs []*schema.Extraction) ([]WriteResult, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.engine == nil {
		return b.s.WriteAll(ctx, xs)
	}
	out := make([]WriteResult, 0, len(xs))
	for _, x := range xs {
		r, err := b.write(ctx, x)
		if err != nil {
			b.drop()
			b.err = errors.Join(b.err, fmt.Errorf("write document %s: %w", x.Document.ID, err))
		}
		if b.err != nil {
			return nil, b.err
		}
		out = append(out, r)
	}
	return out, nil
}

func (b *Bulk) write(ctx context.Context, x *schema.Extraction) (WriteResult, error) {
	if err := ctx.Err(); err != nil {
		return WriteResult{}, err
	}
	id, hash := x.Document.ID, schema.TextHash(&x.Document)
	r := WriteResult{Document: id, State: Added, Statements: len(x.Statements)}
	if !strings.HasPrefix(string(id), "doc/") {
		return r, fmt.Errorf("its identity %q does not begin with doc/", id)
	}
	old, err := b.hash(ctx, id)
	if err != nil {
		return r, err
	}
	switch old {
	case "":
		if b.full {
			return b.now(ctx, x)
		}
		r, err := b.add(r, x, hash)
		if errors.Is(err, layout.ErrFull) { // runs number no more; there are other ways
			return b.alone(ctx, x)
		}
		return r, err
	case hash:
		r.State = Unchanged
		return r, nil
	}
	return b.now(ctx, x)
}

// now writes what was gathered, and then one document by itself.
func (b *Bulk) now(ctx context.Context, x *schema.Extraction) (WriteResult, error) {
	if err := b.flush(); err != nil {
		return WriteResult{}, err
	}
	b.memory, b.runs = nil, b.runs+1
	return b.s.Write(ctx, x)
}

// alone writes what was gathered, and from then on one document after the other.
func (b *Bulk) alone(ctx context.Context, x *schema.Extraction) (WriteResult, error) {
	delete(b.docs, x.Document.ID)
	b.full = true
	return b.now(ctx, x)
}

// add gathers a document that is not in the store.
func (b *Bulk) add(r WriteResult, x *schema.Extraction, hash string) (WriteResult, error) {
	if b.run == nil {
		if b.memory == nil {
			var err error
			if b.memory, err = b.engine.memory(); err != nil {
				return r, err
			}
		}
		run, err := b.engine.run(b.memory)
		if err != nil {
			return r, err
		}
		b.run, b.since, b.docs = run, time.Now(), make(map[schema.IRI]string)
	}
	b.docs[x.Document.ID] = hash
	var err error
	r.Added, err = b.run.Add(append(schema.Quads(x), indexQuads(x)...), layout.Adding{Fresh: b.fresh, Shared: isShared, Own: ofOneDocument, Place: place, Late: wordingQuad})
	if err != nil {
		return r, err
	}
	if b.run.Len() >= b.limit || b.run.Bytes() >= maxRunBytes || time.Since(b.since) > maxRunAge {
		return r, b.flush()
	}
	return r, nil
}

// longText is how many bytes a text has that is hardly the same in two documents.
const longText = 32

// ofOneDocument tells of documents, stretches of their texts, statements and sentences.
func ofOneDocument(v quad.Value) bool {
	switch v := v.(type) {
	case quad.IRI:
		iri := string(v)
		return strings.HasPrefix(iri, "doc/") || strings.HasPrefix(iri, "stmt/") || strings.HasPrefix(iri, indexPrefix+"doc/")
	case quad.String:
		return len(v) >= longText
	case quad.LangString:
		return len(v.Value) >= longText
	}
	return false
}

func isShared(label quad.Value) bool {
	_, ok := shared(label)
	return ok
}

// fresh tells of values that only a document which was gathered can have.
func (b *Bulk) fresh(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	if !ok {
		return false
	}
	doc, _, ok := strings.Cut(string(iri), "#")
	if ok {
		_, ok = b.docs[schema.IRI(doc)]
	}
	return ok
}

// flush puts into the store what was gathered.
func (b *Bulk) flush() error {
	if b.run == nil {
		return b.err
	}
	run := b.run
	b.drop()
	b.s.writes.Lock()
	defer b.s.writes.Unlock()
	b.s.forgetKnown()
	if err := b.engine.take(run); err != nil {
		b.err = fmt.Errorf("write to store %s: %w", b.s.where, err)
	}
	b.runs++
	b.s.forgetAllYears()
	return b.err
}

func (b *Bulk) drop() { b.run, b.docs = nil, nil }

// Close writes what is left. An error that Write or Has gave is not given again.
func (b *Bulk) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.err != nil {
		return nil
	}
	err := b.flush()
	if err == nil && b.runs > 1 {
		err = b.engine.settle()
	}
	return err
}

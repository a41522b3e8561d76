// Package loaders brings documents in: it reads them, has statements extracted
// from them by several workers, and writes the results in the order of the
// inputs.
//
//	sum, err := loaders.Load(ctx, items, newExtractor, sink, loaders.Options{Jobs: 4})
//
// Invariants: what is written does not depend on the number of jobs; a document
// that the sink has already is not read again; memory holds a few documents
// per job, however many there are. The package knows no store: see [Sink].
package loaders

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"runtime"
	"time"

	"saksi/loaders/copies"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// Extractor reads statements from a document. One extractor serves one worker.
type Extractor interface {
	// Prepare fills in the document's identity and language where they are empty.
	Prepare(doc *schema.Document)
	Extract(ctx context.Context, doc schema.Document) (*schema.Extraction, error)
}

// Sink takes extractions in the order of the inputs, a few at a time: those that
// were ready when the last ones had been written.
type Sink interface {
	Write(ctx context.Context, xs []*schema.Extraction) error
}

// Keeper is a sink that knows what it holds. Has tells whether the document is
// there with this text hash, so that it need not be read again.
type Keeper interface {
	Has(ctx context.Context, doc schema.IRI, hash string) (bool, error)
}

// Copies finds documents that carry nearly the same text as an earlier one.
type Copies interface {
	// Add remembers a document, and gives the earlier one that it is a copy of, or "".
	Add(doc schema.IRI, s copies.Signature) (of schema.IRI)
}

// Options are the settings of a load.
type Options struct {
	Jobs     int  // workers; 0 means one for each processor
	FailFast bool // stop at the first item that fails
	// Langs, if any, are the languages to read; documents in others are passed over.
	Langs []string
	// Log is told of every item that failed or was odd; nil for silence.
	Log *slog.Logger
	// Copies, if set, marks documents that are copies of others.
	Copies Copies
	// Done, if set, is called after each item, from one goroutine.
	Done func(Summary)
}

// Summary is what came of a load.
type Summary struct {
	Documents  int // written
	Statements int // in them
	Copies     int // of the documents, those that are copies of another
	Skipped    int // stored already, unchanged
	Failed     int
	Warned     int // read, with a warning
	// Passed counts the items that were passed over on purpose, by reason.
	Passed  map[string]int
	Elapsed time.Duration
}

// Total is the number of items that were dealt with.
func (s Summary) Total() int { return s.Documents + s.Skipped + s.Failed }

// Errors that Load returns beside those of the sink.
var (
	// ErrSome says that some items failed and the rest is written.
	ErrSome = errors.New("some inputs failed")
	// ErrAll says that there were items and none of them could be read.
	ErrAll = errors.New("nothing could be read")
)

// Load reads all items and writes what is extracted from them. The error is nil,
// wraps ErrSome or ErrAll when items failed (each is told to Options.Log), the
// context's error when it was interrupted, or the sink's when writing failed:
// then no more is written. Interrupted, it still writes the document in hand.
func Load(ctx context.Context, items iter.Seq2[item.Item, error], newExtractor func() (Extractor, error), sink Sink, o Options) (Summary, error) {
	start := time.Now()
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := &pipeline{o: o, sink: sink, items: items, newExtractor: newExtractor,
		queue: make(chan *task, maxBatch), work: make(chan *task, 2*o.Jobs), tokens: make(chan struct{}, maxTokens)}
	p.keeper, _ = sink.(Keeper)
	err := p.run(ctx)
	p.sum.Elapsed = time.Since(start)
	if err == nil && p.sum.Failed > 0 {
		err = ErrSome
		if p.sum.Documents+p.sum.Skipped == 0 {
			err = ErrAll
		}
		err = fmt.Errorf("%w: %d of %d", err, p.sum.Failed, p.sum.Total())
	}
	return p.sum, err
}

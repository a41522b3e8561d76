package loaders

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"saksi/loaders/copies"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// task is one item on its way through the pipeline. Its result is there when
// done is closed.
type task struct {
	item    item.Item
	done    chan struct{}
	out     *schema.Extraction
	err     error
	skipped bool

	doc    schema.IRI
	sig    copies.Signature
	signed bool // the text is long enough for a signature
	heavy  int  // tokens that it holds
}

// pipeline is a reader, some workers and a writer. The reader puts each task
// into the queue, which keeps the order, and into the work for any worker; the
// writer waits for the tasks of the queue one by one.
type pipeline struct {
	o            Options
	sink         Sink
	keeper       Keeper // nil when the sink does not know what it holds
	items        iter.Seq2[item.Item, error]
	newExtractor func() (Extractor, error)
	queue, work  chan *task
	// tokens bound the large texts in the pipeline: each is for a megabyte. Texts
	// of less need none, since there are no more than maxBatch of them.
	tokens chan struct{}
	sum    Summary
}

const maxTokens = 64

// acquire waits for the tokens of a text. Only the reader acquires, so that two
// can't wait for each other.
func (p *pipeline) acquire(ctx context.Context, t *task) {
	for range min(len(t.item.Document.Text)>>20, maxTokens) {
		select {
		case p.tokens <- struct{}{}:
			t.heavy++
		case <-ctx.Done():
			return
		}
	}
}

func (p *pipeline) release(n int) {
	for range n {
		<-p.tokens
	}
}

func (p *pipeline) run(ctx context.Context) error {
	reading, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { p.read(reading) })
	for range p.o.Jobs {
		wg.Go(func() {
			w := worker{p: p}
			for t := range p.work {
				w.extract(reading, t)
				close(t.done)
			}
		})
	}
	err := p.write(ctx, stop)
	stop()
	for range p.queue { // let the reader end
	}
	wg.Wait()
	return err
}

func (p *pipeline) read(ctx context.Context) {
	defer close(p.work)
	defer close(p.queue)
	for it, err := range p.items {
		t := &task{item: it, err: err, done: make(chan struct{})}
		p.acquire(ctx, t)
		if ctx.Err() != nil {
			return
		}
		select {
		case p.queue <- t:
		case <-ctx.Done():
			return
		}
		if err != nil {
			close(t.done)
			continue
		}
		p.work <- t // drained by the workers, always
	}
}

// worker is one of those that extract. Its extractor is made for the first
// document that needs it.
type worker struct {
	p *pipeline
	x Extractor
}

// extract fills in the task's result. What was begun is finished: the context
// only stops tasks that wait.
func (w *worker) extract(ctx context.Context, t *task) {
	p := w.p
	defer func() {
		if r := recover(); r != nil {
			t.err = fmt.Errorf("%s: internal error, please report it: %v", t.item.Name, r)
			p.o.Log.Debug("stack", "item", t.item.Name, "stack", string(debug.Stack()))
		}
	}()
	if t.err = ctx.Err(); t.err != nil {
		return
	}
	ctx = context.WithoutCancel(ctx)
	if t.item.Skip != "" {
		return
	}
	if t.item.Ready != nil {
		t.out = t.item.Ready
		if d := &t.out.Document; p.o.Copies != nil && d.CopyOf == "" { // read elsewhere, where other documents are not known
			t.doc = d.ID
			t.sig, t.signed = copies.Sign(d.Text)
		}
		return
	}
	if w.x == nil {
		if w.x, t.err = p.newExtractor(); t.err != nil {
			t.err = fmt.Errorf("%s: starting the extractor: %w", t.item.Name, t.err)
			return
		}
	}
	doc := t.item.Document
	w.x.Prepare(&doc)
	if len(p.o.Langs) > 0 && !slices.Contains(p.o.Langs, doc.Lang) {
		t.item.Skip = fmt.Sprintf("document in another language (%s)", doc.Lang)
		return
	}
	if p.o.Copies != nil {
		t.doc = doc.ID
		t.sig, t.signed = copies.Sign(doc.Text)
	}
	if p.keeper != nil {
		var err error
		if t.skipped, err = p.keeper.Has(ctx, doc.ID, schema.TextHash(&doc)); err != nil {
			t.err = fmt.Errorf("%s: asking the store for it: %w", t.item.Name, err)
		}
		if t.skipped || t.err != nil {
			return
		}
	}
	if n := longestSentence(doc.Text); n > maxSentence {
		t.err = fmt.Errorf("%s: holds %s without the end of a sentence: no news text", t.item.Name, item.Size(int64(n)))
		return
	}
	if t.out, t.err = w.x.Extract(ctx, doc); t.err != nil {
		t.err = fmt.Errorf("%s: %w", t.item.Name, t.err)
	}
}

// maxSentence is how many bytes may stand without the end of a sentence. Parsing
// takes time that grows faster than the sentence.
const maxSentence = 64 << 10

// longestSentence measures the longest run of bytes without a mark or line break
// that ends a sentence.
func longestSentence(text string) int {
	longest := 0
	for len(text) > longest {
		n := strings.IndexAny(text, ".!?\n")
		if n < 0 {
			n = len(text)
		}
		longest = max(longest, n)
		text = text[min(n+1, len(text)):]
	}
	return longest
}

// maxBatch is how many documents are written at once. One transaction for many
// is quicker, and an interrupt costs no more than these.
const maxBatch = 256

// write takes the results in the order of the inputs. It stops at the first
// error of the sink.
func (p *pipeline) write(ctx context.Context, stop context.CancelFunc) error {
	b := batch{p: p}
	for {
		t, ok := b.next()
		if !ok || t == nil || !t.ready() || len(b.out) == maxBatch {
			if err := b.flush(ctx); err != nil {
				stop()
				return err
			}
		}
		if ok && t == nil { // nothing is read yet
			t, ok = <-p.queue
		}
		if !ok {
			break
		}
		<-t.done
		if t.err != nil && ctx.Err() != nil {
			break
		}
		if err := b.add(t); err != nil {
			stop()
			return errors.Join(b.flush(ctx), err)
		}
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	return ctx.Err()
}

// ready tells whether the task's result is there.
func (t *task) ready() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}

// batch gathers results that are written together.
type batch struct {
	p     *pipeline
	out   []*schema.Extraction
	last  string // the item added last, for messages
	heavy int    // tokens that the documents hold
}

// next is the next task, or nil when none has been read yet; ok is false when
// there are no more.
func (b *batch) next() (t *task, ok bool) {
	select {
	case t, ok = <-b.p.queue:
		return t, ok
	default:
		return nil, true
	}
}

// add counts a task and keeps its result for the next flush.
func (b *batch) add(t *task) error {
	p := b.p
	if len(t.item.Warnings) > 0 {
		p.sum.Warned++
	}
	for _, w := range t.item.Warnings {
		p.o.Log.Warn(t.item.Name + ": " + w)
	}
	var of schema.IRI
	if t.signed && t.err == nil { // those stored already count as earlier ones too
		of = p.o.Copies.Add(t.doc, t.sig)
	}
	switch {
	case t.err != nil:
		p.sum.Failed++
		p.release(t.heavy)
		p.o.Log.Error(t.err.Error())
		if p.o.FailFast {
			return fmt.Errorf("%w: stopped at the first", ErrSome)
		}
	case t.item.Skip != "":
		p.release(t.heavy)
		if p.sum.Passed == nil {
			p.sum.Passed = map[string]int{}
		}
		p.sum.Passed[t.item.Skip]++
	case t.skipped:
		p.release(t.heavy)
		p.sum.Skipped++
	default:
		b.heavy += t.heavy
		if of != "" {
			t.out.Document.CopyOf = of
			p.sum.Copies++
		}
		b.out, b.last = append(b.out, t.out), t.item.Name
	}
	return nil
}

// flush writes what was gathered. What was begun is finished: the context's end
// does not stop it.
func (b *batch) flush(ctx context.Context) error {
	p := b.p
	if len(b.out) > 0 {
		if err := p.sink.Write(context.WithoutCancel(ctx), b.out); err != nil {
			return fmt.Errorf("writing %d documents up to %s: %w", len(b.out), b.last, err)
		}
		for _, x := range b.out {
			p.sum.Documents++
			p.sum.Statements += len(x.Statements)
		}
		clear(b.out) // lets go of the texts
		b.out = b.out[:0]
		p.release(b.heavy)
		b.heavy = 0
	}
	if p.o.Done != nil {
		p.o.Done(p.sum)
	}
	return nil
}

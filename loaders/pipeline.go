package loaders

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"

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
	sum          Summary
}

func (p *pipeline) run(ctx context.Context) error {
	extractors := make([]Extractor, p.o.Jobs)
	for i := range extractors {
		var err error
		if extractors[i], err = p.newExtractor(); err != nil {
			return fmt.Errorf("starting an extractor: %w", err)
		}
	}
	reading, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { p.read(reading) })
	for _, x := range extractors {
		wg.Go(func() {
			for t := range p.work {
				p.extract(reading, x, t)
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

// extract fills in the task's result. What was begun is finished: the context
// only stops tasks that wait.
func (p *pipeline) extract(ctx context.Context, x Extractor, t *task) {
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
	if t.item.Ready != nil {
		t.out = t.item.Ready
		return
	}
	doc := t.item.Document
	x.Prepare(&doc)
	if p.keeper != nil {
		var err error
		if t.skipped, err = p.keeper.Has(ctx, doc.ID, schema.TextHash(&doc)); err != nil {
			t.err = fmt.Errorf("%s: asking the store for it: %w", t.item.Name, err)
		}
		if t.skipped || t.err != nil {
			return
		}
	}
	if t.out, t.err = x.Extract(ctx, doc); t.err != nil {
		t.err = fmt.Errorf("%s: %w", t.item.Name, t.err)
	}
}

// write takes the results in the order of the inputs. It stops at the first
// error of the sink.
func (p *pipeline) write(ctx context.Context, stop context.CancelFunc) error {
	for t := range p.queue {
		<-t.done
		if t.err != nil && errors.Is(t.err, context.Canceled) {
			return ctx.Err()
		}
		if err := p.finish(ctx, t); err != nil {
			stop()
			return err
		}
		if p.o.Done != nil {
			p.o.Done(p.sum)
		}
	}
	return ctx.Err()
}

func (p *pipeline) finish(ctx context.Context, t *task) error {
	if len(t.item.Warnings) > 0 {
		p.sum.Warned++
	}
	for _, w := range t.item.Warnings {
		p.o.Log.Warn(fmt.Sprintf("%s: %s", t.item.Name, w))
	}
	switch {
	case t.err != nil:
		p.sum.Failed++
		p.o.Log.Error(t.err.Error())
		if p.o.FailFast {
			return fmt.Errorf("%w; stopped at the first", ErrSome)
		}
	case t.skipped:
		p.sum.Skipped++
	default:
		if err := p.sink.Write(context.WithoutCancel(ctx), t.out); err != nil {
			return fmt.Errorf("%s: writing: %w", t.item.Name, err)
		}
		p.sum.Documents++
		p.sum.Statements += len(t.out.Statements)
	}
	return nil
}

package gizmo

import (
	"bufio"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"

	"saksi/graph/quadview"
)

// Pool runs queries in worker processes, each of which does one at a time and may die
// of it. Workers wait ready; one that died or was cut off is replaced.
type Pool struct {
	command func() *exec.Cmd
	limits  Limits
	slots   chan struct{}
	mu      sync.Mutex
	idle    []*worker
	closed  bool
}

// ErrClosed is returned by a pool that was closed.
var ErrClosed = errors.New("the query workers are shut down")

// NewPool starts up to size workers, as they are needed. Command makes a process that
// calls [Work] with its standard input and output.
func NewPool(size int, limits Limits, command func() *exec.Cmd) *Pool {
	return &Pool{command: command, limits: limits.withDefaults(), slots: make(chan struct{}, max(size, 1))}
}

type worker struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out io.ReadCloser
	enc *gob.Encoder
	dec *gob.Decoder
	buf *bufio.Writer
}

func (p *Pool) start() (*worker, error) {
	cmd := p.command()
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start a query worker: %w", err)
	}
	buf := bufio.NewWriter(in)
	return &worker{cmd, in, out, gob.NewEncoder(buf), gob.NewDecoder(bufio.NewReader(out)), buf}, nil
}

// stop ends a worker, whatever it does.
func (w *worker) stop() {
	_ = w.in.Close()
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

func (w *worker) send(v any) error {
	if err := w.enc.Encode(v); err != nil {
		return err
	}
	return w.buf.Flush()
}

// get takes the worker that has been idle longest, since one that has just answered
// makes ready for its next query, or starts one.
func (p *Pool) get() (*worker, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, ErrClosed
	}
	if len(p.idle) > 0 {
		w := p.idle[0]
		p.idle = append(p.idle[:0], p.idle[1:]...)
		return w, nil
	}
	return p.start()
}

func (p *Pool) put(w *worker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		go w.stop()
		return
	}
	p.idle = append(p.idle, w)
}

// Warm starts workers, so that the first queries need not wait for them.
func (p *Pool) Warm() error {
	for range cap(p.slots) {
		p.mu.Lock()
		w, err := p.start()
		p.mu.Unlock()
		if err != nil {
			return err
		}
		p.put(w)
	}
	return nil
}

// Close ends all workers.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, w := range p.idle {
		w.stop()
	}
	p.idle = nil
}

// grace is how much longer than its time a query may take to end by itself.
const grace = 300 * time.Millisecond

// Run runs a query on a source. It waits for a free worker as long as the context
// lasts; when the context ends, so does the query. Its errors are those of
// [Session.Run], and [ErrDied]. Raw is as in [Session].
func (p *Pool) Run(ctx context.Context, src quadview.Source, source string, raw bool) (Result, error) {
	return p.run(ctx, src, order{Source: source, Limits: p.limits, Raw: raw})
}

// Shape is the shape of a query as Cayley tells it to those who draw it: the nodes and
// links of the last path that it shows, as JSON. The steps of that path are not
// walked. It waits and fails as [Pool.Run] does.
func (p *Pool) Shape(ctx context.Context, src quadview.Source, source string) (json.RawMessage, error) {
	r, err := p.run(ctx, src, order{Source: source, Limits: p.limits, Shape: true})
	if err != nil {
		return nil, err
	}
	shape, ok := r.Rows[0].(json.RawMessage)
	if !ok {
		return nil, errors.New("a query worker gave no shape")
	}
	return shape, nil
}

// On is the pool at work on one source.
func (p *Pool) On(src quadview.Source) Sandbox { return Sandbox{p, src} }

// Sandbox runs the queries on a source in the workers of a pool.
type Sandbox struct {
	pool   *Pool
	source quadview.Source
}

// Run is as [Pool.Run].
func (s Sandbox) Run(ctx context.Context, source string, raw bool) (Result, error) {
	return s.pool.Run(ctx, s.source, source, raw)
}

// Shape is as [Pool.Shape].
func (s Sandbox) Shape(ctx context.Context, source string) (json.RawMessage, error) {
	return s.pool.Shape(ctx, s.source, source)
}

func (p *Pool) run(ctx context.Context, src quadview.Source, o order) (Result, error) {
	if len(o.Source) > p.limits.Source {
		return Result{}, fmt.Errorf("%w: %d bytes of at most %d", ErrSource, len(o.Source), p.limits.Source)
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return Result{}, fmt.Errorf("no query worker is free: %w", ctx.Err())
	}
	w, err := p.get()
	if err != nil {
		return Result{}, err
	}
	timed, cancel := context.WithTimeout(ctx, p.limits.Time+grace)
	defer cancel()
	r, err := w.run(timed, src, o)
	if err != nil {
		w.stop()
		switch {
		case ctx.Err() != nil:
			return Result{}, ctx.Err()
		case timed.Err() != nil:
			return Result{}, fmt.Errorf("%w (limit %s)", ErrTime, p.limits.Time)
		}
		return Result{}, fmt.Errorf("%w (a worker may use %d MiB)", ErrDied, DefaultMemory>>20)
	}
	if r.Kind == timeError {
		w.stop()
	} else {
		p.put(w)
	}
	return r.result(p.limits.Time)
}

func (r *report) result(limit time.Duration) (Result, error) {
	out := Result{Rows: make([]any, 0, len(r.Rows)), Truncated: r.Truncated}
	for _, b := range r.Rows {
		out.Rows = append(out.Rows, json.RawMessage(b))
	}
	return out, r.error(limit)
}

// run sends the order and answers the worker's questions until it reports. The
// worker is killed when the context ends.
func (w *worker) run(ctx context.Context, src quadview.Source, o order) (report, error) {
	stop := context.AfterFunc(ctx, func() { _ = w.cmd.Process.Kill() })
	defer stop()
	o.Joins = src.Joins()
	if err := w.send(&o); err != nil {
		return report{}, err
	}
	for {
		var m message
		if err := w.dec.Decode(&m); err != nil {
			return report{}, err
		}
		if m.Op == opReport {
			return m.Report, ctx.Err()
		}
		r := answer(src, &m)
		if err := w.send(&r); err != nil {
			return report{}, err
		}
	}
}

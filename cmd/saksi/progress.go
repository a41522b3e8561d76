package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"saksi/loaders"
	"saksi/loaders/source"
)

const (
	barAfter  = time.Second      // work that takes less shows no bar
	lineEvery = 10 * time.Second // where there is no terminal
)

// progress shows how far a load is: one rewritten line on a terminal, else a log
// line now and then. Its log writes around the bar.
type progress struct {
	mu    sync.Mutex
	a     *app
	log   *slog.Logger
	start time.Time
	total int64 // bytes, or 0 when not known
	read  int64
	bar   *progressbar.ProgressBar
	last  time.Time
}

func (a *app) progress(inputs []string) *progress {
	p := &progress{a: a, start: time.Now(), last: time.Now(), total: source.Size(inputs)}
	p.log = slog.New(&aroundBar{p, a.log.Handler()})
	return p
}

// advance is told of bytes read.
func (p *progress) advance(n int) {
	p.mu.Lock()
	p.read += int64(n)
	p.mu.Unlock()
}

// done is told of the state after each batch.
func (p *progress) done(s loaders.Summary) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	switch {
	case p.a.quiet || now.Sub(p.start) < barAfter:
	case p.a.errTerm:
		if p.bar == nil {
			p.bar = newBar(p.total, p.a.err)
		}
		p.bar.Describe(p.line(s, now))
		_ = p.bar.Set64(min(p.read, max(p.total-1, 0))) // the last byte is set at the end
	case now.Sub(p.last) >= lineEvery:
		p.last = now
		p.a.log.Info(p.line(s, now))
	}
}

func newBar(total int64, w io.Writer) *progressbar.ProgressBar {
	if total == 0 {
		total = -1
	}
	return progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(20),
		progressbar.OptionShowBytes(false), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
}

// line is "1,204 docs  312/s  3 failed  ETA 12s".
func (p *progress) line(s loaders.Summary, now time.Time) string {
	spent := now.Sub(p.start)
	l := fmt.Sprintf("%s docs  %s statements  %.0f/s", thousands(s.Total()), thousands(s.Statements), float64(s.Total())/spent.Seconds())
	if s.Skipped > 0 {
		l += fmt.Sprintf("  %s stored already", thousands(s.Skipped))
	}
	if s.Failed > 0 {
		l += fmt.Sprintf("  %s failed", thousands(s.Failed))
	}
	if p.total > 0 && p.read > 0 {
		left := time.Duration(float64(spent) * float64(p.total-p.read) / float64(p.read))
		l += "  ETA " + left.Round(time.Second).String()
	}
	return l
}

// end takes the bar away.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// aroundBar clears the bar before a message and lets it come back after.
type aroundBar struct {
	p *progress
	slog.Handler
}

// Handle writes the message on a line of its own.
func (h *aroundBar) Handle(ctx context.Context, r slog.Record) error {
	h.p.mu.Lock()
	defer h.p.mu.Unlock()
	if h.p.bar != nil {
		_ = h.p.bar.Clear()
	}
	return h.Handler.Handle(ctx, r)
}

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

// meter shows how far long work is: one rewritten line on a terminal, else a log line
// now and then.
type meter struct {
	mu    sync.Mutex
	a     *app
	start time.Time
	total int64 // 0 when not known
	off   bool  // to show nothing
	bar   *progressbar.ProgressBar
	last  time.Time
}

func (a *app) meter(total int64) *meter {
	return &meter{a: a, start: time.Now(), last: time.Now(), total: total}
}

// show is told of a state, which line describes. The lock is held.
func (m *meter) show(at int64, line func(now time.Time) string) {
	now := time.Now()
	switch {
	case m.off || m.a.quiet || now.Sub(m.start) < barAfter:
	case m.a.errTerm:
		if m.bar == nil {
			m.bar = newBar(m.total, m.a.err)
		}
		m.bar.Describe(line(now))
		_ = m.bar.Set64(min(at, max(m.total-1, 0))) // the last step is taken at the end
	case now.Sub(m.last) >= lineEvery:
		m.last = now
		m.a.log.Info(line(now))
	}
}

// end takes the bar away.
func (m *meter) end() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bar != nil {
		_ = m.bar.Finish()
		m.bar = nil
	}
}

// left is the time that work still takes which has come so far.
func (m *meter) left(at int64, now time.Time) string {
	if m.total <= 0 || at <= 0 {
		return ""
	}
	left := time.Duration(float64(now.Sub(m.start)) * float64(m.total-at) / float64(at))
	return "  ETA " + left.Round(time.Second).String()
}

// phase shows steps of one kind out of total, until the kind changes: "1,204 of 17,000
// documents  ETA 12s".
func (m *meter) phase(kind string, done, total int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if total != m.total { // another kind of work has begun
		m.total, m.start = total, time.Now()
		if m.bar != nil {
			_ = m.bar.Finish()
			m.bar = nil
		}
	}
	m.show(done, func(now time.Time) string {
		return fmt.Sprintf("%s of %s %s%s", thousands(int(done)), thousands(int(total)), kind, m.left(done, now))
	})
}

// stream counts the bytes that pass.
type stream struct {
	*meter
	n    int64
	verb string
	r    io.Reader
	w    io.Writer
}

func (s *stream) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.passed(n)
	return n, err
}

func (s *stream) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.passed(n)
	return n, err
}

func (s *stream) passed(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += int64(n)
	s.show(s.n, func(now time.Time) string {
		return fmt.Sprintf("%s MB %s%s", thousands(int(s.n>>20)), s.verb, s.left(s.n, now))
	})
}

// progress shows how far a load is. Its log writes around the bar.
type progress struct {
	*meter
	log  *slog.Logger
	read int64 // bytes
}

func (a *app) progress(inputs []string) *progress {
	p := &progress{meter: a.meter(source.Size(inputs))}
	p.log = slog.New(&aroundBar{p.meter, a.log.Handler()})
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
	p.show(p.read, func(now time.Time) string { return p.line(s, now) })
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
	return l + p.left(p.read, now)
}

// aroundBar clears the bar before a message and lets it come back after.
type aroundBar struct {
	m *meter
	slog.Handler
}

// Handle writes the message on a line of its own.
func (h *aroundBar) Handle(ctx context.Context, r slog.Record) error {
	h.m.mu.Lock()
	defer h.m.mu.Unlock()
	if h.m.bar != nil {
		_ = h.m.bar.Clear()
	}
	return h.Handler.Handle(ctx, r)
}

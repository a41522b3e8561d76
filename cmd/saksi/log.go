package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// plainLog writes messages as people read them: "saksi: reports.jsonl:17: …".
type plainLog struct {
	mu    sync.Mutex
	w     io.Writer
	level slog.Level
	attrs []slog.Attr
}

// Enabled tells whether messages of the level are written.
func (h *plainLog) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level }

// Handle writes one message on one line.
func (h *plainLog) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString("saksi: ")
	if r.Level == slog.LevelWarn {
		b.WriteString("warning: ")
	}
	b.WriteString(r.Message)
	add := func(a slog.Attr) bool {
		fmt.Fprintf(&b, " %s=%v", a.Key, a.Value)
		return true
	}
	for _, a := range h.attrs {
		add(a)
	}
	r.Attrs(add)
	b.WriteByte('\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := io.WriteString(h.w, b.String())
	return err
}

// WithAttrs gives a handler that adds the attributes to every message.
func (h *plainLog) WithAttrs(as []slog.Attr) slog.Handler {
	return &plainLog{w: h.w, level: h.level, attrs: append(h.attrs[:len(h.attrs):len(h.attrs)], as...)}
}

// WithGroup is not used; groups are not shown.
func (h *plainLog) WithGroup(string) slog.Handler { return h }

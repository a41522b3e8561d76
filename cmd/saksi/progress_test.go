package main

import (
	"bytes"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestMeter has long work shown: on a terminal on one line, elsewhere in log lines.
func TestMeter(t *testing.T) {
	for _, c := range []struct {
		name  string
		set   func(m *meter)
		wants []string
		not   string
	}{
		{"terminal", func(m *meter) { m.a.errTerm = true }, []string{"3,000 of 12,000 documents  ETA", "2 MB written"}, "\n"},
		{"log", func(*meter) {}, []string{"3,000 of 12,000 documents  ETA", "2 MB written"}, "\r"},
		{"quiet", func(m *meter) { m.a.errTerm, m.a.quiet = true, true }, nil, "documents"},
		{"off", func(m *meter) { m.off = true }, nil, "documents"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var shown bytes.Buffer
			a := &app{err: &shown, log: slog.New(&plainLog{w: &shown})}
			long := func() *meter {
				m := a.meter(12_000)
				c.set(m)
				m.start, m.last = m.start.Add(-time.Minute), m.last.Add(-time.Minute)
				return m
			}
			m := long()
			m.phase("documents", 3000, 12_000)
			m.end()
			m = long()
			if _, err := (&stream{meter: m, verb: "written", w: io.Discard}).Write(make([]byte, 2<<20)); err != nil {
				t.Fatal(err)
			}
			m.end()
			for _, want := range c.wants {
				if !strings.Contains(shown.String(), want) {
					t.Errorf("%q is not in %q", want, shown.String())
				}
			}
			if strings.Contains(shown.String(), c.not) {
				t.Errorf("%q is in %q", c.not, shown.String())
			}
		})
	}
}

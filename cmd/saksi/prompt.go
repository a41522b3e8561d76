package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"
)

// typed are the lines typed at a terminal, which can be edited, and fetched again with
// the arrow keys. The terminal is as it was while a line is dealt with.
type typed struct {
	tty  *os.File
	term *term.Terminal
}

func newTyped(tty *os.File, out io.Writer, prompt string, history term.History) typed {
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{tty, out}, prompt)
	if history != nil {
		t.History = history
	}
	return typed{tty, t}
}

// ReadLine gives the next line, and io.EOF when the user wants no more.
func (t typed) ReadLine() (string, error) {
	fd := int(t.tty.Fd())
	state, err := term.MakeRaw(fd)
	if err != nil {
		return "", err
	}
	defer term.Restore(fd, state)
	if w, h, err := term.GetSize(fd); err == nil && w > 0 && h > 0 {
		_ = t.term.SetSize(w, h) // it wraps lines otherwise than they are shown, at worst
	}
	line, err := t.term.ReadLine()
	if errors.Is(err, term.ErrPasteIndicator) {
		err = nil
	}
	return line, err
}

const maxHistory = 500 // lines that are kept

// history keeps lines in a file, the oldest first.
type history struct {
	path  string
	lines []string
}

// openHistory reads the history of a name from the user's folder of caches. Without
// one, or where it can't be read, it begins anew.
func openHistory(name string) *history {
	h := &history{}
	dir, err := os.UserCacheDir()
	if err != nil {
		return h
	}
	h.path = filepath.Join(dir, "saksi", name)
	if b, err := os.ReadFile(h.path); err == nil && len(b) > 0 {
		h.lines = strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
		h.lines = h.lines[max(0, len(h.lines)-maxHistory):]
	}
	return h
}

// Add appends a line that is not empty and not the one before.
func (h *history) Add(line string) {
	line = strings.TrimSpace(line)
	if line == "" || strings.Contains(line, "\n") || len(h.lines) > 0 && h.lines[len(h.lines)-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	h.lines = h.lines[max(0, len(h.lines)-maxHistory):]
	if h.path == "" {
		return
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err == nil {
		_ = os.WriteFile(h.path, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600) // kept in memory at least
	}
}

// Len is the number of lines.
func (h *history) Len() int { return len(h.lines) }

// At is a line, 0 the latest.
func (h *history) At(i int) string { return h.lines[len(h.lines)-1-i] }

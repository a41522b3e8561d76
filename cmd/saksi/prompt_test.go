package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// What was typed is there the next time, the latest first, without repeats and no more
// than is kept.
func TestHistory(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, dir)
	}
	h := openHistory("gizmo")
	for _, line := range []string{"a", "b", "b", "  ", "", "c\nd", " e "} {
		h.Add(line)
	}
	again := openHistory("gizmo")
	if got := fmt.Sprint(again.Len(), " ", again.At(0), again.At(1), again.At(2)); got != "3 eba" {
		t.Errorf("kept %s", got)
	}
	for i := range maxHistory + 20 {
		again.Add(fmt.Sprint("line ", i))
	}
	if again = openHistory("gizmo"); again.Len() != maxHistory || again.At(0) != fmt.Sprint("line ", maxHistory+19) {
		t.Errorf("%d lines, the latest %q", again.Len(), again.At(0))
	}
	if openHistory("other").Len() != 0 {
		t.Error("another history has its lines")
	}
}

// A history that can't be written or read is one of this session alone.
func TestHistoryWithoutFolder(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, file)
	}
	h := openHistory("gizmo")
	h.Add("a")
	if h.Len() != 1 || h.At(0) != "a" {
		t.Errorf("%d lines", h.Len())
	}
}

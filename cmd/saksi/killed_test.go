package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledLoad kills a load again and again, at different moments. The store
// opens and is whole each time, and a last load makes it the same as one that was
// never disturbed, quad for quad.
func TestKilledLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	dir := t.TempDir()
	input := filepath.Join(dir, "news.export.CSV")
	if err := os.WriteFile(input, []byte(manyEvents(1200)), 0o666); err != nil {
		t.Fatal(err)
	}
	saksi, err := exec.LookPath("saksi") // testscript puts the test binary there under this name
	if err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command(saksi, args...).Output()
		if err != nil {
			t.Fatalf("saksi %s: %v", strings.Join(args, " "), err)
		}
		return string(out)
	}
	whole, killed := filepath.Join(dir, "whole.db"), filepath.Join(dir, "killed.db")
	start := time.Now()
	run("load", "--quiet", "--db", whole, input)
	full := time.Since(start)
	kills := 0
	for i := range 5 {
		c := exec.Command(saksi, "load", "--quiet", "--db", killed, input)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(full * time.Duration(i+1) / 8)
		if c.Process.Kill() == nil {
			kills++
		}
		_ = c.Wait()
		if _, err := os.Stat(filepath.Join(killed, "format.json")); err != nil {
			continue // killed before the store was made
		}
		run("check", "--db", killed)
	}
	run("load", "--quiet", "--db", killed, input)
	if kills == 0 || run("export", "--sorted", "--db", killed) != run("export", "--sorted", "--db", whole) {
		t.Errorf("after %d kills the store is another", kills)
	}
	run("check", "--db", killed)
}

// manyEvents makes rows of the GDELT events table.
func manyEvents(n int) string {
	actors := []string{"UKR", "IRN", "RUS", "USA", "GBR", "CHN", "IDN"}
	var b strings.Builder
	for i := range n {
		f := make([]string, 61)
		one, two := actors[i%7], actors[(i*3+1)%7]
		f[0], f[1], f[26], f[31] = fmt.Sprint(i), fmt.Sprintf("202210%02d", 1+i%28), []string{"112", "016", "190"}[i%3], "4"
		f[5], f[6], f[7] = one, one, one
		f[15], f[16], f[17] = two, two, two
		f[59], f[60] = "20221101093000", fmt.Sprint("https://www.example.org/", i)
		b.WriteString(strings.Join(f, "\t") + "\n")
	}
	return b.String()
}

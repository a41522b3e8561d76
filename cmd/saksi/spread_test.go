package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"saksi/graph/graphtest"
)

// Four processes extract a quarter each, and one loads what they wrote: the store is
// that of one process that loads all, quad for quad. The quarters share claims, actors
// and agency texts.
func TestExtractSpread(t *testing.T) {
	saksi, err := exec.LookPath("saksi") // testscript puts the test binary there under this name
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command(saksi, args...).CombinedOutput()
		if err != nil {
			t.Errorf("saksi %s: %v: %s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	var inputs, parts []string
	for i := range 4 {
		inputs = append(inputs, filepath.Join(dir, fmt.Sprintf("news%d.jsonl", i)))
		parts = append(parts, filepath.Join(dir, fmt.Sprintf("part%d.nq.gz", i)))
		if err := os.WriteFile(inputs[i], []byte(quarter(i)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var extracting sync.WaitGroup
	for i := range 4 {
		extracting.Go(func() {
			if err := extractTo(parts[i], saksi, "extract", "--quiet", "--format", "nquads", inputs[i]); err != nil {
				t.Errorf("part %d: %v", i, err)
			}
		})
	}
	extracting.Wait()
	one, four := filepath.Join(dir, "one"), filepath.Join(dir, "four")
	if said := run(append([]string{"load", "--db", one}, inputs...)...); !strings.Contains(said, "copies of others") {
		t.Fatalf("there are no copies to find: %s", said)
	}
	run(append([]string{"load", "--quiet", "--db", four}, parts...)...)
	want, got := run("export", "--sorted", "--db", one), run("export", "--sorted", "--db", four)
	if want != got || strings.Count(want, "\n") < 1000 {
		t.Errorf("the store of four is another: %d and %d lines", strings.Count(want, "\n"), strings.Count(got, "\n"))
	}
	run("check", "--db", four)
	if said := run(append([]string{"load", "--db", four}, inputs...)...); !strings.Contains(said, "stored already") {
		t.Errorf("the articles themselves are read again: %s", said)
	}
}

// extractTo runs a command and compresses what it prints.
func extractTo(file, name string, args ...string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = z, os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	return z.Close()
}

// quarter makes articles; every fifth is an agency text that other quarters carry too.
func quarter(part int) string {
	w := graphtest.New(4, graphtest.Options{Actors: 8})
	var b strings.Builder
	for n := range 20 {
		text := w.Document(100*part + n).Document.Text
		if n%5 == 0 {
			text = w.Document(n).Document.Text + " " + w.Document(n+1).Document.Text + fmt.Sprintf(" Reported for paper %d.", part)
		}
		fmt.Fprintf(&b, `{"url":"https://paper%d.example/%d","publisher":"Paper %d","date":"2022-10-%02d","text":%q}`+"\n", part, n, part, 1+n, text)
	}
	return b.String()
}

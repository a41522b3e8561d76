package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"saksi/graph/graphtest"
)

// Every verb says the same on PostgreSQL as on a folder, of what three loaders have
// loaded at the same time.
func TestVerbsOnPostgres(t *testing.T) {
	db := graphtest.Postgres(t)
	dir := t.TempDir()
	saksi, err := exec.LookPath("saksi") // testscript puts the test binary there under this name
	if err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		var stderr strings.Builder
		cmd := exec.Command(saksi, args...)
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("saksi %s: %v: %s", strings.Join(args, " "), err, stderr.String())
		}
		return string(out)
	}
	events := strings.SplitAfter(manyEvents(600), "\n")
	var files []string
	for i := range 3 {
		file := filepath.Join(dir, string(rune('a'+i))+".export.CSV")
		if err := os.WriteFile(file, []byte(strings.Join(events[150*i:150*i+300], "")), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	folder := filepath.Join(dir, "db")
	run(append([]string{"load", "--quiet", "--db", folder}, files...)...)
	var loads sync.WaitGroup
	for _, f := range files {
		loads.Go(func() { run("load", "--quiet", "--db", db, f) })
	}
	loads.Wait()
	run("load", "--quiet", "--db", db, files[0])
	for _, args := range [][]string{
		{"export", "--sorted"}, {"check", "--format", "json"}, {"stats"},
		{"ask", "--act", "accuse", "--by", "Ukraine", "--format", "csv"},
		{"ask", "--about", "Iran", "--limit", "7", "--format", "jsonl"},
		{"ask", "who accused Iran?"},
		{"timeline", "Russia"},
		{"show", "actor/IRN"},
		{"query", `g.V("actor/IRN").In("sk:speaker").count()`},
		{"draw", "--output", "-", "--by", "Iran"},
	} {
		on := func(db string) string { return run(append([]string{args[0], "--db", db}, args[1:]...)...) }
		if a, b := on(folder), on(db); a != b || a == "" {
			t.Errorf("saksi %s: on PostgreSQL %d bytes, in a folder %d:\n%.2000s\n---\n%.2000s", strings.Join(args, " "), len(b), len(a), b, a)
		}
	}
	backup := filepath.Join(dir, "backup")
	run("backup", "--db", db, backup)
	run("restore", "--db", filepath.Join(dir, "again"), backup)
	if run("export", "--sorted", "--db", filepath.Join(dir, "again")) != run("export", "--sorted", "--db", folder) {
		t.Error("a backup of PostgreSQL makes another store")
	}
	run("forget", "--db", db, "https://www.example.org/5")
	run("forget", "--db", folder, "https://www.example.org/5")
	if run("export", "--sorted", "--db", db) != run("export", "--sorted", "--db", folder) {
		t.Error("after a document was forgotten, the stores differ")
	}
}

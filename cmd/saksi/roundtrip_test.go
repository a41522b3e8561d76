package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A sorted export of real articles, loaded into an empty store, is exported again as the
// same bytes, however often it is loaded.
func TestExportLoadsBack(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	export := func(db, file string) string {
		t.Helper()
		saksi(t, "export", "--db", at(db), "--sorted", "-o", at(file))
		text, err := os.ReadFile(at(file))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	saksi(t, "load", "--db", at("articles"), "--quiet", "../../seeds/articles", "../../loaders/extract/testdata")
	first := export("articles", "first.nq")
	saksi(t, "load", "--db", at("again"), "--quiet", at("first.nq"))
	if again := export("again", "again.nq"); again != first {
		t.Errorf("%d bytes were exported, %d after loading them back", len(first), len(again))
	}
	saksi(t, "load", "--db", at("again"), "--quiet", at("again.nq"))
	if again := export("again", "more.nq"); again != first {
		t.Errorf("%d bytes were exported, %d after loading them twice", len(first), len(again))
	}
}

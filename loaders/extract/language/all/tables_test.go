package all

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/extract/language"
	"saksi/schema"
)

// columns are the least and the most that a row of a table has.
var columns = map[string][2]int{"cues.tsv": {3, 5}, "relations.tsv": {3, 5}, "controls.tsv": {5, 6}, "words.tsv": {2, 3}, "dates.tsv": {3, 4}}

var partsOfSpeech = []string{string(language.Verb), string(language.Fixed), string(language.Noun), string(language.Adjective),
	string(language.Adposit), string(language.AgentNoun)}

// Every table of every language: columns, order, no row twice, and values of the
// closed vocabularies alone.
func TestTables(t *testing.T) {
	for _, code := range Codes() {
		if _, err := Load(code); err != nil { // checks acts, relations, slots, classes and kinds
			t.Error(err)
			continue
		}
		files, err := filepath.Glob(filepath.Join("..", code, "*.tsv"))
		if err != nil || len(files) < 4 {
			t.Fatalf("%s: %d tables, %v", code, len(files), err)
		}
		for _, file := range files {
			checkTable(t, file)
		}
	}
}

func checkTable(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	table := filepath.Base(file)
	limits, ok := columns[table]
	if !ok {
		t.Errorf("%s: not a table that is read", file)
	}
	seen := map[string]bool{}
	last := ""
	for n, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(b), "\r", ""), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) < limits[0] || len(row) > limits[1] {
			t.Errorf("%s:%d: %d columns, not %d to %d", file, n+1, len(row), limits[0], limits[1])
			continue
		}
		for _, cell := range row {
			if cell != strings.TrimSpace(cell) || strings.Contains(cell, "  ") {
				t.Errorf("%s:%d: %q has spaces to spare", file, n+1, cell)
			}
		}
		key := strings.Join(row[:min(3, len(row))], "\t")
		if table == "words.tsv" {
			key = row[0]
			checkWords(t, file, n+1, row[1])
		} else if table != "dates.tsv" {
			checkRow(t, file, n+1, table, row)
			if row[0] < last {
				t.Errorf("%s:%d: %q after %q", file, n+1, row[0], last)
			}
			last = row[0]
		}
		if seen[key] {
			t.Errorf("%s:%d: %q stands there before", file, n+1, key)
		}
		seen[key] = true
	}
}

func checkRow(t *testing.T, file string, n int, table string, row []string) {
	t.Helper()
	if !slices.Contains(partsOfSpeech, row[1]) {
		t.Errorf("%s:%d: part of speech %q", file, n, row[1])
	}
	if row[0] != strings.ToLower(row[0]) {
		t.Errorf("%s:%d: %q is looked up in lower case", file, n, row[0])
	}
	if table != "controls.tsv" {
		return
	}
	if !slices.Contains([]schema.Modality{schema.Actual, schema.Planned, schema.Possible, schema.Future}, schema.Modality(row[2])) {
		t.Errorf("%s:%d: modality %q", file, n, row[2])
	}
	if row[3] != "+" && row[3] != "-" {
		t.Errorf("%s:%d: polarity %q", file, n, row[3])
	}
}

func checkWords(t *testing.T, file string, n int, list string) {
	t.Helper()
	seen := map[string]bool{}
	for _, w := range strings.Split(list, ",") {
		if w == "" || w != strings.TrimSpace(w) || w != strings.ToLower(w) {
			t.Errorf("%s:%d: %q", file, n, w)
		}
		if seen[w] {
			t.Errorf("%s:%d: %q twice", file, n, w)
		}
		seen[w] = true
	}
}

// Words that tell a language are each listed once, and each language has some of its own.
func TestFrequent(t *testing.T) {
	for i, e := range table {
		own := 0
		seen := map[string]bool{}
		for _, w := range strings.Fields(e.frequent) {
			if seen[w] || w != strings.ToLower(w) {
				t.Errorf("%s: %q twice or not in lower case", e.code, w)
			}
			seen[w] = true
			if v := voters()[w]; len(v) == 1 && v[0] == i {
				own++
			}
		}
		if own < 5 {
			t.Errorf("%s: %d words of its own", e.code, own)
		}
	}
}

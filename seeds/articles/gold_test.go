// Package articles holds the sample articles and, in this test, the check of
// everything that is annotated by hand.
package articles

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"saksi/schema"
)

// line is one line of gold.
type line struct {
	N          int
	Doc        string
	Anchor     string
	Act        schema.Act
	Alt        []schema.Act
	Speaker    []string
	Person     string
	Target     []string
	Relation   schema.Relation
	Agent      []string
	Patient    []string
	Theme      string
	Polarity   schema.Polarity
	Modality   schema.Modality
	When       string
	RespondsTo int `json:"responds_to"`
	Optional   bool
	Note       string
}

var folders = []struct {
	path  string
	least int // articles
}{
	{".", 12},
	{"../../loaders/extract/testdata/gold", 30},
}

func TestGold(t *testing.T) {
	actors := readActors(t)
	for _, f := range folders {
		articles, err := filepath.Glob(filepath.Join(f.path, "*.txt"))
		if err != nil || len(articles) < f.least {
			t.Errorf("%s: %d articles, want %d or more (%v)", f.path, len(articles), f.least, err)
		}
		for _, a := range articles {
			name := filepath.Base(a)
			t.Run(strings.TrimSuffix(name, ".txt"), func(t *testing.T) {
				text, err := os.ReadFile(a)
				if err != nil {
					t.Fatal(err)
				}
				checkGold(t, name, string(text), readGold(t, strings.TrimSuffix(a, ".txt")+".gold.jsonl"), actors)
			})
		}
	}
}

// readActors returns the identifiers of the actors in the seed tables.
func readActors(t *testing.T) map[string]bool {
	actors := map[string]bool{}
	for _, name := range []string{"states", "organisations", "groups"} {
		b, err := os.ReadFile("../" + name + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(b)) {
			id, _, _ := strings.Cut(l, "\t")
			actors[id] = true
		}
	}
	return actors
}

func readGold(t *testing.T, path string) []line {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []line
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		d := json.NewDecoder(bytes.NewReader(s.Bytes()))
		d.DisallowUnknownFields()
		var l line
		if err := d.Decode(&l); err != nil {
			t.Fatalf("%s: %v", s.Text(), err)
		}
		lines = append(lines, l)
	}
	return lines
}

func checkGold(t *testing.T, doc, text string, lines []line, actors map[string]bool) {
	if len(lines) == 0 {
		t.Error("no gold")
	}
	for i, l := range lines {
		if l.N != i+1 || l.Doc != doc {
			t.Errorf("line %d: is number %d of %q", i+1, l.N, l.Doc)
		}
		if l.Anchor == "" || !strings.Contains(text, l.Anchor) {
			t.Errorf("line %d: anchor %q is not in the text", l.N, l.Anchor)
		}
		for _, a := range append([]schema.Act{l.Act}, l.Alt...) {
			if !a.Valid() {
				t.Errorf("line %d: act %q", l.N, a)
			}
		}
		for _, id := range slices.Concat(l.Speaker, l.Target, l.Agent, l.Patient) {
			if !actors[id] {
				t.Errorf("line %d: no actor %q in the seeds", l.N, id)
			}
		}
		if l.Relation != "" && !l.Relation.Valid() {
			t.Errorf("line %d: relation %q", l.N, l.Relation)
		}
		if l.Modality != "" && !slices.Contains(schema.Modalities, l.Modality) {
			t.Errorf("line %d: modality %q", l.N, l.Modality)
		}
		if l.When != "" {
			if _, err := schema.ParseTime(l.When); err != nil {
				t.Errorf("line %d: when %v", l.N, err)
			}
		}
		if l.RespondsTo < 0 || l.RespondsTo > len(lines) || l.RespondsTo == l.N {
			t.Errorf("line %d: responds to %d", l.N, l.RespondsTo)
		}
	}
}

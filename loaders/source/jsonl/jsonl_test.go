package jsonl

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/source/item"
	"saksi/schema"
)

func statement(doc, cue string) string {
	s := schema.Statement{ID: schema.IRI("stmt/" + cue), Act: schema.Deny, Speaker: schema.Party{ID: "actor/IRN", Name: "Iran"},
		Claim: schema.Claim{ID: "claim/x", Relation: "supply"}, Document: schema.Document{ID: schema.IRI(doc)},
		Evidence: schema.Evidence{Sentence: "Iran membantah.", Span: schema.Span{0, 15}}}
	b, _ := json.Marshal(s)
	return string(b)
}

func read(t *testing.T, in string) (ready []int, errs []string) {
	t.Helper()
	for it, err := range Read(t.Context(), item.Input{Name: "x", Reader: strings.NewReader(in)}) {
		switch {
		case err != nil:
			errs = append(errs, err.Error())
		case it.Ready != nil:
			ready = append(ready, len(it.Ready.Statements))
		default:
			ready = append(ready, 0)
		}
	}
	return ready, errs
}

// Statements of one document that follow one another are one extraction. Others would
// be lost in a store, and are told.
func TestStatements(t *testing.T) {
	in := strings.Join([]string{statement("doc/a", "1"), statement("doc/a", "2"), statement("doc/b", "3"), `{"text": "x"}`, statement("doc/b", "4")}, "\n")
	ready, errs := read(t, in)
	if !slices.Equal(ready, []int{2, 1, 0}) || len(errs) != 1 || !strings.HasPrefix(errs[0], "x:5: statement stmt/4 stands apart from others of doc/b: sort the lines") {
		t.Errorf("%v, %q", ready, errs)
	}
}

func TestBrokenStatements(t *testing.T) {
	in := strings.Join([]string{
		strings.Replace(statement("doc/a", "1"), `"deny"`, `"shout"`, 1),
		strings.Replace(statement("doc/a", "1"), `"supply"`, `"like"`, 1),
		strings.Replace(statement("doc/a", "1"), `"doc/a"`, `""`, 1),
		statement("doc/a", "1"),
	}, "\n")
	ready, errs := read(t, in)
	want := []string{`x:1: statement stmt/1: unknown act "shout"`, `x:2: statement stmt/1: unknown relation "like"`,
		`x:3: statement without "document.id" (was it printed by saksi extract?)`}
	if !slices.Equal(ready, []int{1}) || !slices.Equal(errs, want) {
		t.Errorf("%v, %q", ready, errs)
	}
}

// A consumer that has had enough is not called again.
func TestStop(t *testing.T) {
	in := strings.Repeat(statement("doc/a", "1")+"\n"+statement("doc/b", "2")+"\n", 5)
	n := 0
	for range Read(t.Context(), item.Input{Name: "x", Reader: strings.NewReader(in)}) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("%d items", n)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(statement("doc/a", "1") + "\n{\"text\": \"x\"}\n")
	f.Add("[\n{\"text\": \"x\"}]")
	f.Add("{\"text\": [\"a\", 1], \"published\": \"2022\"}")
	f.Fuzz(func(t *testing.T, in string) {
		for it, err := range Read(t.Context(), item.Input{Name: "x", Reader: strings.NewReader(in), Options: item.Options{MaxBytes: 1 << 16}}) {
			if err == nil && it.Ready == nil && strings.TrimSpace(it.Document.Text) == "" {
				t.Error("a document without text")
			}
		}
	})
}

package main

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"saksi/graph/ask/question"
)

// Questions that were written before the reader was tried on them, each with the query
// that it should be; a fifth have a word that no filter can hold, which must be named.
func TestQuestionReadings(t *testing.T) {
	b, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := newQuestionReader()
	total, right := 0, 0
	for line := range strings.Lines(string(b)) {
		q, want, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		total++
		if got := readingOf(r, q); got == want {
			right++
		} else {
			t.Errorf("%s\n got %s\nwant %s", q, got, want)
		}
	}
	t.Logf("%d of %d right", right, total)
}

// readingOf is how a question is read, with the filters in the order of their names.
func readingOf(r *question.Reader, text string) string {
	_, reading, err := r.Parse(text)
	var unread *question.UnreadError
	if errors.As(err, &unread) {
		return "unread: " + strings.Join(reading.Unread, " … ")
	}
	merged := map[string]string{}
	var fields []string
	for _, p := range reading.Parts {
		if p.Field == "" {
			continue
		}
		if old, ok := merged[p.Field]; ok {
			merged[p.Field] = old + " " + p.Value
			continue
		}
		merged[p.Field] = p.Value
		fields = append(fields, p.Field)
	}
	slices.Sort(fields)
	for i, f := range fields {
		fields[i] = f + "=" + merged[f]
	}
	return string(reading.Wanted) + ": " + strings.Join(fields, " ")
}

package question

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

// FuzzParse: every question is understood or told which words are not; all that is said
// of its words are its words, and it is read the same way twice.
func FuzzParse(f *testing.F) {
	for i := 0; i < len(questions); i += 2 {
		f.Add(questions[i])
	}
	f.Add("who \xff said \x00 \"")
	f.Add("siapa menuduh antara 31 Februari 99999 dan 2022-13-45?")
	now := time.Date(2023, 3, 8, 12, 0, 0, 0, time.UTC)
	r := &Reader{Names: world, Now: func() time.Time { return now }}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		q, reading, err := r.Parse(text)
		var unread *UnreadError
		if err != nil && (!errors.As(err, &unread) || len(reading.Unread) == 0) {
			t.Fatalf("%q: %v names no words", text, err)
		}
		plain := plainWords(text)
		for _, p := range reading.Parts {
			for _, w := range strings.Fields(plainWords(p.Words)) {
				if !strings.Contains(plain, w) {
					t.Errorf("%q: %q is not in it", text, w)
				}
			}
		}
		again, _, _ := r.Parse(text)
		if !reflect.DeepEqual(q, again) {
			t.Errorf("%q is read as %+v, then as %+v", text, q, again)
		}
	})
}

// plainWords drops what tokens are cut at, and case.
func plainWords(s string) string {
	return strings.ToLower(strings.ToValidUTF8(s, "\uFFFD"))
}

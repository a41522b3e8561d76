package en_test

import (
	"slices"
	"testing"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/en"
)

func TestInflect(t *testing.T) {
	for _, c := range []struct {
		lemma string
		pos   language.POS
		has   []string
		not   []string
	}{
		{"attack", language.Verb, []string{"attack", "attacks", "attacked", "attacking"}, nil},
		{"cancel", language.Verb, []string{"canceled", "cancelled", "canceling", "cancelling"}, nil},
		{"traffic", language.Verb, []string{"trafficked", "trafficking"}, []string{"trafficed"}},
		{"expel", language.Verb, []string{"expelled", "expelling"}, []string{"expeled"}},
		{"cut", language.Verb, []string{"cut", "cuts", "cutting"}, []string{"cutted", "cuted", "cuting"}},
		{"overrun", language.Verb, []string{"overran", "overrun", "overrunning"}, []string{"overruned"}},
		{"retake", language.Verb, []string{"retook", "retaken", "retaking"}, []string{"retaked"}},
		{"fly", language.Verb, []string{"flies", "flew", "flown", "flying"}, []string{"flied"}},
		{"occupy", language.Verb, []string{"occupies", "occupied", "occupying"}, nil},
		{"ally", language.Noun, []string{"ally", "allies"}, nil},
		{"clash", language.Noun, []string{"clashes"}, []string{"clashs"}},
	} {
		var got []string
		for _, f := range en.Inflect(c.lemma, c.pos) {
			got = append(got, f.Text)
		}
		for _, w := range c.has {
			if !slices.Contains(got, w) {
				t.Errorf("%s has no form %q, only %v", c.lemma, w, got)
			}
		}
		for _, w := range c.not {
			if slices.Contains(got, w) {
				t.Errorf("%s has the form %q", c.lemma, w)
			}
		}
	}
}

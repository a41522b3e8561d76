package entity

import (
	"testing"
	"unicode/utf8"

	"saksi/loaders/extract/segment"
	"saksi/loaders/extract/syntax"
)

// Whatever the text: every word resolves, and every mention slices the text on
// code point boundaries.
func FuzzResolve(f *testing.F) {
	for _, c := range append(append([]refCase{}, englishRefs...), indonesianRefs...) {
		f.Add(c.text, true)
		f.Add(c.text, false)
	}
	f.Add("Kim Jong-un, \"Presiden\" (AS) -- the two Koreas' 's of Iran-Irak /Rusia/ pihaknya, Mr. X al-", true)
	en, err := syntax.Load("en")
	if err != nil {
		f.Skip(err)
	}
	id, err := syntax.Load("id")
	if err != nil {
		f.Skip(err)
	}
	parsers := map[bool]*syntax.Parser{true: en.NewParser(), false: id.NewParser()}
	l := NewLinker()
	f.Fuzz(func(t *testing.T, source string, english bool) {
		if !utf8.ValidString(source) || len(source) > 4000 {
			t.Skip()
		}
		lang := map[bool]string{true: "en", false: "id"}[english]
		txt := segment.Segment(source, lang)
		l.Begin(txt, "2022-10-17", "Saksi")
		for i := range txt.Sentences {
			tree := parsers[english].Parse(txt, i, l.Joins(i)).Clone()
			l.Read(i, tree)
			for w := range tree.Words {
				check(t, source, l.Resolve(i, int32(w)))
				check(t, source, l.Pronoun(i, int32(w)))
				if w%3 == 0 {
					l.Spoke(l.Resolve(i, int32(w)))
				}
			}
		}
		for _, a := range l.Actors() {
			if a.ID == "" || len(a.Names) == 0 {
				t.Errorf("actor %q without name", a.ID)
			}
		}
	})
}

func check(t *testing.T, source string, r Ref) {
	t.Helper()
	if r.Start < 0 || r.End < r.Start || int(r.End) > len(source) || !utf8.ValidString(source[r.Start:r.End]) {
		t.Fatalf("mention [%d,%d) of %q", r.Start, r.End, source)
	}
	for _, k := range r.Actors {
		if k.Actor == "" || k.Name == "" || k.Kind == "" {
			t.Fatalf("link %+v in %q", k, source)
		}
	}
}

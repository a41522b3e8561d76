package csv

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/source/item"
)

func read(t *testing.T, in string, max int64) (texts []string, errs []error) {
	t.Helper()
	for it, err := range Read(t.Context(), item.Input{Name: "x.csv", Reader: strings.NewReader(in), Options: item.Options{MaxBytes: max}}) {
		if err != nil {
			errs = append(errs, err)
		} else {
			texts = append(texts, it.Document.Text)
		}
	}
	return texts, errs
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"commas", "Text,Date\n\"Iran, denied\",2022-10-18\nKyiv,\n", []string{"Iran, denied", "Kyiv"}},
		{"lines in a cell", "text\n\"one\ntwo\"\nthree\n", []string{"one\ntwo", "three"}},
		{"tabs", "url\ttext\nu\tIran \"x\" y\n", []string{`Iran "x" y`}},
		{"byte order mark", "\ufefftext;x\nIran;1\n", []string{"Iran"}},
		{"Windows-1252", "text\nCaf\xe9\n", []string{"Café"}},
		{"short rows", "text,title,date\nIran\n", []string{"Iran"}},
	} {
		if texts, errs := read(t, tt.in, 0); !slices.Equal(texts, tt.want) || errs != nil {
			t.Errorf("%s: %q, %v", tt.name, texts, errs)
		}
	}
}

func TestReadErrors(t *testing.T) {
	if _, errs := read(t, "", 0); len(errs) != 1 || !errors.Is(errs[0], item.ErrEmpty) {
		t.Errorf("empty: %v", errs)
	}
	texts, errs := read(t, "text,date\nA,2022\n\"B\"x,2022\nC,2022\n", 0)
	if !slices.Equal(texts, []string{"A", "C"}) || len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "x.csv:3: not a CSV row") {
		t.Errorf("%q, %v", texts, errs)
	}
	// a quotation mark that is never closed must not take the whole file in
	_, errs = read(t, "text\n\"never closed"+strings.Repeat(" and on", 1<<20), 1<<16)
	if len(errs) != 1 || !errors.Is(errs[0], item.ErrTooLarge) {
		t.Errorf("%v", errs)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("text,date\n\"A\nB\",2022\n")
	f.Add("a;text\n1;\"x")
	f.Fuzz(func(t *testing.T, in string) { read(t, in, 1<<16) })
}

package feed

import (
	"strings"
	"testing"
	"unicode/utf8"

	"saksi/loaders/source/item"
)

// FuzzRead: any bytes give documents of valid text within the limit, or errors.
func FuzzRead(f *testing.F) {
	for _, s := range []string{rss, atomFeed, jsonFeed, "<rss", "{", `<?xml version="1.0" encoding="latin1"?><rss version="2.0"><channel><item><title>&amp;` + "\xe9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		const limit = 1 << 12
		input := item.Input{Name: "f", Reader: strings.NewReader(in), Options: item.Options{MaxBytes: limit}}
		for it, err := range Read(t.Context(), input) {
			if err != nil || it.Skip != "" {
				continue
			}
			if d := it.Document; !utf8.ValidString(d.Text) || !utf8.ValidString(d.Title) || len(d.Text) > limit {
				t.Errorf("document of %d bytes: %q %.200q", len(d.Text), d.Title, d.Text)
			}
		}
	})
}

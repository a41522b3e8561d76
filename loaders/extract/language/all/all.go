// Package all is the table of the languages that documents may be in. To add one is
// to add a line to it; docs/languages.md says what else a language needs.
package all

import (
	"fmt"
	"strings"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/en"
	"saksi/loaders/extract/language/id"
	"saksi/loaders/extract/language/ms"
)

// entry is a language: how its lexicon is read, the words that tell it, and, where it
// has one, what tells its words by their affixes.
type entry struct {
	code     string
	load     func() (*language.Language, error)
	frequent string
	affixed  func(lower string) bool
}

// table lists the languages. Where two fit a text equally well, the earlier is taken.
var table = []entry{
	{"en", en.Load, en.Frequent, en.Affixed},
	{"id", id.Load, id.Frequent, id.Affixed},
	{"ms", ms.Load, ms.Frequent, id.Affixed},
}

// Codes are the languages, by their codes in BCP 47.
func Codes() []string {
	out := make([]string, len(table))
	for i, e := range table {
		out[i] = e.code
	}
	return out
}

// Load gives the lexicon of a language.
func Load(code string) (*language.Language, error) {
	for _, e := range table {
		if e.code == code {
			return e.load()
		}
	}
	return nil, fmt.Errorf("no reader for language %q (have %s)", code, strings.Join(Codes(), ", "))
}

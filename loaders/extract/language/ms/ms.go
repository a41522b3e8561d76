// Package ms is Malay, as the news of Malaysia writes it: a lexicon of its own, and the
// parser, the grammar of dates and the segmentation of Indonesian, its closest kin.
package ms

import (
	"embed"
	"sync"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/id"
)

//go:embed *.tsv
var tables embed.FS

// Load returns the lexicon, which is read on first use. Voices are made with the same
// prefixes as in Indonesian.
var Load = sync.OnceValues(func() (*language.Language, error) {
	return language.Load(language.Rules{Code: "ms", Kin: "id", Inflect: id.Inflect, AgentPrep: "oleh", Possessor: "daripada",
		PossFollows: true, BareCue: true, Finite: id.Finite}, tables)
})

// Frequent are words that tell the language.
//
//go:embed frequent.txt
var Frequent string

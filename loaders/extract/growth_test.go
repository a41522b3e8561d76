package extract_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"saksi/loaders/extract"
	"saksi/schema"
)

// hostile are texts that grow without sense, of n parts.
var hostile = map[string]func(n int) string{
	"one sentence": func(n int) string {
		return strings.Repeat("the minister said that Iran and Russia had met and then ", n) + "left."
	},
	"nested quotations": func(n int) string {
		return strings.Repeat("“Iran “said ", n) + strings.Repeat("”", 2*n) + "."
	},
	"names in a sentence": func(n int) string {
		var b strings.Builder
		b.WriteString("Iran met ")
		for i := range n {
			fmt.Fprintf(&b, "Marwan %s, ", letters(i))
		}
		return b.String() + "and Russia."
	},
	"people": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "Minister Marwan %s said Iran had attacked Iraq. He denied it. ", letters(i))
		}
		return b.String()
	},
	"unclosed quotations": func(n int) string { return strings.Repeat("“We will attack, he said. And we said it.\n\n", n) },
	"accusations":         func(n int) string { return strings.Repeat("Ukraine accused Iran of aid. Iran denied it. ", n) },
}

// letters is a name for a number.
func letters(i int) string {
	return "Q" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%05d", i))
}

// What is allocated for a text of four times the length is not much more than four times
// as much: nothing is done for each pair of sentences, names or quotations.
func TestGrowth(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			x := extract.New(extract.Options{Lang: "en"})
			spent := func(n int) uint64 {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if _, err := x.Extract(context.Background(), schema.Document{Text: "A title of it\n\n" + text(n), Lang: "en", Published: "2022-03-04"}); err != nil {
					t.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				return after.TotalAlloc - before.TotalAlloc
			}
			spent(10) // models and tables
			small, large := spent(200), spent(800)
			if large > 6*small {
				t.Errorf("%d KB for 200 parts, %d KB for 800", small>>10, large>>10)
			}
		})
	}
}

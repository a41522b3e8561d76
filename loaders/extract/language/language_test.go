package language_test

import (
	"testing"

	"saksi/loaders/extract/language"
	"saksi/loaders/extract/language/en"
	"saksi/loaders/extract/language/id"
)

func TestForms(t *testing.T) {
	for _, c := range []struct {
		load  func() (*language.Language, error)
		words []string
	}{
		{id.Load, []string{"menuduh", "dituduh", "membantah", "dibantah", "mengakui", "memperingatkan", "menyerang", "memasok", "mengirim",
			"mengatakan", "kata", "mengebom", "mengklaim", "memproduksi", "menewaskan", "diserang", "tuduhan", "memprotes", "mempertimbangkan", "menyebut"}},
		{en.Load, []string{"accused", "accuses", "denies", "denied", "denying", "said", "shelling", "shipped", "struck", "agreed", "withdrawn", "warned"}},
	} {
		l, err := c.load()
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.words {
			if e := l.Lookup(w); e == nil || len(e.Cues)+len(e.Relations)+len(e.Controls) == 0 {
				t.Errorf("%s: %q has no entry", l.Code, w)
			}
		}
	}
}

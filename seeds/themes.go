package seeds

import (
	"strings"
	"sync"

	"saksi/schema"
)

// Theme is a thing that claims are about.
type Theme struct {
	ID     schema.IRI    // "theme/drone"
	Parent schema.IRI    // the broader theme, or ""
	Labels []schema.Name // English, Indonesian
	Words  []schema.Name // what texts call it, in both languages
}

type themes struct {
	list   []Theme
	byID   map[schema.IRI]int32
	byWord map[string]int32 // lower case, one space between words
	depth  []uint8
}

var theThemes = sync.OnceValue(readThemes)

func readThemes() *themes {
	t := &themes{list: make([]Theme, 0, 160), byID: make(map[schema.IRI]int32, 160), byWord: make(map[string]int32, 3072)}
	table(themesTable, 6, func(c []string) {
		th := Theme{ID: schema.IRI("theme/" + c[0])}
		if c[1] != "" {
			th.Parent = schema.IRI("theme/" + c[1])
		}
		th.Labels = []schema.Name{{Text: c[2], Lang: "en"}, {Text: c[3], Lang: "id"}}
		i := int32(len(t.list))
		for k, lang := range []string{"en", "id"} {
			th.Words = append(th.Words, schema.Name{Text: th.Labels[k].Text, Lang: lang})
			split(c[4+k], lang, func(text, lang string) {
				th.Words = append(th.Words, schema.Name{Text: text, Lang: lang})
			})
		}
		for _, w := range th.Words[1:] {
			if key := normal(w.Text); key != "" {
				if _, ok := t.byWord[key]; !ok {
					t.byWord[key] = i
				}
			}
		}
		t.byID[th.ID] = i
		t.list = append(t.list, th)
	})
	t.depth = make([]uint8, len(t.list))
	for i := range t.list {
		for p, ok := t.byID[t.list[i].Parent]; ok && t.depth[i] < 8; p, ok = t.byID[t.list[p].Parent] {
			t.depth[i]++
		}
	}
	return t
}

// normal is the form in which theme words are compared: lower case, hyphens as
// spaces.
func normal(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' || r == '\t' }), " "))
}

// Themes are all themes, in the order of their identifiers. The slice is shared
// and must not be changed.
func Themes() []Theme { return theThemes().list }

// LookupTheme finds a theme by its identifier.
func LookupTheme(id schema.IRI) (*Theme, bool) {
	t := theThemes()
	i, ok := t.byID[id]
	if !ok {
		return nil, false
	}
	return &t.list[i], true
}

// maxThemeWords bounds the words of a theme's name.
const maxThemeWords = 5

// ThemeOf is the theme that the words name: the one with the longest name among
// them ("ratusan drone kamikaze"), of equally long ones the narrower ("military
// drones"). It is "" when they name none. Words may be given one by one or as
// whole phrases, in any case.
func ThemeOf(words ...string) (schema.IRI, bool) {
	id, _, _ := ThemeIn(strings.Fields(normal(strings.Join(words, " "))))
	return id, id != ""
}

// ThemeIn is ThemeOf over lower-case words, with the range of the words that name
// the theme.
func ThemeIn(words []string) (id schema.IRI, first, last int) {
	t := theThemes()
	best, depth := int32(-1), uint8(0)
	for n := min(maxThemeWords, len(words)); n > 0 && best < 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			k, ok := t.find(words[i:i+n], n)
			if ok && (best < 0 || t.depth[k] > depth) {
				best, depth, first, last = k, t.depth[k], i, i+n
			}
		}
	}
	if best < 0 {
		return "", 0, 0
	}
	return t.list[best].ID, first, last
}

// find looks the words up as they are, then without the ending of a plural or
// of the Indonesian possessor.
func (t *themes) find(words []string, n int) (int32, bool) {
	key := words[0]
	if n > 1 {
		key = strings.Join(words, " ")
	}
	if k, ok := t.byWord[key]; ok {
		return k, true
	}
	if half, rest, ok := strings.Cut(key, "-"); ok && half == rest {
		key = half // "balon-balon"
		if k, ok := t.byWord[key]; ok {
			return k, true
		}
	}
	for _, ending := range []string{"s", "es", "nya"} {
		if stem, ok := strings.CutSuffix(key, ending); ok && len(stem) > 2 {
			if k, ok := t.byWord[stem]; ok {
				return k, true
			}
		}
	}
	return 0, false
}

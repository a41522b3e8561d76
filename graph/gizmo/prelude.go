package gizmo

import (
	_ "embed"
	"encoding/json"
	"regexp"
	"strings"
	"sync"

	"saksi/schema"
)

//go:embed sandbox.js
var sandbox string

//go:embed vocabulary.js
var vocabulary string

//go:embed byday.js
var byDay string

// words are the closed lists of the model, for the prelude: misspelt ones are errors,
// and acts and relations go by their verbs too.
type words struct {
	Terms     []string          `json:"terms"`     // classes and properties, "sk:claim"
	Acts      []string          `json:"acts"`      // "act/deny"
	Relations []string          `json:"relations"` // "rel/supply"
	ActWords  map[string]string `json:"actWords"`  // "denied", "membantah" → "act/deny"
	RelWords  map[string]string `json:"relationWords"`
	ByDay     string            `json:"byDay"` // a function
}

// term finds the names that the ontology defines.
var term = regexp.MustCompile(`(?m)^(sk:\w+) a `)

// prelude is the script that makes the function by which queries are run.
var prelude = sync.OnceValues(func() (string, error) {
	w := words{ActWords: map[string]string{}, RelWords: map[string]string{}, ByDay: function(byDay)}
	for _, m := range term.FindAllStringSubmatch(schema.Ontology, -1) {
		w.Terms = append(w.Terms, m[1])
	}
	for _, a := range schema.Acts {
		w.Acts = append(w.Acts, "act/"+string(a.Act))
		addWords(w.ActWords, "act/"+string(a.Act), a.En, a.ID)
	}
	for _, r := range schema.Relations {
		w.Relations = append(w.Relations, "rel/"+string(r.Relation))
		addWords(w.RelWords, "rel/"+string(r.Relation), r.En, r.ID)
	}
	// a name of the list goes before the same word in another entry
	for id, m := range map[string]map[string]string{"act/": w.ActWords, "rel/": w.RelWords} {
		for _, name := range append(append([]string{}, w.Acts...), w.Relations...) {
			if bare, ok := strings.CutPrefix(name, id); ok {
				m[bare] = name
			}
		}
	}
	b, err := json.Marshal(w)
	if err != nil {
		return "", err
	}
	// as one literal, which is read sooner than an object of hundreds
	b, err = json.Marshal(string(b))
	return "var __run = (function (root, words) {\nvar inside = " + function(sandbox) + "(root, words);\n" + function(vocabulary) +
		"(inside, words);\nreturn inside.run;\n})(this, JSON.parse(" + string(b) + "));\nnull", err
})

// addWords lets verbs stand for an identity; the first entry keeps a verb that two share.
func addWords(m map[string]string, id string, verbs ...string) {
	for _, v := range verbs {
		if _, taken := m[v]; !taken {
			m[v] = id
		}
	}
}

// function is the function that a file of the prelude holds, after its comment.
func function(source string) string {
	return strings.TrimSpace(source[strings.Index(source, "(function"):])
}

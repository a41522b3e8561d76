package gizmo

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed recipes.js
var recipesFile string

// Recipe is a query that answers a common question on any store.
type Recipe struct {
	Group, GroupID string // the heading it stands under, in English and Indonesian
	En, ID         string // the question, in both
	Note           string // what to know about it, in English; often empty
	Query          string
}

// Recipes are the recipes of docs/gizmo.md, in its order. The file recipes.js holds
// them: "//// " begins a group, with " | " between its names, and an empty line ends a recipe, whose first lines are
// "// en: ", "// id: " and other comments.
var Recipes = sync.OnceValue(func() []Recipe {
	var all []Recipe
	group, groupID := "", ""
	for _, block := range strings.Split(recipesFile, "\n\n") {
		block = strings.TrimSpace(block)
		if name, ok := strings.CutPrefix(block, "//// "); ok {
			group, groupID, _ = strings.Cut(name, " | ")
			continue
		}
		if r := readRecipe(block); r.Query != "" {
			r.Group, r.GroupID = group, groupID
			all = append(all, r)
		}
	}
	return all
})

func readRecipe(block string) (r Recipe) {
	var notes, query []string
	for _, line := range strings.Split(block, "\n") {
		comment, isComment := strings.CutPrefix(line, "// ")
		en, isEn := strings.CutPrefix(comment, "en: ")
		id, isID := strings.CutPrefix(comment, "id: ")
		switch {
		case !isComment || len(query) > 0:
			query = append(query, line)
		case isEn:
			r.En = en
		case isID:
			r.ID = id
		default:
			notes = append(notes, comment)
		}
	}
	r.Note, r.Query = strings.Join(notes, " "), strings.Join(query, "\n")
	return r
}

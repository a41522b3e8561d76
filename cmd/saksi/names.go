package main

import (
	"strings"
	"sync"

	"saksi/schema"
	"saksi/seeds"
)

// worldNames resolves the names that the seeds know, in any case.
type worldNames struct{}

// nameIndex is made on first use: most verbs need no names.
var nameIndex = sync.OnceValue(func() map[string][]schema.IRI {
	m := make(map[string][]schema.IRI, len(seeds.Names()))
	// proper names come first, so that "Georgia" is the state before the region
	for _, sort := range []seeds.Sort{seeds.ProperName, seeds.Surname, seeds.Capital, seeds.Metonym, seeds.Adjective, seeds.People} {
		for _, n := range seeds.Names() {
			if n.Sort != sort {
				continue
			}
			if key := schema.Normal(n.Text); !contains(m[key], n.Actor) {
				m[key] = append(m[key], n.Actor)
			}
		}
	}
	return m
})

// Resolve lists the actors that the name may mean, the likeliest first.
func (worldNames) Resolve(name string) []schema.IRI {
	if id := schema.IRI("actor/" + strings.ToUpper(strings.TrimPrefix(name, "actor/"))); len(name) <= 20 {
		if _, ok := seeds.Lookup(id); ok {
			return []schema.IRI{id}
		}
	}
	return nameIndex()[schema.Normal(name)]
}

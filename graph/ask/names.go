package ask

import (
	"context"
	"fmt"
	"strings"

	"saksi/graph"
	"saksi/schema"
)

// Resolver knows actors by the names that people give them.
type Resolver interface {
	// Resolve lists the actors that the name may mean, the likeliest first; none
	// when it knows no such name.
	Resolve(name string) []schema.IRI
}

// ThemeResolver is a [Resolver] that knows themes by their names as well: "senjata"
// and "weapons" are theme/weapon.
type ThemeResolver interface {
	// ResolveTheme lists the themes that the words name; none when it knows no such name.
	ResolveTheme(words string) []schema.IRI
}

// NoNames is a Resolver that knows nobody: actors are then found by identity, code
// and by the names in the store.
type NoNames struct{}

// Resolve returns none.
func (NoNames) Resolve(string) []schema.IRI { return nil }

// names resolves the actors of a query: by identity, by the resolver, and by the
// names and codes in the store.
func names(ctx context.Context, v *graph.View, r Resolver, name string) ([]schema.IRI, error) {
	name = strings.Join(strings.Fields(name), " ")
	if strings.HasPrefix(name, "actor/") {
		return []schema.IRI{schema.IRI(name)}, nil
	}
	if r != nil {
		if ids := r.Resolve(name); len(ids) > 0 {
			return ids, nil
		}
	}
	ids, err := v.ActorsNamed(ctx, name)
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// actor resolves the actor in a field; nil for an empty one.
func (p *planner) actor(field, name string) ([]schema.IRI, error) {
	if strings.TrimSpace(name) == "" {
		return nil, nil
	}
	ids, err := names(p.ctx, p.view, p.names, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", field, err)
	}
	if len(ids) == 0 {
		return nil, &FieldError{field, name, ErrUnknownActor}
	}
	return ids, nil
}

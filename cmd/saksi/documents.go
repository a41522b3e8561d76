package main

import (
	"context"
	"fmt"
	"strings"

	"saksi/graph"
	"saksi/schema"
)

// documentNamed finds the one document of an identity, file name, title or address.
// Of none its error wraps graph.ErrNotFound; of several it lists them.
func documentNamed(ctx context.Context, s *graph.Store, name string) (schema.IRI, error) {
	if strings.HasPrefix(name, "doc/") {
		return schema.IRI(name), nil
	}
	v := s.View()
	defer v.Close()
	ids, err := v.DocumentsNamed(ctx, name)
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return "", graph.ErrNotFound
	case len(ids) == 1:
		return ids[0], nil
	}
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return "", fmt.Errorf("%s names %s: %s; name one by its identity", name, count(len(ids), "document"), strings.Join(all, ", "))
}

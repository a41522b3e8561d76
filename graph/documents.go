package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// DocumentsNamed lists the documents that the input called by this name, such as the
// name of a file, or that have it as their title or address, in the order of their
// identities.
func (v *View) DocumentsNamed(ctx context.Context, name string) ([]schema.IRI, error) {
	var found []schema.IRI
	for _, p := range []quad.IRI{schema.PInputID, schema.PTitle, schema.PURL} {
		err := v.each(ctx, pattern{o: quad.String(name), p: p}, func(q quad.Quad) bool {
			if i, ok := q.Subject.(quad.IRI); ok && q.Subject == q.Label {
				found = append(found, schema.IRI(i))
			}
			return true
		})
		if err != nil {
			return nil, fmt.Errorf("document %q: %w", name, err)
		}
	}
	if url := schema.CanonicalURL(name); url != "" {
		id := schema.DocumentID(&schema.Document{URL: name})
		if _, err := v.Document(ctx, id); err == nil {
			found = append(found, id)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

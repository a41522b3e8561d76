package graph

import (
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

const indexPrefix = "index/"

// indexLabel is the graph of the quads that are derived from a document.
func indexLabel(doc schema.IRI) quad.IRI { return quad.IRI(indexPrefix + string(doc)) }

// derived tells whether the quad is an index of others.
func derived(q quad.Quad) bool {
	l, ok := q.Label.(quad.IRI)
	return ok && strings.HasPrefix(string(l), indexPrefix)
}

func indexQuads(x *schema.Extraction) []quad.Quad { return nil }

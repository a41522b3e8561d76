package rdf

import (
	"strings"

	"github.com/cayleygraph/quad"

	"saksi/schema"
)

// homes gives quads that came without a graph the one that they had: that of the document
// for a document and its mentions, and for a statement that of the document which it was
// derived from. All else is shared, and in a graph of its own.
type homes struct {
	document map[quad.IRI]quad.IRI    // of statements
	waiting  map[quad.IRI][]quad.Quad // of statements whose document is not named yet
}

func newHomes() homes {
	return homes{map[quad.IRI]quad.IRI{}, map[quad.IRI][]quad.Quad{}}
}

// derived begins the predicates that plain edges and the index have. They are written
// anew, and need no home.
var derived = []string{"act/", "rel/", "index/"}

// of gives the graph of a quad, and other quads that have the same one, which was not known
// before. It is false for a quad whose graph is not known yet, and for one that needs none.
func (h homes) of(q quad.Quad) (label quad.IRI, freed []quad.Quad, known bool) {
	s, _ := q.Subject.(quad.IRI)
	p, _ := q.Predicate.(quad.IRI)
	for _, d := range derived {
		if strings.HasPrefix(string(p), d) {
			return "", nil, false
		}
	}
	switch {
	case strings.HasPrefix(string(s), "doc/"):
		doc, _, _ := strings.Cut(string(s), "#")
		return quad.IRI(doc), nil, true
	case !strings.HasPrefix(string(s), "stmt/"):
		return s, nil, s != ""
	}
	label, known = h.document[s]
	if doc, ok := q.Object.(quad.IRI); ok && !known && p == schema.PDerived && strings.HasPrefix(string(doc), "doc/") {
		freed = h.waiting[s]
		delete(h.waiting, s)
		h.document[s] = doc
		return doc, freed, true
	}
	if !known {
		h.waiting[s] = append(h.waiting[s], q)
	}
	return label, nil, known
}

// forget takes out the statements that quads are about.
func (h homes) forget(quads []quad.Quad) {
	if len(h.document) == 0 {
		return
	}
	for _, q := range quads {
		if s, ok := q.Subject.(quad.IRI); ok {
			delete(h.document, s)
		}
	}
}

// homeless counts the statements whose document was not named.
func (h homes) homeless() (n int) {
	for _, quads := range h.waiting {
		n += len(schema.Collect(quads).Statements())
	}
	return n
}

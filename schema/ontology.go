package schema

import _ "embed"

// Ontology is the vocabulary of the graph as OWL, in Turtle: classes, properties and
// the closed lists of acts, relations and stances as SKOS concepts. The tests make it
// from the tables of this package.
//
//go:embed ontology.ttl
var Ontology string

// Shapes are the rules that a graph keeps, as SHACL, in Turtle.
//
//go:embed shapes.ttl
var Shapes string

package graphtest

import (
	"saksi/graph/ask"
	"saksi/schema"
)

// Question is a shape of question.
type Question struct {
	Name  string
	Query ask.Query
}

// Questions are ten shapes, asked of the busiest actors of a [World], by which stores are
// compared. A and B are two of them.
var Questions = []Question{
	{"A accused B, in a year", ask.Query{Acts: []schema.Act{schema.Accuse}, By: "actor/UKR", Against: "actor/IRN", SaidSince: "2022", SaidUntil: "2022"}},
	{"A accused B", ask.Query{Acts: []schema.Act{schema.Accuse}, By: "actor/UKR", Against: "actor/IRN"}},
	{"who accused B", ask.Query{Acts: []schema.Act{schema.Accuse}, Against: "actor/IRN"}},
	{"A on B, in any role", ask.Query{By: "actor/USA", With: "actor/CHN"}},
	{"what did A deny", ask.Query{Acts: []schema.Act{schema.Deny}, By: "actor/RUS"}},
	{"A supplied drones", ask.Query{Agent: "actor/IRN", Relations: []schema.Relation{"supply"}, About: "drones"}},
	{"the latest", ask.Query{}},
	{"a month of all", ask.Query{SaidSince: "2021-05", SaidUntil: "2021-05"}},
	{"A, only against claims", ask.Query{By: "actor/IRN", Stance: schema.Against}},
	{"with B, the oldest", ask.Query{With: "actor/ISR", Order: ask.Oldest}},
}

// Of is the question about other actors.
func (q Question) Of(a, b schema.IRI) ask.Query {
	x := q.Query
	for _, f := range []struct {
		field *string
		actor schema.IRI
	}{{&x.By, a}, {&x.Agent, a}, {&x.Against, b}, {&x.With, b}} {
		if *f.field != "" {
			*f.field = string(f.actor)
		}
	}
	return x
}

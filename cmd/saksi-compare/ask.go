package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	cgizmo "github.com/cayleygraph/cayley/query/gizmo"

	"github.com/cayleygraph/cayley/query"

	"saksi/graph/ask"
	"saksi/graph/gizmo"
	"saksi/graph/graphtest"
)

// rows is how many answers are asked for.
const rows = 20

// sparql are the questions in SPARQL by their names, where ?s is the statement. They stand
// in a query that gives the same rows: the latest twenty, with their sentences.
var sparql = map[string]string{
	"A accused B, in a year": `?s sk:act act:accuse ; sk:speaker actor:UKR ; sk:target actor:IRN . FILTER(STRSTARTS(STR(?said), "2022"))`,
	"A accused B":            `?s sk:act act:accuse ; sk:speaker actor:UKR ; sk:target actor:IRN .`,
	"who accused B":          `?s sk:act act:accuse ; sk:target actor:IRN .`,
	"A on B, in any role":    `{ ?s sk:target actor:CHN } UNION { ?s sk:claim/sk:agent actor:CHN } UNION { ?s sk:claim/sk:patient actor:CHN } ?s sk:speaker actor:USA .`,
	"what did A deny":        `?s sk:act act:deny ; sk:speaker actor:RUS .`,
	"A supplied drones":      `?c sk:relation <https://w3id.org/saksi/rel/supply> ; sk:agent actor:IRN ; sk:theme <https://w3id.org/saksi/theme/drone> . ?s sk:claim ?c .`,
	"the latest":             `?s sk:act ?any .`,
	"a month of all":         `?s sk:act ?any . FILTER(STRSTARTS(STR(?said), "2021-05"))`,
	"A, only against claims": `?s sk:stance <https://w3id.org/saksi/stance/against> ; sk:speaker actor:IRN .`,
	"with B, the oldest":     `{ ?s sk:speaker actor:ISR } UNION { ?s sk:target actor:ISR } UNION { ?s sk:claim/sk:agent actor:ISR } UNION { ?s sk:claim/sk:patient actor:ISR }`,
}

// inSPARQL is a question in SPARQL.
func inSPARQL(q graphtest.Question) string {
	order := "DESC"
	if q.Query.Order == ask.Oldest {
		order = "ASC"
	}
	return fmt.Sprintf(`PREFIX sk: <https://w3id.org/saksi/ontology#>
PREFIX act: <https://w3id.org/saksi/act/>
PREFIX actor: <https://w3id.org/saksi/actor/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT DISTINCT ?s ?said ?sentence ?document WHERE {
  %s
  ?s sk:said/sk:edtf ?said ; sk:sentence ?sentence ; prov:wasDerivedFrom ?document .
} ORDER BY %s(STR(?said)) LIMIT %d`, sparql[q.Name], order, rows)
}

// median is the median time of so many calls after a first one, which is not counted.
func median(rounds int, f func() (int, error)) (time.Duration, int, error) {
	var took []time.Duration
	found := 0
	for i := range rounds + 1 {
		begin := time.Now()
		n, err := f()
		if err != nil {
			return 0, 0, err
		}
		if found = n; i > 0 {
			took = append(took, time.Since(begin))
		}
	}
	slices.Sort(took)
	return took[len(took)/2], found, nil
}

func (c *comparison) askOurs(ctx context.Context) error {
	a := ask.New(c.ours, ask.NoNames{})
	for _, q := range graphtest.Questions {
		q.Query.Limit = rows
		took, n, err := median(c.rounds, func() (int, error) {
			r, err := a.Ask(ctx, q.Query)
			return len(r.Statements), err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", q.Name, err)
		}
		c.asked = append(c.asked, answer{name: q.Name, ours: took, rows: n})
	}
	return nil
}

// paths are queries as analysts write them, from one end along named edges.
var paths = []struct{ name, text string }{
	{"B's accusers, one of them", `g.V("<actor/IRN>").In("<sk:target>").Has("<sk:speaker>","<actor/UKR>").Limit(20).All()`},
	{"... who accused", `g.V("<actor/IRN>").In("<sk:target>").Has("<sk:act>","<act/accuse>").Has("<sk:speaker>","<actor/UKR>").Limit(20).All()`},
	{"claims of A and B", `g.V("<actor/IRN>").In("<sk:agent>").Has("<sk:patient>","<actor/RUS>").Limit(20).All()`},
	{"claims of A and a rare B", `g.V("<actor/IRN>").In("<sk:agent>").Has("<sk:patient>","<RARE>").Limit(20).All()`},
	{"claims of a rare A and B", `g.V("<RARE>").In("<sk:agent>").Has("<sk:patient>","<actor/IRN>").Limit(20).All()`},
	{"who said that A supplied", `g.V("<actor/IRN>").In("<sk:agent>").Has("<sk:relation>","<rel/supply>").In("<sk:claim>").Out("<sk:speaker>").Limit(20).All()`},
	{"what A denied", `g.V("<actor/RUS>").In("<sk:speaker>").Has("<sk:act>","<act/deny>").Out("<sk:claim>").Limit(20).All()`},
	{"plain edges", `g.V("<actor/USA>").Out("<act/accuse>").Limit(20).All()`},
	{"both accused", `g.V("<actor/USA>").Out("<act/accuse>").And(g.V("<actor/CHN>").Out("<act/accuse>")).Limit(20).All()`},
	{"sentences of denials by a rare A", `g.V("<RARE>").In("<sk:speaker>").Has("<sk:act>","<act/deny>").Out("<sk:sentence>").All()`},
}

// askGizmo asks the same queries of both stores.
func (c *comparison) askGizmo(ctx context.Context) error {
	actors := world().Actors()
	rare := string(actors[len(actors)-1].ID)
	ours, err := gizmo.New(ctx, c.ours.QuadStore(), gizmo.Limits{Time: time.Minute})
	if err != nil {
		return err
	}
	ours.Raw = true
	for _, p := range paths {
		text := replaced(p.text, rare)
		took, n, err := median(c.rounds, func() (int, error) {
			r, err := ours.Run(ctx, text)
			return len(r.Rows), err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		theirs, m, err := median(min(c.rounds, 5), func() (int, error) { return c.stockGizmo(ctx, text) })
		if err != nil {
			return fmt.Errorf("%s in Cayley: %w", p.name, err)
		}
		if m != n {
			return fmt.Errorf("%s: %d rows, Cayley has %d", p.name, n, m)
		}
		c.gizmo = append(c.gizmo, answer{p.name, took, theirs, n})
	}
	return nil
}

func (c *comparison) stockGizmo(ctx context.Context, text string) (n int, err error) {
	it, err := cgizmo.NewSession(c.stock).Execute(ctx, text, query.Options{Collation: query.JSON})
	if err != nil {
		return 0, err
	}
	for it.Next(ctx) {
		n++
	}
	if err := it.Err(); err != nil {
		return 0, err
	}
	return n, it.Close()
}

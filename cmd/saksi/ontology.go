package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"saksi/graph/export"
	"saksi/schema"
)

var ontologyVerb = command{
	name:     "ontology",
	args:     flagsOnly,
	short:    "list the acts and relations of the model, with their CAMEO and PLOVER codes",
	examples: "saksi ontology\nsaksi ontology --format json | jq '.relations[].relation'\nsaksi ontology --format turtle > saksi.ttl",
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		format := fs.StringP("format", "f", "table", "output format: table, json, or an RDF format: turtle, nquads, trig, jsonld, …")
		return func(ctx context.Context, a *app, _ []string) error {
			switch *format {
			case "table":
				a.ontologyTable()
				return nil
			case "json":
				return a.ontologyJSON()
			}
			if f, ok := export.FormatNamed(*format); !ok || !f.RDF {
				return usagef("--format %q: use table, json or an RDF format such as turtle", *format)
			}
			_, err := export.Write(ctx, a.out, page{}, export.Options{Format: *format, Ontology: true})
			return err
		}
	},
}

func (a *app) ontologyTable() {
	rows := [][]string{{"act", "stance", "CAMEO", "PLOVER", "English", "Indonesian", ""}}
	for _, i := range schema.Acts {
		rows = append(rows, []string{string(i.Act), string(i.Stance), i.Cameo, ploverName(i.Plover), i.En, i.ID, i.Desc})
	}
	a.table(a.out, rows)
	fmt.Fprintln(a.out)
	rows = [][]string{{"relation", "CAMEO", "PLOVER", "English", "Indonesian", ""}}
	for _, r := range schema.Relations {
		var notes []string
		if r.Symmetric {
			notes = append(notes, "between all its parties")
		}
		if r.Harm {
			notes = append(notes, "harm")
		}
		if len(r.Opposite) > 0 {
			var names []string
			for _, o := range r.Opposite {
				names = append(names, string(o))
			}
			notes = append(notes, "undone by "+strings.Join(names, ", "))
		}
		rows = append(rows, []string{string(r.Relation), r.Cameo, ploverName(r.Plover), r.En, r.ID, strings.Join(notes, "; ")})
	}
	a.table(a.out, rows)
}

func ploverName(p schema.Plover) string {
	if p.Mode == "" {
		return p.Type
	}
	return p.Type + "/" + p.Mode
}

func (a *app) ontologyJSON() error {
	type row map[string]any
	var acts, relations []row
	for _, i := range schema.Acts {
		acts = append(acts, row{"act": i.Act, "stance": i.Stance, "cameo": i.Cameo, "plover": i.Plover.Type, "mode": i.Plover.Mode,
			"reply": i.Reply, "en": i.En, "id": i.ID, "description": i.Desc})
	}
	for _, r := range schema.Relations {
		relations = append(relations, row{"relation": r.Relation, "cameo": r.Cameo, "plover": r.Plover.Type, "mode": r.Plover.Mode,
			"symmetric": r.Symmetric, "harm": r.Harm, "opposite": r.Opposite, "en": r.En, "id": r.ID})
	}
	return a.json(row{"acts": acts, "relations": relations})
}

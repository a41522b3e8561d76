package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/export"
)

var exportVerb = command{
	name:  "export",
	args:  `[flags] ["question"]`,
	short: "write the store, or what a question finds, in a format that other programs read",
	long: `
Without filters the whole store is written; with filters, or a question as ask
takes it, what they find, however many. The format follows the ending of the
file, where --format does not name one.`,
	examples: `
saksi export --format nquads | gzip > all.nq.gz
saksi export -o all.trig.gz
saksi export --by Iran --act deny -o denials.csv --excel
saksi export "who accused Iran?" -o accusers.gexf`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		var x exportFlags
		x.declare(fs)
		x.f.declare(fs)
		return func(ctx context.Context, a *app, args []string) error {
			q, err := x.f.query(strings.Join(args, " "), a)
			if err != nil {
				return err
			}
			x.whole = len(args) == 0 && !x.f.given(fs)
			return a.export(ctx, *db, x, q)
		}
	},
}

type exportFlags struct {
	f     filterFlags
	o     export.Options
	out   string
	whole bool // no filters
}

func (x *exportFlags) declare(fs *pflag.FlagSet) {
	fs.StringVarP(&x.o.Format, "format", "f", "", "output format: "+strings.Join(export.FormatNames(), ", ")+" (default: as the file's ending says, else nquads)")
	fs.StringVarP(&x.out, "output", "o", "-", "`FILE` to write, compressed when it ends in .gz or .zst; - is standard output")
	fs.StringVar(&x.o.Profile, "profile", "", "in the words of another vocabulary: "+strings.Join(export.ProfileNames(), ", "))
	fs.StringVar(&x.o.Base, "base", "", "`IRI` that short identities are resolved against")
	fs.BoolVar(&x.o.Sorted, "sorted", false, "in an order that depends on the data alone")
	fs.BoolVar(&x.o.NoTexts, "no-texts", false, "without the texts of documents")
	fs.BoolVar(&x.o.Index, "with-index", false, "with the quads that the store derives for its index")
	fs.BoolVar(&x.o.Ontology, "with-ontology", false, "with the classes, properties, acts and relations of the model")
	fs.BoolVar(&x.o.Excel, "excel", false, "CSV as Excel wants it: with a byte order mark, cells that look like formulas guarded")
	fs.BoolVar(&x.o.PerStatement, "per-statement", false, "in networks, an edge for each statement")
}

// check finds the format, and refuses flags that it has no use for.
func (x *exportFlags) check() error {
	byEnding, known := export.FormatForFile(x.out)
	switch {
	case x.o.Format == "" && known:
		x.o.Format = byEnding.Name
	case x.o.Format == "" && x.out != "-" && filepath.Ext(export.Uncompressed(x.out)) != "":
		return usagef("-o %s: the ending names no format: say which with --format (%s)", x.out, oneOf(export.FormatNames()))
	case x.o.Format == "":
		x.o.Format = export.Formats[0].Name
	}
	f, ok := export.FormatNamed(x.o.Format)
	switch {
	case !ok:
		return notOne("format", x.o.Format, export.FormatNames())
	case x.o.Excel && f.MediaType != "text/csv":
		return usagef("--excel is for CSV, not for %s", f.Name)
	case x.o.PerStatement && !contains([]string{"gexf", "graphml", "csv-edges"}, f.Name):
		return usagef("--per-statement is for networks (gexf, graphml or csv-edges), not for %s", f.Name)
	case x.o.Profile != "" && !contains(export.ProfileNames(), x.o.Profile):
		return notOne("profile", x.o.Profile, export.ProfileNames())
	}
	return nil
}

func (a *app) export(ctx context.Context, db string, x exportFlags, q ask.Query) error {
	if err := x.check(); err != nil {
		return err
	}
	x.o.Version = version
	if !x.o.Sorted { // a sorted export is the same bytes each time
		x.o.Created = time.Now().UTC().Truncate(time.Second)
		x.o.About = []string{fmt.Sprintf("saksi %s, %s, from %s", version, x.o.Created.Format(time.RFC3339), a.db(db))}
	}
	return a.withStore(ctx, db, func(s *graph.Store) error {
		source := export.All(s)
		if !x.whole {
			source = export.Found(ask.New(s, worldNames{}), q)
		}
		var r export.Result
		m := a.meter(0)
		m.off = x.out == "-" // who reads that may write on the same terminal
		err := a.toFile(x.out, func(w io.Writer) (err error) {
			r, err = export.Write(ctx, &stream{meter: m, verb: "written", w: w}, source, x.o)
			return err
		})
		m.end()
		switch {
		case errors.Is(err, export.ErrFormat), errors.Is(err, export.ErrProfile), errors.Is(err, export.ErrBase):
			return usageError{err}
		case err != nil:
			return wrongField(err)
		}
		if r.Skipped > 0 {
			a.log.Warn(fmt.Sprintf("%s could not be written as %s", count(int(r.Skipped), "quad"), r.Format))
		}
		if x.out != "-" {
			a.log.Info(fmt.Sprintf("%s: %s", x.out, written(r)))
		}
		return nil
	})
}

// written says what an export holds.
func written(r export.Result) string {
	var parts []string
	for _, c := range []struct {
		n    int64
		noun string
	}{{r.Quads, "quad"}, {r.Statements, "statement"}, {r.Nodes, "node"}, {r.Edges, "edge"}} {
		if c.n > 0 {
			parts = append(parts, count(int(c.n), c.noun))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

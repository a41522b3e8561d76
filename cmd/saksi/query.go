package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/gizmo"
	"saksi/graph/serve"
	"saksi/loaders/source"
)

var queryVerb = command{
	name:  "query",
	args:  "[flags] [GIZMO | -]",
	short: "run a query in Cayley's language, Gizmo",
	long: `
The query is an argument, a file (--file), or standard input (-). Without one, on a
terminal, a prompt takes one line after another, and remembers them.`,
	examples: `
saksi query 'g.V("actor/IRN").out("act/deny").all()'
saksi query --format table 'accusations().against("Iran").all()'
cat q.js | saksi query --format csv -`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		var o queryFlags
		fs.StringVarP(&o.format, "format", "f", "", "output format: "+strings.Join(queryFormats, ", ")+" (default: a table on a terminal, else jsonl)")
		fs.StringVar(&o.file, "file", "", "`FILE` that holds the query")
		fs.DurationVar(&o.timeout, "timeout", gizmo.DefaultTime, "how long a query may take")
		fs.IntVar(&o.limit, "limit", gizmo.DefaultResults, "rows at most")
		return func(ctx context.Context, a *app, args []string) error { return a.query(ctx, *db, o, args) }
	},
}

type queryFlags struct {
	format, file string
	timeout      time.Duration
	limit        int
}

var queryFormats = []string{"table", "json", "jsonl", "csv"}

func (a *app) query(ctx context.Context, db string, o queryFlags, args []string) error {
	format, err := a.format(o.format, queryFormats)
	if err != nil {
		return err
	}
	source, prompt, err := a.querySource(ctx, o.file, args)
	if err != nil {
		return err
	}
	if o.timeout <= 0 {
		return usagef("--timeout %s: a time above 0 belongs there, such as 10s", o.timeout)
	}
	if err := atLeast("limit", o.limit, 1); err != nil {
		return err
	}
	if !prompt && strings.TrimSpace(source) == "" {
		return usagef("no query: it is empty (saksi query --help shows examples)")
	}
	return a.withStore(ctx, db, func(s *graph.Store) error {
		session, err := gizmo.New(ctx, s.NamingQuadStore(serve.Resolve(worldNames{})), gizmo.Limits{Time: o.timeout, Results: o.limit})
		if err != nil {
			return err
		}
		if prompt {
			return a.prompt(ctx, session, format)
		}
		return a.runQuery(ctx, session, source, format)
	})
}

// querySource is the query, or says that there is to be a prompt.
func (a *app) querySource(ctx context.Context, file string, args []string) (text string, prompt bool, err error) {
	stdin, _ := a.in.(*os.File)
	switch {
	case file != "" && len(args) > 0:
		return "", false, usagef("a query as argument and one in %s: use one of them", file)
	case file != "":
		b, err := os.ReadFile(file)
		return string(b), false, err
	case len(args) == 1 && strings.HasSuffix(args[0], ".js"):
		return "", false, usagef("%s looks like a file: saksi query --file %s runs what is in it", args[0], args[0])
	case len(args) > 0 && args[0] != "-":
		return strings.Join(args, " "), false, nil
	case len(args) == 0 && stdin != nil && isTerminal(stdin):
		return "", true, nil
	}
	b, err := io.ReadAll(io.LimitReader(source.Impatient(ctx, a.in), 1<<20))
	return string(b), false, err
}

func (a *app) runQuery(ctx context.Context, s *gizmo.Session, source, format string) error {
	r, err := s.Run(ctx, source)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	if err := a.rows(r.Rows, format); err != nil {
		return err
	}
	if r.Truncated {
		a.log.Info(fmt.Sprintf("only the first %s are shown; --limit gives more", count(len(r.Rows), "row")))
	}
	return a.out.Flush()
}

// prompt runs what is typed at a terminal, line by line, until the end of input. What
// was typed before comes back with the arrow keys, also another day.
func (a *app) prompt(ctx context.Context, s *gizmo.Session, format string) error {
	fmt.Fprint(a.err, "Gizmo, one query a line; Ctrl-D ends. Try: g.V(\"actor/IRN\").out(\"act/deny\").all()\n")
	in := newTyped(a.in.(*os.File), a.err, "saksi> ", openHistory("gizmo"))
	for {
		line, err := in.ReadLine()
		switch {
		case errors.Is(err, io.EOF):
			fmt.Fprintln(a.err)
			return nil
		case err != nil:
			return err
		case strings.TrimSpace(line) == "":
			continue
		}
		if err := a.runQuery(ctx, s, line, format); err != nil {
			if ctx.Err() != nil {
				return err
			}
			a.log.Error(err.Error())
		}
	}
}

// rows prints the rows of a query.
func (a *app) rows(rows []any, format string) error {
	switch format {
	case "json":
		if rows == nil {
			rows = []any{}
		}
		return a.json(map[string]any{"result": rows})
	case "jsonl":
		for _, r := range rows {
			if err := a.line(r); err != nil {
				return err
			}
		}
		return nil
	}
	cells := gizmo.Table(rows)
	if format == "table" {
		a.table(a.out, cells)
		return nil
	}
	w := csv.NewWriter(a.out)
	return errors.Join(w.WriteAll(cells), w.Error())
}

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"saksi/loaders"
	"saksi/loaders/extract/score"
	"saksi/loaders/source"
	"saksi/schema"
)

var evalVerb = command{
	name:  "eval",
	args:  "[flags] [INPUT...]",
	short: "measure extraction against statements found by hand",
	long: `
Reads the inputs, extracts their statements and compares them with the gold file:
one expected statement a line, as JSON. A statement is found when act and speaker
are right; its claim is full when relation, agents and patients are right too.
What no gold line asks for is an extra. Without --gold, the gold of news.txt is
news.gold.jsonl in the same folder. Without arguments it scores the sample
articles that the program carries.`,
	examples: `
saksi eval
saksi eval --gold expected.jsonl article.txt
saksi eval --detail --extra --gold gold.jsonl news/
saksi eval --format json --gold gold.jsonl news/ | jq .found.f1`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		var in inputFlags
		var f evalFlags
		fs.StringVar(&f.gold, "gold", "", "`FILE` of expected statements")
		fs.BoolVar(&f.extra, "extra", false, "list the statements that no gold line asks for")
		fs.BoolVar(&f.detail, "detail", false, "list every gold line with what was found for it")
		fs.StringVarP(&f.format, "format", "f", "table", "output format: table or json")
		in.declare(fs)
		return func(ctx context.Context, a *app, args []string) error { return a.eval(ctx, in, f, args) }
	},
}

type evalFlags struct {
	gold, format  string
	extra, detail bool
}

func (a *app) eval(ctx context.Context, in inputFlags, f evalFlags, args []string) error {
	if f.format != "table" && f.format != "json" {
		return notOne("format", f.format, reportFormats)
	}
	o, err := in.options(a)
	if err != nil {
		return err
	}
	gold, items, err := evalInputs(ctx, f, o, args)
	if err != nil {
		return err
	}
	var c collector
	sum, err := loaders.Load(ctx, items, newExtractor, &c, loaders.Options{Jobs: in.jobs, Langs: in.only, FailFast: in.failFast, Log: a.log})
	if err != nil && !errors.Is(err, loaders.ErrSome) {
		return err
	}
	r := score.Documents(c.xs, gold)
	if r.Documents == 0 {
		return fmt.Errorf("no gold line names any of the %s (\"doc\" is the file's name or the document's id)", count(sum.Documents, "document"))
	}
	if f.format == "json" {
		return errors.Join(err, a.evalJSON(r))
	}
	a.evalTable(r, f)
	return err
}

// evalInputs opens the gold and the documents, or the samples when neither is
// named. Without --gold, the gold of news.txt is in news.gold.jsonl beside it.
func evalInputs(ctx context.Context, f evalFlags, o source.Options, args []string) ([]score.Gold, items, error) {
	if f.gold == "" && len(args) == 0 {
		return samples(ctx)
	}
	if len(args) == 0 {
		return nil, nil, usagef("no input: name the documents that %s is about", f.gold)
	}
	files, err := source.Files(args)
	if err != nil {
		return nil, nil, err
	}
	inputs := slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, goldEnding) })
	var gold []score.Gold
	if f.gold != "" {
		gold, err = readGold(f.gold)
	} else {
		inputs, gold, err = goldBeside(inputs)
	}
	return gold, source.All(ctx, inputs, o), err
}

const goldEnding = ".gold.jsonl"

// goldBeside reads the gold files of the inputs that have one, and leaves out the
// others.
func goldBeside(inputs []string) (with []string, out []score.Gold, err error) {
	for _, in := range inputs {
		name := strings.TrimSuffix(in, filepath.Ext(in)) + goldEnding
		if _, err := os.Stat(name); err != nil {
			continue
		}
		gold, err := readGold(name)
		if err != nil {
			return nil, nil, err
		}
		with = append(with, in)
		for i := range gold {
			gold[i].Doc = filepath.Base(in)
		}
		out = append(out, gold...)
	}
	if len(out) == 0 {
		return nil, nil, usagef("--gold FILE is missing, and no input has a file ending in %s beside it", goldEnding)
	}
	return with, out, nil
}

func readGold(name string) ([]score.Gold, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	gold, err := score.Read(file, name)
	if err == nil && len(gold) == 0 {
		err = fmt.Errorf("%s: holds no gold line", name)
	}
	return gold, err
}

// collector keeps what was extracted.
type collector struct{ xs []*schema.Extraction }

// Write keeps the extractions.
func (c *collector) Write(_ context.Context, xs []*schema.Extraction) error {
	for _, x := range xs {
		for i := range x.Statements {
			x.Statements[i].Document = x.Document
			x.Statements[i].Document.Text = ""
		}
	}
	c.xs = append(c.xs, xs...)
	return nil
}

// evalJSON prints the result for programs.
func (a *app) evalJSON(r *score.Result) error {
	type row struct {
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
		Right     int     `json:"right"`
		Predicted int     `json:"predicted"`
		Gold      int     `json:"gold"`
	}
	of := func(c *score.Count) row { return row{c.Precision(), c.Recall(), c.F1(), c.Right, c.Predicted, c.Gold} }
	byAct, byRelation, fields := map[string]row{}, map[string]row{}, map[string]row{}
	for k, c := range r.ByAct {
		byAct[string(k)] = of(c)
	}
	for k, c := range r.ByRelation {
		byRelation[k] = of(c)
	}
	for k, c := range r.Fields {
		fields[string(k)] = of(c)
	}
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{
		"documents": r.Documents, "found": of(&r.Found), "full_claim": of(&r.Full),
		"fields": fields, "by_act": byAct, "by_relation": byRelation,
		"extras": len(r.Extras), "extras_per_document": float64(len(r.Extras)) / float64(r.Documents),
		"calibration": r.Calibration(), "reports": len(r.Reports), "unscored": append([]string{}, r.Unscored...),
	})
}

func (a *app) evalTable(r *score.Result, f evalFlags) {
	if f.detail {
		a.evalDetail(r)
	}
	if f.extra {
		for _, e := range r.Extras {
			fmt.Fprintf(a.out, "%s: extra (%s)\n  ", e.Doc, e.Statement.Rule)
			a.statement(a.out, e.Statement)
		}
		fmt.Fprintln(a.out)
	}
	rows := [][]string{{"", "precision", "recall", "F1", "right", "predicted", "gold"}}
	add := func(name string, c *score.Count) {
		rows = append(rows, []string{name, percent(c.Precision()), percent(c.Recall()), percent(c.F1()),
			fmt.Sprint(c.Right), fmt.Sprint(c.Predicted), fmt.Sprint(c.Gold)})
	}
	add("statement found", &r.Found)
	add("full claim", &r.Full)
	for _, k := range sortedKeys(r.ByAct) {
		add("act "+string(k), r.ByAct[k])
	}
	for _, k := range sortedKeys(r.ByRelation) {
		add("relation "+k, r.ByRelation[k])
	}
	a.table(a.out, rows)
	fmt.Fprintln(a.out)
	rows = [][]string{{"field", "right", "of", "share"}}
	for _, field := range score.Fields() {
		if c := r.Fields[field]; c != nil {
			rows = append(rows, []string{string(field), fmt.Sprint(c.Right), fmt.Sprint(c.Gold), percent(c.Recall())})
		}
	}
	a.table(a.out, rows)
	fmt.Fprintln(a.out)
	rows = [][]string{{"confidence", "statements", "mean", "whole claim right"}}
	for _, b := range r.Calibration() {
		rows = append(rows, []string{fmt.Sprintf("%.1f to %.1f", b.From, b.To), fmt.Sprint(b.N), percent(b.Mean), percent(float64(b.Right) / float64(b.N))})
	}
	a.table(a.out, rows)
	fmt.Fprintf(a.out, "\n%s, %s (%.1f a document), %s in the narrator's voice not counted\n",
		count(r.Documents, "document"), count(len(r.Extras), "extra"), float64(len(r.Extras))/float64(r.Documents), count(len(r.Reports), "report"))
	if len(r.Unscored) > 0 {
		a.log.Warn(fmt.Sprintf("no gold for %s", strings.Join(r.Unscored, ", ")))
	}
}

// evalDetail lists each gold line with what stands in its place.
func (a *app) evalDetail(r *score.Result) {
	lines := map[schema.IRI]string{} // gold numbers of statements
	for _, p := range r.Pairs {
		if p.Statement != nil {
			lines[p.Statement.ID] = fmt.Sprint(p.Gold.N)
		}
	}
	for _, p := range r.Pairs {
		mark := "missed"
		switch {
		case p.NoAnchor:
			mark = "NO SUCH WORDS"
		case p.Full:
			mark = "full"
		case p.Found:
			mark = "found"
		case p.Statement != nil:
			mark = "wrong"
		}
		if p.Gold.Optional {
			mark += ", optional"
		}
		fmt.Fprintf(a.out, "%s: %-7s %2d %s\n", p.Doc, mark, p.Gold.N, clip(oneLine(p.Gold.Anchor), 100))
		if s := p.Statement; s != nil {
			info, _ := s.Act.Info()
			fmt.Fprintf(a.out, "      %s · %s · %s · %s  [%s]", who(&s.Speaker), info.En, partyNames(s.Targets), claimLine(&s.Claim), s.Rule)
			for _, to := range s.RespondsTo {
				fmt.Fprintf(a.out, "  answers %s", cmp.Or(lines[to], "an extra"))
			}
			if len(p.Wrong) > 0 {
				fmt.Fprintf(a.out, "  not right: %s", joinFields(p.Wrong))
			}
			if slices.Contains(p.Wrong, score.FieldRespondsTo) {
				fmt.Fprintf(a.out, " (should answer %v)", p.Gold.RespondsTo)
			}
			fmt.Fprintln(a.out)
		}
	}
	fmt.Fprintln(a.out)
}

func joinFields(fs []score.Field) string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

func percent(f float64) string { return fmt.Sprintf("%.1f", 100*f) }

package main

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"

	"saksi/graph"
	"saksi/graph/gizmo"
	"saksi/loaders/source"
	"saksi/loaders/source/field"
	"saksi/loaders/source/item"
	"saksi/loaders/source/rdf"
	"saksi/schema"
)

// The recipes of docs/gizmo.md run against the graph of the sample articles as it was
// when the document was last written, so that a change in extraction breaks no test.
// To write both anew:
//
//	go test ./cmd/saksi -run Documents -update
const sampleGraph = "testdata/samples.nq.gz"

const (
	cookbookRows = 6  // rows that a recipe shows at most
	cookbookCell = 60 // code points of a cell that are shown
)

// sampled tells that the sample graph was written anew by this run.
var sampled bool

// sampleStore is a folder with a store that holds the sample graph.
func sampleStore(t *testing.T) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "db")
	if *update && !sampled {
		sampled = true
		fresh := filepath.Join(t.TempDir(), "fresh")
		saksi(t, "demo", "--db", fresh)
		saksi(t, "export", "--db", fresh, "--sorted", "-o", sampleGraph)
	}
	if err := fill(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

// fill writes the sample graph document by document, so that rows come in the same
// order each time; saksi load puts as many into a transaction as there are by then.
func fill(ctx context.Context, db string) (err error) {
	f, err := os.Open(sampleGraph)
	if err != nil {
		return err
	}
	defer f.Close()
	text, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	store, err := graph.Open(ctx, db, graph.Options{Create: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	for it, err := range rdf.Read(ctx, item.Input{Name: "samples.nq", Reader: text}) {
		if err != nil {
			return err
		}
		if _, err := store.Write(ctx, it.Ready); err != nil {
			return err
		}
	}
	return nil
}

func TestDocumentsCookbook(t *testing.T) {
	db := sampleStore(t)
	var md strings.Builder
	group := ""
	for _, r := range gizmo.Recipes() {
		if r.En == "" || r.ID == "" || r.Group == "" || r.GroupID == "" {
			t.Errorf("a recipe lacks its question in a language: %+v", r)
		}
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&md, "## %s\n\n", group)
		}
		rows, err := csv.NewReader(strings.NewReader(saksi(t, "query", "--db", db, "--format", "csv", r.Query))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Errorf("%s: nothing found (%v)", r.En, err)
		}
		fmt.Fprintf(&md, "### %s\n\n", r.En)
		if r.Note != "" {
			fmt.Fprintf(&md, "%s\n\n", r.Note)
		}
		fmt.Fprintf(&md, "```js\n%s\n```\n\n```text\n%s```\n\n", r.Query, shortened(rows))
	}
	generated(t, "../../docs/gizmo.md", "recipes", md.String())
}

// TestDocumentsWords checks that the words of docs/gizmo.md are those of the
// vocabulary, each way.
func TestDocumentsWords(t *testing.T) {
	b, err := os.ReadFile("../../docs/gizmo.md")
	if err != nil {
		t.Fatal(err)
	}
	manual, _, _ := strings.Cut(string(b), "## What goes wrong")
	_, manual, _ = strings.Cut(manual, "## The words")
	vocabulary, err := os.ReadFile("../../graph/gizmo/vocabulary.js")
	if err != nil {
		t.Fatal(err)
	}
	defined := regexp.MustCompile(`(?:(?:narrow|step|sorted|method)\("|root\.)(\w+)(?:",| = )`).FindAllStringSubmatch(string(vocabulary), -1)
	if len(defined) < 30 {
		t.Fatalf("only %d words found in the vocabulary", len(defined))
	}
	for _, m := range defined {
		if !strings.Contains(manual, m[1]+"(") {
			t.Errorf("docs/gizmo.md does not list %s", m[1])
		}
	}
	db := sampleStore(t)
	var script strings.Builder
	for _, m := range regexp.MustCompile("`(\\.?)(\\w+)\\(").FindAllStringSubmatch(manual, -1) {
		where := "this"
		if m[1] == "." {
			where = "actors()"
		}
		fmt.Fprintf(&script, "if (typeof %s.%s !== 'function') g.emit(%q);\n", where, m[2], m[1]+m[2])
	}
	if out := saksi(t, "query", "--db", db, "--format", "jsonl", script.String()); out != "" {
		t.Errorf("docs/gizmo.md lists words that are none: %s", out)
	}
}

// shortened shows the first rows of a table, with long cells cut.
func shortened(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for i, row := range rows[:min(len(rows), cookbookRows+1)] {
		for j, cell := range row {
			if r := []rune(cell); len(r) > cookbookCell {
				cell = strings.TrimRight(string(r[:cookbookCell-1]), " ") + "…"
			}
			if i == 0 && len(row) == 1 && cell == "id" {
				continue // a list of nodes needs no head
			}
			if j > 0 {
				fmt.Fprint(w, "\t")
			}
			fmt.Fprint(w, cell)
		}
		if i > 0 || len(row) > 1 {
			fmt.Fprintln(w)
		}
	}
	w.Flush()
	if n := len(rows) - 1; n > cookbookRows {
		fmt.Fprintf(&b, "… %d rows in all\n", n)
	}
	return b.String()
}

// TestDocumentsPictures draws the pictures of the documents; -update writes them.
func TestDocumentsPictures(t *testing.T) {
	tutorial := filepath.Join(t.TempDir(), "tutorial")
	articles, err := filepath.Glob("testdata/docs/20*.txt")
	if err != nil {
		t.Fatal(err)
	}
	saksi(t, append([]string{"load", "--quiet", "--db", tutorial}, articles...)...)
	for name, args := range map[string][]string{
		"drones.svg":  {"--db", sampleStore(t), "--about", "drone", "--act", "accuse,deny,admit"},
		"dispute.svg": {"--db", tutorial, "--claim", "claim/5agdwzayomzhmelz"},
	} {
		kept := filepath.Join("../../docs", name)
		file := filepath.Join(t.TempDir(), name)
		if *update {
			file = kept
		}
		saksi(t, append([]string{"draw", "-o", file}, args...)...)
		for _, f := range []string{file, kept} {
			if b, err := os.ReadFile(f); err != nil || !strings.Contains(string(b), ">Iran<") {
				t.Errorf("%s: no picture with Iran in it (%v)", f, err)
			}
		}
	}
}

// TestDocumentsModel keeps the tables of docs/model.md to what the program has.
func TestDocumentsModel(t *testing.T) {
	var acts, relations strings.Builder
	acts.WriteString("| act | English | Indonesian | stance | CAMEO | PLOVER | answers | means: the speaker |\n|---|---|---|---|---|---|---|---|\n")
	for _, a := range schema.Acts {
		reply := ""
		if a.Reply {
			reply = "yes"
		}
		fmt.Fprintf(&acts, "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n", a.Act, a.En, a.ID, a.Stance, a.Cameo, plover(a.Plover), reply, a.Desc)
	}
	relations.WriteString("| relation | English | Indonesian | CAMEO | PLOVER | both ways | harm | undone by |\n|---|---|---|---|---|---|---|---|\n")
	for _, r := range schema.Relations {
		var opposite []string
		for _, o := range r.Opposite {
			opposite = append(opposite, "`"+string(o)+"`")
		}
		fmt.Fprintf(&relations, "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n", r.Relation, r.En, r.ID, r.Cameo, plover(r.Plover),
			yes(r.Symmetric), yes(r.Harm), strings.Join(opposite, " "))
	}
	generated(t, "../../docs/model.md", "acts", acts.String())
	generated(t, "../../docs/model.md", "relations", relations.String())
}

// TestDocumentsInputs holds the tables of docs/inputs.md to the kinds and fields that are
// read.
func TestDocumentsInputs(t *testing.T) {
	code := func(names []string) string { return "`" + strings.Join(names, "` `") + "`" }
	var kinds, fields strings.Builder
	kinds.WriteString("| `--kind` | what | endings |\n|---|---|---|\n")
	for _, k := range source.Kinds {
		fmt.Fprintf(&kinds, "| `%s` | %s | %s |\n", k.Name, k.Desc, code(k.Endings))
	}
	fields.WriteString("| field | looked for as |\n|---|---|\n")
	for _, name := range field.Names() {
		fmt.Fprintf(&fields, "| `%s` | %s |\n", name, code(field.NamesOf(name)))
	}
	generated(t, "../../docs/inputs.md", "kinds", kinds.String())
	generated(t, "../../docs/inputs.md", "fields", fields.String())
}

func plover(p schema.Plover) string {
	if p.Mode != "" {
		return p.Type + " " + p.Mode
	}
	return p.Type
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// generated compares the part of a document between two marks with what it should be,
// or writes it.
func generated(t *testing.T, file, name, want string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begin, end := "<!-- begin "+name+" -->\n", "<!-- end "+name+" -->"
	before, rest, ok := strings.Cut(string(b), begin)
	got, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s lacks the marks %q and %q", file, strings.TrimSpace(begin), end)
	}
	want = "\n" + strings.TrimRight(want, "\n") + "\n\n"
	if got == want {
		return
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s: %q is not what the program gives; go test ./cmd/saksi -run Documents -update writes it\n%s", file, name, difference(got, want))
}

// difference is the first line in which two texts differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			return fmt.Sprintf("line %d is missing: %s", i+1, w[i])
		case i >= len(w):
			return fmt.Sprintf("line %d is too much: %s", i+1, g[i])
		case g[i] != w[i]:
			return fmt.Sprintf("line %d\n got: %s\nwant: %s", i+1, g[i], w[i])
		}
	}
	return ""
}

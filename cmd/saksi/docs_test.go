package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The commands of the README and of docs/*.md run as they stand, each document in a
// folder of its own, from its first block to its last:
//
//   - an sh block is a script, of which every command must succeed;
//   - a console block holds commands behind "$ " and what they print, as a terminal
//     shows it, which must come out again;
//   - a block below a comment "<!-- not run: WHY -->" is not run;
//   - a comment "<!-- setup: COMMAND -->" is run, for what a document takes for granted.
//
// In sh blocks "stmt/…" stands for some statement of the store. Files that a document
// takes for granted are in testdata/docs. To write outputs anew:
//
//	go test ./cmd/saksi -run Documents -update

// terminalVar names the file that the program takes for a terminal when it is its
// standard output, in tests of what a terminal shows.
const terminalVar = "SAKSI_TEST_TERMINAL"

// docsProgram is the command, as the documents' commands run it.
func docsProgram() {
	name := os.Getenv(terminalVar)
	if name == "" {
		main()
		return
	}
	a := newApp()
	want, err := os.Stat(name)
	got, err2 := os.Stdout.Stat()
	a.terminal = err == nil && err2 == nil && os.SameFile(want, got)
	os.Exit(a.run(context.Background(), os.Args[1:]))
}

// saksi runs the program within the test, as on a terminal, and gives what it prints.
func saksi(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	a := &app{in: strings.NewReader(""), out: bufio.NewWriter(&out), err: &errs, getenv: func(string) string { return "" }, terminal: true}
	a.log = slog.New(&plainLog{w: a.err})
	if code := a.run(t.Context(), args); code != exitDone {
		t.Fatalf("saksi %s: exit code %d\n%s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// block is a fenced block of a document.
type block struct {
	kind   string // "sh" or "console"
	notRun string // why it is not run; "" when it is
	line   int    // of the fence, from 1
	lines  []string
}

var (
	fence     = regexp.MustCompile("^```(\\w*)$")
	notRunTag = regexp.MustCompile(`^<!-- not run: (.+) -->$`)
	setupTag  = regexp.MustCompile(`^<!-- setup: (.+) -->$`)
)

// blocks are the fenced blocks of a document, and the lines of the document.
func blocks(text string) (all []*block, lines []string) {
	lines = strings.Split(text, "\n")
	var b *block
	notRun := ""
	for i, line := range lines {
		m := fence.FindStringSubmatch(line)
		switch {
		case b != nil && line == "```":
			all = append(all, b)
			b, notRun = nil, ""
		case b != nil:
			b.lines = append(b.lines, line)
		case m != nil:
			b = &block{kind: m[1], notRun: notRun, line: i + 1}
		case strings.TrimSpace(line) != "":
			notRun = ""
			if m := notRunTag.FindStringSubmatch(line); m != nil {
				notRun = m[1]
			} else if m := setupTag.FindStringSubmatch(line); m != nil {
				all = append(all, &block{kind: "sh", line: i + 1, lines: m[1:]})
			}
		}
	}
	return all, lines
}

func TestDocumentsCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every command of the documents")
	}
	for _, tool := range []string{"bash", "gzip", "jq", "sed"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("the documents' commands use %s, which is not here", tool)
		}
	}
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, "../../README.md") {
		t.Run(filepath.Base(file), func(t *testing.T) { runDocument(t, file) })
	}
}

// runDocument runs the blocks of a document in their order, and writes their outputs
// anew with -update.
func runDocument(t *testing.T, file string) {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, lines := blocks(string(b))
	runner := newDocRunner(t)
	shift, ran := 0, 0
	for _, b := range all {
		if b.notRun != "" || b.kind != "sh" && b.kind != "console" {
			continue
		}
		ran++
		got, ok := runner.run(t, b)
		if !ok {
			return
		}
		if b.kind != "console" || same(b.lines, got) {
			continue
		}
		if !*update {
			t.Errorf("%s:%d: the output is another; go test ./cmd/saksi -run Documents -update writes it\n%s",
				file, b.line, difference(strings.Join(b.lines, "\n"), strings.Join(got, "\n")))
			continue
		}
		at := b.line + shift
		lines = append(lines[:at:at], append(got, lines[at+len(b.lines):]...)...)
		shift += len(got) - len(b.lines)
	}
	t.Logf("%d blocks", ran)
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// docRunner runs the blocks of one document.
type docRunner struct {
	dir      string // where the next command runs: cd lasts from block to block
	env      []string
	terminal string // the file that the program takes for a terminal
	where    string // the file that a script leaves its folder in
}

func newDocRunner(t *testing.T) *docRunner {
	notes := t.TempDir()
	r := &docRunner{dir: t.TempDir(), terminal: filepath.Join(notes, "terminal"), where: filepath.Join(notes, "where")}
	if err := os.CopyFS(r.dir, os.DirFS("testdata/docs")); err != nil {
		t.Fatal(err)
	}
	if err := compressed(filepath.Join(r.dir, "news.jsonl")); err != nil {
		t.Fatal(err)
	}
	r.env = append(os.Environ(), "HOME="+r.dir, "NO_COLOR=1", "SAKSI_DB=", terminalVar+"="+r.terminal, "LC_ALL=C.UTF-8")
	return r
}

// compressed puts file.gz in the place of a file.
func compressed(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(name+".gz", b.Bytes(), 0o666)
}

// run runs a block. Of a console block it gives the lines that should stand in it.
func (r *docRunner) run(t *testing.T, b *block) (console []string, ok bool) {
	t.Helper()
	if b.kind == "sh" {
		script := strings.Join(b.lines, "\n")
		if strings.Contains(script, "stmt/…") {
			id, err := r.exec("saksi ask --quiet --limit 1 --format jsonl | jq -r .id")
			if err != nil {
				t.Errorf("line %d: %v\n%s", b.line, err, id)
				return nil, false
			}
			script = strings.ReplaceAll(script, "stmt/…", strings.TrimSpace(id))
		}
		if out, err := r.exec(script); err != nil {
			t.Errorf("line %d: %v\n%s\n%s", b.line, err, script, out)
			return nil, false
		}
		return nil, true
	}
	for _, c := range consoleCommands(b.lines) {
		out, err := r.exec(c)
		if err != nil {
			t.Errorf("line %d: %v\n%s\n%s", b.line, err, c, out)
			return nil, false
		}
		if len(console) > 0 {
			console = append(console, "")
		}
		console = append(console, strings.Split("$ "+c, "\n")...)
		if out = strings.TrimRight(out, "\n"); out != "" {
			for _, line := range strings.Split(out, "\n") {
				console = append(console, strings.TrimRight(line, " "))
			}
		}
	}
	return console, true
}

// consoleCommands are the commands of a console block; a command goes on after a
// backslash.
func consoleCommands(lines []string) (all []string) {
	going := false
	for _, line := range lines {
		c, begins := strings.CutPrefix(line, "$ ")
		switch {
		case begins:
			all = append(all, c)
		case going:
			c = line
			all[len(all)-1] += "\n" + line
		}
		going = (begins || going) && strings.HasSuffix(c, "\\")
	}
	return all
}

// exec runs a script in the folder; its outputs go to one file, as to a terminal.
func (r *docRunner) exec(script string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	f, err := os.Create(r.terminal)
	if err != nil {
		return "", err
	}
	defer f.Close()
	cmd := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", "trap 'pwd >\""+r.where+"\"' EXIT\n"+script)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = r.dir, r.env, f, f
	runErr := cmd.Run()
	b, err := os.ReadFile(r.terminal)
	if err != nil {
		return "", err
	}
	if dir, err := os.ReadFile(r.where); err == nil {
		r.dir = strings.TrimSpace(string(dir))
	}
	if runErr != nil {
		runErr = fmt.Errorf("the commands failed: %w", runErr)
	}
	return string(b), runErr
}

// varying are the parts of an output that differ from run to run, or with every change
// of the rules.
var varying = []struct {
	re *regexp.Regexp
	by string
}{
	{regexp.MustCompile(`in \d[\d.]*(ns|µs|ms|s|m[\d.]+s)\b`), "in TIME"},
	{regexp.MustCompile(`[\d,]+ quads?`), "N quads"},
	{regexp.MustCompile(`(stmt|claim|doc|actor)/[a-z2-7]{16}`), "$1/ID"},
	{regexp.MustCompile(` {2,}`), "  "},
}

// same tells whether two outputs are the same but for what varies.
func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := strings.Join(a, "\n"), strings.Join(b, "\n")
	for _, v := range varying {
		x, y = v.re.ReplaceAllString(x, v.by), v.re.ReplaceAllString(y, v.by)
	}
	return x == y
}

// Blocks are found and taken apart as they are meant.
func TestDocumentsBlocks(t *testing.T) {
	all, _ := blocks("a\n```sh\none\ntwo\n```\n<!-- not run: it needs the network -->\n\n```sh\nx\n```\n<!-- not run: y -->\ntext\n```console\n$ a \\\n  b\nout\n$ c\n```\n")
	if len(all) != 3 || all[0].line != 2 || len(all[0].lines) != 2 || all[0].notRun != "" ||
		all[1].notRun != "it needs the network" || all[2].notRun != "" || all[2].kind != "console" {
		t.Fatalf("%+v", all)
	}
	if got := fmt.Sprintf("%q", consoleCommands(all[2].lines)); got != `["a \\\n  b" "c"]` {
		t.Error(got)
	}
	if !same([]string{"5 quads in 50ms  x"}, []string{"1,226 quads in 1.2s     x"}) || same([]string{"a"}, []string{"b"}) {
		t.Error("outputs are compared wrongly")
	}
}

// Links within the documents lead somewhere.
func TestDocumentsLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	root := os.DirFS("../..")
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "graph/*.md"} {
		found, err := fs.Glob(root, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		b, err := fs.ReadFile(root, file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, ":") {
				continue
			}
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(file), target)); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", file, m[1])
			}
		}
	}
}

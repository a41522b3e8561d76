package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/spf13/pflag"

	"saksi/loaders/extract"
	"saksi/loaders/source/item"
	"saksi/loaders/source/jsonl"
	"saksi/seeds/corpus"
)

// written is what the command writes to standard output.
func written(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(t.Context(), args, &out, io.Discard); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	return out.String()
}

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		args  []string
		lines int
		langs string
	}{
		{[]string{"--articles", "40"}, 40, "en id"},
		{[]string{"--articles", "7", "--lang", "id"}, 7, "id"},
		{[]string{"--articles", "7", "--lang", "en", "--from", "100"}, 7, "en"},
		{nil, 1000, "en id"},
	} {
		lines := strings.Split(strings.TrimSuffix(written(t, c.args...), "\n"), "\n")
		if len(lines) != c.lines {
			t.Errorf("%q: %d lines, want %d", c.args, len(lines), c.lines)
		}
		for _, l := range lines {
			var d line
			if err := json.Unmarshal([]byte(l), &d); err != nil || d.URL == "" || d.Text == "" || !strings.Contains(c.langs, d.Lang) {
				t.Fatalf("%q: %v: %s", c.args, err, l)
			}
		}
	}
}

// Parts of a corpus are the whole of it, and another seed is another corpus.
func TestParts(t *testing.T) {
	whole := written(t, "--articles", "60", "--seed", "7")
	if parts := written(t, "--articles", "25", "--seed", "7") + written(t, "--from", "25", "--articles", "35", "--seed", "7"); parts != whole {
		t.Error("two parts are not the whole")
	}
	if written(t, "--articles", "60", "--seed", "8") == whole {
		t.Error("another seed gives the same")
	}
}

func TestFile(t *testing.T) {
	plain, zipped := filepath.Join(t.TempDir(), "a.jsonl"), filepath.Join(t.TempDir(), "a.jsonl.gz")
	written(t, "--articles", "9", "-o", plain)
	written(t, "--articles", "9", "-o", zipped)
	want := written(t, "--articles", "9")
	if got, err := os.ReadFile(plain); err != nil || string(got) != want {
		t.Errorf("%s: %v", plain, err)
	}
	f, err := os.Open(zipped)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != want {
		t.Errorf("%s: %v", zipped, err)
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{"--articles", "0"}, {"--from", "-1"}, {"--lang", "fr"}, {"--nonsense"}, {"more"},
		{"-o", filepath.Join(t.TempDir(), "no", "such", "folder")}} {
		if err := run(t.Context(), args, io.Discard, io.Discard); err == nil || err == pflag.ErrHelp {
			t.Errorf("%q: %v", args, err)
		}
	}
	var help bytes.Buffer
	if err := run(t.Context(), []string{"--help"}, io.Discard, &help); err != pflag.ErrHelp || !strings.Contains(help.String(), "--articles") {
		t.Errorf("%v: %s", err, help.String())
	}
}

// broken is a pipe that nobody reads.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// The error of a broken pipe arrives where main tells it from others.
func TestBrokenPipe(t *testing.T) {
	if err := run(t.Context(), []string{"--articles", "500"}, broken{}, io.Discard); !errors.Is(err, syscall.EPIPE) {
		t.Errorf("%v", err)
	}
}

// The reader of JSON lines finds each field.
func TestReadBack(t *testing.T) {
	g, n := corpus.New(1), 0
	for it, err := range jsonl.Read(t.Context(), item.Input{Name: "corpus.jsonl", Reader: strings.NewReader(written(t, "--articles", "30"))}) {
		if err != nil {
			t.Fatal(err)
		}
		if want := g.Article(n); it.Document != want {
			t.Errorf("article %d\n got %+v\nwant %+v", n, it.Document, want)
		}
		n++
	}
	if n != 30 {
		t.Errorf("%d articles read, want 30", n)
	}
}

// An article holds statements: without them a load would measure the parser alone.
func TestStatements(t *testing.T) {
	const articles, least = 200, 3
	g, x := corpus.New(1), extract.New(extract.Options{})
	count, docs := map[string]int{}, map[string]int{}
	for n := range articles {
		d := g.Article(n)
		e, err := x.Extract(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		docs[d.Lang]++
		count[d.Lang] += len(e.Statements)
	}
	for _, lang := range []string{"en", "id"} {
		mean := float64(count[lang]) / float64(docs[lang])
		t.Logf("%s: %.1f statements an article", lang, mean)
		if mean < least {
			t.Errorf("%s: %.1f statements an article, want %d", lang, mean, least)
		}
	}
}

package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"saksi/loaders/source/item"
)

// read gives a line for each item of a file: its title or text, or the error.
func read(t *testing.T, name string, content []byte, o Options) []string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, content, 0o666); err != nil {
		t.Fatal(err)
	}
	return all(t, dir, []string{file}, o)
}

func all(t *testing.T, dir string, inputs []string, o Options) []string {
	t.Helper()
	var out []string
	for it, err := range All(t.Context(), inputs, o) {
		line := ""
		switch {
		case err != nil:
			line = "error " + err.Error()
		case it.Skip != "":
			line = "skip " + it.Skip
		default:
			line = it.Document.Text
			if it.Document.Title != "" {
				line = it.Document.Title
			}
		}
		for _, w := range it.Warnings {
			line += " warning " + w
		}
		out = append(out, strings.ReplaceAll(line, dir+string(filepath.Separator), ""))
	}
	return out
}

func gz(s string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.Bytes()
}

func zst(s string) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll([]byte(s), nil)
}

func zipped(names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		f, _ := w.Create(n)
		fmt.Fprintf(f, "Text of %s.", n)
	}
	_ = w.Close()
	return b.Bytes()
}

const line = `{"text": "Iran denied it.", "published": "2022-12-10"}` + "\n"

func TestAll(t *testing.T) {
	big := strings.Repeat("very ", 300) + "long"
	damaged := gz(strings.Repeat(line, 2000))
	for _, tt := range []struct {
		name    string
		content []byte
		o       Options
		want    []string
	}{
		{"a.txt", []byte("Iran denied it."), Options{}, []string{"Iran denied it."}},
		{"a.txt", []byte(" \n"), Options{}, []string{"error a.txt: is empty"}},
		{"a.txt", nil, Options{}, []string{"error a.txt: is empty"}},
		{"a.txt", []byte("\x7fELF\x00\x00\x01"), Options{}, []string{"error a.txt: looks like a binary file, not text"}},
		{"a.txt", []byte("\x93Caf\xe9\x94 \x96 denied"), Options{}, []string{"“Café” – denied warning not UTF-8: read as Windows-1252"}},
		{"a.txt", []byte("“Caf\xc3” – d\xc3\xa9nied “it”"), Options{}, []string{"“Caf\ufffd” – dénied “it” warning broken UTF-8: the bytes that could not be read were replaced by U+FFFD"}},
		{"a.txt", []byte("\xff\xfeI\x00r\x00a\x00n\x00"), Options{}, []string{"Iran"}},
		{"a.txt", []byte(big), Options{Options: item.Options{MaxBytes: 1024}}, []string{"error a.txt: is too large for one document: more than 1 KB (raise the limit with --max-bytes, or split it)"}},
		{"a.txt.gz", gz("Iran denied it."), Options{}, []string{"Iran denied it."}},
		{"a.txt", gz("Iran denied it."), Options{}, []string{"Iran denied it."}}, // told by its first bytes
		{"a.jsonl.zst", zst(line), Options{}, []string{"Iran denied it."}},
		{"a.jsonl.gz", damaged[:len(damaged)-30], Options{}, nil}, // below
		{"a.zip", zipped("b.txt", "c/d.txt"), Options{}, []string{"Text of b.txt.", "Text of c/d.txt."}},
		{"a.zip", zipped("b.txt")[:40], Options{}, []string{"error a.zip: the .zip data is damaged: zip: not a valid zip file"}},
		{"a.jsonl", []byte(line + "\nnonsense\n" + `{"text": ""}` + "\n" + `{"text": "x", "published": "31-02"}` + "\n" + line), Options{}, []string{
			"Iran denied it.",
			"error a.jsonl:3: not JSON (one object a line): invalid character 'o' in literal null (expecting 'u')",
			`error a.jsonl:4: no "text" (name the field that has it with --map text=FIELD)`,
			`error a.jsonl:5: published "31-02": not a date (use YYYY-MM-DD or 2022-12-10T13:00:00+07:00)`,
			"Iran denied it."}},
		{"a.jsonl", []byte(`{"text": "` + big + `"}` + "\n" + line), Options{Options: item.Options{MaxBytes: 1024}}, []string{
			"error a.jsonl:1: is too large for one document: more than 1 KB (raise the limit with --max-bytes, or split it)", "Iran denied it."}},
		{"a.json", []byte("[\n" + strings.TrimSpace(line) + ",\n" + line + "]"), Options{}, []string{"Iran denied it.", "Iran denied it."}},
		{"a.json", []byte(" [" + strings.TrimSpace(line) + "," + strings.TrimSpace(line) + "]"), Options{Options: item.Options{MaxBytes: 60}}, []string{"Iran denied it.", "Iran denied it."}},
		{"a", []byte(line), Options{}, []string{"Iran denied it."}},
		{"a.csv", []byte("isi;x\nIran;1\nKyiv;2\n"), Options{}, []string{`error a.csv:1: no column "text" (name the one that has it with --map text=COLUMN; there are isi, x)`}},
		{"a.trig", []byte("# saksi\n@base <https://w3id.org/saksi/> ."), Options{}, []string{"error a.trig: holds no document of saksi (is it one of its exports?)"}},
		{"a.txt", []byte("# saksi\n\nPREFIX act: <https://w3id.org/saksi/act/> ."), Options{}, []string{"error a.txt:3: a subject is expected, not '.'"}},
		{"a.txt", []byte("Base <b> hit, Iran says."), Options{Kind: "text"}, []string{"Base <b> hit, Iran says."}},
		{"a.txt", []byte("Prefix changes for Tehran: Iran denied it."), Options{}, []string{"Prefix changes for Tehran: Iran denied it."}},
		{"a", []byte("<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"x\"\n \"y\">\n<svg width=\"1\">"), Options{}, []string{"error a: is a network or a picture, not a document"}},
		{"a.gexf.gz", gz("<gexf>"), Options{}, []string{"error a.gexf.gz: is a network or a picture, not a document"}},
		{"a.jsonld", []byte("{}"), Options{}, []string{"error a.jsonld: holds no document of saksi (is it one of its exports?)"}},
		{"a.jsonl", []byte(`{"@context": "https://schema.org", "@type": "NewsArticle", "text": "Iran denied it."}`), Options{}, []string{"Iran denied it."}},
		{"a.txt", []byte("%PDF-1.7 text"), Options{}, []string{"error a.txt: is a PDF: make a text of it first, as pdftotext does"}},
		{"a.docx", zipped("word/document.xml"), Options{}, []string{"error a.docx: is of an office program: save it as plain text, HTML or CSV first"}},
		{"a.csv", []byte("date;body\n2022-12-10;\"Iran; denied\"\nsometime;x\n2022-12-11;Kyiv\n"), Options{}, []string{
			"Iran; denied", `error a.csv:3: published "sometime": not a date (use YYYY-MM-DD or 2022-12-10T13:00:00+07:00)`, "Kyiv"}},
		{"a.tsv", []byte("text\ttitle\nIran \"denied\" it\tHead\n"), Options{}, []string{"Head"}},
		{"a.csv", []byte("isi\nIran\n"), Options{Options: item.Options{Fields: map[string]string{"text": "isi"}}}, []string{"Iran"}},
		{"a.csv", []byte("isi\nIran\n"), Options{Options: item.Options{Fields: map[string]string{"text": "teks"}}}, []string{`error a.csv:1: no column "teks" (from --map text=teks)`}},
		{"a.txt", []byte(line), Options{Kind: "jsonl"}, []string{"Iran denied it."}},
		{"a.nq", []byte("<a> <b> <c> .\n"), Options{}, []string{"error a.nq: holds no document of saksi (is it one of its exports?)"}},
	} {
		got := read(t, tt.name, tt.content, tt.o)
		if tt.want != nil && !slices.Equal(got, tt.want) {
			t.Errorf("%s %.30q:\n got %q\nwant %q", tt.name, tt.content, got, tt.want)
		}
		if tt.want == nil {
			last := got[len(got)-1]
			if len(got) < 100 || !strings.HasPrefix(last, "error a.jsonl.gz:") || !strings.Contains(last, "the .gz data is cut off") {
				t.Errorf("%s: %d items, the last %q", tt.name, len(got), last)
			}
		}
	}
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []string{"b.txt", "a/c.txt", "a/.hidden", ".git/x.txt", "a/d.gold.jsonl", "a/e.png"} {
		path := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(f), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		inputs []string
		want   []string
	}{
		{[]string{dir}, []string{"a/c.txt", "skip " + skipGold, "skip " + skipKind, "b.txt"}},
		{[]string{filepath.Join(dir, "*.txt")}, []string{"b.txt"}},
		{[]string{filepath.Join(dir, "no*"), filepath.Join(dir, "b.txt")}, []string{"error no*: no file matches", "b.txt"}},
		{[]string{filepath.Join(dir, "none.txt")}, []string{"error none.txt: no such file or directory"}},
		{[]string{"ftp://example.org/x"}, []string{"error ftp://example.org/x: addresses of ftp can't be read, only http and https"}},
		{[]string{""}, []string{`error "": a name without a letter`}},
		{[]string{"-"}, []string{"from standard input"}},
	} {
		got := all(t, dir, tt.inputs, Options{Stdin: strings.NewReader("from standard input")})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.inputs, got, tt.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, tt := range []struct{ name, head, want string }{
		{"a.txt", "Iran", "text"},
		{"a.txt", "<!DOCTYPE html><html>", "html"},
		{"-", `{"text": "x"}`, "jsonl"},
		{"-", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "feed"},
		{"a.xml", "<?xml version=\"1.0\"?><feed xmlns=\"x\">", "feed"},
		{"a.json", `{"version": "https://jsonfeed.org/version/1.1"`, "feed"},
		{"a.html", "<p>", "html"},
		{"a.CSV", "a,b", "csv"},
		{"x", "WARC/1.0\r\n", "warc"},
		{"20220101.export.CSV", "x", "gdelt"},
		{"-", "<a> <b> \"c d\" <e> .\n", "rdf"},
		{"a.nt", "<a> <b> \"c d\" .\n", "rdf"},
		{"-", "# from a store\n@base <https://w3id.org/saksi/> .", "rdf"},
		{"a.ttl.old", "prefix sk: <https://w3id.org/saksi/ontology#>\n", "rdf"},
		{"-", "{\"@context\": {\n \"@base\": \"https://w3id.org/saksi/\",", "rdf"},
		{"a.json", "[{\"@id\": \"https://w3id.org/saksi/doc/x\",", "rdf"},
		{"a.json", `{"@context": "https://schema.org", "@type": "NewsArticle"`, "jsonl"},
		{"-", `{"@context": "https://schema.org", "@type": "NewsArticle"`, "jsonl"},
		{"-", "<?xml version=\"1.0\"?>\n<rdf:RDF\n  xmlns:act=\"https://w3id.org/saksi/act/\"\n  xmlns:sk=\"https://w3id.org/saksi/ontology#\">", "rdf"},
		{"a.rdf", "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">", "feed"},
		{"a.rss", "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><item>https://w3id.org/saksi/ontology#", "feed"},
		{"-", "<Iran> said", "text"},
		{"-", "", "text"},
	} {
		if got := Detect(tt.name, []byte(tt.head)); got.Name != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.name, tt.head, got.Name, tt.want)
		}
	}
}

func TestStops(t *testing.T) {
	n := 0
	for range All(t.Context(), []string{"-"}, Options{Stdin: strings.NewReader(strings.Repeat(line, 10))}) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range All(ctx, []string{"x", "y"}, Options{}) {
		t.Errorf("went on: %v", err)
	}
	if n != 3 {
		t.Errorf("%d items", n)
	}
	var e *item.Error
	for _, err := range All(t.Context(), []string{"/no/such"}, Options{}) {
		if !errors.As(err, &e) || e.Input != "/no/such" {
			t.Errorf("%v", err)
		}
	}
}

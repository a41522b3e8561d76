package rdf

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/loaders/source/item"
	"saksi/schema"
)

// FuzzRead: what any bytes give is written as quads that parse back to the same.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	w := nquads.NewWriter(&b)
	if _, err := w.WriteQuads(schema.Quads(extraction(1))); err != nil {
		f.Fatal(err)
	}
	_ = w.Close()
	whole := b.String()
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(strings.ReplaceAll(whole, "#char=", "#char=9"))
	f.Add(strings.ReplaceAll(whole, "actor/IRN", "actor/\\u0041\\n"))
	f.Add("<a> <b> \"c\\uD800\"^^<d> <e> .\n_:x <b> _:y .")
	f.Fuzz(func(t *testing.T, in string) { rewritten(t, "f.nq", in) })
}

// FuzzSyntaxes is FuzzRead for all syntaxes.
func FuzzSyntaxes(f *testing.F) {
	for name, text := range same {
		f.Add(name, text)
		f.Add(name, text[:len(text)*2/3])
	}
	f.Fuzz(rewritten)
}

// rewritten reads a text, and writes and parses what it gives.
func rewritten(t *testing.T, name, in string) {
	for it, err := range Read(t.Context(), item.Input{Name: name, Reader: strings.NewReader(in), Options: item.Options{MaxBytes: 1 << 16}}) {
		if err != nil || it.Ready == nil {
			continue
		}
		want := schema.Quads(it.Ready)
		got, err := quad.ReadAll(nquads.NewReader(strings.NewReader(nquadsOf(t, want)), false))
		if err != nil || !slices.Equal(lines(got), lines(want)) {
			t.Errorf("%v: quads change on their way:\n got %s\nwant %s", err, strings.Join(lines(got), "\n"), strings.Join(lines(want), "\n"))
		}
	}
}

// FuzzLexer: tokens do not hang on how the bytes come in.
func FuzzLexer(f *testing.F) {
	f.Add(same["x.ttl"])
	f.Add(same["x.trig"])
	f.Add("<a\\u0041> '''\\n\"''''a\"' _:b.c. 1.5e-3.a:b\\~.c.%20 @en ^^ # end")
	f.Fuzz(func(t *testing.T, in string) {
		whole := newLexer(bufio.NewReaderSize(strings.NewReader(in), 1<<16), 1<<10)
		parts := newLexer(bufio.NewReaderSize(iotest.OneByteReader(strings.NewReader(in)), 16), 1<<10)
		for {
			whole.next()
			parts.next()
			if whole.tok != parts.tok || string(whole.text) != string(parts.text) || whole.at != parts.at || fmt.Sprint(whole.err) != fmt.Sprint(parts.err) {
				t.Fatalf("%v %q %d %v, in parts %v %q %d %v", whole.tok, whole.text, whole.at, whole.err, parts.tok, parts.text, parts.at, parts.err)
			}
			if whole.tok == tokEnd {
				return
			}
		}
	})
}

// FuzzLine: what is read without the library is what it reads.
func FuzzLine(f *testing.F) {
	for _, line := range []string{
		`<https://w3id.org/saksi/actor/IRN> <https://w3id.org/saksi/act/deny> <https://w3id.org/saksi/claim/x> <https://w3id.org/saksi/stmt/y> .`,
		`<a> <b> "text" <l> .`, `<a> <b> "text" .`, `<a> <b> "ä€\u0041" .`, `<a> <b> "a\"b" .`, `<a> <b> "x"@id <l> .`, `<a> <b> "1"^^<c> .`,
		`<a>  <b> <c> .`, `<a> <b> <c> . # end`, `_:a <b> <c> .`, `<> <b> <c> .`, "<a> <b> \"\x00\" .", "<a> <b> \"\xff\" .", `<a b> <c> <d> .`, `<a> <b> <c>.`,
		`<https://w3id.org/saksi/time/..%2F2022> <b> <https://w3id.org/saksi/time/%5B2022> .`,
	} {
		f.Add(line)
	}
	p := newParser()
	f.Fuzz(func(t *testing.T, line string) {
		got, ok := p.plain([]byte(line))
		if !ok || strings.Contains(line, "\n") {
			return
		}
		q, err := nquads.Parse(line)
		if want := Relative(q); err != nil || got != want {
			t.Errorf("%q:\n got %#v\nwant %#v, %v", line, got, want, err)
		}
	})
}

package article

import (
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"saksi/loaders/source/item"
	"saksi/schema"
)

var update = flag.Bool("update", false, "write the golden files anew")

func page(t *testing.T, html string) []schema.Document {
	t.Helper()
	docs, _, err := Page([]byte(html), "", "")
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestPage(t *testing.T) {
	b, err := os.ReadFile("testdata/berita.html")
	if err != nil {
		t.Fatal(err)
	}
	d := page(t, string(b))[0]
	want := schema.Document{URL: "https://kabar.example/dunia/123?utm_source=x", Title: "Kementerian Bantah Kirim Pasukan",
		Publisher: "Kabar Contoh", Author: "Rina Contoh", Published: "2023-05-04T09:15:00+07:00", Lang: "id", Text: d.Text}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	golden := "testdata/berita.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(d.Text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(text), d.Text+"\n"); diff != "" {
		t.Error(diff)
	}
}

const para = "The ministry denied on Monday that it had sent any troops across the border, and said that the photographs shown in the capital were taken years ago in another country. "

func TestPageEncodings(t *testing.T) {
	html := `<html><head><title>Kyiv – “denial” café</title></head><body><p>` + para + `Café “quoted”.</p><p>` + para + `</p></body></html>`
	latin, err := charmap.Windows1252.NewEncoder().String(html)
	if err != nil {
		t.Fatal(err)
	}
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(html)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	want := page(t, html)[0]
	for name, in := range map[string]string{"Windows-1252": latin, "UTF-16": string(wide), "UTF-8 with mark": "\ufeff" + html} {
		docs, _, err := Page([]byte(in), "", "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, docs[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	declared, err := charmap.Windows1251.NewEncoder().String(`<meta charset="windows-1251"><p>` + strings.Repeat("Москва опровергла обвинения Киева. ", 10))
	if err != nil {
		t.Fatal(err)
	}
	if text := page(t, declared)[0].Text; !strings.Contains(text, "Москва опровергла") {
		t.Errorf("windows-1251: %q", text)
	}
}

func TestPageWithSeveralArticles(t *testing.T) {
	body := "<p>" + para + "</p><p>" + strings.ReplaceAll(para, "Monday", "Tuesday") + "</p>"
	docs := page(t, `<html><head><meta property="og:site_name" content="Example"></head><body>
		<article><h2><a href="https://news.example/a">First</a></h2><time datetime="2023-01-02">2 January</time>`+body+`</article>
		<article><h2>Second</h2>`+body+`</article>
		<article class="teaser"><h2>Third</h2><p>Too short.</p></article></body></html>`)
	var got []string
	for _, d := range docs {
		got = append(got, strings.Join([]string{d.Title, d.URL, d.Published, d.Publisher}, "|"))
	}
	if want := []string{"First|https://news.example/a|2023-01-02|Example", "Second|||Example"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestPageErrors(t *testing.T) {
	for _, tt := range []struct {
		html string
		want error
	}{
		{"", item.ErrEmpty},
		{"  \n ", item.ErrEmpty},
		{"<html><body><nav>Home</nav></body></html>", ErrNoArticle},
		{"\x00\x01\x02\x00", item.ErrBinary},
	} {
		if _, _, err := Page([]byte(tt.html), "", ""); !errors.Is(err, tt.want) {
			t.Errorf("%q: %v, want %v", tt.html, err, tt.want)
		}
	}
}

// Soup has text in it all the same.
func TestPageSoup(t *testing.T) {
	for _, html := range []string{
		strings.Repeat("<div>", 5000) + "<p>" + para,
		"<p>" + para + "<table><p></b></i><script>x</p>" + para,
		"<<<>>><p>" + para + "</html></body><p>" + para,
		`<p>` + para + `<p style="x` + strings.Repeat(" y", 1000),
	} {
		if d := page(t, html)[0]; !strings.Contains(d.Text, "denied on Monday") || strings.Contains(d.Text, "<p") || strings.Contains(d.Text, "<div") {
			t.Errorf("%.40q: %q", html, d.Text)
		}
	}
}

func FuzzPage(f *testing.F) {
	b, err := os.ReadFile("testdata/berita.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("<p>" + para + "<article><h1>x</h1>" + para))
	f.Add([]byte("\xff\xfe<\x00p\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, _, err := Page(b, "", "https://example.org/x")
		if err == nil && len(docs) == 0 {
			t.Error("neither a document nor an error")
		}
		for _, d := range docs {
			if strings.TrimSpace(d.Text) == "" || !utf8.ValidString(d.Text) {
				t.Errorf("text %q", d.Text)
			}
			if _, err := schema.ParseTime(d.Published); d.Published != "" && err != nil {
				t.Error(err)
			}
		}
	})
}

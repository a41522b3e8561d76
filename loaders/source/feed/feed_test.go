package feed

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/source/item"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar Contoh</title><language>id-ID</language>
<item><title>Satu</title><link>https://kabar.example/1</link><pubDate>Sat, 10 Dec 2022 13:00:00 +0700</pubDate>
<description>Ringkas.</description><content:encoded><![CDATA[<p>Iran membantah.</p><p>Baca juga: lain</p><p>Rusia diam.</p>]]></content:encoded></item>
<item><title>Dua</title><link>https://kabar.example/2</link></item>
<item><link>https://kabar.example/3</link></item>
</channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><title>One</title><link href="https://example.org/1"/><updated>2022-12-10T06:00:00Z</updated><summary>Tehran denied it.</summary><author><name>A. Writer</name></author></entry></feed>`

const jsonFeed = `{"version": "https://jsonfeed.org/version/1.1", "title": "Example", "items": [{"id": "1", "url": "https://example.org/1", "title": "One", "content_text": "Tehran denied it.", "date_published": "2022-12-10T06:00:00Z"}]}`

func read(t *testing.T, in string, o item.Options) []string {
	t.Helper()
	var out []string
	for it, err := range Read(t.Context(), item.Input{Name: "f", Reader: strings.NewReader(in), Options: o}) {
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		d := it.Document
		out = append(out, strings.Join(append([]string{d.URL, d.Published, d.Publisher, d.Lang, strings.ReplaceAll(d.Text, "\n", "/")}, it.Warnings...), "|"))
	}
	return out
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []string
	}{
		{"RSS", rss, []string{
			"https://kabar.example/1|2022-12-10T13:00:00+07:00|Kabar Contoh|id|Satu//Iran membantah.//Rusia diam.",
			"https://kabar.example/2||Kabar Contoh|id|Dua",
			`f:entry 3: entry "https://kabar.example/3" is empty`}},
		{"Atom", atomFeed, []string{"https://example.org/1|2022-12-10T06:00:00Z|Example||One//Tehran denied it."}},
		{"JSON Feed", jsonFeed, []string{"https://example.org/1|2022-12-10T06:00:00Z|Example||One//Tehran denied it."}},
		{"no feed", "<html>", []string{"f: not a feed: failed to detect feed type"}},
		{"no entries", `<rss version="2.0"><channel><title>x</title></channel></rss>`, []string{"f: the feed is empty: it has no entries"}},
	} {
		if got := read(t, tt.in, item.Options{}); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestFollow(t *testing.T) {
	fetch := func(_ context.Context, url string) (item.Page, error) {
		if url == "https://kabar.example/1" {
			return item.Page{URL: url, Body: []byte("<title>Satu Penuh</title><p>" + strings.Repeat("Iran membantah tuduhan itu pada hari Senin. ", 10) + "</p>")}, nil
		}
		return item.Page{}, errors.New("no answer")
	}
	got := read(t, rss, item.Options{Follow: true, Fetch: fetch})
	if !strings.Contains(got[0], "Satu Penuh//Iran membantah tuduhan") || got[1] != "https://kabar.example/2||Kabar Contoh|id|Dua|no answer; the feed's own text is taken" {
		t.Errorf("%q", got)
	}
}

package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"saksi/loaders/source/item"
)

const para = "<p>The ministry denied on Monday that it had sent any troops across the border, and said that the photographs were taken years ago in another country.</p>"

func rec(kind, url, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2022-12-10T06:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, url, len(block), block)
}

func response(status, contentType, body string) string {
	return "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\n\r\n" + body
}

func archive() string {
	return rec("warcinfo", "", "software: x\r\n") +
		rec("request", "https://a.example/1", "GET /1 HTTP/1.1\r\n\r\n") +
		rec("response", "https://a.example/1", response("200 OK", "text/html; charset=utf-8", "<title>One</title>"+para)) +
		rec("response", "https://a.example/2", response("404 Not Found", "text/html", para)) +
		rec("response", "https://a.example/3", response("200 OK", "image/png", "\x89PNG")) +
		rec("response", "https://a.example/4", response("200 OK", "text/html", "<p>Home</p>")) +
		rec("response", "https://a.example/5", response("200 OK", "text/html\r\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(para), para))) +
		rec("response", "<https://a.example/6>", response("200 OK", "text/html", strings.Repeat("x", 5000)))
}

func read(t *testing.T, r io.Reader) (urls, skips []string, errs []error) {
	t.Helper()
	for it, err := range Read(t.Context(), item.Input{Name: "a.warc", Reader: r, Options: item.Options{MaxBytes: 2000}}) {
		switch {
		case err != nil:
			errs = append(errs, err)
		case it.Skip != "":
			skips = append(skips, it.Skip)
		default:
			urls = append(urls, it.Document.URL+" "+it.Document.Published)
		}
	}
	return urls, skips, errs
}

func TestRead(t *testing.T) {
	urls, skips, errs := read(t, strings.NewReader(archive()))
	if want := []string{"https://a.example/1 2022-12-10", "https://a.example/5 2022-12-10"}; !slices.Equal(urls, want) {
		t.Errorf("%q", urls)
	}
	if want := []string{skipNotHTML, skipNotHTML, skipNotArticle}; !slices.Equal(skips, want) {
		t.Errorf("%q", skips)
	}
	if len(errs) != 1 || !errors.Is(errs[0], item.ErrTooLarge) || !strings.HasPrefix(errs[0].Error(), "a.warc:record 8: https://a.example/6: ") {
		t.Errorf("%v", errs)
	}
}

// Each record is a member of its own in archives as they are published.
func TestReadMembers(t *testing.T) {
	var b bytes.Buffer
	for _, r := range strings.SplitAfter(archive(), "\r\n\r\nWARC") {
		w := gzip.NewWriter(&b)
		_, _ = io.WriteString(w, r)
		_ = w.Close()
	}
	z, err := gzip.NewReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if urls, _, _ := read(t, z); len(urls) != 2 {
		t.Errorf("%q", urls)
	}
}

func TestReadDamaged(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", "is empty"},
		{"GET / HTTP/1.1\r\n", "where a record should begin with WARC/1"},
		{"WARC/1.0\r\nContent-Length: x\r\n\r\n", "is no number of bytes"},
		{"WARC/1.0\r\nContent-Le", "cut off"},
		{archive()[:900], "cut off"},
	} {
		_, _, errs := read(t, strings.NewReader(tt.in))
		if len(errs) == 0 || !strings.Contains(errs[len(errs)-1].Error(), tt.want) {
			t.Errorf("%.20q: %v, want %q", tt.in, errs, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(archive()))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 3\r\n\r\nabc"))
	f.Fuzz(func(t *testing.T, b []byte) { read(t, bytes.NewReader(b)) })
}

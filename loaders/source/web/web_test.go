package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"saksi/loaders/source/item"
)

const robots = `
# a comment
User-agent: *
Disallow: /

User-agent: other
User-agent: Saksi
Allow: /news/
Disallow: /news/private
Disallow: /*.pdf$
Disallow: /search
Crawl-delay: 2
`

func TestRobots(t *testing.T) {
	r := parseRobots(robots)
	for path, want := range map[string]bool{
		"/": true, "/news/a": true, "/news/private/x": false, "/a/b.pdf": false, "/a/b.pdf?x=1": true, "/search?q=x": false,
	} {
		if got := r.allow(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	if r.delay != 2*time.Second {
		t.Errorf("delay %v", r.delay)
	}
	if parseRobots("User-agent: *\nDisallow: /x").allow("/x/y") || !parseRobots("").allow("/x") {
		t.Error("the group for all")
	}
}

func TestFetch(t *testing.T) {
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		if !strings.HasPrefix(r.UserAgent(), "saksi/") {
			t.Errorf("agent %q", r.UserAgent())
		}
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /private")
		case "/moved":
			http.Redirect(w, r, "/page", http.StatusFound)
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, "<p>text")
		case "/large":
			fmt.Fprint(w, strings.Repeat("x", 2000))
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	c := NewClient(1000)
	c.pause = time.Millisecond
	p, err := c.Fetch(t.Context(), s.URL+"/moved")
	if err != nil || p.URL != s.URL+"/page" || string(p.Body) != "<p>text" || p.ContentType != "text/html; charset=utf-8" {
		t.Errorf("%+v, %v", p, err)
	}
	for path, want := range map[string]error{"/private/x": ErrRobots, "/large": item.ErrTooLarge} {
		if _, err := c.Fetch(t.Context(), s.URL+path); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if _, err := c.Fetch(t.Context(), s.URL+"/none"); err == nil || err.Error() != "the server answers 404 Not Found" {
		t.Errorf("%v", err)
	}
	if asked[0] != "/robots.txt" || strings.Count(strings.Join(asked, " "), "/robots.txt") != 1 || strings.Contains(strings.Join(asked, " "), "/private") {
		t.Errorf("asked for %q", asked)
	}
	if _, err := c.Fetch(t.Context(), "ftp://example.org/x"); err == nil {
		t.Error("no error for ftp")
	}
}

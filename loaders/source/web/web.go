// Package web fetches pages and feeds politely: it honours robots.txt, names
// itself, asks one host for one thing at a time and waits between, and gives up
// on what is too slow or too large.
package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"saksi/loaders/source/item"
)

// UserAgent is how the program names itself.
const UserAgent = "saksi/0.1 (news reader; honours robots.txt)"

// agent is the name that robots.txt knows the program by.
const agent = "saksi"

// ErrRobots says that the site's robots.txt asks not to fetch the page.
var ErrRobots = errors.New("robots.txt asks robots not to fetch it")

const (
	timeout  = 30 * time.Second
	pause    = time.Second // between two requests to a host
	maxPause = 30 * time.Second
	robotMax = 512 << 10 // bytes of robots.txt that are read (RFC 9309)
)

// Client fetches pages. It is safe for use by many goroutines.
type Client struct {
	http     *http.Client
	maxBytes int64
	pause    time.Duration

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of one host. Its lock is held during a request, so that
// there is one connection at a time.
type host struct {
	mu     sync.Mutex
	rules  *rules // nil until robots.txt was asked for
	last   time.Time
	failed error // why robots.txt could not be had, if the site is down
}

// NewClient makes a client that takes pages up to maxBytes.
func NewClient(maxBytes int64) *Client {
	return &Client{http: &http.Client{Timeout: timeout}, maxBytes: maxBytes, pause: pause, hosts: map[string]*host{}}
}

// Fetch gets a page.
func (c *Client) Fetch(ctx context.Context, address string) (item.Page, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return item.Page{}, fmt.Errorf("%q is no http or https address", address)
	}
	c.mu.Lock()
	h := c.hosts[u.Host]
	if h == nil {
		h = &host{}
		c.hosts[u.Host] = h
	}
	c.mu.Unlock()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.rules == nil {
		h.rules, h.failed = c.robots(ctx, u)
	}
	if h.failed != nil {
		return item.Page{}, h.failed
	}
	if !h.rules.allow(u.RequestURI()) {
		return item.Page{}, ErrRobots
	}
	if err := c.wait(ctx, h); err != nil {
		return item.Page{}, err
	}
	defer func() { h.last = time.Now() }()
	return c.get(ctx, address, c.maxBytes)
}

// wait keeps the distance between two requests to the host.
func (c *Client) wait(ctx context.Context, h *host) error {
	d := min(max(c.pause, h.rules.delay), maxPause) - time.Since(h.last)
	if h.last.IsZero() || d <= 0 {
		return nil
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// statusError is an answer other than 200.
type statusError struct {
	code int
	text string
}

func (e statusError) Error() string { return "the server answers " + e.text }

func (c *Client) get(ctx context.Context, address string, max int64) (item.Page, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return item.Page{}, err
	}
	req.Header.Set("User-Agent", UserAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain;q=0.8, */*;q=0.1")
	resp, err := c.http.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // without the address, which messages name already
		}
		return item.Page{}, fmt.Errorf("fetching: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return item.Page{}, statusError{resp.StatusCode, resp.Status}
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, max+1))
	if err != nil {
		return item.Page{}, fmt.Errorf("fetching: %w", err)
	}
	if int64(len(b)) > max {
		return item.Page{}, item.TooLarge(max)
	}
	return item.Page{URL: resp.Request.URL.String(), ContentType: resp.Header.Get("Content-Type"), Body: b}, nil
}

// robots asks for the host's robots.txt. A host without one allows all; one that
// fails is not asked for more (RFC 9309, 2.3.1).
func (c *Client) robots(ctx context.Context, u *url.URL) (*rules, error) {
	p, err := c.get(ctx, (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String(), robotMax)
	var status statusError
	switch {
	case errors.As(err, &status) && status.code < 500:
		return &rules{}, nil
	case errors.Is(err, item.ErrTooLarge):
		return &rules{}, nil
	case err != nil:
		return &rules{}, fmt.Errorf("robots.txt: %w", err)
	}
	return parseRobots(string(p.Body)), nil
}

// rules are those of a robots.txt that hold for this program.
type rules struct {
	paths []rule
	delay time.Duration
}

type rule struct {
	path  string
	allow bool
}

// parseRobots reads the group for this program, else the one for all.
func parseRobots(text string) *rules {
	groups := map[string]*rules{}
	var current []*rules
	naming := false // the lines before were user-agent lines
	sc := bufio.NewScanner(strings.NewReader(text))
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			name := strings.ToLower(value)
			if groups[name] == nil {
				groups[name] = &rules{}
			}
			if !naming {
				current = nil
			}
			current, naming = append(current, groups[name]), true
			continue
		}
		naming = false
		for _, g := range current {
			g.read(key, value)
		}
	}
	for _, name := range []string{agent, "*"} {
		if g := groups[name]; g != nil {
			return g
		}
	}
	return &rules{}
}

func (r *rules) read(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" {
			r.paths = append(r.paths, rule{value, key == "allow"})
		}
	case "crawl-delay":
		if d, err := time.ParseDuration(value + "s"); err == nil && d > 0 {
			r.delay = d
		}
	}
}

// allow tells whether the path may be fetched: the longest rule that fits says,
// and of two as long, the one that allows.
func (r *rules) allow(path string) bool {
	best, ok := -1, true
	for _, x := range r.paths {
		if n := len(x.path); fits(x.path, path) && (n > best || n == best && x.allow) {
			best, ok = n, x.allow
		}
	}
	return ok
}

// fits matches a path with a rule, in which * is anything and a final $ the end.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, p := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(path, p)
		}
		at := strings.Index(path, p)
		if at < 0 {
			return false
		}
		path = path[at+len(p):]
	}
	return !whole || path == ""
}

package serve

import (
	"bufio"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
)

// Scope is what a token allows.
type Scope string

// The scopes. Write holds read.
const (
	Read  Scope = "read"
	Write Scope = "write"
)

// Token is what a client shows. Only its hash is kept.
type Token struct {
	hash  [sha256.Size]byte
	scope Scope
	// Name is what the log calls it.
	Name string
}

// Tokens are those that a server knows.
type Tokens []Token

// ErrTokens is wrapped by errors of [ReadTokens].
var ErrTokens = errors.New("token file")

// minToken is how many characters a token has at least.
const minToken = 16

// ReadTokens reads a token file: on each line a token, its scope (read or write)
// and, if wanted, a name for the log; # begins a comment.
//
//	3f9c…e1  read   dashboard
//	77ab…02  write  newsroom
func ReadTokens(r io.Reader) (Tokens, error) {
	var out Tokens
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		f := strings.Fields(sc.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) < 2 || len(f) > 3 || f[1] != string(Read) && f[1] != string(Write) {
			return nil, fmt.Errorf("%w: line %d: want TOKEN read|write [NAME]", ErrTokens, n)
		}
		if len(f[0]) < minToken {
			return nil, fmt.Errorf("%w: line %d: a token has at least %d characters (openssl rand -hex 24 makes one)", ErrTokens, n, minToken)
		}
		t := Token{hash: sha256.Sum256([]byte(f[0])), scope: Scope(f[1])}
		if len(f) == 3 {
			t.Name = f[2]
		}
		out = append(out, t)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTokens, err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: it holds no token", ErrTokens)
	}
	return out, nil
}

// find compares with every token, in a time that does not tell which was near.
func (ts Tokens) find(shown string) (found Token, ok bool) {
	h := sha256.Sum256([]byte(shown))
	for _, t := range ts {
		if subtle.ConstantTimeCompare(h[:], t.hash[:]) == 1 {
			found, ok = t, true
		}
	}
	return found, ok
}

// shown is the token in the Authorization header: a bearer's, or the password that
// a browser was given.
func shown(r *http.Request) string {
	if _, password, ok := r.BasicAuth(); ok {
		return password
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(token)
	}
	return ""
}

// open are the paths that need no token.
var open = []string{"/healthz", "/readyz"}

// writes tells whether a request would change the store.
func writes(r *http.Request) bool {
	return (r.Method == http.MethodPost || r.Method == http.MethodDelete || r.Method == http.MethodPut || r.Method == http.MethodPatch) &&
		strings.HasPrefix(r.URL.Path, "/v1/documents")
}

// allow tells whether the request may be answered, or why not.
func (s *Server) allow(r *http.Request) *Problem {
	if slices.Contains(open, r.URL.Path) || r.Method == http.MethodOptions {
		return nil
	}
	if len(s.o.Tokens) == 0 {
		if p := s.ownHost(r); p != nil {
			return p
		}
		if writes(r) {
			return problem("read-only", "Documents are taken in and out with a token of scope write (saksi serve --token-file).")
		}
		return nil
	}
	t, ok := s.o.Tokens.find(shown(r))
	if !ok {
		return problem("unauthorized", "Show a token: Authorization: Bearer …").
			with("WWW-Authenticate", `Bearer realm="saksi", Basic realm="saksi: the token is the password", charset="UTF-8"`)
	}
	if writes(r) && t.scope != Write {
		return problem("forbidden", "The token is for reading; this needs one of scope write.")
	}
	return nil
}

// ownHost refuses requests for other hosts, while there are no tokens and the
// server is this machine's alone: a page elsewhere could else point a name of its
// own here and read along.
func (s *Server) ownHost(r *http.Request) *Problem {
	if s.o.Public {
		return nil
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if loopback(strings.Trim(host, "[]")) {
		return nil
	}
	return problem("misdirected", "Without tokens only requests for this machine by its own name are answered.")
}

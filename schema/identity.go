package schema

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Address is the content address of the parts: 80 bits of SHA-256 in lower-case
// base 32 (16 letters). Among ten million identities the odds of one collision
// are below one in ten billion.
func Address(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s,", len(p), p) // netstring, so that parts can't run together
	}
	return encoding.EncodeToString(h.Sum(nil)[:10])
}

// Normal is the form in which texts are compared: lower case, single spaces, no
// punctuation at the ends.
func Normal(s string) string {
	s = strings.ToLower(s)
	if !singleSpaced(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsSymbol(r) })
}

// singleSpaced tells whether words are apart by one plain space each, and nothing else is
// space.
func singleSpaced(s string) bool {
	last := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || last == ' ') {
			return false
		}
		last = r
	}
	return last != ' ' || s == ""
}

// DocumentID is made from the canonical URL, else from the text.
func DocumentID(d *Document) IRI {
	if u := CanonicalURL(d.URL); u != "" {
		return IRI("doc/" + Address("url", u))
	}
	return IRI("doc/" + Address("text", d.Title, d.Text))
}

// TextHash is the content address of what a document says; a document whose hash
// is the same need not be read again.
func TextHash(d *Document) string {
	return Address("hash", d.Title, d.Publisher, d.Author, d.Published, d.Lang, d.Text)
}

// CanonicalURL lower-cases scheme and host, and drops the fragment, a trailing
// slash, and the query parameters that only track readers.
func CanonicalURL(u string) string {
	u = strings.TrimSpace(u)
	if u == "" {
		return ""
	}
	if i := strings.IndexByte(u, '#'); i >= 0 {
		u = u[:i]
	}
	base, query, _ := strings.Cut(u, "?")
	if i := strings.Index(base, "://"); i >= 0 {
		rest := base[i+3:]
		host, path, slash := strings.Cut(rest, "/")
		base = strings.ToLower(base[:i]) + "://" + strings.ToLower(host)
		if slash && path != "" {
			base += "/" + strings.TrimSuffix(path, "/")
		}
	}
	var kept []string
	for _, p := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(p, "=")
		if p != "" && !tracking(name) {
			kept = append(kept, p)
		}
	}
	if len(kept) > 0 {
		base += "?" + strings.Join(kept, "&")
	}
	return base
}

func tracking(param string) bool {
	switch param {
	case "fbclid", "gclid", "igshid", "ref", "cmpid", "ocid", "at_medium", "at_campaign":
		return true
	}
	return strings.HasPrefix(param, "utm_")
}

// ActorID is the identity of an actor found in texts: from its normalised name
// and the actor it belongs to ("" when unknown).
func ActorID(name string, of IRI) IRI {
	return IRI("actor/" + Address("actor", Normal(name), string(of)))
}

// UnnamedID is the identity of a source without a name, within one document.
func UnnamedID(doc IRI, words string) IRI {
	return IRI("actor/" + Address("unnamed", string(doc), Normal(words)))
}

// ClaimID is the content address of the proposition: relation, parties, theme
// and modality, the parties of each role as a set. A claim without a known
// relation is its text.
func ClaimID(c *Claim) IRI {
	if !c.Relation.Valid() {
		return IRI("claim/" + Address("text", Normal(c.Text)))
	}
	agents, patients := keys(c.Agents), keys(c.Patients)
	theme := ""
	if c.Theme != nil {
		if theme = string(c.Theme.ID); theme == "" {
			theme = Normal(c.Theme.Text)
		}
	}
	return IRI("claim/" + Address(string(c.Relation), strings.Join(agents, "\n"), strings.Join(patients, "\n"), theme, string(c.Modality)))
}

func keys(ps []Party) []string {
	ks := make([]string, len(ps))
	for i, p := range ps {
		ks[i] = p.Key()
	}
	return set(ks)
}

// set sorts strings and drops doubles.
func set(all []string) []string {
	sort.Strings(all)
	n := 0
	for i, s := range all {
		if i == 0 || s != all[i-1] {
			all[n] = s
			n++
		}
	}
	return all[:n]
}

// StatementID is the content address of document, evidence, act, speaker and claim.
func StatementID(s *Statement) IRI {
	cue := ""
	if len(s.Cue.Spans) > 0 {
		cue = fmt.Sprint(s.Cue.Spans)
	}
	who := s.Speaker.Key()
	if s.Speaker.Person != nil {
		who += " " + string(s.Speaker.Person.ID)
	}
	return IRI("stmt/" + Address(string(s.Document.ID), fmt.Sprint(s.Evidence.Span), cue, string(s.Act), who,
		string(s.Claim.ID), string(s.Claim.Polarity), s.Claim.When, fmt.Sprint(s.Claim.Spans)))
}

// Package pattern has regular expressions that are compiled when they are first used:
// commands that read no documents would wait for them at their start.
package pattern

import (
	"regexp"
	"sync"
)

// Pattern gives the compiled expression.
type Pattern func() *regexp.Regexp

// Prolog matches what may stand before the first element of XML.
const Prolog = `^(<\?[^>]*>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>]*>\s*)*`

// New is the pattern of an expression in the syntax of package regexp. An expression that
// does not compile panics when it is first used.
func New(expr string) Pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// Match tells whether the pattern matches somewhere in b.
func (p Pattern) Match(b []byte) bool { return p().Match(b) }

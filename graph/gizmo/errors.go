package gizmo

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/dop251/goja"
)

// check compiles a query without running it.
func check(source string) error {
	_, err := goja.Compile("query", source, false)
	if err == nil {
		return nil
	}
	e := &SyntaxError{Message: strings.TrimPrefix(err.Error(), "SyntaxError: ")}
	if m := position.FindStringSubmatch(e.Message); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
		e.Column, _ = strconv.Atoi(m[2])
		e.Message = m[3]
	}
	return e
}

var position = regexp.MustCompile(`^query: Line (\d+):(\d+) (.*?)( \(and \d+ more errors?\))?$`)

// hints give the right form for what is often written wrong.
var hints = []struct{ in, hint string }{
	{"has no member 'v'", "a path begins with a capital V: g.V(…)"},
	{"has no member 'sort'", "sort with .order(), or by time with .oldest() and .newest(), at the end"},
	{"not a quad.Value", "a node is a string such as \"actor/IRN\", or iri(\"…\"), str(\"…\"), lang(\"…\", \"en\")"},
	{"expected js callback", "forEach takes a function: .forEach(function(d) { g.emit(d.id) })"},
	{" is not defined", "paths begin with g.V(…), actor(…), statements(), accusations(), denials(), claims(), documents()"},
}

// thrown makes an error of what a query threw.
func thrown(message string) error {
	for _, h := range hints {
		if strings.Contains(message, h.in) {
			return &QueryError{message + " (" + h.hint + ")"}
		}
	}
	return &QueryError{message}
}

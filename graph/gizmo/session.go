// Package gizmo runs Cayley's query language on a store, with the vocabulary of
// Saksi and with limits.
//
//	accusations().against("Iran").since("2022-10").evidence().all()
//	g.V("actor/IRN").out("act/deny").all()
//
// Invariants: a query only reads; what it hands to Cayley was checked, so that a value
// that holds itself is an error of the query and not the end of the process; it ends
// with its time, and nothing is cut without a word ([Result.Truncated]).
//
// What a script does with memory and with deep recursion can't be bounded within one
// process. A server runs its queries in a [Pool], whose workers are processes that
// may die.
package gizmo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"

	"saksi/graph/quadview"
)

// Limits of a query. Zero values stand for the defaults.
type Limits struct {
	Time    time.Duration // DefaultTime when zero
	Results int           // DefaultResults when zero
	Source  int           // bytes of the query; DefaultSource when zero
}

// The default limits.
const (
	DefaultTime    = 10 * time.Second
	DefaultResults = 10_000
	DefaultSource  = 64 << 10
)

func (l Limits) withDefaults() Limits {
	if l.Time == 0 {
		l.Time = DefaultTime
	}
	if l.Results == 0 {
		l.Results = DefaultResults
	}
	if l.Source == 0 {
		l.Source = DefaultSource
	}
	return l
}

// Errors that callers tell apart.
var (
	// ErrTime says that a query took longer than it may.
	ErrTime = errors.New("the query took too long")
	// ErrSource says that a query is longer than it may be.
	ErrSource = errors.New("the query is too long")
	// ErrDied says that a query used up the memory or stack of its worker.
	ErrDied = errors.New("the query used too much memory or went too deep")
)

// SyntaxError is a query that can't be read. Line and Column count from 1; 0 is
// unknown.
type SyntaxError struct {
	Line, Column int
	Message      string
}

func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return e.Message
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// QueryError is what a query threw.
type QueryError struct{ Message string }

func (e *QueryError) Error() string { return e.Message }

// Result is what a query gave: its rows, in order.
type Result struct {
	Rows []any `json:"result"`
	// Truncated says that there were more rows than the limit.
	Truncated bool `json:"truncated,omitempty"`
}

// Session runs queries, one at a time, on one view of the store. Variables live on
// from query to query, as in a prompt.
type Session struct {
	limits Limits
	qs     cayley.QuadStore
	s      *gizmo.Session // nil after a query that was cut off
	// Raw keeps nodes as Cayley shows them ("<actor/IRN>"); else without brackets.
	Raw bool
}

// New makes a session on what Cayley sees of a store, as graph.Store.NamingQuadStore
// gives it.
func New(ctx context.Context, qs cayley.QuadStore, limits Limits) (*Session, error) {
	s := &Session{limits: limits.withDefaults(), qs: qs}
	return s, s.begin(ctx)
}

// begin makes Cayley's session and reads the prelude. The function that the prelude
// makes becomes the only way in.
func (s *Session) begin(ctx context.Context) error {
	s.s = gizmo.NewSession(s.qs)
	source, err := prelude()
	if err != nil {
		return fmt.Errorf("gizmo prelude: %w", err)
	}
	if _, err := s.execute(ctx, source, 0); err != nil {
		return fmt.Errorf("gizmo prelude: %w", err)
	}
	return nil
}

// Run runs a query. Its errors are a [*SyntaxError], a [*QueryError], or wrap
// [ErrTime] or [ErrSource]. After a query that was cut off, the variables of those
// before it are gone.
func (s *Session) Run(ctx context.Context, source string) (Result, error) {
	if len(source) > s.limits.Source {
		return Result{}, fmt.Errorf("%w: %d bytes of at most %d", ErrSource, len(source), s.limits.Source)
	}
	if err := check(source); err != nil {
		return Result{}, err
	}
	if s.s == nil {
		if err := s.begin(ctx); err != nil {
			return Result{}, err
		}
	}
	text, err := json.Marshal(source)
	if err != nil {
		return Result{}, err
	}
	timed, cancel := context.WithTimeout(ctx, s.limits.Time)
	defer cancel()
	_ = s.failure() // of a query before
	// Cayley does not show the value that a query ends with, and Raw answers as Cayley
	r, err := s.execute(timed, fmt.Sprintf("g.__end(__run(%s, %t)); null", text, !s.Raw), s.limits.Results)
	if err != nil && timed.Err() != nil && ctx.Err() == nil {
		return r, fmt.Errorf("%w (limit %s)", ErrTime, s.limits.Time)
	}
	failed := s.failure()
	if unknown := (*quadview.NameError)(nil); errors.As(failed, &unknown) {
		return Result{}, &QueryError{unknown.Error()}
	}
	if failed != nil {
		return Result{}, failed
	}
	return r, err
}

// failure is what the store failed with: Cayley goes on without what it could not read.
func (s *Session) failure() error {
	if f, ok := s.qs.(interface{ Failure() error }); ok {
		return f.Failure()
	}
	return nil
}

// execute runs a script of our own. Cayley's session can't go on after a query that
// was cut off; it is made anew for the next one then.
func (s *Session) execute(ctx context.Context, source string, limit int) (Result, error) {
	it, err := s.s.Execute(ctx, source, query.Options{Collation: query.JSON})
	if err != nil {
		return Result{}, err
	}
	out := Result{Rows: []any{}}
	end := ""
	for it.Next(ctx) {
		v := it.Result()
		if v == nil {
			continue
		}
		if text, ok := ended(v); ok {
			end = text
			continue
		}
		if limit > 0 && len(out.Rows) == limit {
			out.Truncated = true
			break
		}
		if !s.Raw {
			v = bare(v)
		}
		out.Rows = append(out.Rows, v)
	}
	if out.Truncated || ctx.Err() != nil || it.Err() != nil {
		s.s = nil
		return out, errors.Join(it.Err(), it.Close())
	}
	if end != "" {
		return out, thrown(end)
	}
	return out, nil
}

// endMark begins the row by which a query tells how it ended.
const endMark = "\x00end:"

func ended(v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(s, endMark)
}

// bare takes the angle brackets off the nodes of a row.
func bare(v any) any {
	switch v := v.(type) {
	case string:
		if len(v) > 2 && v[0] == '<' && v[len(v)-1] == '>' {
			return v[1 : len(v)-1]
		}
	case map[string]any:
		for k, x := range v {
			v[k] = bare(x)
		}
	case []any:
		for i, x := range v {
			v[i] = bare(x)
		}
	}
	return v
}

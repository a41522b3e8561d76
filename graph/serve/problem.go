package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/graph/gizmo"
	"saksi/schema"
)

// problemBase begins the types of problems.
const problemBase = schema.Base + "problems/"

// ProblemInfo describes a type of problem.
type ProblemInfo struct {
	Name   string // the last part of its type
	Status int
	Title  string
}

// Problems is the closed list of what can go wrong, as clients see it.
var Problems = []ProblemInfo{
	{"invalid-parameter", http.StatusBadRequest, "A parameter is wrong"},
	{"invalid-document", http.StatusUnprocessableEntity, "The document can't be read"},
	{"question-not-understood", http.StatusUnprocessableEntity, "Part of the question was not understood"},
	{"query-syntax", http.StatusBadRequest, "The query can't be read"},
	{"query-failed", http.StatusUnprocessableEntity, "The query failed"},
	{"query-timeout", http.StatusGatewayTimeout, "It took too long"},
	{"too-large", http.StatusRequestEntityTooLarge, "The request is too large"},
	{"not-acceptable", http.StatusNotAcceptable, "There is no such format of this"},
	{"unauthorized", http.StatusUnauthorized, "A token is needed"},
	{"forbidden", http.StatusForbidden, "The token does not allow it"},
	{"read-only", http.StatusForbidden, "This can only be read here"},
	{"not-found", http.StatusNotFound, "There is no such thing"},
	{"method-not-allowed", http.StatusMethodNotAllowed, "That can't be done with this"},
	{"misdirected", http.StatusMisdirectedRequest, "The request is for another host"},
	{"busy", http.StatusTooManyRequests, "Too many requests at a time"},
	{"stopping", http.StatusServiceUnavailable, "The server is stopping"},
	{"internal", http.StatusInternalServerError, "Something went wrong here"},
}

// Problem is an error as clients see it (RFC 9457).
type Problem struct {
	Type   string `json:"type" doc:"What kind of problem it is"`
	Title  string `json:"title" doc:"The same for people"`
	Status int    `json:"status" doc:"The HTTP status"`
	Detail string `json:"detail,omitempty" doc:"What is wrong this time, and what to do"`
	// Instance is the number of the request, which the log has too.
	Instance  string   `json:"instance,omitempty" doc:"The number of the request, as in the log"`
	Parameter string   `json:"parameter,omitempty" doc:"The parameter that is wrong"`
	Reason    string   `json:"reason,omitempty" doc:"What is wrong with it"`
	Line      int      `json:"line,omitempty" doc:"Where in the query, from 1"`
	Column    int      `json:"column,omitempty" doc:"Where in the line, from 1"`
	Available []string `json:"available,omitempty" doc:"The media types that there are"`
	Unread    []string `json:"unread,omitempty" doc:"The words of a question that were not understood"`
	// Understood are the filters that were understood of a question.
	Understood *ask.Query `json:"understood,omitempty" doc:"The filters that were understood of the question"`

	header http.Header
	cause  error // for the log
}

// problem makes a problem of a name in [Problems].
func problem(name, format string, args ...any) *Problem {
	p := &Problem{Type: problemBase + name, Status: http.StatusInternalServerError, Detail: fmt.Sprintf(format, args...)}
	for _, i := range Problems {
		if i.Name == name {
			p.Title, p.Status = i.Title, i.Status
		}
	}
	return p
}

func invalid(parameter, format string, args ...any) *Problem {
	reason := fmt.Sprintf(format, args...)
	p := problem("invalid-parameter", "%s: %s", parameter, reason)
	p.Parameter, p.Reason = parameter, reason
	return p
}

// Error is the detail.
func (p *Problem) Error() string { return p.Title + ": " + p.Detail }

// Unwrap is the cause, which clients do not see.
func (p *Problem) Unwrap() error { return p.cause }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are further headers.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType is that of problems.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func (p *Problem) with(key, value string) *Problem {
	if p.header == nil {
		p.header = make(http.Header)
	}
	p.header.Set(key, value)
	return p
}

// problemOf words an error for clients.
func problemOf(ctx context.Context, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	for _, w := range wordings {
		if p = w(ctx, err); p != nil {
			p.cause = err
			return p
		}
	}
	p = problem("internal", "The log of the server says more, under the number of this request.")
	p.cause = err
	return p
}

// wordings give the problem of the errors they know.
var wordings = []func(context.Context, error) *Problem{
	func(_ context.Context, err error) *Problem {
		var f *ask.FieldError
		if !errors.As(err, &f) {
			return nil
		}
		reason := f.Err.Error()
		switch {
		case errors.Is(err, ask.ErrUnknownActor):
			reason = fmt.Sprintf("no actor %q is known here (as in Iran, IRN, Teheran, Zelensky)", f.Value)
		case f.Value != "" && !errors.Is(err, ask.ErrCursor) && !strings.Contains(reason, f.Value):
			reason = fmt.Sprintf("%q: %s", f.Value, reason)
		}
		return invalid(f.Field, "%s", reason)
	},
	func(_ context.Context, err error) *Problem {
		var u *question.UnreadError
		if !errors.As(err, &u) {
			return nil
		}
		p := problem("question-not-understood", "%s", u.Error())
		p.Parameter, p.Unread, p.Understood = "q", u.Reading.Unread, &u.Query
		return p
	},
	func(_ context.Context, err error) *Problem {
		var e *gizmo.SyntaxError
		if !errors.As(err, &e) {
			return nil
		}
		p := problem("query-syntax", "%s", e.Error())
		p.Line, p.Column = e.Line, e.Column
		return p
	},
	func(_ context.Context, err error) *Problem {
		var e *gizmo.QueryError
		if errors.As(err, &e) {
			return problem("query-failed", "%s", e.Error())
		}
		return nil
	},
	func(ctx context.Context, err error) *Problem {
		if errors.Is(err, gizmo.ErrTime) || errors.Is(err, context.DeadlineExceeded) || ctx.Err() == context.DeadlineExceeded {
			return problem("query-timeout", "Narrow the question down, or ask for fewer rows.")
		}
		return nil
	},
	func(_ context.Context, err error) *Problem {
		var tooLarge *http.MaxBytesError
		switch {
		case errors.Is(err, gizmo.ErrSource), errors.As(err, &tooLarge):
			return problem("too-large", "%s", err.Error())
		case errors.Is(err, gizmo.ErrDied):
			return problem("query-failed", "%s", gizmo.ErrDied.Error())
		case errors.Is(err, graph.ErrNotFound):
			return problem("not-found", "Nothing in the store has this identity.")
		case errors.Is(err, ErrInput):
			return problem("invalid-document", "%s", err.Error())
		}
		return nil
	},
}

// write sends the problem.
func (p *Problem) write(w http.ResponseWriter, r *http.Request) {
	p.Instance = requestID(r.Context())
	for k, vs := range p.header {
		w.Header()[k] = vs
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		json.NewEncoder(w).Encode(p) // a client that has left is no error of ours
	}
}

// The library words its own errors through these two; there is one wording for the
// whole process.
func init() {
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		p := validationProblem(status, msg, errs)
		if ctx != nil {
			p.Instance = requestID(ctx.Context())
		}
		return p
	}
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return validationProblem(status, msg, errs)
	}
}

// validationProblem words what the library found wrong with a request.
func validationProblem(status int, msg string, errs []error) *Problem {
	for _, err := range errs {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return problem("too-large", "At most %d bytes.", tooLarge.Limit)
		}
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			detail := d.ErrorDetail()
			_, name, _ := strings.Cut(detail.Location, ".")
			return invalid(name, "%s", detail.Message)
		}
	}
	switch status {
	case http.StatusRequestEntityTooLarge:
		return problem("too-large", "%s", msg)
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusUnsupportedMediaType:
		p := problem("invalid-parameter", "%s", msg)
		p.Status = status
		return p
	case http.StatusNotAcceptable:
		return problem("not-acceptable", "%s", msg)
	}
	p := problem("internal", "The log of the server says more, under the number of this request.")
	p.cause = errors.Join(append(errs, errors.New(msg))...)
	return p
}

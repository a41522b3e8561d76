package serve

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

type contextKey int

const (
	requestKey contextKey = iota
	idKey
)

// requestID is the number of the request that the context belongs to.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(idKey).(string)
	return id
}

// requestOf is the request that the context belongs to.
func requestOf(ctx context.Context) *http.Request {
	r, _ := ctx.Value(requestKey).(*http.Request)
	return r
}

// outer is what every request goes through, from the outside in.
func (s *Server) outer(next http.Handler) http.Handler {
	places := make(chan struct{}, s.o.Concurrent)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := nonce()
		r = r.WithContext(context.WithValue(r.Context(), idKey, id))
		rec := &recorder{ResponseWriter: w}
		w.Header().Set("X-Request-Id", id)
		defer s.record(rec, r, start)
		defer s.recovered(rec, r)
		secure(w.Header())
		if s.cors(rec, r) {
			return
		}
		if p := s.allow(r); p != nil {
			p.write(rec, r)
			return
		}
		if err := tidy(r.URL); err != nil {
			problemOf(r.Context(), err).write(rec, r)
			return
		}
		if !slices.Contains(open, r.URL.Path) {
			leave, p := s.enter(r.Context(), places)
			if p != nil {
				p.write(rec, r)
				return
			}
			defer leave()
		}
		ctx, cancel := context.WithTimeout(r.Context(), s.timeout(r))
		defer cancel()
		r.Body = http.MaxBytesReader(rec, r.Body, s.o.MaxBody)
		z := &compressor{ResponseWriter: rec, accepted: acceptsGzip(r)}
		defer z.Close()
		inner := r.WithContext(ctx)
		next.ServeHTTP(z, inner)
		r.Pattern = inner.Pattern
	})
}

func (s *Server) timeout(r *http.Request) time.Duration {
	if r.URL.Path == "/v1/export" || r.URL.Path == backupPath || r.URL.Path == "/api/v2/read" {
		return exportTimeout
	}
	return s.o.Timeout
}

// enter waits for a place among the requests under way.
func (s *Server) enter(ctx context.Context, places chan struct{}) (leave func(), p *Problem) {
	if s.stopping.Load() {
		return nil, problem("stopping", "Try again in a moment.").with("Retry-After", "5")
	}
	leave = func() { <-places }
	select {
	case places <- struct{}{}:
		return leave, nil
	default:
	}
	wait := time.NewTimer(s.o.Wait)
	defer wait.Stop()
	select {
	case places <- struct{}{}:
		return leave, nil
	case <-ctx.Done():
	case <-wait.C:
	}
	return nil, problem("busy", "Try again in a second.").with("Retry-After", "1")
}

// secure sets what every answer says to browsers.
func secure(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
}

// cors answers browsers that ask on behalf of other sites, when that is allowed. It
// tells whether the request is thereby done with.
func (s *Server) cors(w http.ResponseWriter, r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if len(s.o.Origins) > 0 {
		w.Header().Add("Vary", "Origin")
	}
	allowed := origin != "" && (slices.Contains(s.o.Origins, origin) || slices.Contains(s.o.Origins, "*"))
	if allowed {
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", origin)
		if slices.Contains(s.o.Origins, "*") {
			h.Set("Access-Control-Allow-Origin", "*")
		}
		h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After, Saksi-Total, X-Request-Id")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	if allowed {
		w.Header().Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
		w.Header().Set("Access-Control-Allow-Headers", "Authorization, Accept, Content-Type, If-None-Match")
		w.Header().Set("Access-Control-Max-Age", "600")
	}
	w.WriteHeader(http.StatusNoContent)
	return true
}

// recorder remembers how a request was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status.
func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for [http.ResponseController].
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// record logs and counts a request that is done.
func (s *Server) record(w *recorder, r *http.Request, start time.Time) {
	took := time.Since(start)
	route := r.Pattern
	if route == "" {
		route = "other"
	}
	status := w.status
	if status == 0 {
		status = http.StatusOK
	}
	s.metrics.done(route, r.Method, status, took)
	level := slog.LevelInfo
	if status >= 500 {
		level = slog.LevelWarn
	}
	if slices.Contains(open, r.URL.Path) || r.URL.Path == "/metrics" || strings.HasPrefix(r.URL.Path, "/static/") {
		level = slog.LevelDebug
	}
	s.o.Log.Log(r.Context(), level, "request", "id", requestID(r.Context()), "method", r.Method, "path", r.URL.Path, "query", r.URL.RawQuery,
		"status", strconv.Itoa(status), "bytes", w.bytes, "ms", float64(took.Microseconds())/1000)
}

// recovered turns a panic of a handler into an answer without details. The library
// panics when it can't write to a client that has left.
func (s *Server) recovered(w *recorder, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if r.Context().Err() == nil {
		s.o.Log.Error("a handler failed", "id", requestID(r.Context()), "path", r.URL.Path, "panic", v, "stack", string(debug.Stack()))
	}
	if w.status == 0 {
		problem("internal", "The log of the server says more, under the number of this request.").write(w, r)
	}
}

// Package serve answers over HTTP: a REST interface described by OpenAPI 3.1, the
// interface that Cayley's own clients speak, and pages for people.
//
//	GET /v1/statements?act=accuse&against=Iran
//	GET /v1/ask?q=siapa+menuduh+Iran%3F
//	GET /ask?q=who+accused+Iran%3F          (a page)
//
// Parameters are the flags of saksi ask, with underscores. Invariants: nothing but
// POST and DELETE of documents changes the store, and they need a token of scope
// write; a parameter that is not known is an error; what a client gets is whole, or
// says that it is not; a query ends when its client leaves; no message to a client
// tells of the inside of the program.
package serve

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/ask/question"
	"saksi/graph/gizmo"
	"saksi/schema"
)

// Gizmo runs queries in Cayley's language. Raw keeps nodes as Cayley shows them,
// in angle brackets. Its errors are those of [gizmo.Session.Run].
type Gizmo interface {
	Run(ctx context.Context, source string, raw bool) (gizmo.Result, error)
	// Shape is the shape of a query, as [gizmo.Pool.Shape] gives it, or [ErrNoShape].
	Shape(ctx context.Context, source string) (json.RawMessage, error)
}

// ErrNoShape says that shapes of queries are not told: Cayley makes them in one go,
// which only the end of a process can cut off.
var ErrNoShape = errors.New("shapes of queries are told by servers with query workers")

// Input is what a client hands in to be read: one or more documents, in any of the
// forms that the loader knows.
type Input struct {
	MediaType string // as the client names it, or ""
	Body      io.Reader
}

// Ingested says what came of one document.
type Ingested struct {
	Document   schema.IRI  `json:"id" doc:"The document's identity"`
	State      graph.State `json:"state" doc:"What became of it: added, replaced, unchanged"`
	Statements int         `json:"statements" doc:"How many statements were found in it"`
}

// Report says what came of an input.
type Report struct {
	Documents []Ingested `json:"documents"`
	// Failed tells of documents that could not be read; the others are stored.
	Failed []string `json:"failed,omitempty"`
}

// Ingest reads documents and stores their statements. Its error wraps [ErrInput]
// when the input is to blame.
type Ingest func(ctx context.Context, in Input) (Report, error)

// ErrInput is wrapped by errors of an [Ingest] about what the client sent.
var ErrInput = errors.New("the input can't be read")

// ErrAddress is returned by [Server.Listen] for what is no address to listen on.
var ErrAddress = errors.New("HOST:PORT belongs there, such as 127.0.0.1:8040")

// ErrExposed is returned by [Server.Listen] for an address that other machines can
// reach, when there are no tokens and [Options.Public] is not set.
var ErrExposed = errors.New("anyone on the network could read the store: give a token file, or say that this is meant")

// Options of a server. Store is needed; zero values of the others are sensible.
type Options struct {
	Store *graph.Store
	// Names knows actors by their names; NoNames when nil.
	Names ask.Resolver
	// Lexicons know the verbs of questions; [question.Small] alone when empty.
	Lexicons []question.Lexicon
	// Gizmo runs queries; when nil they run in this process.
	Gizmo Gizmo
	// Ingest takes documents in; nil refuses them.
	Ingest Ingest
	// Tokens are those that clients may show; none lets everyone on this machine read.
	Tokens Tokens
	// Public allows to listen on an address that other machines can reach without
	// tokens.
	Public bool
	// Origins may read from a browser (CORS): "https://example.org", or "*".
	Origins []string
	// Version of the program, for exports. Clients are not told of it otherwise.
	Version string
	Log     *slog.Logger

	MaxBody    int64         // bytes of a request; 16 MiB when zero
	Timeout    time.Duration // of a request but for exports; 30 s when zero
	Concurrent int           // requests at a time; 64 when zero
	Wait       time.Duration // for a place among them; 1 s when zero
}

func (o Options) withDefaults() Options {
	if o.Names == nil {
		o.Names = ask.NoNames{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Gizmo == nil {
		o.Gizmo = inProcess{o.Store, o.Names}
	}
	if o.MaxBody == 0 {
		o.MaxBody = 16 << 20
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Concurrent == 0 {
		o.Concurrent = 64
	}
	if o.Wait == 0 {
		o.Wait = time.Second
	}
	return o
}

// exportTimeout ends exports that nobody reads on.
const exportTimeout = 30 * time.Minute

// Server answers requests. Make one with [New].
type Server struct {
	o        Options
	asker    *keeper
	reader   *question.Reader
	actors   directory
	cache    *cache[answered]
	home     memo[homeData]
	metrics  *metrics
	handler  http.Handler
	api      apiDocs
	pages    *pages
	boot     string // with the state of the store, identifies what an answer was made from
	stopping atomic.Bool
}

// New makes a server.
func New(o Options) (*Server, error) {
	if o.Store == nil {
		return nil, errors.New("serve: no store given")
	}
	o = o.withDefaults()
	s := &Server{o: o, reader: &question.Reader{Names: allNames{o}, Lexicons: o.Lexicons}, boot: nonce(), cache: newAnswers()}
	s.asker = newKeeper(ask.New(o.Store, o.Names), s.state)
	s.metrics = newMetrics()
	h, err := s.routes()
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	s.handler = h
	return s, nil
}

func nonce() string {
	var b [6]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// state tells states of the store apart. One that can't be asked for is like no other.
func (s *Server) state() int64 {
	n, err := s.o.Store.Changes()
	if err != nil {
		s.o.Log.Error("the store does not tell its state", "err", err)
		return -time.Now().UnixNano()
	}
	return n
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Listen opens the address, such as "127.0.0.1:8040". Its error is [ErrExposed] for
// one that other machines can reach, unless there are tokens or that is allowed.
func (s *Server) Listen(ctx context.Context, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = net.DefaultResolver.LookupPort(ctx, "tcp", port)
	}
	if err != nil {
		return nil, fmt.Errorf("%q: %w", address, ErrAddress)
	}
	if !loopback(host) && len(s.o.Tokens) == 0 && !s.o.Public {
		return nil, fmt.Errorf("listen on %s: %w", address, ErrExposed)
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	var op *net.OpError
	if errors.As(err, &op) { // which names the address again
		err = op.Err
	}
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return l, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// grace is how long requests under way may go on after the server is told to stop.
const grace = 10 * time.Second

// Serve answers on the listener until the context ends; then it lets the requests
// under way come to their end.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(s.o.Log.Handler(), slog.LevelDebug)}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(last); err != nil {
		srv.Close()
		return fmt.Errorf("stop: requests were cut off: %w", err)
	}
	return nil
}

// inProcess runs queries in the process itself, each in a session of its own.
type inProcess struct {
	store *graph.Store
	names ask.Resolver
}

func (p inProcess) Run(ctx context.Context, source string, raw bool) (gizmo.Result, error) {
	session, err := gizmo.New(ctx, p.store.NamingQuadStore(Resolve(p.names)), gizmo.Limits{})
	if err != nil {
		return gizmo.Result{}, err
	}
	session.Raw = raw
	return session.Run(ctx, source)
}

func (inProcess) Shape(context.Context, string) (json.RawMessage, error) { return nil, ErrNoShape }

// allNames knows the names of a resolver and those in the store.
type allNames struct{ o Options }

// Resolve lists the actors of the name.
func (n allNames) Resolve(name string) []schema.IRI {
	if ids := n.o.Names.Resolve(name); len(ids) > 0 {
		return ids
	}
	v := n.o.Store.View()
	defer v.Close()
	ids, err := v.ActorsNamed(context.Background(), name)
	if err != nil {
		n.o.Log.Error("look a name up", "err", err)
	}
	return ids
}

// Resolve makes a lookup of single actors, as Gizmo takes it, of a resolver.
func Resolve(names ask.Resolver) func(name string) (schema.IRI, bool) {
	return func(name string) (schema.IRI, bool) {
		if ids := names.Resolve(name); len(ids) > 0 {
			return ids[0], true
		}
		return "", false
	}
}

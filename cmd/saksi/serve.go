package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/graph/gizmo"
	"saksi/graph/serve"
)

var serveVerb = command{
	name:  "serve",
	args:  flagsOnly,
	short: "answer over HTTP: REST, Cayley's interface, web pages",
	long: `
Listens on this machine alone unless told otherwise, and then wants a token file
(lines of: TOKEN read|write [NAME]) or --public. Documents are taken in with
--ingest and a token of scope write. Ends with Ctrl-C, after the requests under way.`,
	examples: `
saksi serve
saksi serve --listen 127.0.0.1:9000 --db news.db
saksi serve --listen 0.0.0.0:8040 --token-file tokens.txt --ingest
curl -s 'http://127.0.0.1:8040/v1/ask?q=who+accused+Iran%3F&format=csv'`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		var o serveFlags
		o.declare(fs)
		return func(ctx context.Context, a *app, _ []string) error {
			if o.worker {
				return gizmo.Work(os.Stdin, os.Stdout, workerMemory)
			}
			if err := o.check(); err != nil {
				return err
			}
			return a.serve(ctx, *db, o)
		}
	},
}

type serveFlags struct {
	listen, tokenFile string
	ingest, public    bool
	origins           []string
	timeout           time.Duration
	concurrent        int
	workers           int
	maxBody           int64
	worker            bool
}

func (o *serveFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&o.listen, "listen", "127.0.0.1:8040", "`HOST:PORT` to listen on")
	fs.StringVar(&o.tokenFile, "token-file", "", "`FILE` of the tokens that clients show, each with its scope")
	fs.BoolVar(&o.ingest, "ingest", false, "take documents in by POST /v1/documents")
	fs.BoolVar(&o.public, "public", false, "let other machines read without a token")
	fs.StringSliceVar(&o.origins, "cors", nil, "`ORIGIN` of pages that may read from a browser, or *")
	fs.DurationVar(&o.timeout, "timeout", 30*time.Second, "how long a request may take")
	fs.IntVar(&o.concurrent, "concurrent", 64, "requests at a time; others wait a second, then are told to come again")
	fs.IntVar(&o.workers, "query-workers", max(2, runtime.GOMAXPROCS(0)), "Gizmo queries at a time, each in a process of its own")
	fs.Int64Var(&o.maxBody, "max-body", 16<<20, "bytes of a request at most")
	fs.BoolVar(&o.worker, "gizmo-worker", false, "run queries for another process")
	_ = fs.MarkHidden("gizmo-worker") // fails only for a flag that is not there
}

// check refuses what no server can work with.
func (o *serveFlags) check() error {
	if o.timeout <= 0 {
		return usagef("--timeout %s: a time above 0 belongs there, such as 30s", o.timeout)
	}
	for _, origin := range o.origins {
		if u, err := url.Parse(origin); origin != "*" && (err != nil || u.Scheme == "" || u.Host == "" || u.Path != "") {
			return usagef("--cors %q: an origin such as https://example.org belongs there, or *", origin)
		}
	}
	return errors.Join(atLeast("concurrent", o.concurrent, 1), atLeast("query-workers", o.workers, 1), atLeast("max-body", o.maxBody, 1))
}

func (a *app) serve(ctx context.Context, db string, o serveFlags) (err error) {
	tokens, err := readTokens(o.tokenFile)
	if err != nil {
		return err
	}
	if o.ingest && len(tokens) == 0 {
		return usagef("--ingest needs --token-file with a token of scope write")
	}
	store, err := a.openWith(ctx, db, graph.Options{Create: o.ingest, ReadOnly: !o.ingest})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	defer boundMemory(memoryOfServe)()
	pool, err := workers(o.workers)
	if err != nil {
		return err
	}
	defer pool.Close()
	opts := serve.Options{Store: store, Names: worldNames{}, Lexicons: questionLexicons(), Gizmo: pool.On(store.Source(serve.Resolve(worldNames{}))), Tokens: tokens, Public: o.public,
		Origins: o.origins, Version: version, Log: a.log, MaxBody: o.maxBody, Timeout: o.timeout, Concurrent: o.concurrent}
	if o.ingest {
		opts.Ingest = func(ctx context.Context, in serve.Input) (serve.Report, error) { return ingest(ctx, store, in) }
	}
	server, err := serve.New(opts)
	if err != nil {
		return err
	}
	l, err := server.Listen(ctx, o.listen)
	switch {
	case errors.Is(err, serve.ErrExposed):
		return usagef("%w (--token-file, or --public)", err)
	case errors.Is(err, serve.ErrAddress):
		return usagef("--listen: %w", err)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%w: end what listens there, or name another place with --listen 127.0.0.1:PORT", err)
	case err != nil:
		return err
	}
	a.log.Info("listening on http://" + l.Addr().String() + " (Ctrl-C ends)")
	return server.Serve(ctx, l)
}

func readTokens(file string) (serve.Tokens, error) {
	if file == "" {
		return nil, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	tokens, err := serve.ReadTokens(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return tokens, nil
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"saksi/loaders"
)

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitSome        = 3
	exitNoMatch     = 4
	exitInterrupted = 130
)

// errNoMatch ends a verb with exit code 4 and no message.
var errNoMatch = errors.New("nothing matched")

// errFailed ends a verb with exit code 1 and no message: it said all already.
var errFailed = errors.New("failed")

// app is what a verb works with.
type app struct {
	in       io.Reader
	out      *bufio.Writer
	err      io.Writer
	getenv   func(string) string
	terminal bool // standard output is one
	errTerm  bool // standard error is one
	colour   bool
	log      *slog.Logger

	interrupted    string // what to say of that, beside that it was
	quiet, verbose bool
	logFormat      string
}

func newApp() *app {
	a := &app{in: os.Stdin, out: bufio.NewWriterSize(os.Stdout, 1<<16), err: os.Stderr, getenv: os.Getenv,
		terminal: isTerminal(os.Stdout), errTerm: isTerminal(os.Stderr)}
	a.colour = a.terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	a.log = slog.New(&plainLog{w: a.err})
	return a
}

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull && isTTY(f.Fd())
}

// command is a verb: its help, and a setup that declares its flags and gives
// what runs it.
type command struct {
	name     string
	args     string // in the usage line; flagsOnly for verbs that take nothing else
	short    string
	long     string
	examples string
	setup    func(fs *pflag.FlagSet) func(ctx context.Context, a *app, args []string) error
}

const flagsOnly = "[flags]"

func (a *app) run(ctx context.Context, args []string) int {
	code := a.exitCode(ctx, a.dispatch(ctx, args))
	if err := a.out.Flush(); err != nil && code == exitDone && !errors.Is(err, syscall.EPIPE) {
		fmt.Fprintf(a.err, "saksi: writing the results: %v\n", err)
		return exitFailed
	}
	return code
}

func (a *app) dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 {
		a.overview(a.err)
		return usageError{}
	}
	name, rest := args[0], args[1:]
	switch name {
	case "help", "--help", "-h":
		if len(rest) == 0 || rest[0] == "help" {
			a.overview(a.out)
			return nil
		}
		name, rest = rest[0], []string{"--help"}
	case "--version":
		name = "version"
	}
	c, ok := find(name)
	switch {
	case !ok && strings.HasPrefix(name, "-"):
		return usagef("%s: flags stand behind the command, as in saksi stats --db news.db (saksi help lists the commands)", name)
	case !ok:
		return usagef("unknown command %q%s (saksi help lists them)", name, suggest(name, verbNames()))
	}
	return a.exec(ctx, c, rest)
}

func (a *app) exec(ctx context.Context, c command, args []string) error {
	fs := pflag.NewFlagSet(c.name, pflag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.SortFlags = false
	fs.Usage = func() {}
	run := c.setup(fs)
	common := pflag.NewFlagSet("common", pflag.ContinueOnError)
	a.commonFlags(common)
	var names []string
	fs.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	common.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	own := *fs
	fs.AddFlagSet(common)
	switch err := fs.Parse(args); {
	case errors.Is(err, pflag.ErrHelp):
		a.help(c, &own, common)
		return nil
	case err != nil:
		return flagMistake(c.name, err, names)
	case c.args == flagsOnly && fs.NArg() > 0:
		return usagef("%q: saksi %s takes flags only (saksi %s --help shows them)", fs.Arg(0), c.name, c.name)
	}
	if err := a.setLog(); err != nil {
		return err
	}
	return run(ctx, a, fs.Args())
}

// commonFlags declares the flags that every verb has.
func (a *app) commonFlags(fs *pflag.FlagSet) {
	fs.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but errors on standard error")
	fs.BoolVarP(&a.verbose, "verbose", "v", false, "say more on standard error")
	fs.StringVar(&a.logFormat, "log-format", "text", "how messages are written: text or json")
}

func (a *app) setLog() error {
	level := slog.LevelInfo
	switch {
	case a.quiet:
		level = slog.LevelError
	case a.verbose:
		level = slog.LevelDebug
	}
	switch a.logFormat {
	case "text":
		a.log = slog.New(&plainLog{w: a.err, level: level})
	case "json":
		a.log = slog.New(slog.NewJSONHandler(a.err, &slog.HandlerOptions{Level: level}))
	default:
		return usagef("--log-format %q: use text or json", a.logFormat)
	}
	return nil
}

// exitCode says what the error means to the caller, and tells the user.
func (a *app) exitCode(ctx context.Context, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, syscall.EPIPE): // the reader of the pipe has left
		return exitDone
	case errors.Is(err, errNoMatch):
		return exitNoMatch
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &usage):
		if usage.error != nil {
			a.log.Error(usage.Error())
		}
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		a.log.Error("interrupted" + a.interrupted)
		return exitInterrupted
	case errors.Is(err, loaders.ErrSome):
		a.log.Error(err.Error())
		return exitSome
	}
	a.log.Error(err.Error())
	return exitFailed
}

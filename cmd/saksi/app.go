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

// usageError is a mistake in the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

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
	args     string // in the usage line
	short    string
	long     string
	examples string
	setup    func(fs *pflag.FlagSet) func(ctx context.Context, a *app, args []string) error
}

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
		if len(rest) == 0 {
			a.overview(a.out)
			return nil
		}
		name, rest = rest[0], []string{"--help"}
	case "--version":
		name = "version"
	}
	c, ok := find(name)
	if !ok {
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
		return usagef("%w%s (saksi %s --help shows the flags)", err, suggestFlag(err, names), c.name)
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
		a.log.Error("interrupted; what was done is kept, and the same command goes on from there")
		return exitInterrupted
	case errors.Is(err, loaders.ErrSome):
		a.log.Error(err.Error())
		return exitSome
	}
	a.log.Error(err.Error())
	return exitFailed
}

// suggest is ` (did you mean "ask"?)`, or nothing when no name is near.
func suggest(given string, names []string) string {
	best, distance := "", 3
	for _, n := range names {
		if d := editDistance(given, n); d < distance && d < len(given) {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", best)
}

func suggestFlag(err error, names []string) string {
	_, flag, ok := strings.Cut(err.Error(), "unknown flag: --")
	if !ok {
		return ""
	}
	if s := suggest(flag, names); s != "" {
		return strings.Replace(s, `"`, `"--`, 1)
	}
	return ""
}

// editDistance is the number of letters to insert, delete, replace or swap.
func editDistance(a, b string) int {
	prev2, prev := []int(nil), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(b)]
}

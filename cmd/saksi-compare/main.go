// Saksi-compare measures this program's store against others in one run: Cayley's own
// writer, dump and Gizmo in this process, and Oxigraph and N3.js in Node. All get the
// same made-up statements. It prints tables in Markdown; docs/performance.md has what it
// gave.
//
//	go run ./cmd/saksi-compare --statements 44000 --peers
//
// Ratios of one run are what counts: absolute figures describe the machine.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, pflag.ErrHelp) {
			return
		}
		fmt.Fprintln(os.Stderr, "saksi-compare:", err)
		os.Exit(1)
	}
}

// options say what is measured.
type options struct {
	statements int
	one        int // documents written one at a time
	rounds     int
	peers      bool
}

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	var o options
	f := pflag.NewFlagSet("saksi-compare", pflag.ContinueOnError)
	f.IntVar(&o.statements, "statements", 44_000, "made-up statements; 44,000 are about two million quads")
	f.IntVar(&o.one, "one", 500, "documents that are written one at a time into the full store")
	f.IntVar(&o.rounds, "rounds", 20, "times that each question is asked")
	f.BoolVar(&o.peers, "peers", false, "measure Oxigraph and N3.js as well, which npm installs into a temporary folder")
	f.Usage = func() {
		fmt.Fprintf(progress, "Measures the store against Cayley's own and, with --peers, against Oxigraph.\n\n%s", f.FlagUsages())
	}
	if err := f.Parse(args); err != nil {
		return err
	}
	if o.statements < 1 || o.rounds < 1 || o.one < 1 {
		return errors.New("--statements, --one and --rounds have to be positive")
	}
	dir, err := os.MkdirTemp("", "saksi-compare")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	c := &comparison{options: o, dir: dir, progress: progress, begin: time.Now()}
	defer c.close()
	if err := c.measure(ctx); err != nil {
		return err
	}
	return c.print(out)
}

// measure does one thing after the other, so that none takes the machine from another.
func (c *comparison) measure(ctx context.Context) error {
	for _, step := range []struct {
		name string
		do   func(context.Context) error
		when bool
	}{
		{"write in bulk", c.writeOurs, true},
		{"export", c.exportOurs, true},
		{"write through Cayley", c.writeStock, true},
		{"dump from Cayley", c.dumpStock, true},
		{"ask", c.askOurs, true},
		{"ask in Gizmo", c.askGizmo, true},
		{"read RDF", c.loadRDF, true},
		{"one document at a time", c.writeOneByOne, true},
		{"Oxigraph and N3.js", c.askPeers, c.peers},
	} {
		if !step.when {
			continue
		}
		fmt.Fprintf(c.progress, "%6.1fs %s\n", time.Since(c.begin).Seconds(), step.name)
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return nil
}

// rate is how much was done in which time.
type rate struct {
	what  string
	quads int
	cpu   time.Duration // of the processor; zero when it was not measured
	wall  time.Duration
}

func (r rate) perCPU() float64 { return float64(r.quads) / r.cpu.Seconds() }

// answer is how long a question took, here and elsewhere: medians.
type answer struct {
	name         string
	ours, theirs time.Duration
	rows         int
}

func (c *comparison) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 1, ' ', 0)
	row := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	row("%d statements in %d documents, %d quads and %d of the index.\n", c.made, c.documents, c.plain, c.derived)
	row("| work\t| quads/s\t| quads a CPU second\t|")
	row("|---\t|---\t|---\t|")
	for _, r := range c.rates {
		cpu := "–"
		if r.cpu > 0 {
			cpu = fmt.Sprintf("%.0f", r.perCPU())
		}
		row("| %s\t| %.0f\t| %s\t|", r.what, float64(r.quads)/r.wall.Seconds(), cpu)
	}
	row("")
	for _, t := range []struct {
		title string
		as    []answer
	}{{"question\t| rows\t| saksi, ms\t| Oxigraph, ms", c.asked}, {"Gizmo\t| rows\t| saksi, ms\t| Cayley, ms", c.gizmo}} {
		row("| %s\t| ratio\t|", t.title)
		row("|---\t|---\t|---\t|---\t|---\t|")
		for _, a := range t.as {
			theirs, ratio := "–", "–"
			if a.theirs > 0 {
				theirs, ratio = ms(a.theirs), fmt.Sprintf("%.1f", a.theirs.Seconds()/a.ours.Seconds())
			}
			row("| %s\t| %d\t| %s\t| %s\t| %s\t|", a.name, a.rows, ms(a.ours), theirs, ratio)
		}
		row("")
	}
	return w.Flush()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

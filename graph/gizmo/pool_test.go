package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"saksi/graph/gizmo"
)

const workerEnv = "SAKSI_TEST_WORKER"

// TestMain lets the test binary be a worker.
func TestMain(m *testing.M) {
	if os.Getenv(workerEnv) != "" {
		if err := gizmo.Work(os.Stdin, os.Stdout, 0); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func pool(t testing.TB, size int, l gizmo.Limits) *gizmo.Pool {
	t.Helper()
	p := gizmo.NewPool(size, l, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), workerEnv+"=1")
		return cmd
	})
	t.Cleanup(p.Close)
	return p
}

func TestPoolAnswersAsASession(t *testing.T) {
	s := store(t, 40)
	g, p := session(t, s, gizmo.Limits{}), pool(t, 1, gizmo.Limits{})
	for _, q := range []string{
		`accusations().against("Iran").evidence().all()`,
		`g.V("actor/IRN").out("act/deny").unique().limit(7).all()`,
		`g.emit(g.V().count()); g.emit({a: [1, "x", null]})`,
		`statements().count()`,
		`g.V().out("sk:speaker").unique().order().all()`,
		`claims().statements().evidence().oldest(50)`,
		`g.V("actor/IRN").in("sk:speaker").out().count()`,
		`nothing.at.all`,
		`statements().by("Atlantis").newest(5)`,
		`statements().about("Atlantis").all()`,
		`g.V(`,
	} {
		want, err1 := g.Run(context.Background(), q)
		got, err2 := p.Run(context.Background(), s.Source(nil), q, false)
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got)
		if string(a) != string(b) && err1 == nil || (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
			t.Errorf("%s\nsession %s %v\npool    %s %v", q, a, err1, b, err2)
		}
	}
}

// What harms a worker harms nothing else: others are answered meanwhile and after.
func TestPoolSurvivesAttacks(t *testing.T) {
	s := store(t, 10)
	src := s.Source(nil)
	p := pool(t, 2, gizmo.Limits{Time: 700 * time.Millisecond})
	ask := func() error {
		_, err := p.Run(context.Background(), src, `g.V("actor/IRN").out("act/deny").count()`, false)
		return err
	}
	if err := p.Warm(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source string
		want   error
	}{
		{`var s = "x"; while (true) { s = s + s }`, gizmo.ErrDied},
		{`var a = []; while (true) { a.push([1, 2, 3]) }`, gizmo.ErrDied},
		{`function f() { return f() + 1 } f()`, gizmo.ErrDied},
		{`var a = []; for (var i = 0; i < 3e6; i++) a = [a]; JSON.stringify(a)`, gizmo.ErrDied},
		{`/(?=(a+))\1*(a|aa)+$/.test(Array(80).join("a") + "b")`, gizmo.ErrTime},
		{`while (true) {}`, gizmo.ErrTime},
		{`g.V().out().out().out().out().out().out().count()`, gizmo.ErrTime},
		{`new Array(4e8).fill(1).join("x")`, gizmo.ErrDied},
		{`g.emit("x".repeat(1 << 29))`, gizmo.ErrDied},
	} {
		done := make(chan error, 1)
		go func() {
			_, err := p.Run(context.Background(), src, c.source, false)
			done <- err
		}()
		if err := ask(); err != nil {
			t.Errorf("meanwhile of %s: %v", c.source, err)
		}
		err := <-done
		var q *gizmo.QueryError
		if !errors.Is(err, c.want) && !errors.As(err, &q) && !errors.Is(err, gizmo.ErrTime) && !errors.Is(err, gizmo.ErrDied) {
			t.Errorf("%s: %v, want %v", c.source, err, c.want)
		}
		t.Logf("%-60s %v", strings.ReplaceAll(c.source, "\n", " "), err)
		if err := ask(); err != nil {
			t.Errorf("after %s: %v", c.source, err)
		}
	}
}

var shadowed bool // by the race detector

// What a query gives is bounded in bytes too, and says so.
func TestPoolBoundsReports(t *testing.T) {
	if shadowed {
		t.Skip("the race detector uses up what a worker may have")
	}
	p := pool(t, 1, gizmo.Limits{})
	r, err := p.Run(context.Background(), store(t, 1).Source(nil), `var s = "x".repeat(1 << 20); for (var i = 0; i < 20; i++) g.emit(s)`, false)
	if err != nil || !r.Truncated || len(r.Rows) < 10 || len(r.Rows) >= 20 {
		t.Errorf("%d rows of a MiB, truncated %t, %v", len(r.Rows), r.Truncated, err)
	}
}

// A client that leaves takes its query along.
func TestPoolCancels(t *testing.T) {
	s := store(t, 2)
	p := pool(t, 1, gizmo.Limits{Time: time.Minute})
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	begin := time.Now()
	if _, err := p.Run(ctx, s.Source(nil), `while (true) {}`, false); !errors.Is(err, context.DeadlineExceeded) || time.Since(begin) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(begin))
	}
	if _, err := p.Run(context.Background(), s.Source(nil), `g.emit(1)`, false); err != nil {
		t.Error(err)
	}
}

func BenchmarkPool(b *testing.B) {
	s := store(b, 40)
	p := pool(b, 1, gizmo.Limits{})
	for b.Loop() {
		if _, err := p.Run(context.Background(), s.Source(nil), `g.emit(1)`, false); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPoolWarm is how long a query takes in a worker that has been idle, as most
// have: the median and the 99th percentile, in microseconds.
func BenchmarkPoolWarm(b *testing.B) {
	s := store(b, 40)
	p := pool(b, 2, gizmo.Limits{})
	if err := p.Warm(); err != nil {
		b.Fatal(err)
	}
	src := s.Source(nil)
	for _, q := range []string{`g.emit(1)`, `g.V("actor/IRN").out("act/deny").limit(10).all()`, `accusations().by("Ukraine").evidence().limit(20).all()`} {
		b.Run(q, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				time.Sleep(20 * time.Millisecond)
				begin := time.Now()
				if _, err := p.Run(context.Background(), src, q, false); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func BenchmarkPoolQuery(b *testing.B) {
	s := store(b, 40)
	p := pool(b, 1, gizmo.Limits{})
	for b.Loop() {
		if _, err := p.Run(context.Background(), s.Source(nil), `accusations().by("Ukraine").evidence().limit(20).all()`, false); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSessionQuery(b *testing.B) {
	s := store(b, 40)
	g := session(b, s, gizmo.Limits{})
	for b.Loop() {
		if _, err := g.Run(context.Background(), `accusations().by("Ukraine").evidence().limit(20).all()`); err != nil {
			b.Fatal(err)
		}
	}
}

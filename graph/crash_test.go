package graph_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

const (
	loadEnv  = "SAKSI_TEST_LOAD"
	bulkEnv  = "SAKSI_TEST_BULK"
	loadDocs = 60
)

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(loadEnv); dir != "" {
		if err := load(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if dir := os.Getenv(bulkEnv); dir != "" {
		if err := loadBulk(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func world() *graphtest.World { return graphtest.New(11, graphtest.Options{Actors: 20}) }

// opened opens a store, and tells the process that waits for it.
func opened(ctx context.Context, dir string) (*graph.Store, error) {
	s, err := graph.Open(ctx, dir, graph.Options{Create: true})
	if err == nil {
		fmt.Println("open")
	}
	return s, err
}

// load loads documents, those again that are there, in transactions of 1 to 5.
func load(dir string) error {
	ctx, w := context.Background(), world()
	s, err := opened(ctx, dir)
	if err != nil {
		return err
	}
	for n := 0; n < loadDocs; {
		var xs []*schema.Extraction
		for range 1 + n%5 {
			if n < loadDocs {
				xs = append(xs, w.Document(n))
				n++
			}
		}
		if _, err := s.WriteAll(ctx, xs); err != nil {
			return err
		}
		fmt.Println(n)
	}
	return s.Close()
}

// loadBulk is like load, in runs of a few documents that are made into tables.
func loadBulk(dir string) error {
	ctx, w := context.Background(), world()
	s, err := opened(ctx, dir)
	if err != nil {
		return err
	}
	b := graph.BulkOf(s, 1500, 0)
	for n := range loadDocs {
		if _, err := b.Write(ctx, []*schema.Extraction{w.Document(n)}); err != nil {
			return err
		}
	}
	if err := b.Close(); err != nil {
		return err
	}
	return s.Close()
}

// kill -9 at random moments leaves documents whole or absent, and a load that is
// begun again ends where an undisturbed one does.
func TestKilledWhileLoading(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	testKilled(t, loadEnv)
}

// The same holds where documents are written in runs.
func TestKilledWhileLoadingInBulk(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	embeddedOnly(t)
	testKilled(t, bulkEnv)
}

func testKilled(t *testing.T, env string) {
	ctx := context.Background()
	want := memory(t)
	w := world()
	for n := range loadDocs {
		if _, err := want.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	dir := place(t)
	killed := 0
	for round := 0; ; round++ {
		if round == 60 {
			t.Fatal("never done")
		}
		if run(t, env, dir, time.Duration(r.IntN(80))*time.Millisecond) {
			break
		}
		killed++
		s, err := graph.Open(ctx, dir, graph.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(ctx, graph.CheckOptions{})
		if err != nil || len(report.Problems) > 0 {
			t.Fatalf("after kill %d: %+v, %v", killed, report, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if round > 5 { // leave it more time from now on
			if run(t, env, dir, time.Minute) {
				break
			}
		}
	}
	s := folder(t, dir)
	defer s.Close()
	if diff := cmp.Diff(lines(t, want), lines(t, s)); diff != "" {
		t.Errorf("(-undisturbed +killed %d times):\n%s", killed, diff)
	}
	t.Logf("killed %d times", killed)
}

// place is where there is no store yet, on the engine that is tested.
func place(t *testing.T) string {
	if os.Getenv(graphtest.PostgresEnv) != "" {
		return graphtest.Postgres(t)
	}
	return t.TempDir() + "/db"
}

// run loads in a process, and kills it so long after it has opened the store. It
// tells whether the load came to its end.
func run(t *testing.T, env, dir string, after time.Duration) bool {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), env+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(out)
	sc.Scan()
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	for sc.Scan() {
	}
	return cmd.Wait() == nil
}

// A second process gets a clear error.
func TestLockedByAnotherProcess(t *testing.T) {
	dir := t.TempDir() + "/db"
	s := folder(t, dir)
	defer s.Close()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loadEnv+"="+dir)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	want := fmt.Sprintf("open store %s: %v\n", dir, graph.ErrLocked)
	if !errors.As(err, &exit) || string(out) != want {
		t.Errorf("%v: %q, want %q", err, out, want)
	}
}

func TestNewerFormatAndOtherFolders(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/format.json", []byte(`{"format":99}`), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(ctx, dir, graph.Options{Create: true}); !errors.Is(err, graph.ErrNewerFormat) {
		t.Errorf("newer: %v", err)
	}
	other := t.TempDir()
	if err := os.WriteFile(other+"/thesis.doc", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(ctx, other, graph.Options{Create: true}); !errors.Is(err, graph.ErrNotAStore) {
		t.Errorf("not a store: %v", err)
	}
	file := other + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := graph.Open(ctx, file, graph.Options{Create: true}); !errors.Is(err, graph.ErrNotAStore) {
		t.Error(err)
	}
	if _, err := graph.Open(ctx, "mysql://x", graph.Options{}); !errors.Is(err, graph.ErrEngine) {
		t.Errorf("engine: %v", err)
	}
}

// Check finds what is broken, and repair leaves a store that is right.
func TestCheckRepairs(t *testing.T) {
	ctx := context.Background()
	s := memory(t)
	w := world()
	for n := range 10 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := s.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 || r.Documents != 10 {
		t.Fatalf("%+v, %v", r, err)
	}
	var sentence, index quad.Quad
	for q := range s.Quads(ctx, true) {
		switch {
		case q.Predicate == schema.PSentence && sentence.Subject == nil:
			sentence = q
		case sentence.Label != nil && graph.Derived(q) && q.Label != quad.IRI("index/"+string(sentence.Label.(quad.IRI))):
			index = q
		}
	}
	orphan := quad.Quad{Subject: quad.IRI("actor/nobody"), Predicate: schema.Type, Object: schema.ClassActor, Label: quad.IRI("actor/nobody")}
	stray := quad.Quad{Subject: quad.IRI("actor/IRN"), Predicate: quad.IRI("act/deny"), Object: quad.IRI("actor/USA"), Label: quad.IRI("stmt/none")}
	if err := graph.Apply(s, []quad.Quad{orphan, stray}, []quad.Quad{sentence, index}); err != nil {
		t.Fatal(err)
	}
	r, err := s.Check(ctx, graph.CheckOptions{Repair: true})
	if err != nil || len(r.Problems) != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r, err = s.Check(ctx, graph.CheckOptions{}); err != nil || len(r.Problems) > 0 || r.Documents != 9 {
		t.Fatalf("after repair: %+v, %v", r, err)
	}
	for n := range 10 {
		if _, err := s.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	want := memory(t)
	for n := range 10 {
		if _, err := want.Write(ctx, w.Document(n)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(lines(t, want), lines(t, s)); diff != "" {
		t.Errorf("loaded again (-want +got):\n%s", diff)
	}
}

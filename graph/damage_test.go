package graph_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"saksi/graph"
)

// whole loads documents into a store until that ends undisturbed, and compares it
// with one to which nothing happened.
func whole(t *testing.T, dir string) {
	t.Helper()
	if err := load(dir); err != nil {
		t.Fatal(err)
	}
	want := undisturbed(t, world(), 0, loadDocs-1)
	got := folder(t, dir)
	defer got.Close()
	if diff := cmp.Diff(lines(t, want), lines(t, got)); diff != "" {
		t.Errorf("loaded again (-undisturbed +disturbed):\n%s", diff)
	}
}

// sound opens a store, checks it and returns how many documents it has.
func sound(t *testing.T, dir string) int {
	t.Helper()
	s := folder(t, dir)
	defer s.Close()
	r, err := s.Check(context.Background(), graph.CheckOptions{})
	if err != nil || len(r.Problems) > 0 {
		t.Fatalf("check: %+v, %v", r, err)
	}
	return r.Documents
}

// Where a file can't grow any further, as on a full disk, the error names the file,
// what was stored before stays, and a load with more room completes it. The limit is
// in blocks of 512 or 1024 bytes, as the shell counts.
func TestDiskFull(t *testing.T) {
	if testing.Short() {
		t.Skip("loads often")
	}
	sh, err := exec.LookPath("sh")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("needs a shell that limits the size of files")
	}
	for _, blocks := range []int{40, 150, 600} {
		t.Run(strconv.Itoa(blocks), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "db")
			before := 3
			s := folder(t, dir)
			w := world()
			for n := range before {
				if _, err := s.Write(context.Background(), w.Document(n)); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(sh, "-c", `ulimit -f "$1" && exec "$2"`, "sh", strconv.Itoa(blocks), os.Args[0])
			cmd.Env = append(os.Environ(), loadEnv+"="+dir)
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || !strings.Contains(string(out), dir) || strings.Contains(string(out), "goroutine") {
				t.Fatalf("%v: %s", err, out)
			}
			if n := sound(t, dir); n < before || n >= loadDocs {
				t.Errorf("%d documents, want from %d to %d", n, before, loadDocs-1)
			}
			whole(t, dir)
		})
	}
}

// A folder in which nothing may be written is named in the error, and left as it is.
func TestForbiddenFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "db")
	if err := folder(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, filepath.Join(dir, "quads")} {
		if err := os.Chmod(name, 0o500); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(name, 0o700) //nolint:errcheck // the folder goes anyway
	}
	if f, err := os.Create(filepath.Join(dir, "probe")); err == nil {
		f.Close()
		t.Skip("who runs this test may write everywhere")
	}
	for _, db := range []string{dir, filepath.Join(dir, "new")} {
		s, err := graph.Open(context.Background(), db, graph.Options{Create: true})
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", db)
		} else if !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), db) {
			t.Errorf("%s: %v", db, err)
		}
	}
}

// Files that were cut off, overwritten or taken away give an error or a finding, and
// never a store that seems right and lacks something.
func TestDamagedFiles(t *testing.T) {
	made := filepath.Join(t.TempDir(), "db")
	if err := load(made); err != nil {
		t.Fatal(err)
	}
	if err := load(made); err != nil { // opened again, the log has become a table
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, files string
		damage      func([]byte) []byte
	}{
		{"table overwritten", "quads/*.ldb", func(b []byte) []byte {
			for i := len(b) / 3; i < len(b)/3+64; i++ {
				b[i] ^= 0x5a
			}
			return b
		}},
		{"table cut off", "quads/*.ldb", func(b []byte) []byte { return b[:len(b)/2] }},
		{"table empty", "quads/*.ldb", func([]byte) []byte { return nil }},
		{"table gone", "quads/*.ldb", nil},
		{"manifest overwritten", "quads/MANIFEST-*", func(b []byte) []byte { return []byte(strings.Repeat("x", len(b))) }},
		{"format overwritten", "format.json", func([]byte) []byte { return []byte("{") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "db")
			if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
				t.Fatal(err)
			}
			harm(t, filepath.Join(dir, c.files), c.damage)
			s, err := graph.Open(context.Background(), dir, graph.Options{})
			if err != nil {
				if !strings.Contains(err.Error(), dir) {
					t.Errorf("the error does not name the store: %v", err)
				}
				return
			}
			defer s.Close()
			if r, err := s.Check(context.Background(), graph.CheckOptions{}); err == nil && len(r.Problems) == 0 {
				t.Errorf("nothing found: %+v", r)
			} else if err != nil && !strings.Contains(err.Error(), dir) {
				t.Errorf("the error does not name the store: %v", err)
			}
		})
	}
}

// harm damages the files of a pattern, or takes them away.
func harm(t *testing.T, pattern string, damage func([]byte) []byte) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v, %v", pattern, names, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err == nil && damage == nil {
			err = os.Remove(name)
		} else if err == nil {
			err = os.WriteFile(name, damage(b), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A store whose manifest is lost opens again with all that it had.
func TestRecover(t *testing.T) {
	if testing.Short() {
		t.Skip("loads often")
	}
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "db")
	if err := load(dir); err != nil {
		t.Fatal(err)
	}
	harm(t, filepath.Join(dir, "quads/MANIFEST-*"), func(b []byte) []byte { return []byte(strings.Repeat("x", len(b))) })
	if _, err := graph.Open(ctx, dir, graph.Options{}); !errors.Is(err, graph.ErrDamaged) {
		t.Fatalf("opened, or %v", err)
	}
	s, err := graph.Open(ctx, dir, graph.Options{Recover: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if n := sound(t, dir); n != loadDocs {
		t.Errorf("%d documents are left of %d", n, loadDocs)
	}
	whole(t, dir)
}

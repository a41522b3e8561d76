package draw

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestStart starts the program with several homes. The compiled code of Graphviz lies in
// the user's own folder, else nowhere, and never where other users could have put it.
func TestStart(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folder for temporary files is each user's own there")
	}
	if want := os.Getenv("SAKSI_TEST_TEMP"); want != "" { // the program that is started
		if got := os.TempDir(); got != want {
			t.Fatalf("temporary files go to %s after the start, want %s", got, want)
		}
		if _, err := Render(t.Context(), Graph{Nodes: []Node{{ID: "a"}}}, Style{}, SVG); err != nil {
			t.Fatal(err)
		}
		return
	}
	home := t.TempDir()
	kept := filepath.Join(home, "cache", "saksi", "graphviz", "go-graphviz", "*", "*")
	start := func(name, cache string, files int) {
		t.Helper()
		temp := t.TempDir()
		cmd := exec.Command(os.Args[0], "-test.run=^TestStart$", "-test.timeout=1m")
		cmd.Env = []string{"TMPDIR=" + temp, "SAKSI_TEST_TEMP=" + temp, "HOME=" + cache, "XDG_CACHE_HOME=" + cache}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("%s: the folder for temporary files holds %v, %v", name, left, err)
		}
		if found, err := filepath.Glob(kept); err != nil || len(found) != files {
			t.Errorf("%s: kept are %v, %v", name, found, err)
		}
	}
	if runtime.GOOS == "darwin" { // where HOME alone names the folder
		kept = filepath.Join(home, "cache", "Library", "Caches", "saksi", "graphviz", "go-graphviz", "*", "*")
		if err := os.MkdirAll(filepath.Join(home, "cache", "Library"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	start("the first start", filepath.Join(home, "cache"), 1)
	start("the second", filepath.Join(home, "cache"), 1)
	start("no home", filepath.Join(home, "none", "cache"), 1)
	found, err := filepath.Glob(kept)
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	// what can't be read, also by root
	if err := os.Remove(found[0]); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(found[0], found[0]); err != nil {
		t.Fatal(err)
	}
	start("kept by another user", filepath.Join(home, "cache"), 1)
}

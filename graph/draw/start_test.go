package draw

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestStart starts the program with several homes. The compiled code of Graphviz lies in
// a folder of the user's own, else nowhere, and never where other users could have put it.
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
	if testing.Short() {
		t.Skip("Graphviz is compiled several times")
	}
	home, temp := t.TempDir(), t.TempDir()
	cache := filepath.Join(home, "cache")
	caches := cache
	if runtime.GOOS == "darwin" { // where HOME alone names the folder
		caches = filepath.Join(cache, "Library", "Caches")
		if err := os.MkdirAll(filepath.Dir(caches), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	atHome := filepath.Join(caches, "saksi", "graphviz", "go-graphviz", "*", "*")
	elsewhere := filepath.Join(temp, fmt.Sprintf("saksi-%d", os.Geteuid()))
	inTemp := filepath.Join(elsewhere, "go-graphviz", "*", "*")
	files := func(pattern string) []string {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	start := func(name, home string, wantHome, wantTemp int) {
		t.Helper()
		cmd := exec.Command(os.Args[0], "-test.run=^TestStart$", "-test.timeout=1m")
		cmd.Env = []string{"TMPDIR=" + temp, "SAKSI_TEST_TEMP=" + temp, "HOME=" + home, "XDG_CACHE_HOME=" + home}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		if h, n := len(files(atHome)), len(files(inTemp)); h != wantHome || n != wantTemp {
			t.Errorf("%s: %d files in the home, %d elsewhere; want %d and %d", name, h, n, wantHome, wantTemp)
		}
		if shared := filepath.Join(temp, "go-graphviz"); len(files(shared)) > 0 {
			t.Errorf("%s: there is %s", name, shared)
		}
	}
	start("the first start", cache, 1, 0)
	start("the second", cache, 1, 0)
	start("no home", filepath.Join(home, "none", "cache"), 1, 1)
	if err := os.Chmod(elsewhere, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files(inTemp), files(atHome)...) {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	start("no home, and a folder that others can write to", filepath.Join(home, "none", "cache"), 0, 0)
	start("anew", cache, 1, 0)
	for _, f := range files(atHome) { // what can't be read, also by root
		if err := errors.Join(os.Remove(f), os.Symlink(f, f)); err != nil {
			t.Fatal(err)
		}
	}
	start("kept by another user", cache, 1, 0)
}

package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestInterrupted presses Ctrl-C, also where the input does not come. A load says that it
// goes on from there; a server ends as it should; a query just ends.
func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process can't be sent an interrupt there")
	}
	db := filepath.Join(t.TempDir(), "db")
	saksi(t, "load", "--db", db, "testdata/docs/2022-10-18.txt")
	for _, tt := range []struct {
		args []string
		code int
		said string
	}{
		{[]string{"load", "--db", db, "-"}, exitInterrupted, "the same command goes on from there\n"},
		{[]string{"extract", "-"}, exitInterrupted, "saksi: interrupted\n"},
		{[]string{"query", "--db", db, "-"}, exitInterrupted, "saksi: interrupted\n"},
		{[]string{"query", "--db", db, "--timeout", "1m", "while (true) {}"}, exitInterrupted, "saksi: interrupted\n"},
		{[]string{"restore", "--db", db + "2", "-"}, exitInterrupted, "saksi: interrupted\n"},
		{[]string{"serve", "--db", db, "--listen", "127.0.0.1:0"}, exitDone, "Ctrl-C ends)\n"},
	} {
		for wait := 300 * time.Millisecond; ; wait *= 3 { // it may not have been up yet
			code, said := interrupt(t, tt.args, wait)
			if code == tt.code && strings.HasSuffix(said, tt.said) {
				break
			}
			if wait > 5*time.Second {
				t.Errorf("saksi %s: code %d, want %d; it says %q, want %q", strings.Join(tt.args, " "), code, tt.code, said, tt.said)
				break
			}
		}
	}
}

// interrupt starts the program with an input that does not come, interrupts it after a
// while, and gives its exit code and what it says.
func interrupt(t *testing.T, args []string, wait time.Duration) (code int, said string) {
	t.Helper()
	program, err := exec.LookPath("saksi") // testscript puts the test binary there under this name
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(wait)
	_ = cmd.Process.Signal(os.Interrupt) // ended already, at worst
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), errs.String()
}

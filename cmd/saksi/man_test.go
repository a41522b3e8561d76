package main

import (
	"os/exec"
	"strings"
	"testing"
)

func TestManualNamesEverything(t *testing.T) {
	var b strings.Builder
	manual(&b)
	page := b.String()
	for _, c := range verbs() {
		if !strings.Contains(page, ".SS saksi "+c.name+" ") {
			t.Errorf("no section for %s", c.name)
		}
		for _, f := range flagsOf(c) {
			if !f.Hidden && !strings.Contains(page, roff("--"+f.Name)+`\fR`) {
				t.Errorf("%s: no --%s", c.name, f.Name)
			}
		}
	}
	for _, line := range strings.Split(page, "\n") {
		if strings.HasPrefix(line, "'") {
			t.Errorf("a line begins with a control character: %q", line)
		}
		if strings.HasPrefix(line, ".") && !strings.Contains(" .TH .SH .SS .PP .TP .B .I .nf .fi ", " "+strings.Fields(line)[0]+" ") {
			t.Errorf("no macro of man(7): %q", line)
		}
	}
}

func TestRoff(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"}, {"--db", `\-\-db`}, {`a\nb`, `a\enb`}, {".dot", `\&.dot`}, {"a\n'b", "a\n\\&'b"}, {"", ""},
	} {
		if got := roff(c.in); got != c.want {
			t.Errorf("roff(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestCompletionScripts has the shells themselves read what is printed for them.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		t.Run(shell, func(t *testing.T) {
			var b strings.Builder
			shells[shell](&b)
			for _, c := range verbs() {
				if !strings.Contains(b.String(), c.name) {
					t.Errorf("no %s", c.name)
				}
			}
			path, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is not here to read it", shell)
			}
			run := exec.Command(path, "-n")
			run.Stdin = strings.NewReader(b.String())
			if out, err := run.CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

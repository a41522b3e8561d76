package main

import (
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected outputs in testdata/script anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"saksi": docsProgram})
}

// TestScripts runs the command lines of the README and the docs, and those of
// users who make mistakes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Setenv("NO_COLOR", "1")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond != "root" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			// exits CODE saksi ARGS...: the command ends with that exit code
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				err := ts.Exec(args[1], args[2:]...)
				code := "0"
				if err != nil {
					code = strings.TrimPrefix(err.Error(), "exit status ")
				}
				if code != args[0] {
					ts.Fatalf("exit code %s, want %s", code, args[0])
				}
			},
			// bytes FILE HEX: writes a file that a text archive can't hold
			"bytes": func(ts *testscript.TestScript, neg bool, args []string) {
				b, err := hex.DecodeString(strings.Join(args[1:], ""))
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
			},
			// truncate FILE BYTES: cuts the file off
			"truncate": func(ts *testscript.TestScript, neg bool, args []string) {
				n, err := strconv.ParseInt(args[1], 10, 64)
				ts.Check(err)
				ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
			},
			// idof: puts the identity of the first statement of the CSV on standard
			// output into $STATEMENT
			"idof": func(ts *testscript.TestScript, neg bool, args []string) {
				id := regexp.MustCompile(`(?m)^stmt/[a-z0-9]+`).FindString(ts.ReadFile("stdout"))
				ts.Setenv("STATEMENT", id)
			},
			// repeat FILE N TEXT: writes the text N times
			"repeat": func(ts *testscript.TestScript, neg bool, args []string) {
				n := 0
				for _, r := range args[1] {
					n = n*10 + int(r-'0')
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Repeat(args[2], n)), 0o666))
			},
		},
	})
}

func TestSuggest(t *testing.T) {
	for given, want := range map[string]string{"extrct": "extract", "aks": "ask", "laod": "load", "xyz": "", "a": ""} {
		got := suggest(given, verbNames())
		if want == "" && got != "" || want != "" && !strings.Contains(got, `"`+want+`"`) {
			t.Errorf("%s: %q, want %q", given, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for in, want := range map[string]int64{"500": 500, "500K": 500 << 10, "16M": 16 << 20, "2g": 2 << 30, "64MB": 64 << 20} {
		if got, err := parseSize(in); err != nil || got != want {
			t.Errorf("%s: %d, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "x", "-1", "0", "5 parsecs", "1.5M"} {
		if got, err := parseSize(in); err == nil {
			t.Errorf("%q: %d, want an error", in, got)
		}
	}
}

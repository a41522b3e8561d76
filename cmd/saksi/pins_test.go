package main

import (
	"runtime/debug"
	"testing"
)

// Newer versions of these do not compile with Cayley v0.7.7.
var pins = map[string]string{
	"github.com/cayleygraph/quad":   "v1.2.5",
	"github.com/cayleygraph/cayley": "v0.7.7",
	"github.com/hidal-go/hidalgo":   "v0.0.0-20201109092204-05749a6d73df",
	"github.com/piprate/json-gold":  "v0.7.0",
}

func TestPins(t *testing.T) {
	info, ok := debug.ReadBuildInfo()
	if !ok || len(info.Deps) == 0 {
		t.Fatal("the test was built without module information")
	}
	for _, d := range info.Deps {
		if want := pins[d.Path]; want != "" && d.Version != want {
			t.Errorf("%s %s, want %s", d.Path, d.Version, want)
		}
	}
}

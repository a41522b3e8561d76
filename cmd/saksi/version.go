package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"
)

// version is the program's own, raised with each release.
const version = "0.1.0"

var versionVerb = command{
	name:  "version",
	args:  flagsOnly,
	short: "print the version of the program and of what it was built from",
	setup: func(*pflag.FlagSet) func(context.Context, *app, []string) error {
		return func(_ context.Context, a *app, _ []string) error {
			fmt.Fprintf(a.out, "saksi %s%s %s %s/%s\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		}
	},
}

// revision is the commit that the program was built from, or nothing.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	commit, dirty := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 9:
			commit = s.Value[:9]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+"
		}
	}
	if commit == "" {
		return ""
	}
	return " (" + commit + dirty + ")"
}

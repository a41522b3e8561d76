// Package cachedir has Graphviz keep its compiled code in a folder of the user's own.
//
// go-graphviz compiles its WebAssembly while the program starts, whatever the program
// is asked to do, and keeps what comes of it under os.TempDir. All users share that
// folder. Where another user was there first, the code can't be read and go-graphviz
// panics; and who can write there could have other code run. It has no setting for the
// place, so TMPDIR is another one while it starts: this package is initialised before
// go-graphviz, since it imports next to nothing, and graph/draw calls [Restore] after.
// A test in graph/draw sees to it that this order holds.
package cachedir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

const variable = "TMPDIR"

var was, wasSet = os.LookupEnv(variable)

func init() {
	if runtime.GOOS == "windows" { // its folder is each user's own, and named by another variable
		return
	}
	dir, err := own()
	if err != nil {
		dir = os.DevNull // no folder can be made there, so nothing is kept
	}
	_ = os.Setenv(variable, dir) // fails for names and values with a NUL only
}

// Restore gives the folder for temporary files its place again.
func Restore() {
	if wasSet {
		_ = os.Setenv(variable, was)
		return
	}
	_ = os.Unsetenv(variable)
}

// own is a folder that the user alone can write to: in the user's folder of caches, or,
// for users without a home, in that for temporary files.
func own() (string, error) {
	dir, err := os.UserCacheDir()
	if err == nil {
		dir, err = made(dir, "saksi", "graphviz")
	}
	if err == nil {
		err = usable(dir)
	}
	if err == nil {
		return dir, nil
	}
	if dir, err = made(os.TempDir(), fmt.Sprintf("saksi-%d", os.Geteuid())); err != nil {
		return "", err
	}
	if err := private(dir); err != nil { // another user may have made it
		return "", err
	}
	return dir, usable(dir)
}

// made makes the folder of a base and names in it. The folder that the base lies in is
// not made: a home that is not there is not meant to be.
func made(base string, names ...string) (string, error) {
	for _, name := range append([]string{""}, names...) {
		base = filepath.Join(base, name)
		if err := os.Mkdir(base, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	return base, nil
}

// usable tries whether folders below dir can be written to and files read: sudo and
// read-only disks leave some where this is not so.
func usable(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		var f *os.File
		switch {
		case err != nil:
		case d.IsDir():
			if f, err = os.CreateTemp(path, ".try-*"); err == nil {
				err = errors.Join(f.Close(), os.Remove(f.Name()))
			}
		default:
			if f, err = os.Open(path); err == nil {
				err = f.Close()
			}
		}
		if errors.Is(err, fs.ErrNotExist) { // another start that just ended its try
			return nil
		}
		return err
	})
}

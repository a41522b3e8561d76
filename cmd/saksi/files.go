package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"saksi/graph/export"
)

// toFile has f write to a file, which is there in whole or not at all, compressed as its
// name says; or to standard output for "-".
func (a *app) toFile(name string, f func(io.Writer) error) error {
	if name == "-" {
		return f(a.out)
	}
	return whole(name, func(file io.Writer) error {
		buf := bufio.NewWriterSize(file, 1<<16)
		w, err := export.Compress(buf, name)
		if err != nil {
			return err
		}
		return errors.Join(f(w), w.Close(), buf.Flush())
	})
}

// whole writes a file under another name, and gives it its own when it is whole and on
// the disk. What is no file, such as a pipe or a device, is written as it is.
func whole(name string, f func(io.Writer) error) error {
	real, st, err := target(name)
	if err != nil {
		return err
	}
	if st != nil && !st.Mode().IsRegular() {
		w, err := os.OpenFile(real, os.O_WRONLY, 0)
		if err != nil {
			return writing(name, err)
		}
		return writing(name, errors.Join(f(w), w.Close()))
	}
	part := filepath.Join(filepath.Dir(real), fmt.Sprintf(".saksi-%x", rand.Uint64()))
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return writing(name, err)
	}
	if st != nil { // who may read it stays as it was
		err = file.Chmod(st.Mode().Perm())
	}
	if err == nil {
		err = f(file)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(part, real)
	}
	if err != nil {
		return writing(name, errors.Join(err, os.Remove(part)))
	}
	return nil
}

// target is what a name leads to, with what is there already, if anything.
func target(name string) (string, fs.FileInfo, error) {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	st, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return name, nil, nil
	case err != nil:
		return name, nil, writing(name, err)
	case st.IsDir():
		return name, nil, usagef("%s is a folder: name a file in it", name)
	}
	return name, st, nil
}

// writing says which file could not be written, by the name that the user gave. Other
// errors than those of files are as they were.
func writing(name string, err error) error {
	var path *fs.PathError
	if !errors.As(err, &path) {
		return err
	}
	if path.Op == "open" && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing %s: there is no folder %s", name, filepath.Dir(name))
	}
	return fmt.Errorf("writing %s: %w", name, path.Err)
}

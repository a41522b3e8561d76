// Package source turns what a user names on the command line (files, folders,
// globs, "-") into documents, whatever kind of file they stand in:
//
//	for it, err := range source.All(ctx, []string{"berita/", "news.jsonl.gz"}, source.Options{}) {
//		…
//	}
//
// Invariant: the order of the items depends on the inputs only, and an error
// stands for one item or one input; what follows still comes.
package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"saksi/loaders/source/item"
)

// Options are the settings of all readers, and the kind where the user names it.
type Options struct {
	item.Options
	Kind  string    // a name of Kinds, or "" to tell it from the input
	Stdin io.Reader // what "-" stands for
	// Advance, if set, is told of the bytes read from files, as they are read.
	Advance func(n int)
}

// All ranges over the items of all inputs.
func All(ctx context.Context, inputs []string, o Options) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		for _, in := range inputs {
			names, err := expand(in)
			if err != nil {
				if !yield(item.Item{}, err) {
					return
				}
				continue
			}
			for _, name := range names {
				if ctx.Err() != nil {
					return
				}
				for it, err := range one(ctx, name, o) {
					if !yield(it, err) {
						return
					}
				}
			}
		}
	}
}

// Size is the bytes of all files that the inputs name, or 0 when that can't be
// known (standard input, pages).
func Size(inputs []string) int64 {
	var total int64
	for _, in := range inputs {
		names, err := expand(in)
		if err != nil {
			continue
		}
		for _, n := range names {
			st, err := os.Stat(n)
			if err != nil || !st.Mode().IsRegular() {
				return 0
			}
			total += st.Size()
		}
	}
	return total
}

// expand gives the files that an input stands for: itself, the files of a folder
// below it, or what a glob matches.
func expand(in string) ([]string, error) {
	if in == "-" || isURL(in) {
		return []string{in}, nil
	}
	st, err := os.Stat(in)
	switch {
	case err == nil && st.IsDir():
		return walk(in)
	case err == nil:
		return []string{in}, nil
	case strings.ContainsAny(in, "*?["):
		found, globErr := filepath.Glob(in)
		if globErr != nil {
			return nil, &item.Error{Input: in, Err: globErr}
		}
		if len(found) == 0 {
			return nil, &item.Error{Input: in, Err: errors.New("no file matches")}
		}
		sort.Strings(found)
		return found, nil
	}
	return nil, &item.Error{Input: in, Err: cause(err)}
}

// cause is the reason in an error of the file system, without the path, which
// the message names already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// walk lists the files below a folder, in the order of their paths, but for
// hidden ones.
func walk(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && p != dir:
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0:
			files = append(files, p)
		}
		return nil
	})
	if err != nil {
		return nil, &item.Error{Input: dir, Err: fmt.Errorf("reading the folder: %w", cause(err))}
	}
	if len(files) == 0 {
		return nil, &item.Error{Input: dir, Err: errors.New("the folder holds no files")}
	}
	return files, nil
}

func isURL(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// one reads one file or standard input.
func one(ctx context.Context, name string, o Options) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		r, err := open(name, o)
		if err != nil {
			yield(item.Item{}, &item.Error{Input: name, Err: err})
			return
		}
		defer r.Close()
		stream(ctx, item.Input{Name: name, Reader: r, Options: o.Options}, o, yield)
	}
}

func open(name string, o Options) (io.ReadCloser, error) {
	if name == "-" {
		if o.Stdin == nil {
			return nil, errors.New("there is no standard input")
		}
		return io.NopCloser(o.Stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	if o.Advance == nil {
		return f, nil
	}
	return &counter{f, o.Advance}, nil
}

type counter struct {
	*os.File
	advance func(int)
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.File.Read(p)
	c.advance(n)
	return n, err
}

// stream tells the kind of the stream and reads it.
func stream(ctx context.Context, in item.Input, o Options, yield func(item.Item, error) bool) {
	fail := func(err error) { yield(item.Item{}, &item.Error{Input: in.Name, Err: err}) }
	buf := bufio.NewReaderSize(in.Reader, 1<<16)
	head, err := buf.Peek(4096)
	if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
		fail(cause(err))
		return
	}
	if len(head) == 0 {
		fail(item.ErrEmpty)
		return
	}
	kind := Detect(in.Name, head)
	if o.Kind != "" {
		if kind, err = kindNamed(o.Kind); err != nil {
			fail(err)
			return
		}
	}
	in.Reader = buf
	for it, err := range kind.Read(ctx, in) {
		if !yield(it, err) {
			return
		}
	}
}

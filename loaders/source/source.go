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
	"bytes"
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
	"saksi/loaders/source/web"
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
	if o.Fetch == nil {
		o.Fetch = web.NewClient(o.Max()).Fetch
	}
	return func(yield func(item.Item, error) bool) {
		for _, in := range inputs {
			if ctx.Err() != nil {
				return
			}
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
				if why := strange(name); why != "" && name != in && o.Kind == "" {
					if !yield(item.Item{Name: name, Skip: why}, nil) {
						return
					}
					continue
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

// Why files of a folder are passed over.
const (
	skipKind = "file of no known kind (one that is named itself is read)"
	skipGold = "gold for saksi eval"
)

// strange says why a file that was found in a folder, or through a glob, is passed
// over, or nothing.
func strange(name string) string {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ".gold.jsonl") {
		return skipGold
	}
	for _, c := range compressions {
		lower = strings.TrimSuffix(lower, c.ending)
	}
	if known(lower) {
		return ""
	}
	return skipKind
}

// Files lists the files that the inputs name, in order: folders and globs as what
// they stand for, addresses and "-" as they are.
func Files(inputs []string) ([]string, error) {
	var out []string
	for _, in := range inputs {
		names, err := expand(in)
		if err != nil {
			return nil, err
		}
		out = append(out, names...)
	}
	return out, nil
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
	if scheme, _, ok := strings.Cut(in, "://"); ok {
		return nil, &item.Error{Input: in, Err: fmt.Errorf("addresses of %s can't be read, only http and https", scheme)}
	}
	if in == "" {
		return nil, &item.Error{Input: `""`, Err: errors.New("a name without a letter")}
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
		if isURL(name) {
			page(ctx, name, o, yield)
			return
		}
		r, err := open(name, o)
		if err != nil {
			yield(item.Item{}, &item.Error{Input: name, Err: err})
			return
		}
		in := item.Input{Name: name, Reader: r, Options: o.Options}
		if st, err := os.Stat(name); name == "-" || err != nil || !st.Mode().IsRegular() {
			in.Reader = Impatient(ctx, r)
		}
		defer func() {
			if ctx.Err() == nil { // else closing may wait for a read under way
				r.Close()
			}
		}()
		stream(ctx, in, o, yield)
	}
}

// page fetches an address and reads what is there.
func page(ctx context.Context, address string, o Options, yield func(item.Item, error) bool) {
	in := item.Input{Name: address, Options: o.Options}
	p, err := o.Fetch(ctx, address)
	if err != nil {
		yield(item.Item{}, in.Fail("", err))
		return
	}
	in.URL, in.ContentType, in.Reader = p.URL, p.ContentType, bytes.NewReader(p.Body)
	stream(ctx, in, o, yield)
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

// stream tells the kind of the stream and reads it. It is false when the consumer
// has had enough.
func stream(ctx context.Context, in item.Input, o Options, yield func(item.Item, error) bool) bool {
	fail := func(err error) bool { return yield(item.Item{}, in.Fail("", err)) }
	shape := in.Name // the name without the endings of compressions
	for range 3 {    // compressed more than twice is no news
		buf := bufio.NewReaderSize(in.Reader, 1<<16)
		head, err := buf.Peek(sniffed)
		if err != nil && err != io.EOF {
			return fail(cause(err))
		}
		if len(head) == 0 {
			return fail(item.ErrEmpty)
		}
		in.Reader = buf
		if err := foreignAs(shape, head); err != nil && o.Kind == "" {
			return fail(err)
		}
		if bytes.HasPrefix(head, []byte(zipMagic)) {
			return archive(ctx, in, o, yield)
		}
		name, plain, err := decompress(shape, buf, head)
		if err != nil {
			return fail(err)
		}
		if plain != nil {
			shape, in.Reader = name, plain
			continue
		}
		kind := Detect(shape, head)
		if o.Kind != "" {
			if kind, err = kindNamed(o.Kind); err != nil {
				return fail(err)
			}
		}
		for it, err := range kind.Read(ctx, in) {
			if !yield(it, err) {
				return false
			}
		}
		return true
	}
	return fail(errors.New("is compressed again and again"))
}

// sniffed is how many bytes are looked at to tell the kind.
const sniffed = 4096

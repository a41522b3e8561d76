package source

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"

	"saksi/loaders/source/item"
)

// compressions are told by their first bytes, whatever the name says.
var compressions = []struct {
	ending string
	magic  string
	open   func(io.Reader) (io.Reader, error)
}{
	{".gz", "\x1f\x8b", func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{".zst", "\x28\xb5\x2f\xfd", func(r io.Reader) (io.Reader, error) {
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20))
	}},
	{".bz2", "BZh", func(r io.Reader) (io.Reader, error) { return bzip2.NewReader(r), nil }},
}

const zipMagic = "PK\x03\x04"

// decompress gives the plain stream, and the name without the ending of the
// compression.
func decompress(name string, r *bufio.Reader, head []byte) (string, io.Reader, error) {
	for _, c := range compressions {
		if !bytes.HasPrefix(head, []byte(c.magic)) {
			continue
		}
		plain, err := c.open(r)
		if err != nil {
			return name, nil, damaged(c.ending, err)
		}
		if lower := strings.ToLower(name); strings.HasSuffix(lower, c.ending) {
			name = name[:len(name)-len(c.ending)]
		}
		return name, &checked{plain, c.ending}, nil
	}
	return name, nil, nil
}

func damaged(ending string, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the %s data is cut off: %w", ending, err)
	}
	return fmt.Errorf("the %s data is damaged: %w", ending, err)
}

// checked words the errors of a decompressor.
type checked struct {
	io.Reader
	ending string
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = damaged(c.ending, err)
	}
	return n, err
}

// archive reads the files of a zip archive, in its order.
func archive(ctx context.Context, in item.Input, o Options, yield func(item.Item, error) bool) bool {
	fail := func(err error) bool { return yield(item.Item{}, in.Fail("", err)) }
	f, err := os.CreateTemp("", "saksi-*.zip") // a zip can only be read from its end
	if err != nil {
		return fail(err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	size, err := io.Copy(f, in.Reader)
	if err != nil {
		return fail(fmt.Errorf("reading: %w", err))
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return fail(damaged(".zip", err))
	}
	for _, member := range z.File {
		if member.FileInfo().IsDir() || ctx.Err() != nil {
			continue
		}
		inner := in
		inner.Name = in.Name + "/" + member.Name
		r, err := member.Open()
		if err != nil {
			if !yield(item.Item{}, inner.Fail("", damaged(".zip", err))) {
				return false
			}
			continue
		}
		inner.Reader = &checked{r, ".zip"}
		more := stream(ctx, inner, o, yield)
		r.Close()
		if !more {
			return false
		}
	}
	return true
}

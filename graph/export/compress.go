package export

import (
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// compressions are the endings of file names that stand for a compression.
var compressions = []struct {
	ending string
	open   func(io.Writer) (io.WriteCloser, error)
}{
	{".gz", func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }},
	{".zst", func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) }},
}

// Compress returns a writer that compresses as the ending of the file's name says
// (".gz", ".zst"), or else hands on. It must be closed; w is left open.
func Compress(w io.Writer, name string) (io.WriteCloser, error) {
	for _, c := range compressions {
		if strings.HasSuffix(strings.ToLower(name), c.ending) {
			z, err := c.open(w)
			if err != nil {
				return nil, fmt.Errorf("compress %s: %w", name, err)
			}
			return z, nil
		}
	}
	return plain{w}, nil
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

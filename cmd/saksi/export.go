package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad/nquads"
	"github.com/spf13/pflag"

	"saksi/graph"
	"saksi/loaders/source/rdf"
)

var exportFormats = []string{"nquads"}

var exportVerb = command{
	name:  "export",
	args:  "[flags]",
	short: "write the whole store in a format that other programs read",
	examples: `
saksi export --format nquads | gzip > all.nq.gz
saksi export --format nquads -o all.nq.gz`,
	setup: func(fs *pflag.FlagSet) func(context.Context, *app, []string) error {
		db := declareDB(fs)
		format := fs.StringP("format", "f", "nquads", "output format: "+strings.Join(exportFormats, ", "))
		out := fs.StringP("output", "o", "-", "`FILE` to write, compressed when it ends in .gz; - is standard output")
		derived := fs.Bool("with-index", false, "with the quads that the store derives for its index")
		return func(ctx context.Context, a *app, _ []string) error {
			if !contains(exportFormats, *format) {
				return usagef("--format %q%s (one of %s)", *format, suggest(*format, exportFormats), strings.Join(exportFormats, ", "))
			}
			return a.withStore(ctx, *db, func(s *graph.Store) error {
				return a.toFile(*out, func(w io.Writer) error { return exportNQuads(ctx, s, w, *derived) })
			})
		}
	},
}

func exportNQuads(ctx context.Context, s *graph.Store, w io.Writer, derived bool) error {
	out := nquads.NewWriter(w)
	for q, err := range s.Quads(ctx, derived) {
		if err != nil {
			return err
		}
		if !q.IsValid() { // Cayley marks the beginning of its log by an empty entry
			continue
		}
		if err := out.WriteQuad(rdf.Absolute(q)); err != nil {
			return err
		}
	}
	return out.Close()
}

// toFile has f write to a file, which is there in whole or not at all, or to
// standard output for "-".
func (a *app) toFile(name string, f func(io.Writer) error) (err error) {
	if name == "-" {
		return f(a.out)
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".saksi-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("writing %s: %w", name, err), os.Remove(file.Name()))
		}
	}()
	buf := bufio.NewWriterSize(file, 1<<16)
	var w io.Writer = buf
	var z *gzip.Writer
	if strings.HasSuffix(name, ".gz") {
		z = gzip.NewWriter(buf)
		w = z
	}
	err = f(w)
	if z != nil {
		err = errors.Join(err, z.Close())
	}
	if err = errors.Join(err, buf.Flush(), file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

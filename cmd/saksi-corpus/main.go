// Saksi-corpus writes made-up news articles in English and Indonesian, one JSON object a
// line, as saksi load reads them: volume for measuring how large loads go. Package
// saksi/seeds/corpus tells how they come about.
//
//	go run ./cmd/saksi-corpus --articles 100000 -o corpus.jsonl.gz
//	saksi load corpus.jsonl.gz
//
// The same seed gives the same articles, whatever part of them is asked for.
package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"saksi/seeds/corpus"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, pflag.ErrHelp):
	case errors.Is(err, syscall.EPIPE): // the reader of the pipe has left
	default:
		fmt.Fprintln(os.Stderr, "saksi-corpus:", err)
		os.Exit(1)
	}
}

// options say what is written.
type options struct {
	articles, from int
	seed           uint64
	lang           string
	output         string
}

const help = `Writes made-up news articles as JSON, one a line, for measuring loads of any size.

  saksi-corpus --articles 100000 -o corpus.jsonl.gz
  saksi-corpus --articles 500 --lang id | saksi load -
  saksi-corpus --from 100000 --articles 1000 -o more.jsonl    # the next thousand

%s`

func run(ctx context.Context, args []string, out, progress io.Writer) error {
	var o options
	f := pflag.NewFlagSet("saksi-corpus", pflag.ContinueOnError)
	f.SortFlags = false
	f.IntVar(&o.articles, "articles", 1000, "how many articles to write")
	f.IntVar(&o.from, "from", 0, "number of the first article")
	f.Uint64Var(&o.seed, "seed", 1, "seed; the same seed gives the same articles")
	f.StringVar(&o.lang, "lang", "both", "language of the articles: id, en or both")
	f.StringVarP(&o.output, "output", "o", "-", "`FILE` to write, compressed when it ends in .gz; - is standard output")
	f.Usage = func() { fmt.Fprintf(progress, help, f.FlagUsages()) }
	if err := f.Parse(args); err != nil {
		return err
	}
	if err := o.check(f.Args()); err != nil {
		return err
	}
	return o.into(out, func(w io.Writer) error { return o.write(ctx, w) })
}

// check refuses what makes no sense.
func (o *options) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q: saksi-corpus takes flags only (--help shows them)", rest[0])
	case o.articles < 1:
		return fmt.Errorf("--articles %d: 1 is the least", o.articles)
	case o.from < 0:
		return fmt.Errorf("--from %d: 0 is the least", o.from)
	case o.lang != "id" && o.lang != "en" && o.lang != "both":
		return fmt.Errorf("--lang %q is not known (use id, en or both)", o.lang)
	}
	return nil
}

// into has f write to the output, compressed as its name says.
func (o *options) into(out io.Writer, f func(io.Writer) error) error {
	if o.output == "-" {
		return buffered(out, f)
	}
	file, err := os.Create(o.output)
	if err != nil {
		return fmt.Errorf("writing the articles: %w", err)
	}
	write := f
	if strings.HasSuffix(o.output, ".gz") {
		write = func(w io.Writer) error {
			z := gzip.NewWriter(w)
			return errors.Join(f(z), z.Close())
		}
	}
	return errors.Join(buffered(file, write), file.Close())
}

func buffered(w io.Writer, f func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	return errors.Join(f(b), b.Flush())
}

// line is an article as saksi load reads it.
type line struct {
	URL       string `json:"url"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Lang      string `json:"lang"`
	Text      string `json:"text"`
	// Note tells whoever comes upon the file what it is.
	Note string `json:"note"`
}

const note = "made up by saksi-corpus for measuring: nobody said this"

// write writes the articles, those of other languages than the one asked for left out.
func (o *options) write(ctx context.Context, w io.Writer) error {
	g := corpus.New(o.seed)
	to := json.NewEncoder(w)
	to.SetEscapeHTML(false)
	for n, left := o.from, o.articles; left > 0; n++ {
		if o.lang != "both" && g.Lang(n) != o.lang {
			continue
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%d of %d articles written: %w", o.articles-left, o.articles, err)
		}
		d := g.Article(n)
		if err := to.Encode(line{d.URL, d.Title, d.Publisher, d.Published, d.Lang, d.Text, note}); err != nil {
			return err
		}
		left--
	}
	return nil
}

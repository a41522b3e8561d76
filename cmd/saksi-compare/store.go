package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"

	"saksi/graph"
	"saksi/graph/export"
	"saksi/graph/graphtest"
	"saksi/loaders/source/item"
	"saksi/loaders/source/rdf"
	"saksi/schema"
)

// comparison is what was measured so far, and what with.
type comparison struct {
	options
	dir      string
	progress io.Writer
	begin    time.Time

	ours  *graph.Store
	stock cayley.QuadStore

	made, documents, plain, derived int
	rates                           []rate
	asked, gizmo                    []answer
}

// close lets the stores rest: they work on in the background.
func (c *comparison) close() {
	if c.ours != nil {
		_ = c.ours.Close()
	}
	if c.stock != nil {
		_ = c.stock.Close()
	}
	c.ours, c.stock = nil, nil
}

// stopwatch adds up the times of what it runs.
type stopwatch struct{ cpu, wall time.Duration }

func (s *stopwatch) run(f func() error) error {
	cpu, at := graphtest.CPU(), time.Now()
	err := f()
	s.cpu, s.wall = s.cpu+graphtest.CPU()-cpu, s.wall+time.Since(at)
	return err
}

func (c *comparison) rate(what string, quads int, s stopwatch) {
	c.rates = append(c.rates, rate{what, quads, s.cpu, s.wall})
	runtime.GC()
}

const batch = 100 // documents

// world makes the documents: a few actors are busy, many are rare.
func world() *graphtest.World { return graphtest.New(1, graphtest.Options{Actors: 300}) }

// writeOurs writes all documents as a first load does. Making the quads is part of the
// time; the quads of the index are not counted, but written.
func (c *comparison) writeOurs(ctx context.Context) error {
	s, err := graph.Open(ctx, filepath.Join(c.dir, "ours"), graph.Options{Create: true})
	if err != nil {
		return err
	}
	c.ours = s
	w, bulk := world(), s.Bulk()
	var spent stopwatch
	all := 0
	for c.made < c.statements {
		var xs []*schema.Extraction
		for range batch {
			x := w.Document(c.documents)
			c.documents++
			c.made += len(x.Statements)
			xs = append(xs, x)
		}
		err := spent.run(func() error {
			rs, err := bulk.Write(ctx, xs)
			for _, r := range rs {
				all += r.Added
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := spent.run(bulk.Close); err != nil {
		return err
	}
	r, err := c.export(ctx, io.Discard)
	if err != nil {
		return err
	}
	c.plain, c.derived = int(r.Quads), all-int(r.Quads)
	c.rate("saksi writes in bulk", c.plain, spent)
	return nil
}

// writeStock writes the same quads, but for the index, through Cayley. Making them is
// not part of the time.
func (c *comparison) writeStock(context.Context) error {
	db, err := leveldb.Create(filepath.Join(c.dir, "stock"), nil)
	if err != nil {
		return err
	}
	if err := kv.Init(db, nil); err != nil {
		return err
	}
	qs, err := kv.New(db, cayley.Options{kv.OptNoBloom: true})
	if err != nil {
		return err
	}
	c.stock = qs
	var spent stopwatch
	w, quads := world(), 0
	for n := 0; n < c.documents; n += batch {
		in := deltas(w, n, batch)
		if err := spent.run(func() error { return qs.ApplyDeltas(in, cayley.IgnoreOpts{IgnoreDup: true}) }); err != nil {
			return err
		}
		quads += len(in)
	}
	c.rate("Cayley writes, 100 documents a transaction", quads, spent)
	return nil
}

func deltas(w *graphtest.World, from, n int) (in []cayley.Delta) {
	for i := range n {
		for _, q := range schema.Quads(w.Document(from + i)) {
			in = append(in, cayley.Delta{Quad: q, Action: cayley.Add})
		}
	}
	return in
}

// writeOneByOne adds documents to the full stores, one a transaction.
func (c *comparison) writeOneByOne(ctx context.Context) error {
	var ours, theirs, again stopwatch
	w, quads := world(), 0
	for n := c.documents; n < c.documents+c.one; n++ {
		x, in := w.Document(n), deltas(w, n, 1)
		quads += len(in)
		if err := ours.run(func() error { _, err := c.ours.Write(ctx, x); return err }); err != nil {
			return err
		}
		if err := theirs.run(func() error { return c.stock.ApplyDeltas(in, cayley.IgnoreOpts{IgnoreDup: true}) }); err != nil {
			return err
		}
		if err := again.run(func() error { _, err := c.ours.Write(ctx, x); return err }); err != nil {
			return err
		}
	}
	c.rate("saksi, one document a transaction", quads, ours)
	c.rate("Cayley, one document a transaction", quads, theirs)
	c.rate("saksi, the same documents again", quads, again)
	return nil
}

func (c *comparison) file() string { return filepath.Join(c.dir, "all.nq") }

func (c *comparison) export(ctx context.Context, w io.Writer) (export.Result, error) {
	return export.Write(ctx, w, export.All(c.ours), export.Options{Format: "nquads", Temp: c.dir})
}

// exportOurs writes the file that the others read.
func (c *comparison) exportOurs(ctx context.Context) error {
	f, err := os.Create(c.file())
	if err != nil {
		return err
	}
	var spent stopwatch
	var r export.Result
	err = spent.run(func() (err error) {
		r, err = c.export(ctx, f)
		return err
	})
	c.rate("saksi exports N-Quads", int(r.Quads), spent)
	return errors.Join(err, f.Close())
}

// dumpStock does what the dump of Cayley does: each quad is read and written by itself.
func (c *comparison) dumpStock(ctx context.Context) error {
	f, err := os.Create(filepath.Join(c.dir, "stock.nq"))
	if err != nil {
		return err
	}
	var spent stopwatch
	n := 0
	err = spent.run(func() (err error) {
		from, to := cayley.NewQuadStoreReader(c.stock), nquads.NewWriter(f)
		defer from.Close()
		n, err = quad.CopyBatch(to, from, quad.DefaultBatch)
		return errors.Join(err, to.Close())
	})
	c.rate("Cayley dumps N-Quads", n, spent)
	return errors.Join(err, f.Close())
}

// loadRDF reads the export back into an empty store, and parses it by itself.
func (c *comparison) loadRDF(ctx context.Context) error {
	var parsing, loading stopwatch
	if err := parsing.run(func() error { return c.read(func(r io.Reader) error { return parse(r) }) }); err != nil {
		return err
	}
	c.rate("N-Quads parsed", c.plain, parsing)
	if err := loading.run(func() error { return c.read(func(r io.Reader) error { return c.load(ctx, r) }) }); err != nil {
		return err
	}
	c.rate("saksi parses and writes N-Quads", c.plain, loading)
	return nil
}

func (c *comparison) read(f func(io.Reader) error) error {
	in, err := os.Open(c.file())
	if err != nil {
		return err
	}
	defer in.Close()
	return f(in)
}

func parse(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if _, err := nquads.Parse(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (c *comparison) load(ctx context.Context, r io.Reader) error {
	s, err := graph.Open(ctx, filepath.Join(c.dir, "loaded"), graph.Options{Create: true})
	if err != nil {
		return err
	}
	bulk := s.Bulk()
	err = func() error {
		var xs []*schema.Extraction
		for it, err := range rdf.Read(ctx, item.Input{Name: c.file(), Reader: r}) {
			if err != nil {
				return err
			}
			if xs = append(xs, it.Ready); len(xs) == batch {
				if _, err := bulk.Write(ctx, xs); err != nil {
					return err
				}
				xs = nil
			}
		}
		_, err := bulk.Write(ctx, xs)
		return err
	}()
	return errors.Join(err, bulk.Close(), s.Close())
}

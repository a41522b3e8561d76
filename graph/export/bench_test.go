package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"saksi/graph/graphtest"
	"saksi/schema"
)

// endless is a source that makes its documents as they are read, so that it takes
// no memory itself.
type endless struct {
	world     *graphtest.World
	documents int
}

func (e endless) Filtered() bool { return false }

func (e endless) Quads(context.Context, bool) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i := range e.documents {
			for _, q := range schema.Quads(e.world.Document(i)) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

func (e endless) Statements(context.Context) iter.Seq2[schema.Statement, error] {
	return func(yield func(schema.Statement, error) bool) {
		for i := range e.documents {
			x := e.world.Document(i)
			for _, st := range x.Statements {
				st.Document = x.Document
				st.Document.Text = ""
				st.Document.InputID = ""
				if !yield(st, nil) {
					return
				}
			}
		}
	}
}

func (e endless) Document(_ context.Context, id schema.IRI) (schema.Document, error) {
	return schema.Document{ID: id}, nil
}

func (e endless) Actor(context.Context, schema.IRI) (schema.Actor, bool, error) {
	return schema.Actor{}, false, nil
}

// BenchmarkWrite writes quads that are in memory already.
func BenchmarkWrite(b *testing.B) {
	src := quadSource{}
	w := graphtest.New(1, graphtest.Options{})
	for i := range 500 {
		src.quads = append(src.quads, schema.Quads(w.Document(i))...)
	}
	for _, f := range Formats {
		if !f.RDF {
			continue
		}
		for _, sorted := range []bool{false, true} {
			name := f.Name
			if sorted {
				name += "/sorted"
			}
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				var n int64
				for b.Loop() {
					r, err := Write(context.Background(), io.Discard, src, Options{Format: f.Name, Sorted: sorted})
					if err != nil {
						b.Fatal(err)
					}
					n += r.Quads
				}
				b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "quads/s")
			})
		}
	}
}

// BenchmarkStore writes a store.
func BenchmarkStore(b *testing.B) {
	src := All(world(b, 2000))
	for _, f := range []string{"nquads", "trig", "jsonld", "csv", "gexf"} {
		b.Run(f, func(b *testing.B) {
			var n int64
			for b.Loop() {
				r, err := Write(context.Background(), io.Discard, src, Options{Format: f})
				if err != nil {
					b.Fatal(err)
				}
				n += r.Quads + r.Statements
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkFlat shows that memory does not grow with the graph: peak-MB is the same
// for ten times the documents.
func BenchmarkFlat(b *testing.B) {
	for _, documents := range []int{2000, 20000} {
		for _, o := range []Options{{Format: "nquads"}, {Format: "nquads", Sorted: true}, {Format: "trig"}, {Format: "jsonld", Sorted: true}, {Format: "gexf"}, {Format: "jsonl", Sorted: true}} {
			name := o.Format
			if o.Sorted {
				name += "/sorted"
			}
			b.Run(fmt.Sprintf("%s/%d", name, documents), func(b *testing.B) {
				src := endless{graphtest.New(1, graphtest.Options{}), documents}
				for b.Loop() {
					peak := peakHeap(func() {
						if _, err := Write(context.Background(), io.Discard, src, o); err != nil {
							b.Fatal(err)
						}
					})
					b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
				}
			})
		}
	}
}

// peakHeap is the most that the heap held while f ran, as sampled.
func peakHeap(f func()) uint64 {
	var peak atomic.Uint64
	stop, done := make(chan struct{}), make(chan struct{})
	runtime.GC()
	go func() {
		defer close(done)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak.Store(max(peak.Load(), m.HeapAlloc))
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	f()
	close(stop)
	<-done
	return peak.Load()
}

package graph_test

import (
	"fmt"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"

	"saksi/graph/graphtest"
	"saksi/schema"
)

// BenchmarkStockWrite writes the quads of documents, without our index, through
// Cayley's own writer and backend, in as many transactions as BenchmarkWrite. It reports quads
// a second, and those a second of processor time, without making them.
func BenchmarkStockWrite(b *testing.B) {
	for _, c := range []struct{ docs, batch int }{{500, 1}, {3000, 100}, {12000, 100}} {
		b.Run(fmt.Sprintf("docs=%d/batch=%d", c.docs, c.batch), func(b *testing.B) {
			w := graphtest.New(1, graphtest.Options{Actors: 300})
			for range b.N {
				dir := b.TempDir()
				db, err := leveldb.Create(dir+"/db", nil)
				if err != nil {
					b.Fatal(err)
				}
				if err := kv.Init(db, nil); err != nil {
					b.Fatal(err)
				}
				qs, err := kv.New(db, cayley.Options{kv.OptNoBloom: true})
				if err != nil {
					b.Fatal(err)
				}
				var quads int
				var spent, cpu time.Duration
				for n := 0; n < c.docs; n += c.batch {
					var in []cayley.Delta
					for i := range c.batch {
						for _, q := range schema.Quads(w.Document(n + i)) {
							in = append(in, cayley.Delta{Quad: q, Action: cayley.Add})
						}
					}
					begin, from := time.Now(), graphtest.CPU()
					if err := qs.ApplyDeltas(in, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
						b.Fatal(err)
					}
					spent += time.Since(begin)
					cpu += graphtest.CPU() - from
					quads += len(in)
				}
				from := graphtest.CPU()
				if err := qs.Close(); err != nil {
					b.Fatal(err)
				}
				cpu += graphtest.CPU() - from
				b.ReportMetric(float64(quads)/cpu.Seconds(), "quads/cpu-s")
				b.ReportMetric(float64(quads)/spent.Seconds(), "quads/s")
			}
		})
	}
}

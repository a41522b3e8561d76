package graph_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"saksi/graph/graphtest"
	"saksi/schema"
)

func size(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if i, err := d.Info(); err == nil {
				n += i.Size()
			}
		}
		return nil
	})
	return n
}

// BenchmarkWrite writes documents into a growing store, one transaction for so many
// documents. It reports quads a second, and the store's size.
func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct{ docs, batch int }{{500, 1}, {3000, 100}, {12000, 100}} {
		b.Run(fmt.Sprintf("docs=%d/batch=%d", c.docs, c.batch), func(b *testing.B) {
			ctx := context.Background()
			w := graphtest.New(1, graphtest.Options{Actors: 300})
			for range b.N {
				dir := b.TempDir()
				s := folder(b, dir)
				var quads, statements int
				var spent time.Duration
				for n := 0; n < c.docs; n += c.batch {
					var xs []*schema.Extraction
					for i := range c.batch {
						xs = append(xs, w.Document(n+i))
					}
					begin := time.Now()
					rs, err := s.WriteAll(ctx, xs)
					if err != nil {
						b.Fatal(err)
					}
					spent += time.Since(begin)
					for _, r := range rs {
						quads += r.Added
						statements += r.Statements
					}
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(quads)/spent.Seconds(), "quads/s")
				b.ReportMetric(float64(quads)/float64(statements), "quads/statement")
				b.ReportMetric(float64(size(dir))/float64(statements), "bytes/statement")
			}
		})
	}
}

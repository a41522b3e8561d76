package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"saksi/seeds/corpus"
)

// BenchmarkLoad loads made-up articles into an empty folder, text and all: a few hundred,
// or as many as each of the numbers in SAKSI_BENCH_ARTICLES (1000,10000,100000). It reports
// articles a second, what one takes on disk, and the most memory that the process has had
// so far.
func BenchmarkLoad(b *testing.B) {
	sizes := []int{200}
	if list := os.Getenv("SAKSI_BENCH_ARTICLES"); list != "" {
		sizes = nil
		for _, s := range strings.Split(list, ",") {
			n, err := strconv.Atoi(s)
			if err != nil {
				b.Fatal(err)
			}
			sizes = append(sizes, n)
		}
	}
	for _, n := range sizes {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			articles, db := filepath.Join(dir, "articles.jsonl"), filepath.Join(dir, "db")
			madeUp(b, articles, n)
			var spent time.Duration
			for b.Loop() {
				if err := os.RemoveAll(db); err != nil {
					b.Fatal(err)
				}
				begin := time.Now()
				if code := run([]string{"load", "--quiet", "--db", db, articles}); code != 0 {
					b.Fatalf("load ended with %d", code)
				}
				spent += time.Since(begin)
			}
			b.ReportMetric(float64(n*b.N)/spent.Seconds(), "articles/s")
			b.ReportMetric(float64(sizeOf(b, db))/float64(n), "bytes/article")
			b.ReportMetric(float64(peakMemory())/1e6, "peak-MB")
		})
	}
}

// madeUp writes made-up articles to a file.
func madeUp(tb testing.TB, file string, n int) {
	tb.Helper()
	f, err := os.Create(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	g, to := corpus.New(1), json.NewEncoder(f)
	for i := range n {
		d := g.Article(i)
		err := to.Encode(map[string]string{"url": d.URL, "title": d.Title, "publisher": d.Publisher, "published": d.Published, "lang": d.Lang, "text": d.Text})
		if err != nil {
			tb.Fatal(err)
		}
	}
}

func sizeOf(tb testing.TB, dir string) (n int64) {
	tb.Helper()
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		i, err := e.Info()
		if err == nil {
			n += i.Size()
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// peakMemory is the most memory in bytes that the process has had, where /proc tells it.
func peakMemory() int64 {
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(b)) {
		if tail, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kB, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(tail), "kB")), 10, 64)
			return kB << 10
		}
	}
	return 0
}

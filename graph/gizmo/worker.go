package gizmo

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"saksi/graph/quadview"
)

// Limits of a worker process.
const (
	// DefaultMemory is what a worker may use, in bytes.
	DefaultMemory = 256 << 20
	workerStack   = 64 << 20
	watchEvery    = 2 * time.Millisecond
	// maxReport is how many bytes of rows a query gives at most: the server holds them,
	// and the worker several times over while it sends them.
	maxReport = 16 << 20
	// dataSlack is what the hard limit of the system is above the watched one.
	dataSlack = 256 << 20
)

// Work is the life of a worker process: it runs the queries that come on in, and
// sends what comes out of them to out, until in ends. The process dies when a query
// uses more memory or stack than it may.
func Work(in io.Reader, out io.Writer, memory int64) error {
	if memory <= 0 {
		memory = DefaultMemory
	}
	bound(memory)
	src := newRemote(in, out)
	ctx := context.Background()
	for {
		// The session is made before the query comes, so that the query need not wait.
		s, err := New(ctx, quadview.New(src), Limits{})
		if err != nil {
			return err
		}
		var o order
		if err := src.dec.Decode(&o); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		s.limits, s.Raw, src.joins = o.Limits.withDefaults(), o.Raw, o.Joins
		r := run(ctx, s, o)
		if err := src.enc.Encode(&message{Op: opReport, Report: r}); err != nil {
			return err
		}
		if r.Kind == timeError { // its goroutine may go on
			return nil
		}
		src.forget()
	}
}

func run(ctx context.Context, s *Session, o order) (r report) {
	if o.Shape {
		b, err := s.shape(o.Source)
		r.encodeError(err)
		r.Rows = [][]byte{b}
		return r
	}
	res, err := s.Run(ctx, o.Source)
	r.encodeError(err)
	r.Truncated = res.Truncated
	size := 0
	for i, row := range res.Rows {
		b, err := json.Marshal(row)
		res.Rows[i] = nil // not needed twice
		if err != nil {
			r.encodeError(&QueryError{"a result can't be shown: " + err.Error()})
			break
		}
		if size += len(b); size > maxReport {
			r.Truncated = true
			break
		}
		r.Rows = append(r.Rows, b)
	}
	return r
}

// bound makes the process die before it harms others.
func bound(memory int64) {
	debug.SetMaxStack(workerStack)
	debug.SetMemoryLimit(memory)
	limitProcess(uint64(memory + dataSlack))
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
		for range time.Tick(watchEvery) {
			metrics.Read(sample)
			if int64(sample[0].Value.Uint64()+sample[1].Value.Uint64()) > memory {
				os.Exit(exitMemory)
			}
		}
	}()
}

const exitMemory = 3

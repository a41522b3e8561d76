package export

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// arena is how many bytes of records are sorted in memory at a time.
const arena = 48 << 20

// sorter puts records (which hold no line feed) in order of their bytes, each once.
// What does not fit in memory goes to files, which are merged at the end.
type sorter struct {
	dir   string
	limit int // of data, in bytes
	data  []byte
	lines [][2]int
	runs  []*os.File
}

func newSorter(o Options) *sorter {
	s := &sorter{dir: o.Temp, limit: arena}
	if o.arena > 0 {
		s.limit = o.arena
	}
	return s
}

// add takes one record; it copies it.
func (s *sorter) add(record []byte) error {
	if len(s.data)+len(record) > s.limit && len(s.lines) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	from := len(s.data)
	s.data = append(s.data, record...)
	s.lines = append(s.lines, [2]int{from, len(s.data)})
	return nil
}

func (s *sorter) line(i int) []byte { return s.data[s.lines[i][0]:s.lines[i][1]] }

func (s *sorter) sort() {
	slices.SortFunc(s.lines, func(a, b [2]int) int { return bytes.Compare(s.data[a[0]:a[1]], s.data[b[0]:b[1]]) })
}

// spill writes what is in memory to a file of its own, in order.
func (s *sorter) spill() error {
	s.sort()
	f, err := os.CreateTemp(s.dir, "saksi-sort-*")
	if err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	s.runs = append(s.runs, f)
	w := bufio.NewWriterSize(f, 1<<16)
	for i := range s.lines {
		if i > 0 && bytes.Equal(s.line(i), s.line(i-1)) {
			continue
		}
		w.Write(s.line(i)) // the error shows in Flush
		w.WriteByte('\n')
	}
	err = w.Flush()
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	s.data, s.lines = s.data[:0], s.lines[:0]
	return nil
}

// each hands the records to f in order, each once. They are valid during the call
// only.
func (s *sorter) each(ctx context.Context, f func([]byte) error) error {
	var last []byte
	n := 0
	once := func(line []byte) error {
		if n > 0 && bytes.Equal(line, last) {
			return nil
		}
		if n++; n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		last = append(last[:0], line...)
		return f(line)
	}
	if len(s.runs) == 0 {
		s.sort()
		for i := range s.lines {
			if err := once(s.line(i)); err != nil {
				return err
			}
		}
		return nil
	}
	if len(s.lines) > 0 {
		if err := s.spill(); err != nil {
			return err
		}
	}
	s.data, s.lines = nil, nil
	return s.merge(once)
}

func (s *sorter) merge(f func([]byte) error) error {
	var h runs
	for _, file := range s.runs {
		r := &run{in: bufio.NewReaderSize(file, 1<<15)}
		if ok, err := r.next(); err != nil {
			return err
		} else if ok {
			h = append(h, r)
		}
	}
	heap.Init(&h)
	for len(h) > 0 {
		if err := f(h[0].line); err != nil {
			return err
		}
		ok, err := h[0].next()
		if err != nil {
			return err
		}
		if ok {
			heap.Fix(&h, 0)
		} else {
			heap.Pop(&h)
		}
	}
	return nil
}

// close takes the files away.
func (s *sorter) close() error {
	var errs []error
	for _, f := range s.runs {
		errs = append(errs, f.Close(), os.Remove(f.Name()))
	}
	return errors.Join(errs...)
}

// run is a file of sorted records.
type run struct {
	in   *bufio.Reader
	line []byte
}

func (r *run) next() (bool, error) {
	r.line = r.line[:0]
	for {
		part, err := r.in.ReadSlice('\n')
		r.line = append(r.line, part...)
		switch {
		case err == nil:
			r.line = r.line[:len(r.line)-1]
			return true, nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return false, nil
		default:
			return false, fmt.Errorf("sort: %w", err)
		}
	}
}

// runs is a heap by the line that comes next.
type runs []*run

func (h runs) Len() int           { return len(h) }
func (h runs) Less(i, j int) bool { return bytes.Compare(h[i].line, h[j].line) < 0 }
func (h runs) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }

// Push is never called: runs only end.
func (h *runs) Push(x any) { *h = append(*h, x.(*run)) }

// Pop takes the last run off.
func (h *runs) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

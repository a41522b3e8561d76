package gizmo

import (
	"encoding/gob"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"

	"saksi/graph/quadview"
)

// remote is a source at the other end of a pipe. Cayley reads names in another
// goroutine than the one that the query runs in.
type remote struct {
	mu  sync.Mutex
	enc *gob.Encoder
	dec *gob.Decoder
	// What was asked for before, in this query: joins ask for the same again and again.
	values map[uint64]quad.Value
	scans  map[quadview.Quad]scanned
	kept   int // rows in scans
	joins  bool
}

// scanned is the beginning of a scan, and whether that is all of it.
type scanned struct {
	rows []quadview.Row
	all  bool
}

var _ quadview.Source = (*remote)(nil)

func newRemote(r io.Reader, w io.Writer) *remote {
	return &remote{enc: gob.NewEncoder(w), dec: gob.NewDecoder(r), values: make(map[uint64]quad.Value), scans: make(map[quadview.Quad]scanned)}
}

func (c *remote) ask(m message) (r reply, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.exchange(m)
}

// exchange sends a question and reads the answer.
func (c *remote) exchange(m message) (r reply, err error) {
	if err = c.enc.Encode(&m); err == nil {
		err = c.dec.Decode(&r)
	}
	for i, id := range r.Beside {
		if v, e := decodeValue(r.Values[i]); e == nil && v != nil {
			c.keep(id, v, len(r.Values[i]))
		}
	}
	switch {
	case err != nil:
	case r.Named:
		err = &quadview.NameError{Name: r.Err}
	case r.Err != "":
		err = errors.New(r.Err)
	}
	return r, err
}

func (c *remote) Node(v quad.Value) (uint64, error) {
	b, err := encodeValue(v)
	if err != nil {
		return 0, err
	}
	r, err := c.ask(message{Op: opNode, Value: b})
	if err != nil || len(r.IDs) == 0 {
		return 0, err
	}
	return r.IDs[0], nil
}

// forget forgets what was asked for in a query.
func (c *remote) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.values)
	clear(c.scans)
	c.kept = 0
}

// What is remembered at most.
const (
	maxRemembered = 20_000 // values
	maxKept       = 50_000 // rows
)

func (c *remote) Values(ids []uint64) ([]quad.Value, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make([]quad.Value, len(ids))
	var missing []uint64
	var at []int
	for i, id := range ids {
		if v, ok := c.values[id]; ok || id == 0 {
			out[i] = v
			continue
		}
		missing, at = append(missing, id), append(at, i)
	}
	if len(missing) == 0 {
		return out, nil
	}
	r, err := c.exchange(message{Op: opValues, IDs: missing})
	if err != nil {
		return nil, err
	}
	for i, b := range r.Values {
		v, err := decodeValue(b)
		if err != nil {
			return nil, err
		}
		out[at[i]] = v
		c.keep(missing[i], v, len(b))
	}
	return out, nil
}

// longValue is how many bytes a value has that is neither remembered nor sent unasked.
const longValue = 256

func (c *remote) keep(id uint64, v quad.Value, size int) {
	if size > longValue {
		return
	}
	if len(c.values) > maxRemembered {
		clear(c.values)
	}
	c.values[id] = v
}

// subjectBatch is how many quads of one subject are asked for at once: most have fewer,
// and what wants one of them soon wants others.
const subjectBatch = 128

func (c *remote) Scan(given quadview.Quad, after quadview.Row, limit int) ([]quadview.Row, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := after == quadview.Row{}
	if rows, ok := c.scans[given].from(after, limit); ok {
		return rows, nil
	}
	n := limit
	if first && given[0] != 0 {
		n = max(limit, subjectBatch)
	}
	r, err := c.exchange(message{Op: opScan, Quad: given, After: after, Limit: n})
	if err != nil {
		return nil, err
	}
	if first {
		if c.kept += len(r.Rows); c.kept > maxKept {
			clear(c.scans)
			c.kept = len(r.Rows)
		}
		c.scans[given] = scanned{r.Rows, len(r.Rows) < n}
	}
	return slices.Clone(r.Rows[:min(limit, len(r.Rows))]), nil
}

// from is the part of a scan that comes after a row, when it is known.
func (s scanned) from(after quadview.Row, limit int) ([]quadview.Row, bool) {
	begin := 0
	if after != (quadview.Row{}) {
		i := slices.Index(s.rows, after)
		if i < 0 {
			return nil, false
		}
		begin = i + 1
	}
	rest := s.rows[begin:]
	if len(rest) < limit && !s.all {
		return nil, false
	}
	return slices.Clone(rest[:min(limit, len(rest))]), true
}

func (c *remote) Size(given quadview.Quad) (int64, bool, error) {
	r, err := c.ask(message{Op: opSize, Quad: given})
	return r.N, r.Exact, err
}

func (c *remote) Ends(given []quadview.Quad, place, limit int) ([][]uint64, error) {
	r, err := c.ask(message{Op: opEnds, Quads: given, Place: place, Limit: limit})
	if err == nil && len(r.Ends) != len(given) {
		err = errors.New("an answer to another question")
	}
	return r.Ends, err
}

func (c *remote) Nodes(after uint64, limit int) ([]uint64, error) {
	r, err := c.ask(message{Op: opNodes, After: quadview.Row{ID: after}, Limit: limit})
	return r.IDs, err
}

func (c *remote) Joins() bool { return c.joins }

func (c *remote) Join(given []quadview.Quad, place int, after uint64, limit int) ([]quadview.Met, error) {
	r, err := c.ask(message{Op: opJoin, Quads: given, Place: place, After: quadview.Row{ID: after}, Limit: limit})
	return r.Met, err
}

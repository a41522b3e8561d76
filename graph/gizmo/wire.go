package gizmo

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"saksi/graph/quadview"
)

// The server and a worker talk over two pipes: the server sends an order, the worker
// asks about the store as often as it needs to, and ends with a report.

// order is a query for a worker.
type order struct {
	Source string
	Limits Limits
	Raw    bool
	Shape  bool // tell its shape instead of running it
}

// message is what a worker sends: a question about the store, or its report.
type message struct {
	Op     op
	Value  []byte
	IDs    []uint64
	Quad   quadview.Quad
	After  quadview.Row
	Limit  int
	Report report
}

type op uint8

const (
	opReport op = iota
	opNode
	opValues
	opScan
	opSize
	opNodes
)

// reply is the answer to a question.
type reply struct {
	Err    string
	IDs    []uint64
	Values [][]byte
	Rows   []quadview.Row
	N      int64
	Exact  bool
}

// report is how a query ended. Rows are JSON.
type report struct {
	Rows      [][]byte
	Truncated bool
	Err       string
	Kind      errKind
	Line      int
	Column    int
}

type errKind uint8

const (
	noError errKind = iota
	otherError
	syntaxError
	queryError
	timeError
	sourceError
)

// encodeError keeps the kind of an error for the other side.
func (r *report) encodeError(err error) {
	var s *SyntaxError
	var q *QueryError
	switch {
	case err == nil:
		return
	case errors.As(err, &s):
		r.Kind, r.Line, r.Column, r.Err = syntaxError, s.Line, s.Column, s.Message
	case errors.As(err, &q):
		r.Kind, r.Err = queryError, q.Message
	case errors.Is(err, ErrTime):
		r.Kind = timeError
	case errors.Is(err, ErrSource):
		r.Kind = sourceError
	default:
		r.Kind, r.Err = otherError, err.Error()
	}
}

func (r *report) error(limit time.Duration) error {
	switch r.Kind {
	case noError:
		return nil
	case syntaxError:
		return &SyntaxError{r.Line, r.Column, r.Err}
	case queryError:
		return &QueryError{r.Err}
	case timeError:
		return fmt.Errorf("%w (limit %s)", ErrTime, limit)
	case sourceError:
		return ErrSource
	}
	return errors.New(r.Err)
}

func encodeValue(v quad.Value) ([]byte, error) {
	if v == nil {
		return nil, nil
	}
	return pquads.MarshalValue(v)
}

func decodeValue(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, nil
	}
	return pquads.UnmarshalValue(b)
}

// answer answers a question from a source.
func answer(src quadview.Source, m *message) (r reply) {
	var err error
	switch m.Op {
	case opNode:
		var v quad.Value
		if v, err = decodeValue(m.Value); err == nil && v != nil {
			var id uint64
			id, err = src.Node(v)
			r.IDs = []uint64{id}
		}
	case opValues:
		var vs []quad.Value
		vs, err = src.Values(m.IDs)
		for _, v := range vs {
			b, e := encodeValue(v)
			err = errors.Join(err, e)
			r.Values = append(r.Values, b)
		}
	case opScan:
		r.Rows, err = src.Scan(m.Quad, m.After, m.Limit)
	case opSize:
		r.N, r.Exact, err = src.Size(m.Quad)
	case opNodes:
		r.IDs, err = src.Nodes(m.After.ID, m.Limit)
	default:
		err = fmt.Errorf("question %d is unknown", m.Op)
	}
	if err != nil {
		r.Err = err.Error()
	}
	return r
}

// remote is a source at the other end of a pipe. Cayley reads names in another
// goroutine than the one that the query runs in.
type remote struct {
	mu  sync.Mutex
	enc *gob.Encoder
	dec *gob.Decoder
	// values are those asked for before, in this query.
	values map[uint64]quad.Value
}

var _ quadview.Source = (*remote)(nil)

func newRemote(r io.Reader, w io.Writer) *remote {
	return &remote{enc: gob.NewEncoder(w), dec: gob.NewDecoder(r), values: make(map[uint64]quad.Value)}
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
	if err == nil && r.Err != "" {
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
}

const maxRemembered = 20_000

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
	if len(c.values) > maxRemembered {
		clear(c.values)
	}
	for i, b := range r.Values {
		v, err := decodeValue(b)
		if err != nil {
			return nil, err
		}
		out[at[i]] = v
		if len(b) < 256 {
			c.values[missing[i]] = v
		}
	}
	return out, nil
}

func (c *remote) Scan(given quadview.Quad, after quadview.Row, limit int) ([]quadview.Row, error) {
	r, err := c.ask(message{Op: opScan, Quad: given, After: after, Limit: limit})
	return r.Rows, err
}

func (c *remote) Size(given quadview.Quad) (int64, bool, error) {
	r, err := c.ask(message{Op: opSize, Quad: given})
	return r.N, r.Exact, err
}

func (c *remote) Nodes(after uint64, limit int) ([]uint64, error) {
	r, err := c.ask(message{Op: opNodes, After: quadview.Row{ID: after}, Limit: limit})
	return r.IDs, err
}

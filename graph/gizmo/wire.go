package gizmo

import (
	"errors"
	"fmt"
	"slices"
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
	Joins  bool // the source can join
}

// message is what a worker sends: a question about the store, or its report.
type message struct {
	Op     op
	Value  []byte
	IDs    []uint64
	Quad   quadview.Quad
	Quads  []quadview.Quad // of a join, or of several scans
	Place  int             // the same
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
	opJoin
	opEnds
)

// reply is the answer to a question.
type reply struct {
	Err    string
	Named  bool // Err is a name that nobody has
	IDs    []uint64
	Values [][]byte
	Rows   []quadview.Row
	Met    []quadview.Met
	Ends   [][]uint64
	// Beside holds the nodes that Values are of, where they come unasked with what names
	// them: a worker mostly wants them next, and each question costs it a while.
	Beside []uint64
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

// fewRows is to how many rows the values of their ends are added.
const fewRows = 64

// ends are the subjects or objects of the rows that a scan did not give.
func (r *reply) ends(given quadview.Quad) (ids []uint64) {
	for _, row := range r.Rows {
		for _, place := range []int{0, 2} {
			if id := row.Quad[place]; given[place] == 0 && id != 0 {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (r *reply) addValues(src quadview.Source, ids []uint64) (err error) {
	r.Beside = ids
	r.Values, err = valuesOf(src, ids)
	for i, b := range r.Values {
		if len(b) > longValue {
			r.Values[i] = nil
		}
	}
	return err
}

// valuesOf are the values of nodes as they are sent.
func valuesOf(src quadview.Source, ids []uint64) ([][]byte, error) {
	vs, err := src.Values(ids)
	out := make([][]byte, len(vs))
	for i, v := range vs {
		b, e := encodeValue(v)
		err = errors.Join(err, e)
		out[i] = b
	}
	return out, err
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
		r.Values, err = valuesOf(src, m.IDs)
	case opScan:
		if r.Rows, err = src.Scan(m.Quad, m.After, m.Limit); err == nil && len(r.Rows) <= fewRows {
			err = r.addValues(src, r.ends(m.Quad))
		}
	case opSize:
		r.N, r.Exact, err = src.Size(m.Quad)
	case opNodes:
		r.IDs, err = src.Nodes(m.After.ID, m.Limit)
	case opJoin:
		if r.Met, err = src.Join(m.Quads, m.Place, m.After.ID, m.Limit); err == nil && len(r.Met) <= fewRows {
			var ids []uint64
			for _, m := range r.Met {
				ids = append(ids, m.Node)
			}
			err = r.addValues(src, ids)
		}
	case opEnds:
		if r.Ends, err = src.Ends(m.Quads, m.Place, m.Limit); err == nil {
			if ids := slices.Concat(r.Ends...); len(m.Quads) > 1 && len(ids) <= fewRows {
				err = r.addValues(src, ids)
			}
		}
	default:
		err = fmt.Errorf("question %d is unknown", m.Op)
	}
	var unknown *quadview.NameError
	switch {
	case errors.As(err, &unknown):
		r.Err, r.Named = unknown.Name, true
	case err != nil:
		r.Err = err.Error()
	}
	return r
}

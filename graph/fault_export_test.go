package graph

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
)

// ErrFault is what a faulty engine fails with.
var ErrFault = errors.New("the disk is on fire")

// Fault makes one call of an engine fail. A query may go on in a goroutine of its own
// when its answer is there.
type Fault struct {
	left atomic.Int64
	hit  atomic.Pointer[string]
}

// FaultAt makes the n-th call fail, from 1 on; none for 0.
func FaultAt(n int) *Fault {
	f := &Fault{}
	f.left.Store(int64(n))
	return f
}

// Hit is the call that failed, "" as long as none did.
func (f *Fault) Hit() string {
	if p := f.hit.Load(); p != nil {
		return *p
	}
	return ""
}

func (f *Fault) at(call string) error {
	if f.left.Add(-1) != 0 {
		return nil
	}
	f.hit.Store(&call)
	return fmt.Errorf("%s: %w", call, ErrFault)
}

// Faulty is the store s with nothing remembered, on an engine that fails as f says.
func Faulty(s *Store, f *Fault) *Store {
	return newStore(s.where, faultyEngine{s.engine, f}, s.Format())
}

type faultyEngine struct {
	engine
	f *Fault
}

func (e faultyEngine) view() (snapshot, error) {
	if err := e.f.at("view"); err != nil {
		return nil, err
	}
	sn, err := e.engine.view()
	if err != nil {
		return nil, err
	}
	return faultySnapshot{sn, e.f}, nil
}

func (e faultyEngine) latest() snapshot { return faultySnapshot{e.engine.latest(), e.f} }

func (e faultyEngine) begin() (transaction, bool, error) {
	if err := e.f.at("begin"); err != nil {
		return nil, false, err
	}
	tx, forget, err := e.engine.begin()
	if err != nil {
		return nil, forget, err
	}
	return faultyTransaction{faultySnapshot{tx, e.f}, tx, e.f}, forget, nil
}

func (e faultyEngine) changes() (int64, error) {
	if err := e.f.at("changes"); err != nil {
		return 0, err
	}
	return e.engine.changes()
}

type faultySnapshot struct {
	snapshot
	f *Fault
}

func (s faultySnapshot) nodes(vs []quad.Value) ([]uint64, error) {
	if err := s.f.at("nodes"); err != nil {
		return nil, err
	}
	return s.snapshot.nodes(vs)
}

func (s faultySnapshot) number(v quad.Value) (uint64, error) {
	if err := s.f.at("number"); err != nil {
		return 0, err
	}
	return s.snapshot.number(v)
}

func (s faultySnapshot) values(ids []uint64, f func(uint64, quad.Value)) error {
	if err := s.f.at("values"); err != nil {
		return err
	}
	return s.snapshot.values(ids, f)
}

func (s faultySnapshot) scan(x layout.Index, q layout.Quad, n int, after layout.Quad, f func(uint64, layout.Quad) bool) error {
	if err := s.f.at("scan"); err != nil {
		return err
	}
	return s.snapshot.scan(x, q, n, after, f)
}

func (s faultySnapshot) distinct(x layout.Index, q layout.Quad, n int, f func(uint64) bool) error {
	if err := s.f.at("distinct"); err != nil {
		return err
	}
	return s.snapshot.distinct(x, q, n, f)
}

func (s faultySnapshot) labelled(label, after uint64, f func(uint64, layout.Quad) bool) error {
	if err := s.f.at("labelled"); err != nil {
		return err
	}
	return s.snapshot.labelled(label, after, f)
}

func (s faultySnapshot) all(after uint64, f func(uint64, layout.Quad) bool) error {
	if err := s.f.at("all"); err != nil {
		return err
	}
	return s.snapshot.all(after, f)
}

func (s faultySnapshot) nodesAfter(after uint64, f func(uint64) bool) error {
	if err := s.f.at("nodesAfter"); err != nil {
		return err
	}
	return s.snapshot.nodesAfter(after, f)
}

func (s faultySnapshot) reading(x layout.Index, q layout.Quad, n int) reading {
	return faultyReading{s.snapshot.reading(x, q, n), s.f}
}

func (s faultySnapshot) about(x layout.Index, q layout.Quad, n int) (int64, error) {
	if err := s.f.at("about"); err != nil {
		return 0, err
	}
	return s.snapshot.about(x, q, n)
}

func (s faultySnapshot) size() (int64, error) {
	if err := s.f.at("size"); err != nil {
		return 0, err
	}
	return s.snapshot.size()
}

type faultyReading struct {
	reading
	f *Fault
}

func (r faultyReading) Scan(q layout.Quad, n int, f func(layout.Quad) bool) error {
	if err := r.f.at("reading"); err != nil {
		return err
	}
	return r.reading.Scan(q, n, f)
}

type faultyTransaction struct {
	faultySnapshot
	tx transaction
	f  *Fault
}

func (t faultyTransaction) apply(add, del []quad.Quad, fresh func(quad.Value) bool) (layout.Changed, error) {
	if err := t.f.at("apply"); err != nil {
		return layout.Changed{}, err
	}
	return t.tx.apply(add, del, fresh)
}

func (t faultyTransaction) commit() error {
	if _, atOnce := t.tx.(*levelChange); !atOnce { // else there is nothing left to fail
		if err := t.f.at("commit"); err != nil {
			return err
		}
	}
	return t.tx.commit()
}

package graph

import (
	"context"
	"errors"

	"github.com/cayleygraph/quad"

	"saksi/graph/internal/layout"
)

// engine keeps quads, and numbers their nodes. A number means the same node for as
// long as the node is there.
type engine interface {
	// view reads the store as it is now, whatever is written meanwhile.
	view() (snapshot, error)
	// latest reads the store as it is at each call. It may be used by many goroutines. It is
	// to be closed soon: it may hold up who writes.
	latest() snapshot
	// begin begins a change. Nothing else writes until it is closed. Forget tells that
	// others have removed quads since the last change of this engine.
	begin() (tx transaction, forget bool, err error)
	// changes counts the changes that others have made as well; 0 where there are none.
	changes() (int64, error)
	// verify reads what the engine keeps and finds what the storage has lost; an engine
	// whose server sees to that itself has nothing to do.
	verify(ctx context.Context) error
	// setFormat notes the version of the layout, for the next who opens the store.
	setFormat(ctx context.Context, format int) error
	close() error
}

// snapshot reads quads by the numbers of their nodes.
type snapshot interface {
	// generation counts the changes of a store that other processes change as well;
	// 0 for one that this process has for itself.
	generation() int
	// nodes are the numbers of values, 0 for those that are not in the store.
	nodes(vs []quad.Value) ([]uint64, error)
	// number is the number of a value if it is in the store, else any that no quad has.
	number(v quad.Value) (uint64, error)
	// values calls f with the values of nodes; those that are not there are left out.
	values(ids []uint64, f func(id uint64, v quad.Value)) error
	// scan calls f with the quads after one whose first n directions in the order of
	// the index are those of q, in that order, until it returns false; from the first
	// on for the zero Quad. The index is SPOL or OPSL.
	scan(x layout.Index, q layout.Quad, n int, after layout.Quad, f func(id uint64, q layout.Quad) bool) error
	// distinct calls f with the nodes that the quads that scan would give have in the
	// direction after the first n, once each, until it returns false.
	distinct(x layout.Index, q layout.Quad, n int, f func(id uint64) bool) error
	// labelled is like scan for the quads with a label, by their own numbers.
	labelled(label, after uint64, f func(id uint64, q layout.Quad) bool) error
	// all is like scan for all quads, in the order in which they were written.
	all(after uint64, f func(id uint64, q layout.Quad) bool) error
	// nodesAfter calls f with nodes whose numbers are greater, until it returns false.
	nodesAfter(after uint64, f func(id uint64) bool) error
	// reading prepares for many scans of parts of what scan would give.
	reading(x layout.Index, q layout.Quad, n int) reading
	// about is roughly how many quads scan would give.
	about(x layout.Index, q layout.Quad, n int) (int64, error)
	// size is the number of quads.
	size() (int64, error)
	close()
}

// reading goes over parts of a scan.
type reading interface {
	Scan(q layout.Quad, n int, f func(layout.Quad) bool) error
	Close()
}

// transaction is a change on its way, and what the store is before it. It is to be
// closed; without a commit before, nothing has changed, but for an engine that writes
// all of a change in apply, as one batch, and whose commit can't fail.
type transaction interface {
	snapshot
	// apply removes and adds quads. Those to remove that are not there, and those to
	// add that are, are passed over. Fresh tells of values that can't be in the store;
	// it may be nil.
	apply(add, del []quad.Quad, fresh func(quad.Value) bool) (layout.Changed, error)
	commit() error
}

// nodeOf is the number of one value.
func nodeOf(sn snapshot, v quad.Value) (uint64, error) {
	ids, err := sn.nodes([]quad.Value{v})
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// valueOf is the value of one node, nil when it is not there.
func valueOf(sn snapshot, id uint64) (v quad.Value, err error) {
	err = sn.values([]uint64{id}, func(_ uint64, x quad.Value) { v = x })
	return v, err
}

// count counts the quads that scan would give, up to limit; whole tells whether these
// are all.
func count(sn snapshot, x layout.Index, q layout.Quad, n, limit int) (count int, whole bool, err error) {
	err = sn.scan(x, q, n, layout.Quad{}, func(uint64, layout.Quad) bool {
		count++
		return count < limit
	})
	return count, count < limit, err
}

// applyNow changes quads in a transaction of its own.
func (s *Store) applyNow(add, del []quad.Quad) (err error) {
	s.writes.Lock()
	defer s.writes.Unlock()
	tx, _, err := s.engine.begin()
	if err != nil {
		return err
	}
	defer tx.close()
	_, err = tx.apply(add, del, nil)
	s.forgetKnown()
	s.forgetYears(add...)
	if err == nil {
		err = tx.commit()
	}
	return err
}

// errMissing says that a node has no value.
var errMissing = errors.New("its value is missing")

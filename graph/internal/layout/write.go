package layout

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/opt"
)

const (
	maxCached      = 1 << 18 // nodes
	maxCachedBytes = 64      // longer values are not kept
)

// cached is what the writer remembers of a node between transactions.
type cached struct {
	id, refs uint64
}

// Writer changes a store. There may be one for a store at a time, and nothing else
// may write to it meanwhile. It is not safe for use by many goroutines.
type Writer struct {
	db    *leveldb.DB
	sync  bool
	cache map[quad.Value]cached
}

// NewWriter writes to the database; with sync, each transaction is on the disk
// when Apply returns.
func NewWriter(db *leveldb.DB, sync bool) *Writer {
	return &Writer{db: db, sync: sync, cache: make(map[quad.Value]cached)}
}

// Changed says what a transaction did.
type Changed struct {
	Added, Removed int
	// NodesGone tells whether any node went with its last quad.
	NodesGone bool
}

// Apply removes and adds quads in one transaction. Quads to remove that are not
// there, and quads to add that are, are passed over. Fresh tells of values that can't
// be in the store, which spares looking for them; it may be nil.
func (w *Writer) Apply(add, del []quad.Quad, fresh func(quad.Value) bool) (Changed, error) {
	t := &tx{w: w, fresh: fresh, nodes: make(map[quad.Value]*node, 2*len(add)), labels: make(map[uint64][]uint64)}
	var err error
	if t.horizon, err = number(w.db, horizonKey); err != nil {
		return Changed{}, err
	}
	for _, f := range []func() error{
		func() error { return t.remove(del) },
		func() error { return t.insert(add) },
		t.writeNodes, t.writeQuads, t.writeLabels, t.writeMeta,
	} {
		if err := f(); err != nil {
			return Changed{}, err
		}
	}
	if err := w.db.Write(&t.batch, &opt.WriteOptions{Sync: w.sync}); err != nil {
		return Changed{}, err
	}
	t.remember()
	return Changed{Added: len(t.added), Removed: len(t.gone), NodesGone: t.nodesGone}, nil
}

// tx is one transaction.
type tx struct {
	w         *Writer
	fresh     func(quad.Value) bool
	nodes     map[quad.Value]*node
	order     []*node
	byHash    map[cayley.ValueHash]*node // new nodes, since two Go values may stand for one node
	horizon   uint64
	gone      map[Quad]uint64 // number of each removed quad
	goneOrder []Quad
	added     []Quad
	labels    map[uint64][]uint64 // numbers added under a label
	nodesGone bool
	batch     leveldb.Batch
}

type node struct {
	value      quad.Value
	id         uint64
	refs       int64 // quads that it is an end of, as stored
	delta      int64
	isNew      bool
	hashed     bool
	vkey, nkey []byte
}

func (n *node) keys() (value, refs []byte) {
	if !n.hashed {
		n.vkey, n.nkey = hashKeys(cayley.HashOf(n.value))
		n.hashed = true
	}
	return n.vkey, n.nkey
}

// node finds the node of a value; with create, it is made when there is none.
func (t *tx) node(v quad.Value, create bool) (*node, error) {
	if n, ok := t.nodes[v]; ok && (n != nil || !create) {
		return n, nil
	}
	n := &node{value: v}
	if c, ok := t.w.cache[v]; ok {
		n.id, n.refs = c.id, int64(c.refs)
	} else if t.fresh == nil || !t.fresh(v) {
		if err := t.load(n); err != nil {
			return nil, err
		}
	}
	if n.id == 0 {
		if !create {
			t.nodes[v] = nil
			return nil, nil
		}
		h := cayley.HashOf(v)
		if same, ok := t.byHash[h]; ok {
			t.nodes[v] = same
			return same, nil
		}
		if t.byHash == nil {
			t.byHash = make(map[cayley.ValueHash]*node)
		}
		t.byHash[h] = n
		t.horizon++
		n.id, n.isNew = t.horizon, true
	}
	t.nodes[v] = n
	t.order = append(t.order, n)
	return n, nil
}

// load looks a node up in the store; its id stays 0 when it is not there.
func (t *tx) load(n *node) error {
	vk, nk := n.keys()
	b, err := get(t.w.db, vk)
	if err != nil || len(b) == 0 {
		return err
	}
	n.id, _ = binary.Uvarint(b)
	if b, err = get(t.w.db, nk); err != nil {
		return err
	}
	refs, _ := binary.Uvarint(b)
	n.refs = int64(refs)
	return nil
}

// ends finds the nodes of a quad; ok is false when one is missing.
func (t *tx) ends(q quad.Quad, create bool) (k Quad, ns [4]*node, anyNew, ok bool, err error) {
	for i, d := range directions {
		v := q.Get(d)
		if v == nil {
			continue
		}
		n, err := t.node(v, create)
		if err != nil || n == nil {
			return k, ns, false, false, err
		}
		k[i], ns[i] = n.id, n
		anyNew = anyNew || n.isNew
	}
	return k, ns, anyNew, true, nil
}

func count(ns [4]*node, delta int64) {
	for _, n := range ns {
		if n != nil {
			n.delta += delta
		}
	}
}

func (t *tx) remove(del []quad.Quad) error {
	t.gone = make(map[Quad]uint64, len(del))
	for _, q := range del {
		k, ns, _, ok, err := t.ends(q, false)
		if err != nil {
			return err
		}
		if _, twice := t.gone[k]; !ok || twice {
			continue
		}
		b, err := get(t.w.db, SPOL.key(k, 4))
		if err != nil {
			return err
		}
		ids, err := numbers(b)
		if err != nil || len(ids) == 0 {
			if err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
			continue
		}
		t.gone[k] = ids[0]
		t.goneOrder = append(t.goneOrder, k)
		count(ns, -1)
	}
	return nil
}

func (t *tx) insert(add []quad.Quad) error {
	seen := make(map[Quad]bool, len(add))
	for _, q := range add {
		k, ns, anyNew, _, err := t.ends(q, true)
		if err != nil {
			return err
		}
		if seen[k] {
			continue
		}
		seen[k] = true
		if _, back := t.gone[k]; back { // removed and added again: stays
			delete(t.gone, k)
			count(ns, +1)
			continue
		}
		if !anyNew {
			has, err := t.w.db.Has(SPOL.key(k, 4), nil)
			if err != nil {
				return err
			}
			if has {
				continue
			}
		}
		t.added = append(t.added, k)
		count(ns, +1)
	}
	return nil
}

func varint(n uint64) []byte { return binary.AppendUvarint(nil, n) }

// writeNodes writes the nodes that have changed. Here as in writeQuads keys are written
// in runs that ascend, which the database takes in twice as fast as in any order.
func (t *tx) writeNodes() error {
	changed := make([]*node, 0, len(t.order))
	for _, n := range t.order {
		if n.delta != 0 {
			n.keys()
			changed = append(changed, n)
		}
	}
	for _, n := range changed { // in the order of their numbers, as far as they are new
		if !n.isNew || n.refs+n.delta <= 0 {
			continue
		}
		val, err := pquads.MarshalValue(n.value)
		if err != nil {
			return fmt.Errorf("value %s: %w", n.value, err)
		}
		if err := t.putLog(&proto.Primitive{ID: n.id, Value: val}); err != nil {
			return err
		}
	}
	slices.SortFunc(changed, func(a, b *node) int { return bytes.Compare(a.vkey, b.vkey) })
	for _, n := range changed {
		switch {
		case n.refs+n.delta <= 0:
			t.nodesGone = true
			t.batch.Delete(n.vkey)
			t.batch.Delete(logKey(n.id))
		case n.isNew:
			t.batch.Put(n.vkey, varint(n.id))
		}
	}
	slices.SortFunc(changed, func(a, b *node) int { return bytes.Compare(a.nkey, b.nkey) })
	for _, n := range changed {
		if refs := n.refs + n.delta; refs > 0 {
			t.batch.Put(n.nkey, varint(uint64(refs)))
		} else {
			t.batch.Delete(n.nkey)
		}
	}
	return nil
}

func (t *tx) putLog(p *proto.Primitive) error {
	b, err := p.Marshal()
	if err != nil {
		return err
	}
	t.batch.Put(logKey(p.ID), b)
	return nil
}

func (t *tx) writeQuads() error {
	for _, k := range t.goneOrder {
		if id, ok := t.gone[k]; ok {
			t.batch.Delete(logKey(id))
			t.batch.Delete(SPOL.key(k, 4))
			t.batch.Delete(OPSL.key(k, 4))
			if _, ok := t.labels[k[3]]; !ok {
				t.labels[k[3]] = nil
			}
		}
	}
	type numbered struct {
		Quad
		id uint64
	}
	added := make([]numbered, len(t.added))
	for i, k := range t.added {
		t.horizon++
		if err := t.putLog(&proto.Primitive{ID: t.horizon, Subject: k[0], Predicate: k[1], Object: k[2], Label: k[3]}); err != nil {
			return err
		}
		added[i] = numbered{k, t.horizon}
		t.labels[k[3]] = append(t.labels[k[3]], t.horizon)
	}
	for _, x := range []Index{SPOL, OPSL} {
		slices.SortFunc(added, func(a, b numbered) int { return x.compare(a.Quad, b.Quad) })
		for _, q := range added {
			t.batch.Put(x.key(q.Quad, 4), varint(q.id))
		}
	}
	return nil
}

// writeLabels writes the lists of the labels that the transaction touches.
func (t *tx) writeLabels() error {
	isNew := make(map[uint64]bool, len(t.byHash))
	for _, n := range t.byHash {
		isNew[n.id] = true
	}
	gone := make(map[uint64]bool, len(t.gone))
	for _, id := range t.gone {
		gone[id] = true
	}
	for label, more := range t.labels {
		if label == 0 {
			continue
		}
		var ids []uint64
		if !isNew[label] {
			var err error
			if ids, err = labelled(t.w.db, label); err != nil {
				return fmt.Errorf("label %d: %w", label, err)
			}
			ids = slices.DeleteFunc(ids, func(id uint64) bool { return gone[id] })
		}
		ids = append(ids, more...)
		key := Label.key(Quad{3: label}, 1)
		if len(ids) == 0 {
			t.batch.Delete(key)
			continue
		}
		var b []byte
		for _, id := range ids {
			b = binary.AppendUvarint(b, id)
		}
		t.batch.Put(key, b)
	}
	return nil
}

func (t *tx) writeMeta() error {
	size, err := number(t.w.db, sizeKey)
	if err != nil {
		return err
	}
	put := func(key []byte, n uint64) {
		t.batch.Put(key, binary.LittleEndian.AppendUint64(nil, n))
	}
	put(sizeKey, size+uint64(len(t.added))-uint64(len(t.gone)))
	put(horizonKey, t.horizon)
	return nil
}

// remember keeps what was learnt of nodes for the transactions to come.
func (t *tx) remember() {
	if len(t.w.cache)+len(t.order) > maxCached {
		clear(t.w.cache)
	}
	for _, n := range t.order {
		refs := n.refs + n.delta
		switch {
		case refs <= 0 || n.delta == 0 && n.isNew:
			delete(t.w.cache, n.value)
		case keeps(n.value):
			t.w.cache[n.value] = cached{n.id, uint64(refs)}
		}
	}
}

func keeps(v quad.Value) bool {
	switch v := v.(type) {
	case quad.IRI:
		return len(v) <= maxCachedBytes
	case quad.String:
		return len(v) <= maxCachedBytes
	}
	return false
}

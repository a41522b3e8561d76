package layout

import (
	"cmp"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"math"
	"slices"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"saksi/graph/internal/level"
)

// ErrFull says that a run can't number more nodes and quads: what it keeps of each
// number is four bytes.
var ErrFull = errors.New("numbers of four bytes are used up")

// Run gathers quads that are added to a store, and gives the keys of all of them in
// order. It keeps about 150 bytes a quad, and nothing but pointers to its own memory, so
// that the garbage collector has little to look at. While there is a run, nothing else
// may write to the store.
type Run struct {
	db     Getter
	memory *Memory
	first  uint32 // numbers from here on are those of the run
	next   uint32
	nodes  []runNode
	byHash hashTable
	lately lately
	old    map[uint32]uint32 // the number of a node from before the run to its place
	refs   map[uint32]uint64 // of those that were kept in mind, by place, before the run
	values arena
	quads  []runQuad
	shared map[runQuad]struct{} // by nodes, without numbers
	places uint32               // the first number of those that have a place, 0 when none are kept free
	late   []quad.Quad          // as of [Adding]
	how    Adding               // the latest
}

// runNode is a node of the run: a new one, or one of the store that quads were added to.
type runNode struct {
	hash  cayley.ValueHash
	id    uint32
	refs  uint32 // quads of the run that it is an end of
	value slot   // what the log has of a new one
	own   bool   // as of [Adding]
}

// runQuad is a quad by the numbers of its nodes, and its own number.
type runQuad struct{ s, p, o, l, id uint32 }

// NewRun begins a run on a store as it is now. The memory is that of the load.
func NewRun(db Getter, memory *Memory) (*Run, error) {
	horizon, err := number(db, horizonKey)
	if err != nil {
		return nil, err
	}
	if horizon >= math.MaxUint32 {
		return nil, ErrFull
	}
	n := uint32(horizon)
	r := &Run{nodes: make([]runNode, 0, memory.lastNodes*9/8), quads: make([]runQuad, 0, memory.lastQuads*9/8),
		db: db, memory: memory, refs: make(map[uint32]uint64), first: n + 1, next: n + 1, lately: lately{seed: maphash.MakeSeed()},
		old: make(map[uint32]uint32), shared: make(map[runQuad]struct{})}
	if horizon == 0 || memory.lastQuads > manyQuads {
		r.places = r.next
		r.next += Places
	}
	return r, nil
}

// Places is how many numbers are kept free for values that are read together ([Adding]).
// They are, in the first run of a store and in each that follows one with manyQuads: a
// value that is in no document by then has no better place than any other.
const (
	Places    = 1 << 14
	manyQuads = 16 * Places
)

// Len is the number of quads.
func (r *Run) Len() int { return len(r.quads) + len(r.late) }

// Bytes is about how much memory the run takes.
func (r *Run) Bytes() int64 {
	return r.values.size + int64(len(r.nodes))*100 + int64(len(r.quads))*72 + int64(len(r.shared))*40
}

// Adding is what the quads of one document are added with.
type Adding struct {
	// Fresh tells of values that can't be in the store before the run, which spares
	// looking for them.
	Fresh func(quad.Value) bool
	// Shared tells of labels under which the run or the store may have the quad
	// already. A quad under another label may come twice, but only in one run.
	Shared func(label quad.Value) bool
	// Own tells of values that hardly any other document has.
	Own func(quad.Value) bool
	// Place tells of values that are read together: they are numbered in this order,
	// from 0 up to but not with [Places], so that they stand together in the log.
	Place func(quad.Value) (at int, ok bool)
	// Late tells of quads under labels that are not shared which are read together,
	// whatever documents have them: they and their nodes are numbered when all others are.
	Late func(quad.Quad) bool
}

// Add adds the quads that are not there, and counts them, those that come twice under
// a label that is not shared among them. After an error the run is of no more use.
func (r *Run) Add(quads []quad.Quad, how Adding) (added int, err error) {
	if uint64(r.next)+5*uint64(len(quads)+len(r.late)) > math.MaxUint32 {
		return 0, ErrFull
	}
	late := len(r.late)
	r.how = how
	from := len(r.quads)
	var last [4]quad.Value // of the quad before, whose nodes are at
	var at [4]uint32
	for i := range quads {
		q := &quads[i]
		if how.Late != nil && how.Late(*q) {
			r.late = append(r.late, *q)
			continue
		}
		var k [4]uint32
		before := true
		for j, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil {
				continue
			}
			if v != last[j] {
				if at[j], err = r.node(v, how); err != nil {
					return 0, err
				}
				last[j] = v
			}
			k[j] = r.nodes[at[j]].id
			before = before && k[j] < r.first
		}
		x := runQuad{s: k[0], p: k[1], o: k[2], l: k[3]}
		if how.Shared(q.Label) {
			if _, twice := r.shared[x]; twice {
				continue
			}
			r.shared[x] = struct{}{}
		}
		if before {
			has, err := r.stored(x)
			if err != nil {
				return 0, err
			}
			if has {
				continue
			}
		}
		for j, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v != nil {
				r.nodes[at[j]].refs++
			}
		}
		r.quads = append(r.quads, x)
	}
	for i := from; i < len(r.quads); i++ { // a document's nodes come before its quads
		r.quads[i].id = r.next
		r.next++
	}
	return len(r.quads) - from + len(r.late) - late, nil
}

// stored tells whether the store has the quad, whose nodes are from before the run.
func (r *Run) stored(x runQuad) (bool, error) {
	if r.memory.quads.met(x, r.memory.run) {
		return true, nil
	}
	has, err := r.db.Has(SPOL.key(x.quad(), 4), nil)
	if has {
		r.memory.quads.keep(x, r.memory.run)
	}
	return has, err
}

func (q runQuad) quad() Quad { return Quad{uint64(q.s), uint64(q.p), uint64(q.o), uint64(q.l)} }

// node is the place of the node of a value, which is made when there is none.
func (r *Run) node(v quad.Value, how Adding) (at uint32, err error) {
	e := r.lately.entry(v)
	if e != nil && e.value == v {
		return e.place, nil
	}
	h := hashOf(v)
	at, ok := r.byHash.find(&h, r.nodes)
	if !ok {
		n := runNode{hash: h}
		var refs uint32
		if n.id, refs, err = r.before(&h, v, how.Fresh); err != nil {
			return 0, err
		}
		at = uint32(len(r.nodes))
		if n.id == 0 {
			n.id = r.number(v, how)
			if n.value, err = r.values.add(n.id, v); err != nil {
				return 0, err
			}
			n.own = how.Own(v)
			r.memory.seen.add(&h)
		} else {
			r.old[n.id] = at
			if refs > 0 {
				r.refs[at] = uint64(refs)
			}
		}
		r.nodes = append(r.nodes, n)
		r.byHash.put(at, r.nodes)
	}
	if e != nil {
		e.value, e.place = v, at
	}
	return at, nil
}

// number is a fresh one for a value.
func (r *Run) number(v quad.Value, how Adding) uint32 {
	if r.places != 0 {
		if at, ok := how.Place(v); ok {
			return r.places + uint32(at)
		}
	}
	r.next++
	return r.next - 1
}

// before is the number of a node that was in the store before the run, 0 when it was not,
// and of how many quads it was an end, 0 when the load does not have that in mind.
func (r *Run) before(h *cayley.ValueHash, v quad.Value, fresh func(quad.Value) bool) (id, refs uint32, err error) {
	if !r.memory.seen.may(h) {
		return 0, 0, nil
	}
	if k := r.memory.known.find(h); k != nil {
		return k.id, k.refs, nil
	}
	if fresh(v) {
		return 0, 0, nil
	}
	vk, _ := hashKeys(*h)
	b, err := get(r.db, vk)
	number, _ := binary.Uvarint(b)
	return uint32(number), 0, err
}

// hashOf is what [cayley.HashOf] gives.
func hashOf(v quad.Value) cayley.ValueHash {
	iri, ok := v.(quad.IRI)
	if !ok {
		return cayley.HashOf(v)
	}
	var buf [128]byte
	b := append(buf[:0], '<')
	b = append(b, iri...)
	return sha1.Sum(append(b, '>'))
}

// arena keeps what the log has of new nodes.
type arena struct {
	chunks [][]byte
	size   int64
}

type slot struct{ chunk, from, to uint32 }

const arenaChunk = 1 << 20

// add keeps a node: the fields 1 and 8 of a primitive, its number and its value.
func (a *arena) add(id uint32, v quad.Value) (slot, error) {
	var text string
	var field byte // of a value, for one that is a text
	switch v := v.(type) {
	case quad.IRI:
		text, field = string(v), 3
	case quad.String:
		text, field = string(v), 2
	}
	var val []byte
	n := len(text)
	if field == 0 {
		var err error
		if val, err = pquads.MarshalValue(v); err != nil {
			return slot{}, fmt.Errorf("value %s: %w", v, err)
		}
		n = len(val)
	}
	need := n + 4*binary.MaxVarintLen64
	if len(a.chunks) == 0 || cap(a.chunks[len(a.chunks)-1])-len(a.chunks[len(a.chunks)-1]) < need {
		a.chunks = append(a.chunks, make([]byte, 0, max(arenaChunk, need)))
	}
	at := len(a.chunks) - 1
	b := a.chunks[at]
	from := len(b)
	b = binary.AppendUvarint(append(b, 1<<3), uint64(id))
	b = append(b, 8<<3|2)
	if field == 0 {
		b = append(binary.AppendUvarint(b, uint64(n)), val...)
	} else {
		head := 1 + len(binary.AppendUvarint(make([]byte, 0, binary.MaxVarintLen64), uint64(n)))
		b = binary.AppendUvarint(b, uint64(head+n))
		b = append(binary.AppendUvarint(append(b, field<<3|2), uint64(n)), text...)
	}
	a.size += int64(len(b) - from)
	a.chunks[at] = b
	return slot{uint32(at), uint32(from), uint32(len(b))}, nil
}

func (a *arena) get(s slot) []byte { return a.chunks[s.chunk][s.from:s.to] }

// The order of bytes in keys is not that of their values, since two of them are escaped:
// what stands for '/' and '\' begins with '\'. rank and byRank lead from one to the other.
var rank, byRank = func() (rank, byRank [256]byte) {
	var all []byte
	for i := range 256 {
		all = append(all, byte(i))
	}
	slices.SortFunc(all, func(a, b byte) int {
		return cmp.Compare(string(level.AppendEscaped(nil, []byte{a})), string(level.AppendEscaped(nil, []byte{b})))
	})
	for i, b := range all {
		rank[b], byRank[i] = byte(i), b
	}
	return rank, byRank
}()

// ranked is a number such that those of keys in order are in order.
func ranked(n uint32) uint32 {
	return uint32(rank[n>>24])<<24 | uint32(rank[n>>16&255])<<16 | uint32(rank[n>>8&255])<<8 | uint32(rank[n&255])
}

func unranked(n uint32) uint32 {
	return uint32(byRank[n>>24])<<24 | uint32(byRank[n>>16&255])<<16 | uint32(byRank[n>>8&255])<<8 | uint32(byRank[n&255])
}

// sorted is a quad by the ranks of its nodes in the order of an index, and its number.
type sorted struct {
	one, two uint64
	id       uint32
}

func (x sorted) ends() [4]uint32 {
	return [4]uint32{unranked(uint32(x.one >> 32)), unranked(uint32(x.one)), unranked(uint32(x.two >> 32)), unranked(uint32(x.two))}
}

func bySorted(a, b sorted) int {
	if a.one != b.one {
		return cmp.Compare(a.one, b.one)
	}
	if a.two != b.two {
		return cmp.Compare(a.two, b.two)
	}
	return cmp.Compare(a.id, b.id)
}

// Write gives all keys, each once, with what they get. It is called when all quads are
// added, once, and reads the store that the run began on first; the sequences only read
// what the run has in memory, and may be gone through side by side.
func (r *Run) Write() ([]level.Sequence, error) {
	late, how := r.late, r.how
	r.late, how.Late = nil, nil
	if _, err := r.Add(late, how); err != nil {
		return nil, err
	}
	w := &runWriter{r: r}
	r.byHash, r.lately, r.shared = hashTable{}, lately{}, nil // make room
	w.spol = make([]sorted, len(r.quads))
	for i, q := range r.quads {
		w.spol[i] = sorted{uint64(ranked(q.s))<<32 | uint64(ranked(q.p)), uint64(ranked(q.o))<<32 | uint64(ranked(q.l)), q.id}
	}
	slices.SortFunc(w.spol, bySorted)
	w.unique()
	for _, f := range []func() error{w.readLabels, w.readRefs, w.readSize} {
		if err := f(); err != nil {
			return nil, err
		}
	}
	r.memory.keep(r, w.refs)
	return w.sequences(), nil
}

// runWriter writes a run.
type runWriter struct {
	r      *Run
	spol   []sorted
	size   uint64
	labels []uint64 // rank of the label, and number of the quad, in order
	lists  map[uint32][]byte
	refs   map[uint32]uint64 // of old nodes, by place
}

// unique leaves out the quads that came twice: the later ones.
func (w *runWriter) unique() {
	r := w.r
	out := w.spol[:0]
	dropped := make(map[uint32]bool)
	for i, x := range w.spol {
		if i > 0 && x.one == out[len(out)-1].one && x.two == out[len(out)-1].two {
			dropped[x.id] = true
			continue
		}
		out = append(out, x)
	}
	w.spol = out
	if len(dropped) == 0 {
		return
	}
	places := make(map[uint32]uint32, len(r.nodes))
	for at, n := range r.nodes {
		places[n.id] = uint32(at)
	}
	r.quads = slices.DeleteFunc(r.quads, func(q runQuad) bool {
		if !dropped[q.id] {
			return false
		}
		for _, id := range [4]uint32{q.s, q.p, q.o, q.l} {
			if id != 0 {
				r.nodes[places[id]].refs--
			}
		}
		return true
	})
}

// readLabels reads the lists of labels that were there before.
func (w *runWriter) readLabels() error {
	w.labels = make([]uint64, 0, len(w.r.quads))
	w.lists = make(map[uint32][]byte)
	for _, q := range w.r.quads {
		if q.l != 0 {
			w.labels = append(w.labels, uint64(ranked(q.l))<<32|uint64(q.id))
		}
	}
	slices.Sort(w.labels)
	for i, x := range w.labels {
		l := unranked(uint32(x >> 32))
		if l >= w.r.first || i > 0 && w.labels[i-1]>>32 == x>>32 {
			continue
		}
		b, err := get(w.r.db, Label.key(Quad{3: uint64(l)}, 1))
		if err != nil {
			return fmt.Errorf("label %d: %w", l, err)
		}
		w.lists[l] = slices.Clone(b)
	}
	return nil
}

// readRefs reads the counts of nodes that were there before, in the order of their keys,
// so that each block of a table is read once.
func (w *runWriter) readRefs() error {
	w.refs = w.r.refs
	for _, x := range w.inOrder(maps.Values(w.r.old)) {
		at, n := x.at, &w.r.nodes[x.at]
		if _, ok := w.refs[at]; ok {
			continue
		}
		_, nk := hashKeys(n.hash)
		b, err := get(w.r.db, nk)
		if err != nil {
			return fmt.Errorf("node %d: %w", n.id, err)
		}
		w.refs[at], _ = binary.Uvarint(b)
	}
	return nil
}

func (w *runWriter) readSize() (err error) {
	w.size, err = number(w.r.db, sizeKey)
	return err
}

// sequences are those of each kind of keys, those that take longest first.
func (w *runWriter) sequences() []level.Sequence {
	nodes := sync.OnceValue(w.nodesInOrder)
	var out []level.Sequence
	for _, s := range []struct {
		kind  byte
		write func(*putter) error
	}{
		{OPSL.prefix[0], w.writeOPSL}, {SPOL.prefix[0], w.writeSPOL}, {'l', w.writeLog},
		{'v', func(p *putter) error { return w.writeValues(p, nodes()) }},
		{'n', func(p *putter) error { return w.writeRefs(p, nodes()) }},
		{Label.prefix[0], w.writeLabels}, {'m', w.writeMeta},
	} {
		out = append(out, level.Sequence{Kind: s.kind, Keys: func(put level.Put) error { return s.write(&putter{put: put}) }})
	}
	return out
}

// putter hands keys on, with room to make them in.
type putter struct {
	put      level.Put
	key, val []byte
}

func (w *runWriter) fresh(leading uint32) bool { return leading >= w.r.first }

func (w *runWriter) writeLabels(p *putter) error {
	for i := 0; i < len(w.labels); {
		l := unranked(uint32(w.labels[i] >> 32))
		p.val = append(p.val[:0], w.lists[l]...)
		j := i
		for ; j < len(w.labels) && w.labels[j]>>32 == w.labels[i]>>32; j++ {
			p.val = binary.AppendUvarint(p.val, uint64(uint32(w.labels[j])))
		}
		i = j
		p.key = appendNumber32(append(p.key[:0], Label.prefix...), l)
		if err := p.put(p.key, p.val, w.fresh(l)); err != nil {
			return err
		}
	}
	return nil
}

// writeLog writes nodes and quads by their numbers.
func (w *runWriter) writeLog(p *putter) error {
	const isQuad = 1 << 31
	at := make([]uint32, w.r.next-w.r.first) // place of what has the number, from 1 on
	for i, n := range w.r.nodes {
		if n.id >= w.r.first {
			at[n.id-w.r.first] = uint32(i) + 1
		}
	}
	for i, q := range w.r.quads {
		at[q.id-w.r.first] = (uint32(i) + 1) | isQuad
	}
	return inRank(w.r.first, w.r.next, func(id uint32) error {
		x := at[id-w.r.first]
		if x == 0 {
			return nil
		}
		p.key = appendNumber32(append(p.key[:0], "log/"...), id)
		if x&isQuad == 0 {
			return p.put(p.key, w.r.values.get(w.r.nodes[x-1].value), true)
		}
		q := w.r.quads[x&^isQuad-1]
		p.val = p.val[:0]
		for i, n := range [5]uint32{id, q.s, q.p, q.o, q.l} {
			if n != 0 {
				p.val = binary.AppendUvarint(append(p.val, byte(i+1)<<3), uint64(n))
			}
		}
		return p.put(p.key, p.val, true)
	})
}

// inRank calls f with the numbers from one up to, but not with, another, in the order
// of keys.
func inRank(from, to uint32, f func(uint32) error) error {
	var walk func(head uint32, bits int) error
	walk = func(head uint32, bits int) error {
		if bits == 0 {
			return f(head)
		}
		bits -= 8
		for _, b := range byRank {
			low := head | uint32(b)<<bits
			if high := low | (1<<bits - 1); high < from || low >= to {
				continue
			}
			if err := walk(low, bits); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(0, 32)
}

func (w *runWriter) writeMeta(p *putter) error {
	for _, x := range []struct {
		key []byte
		n   uint64
	}{{horizonKey, uint64(w.r.next) - 1}, {sizeKey, w.size + uint64(len(w.r.quads))}} {
		if err := p.put(x.key, binary.LittleEndian.AppendUint64(p.val[:0], x.n), false); err != nil {
			return err
		}
	}
	return nil
}

// place is a node by the rank of the beginning of its hash.
type place struct {
	rank uint64
	at   uint32
}

// nodesInOrder are all nodes of the run.
func (w *runWriter) nodesInOrder() []place {
	return w.inOrder(func(yield func(uint32) bool) {
		for i := range w.r.nodes {
			if !yield(uint32(i)) {
				return
			}
		}
	})
}

// inOrder sorts those of the nodes that quads refer to by their keys.
func (w *runWriter) inOrder(places iter.Seq[uint32]) []place {
	var out []place
	for at := range places {
		n := &w.r.nodes[at]
		if n.refs > 0 {
			out = append(out, place{uint64(ranked(binary.BigEndian.Uint32(n.hash[:])))<<32 | uint64(ranked(binary.BigEndian.Uint32(n.hash[4:]))), at})
		}
	}
	slices.SortFunc(out, func(a, b place) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		x, _ := hashKeys(w.r.nodes[a.at].hash)
		y, _ := hashKeys(w.r.nodes[b.at].hash)
		return slices.Compare(x, y)
	})
	return out
}

// hashKey makes the key of a node, which begins with c.
func (p *putter) hashKey(c byte, h *cayley.ValueHash) []byte {
	b := level.AppendEscaped(append(p.key[:0], c), h[:2])
	p.key = level.AppendEscaped(append(b, '/'), h[:])
	return p.key
}

func (w *runWriter) writeRefs(p *putter, nodes []place) error {
	for _, x := range nodes {
		n := &w.r.nodes[x.at]
		p.val = binary.AppendUvarint(p.val[:0], w.refs[x.at]+uint64(n.refs))
		if err := p.put(p.hashKey('n', &n.hash), p.val, false); err != nil {
			return err
		}
	}
	return nil
}

func (w *runWriter) writeValues(p *putter, nodes []place) error {
	for _, x := range nodes {
		n := &w.r.nodes[x.at]
		if n.id < w.r.first {
			continue
		}
		p.val = binary.AppendUvarint(p.val[:0], uint64(n.id))
		if err := p.put(p.hashKey('v', &n.hash), p.val, false); err != nil {
			return err
		}
	}
	return nil
}

func (w *runWriter) writeOPSL(p *putter) error {
	xs := make([]sorted, len(w.spol))
	for i, x := range w.spol {
		s, p, o, l := x.one>>32, x.one&math.MaxUint32, x.two>>32, x.two&math.MaxUint32
		xs[i] = sorted{o<<32 | p, s<<32 | l, x.id}
	}
	slices.SortFunc(xs, bySorted)
	return w.writeIndex(p, OPSL, xs)
}

func (w *runWriter) writeSPOL(p *putter) error { return w.writeIndex(p, SPOL, w.spol) }

func (w *runWriter) writeIndex(p *putter, x Index, xs []sorted) error {
	for _, q := range xs {
		p.key = append(p.key[:0], x.prefix...)
		ends := q.ends()
		for _, n := range ends {
			p.key = appendNumber32(p.key, n)
		}
		p.val = binary.AppendUvarint(p.val[:0], uint64(q.id))
		if err := p.put(p.key, p.val, w.fresh(ends[0])); err != nil {
			return err
		}
	}
	return nil
}

// appendNumber32 is appendNumber for a number of four bytes.
func appendNumber32(b []byte, n uint32) []byte {
	b = append(b, 0, 0, 0, 0)
	for s := 24; s >= 0; s -= 8 {
		c := byte(n >> s)
		if c == '/' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return b
}

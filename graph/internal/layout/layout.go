// Package layout reads and writes quads in the key layout of Cayley v0.7.7's
// key-value stores, straight on goleveldb. What it writes, Cayley opens and reads
// as its own.
//
// Cayley's own writer has three properties that a store of documents can't live
// with, and that this one does not have:
//
//   - a transaction that removes some quads of a node and adds others loses ends
//     of the added ones, when the node ends up with fewer quads than before
//     (applyAddDeltas looks nodes up among the growing ones only);
//   - removed quads stay in the indexes, and counts of references grow with every
//     duplicate that is ignored;
//   - all quads of one index key are in one value, which is read and written anew
//     with each further quad.
//
// The layout: "meta/size" and "meta/horizon" are little-endian integers; node and
// quad n is a protobuf primitive at "log/n"; "vHH/hash" leads from the hash of a
// value to its node and "nHH/hash" to the number of quads that it is an end of;
// "spoc/…", "opsc/…" and "c/…" lead from node numbers, eight bytes each, to the
// numbers of quads as varints.
package layout

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"

	"saksi/graph/internal/level"
)

// ErrDamaged says that what stands under a key is not what belongs there.
var ErrDamaged = errors.New("the store is damaged")

// Index is an order of the directions of a quad.
type Index struct {
	dirs   []quad.Direction
	prefix string
}

// The indexes of a store. With all four directions in a key, a key has one quad,
// so that adding a quad needs no reading. Labels have few quads each.
var (
	SPOL  = index(quad.Subject, quad.Predicate, quad.Object, quad.Label)
	OPSL  = index(quad.Object, quad.Predicate, quad.Subject, quad.Label)
	Label = index(quad.Label)
)

// Indexes are those that Cayley has to know of.
var Indexes = []kv.QuadIndex{{Dirs: SPOL.dirs}, {Dirs: OPSL.dirs}, {Dirs: Label.dirs}}

func index(dirs ...quad.Direction) Index {
	var b []byte
	for _, d := range dirs {
		b = append(b, d.Prefix())
	}
	return Index{dirs, string(b) + "/"}
}

// Is tells whether the indexes are the same.
func (x Index) Is(y Index) bool { return x.prefix == y.prefix }

// Quad is a quad by the numbers of its nodes: subject, predicate, object, label.
type Quad [4]uint64

var directions = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

func position(d quad.Direction) int {
	for i, x := range directions {
		if x == d {
			return i
		}
	}
	return -1
}

// key is the key of the first n of the index's directions.
func (x Index) key(q Quad, n int) []byte {
	b := make([]byte, 0, len(x.prefix)+9*n)
	b = append(b, x.prefix...)
	for _, d := range x.dirs[:n] {
		b = appendNumber(b, q[position(d)])
	}
	return b
}

// compare orders quads as their keys in the index are ordered, but for numbers with a byte
// that is escaped in keys.
func (x Index) compare(a, b Quad) int {
	for _, d := range x.dirs {
		if c := cmp.Compare(a[position(d)], b[position(d)]); c != 0 {
			return c
		}
	}
	return 0
}

func appendNumber(b []byte, n uint64) []byte {
	var buf [8]byte
	binary.BigEndian.PutUint64(buf[:], n)
	return level.AppendEscaped(b, buf[:])
}

// parse reads the quad back from a key of the index with all four directions.
func (x Index) parse(key []byte) (q Quad, ok bool) {
	var buf [32]byte
	tail := key[len(x.prefix):]
	if bytes.IndexByte(tail, '\\') >= 0 {
		tail = unescaped(&buf, tail)
	}
	if len(tail) != 8*len(x.dirs) {
		return q, false
	}
	for i, d := range x.dirs {
		q[position(d)] = binary.BigEndian.Uint64(tail[8*i:])
	}
	return q, true
}

// unescaped is a part of a key as it was before it was escaped, as far as buf has room.
func unescaped(buf *[32]byte, part []byte) []byte {
	n := 0
	for i := 0; i < len(part) && n < len(buf); i++ {
		if part[i] == '\\' && i+1 < len(part) {
			i++
		}
		buf[n] = part[i]
		n++
	}
	return buf[:n]
}

func logKey(n uint64) []byte { return appendNumber([]byte("log/"), n) }

func hashKeys(h cayley.ValueHash) (value, refs []byte) {
	key := func(c byte) []byte {
		b := make([]byte, 0, 32)
		b = level.AppendEscaped(append(b, c), h[:2])
		return level.AppendEscaped(append(b, '/'), h[:])
	}
	return key('v'), key('n')
}

var (
	sizeKey    = []byte("meta/size")
	horizonKey = []byte("meta/horizon")
)

// Getter is what both a database and a snapshot of it can do.
type Getter interface {
	Get(key []byte, ro *opt.ReadOptions) ([]byte, error)
	Has(key []byte, ro *opt.ReadOptions) (bool, error)
	NewIterator(slice *util.Range, ro *opt.ReadOptions) iterator.Iterator
}

func get(db Getter, key []byte) ([]byte, error) {
	b, err := db.Get(key, nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return nil, nil
	}
	return b, err
}

func number(db Getter, key []byte) (uint64, error) {
	b, err := get(db, key)
	if err != nil || len(b) == 0 {
		return 0, err
	}
	if len(b) != 8 {
		return 0, fmt.Errorf("%s: %d bytes where 8 belong", key, len(b))
	}
	return binary.LittleEndian.Uint64(b), nil
}

// Node is the number of the node with this value, or 0 when there is none.
func Node(db Getter, v quad.Value) (uint64, error) {
	vk, _ := hashKeys(cayley.HashOf(v))
	b, err := get(db, vk)
	if err != nil || len(b) == 0 {
		return 0, err
	}
	n, _ := binary.Uvarint(b)
	return n, nil
}

// Value is the value of a node, or nil when there is no such node.
func Value(db Getter, n uint64) (quad.Value, error) {
	b, err := get(db, logKey(n))
	if err != nil || b == nil {
		return nil, err
	}
	return nodeValue(n, b)
}

func nodeValue(n uint64, b []byte) (quad.Value, error) {
	if _, v := textValue(b); v != nil {
		return v, nil
	}
	var p proto.Primitive
	if err := p.Unmarshal(b); err != nil {
		return nil, fmt.Errorf("%w: node %d: %w", ErrDamaged, n, err)
	}
	if !p.IsNode() {
		return nil, nil
	}
	v, err := pquads.UnmarshalValue(p.Value)
	if err != nil {
		return nil, fmt.Errorf("%w: node %d: %w", ErrDamaged, n, err)
	}
	return v, nil
}

// textValue reads an entry of the log that is a node with an IRI or a plain text, which
// most are: the fields 1 and 8 of a primitive, its number and its value, and of that the
// field 3 or 2. It is nil for anything else.
func textValue(b []byte) (id uint64, v quad.Value) {
	if len(b) == 0 || b[0] != 1<<3 {
		return 0, nil
	}
	id, n := binary.Uvarint(b[1:])
	if n <= 0 {
		return 0, nil
	}
	value, ok := only(b[1+n:], 8<<3|2)
	if !ok || len(value) == 0 {
		return 0, nil
	}
	field := value[0]
	if text, ok := only(value, field); ok {
		switch field {
		case 3<<3 | 2:
			return id, quad.IRI(text)
		case 2<<3 | 2:
			return id, quad.String(text)
		}
	}
	return 0, nil
}

// only is the content of a field that is all of a message.
func only(b []byte, field byte) ([]byte, bool) {
	if len(b) == 0 || b[0] != field {
		return nil, false
	}
	size, n := binary.Uvarint(b[1:])
	if n <= 0 || size != uint64(len(b)-1-n) {
		return nil, false
	}
	return b[1+n:], true
}

// Values reads values of nodes, again and again. It is to be closed.
type Values struct {
	db  Getter
	it  iterator.Iterator // nil until it is needed
	key []byte
}

// NewValues reads from a database or a snapshot of it.
func NewValues(db Getter) *Values { return &Values{db: db} }

// Close lets go of the reader.
func (r *Values) Close() {
	if r.it != nil {
		r.it.Release()
	}
}

const (
	// maxGap is how far apart the numbers of nodes may be to be read in one go.
	maxGap = 48
	// fewest is how many are read in one go rather than each by itself.
	fewest = 3
)

// Each calls f with the values of nodes, whose numbers are in order; those that are not
// there are left out. Nodes that were written together are read in one go.
func (r *Values) Each(ids []uint64, f func(id uint64, v quad.Value)) error {
	for len(ids) > 0 {
		n := 1
		for n < len(ids) && ids[n]-ids[n-1] <= maxGap && inKeyOrder(ids[n-1], ids[n]) {
			n++
		}
		read := r.together
		if n < fewest {
			read = r.apart
		}
		if err := read(ids[:n], f); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// inKeyOrder tells of two numbers in order whether their keys are: '/' is escaped, and
// comes behind all bytes before '\\' then.
func inKeyOrder(a, b uint64) bool {
	return a>>8 == b>>8 && (byte(a) != '/' || byte(b) >= '\\')
}

func (r *Values) apart(ids []uint64, f func(id uint64, v quad.Value)) error {
	for _, id := range ids {
		v, err := Value(r.db, id)
		if err != nil {
			return err
		}
		if v != nil {
			f(id, v)
		}
	}
	return nil
}

func (r *Values) together(ids []uint64, f func(id uint64, v quad.Value)) error {
	if r.it == nil {
		r.it = r.db.NewIterator(util.BytesPrefix([]byte("log/")), nil)
	}
	r.key = appendNumber(append(r.key[:0], "log/"...), ids[0])
	ok := r.it.Seek(r.key)
	for _, id := range ids {
		r.key = appendNumber(append(r.key[:0], "log/"...), id)
		for ok && bytes.Compare(r.it.Key(), r.key) < 0 {
			ok = r.it.Next()
		}
		if !ok {
			break
		}
		if !bytes.Equal(r.it.Key(), r.key) {
			continue
		}
		v, err := nodeValue(id, r.it.Value())
		if err != nil {
			return err
		}
		if v != nil {
			f(id, v)
		}
	}
	return r.it.Error()
}

// Scan calls f with the quads whose first directions in the order of the index,
// to the number of n, are those of q, until it returns false. The index must be
// [SPOL] or [OPSL].
func Scan(db Getter, x Index, q Quad, n int, f func(Quad) bool) error {
	c := Seek(db, x, q, n)
	defer c.Close()
	for c.Next() {
		if !f(c.Quad()) {
			break
		}
	}
	return c.Err()
}

// Cursor goes over quads of an index.
type Cursor struct {
	x   Index
	it  iterator.Iterator
	q   Quad
	err error
}

// Seek is like [Scan], step by step. The cursor is to be closed.
func Seek(db Getter, x Index, q Quad, n int) *Cursor {
	return &Cursor{x: x, it: db.NewIterator(util.BytesPrefix(x.key(q, n)), nil)}
}

// Next goes to the next quad; false at the end and on an error.
func (c *Cursor) Next() bool {
	if c.err != nil || !c.it.Next() {
		return false
	}
	q, ok := c.x.parse(c.it.Key())
	if !ok {
		c.err = fmt.Errorf("index %s: key %x can't be read", c.x.prefix, c.it.Key())
		return false
	}
	c.q = q
	return true
}

// Quad is the quad that the cursor is at.
func (c *Cursor) Quad() Quad { return c.q }

// ID is the number of the quad that the cursor is at.
func (c *Cursor) ID() uint64 {
	id, _ := binary.Uvarint(c.it.Value())
	return id
}

// Err is what ended the cursor early.
func (c *Cursor) Err() error {
	if c.err != nil {
		return c.err
	}
	return c.it.Error()
}

// Close lets go of the cursor.
func (c *Cursor) Close() { c.it.Release() }

// Range goes over parts of what [Scan] would give, again and again, which is quicker
// than to begin anew each time. It is to be closed.
type Range struct {
	db Getter
	x  Index
	it iterator.Iterator
}

// NewRange is about the quads whose first directions, to the number of n, are those
// of q.
func NewRange(db Getter, x Index, q Quad, n int) *Range {
	return &Range{db, x, db.NewIterator(util.BytesPrefix(x.key(q, n)), nil)}
}

// Scan is like the function [Scan], for a part of the range.
func (r *Range) Scan(q Quad, n int, f func(Quad) bool) error {
	prefix := r.x.key(q, n)
	if n == 4 { // one key, which filters mostly tell not to be there without reading
		has, err := r.db.Has(prefix, nil)
		if has {
			f(q)
		}
		return err
	}
	for ok := r.it.Seek(prefix); ok && bytes.HasPrefix(r.it.Key(), prefix); ok = r.it.Next() {
		k, ok := r.x.parse(r.it.Key())
		if !ok {
			return fmt.Errorf("index %s: key %x can't be read", r.x.prefix, r.it.Key())
		}
		if !f(k) {
			break
		}
	}
	return r.it.Error()
}

// Close lets go of the range.
func (r *Range) Close() { r.it.Release() }

// Count counts the quads that [Scan] would give, up to limit; whole tells whether
// these are all.
func Count(db Getter, x Index, q Quad, n, limit int) (count int, whole bool, err error) {
	err = Scan(db, x, q, n, func(Quad) bool {
		count++
		return count < limit
	})
	return count, count < limit, err
}

// Bytes is roughly how many bytes on disk the quads that [Scan] would give take.
func Bytes(db *leveldb.DB, x Index, q Quad, n int) int64 {
	s, err := db.SizeOf([]util.Range{*util.BytesPrefix(x.key(q, n))})
	if err != nil {
		return 0
	}
	return s.Sum()
}

// LabelledIDs lists the numbers of the quads with the label.
func LabelledIDs(db Getter, label uint64) ([]uint64, error) { return labelled(db, label) }

// At is the quad of a number; ok is false when there is none.
func At(db Getter, id uint64) (q Quad, ok bool, err error) { return quadAt(db, id) }

// Labelled lists the quads with the label.
func Labelled(db Getter, label uint64) ([]Quad, error) {
	ids, err := labelled(db, label)
	if err != nil {
		return nil, err
	}
	out := make([]Quad, 0, len(ids))
	for _, id := range ids {
		q, ok, err := quadAt(db, id)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, q)
		}
	}
	return out, nil
}

func quadAt(db Getter, id uint64) (Quad, bool, error) {
	b, err := get(db, logKey(id))
	if err != nil || b == nil {
		return Quad{}, false, err
	}
	var p proto.Primitive
	if err := p.Unmarshal(b); err != nil {
		return Quad{}, false, fmt.Errorf("quad %d: %w", id, err)
	}
	return Quad{p.Subject, p.Predicate, p.Object, p.Label}, !p.IsNode() && !p.Deleted, nil
}

func labelled(db Getter, label uint64) ([]uint64, error) {
	b, err := get(db, Label.key(Quad{3: label}, 1))
	if err != nil {
		return nil, err
	}
	return numbers(b)
}

// ScanAfter is like [Scan], from the first quad after one; from the beginning for the
// zero Quad. It gives the numbers of the quads as well.
func ScanAfter(db Getter, x Index, q Quad, n int, after Quad, f func(uint64, Quad) bool) error {
	rng := util.BytesPrefix(x.key(q, n))
	if after != (Quad{}) {
		rng.Start = append(x.key(after, len(x.dirs)), 0)
	}
	c := &Cursor{x: x, it: db.NewIterator(rng, nil)}
	defer c.Close()
	for c.Next() {
		if !f(c.ID(), c.Quad()) {
			break
		}
	}
	return c.Err()
}

// Distinct calls f with the nodes that the quads that [Scan] would give have in the
// direction after the first n, once each, until it returns false. It does not read all
// of these quads, but goes from one node to the next.
func Distinct(db Getter, x Index, q Quad, n int, f func(uint64) bool) error {
	it := db.NewIterator(util.BytesPrefix(x.key(q, n)), nil)
	defer it.Release()
	for ok := it.First(); ok; {
		k, whole := x.parse(it.Key())
		if !whole {
			return fmt.Errorf("index %s: key %x can't be read", x.prefix, it.Key())
		}
		if !f(k[position(x.dirs[n])]) {
			break
		}
		ok = it.Seek(util.BytesPrefix(x.key(k, n+1)).Limit)
	}
	return it.Error()
}

// All calls f with each quad of the store in the order in which they were written,
// until it returns false.
func All(db Getter, f func(Quad) bool) error {
	return AllAfter(db, 0, func(_ uint64, q Quad) bool { return f(q) })
}

// AllAfter is like [All], with the numbers of the quads, from the first that is
// greater than after.
func AllAfter(db Getter, after uint64, f func(uint64, Quad) bool) error {
	return log(db, after, func(p *proto.Primitive) bool {
		return p.IsNode() || p.Deleted || f(p.ID, Quad{p.Subject, p.Predicate, p.Object, p.Label})
	})
}

// NodesAfter calls f with the numbers of the nodes, from the first that is greater than
// after, until it returns false.
func NodesAfter(db Getter, after uint64, f func(uint64) bool) error {
	return log(db, after, func(p *proto.Primitive) bool { return !p.IsNode() || f(p.ID) })
}

// Log calls node with each node and its value, and quad with each quad, in the order in
// which they were written, until quad returns false.
func Log(db Getter, node func(id uint64, v quad.Value), each func(id uint64, q Quad) bool) error {
	rng := util.BytesPrefix([]byte("log/"))
	rng.Start = append(logKey(0), 0) // as in log
	it := db.NewIterator(rng, nil)
	defer it.Release()
	var p proto.Primitive
	for it.Next() {
		b := it.Value()
		if id, v := textValue(b); v != nil {
			node(id, v)
			continue
		}
		if id, q, ok := plainQuad(b); ok {
			if !each(id, q) {
				break
			}
			continue
		}
		p = proto.Primitive{}
		if err := p.Unmarshal(b); err != nil {
			return fmt.Errorf("log %x: %w", it.Key(), err)
		}
		if p.IsNode() {
			v, err := pquads.UnmarshalValue(p.Value)
			if err != nil {
				return fmt.Errorf("node %d: %w", p.ID, err)
			}
			node(p.ID, v)
		} else if !p.Deleted && !each(p.ID, Quad{p.Subject, p.Predicate, p.Object, p.Label}) {
			break
		}
	}
	return it.Error()
}

// plainQuad reads an entry of the log that is a quad: the fields 1 to 5 of a primitive,
// its number and its ends. It is false for anything else, such as one that was deleted.
func plainQuad(b []byte) (id uint64, q Quad, ok bool) {
	last := 0
	for len(b) > 1 {
		field := int(b[0] >> 3)
		n, size := binary.Uvarint(b[1:])
		if b[0]&7 != 0 || field <= last || field > 5 || size <= 0 {
			return 0, q, false
		}
		if field == 1 {
			id = n
		} else {
			q[field-2] = n
		}
		last = field
		b = b[1+size:]
	}
	return id, q, len(b) == 0 && q[0] != 0
}

// log calls f with the nodes and quads in the order of their keys. That is the order of
// their numbers but for those with a byte that is escaped in keys.
func log(db Getter, after uint64, f func(*proto.Primitive) bool) error {
	rng := util.BytesPrefix([]byte("log/"))
	rng.Start = append(logKey(after), 0) // Cayley marks the bucket by an empty value before the first
	it := db.NewIterator(rng, nil)
	defer it.Release()
	var p proto.Primitive
	for it.Next() {
		p = proto.Primitive{}
		if err := p.Unmarshal(it.Value()); err != nil {
			return fmt.Errorf("log %x: %w", it.Key(), err)
		}
		if !f(&p) {
			break
		}
	}
	return it.Error()
}

// Size is the number of quads.
func Size(db Getter) (int64, error) {
	n, err := number(db, sizeKey)
	return int64(n), err
}

func numbers(b []byte) ([]uint64, error) {
	out := make([]uint64, 0, len(b)/3)
	for len(b) > 0 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, fmt.Errorf("index value ends within a number")
		}
		out = append(out, v)
		b = b[n:]
	}
	return out, nil
}

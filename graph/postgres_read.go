package graph

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"

	"saksi/graph/internal/layout"
)

// hash is the SHA-1 of a value, by which Cayley knows nodes.
type nodeHash [quad.HashSize]byte

func hashOf(v quad.Value) nodeHash { return nodeHash(cayley.HashOf(v)) }

// number is the first eight bytes of the hash. Among a billion nodes, two have the
// same with a probability of 3 % (n²/2⁶⁵); pgNumbers says so when it meets them.
func (h nodeHash) number() uint64 { return binary.BigEndian.Uint64(h[:]) }

// pgNumbers remembers the hashes that numbers stand for.
type pgNumbers struct {
	mu sync.RWMutex
	m  map[uint64]nodeHash
}

// maxNumbers is how many are remembered; others are looked up.
const maxNumbers = 1 << 18

func (n *pgNumbers) get(id uint64) (nodeHash, bool) {
	n.mu.RLock()
	h, ok := n.m[id]
	n.mu.RUnlock()
	return h, ok
}

// note gives the number of a hash.
func (n *pgNumbers) note(h nodeHash) (uint64, error) {
	id := h.number()
	n.mu.RLock()
	had, ok := n.m[id]
	n.mu.RUnlock()
	if ok && had == h {
		return id, nil
	}
	if ok {
		return 0, fmt.Errorf("nodes %x and %x have the same number", had, h)
	}
	n.mu.Lock()
	if n.m == nil || len(n.m) >= maxNumbers {
		n.m = make(map[uint64]nodeHash)
	}
	n.m[id] = h
	n.mu.Unlock()
	return id, nil
}

// querier is a connection, or the pool of them.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// pgSnapshot reads on one connection, in its transaction, or on any of the pool. A
// query reads a page of rows, so that callbacks may ask further ones, and a reading
// that is given up costs no more than its page.
type pgSnapshot struct {
	e       *postgres
	q       querier
	changes int
	release func()
}

func (sn *pgSnapshot) close()          { sn.release() }
func (sn *pgSnapshot) generation() int { return sn.changes }

func (sn *pgSnapshot) number(v quad.Value) (uint64, error) { return sn.e.numbers.note(hashOf(v)) }

func (sn *pgSnapshot) nodes(vs []quad.Value) ([]uint64, error) {
	hs := make([][]byte, len(vs))
	for i, v := range vs {
		h := hashOf(v)
		hs[i] = h[:]
	}
	there := make(map[nodeHash]bool)
	err := sn.rows("SELECT hash FROM nodes WHERE hash = ANY($1)", []any{hs}, func(r pgx.Rows) error {
		var b []byte
		err := r.Scan(&b)
		there[nodeHash(b)] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]uint64, len(vs))
	for i := range hs {
		if h := nodeHash(hs[i]); there[h] {
			if out[i], err = sn.e.numbers.note(h); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// rows calls f for each row of a query.
func (sn *pgSnapshot) rows(sql string, args []any, f func(pgx.Rows) error) error {
	rows, err := sn.q.Query(context.Background(), sql, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// hashes are those of numbers; nil for nodes that are not there.
func (sn *pgSnapshot) hashes(ids []uint64) ([][]byte, error) {
	out := make([][]byte, len(ids))
	var low, high [][]byte
	for i, id := range ids {
		if h, ok := sn.e.numbers.get(id); ok {
			out[i] = h[:]
		} else if id != 0 {
			low = append(low, prefix(id, 0))
			high = append(high, prefix(id, 0xff))
		}
	}
	if len(low) == 0 {
		return out, nil
	}
	found := make(map[uint64][]byte, len(low))
	err := sn.rows("SELECT n.hash FROM unnest($1::bytea[], $2::bytea[]) AS r(low, high), LATERAL (SELECT hash FROM nodes WHERE hash BETWEEN r.low AND r.high) n",
		[]any{low, high}, func(r pgx.Rows) error {
			var b []byte
			if err := r.Scan(&b); err != nil {
				return err
			}
			id, err := sn.e.numbers.note(nodeHash(b))
			found[id] = b
			return err
		})
	for i, id := range ids {
		if out[i] == nil {
			out[i] = found[id]
		}
	}
	return out, err
}

// prefix is the least or the greatest hash of a number.
func prefix(id uint64, fill byte) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, quad.HashSize), id)
	return append(b, bytes.Repeat([]byte{fill}, quad.HashSize-len(b))...)
}

// Pages grow from the first, for those who want one quad only, to the last.
const (
	firstPage = 32
	lastPage  = 4096
)

// pgRow is a quad by its hashes.
type pgRow struct {
	id   int64
	ends [4][]byte
}

// page reads rows and gives them to f; done tells that f wants no more.
func (sn *pgSnapshot) page(sql string, args []any, f func(uint64, layout.Quad) bool) (last *pgRow, n int, done bool, err error) {
	var page []pgRow
	err = sn.rows(sql, args, func(r pgx.Rows) error {
		var x pgRow
		err := r.Scan(&x.id, &x.ends[0], &x.ends[1], &x.ends[2], &x.ends[3])
		page = append(page, x)
		return err
	})
	for i := range page {
		if err != nil {
			break
		}
		last = &page[i]
		var q layout.Quad
		for d, h := range last.ends {
			if q[d], err = sn.e.numbers.note(nodeHash(h)); err != nil {
				return last, len(page), true, err
			}
		}
		if !f(uint64(last.id), q) {
			return last, len(page), true, nil
		}
	}
	return last, len(page), false, err
}

// pages reads page after page; args gives the arguments for what comes after a row.
func (sn *pgSnapshot) pages(sql string, args func(after *pgRow, limit int) []any, f func(uint64, layout.Quad) bool) error {
	var after *pgRow
	for size := firstPage; ; size = min(8*size, lastPage) {
		last, n, done, err := sn.page(sql, args(after, size), f)
		if err != nil || done || n < size {
			return err
		}
		after = last
	}
}

const quadColumns = "SELECT horizon, subject_hash, predicate_hash, object_hash, label_hash FROM quads WHERE "

// orders are the indexes: where in their keys the directions of a quad stand, and the
// query for a range of keys. As a comparison of rows it can be answered by this index
// alone, whatever the planner thinks of the distribution.
var orders = map[string]struct {
	places [4]int
	sql    string
	about  string
}{
	"spol": order([4]int{0, 1, 2, 3}, "(subject_hash, predicate_hash, object_hash, label_hash)"),
	"opsl": order([4]int{2, 1, 0, 3}, "(object_hash, predicate_hash, subject_hash, label_hash)"),
}

func order(places [4]int, key string) (o struct {
	places [4]int
	sql    string
	about  string
}) {
	where := key + " >= ($1, $2, $3, $4) AND " + key + " <= ($5, $6, $7, $8) ORDER BY " + key[1:len(key)-1] + " LIMIT $9"
	o.places = places
	o.sql = quadColumns + where
	o.about = "SELECT count(*) FROM (SELECT 1 FROM quads WHERE " + where + ") AS part"
	return o
}

func orderOf(x layout.Index) string {
	if x.Is(layout.SPOL) {
		return "spol"
	}
	return "opsl"
}

var (
	lowest  = []byte{}
	highest = bytes.Repeat([]byte{0xff}, quad.HashSize+1)
)

// keys are the bounds of the range of keys that begin with n directions of a quad; ok
// is false when there is nothing in it.
func (sn *pgSnapshot) keys(places [4]int, q layout.Quad, n int) (low, high [4][]byte, ok bool, err error) {
	hs, err := sn.hashes(q[:])
	if err != nil {
		return low, high, false, err
	}
	for i, d := range places {
		low[i], high[i] = lowest, highest
		if i >= n {
			continue
		}
		if hs[d] == nil {
			return low, high, false, nil
		}
		low[i], high[i] = hs[d], hs[d]
	}
	return low, high, true, nil
}

func (sn *pgSnapshot) scan(x layout.Index, q layout.Quad, n int, after layout.Quad, f func(uint64, layout.Quad) bool) error {
	o := orders[orderOf(x)]
	low, high, ok, err := sn.keys(o.places, q, n)
	if err != nil || !ok {
		return err
	}
	if after != (layout.Quad{}) {
		if low, _, ok, err = sn.keys(o.places, after, 4); err != nil || !ok {
			return err
		}
		low[3] = next(low[3])
	}
	return sn.pages(o.sql, func(row *pgRow, limit int) []any {
		if row != nil {
			for i, d := range o.places {
				low[i] = row.ends[d]
			}
			low[3] = next(low[3])
		}
		return []any{low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3], limit}
	}, f)
}

func (sn *pgSnapshot) distinct(x layout.Index, q layout.Quad, n int, f func(uint64) bool) error {
	o := orders[orderOf(x)]
	low, high, ok, err := sn.keys(o.places, q, n)
	for ok && err == nil {
		args := []any{low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3], 1}
		var last *pgRow
		last, _, _, err = sn.page(o.sql, args, func(_ uint64, found layout.Quad) bool {
			ok = f(found[o.places[n]])
			return false
		})
		if last == nil {
			break
		}
		low[n] = next(last.ends[o.places[n]])
	}
	return err
}

// next is the least string that is greater.
func next(b []byte) []byte { return append(slices.Clone(b), 0) }

const (
	labelledSQL = quadColumns + "(label_hash, horizon) > ($1, $2) AND (label_hash, horizon) <= ($1, $3) ORDER BY label_hash, horizon LIMIT $4"
	allSQL      = quadColumns + "horizon > $1 ORDER BY horizon LIMIT $2"
)

func (sn *pgSnapshot) labelled(label, after uint64, f func(uint64, layout.Quad) bool) error {
	hs, err := sn.hashes([]uint64{label})
	if err != nil || hs[0] == nil {
		return err
	}
	return sn.pages(labelledSQL, func(row *pgRow, limit int) []any {
		if row != nil {
			after = uint64(row.id)
		}
		return []any{hs[0], int64(after), int64(lastHorizon), limit}
	}, f)
}

func (sn *pgSnapshot) all(after uint64, f func(uint64, layout.Quad) bool) error {
	return sn.pages(allSQL, func(row *pgRow, limit int) []any {
		if row != nil {
			after = uint64(row.id)
		}
		return []any{int64(after), limit}
	}, f)
}

func (sn *pgSnapshot) nodesAfter(after uint64, f func(uint64) bool) error {
	from := prefix(after, 0xff)
	for size := firstPage; ; size = min(8*size, lastPage) {
		var page []nodeHash
		err := sn.rows("SELECT hash FROM nodes WHERE hash > $1 ORDER BY hash LIMIT $2", []any{from, size}, func(r pgx.Rows) error {
			var b []byte
			err := r.Scan(&b)
			page = append(page, nodeHash(b))
			return err
		})
		if err != nil {
			return err
		}
		for _, h := range page {
			id, err := sn.e.numbers.note(h)
			if err != nil || !f(id) {
				return err
			}
		}
		if len(page) < size {
			return nil
		}
		from = page[len(page)-1][:]
	}
}

// pgReading makes each scan a query.
type pgReading struct {
	sn *pgSnapshot
	x  layout.Index
}

func (sn *pgSnapshot) reading(x layout.Index, _ layout.Quad, _ int) reading { return pgReading{sn, x} }

func (r pgReading) Scan(q layout.Quad, n int, f func(layout.Quad) bool) error {
	return r.sn.scan(r.x, q, n, layout.Quad{}, func(_ uint64, q layout.Quad) bool { return f(q) })
}

func (r pgReading) Close() {}

// countAbout is how far quads are counted where only their rough number is asked for.
const countAbout = 5000

func (sn *pgSnapshot) about(x layout.Index, q layout.Quad, n int) (count int64, err error) {
	o := orders[orderOf(x)]
	low, high, ok, err := sn.keys(o.places, q, n)
	if err != nil || !ok {
		return 0, err
	}
	err = sn.q.QueryRow(context.Background(), o.about, low[0], low[1], low[2], low[3], high[0], high[1], high[2], high[3], countAbout).Scan(&count)
	return count, err
}

func (sn *pgSnapshot) size() (n int64, err error) {
	err = sn.q.QueryRow(context.Background(), "SELECT quads FROM saksi").Scan(&n)
	return n, err
}

func (sn *pgSnapshot) values(ids []uint64, f func(uint64, quad.Value)) error {
	hs, err := sn.hashes(ids)
	if err != nil {
		return err
	}
	hs = slices.DeleteFunc(hs, func(h []byte) bool { return h == nil })
	for page := range slices.Chunk(hs, lastPage) {
		err := sn.rows(valueSQL, []any{page}, func(r pgx.Rows) error {
			var n pgNode
			v, err := n.read(r)
			if err == nil {
				f(nodeHash(n.hash).number(), v)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"saksi/graph/internal/layout"
)

// pgChange is a change in a transaction of the database.
type pgChange struct {
	pgSnapshot
	conn *pgxpool.Conn
	// changed is what was applied so far.
	changed layout.Changed
}

// pgQuad is a quad by the hashes of its ends.
type pgQuad [4]nodeHash

var ends = [4]quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label}

func hashesOf(q quad.Quad, values map[nodeHash]quad.Value) (k pgQuad, err error) {
	for i, d := range ends {
		v := q.Get(d)
		if v == nil {
			return k, fmt.Errorf("%s: no %s", q, d)
		}
		k[i] = hashOf(v)
		if values != nil {
			values[k[i]] = v
		}
	}
	return k, nil
}

func (c *pgChange) apply(add, del []quad.Quad, _ func(quad.Value) bool) (done layout.Changed, err error) {
	values := make(map[nodeHash]quad.Value)
	refs := make(map[nodeHash]int64)
	adding, deleting := make(map[pgQuad]bool, len(add)), make(map[pgQuad]bool, len(del))
	var order []pgQuad
	for _, q := range add {
		k, err := hashesOf(q, values)
		if err != nil {
			return done, err
		}
		if !adding[k] {
			adding[k] = true
			order = append(order, k)
		}
	}
	for _, q := range del {
		k, err := hashesOf(q, nil)
		if err != nil {
			return done, err
		}
		if !adding[k] { // removed and added again: stays
			deleting[k] = true
		}
	}
	if done.Removed, err = c.remove(slices.Collect(maps.Keys(deleting)), refs); err != nil {
		return done, err
	}
	for page := range slices.Chunk(order, pgBatch) {
		n, err := c.insert(page, refs)
		if err != nil {
			return done, err
		}
		done.Added += n
	}
	if done.NodesGone, err = c.count(refs, values); err != nil {
		return done, err
	}
	c.changed.Added += done.Added
	c.changed.Removed += done.Removed
	return done, nil
}

// uniqueViolation is the code of the error for a row that is there already.
const uniqueViolation = "23505"

// pgBatch is how many rows go in one statement.
const pgBatch = 20_000

// columns are the ends of quads, direction by direction.
func columns(qs []pgQuad) []any {
	var out [4][][]byte
	for i := range qs {
		for d := range ends {
			out[d] = append(out[d], qs[i][d][:])
		}
	}
	return []any{out[0], out[1], out[2], out[3]}
}

const (
	given     = " FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) AS g(s, p, o, l)"
	isGiven   = " q.subject_hash = g.s AND q.predicate_hash = g.p AND q.object_hash = g.o AND q.label_hash = g.l"
	insertSQL = "INSERT INTO quads (subject_hash, predicate_hash, object_hash, label_hash, ts) SELECT s, p, o, l, now()" + given + " ON CONFLICT DO NOTHING"
	thereSQL  = "SELECT q.subject_hash, q.predicate_hash, q.object_hash, q.label_hash" + given + ", LATERAL (SELECT * FROM quads q WHERE" + isGiven + ") q"
	deleteSQL = "WITH g AS (SELECT *" + given + ") DELETE FROM quads q USING g WHERE" + isGiven + " RETURNING q.subject_hash, q.predicate_hash, q.object_hash, q.label_hash"
)

// insert adds the quads that are not there, and counts the references they make. As a
// rule none is there, so that looking first would only cost: they are copied in, which
// takes the server less than an INSERT, and only where one was there it is told apart.
func (c *pgChange) insert(qs []pgQuad, refs map[nodeHash]int64) (int, error) {
	ctx := context.Background()
	if _, err := c.conn.Exec(ctx, "SAVEPOINT adding"); err != nil {
		return 0, err
	}
	_, err := c.conn.CopyFrom(ctx, pgx.Identifier{"quads"}, copiedColumns, &quadRows{qs: qs, at: time.Now().UTC()})
	var refused *pgconn.PgError
	switch {
	case errors.As(err, &refused) && refused.Code == uniqueViolation:
		if _, err := c.conn.Exec(ctx, "ROLLBACK TO SAVEPOINT adding"); err != nil {
			return 0, err
		}
		if qs, err = c.insertMissing(qs); err != nil {
			return 0, err
		}
	case err != nil:
		return 0, err
	}
	if _, err := c.conn.Exec(ctx, "RELEASE SAVEPOINT adding"); err != nil {
		return 0, err
	}
	countEnds(qs, refs, +1)
	return len(qs), nil
}

var copiedColumns = []string{"subject_hash", "predicate_hash", "object_hash", "label_hash", "ts"}

// quadRows gives quads to COPY.
type quadRows struct {
	qs  []pgQuad
	at  time.Time
	n   int
	row [5]any
}

func (r *quadRows) Next() bool {
	r.n++
	return r.n <= len(r.qs)
}

func (r *quadRows) Values() ([]any, error) {
	q := &r.qs[r.n-1]
	for d := range q {
		r.row[d] = q[d][:]
	}
	r.row[4] = r.at
	return r.row[:], nil
}

func (r *quadRows) Err() error { return nil }

// insertMissing looks which quads are there, and adds the others.
func (c *pgChange) insertMissing(qs []pgQuad) (added []pgQuad, err error) {
	there, err := c.quads(thereSQL, qs)
	if err != nil {
		return nil, err
	}
	old := make(map[pgQuad]bool, len(there))
	for _, q := range there {
		old[q] = true
	}
	added = slices.DeleteFunc(slices.Clone(qs), func(q pgQuad) bool { return old[q] })
	tag, err := c.conn.Exec(context.Background(), insertSQL, columns(added)...)
	if err == nil && int(tag.RowsAffected()) != len(added) {
		err = fmt.Errorf("%d of %d quads were written: another program writes to the tables", tag.RowsAffected(), len(added))
	}
	return added, err
}

func (c *pgChange) remove(qs []pgQuad, refs map[nodeHash]int64) (int, error) {
	n := 0
	for page := range slices.Chunk(qs, pgBatch) {
		gone, err := c.quads(deleteSQL, page)
		if err != nil {
			return n, err
		}
		countEnds(gone, refs, -1)
		n += len(gone)
	}
	return n, nil
}

func countEnds(qs []pgQuad, refs map[nodeHash]int64, by int64) {
	for _, q := range qs {
		for _, h := range q {
			refs[h] += by
		}
	}
}

// quads reads the quads that a statement gives.
func (c *pgChange) quads(sql string, given []pgQuad) (out []pgQuad, err error) {
	err = c.rows(sql, columns(given), func(r pgx.Rows) error {
		var b [4][]byte
		if err := r.Scan(&b[0], &b[1], &b[2], &b[3]); err != nil {
			return err
		}
		out = append(out, pgQuad{nodeHash(b[0]), nodeHash(b[1]), nodeHash(b[2]), nodeHash(b[3])})
		return nil
	})
	return out, err
}

// count writes the nodes that are new and the references of the others; nodes without
// any go.
func (c *pgChange) count(refs map[nodeHash]int64, values map[nodeHash]quad.Value) (gone bool, err error) {
	var more, less []nodeHash
	for h, n := range refs {
		switch {
		case n > 0:
			more = append(more, h)
		case n < 0:
			less = append(less, h)
		}
	}
	// In one order, so that pages of the table are met once.
	slices.SortFunc(more, func(a, b nodeHash) int { return bytes.Compare(a[:], b[:]) })
	for page := range slices.Chunk(more, pgBatch) {
		var t nodeTable
		for _, h := range page {
			if err := t.add(h, refs[h], values[h]); err != nil {
				return false, err
			}
		}
		if _, err := c.conn.Exec(context.Background(), nodesSQL, t.columns()...); err != nil {
			return false, err
		}
	}
	for page := range slices.Chunk(less, pgBatch) {
		var hs [][]byte
		var by []int64
		for _, h := range page {
			hs, by = append(hs, h[:]), append(by, refs[h])
		}
		if _, err := c.conn.Exec(context.Background(), fewerSQL, hs, by); err != nil {
			return false, err
		}
		tag, err := c.conn.Exec(context.Background(), "DELETE FROM nodes WHERE hash = ANY($1) AND refs <= 0", hs)
		if err != nil {
			return false, err
		}
		gone = gone || tag.RowsAffected() > 0
	}
	return gone, nil
}

const (
	nodesSQL = `INSERT INTO nodes (hash, refs, value, value_string, datatype, language, iri, bnode, value_int, value_bool, value_float, value_time)
SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[], $9::bigint[], $10::boolean[], $11::double precision[], $12::timestamptz[])
ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + EXCLUDED.refs`
	fewerSQL = "UPDATE nodes SET refs = refs + g.n FROM unnest($1::bytea[], $2::bigint[]) AS g(h, n) WHERE hash = g.h"
)

// nodeTable is rows of nodes, column by column.
type nodeTable struct {
	hash, data               [][]byte
	refs                     []int64
	text, datatype, language []*string
	iri, bnode, boolean      []*bool
	integer                  []*int64
	float                    []*float64
	time                     []*time.Time
}

func (t *nodeTable) add(h nodeHash, refs int64, v quad.Value) error {
	var n pgNode
	if err := n.write(v); err != nil {
		return fmt.Errorf("value %s: %w", v, err)
	}
	t.hash, t.refs, t.data = append(t.hash, h[:]), append(t.refs, refs), append(t.data, n.data)
	t.text, t.datatype, t.language = append(t.text, n.text), append(t.datatype, n.datatype), append(t.language, n.language)
	t.iri, t.bnode, t.boolean = append(t.iri, n.iri), append(t.bnode, n.bnode), append(t.boolean, n.boolean)
	t.integer, t.float, t.time = append(t.integer, n.integer), append(t.float, n.float), append(t.time, n.time)
	return nil
}

func (t *nodeTable) columns() []any {
	return []any{t.hash, t.refs, t.data, t.text, t.datatype, t.language, t.iri, t.bnode, t.integer, t.boolean, t.float, t.time}
}

func (c *pgChange) commit() error {
	removals := int64(0)
	if c.changed.Removed > 0 {
		removals = 1
	}
	_, err := c.conn.Exec(context.Background(), "UPDATE saksi SET generation = generation + 1, removals = removals + $1, quads = quads + $2",
		removals, int64(c.changed.Added-c.changed.Removed))
	if err != nil {
		return err
	}
	if _, err := c.conn.Exec(context.Background(), "COMMIT"); err != nil {
		return err
	}
	c.e.removals += removals
	return nil
}

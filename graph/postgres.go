package graph

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// The engine on PostgreSQL keeps quads in the tables of Cayley's SQL backend, which
// can read them. It differs from what that backend would lay out in what is measured
// in docs/scaling.md: no foreign keys, three indexes in place of seven, references
// counted in 64 bits. The table saksi beside them tells the format and counts changes.
//
// Writers take turns by an advisory lock, from reading what is there to the commit,
// so that any number of them may load at once; readers see the state of one moment.
const (
	pgTables = `
CREATE TABLE nodes (
	hash BYTEA PRIMARY KEY,
	refs BIGINT NOT NULL,
	value BYTEA,
	value_string TEXT,
	datatype TEXT,
	language TEXT,
	iri BOOLEAN,
	bnode BOOLEAN,
	value_int BIGINT,
	value_bool BOOLEAN,
	value_float DOUBLE PRECISION,
	value_time TIMESTAMP WITH TIME ZONE
);
CREATE TABLE quads (
	horizon BIGSERIAL PRIMARY KEY,
	subject_hash BYTEA NOT NULL,
	predicate_hash BYTEA NOT NULL,
	object_hash BYTEA NOT NULL,
	label_hash BYTEA NOT NULL,
	ts TIMESTAMP
);
CREATE UNIQUE INDEX spol_unique ON quads (subject_hash, predicate_hash, object_hash, label_hash);
CREATE INDEX opsl_index ON quads (object_hash, predicate_hash, subject_hash, label_hash);
CREATE INDEX label_index ON quads (label_hash, horizon);
CREATE TABLE saksi (
	format INT NOT NULL,
	generation BIGINT NOT NULL,
	removals BIGINT NOT NULL,
	quads BIGINT NOT NULL
);
INSERT INTO saksi VALUES (%d, 1, 0, 0);`

	// pgClass is the first half of the keys of our advisory locks.
	pgClass = 0x53414b53
	// pgConnections is the size of the pool where the address does not give
	// pool_max_conns. Each view has one while it is open.
	pgConnections = 40
	// pgWait is how long opening, or a view, waits for a connection.
	pgWait = 10 * time.Second
)

// postgres is the engine on PostgreSQL.
type postgres struct {
	pool    *pgxpool.Pool
	numbers pgNumbers
	// removals is the count of removals after the last change of this engine; the
	// store lets one change begin at a time.
	removals int64
}

// openPostgres opens the store at an address. Its errors do not tell the password.
func openPostgres(ctx context.Context, db string, o Options) (*Store, error) {
	where := redacted(db)
	e, err := connect(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", where, err)
	}
	format, err := e.prepare(ctx, o.Create)
	if err != nil {
		e.pool.Close()
		return nil, fmt.Errorf("open store %s: %w", where, err)
	}
	return newStore(where, e, format), nil
}

// redacted is the address without the password.
func redacted(db string) string {
	u, err := url.Parse(db)
	if err != nil {
		scheme, _, _ := strings.Cut(db, "://")
		return scheme + "://…"
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}

func connect(ctx context.Context, db string) (*postgres, error) {
	c, err := pgxpool.ParseConfig(db)
	if err != nil {
		var bad *pgconn.ParseConfigError
		if errors.As(err, &bad) { // it repeats the address
			return nil, errors.New("the address can't be read: postgres://USER@HOST:PORT/DATABASE is its form")
		}
		return nil, err
	}
	if !strings.Contains(db, "pool_max_conns") {
		c.MaxConns = pgConnections
	}
	if c.ConnConfig.ConnectTimeout == 0 {
		c.ConnConfig.ConnectTimeout = pgWait
	}
	// All our queries are lookups by an index; before the tables have been analyzed,
	// the planner may think otherwise.
	for _, p := range []string{"enable_seqscan", "enable_bitmapscan"} {
		c.ConnConfig.RuntimeParams[p] = "off"
	}
	c.ConnConfig.RuntimeParams["application_name"] = "saksi"
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return &postgres{pool: pool, removals: -1}, nil
}

// prepare finds the tables, or makes them, and gives the version of their layout.
func (e *postgres) prepare(ctx context.Context, create bool) (format int, err error) {
	err = pgx.BeginFunc(ctx, e.pool, func(tx pgx.Tx) error {
		if create { // one of several that come at once makes them
			if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1::int, 0)", pgClass); err != nil {
				return err
			}
		}
		var ours, nodes, quads bool
		err := tx.QueryRow(ctx, "SELECT to_regclass('saksi') IS NOT NULL, to_regclass('nodes') IS NOT NULL, to_regclass('quads') IS NOT NULL").Scan(&ours, &nodes, &quads)
		if err != nil {
			return err
		}
		switch {
		case ours:
			format, err = knownFormat(ctx, tx)
			return err
		case nodes || quads:
			return fmt.Errorf("%w: it holds other tables called nodes or quads (?search_path=SCHEMA names another schema)", ErrNotAStore)
		case !create:
			return ErrNoStore
		}
		format = Format
		_, err = tx.Exec(ctx, fmt.Sprintf(pgTables, Format))
		return err
	})
	return format, err
}

func (e *postgres) setFormat(ctx context.Context, format int) error {
	_, err := e.pool.Exec(ctx, "UPDATE saksi SET format = $1", format)
	return err
}

func knownFormat(ctx context.Context, tx pgx.Tx) (format int, err error) {
	if err := tx.QueryRow(ctx, "SELECT format FROM saksi").Scan(&format); err != nil {
		return 0, fmt.Errorf("%w: the table saksi can't be read: %w", ErrNotAStore, err)
	}
	if format > Format {
		return 0, fmt.Errorf("%w: its format is %d, this program knows up to %d", ErrNewerFormat, format, Format)
	}
	return format, nil
}

func (e *postgres) changes() (n int64, err error) {
	err = e.pool.QueryRow(context.Background(), "SELECT generation FROM saksi").Scan(&n)
	return n, err
}

// verify has nothing to do: PostgreSQL sees to its own pages.
func (e *postgres) verify(context.Context) error { return nil }

func (e *postgres) close() error {
	e.pool.Close()
	return nil
}

// take takes a connection out of the pool and begins a transaction on it with
// statements, the last of which gives one row of numbers.
func (e *postgres) take(statements string) (*pgxpool.Conn, []int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), pgWait)
	conn, err := e.pool.Acquire(ctx)
	cancel()
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("all %d connections are in use (pool_max_conns in the address allows more): %w", e.pool.Config().MaxConns, err)
		}
		return nil, nil, err
	}
	rs, err := conn.Conn().PgConn().Exec(context.Background(), statements).ReadAll()
	if err != nil {
		giveBack(conn)
		return nil, nil, err
	}
	var out []int64
	for _, cell := range rs[len(rs)-1].Rows[0] {
		n, err := strconv.ParseInt(string(cell), 10, 64)
		if err != nil {
			giveBack(conn)
			return nil, nil, err
		}
		out = append(out, n)
	}
	return conn, out, nil
}

// giveBack ends what is left of a transaction; a connection that can't is dropped.
func giveBack(conn *pgxpool.Conn) {
	if _, err := conn.Conn().PgConn().Exec(context.Background(), "ROLLBACK").ReadAll(); err != nil {
		_ = conn.Conn().Close(context.Background()) // it is broken already
	}
	conn.Release()
}

func (e *postgres) view() (snapshot, error) {
	conn, n, err := e.take("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT generation FROM saksi")
	if err != nil {
		return nil, err
	}
	return &pgSnapshot{e: e, q: conn, changes: int(n[0]), release: sync.OnceFunc(func() { giveBack(conn) })}, nil
}

func (e *postgres) latest() snapshot { return &pgSnapshot{e: e, q: e.pool, release: func() {}} }

func (e *postgres) begin() (transaction, bool, error) {
	conn, n, err := e.take(fmt.Sprintf("BEGIN; SELECT pg_advisory_xact_lock(%d, 'saksi'::regclass::oid::int); SELECT generation, removals FROM saksi", pgClass))
	if err != nil {
		return nil, false, err
	}
	forget := e.removals != n[1]
	e.removals = n[1]
	sn := pgSnapshot{e: e, q: conn, changes: int(n[0]), release: sync.OnceFunc(func() { giveBack(conn) })}
	return &pgChange{pgSnapshot: sn, conn: conn}, forget, nil
}

// lastHorizon is greater than the number of any quad.
const lastHorizon = math.MaxInt64

package graphtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"saksi/graph"
)

// PostgresEnv names the variable with the address of a PostgreSQL on which tests run
// in place of the embedded engine; graph/testdata/postgres/run sets it.
const PostgresEnv = "SAKSI_TEST_POSTGRES"

// Open opens an empty store that goes with the test: in memory, or where [PostgresEnv]
// says.
func Open(t testing.TB) *graph.Store {
	t.Helper()
	ctx := context.Background()
	var s *graph.Store
	var err error
	if os.Getenv(PostgresEnv) == "" {
		s, err = graph.Memory(ctx)
	} else {
		s, err = graph.Open(ctx, Postgres(t), graph.Options{Create: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Postgres is the address of an empty schema that goes with the test. Without
// [PostgresEnv] the test is skipped.
func Postgres(t testing.TB) string {
	t.Helper()
	db := os.Getenv(PostgresEnv)
	if db == "" {
		t.Skip(PostgresEnv + " names no PostgreSQL (graph/testdata/postgres/run go test)")
	}
	u, err := url.Parse(db)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	schema := "test_" + strings.ToLower(rand.Text())
	exec := func(sql string) {
		c, err := pgx.Connect(ctx, db)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close(ctx)
		if _, err := c.Exec(ctx, fmt.Sprintf(sql, schema)); err != nil {
			t.Error(err)
		}
	}
	exec("CREATE SCHEMA %s")
	t.Cleanup(func() { exec("DROP SCHEMA %s CASCADE") })
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

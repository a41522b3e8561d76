package gizmo

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Table makes a table of the rows of a query, under its header: a column for each key
// that a row has, those of evidence in the order in which they are read, the others
// by their names. It is empty when there are no rows.
func Table(rows []any) [][]string {
	if len(rows) == 0 {
		return nil
	}
	keys := map[string]bool{}
	for _, r := range rows {
		for k := range fields(r) {
			keys[k] = true
		}
	}
	columns := slices.SortedFunc(maps.Keys(keys), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	out := [][]string{columns}
	for _, r := range rows {
		has := fields(r)
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = cell(has[c])
		}
		out = append(out, row)
	}
	return out
}

// evidenceColumns are the columns of .evidence(), .newest() and .oldest().
var evidenceColumns = []string{"id", "said", "by", "act", "evidence", "claim", "document"}

// rank is the place of a column among those of evidence; others come after them.
func rank(column string) int {
	if i := slices.Index(evidenceColumns, column); i >= 0 {
		return i
	}
	return len(evidenceColumns)
}

func fields(row any) map[string]any {
	if m, ok := row.(map[string]any); ok {
		return m
	}
	return map[string]any{"id": row}
}

// cell is a value in a table: JSON when it has parts.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64, int, int64, bool:
		return fmt.Sprint(v)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

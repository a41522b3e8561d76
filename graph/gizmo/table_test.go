package gizmo_test

import (
	"reflect"
	"testing"

	"saksi/graph/gizmo"
)

func TestTable(t *testing.T) {
	for _, c := range []struct {
		rows []any
		want [][]string
	}{
		{nil, nil},
		{[]any{map[string]any{}}, [][]string{nil, {}}},
		{[]any{"a", 2, nil}, [][]string{{"id"}, {"a"}, {"2"}, {""}}},
		{[]any{map[string]any{"who": "actor/IRN", "id": "stmt/1"}, map[string]any{"act": []any{"deny", 1.5}}},
			[][]string{{"id", "act", "who"}, {"stmt/1", "", "actor/IRN"}, {"", `["deny",1.5]`, ""}}},
	} {
		if got := gizmo.Table(c.rows); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v: %v, want %v", c.rows, got, c.want)
		}
	}
}

package gizmo_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"saksi/graph/gizmo"
)

// calls are the steps that take strings from those who ask; the argument stands for %.
var calls = []string{
	`g.V(%).all()`, `g.V("actor/IRN").out(%).all()`, `actor(%).all()`, `statements(%).count()`, `claims(%).count()`,
	`statements().by(%).count()`, `accusations().against(%).count()`, `statements().about(%).count()`,
	`statements().since(%).until(%).count()`, `statements().happenedUntil(%).count()`, `statements().stance(%).count()`,
	`statements().relation(%).count()`, `statements().has("sk:said", %).count()`, `statements().has(%, %).count()`,
	`statements().save(%, %).getLimit(2)`, `statements().tag(%).getLimit(1)`, `statements().minConfidence(%).count()`,
	`statements().filter(regex(%)).count()`, `statements().labelContext(%).count()`, `statements().newest(%)`,
}

// FuzzArguments: any argument of any step gives an answer or an error of the query, and
// leaves the session fit for the next.
func FuzzArguments(f *testing.F) {
	for i, s := range []string{"actor/IRN", "<actor/IRN>", "Iran", "2022-10", "(((", "\x00", "\u2028\"", "__proto__", "constructor", "-1", "", "_:b"} {
		f.Add(uint8(i), s)
	}
	g := session(f, store(f, 5), gizmo.Limits{Time: 2 * time.Second})
	f.Fuzz(func(t *testing.T, call uint8, arg string) {
		if len(arg) > 500 {
			return
		}
		b, err := json.Marshal(arg)
		if err != nil {
			t.Fatal(err)
		}
		source := strings.ReplaceAll(calls[int(call)%len(calls)], "%", string(b))
		_, err = g.Run(context.Background(), source)
		var bad *gizmo.QueryError
		var syntax *gizmo.SyntaxError
		if err != nil && !errors.As(err, &bad) && !errors.As(err, &syntax) && !errors.Is(err, gizmo.ErrTime) {
			t.Errorf("%s: %v", source, err)
		}
		if r, err := g.Run(context.Background(), `g.emit(g.V("actor/IRN").count())`); err != nil || len(r.Rows) != 1 {
			t.Errorf("after %s: %v, %v", source, r.Rows, err)
		}
	})
}

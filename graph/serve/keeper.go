package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"

	"saksi/graph"
	"saksi/graph/ask"
)

// keeper asks, and keeps the answers that take long: counts, disputes and reversals,
// which the interface and the pages show in several forms and languages. They are made
// once for a state of the store, and no more at a time than there are processors, so
// that short questions get theirs and long ones come to an end one after another.
// Other questions go straight to the asker.
type keeper struct {
	*ask.Asker
	state func() int64
	kept  *cache[any]
	turns chan struct{}
}

// Room for what is kept, in statements: of all, and of one answer.
const (
	keptStatements = 20_000
	keptAnswer     = 5_000
)

func newKeeper(a *ask.Asker, state func() int64) *keeper {
	return &keeper{a, state, newCache(keptStatements, keptAnswer, weigh), make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// weigh is about how many statements an answer takes the room of.
func weigh(v any) int {
	n := 10 // facets and the like
	switch v := v.(type) {
	case ask.Answer:
		n += len(v.Statements)
	case ask.Disputes:
		for i := range v.Disputes {
			n += len(v.Disputes[i].For) + len(v.Disputes[i].Against)
		}
	case ask.Reversals:
		n += 2 * len(v.Reversals)
	}
	return n
}

// keep returns what was made for the query in this state of the store, or makes it in
// its turn.
func keep[T any](ctx context.Context, k *keeper, what string, q any, make func() (T, error)) (T, error) {
	var none T
	b, err := json.Marshal(q)
	if err != nil {
		return none, fmt.Errorf("%s: %w", what, err)
	}
	v, err := k.kept.get(ctx, fmt.Sprintf("%d %s %s", k.state(), what, b), func() (any, error) {
		select {
		case k.turns <- struct{}{}:
			defer func() { <-k.turns }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		return make()
	})
	if err != nil {
		return none, err
	}
	return v.(T), nil
}

// Ask answers a query; an answer with facets is kept.
func (k *keeper) Ask(ctx context.Context, q ask.Query) (ask.Answer, error) {
	if !q.Facets {
		return k.Asker.Ask(ctx, q)
	}
	a, err := keep(ctx, k, "ask", q, func() (ask.Answer, error) { return k.Asker.Ask(ctx, q) })
	a.Statements = slices.Clone(a.Statements)
	return a, err
}

// Disputes lists disputes.
func (k *keeper) Disputes(ctx context.Context, q ask.Query) (ask.Disputes, error) {
	d, err := keep(ctx, k, "disputes", q, func() (ask.Disputes, error) { return k.Asker.Disputes(ctx, q) })
	d.Disputes = slices.Clone(d.Disputes)
	return d, err
}

// Reversals lists reversals.
func (k *keeper) Reversals(ctx context.Context, q ask.Query) (ask.Reversals, error) {
	r, err := keep(ctx, k, "reversals", q, func() (ask.Reversals, error) { return k.Asker.Reversals(ctx, q) })
	r.Reversals = slices.Clone(r.Reversals)
	return r, err
}

// Stats counts what is in the store.
func (k *keeper) Stats(ctx context.Context) (graph.Counts, error) {
	return keep(ctx, k, "stats", nil, func() (graph.Counts, error) {
		v := k.Store.View()
		defer v.Close()
		return v.Stats(ctx)
	})
}

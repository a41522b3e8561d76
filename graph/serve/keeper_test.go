package serve

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saksi/graph/ask"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// TestKeeper shows that what is kept is what the asker answers, that it is made anew when
// the store changes, and that a caller may change what it gets.
func TestKeeper(t *testing.T) {
	store := fill(t, 40)
	plain := ask.New(store, ask.NoNames{})
	k := newKeeper(plain, func() int64 { n, _ := store.Changes(); return n })
	ctx := context.Background()
	q := ask.Query{Acts: []schema.Act{schema.Deny}, Facets: true, Limit: 10}
	before := -1
	for range 2 {
		want, err := plain.Ask(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			got, err := k.Ask(ctx, q)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("kept: %+v, asked: %+v, %v", got.Total, want.Total, err)
			}
			got.Statements[0], got.Statements[1] = got.Statements[1], got.Statements[0]
		}
		if want.Total.Value == before {
			t.Error("the store did not change")
		}
		before = want.Total.Value
		var xs []*schema.Extraction
		w := graphtest.New(1, graphtest.Options{})
		for n := range 20 {
			xs = append(xs, w.Document(100+n))
		}
		if _, err := store.WriteAll(ctx, xs); err != nil {
			t.Fatal(err)
		}
	}
	d, err := k.Disputes(ctx, ask.Query{Limit: 5})
	want, err2 := plain.Disputes(ctx, ask.Query{Limit: 5})
	if err != nil || err2 != nil || !reflect.DeepEqual(d, want) {
		t.Errorf("disputes: %v %v", err, err2)
	}
	r, err := k.Reversals(ctx, ask.Query{Limit: 5})
	wantR, err2 := plain.Reversals(ctx, ask.Query{Limit: 5})
	if err != nil || err2 != nil || !reflect.DeepEqual(r, wantR) {
		t.Errorf("reversals: %v %v", err, err2)
	}
}

// TestKeeperTakesTurns shows that long answers are made a few at a time, each once, and
// that who leaves does not wait.
func TestKeeperTakesTurns(t *testing.T) {
	k := newKeeper(nil, func() int64 { return 1 })
	var under, most, made atomic.Int32
	var wg sync.WaitGroup
	for n := range 32 {
		wg.Go(func() {
			_, err := keep(context.Background(), k, "slow", n/4, func() (int, error) {
				now := under.Add(1)
				defer under.Add(-1)
				for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
				}
				made.Add(1)
				time.Sleep(time.Millisecond)
				return n, nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if int(most.Load()) > cap(k.turns) || made.Load() != 8 {
		t.Errorf("%d at a time with %d turns; %d made", most.Load(), cap(k.turns), made.Load())
	}
	for range cap(k.turns) {
		k.turns <- struct{}{}
	}
	ctx, leave := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer leave()
	if _, err := keep(ctx, k, "late", nil, func() (int, error) { return 0, nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

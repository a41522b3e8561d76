package loaders

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saksi/loaders/copies"
	"saksi/loaders/source/item"
	"saksi/schema"
)

// fake extracts one statement per document, after a while that differs.
type fake struct{ calls *atomic.Int64 }

func (fake) Prepare(d *schema.Document) { d.ID = schema.DocumentID(d) }

func (f fake) Extract(_ context.Context, d schema.Document) (*schema.Extraction, error) {
	n := f.calls.Add(1)
	time.Sleep(time.Duration(n%3) * time.Millisecond)
	switch d.Text {
	case "bad":
		return nil, errors.New("bad text")
	case "panic":
		panic("oh")
	}
	return &schema.Extraction{Document: d, Statements: make([]schema.Statement, 1)}, nil
}

// kept is a sink that remembers.
type kept struct {
	mu     sync.Mutex
	texts  []string
	hashes map[string]bool
	full   int // fails after so many documents; 0 for never
}

func (k *kept) Write(_ context.Context, xs []*schema.Extraction) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, x := range xs {
		if k.full > 0 && len(k.texts) >= k.full {
			return errors.New("disk full")
		}
		k.texts = append(k.texts, x.Document.Text)
		k.hashes[schema.TextHash(&x.Document)] = true
	}
	return nil
}

func (k *kept) Has(_ context.Context, _ schema.IRI, hash string) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.hashes[hash], nil
}

func newKept() *kept { return &kept{hashes: map[string]bool{}} }

func texts(ts ...string) iter.Seq2[item.Item, error] {
	return func(yield func(item.Item, error) bool) {
		for i, t := range ts {
			it, err := item.Item{Name: fmt.Sprint(i), Document: schema.Document{Text: t}}, error(nil)
			if t == "unreadable" {
				err = &item.Error{Input: fmt.Sprint(i), Err: errors.New("unreadable")}
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

func many(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("text ", i)
	}
	return out
}

func load(t *testing.T, in iter.Seq2[item.Item, error], k *kept, o Options) (Summary, int, error) {
	t.Helper()
	var calls atomic.Int64
	sum, err := Load(t.Context(), in, func() (Extractor, error) { return fake{&calls}, nil }, k, o)
	return sum, int(calls.Load()), err
}

func TestLoadKeepsTheOrder(t *testing.T) {
	want := many(200)
	for _, jobs := range []int{1, 3, 16} {
		k := newKept()
		sum, _, err := load(t, texts(want...), k, Options{Jobs: jobs})
		if err != nil || !slices.Equal(k.texts, want) || sum.Documents != 200 || sum.Statements != 200 {
			t.Errorf("%d jobs: %v, %+v, %d texts", jobs, err, sum, len(k.texts))
		}
	}
}

func TestLoadTwiceReadsNothingAgain(t *testing.T) {
	k := newKept()
	if _, _, err := load(t, texts(many(20)...), k, Options{Jobs: 2}); err != nil {
		t.Fatal(err)
	}
	sum, calls, err := load(t, texts(many(30)...), k, Options{Jobs: 2})
	if err != nil || calls != 10 || sum.Skipped != 20 || sum.Documents != 10 {
		t.Errorf("%v, %d calls, %+v", err, calls, sum)
	}
}

func TestLoadGoesOnAfterErrors(t *testing.T) {
	for _, tt := range []struct {
		texts     []string
		o         Options
		documents int
		failed    int
		err       error
	}{
		{[]string{"a", "unreadable", "b", "bad", "panic", "c"}, Options{}, 3, 3, ErrSome},
		{[]string{"unreadable", "bad"}, Options{}, 0, 2, ErrAll},
		{[]string{"a", "bad", "b", "c"}, Options{Jobs: 1, FailFast: true}, 1, 1, ErrSome},
		{[]string{"a", strings.Repeat("word ", 20000)}, Options{}, 1, 1, ErrSome},
		{nil, Options{}, 0, 0, nil},
	} {
		k := newKept()
		sum, _, err := load(t, texts(tt.texts...), k, tt.o)
		if !errors.Is(err, tt.err) || sum.Documents != tt.documents || sum.Failed != tt.failed || len(k.texts) != tt.documents {
			t.Errorf("%q: %v, %+v, kept %q", tt.texts, err, sum, k.texts)
		}
	}
}

func TestLoadStopsWhenTheSinkFails(t *testing.T) {
	k := newKept()
	k.full = 5
	_, _, err := load(t, texts(many(1000)...), k, Options{Jobs: 4})
	if err == nil || !strings.Contains(err.Error(), "disk full") || len(k.texts) != 5 {
		t.Errorf("%v, %d kept", err, len(k.texts))
	}
}

// An interrupt keeps what was done, and the next load completes it.
func TestLoadInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	k := newKept()
	var calls atomic.Int64
	in := func(yield func(item.Item, error) bool) {
		for it := range texts(many(1000)...) {
			if it.Name == "100" {
				cancel()
			}
			if !yield(it, nil) {
				return
			}
		}
	}
	newFake := func() (Extractor, error) { return fake{&calls}, nil }
	sum, err := Load(ctx, in, newFake, k, Options{Jobs: 4})
	if !errors.Is(err, context.Canceled) || sum.Documents == 0 || sum.Documents > 120 || sum.Documents != len(k.texts) {
		t.Fatalf("%v, %+v", err, sum)
	}
	if _, err := Load(t.Context(), texts(many(1000)...), newFake, k, Options{Jobs: 4}); err != nil || !slices.Equal(k.texts, many(1000)) {
		t.Errorf("%v, %d kept", err, len(k.texts))
	}
}

func TestLoadPassesOverOtherLanguages(t *testing.T) {
	in := func(yield func(item.Item, error) bool) {
		for _, lang := range []string{"id", "ms", "en"} {
			if !yield(item.Item{Document: schema.Document{Text: lang, Lang: lang}}, nil) {
				return
			}
		}
	}
	k := newKept()
	sum, _, err := load(t, in, k, Options{Langs: []string{"id", "en"}})
	if err != nil || !slices.Equal(k.texts, []string{"id", "en"}) || sum.Passed["document in another language (ms)"] != 1 {
		t.Errorf("%v, %q, %+v", err, k.texts, sum)
	}
}

func TestLoadMarksCopies(t *testing.T) {
	report := strings.Repeat("Tehran denied on Monday that it had sent any of the drones to Moscow before the war began. ", 3) +
		"The spokesman said that the accusation was false, and that those who made it should show what they have instead of repeating it."
	k := newKept()
	sum, _, err := load(t, texts("short", report, report+" (Our own line.)", "short "), k, Options{Jobs: 3, Copies: copies.NewIndex()})
	if err != nil || sum.Copies != 1 || sum.Documents != 4 {
		t.Errorf("%v, %+v", err, sum)
	}
}

// Large texts wait for one another, and what is read is written while the next
// item is waited for.
func TestLoadLargeAndSlow(t *testing.T) {
	large := strings.Repeat("x. ", 14<<20)
	k := newKept()
	in := func(yield func(item.Item, error) bool) {
		for i := range 4 {
			if !yield(item.Item{Name: fmt.Sprint(i), Document: schema.Document{Text: large[i:]}}, nil) {
				return
			}
		}
		for {
			k.mu.Lock()
			n := len(k.texts)
			k.mu.Unlock()
			if n == 4 {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
	if sum, _, err := load(t, in, k, Options{Jobs: 2}); err != nil || sum.Documents != 4 {
		t.Errorf("%v, %+v", err, sum)
	}
}

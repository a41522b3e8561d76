package serve

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestCache shows that an answer is made once, that a failure is no answer, and that
// there is an end to what is kept.
func TestCache(t *testing.T) {
	c := newAnswers()
	var made atomic.Int32
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			a, err := c.get(context.Background(), "tag", func() (answered, error) {
				if made.Add(1) == 1 {
					time.Sleep(20 * time.Millisecond)
					return answered{}, errors.New("the first fails")
				}
				return answered{body: []byte("done")}, nil
			})
			if err == nil && string(a.body) != "done" {
				t.Errorf("%q", a.body)
			}
		})
	}
	wg.Wait()
	if n := made.Load(); n != 2 {
		t.Errorf("made %d times", n)
	}
	ctx, leave := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer leave()
	stay := make(chan struct{})
	wg.Go(func() {
		c.get(context.Background(), "slow", func() (answered, error) { <-stay; return answered{}, nil })
	})
	time.Sleep(time.Millisecond)
	if _, err := c.get(ctx, "slow", func() (answered, error) { return answered{}, ctx.Err() }); err == nil {
		t.Error("it waits after its client has left")
	}
	close(stay)
	wg.Wait() // the slow answer is kept before the others push the oldest out
	for i := range 60 {
		c.get(context.Background(), fmt.Sprint(i), func() (answered, error) { return answered{body: make([]byte, 1<<20)}, nil })
	}
	if c.size > cacheSize || len(c.done) > cacheSize>>20 {
		t.Errorf("%d bytes in %d answers", c.size, len(c.done))
	}
}

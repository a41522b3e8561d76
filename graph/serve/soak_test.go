package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saksi/graph"
	"saksi/graph/graphtest"
	"saksi/schema"
)

// soak is a server under many clients, and what is known of its documents.
type soak struct {
	t     *testing.T
	srv   *httptest.Server
	world *graphtest.World
	ctx   context.Context
	asked atomic.Int64
	busy  atomic.Int64 // answers that nothing is known from
}

// TestSoak has 64 clients at once take documents in and out, ask, query, export and leave
// before the end, for SAKSI_SOAK seconds (one when unset). Each writer knows what its
// documents hold, and asks for them after every change; at the end the store holds what
// the writers left, it verifies, and no goroutine and no file is left open.
func TestSoak(t *testing.T) {
	seconds := 1
	if n, err := strconv.Atoi(os.Getenv("SAKSI_SOAK")); err == nil {
		seconds = n
	}
	store := fill(t, 40) // documents 0 to 39 stay
	gizmo := workers(t, store, 2, 5*time.Second)
	w := graphtest.New(1, graphtest.Options{})
	srv := start(t, Options{Store: store, Gizmo: gizmo, Tokens: tokens(t), Ingest: ingestNumber(store, w), Wait: 20 * time.Second})
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(seconds)*time.Second)
	defer cancel()
	s := &soak{t: t, srv: srv, world: w, ctx: ctx}
	s.get("/v1/stats") // what is made once is there before the count
	s.get("/v1/query?q=" + url.QueryEscape("g.V().limit(1).all()"))
	srv.Client().CloseIdleConnections()
	goroutines, files := runtime.NumGoroutine(), openFiles()

	left := make([]map[int]bool, 8)
	var wg sync.WaitGroup
	for i := range left {
		left[i] = map[int]bool{}
		wg.Go(func() { s.write(i, left[i]) })
	}
	for i := range 64 - len(left) {
		wg.Go(func() { s.read(rand.New(rand.NewPCG(1, uint64(i)))) })
	}
	wg.Wait()
	srv.Client().CloseIdleConnections()
	srv.Close() // waits for what is under way

	want := 0
	for n := range 40 {
		want += len(w.Document(n).Statements)
	}
	for _, own := range left {
		for n, known := range own {
			x := w.Document(n)
			if _, err := store.Document(context.Background(), x.Document.ID); known || err == nil {
				want += len(x.Statements)
			}
		}
	}
	v := store.View()
	got, err := v.Stats(context.Background())
	v.Close()
	if err != nil || int(got.Statements) != want {
		t.Errorf("%d statements in the store, the writers left %d: %v", got.Statements, want, err)
	}
	if r, err := store.Check(context.Background(), graph.CheckOptions{}); err != nil || len(r.Problems) > 0 {
		t.Errorf("check: %v %v", r.Problems, err)
	}
	for end := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > goroutines+2 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines+2 {
		stacks := make([]byte, 1<<20)
		t.Errorf("%d goroutines, %d before\n%s", n, goroutines, stacks[:runtime.Stack(stacks, true)])
	}
	if n := openFiles(); n > files+4 && os.Getenv(graphtest.PostgresEnv) == "" { // its connections wait for the next use
		t.Errorf("%d files open, %d before", n, files)
	}
	t.Logf("%d requests answered, %d refused or out of time", s.asked.Load(), s.busy.Load())
}

// openFiles counts the files that this process has open, 0 where that can't be told.
func openFiles() int {
	fs, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(fs)
}

// ingestNumber takes the document of the number that is sent.
func ingestNumber(store *graph.Store, w *graphtest.World) Ingest {
	return func(ctx context.Context, in Input) (Report, error) {
		b, err := io.ReadAll(in.Body)
		n, bad := strconv.Atoi(string(b))
		if err = errors.Join(err, bad); err != nil {
			return Report{}, errors.Join(ErrInput, err)
		}
		r, err := store.Write(ctx, w.Document(n))
		return Report{Documents: []Ingested{{r.Document, r.State, r.Statements}}}, err
	}
}

// send makes a request and reads its answer; nothing comes of one that is told to come
// again, or that the end of the test cut off.
func (s *soak) send(method, path, body string) (status int, answer []byte) {
	r, err := http.NewRequestWithContext(s.ctx, method, s.srv.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Error(err)
		return 0, nil
	}
	r.Header.Set("Authorization", "Bearer "+writeToken)
	r.Header.Set("Content-Type", "text/plain")
	res, err := s.srv.Client().Do(r)
	if err == nil {
		defer res.Body.Close()
		answer, err = io.ReadAll(res.Body)
	}
	switch {
	case s.ctx.Err() != nil:
		return 0, nil
	case err != nil:
		s.t.Errorf("%s %s: %v", method, path, err)
		return 0, nil
	case res.StatusCode == http.StatusTooManyRequests, res.StatusCode == http.StatusGatewayTimeout: // a slow machine
		s.busy.Add(1)
		return 0, nil
	}
	s.asked.Add(1)
	return res.StatusCode, answer
}

func (s *soak) get(path string) (int, []byte) { return s.send(http.MethodGet, path, "") }

// write takes documents of its own in and out, one after another, and asks what is known
// of them after each change. The documents that stay are in left; false for the last one,
// when the end of the test cut off the answer.
func (s *soak) write(writer int, left map[int]bool) {
	r := rand.New(rand.NewPCG(2, uint64(writer)))
	for s.ctx.Err() == nil {
		n := 1000 + writer*1000 + r.IntN(30)
		x := s.world.Document(n)
		id := strings.TrimPrefix(string(x.Document.ID), "doc/")
		in := !left[n]
		method, path, body := http.MethodPost, "/v1/documents", strconv.Itoa(n)
		if !in {
			method, path, body = http.MethodDelete, "/v1/documents/"+id, ""
		}
		switch status, _ := s.send(method, path, body); {
		case s.ctx.Err() != nil && status == 0:
			left[n] = false
			return
		case status == 0: // told to come again
			continue
		case status != http.StatusOK:
			s.t.Errorf("%s document %d: %d", method, n, status)
		}
		if in {
			left[n] = true
		} else {
			delete(left, n)
		}
		s.check(n, x, in)
	}
}

// check asks for a document and compares its statements with those it was made of.
func (s *soak) check(n int, x *schema.Extraction, there bool) {
	status, body := s.get("/v1/documents/" + strings.TrimPrefix(string(x.Document.ID), "doc/"))
	switch {
	case status == 0:
	case !there:
		if status != http.StatusNotFound {
			s.t.Errorf("document %d was taken out, and answers with %d", n, status)
		}
	case status != http.StatusOK:
		s.t.Errorf("document %d: %d", n, status)
	default:
		var got documentAnswer
		if err := json.Unmarshal(body, &got); err != nil || len(got.Statements) != len(x.Statements) || got.Document.Text != x.Document.Text {
			s.t.Errorf("document %d: %d statements, want %d: %v", n, len(got.Statements), len(x.Statements), err)
		}
	}
}

// read asks, queries, exports, and leaves before the end.
func (s *soak) read(r *rand.Rand) {
	paths := []string{"/v1/statements?limit=5", "/", "/v1/ask?q=who+accused+Iran%3F", "/v1/actors/Iran", "/v1/disputes?limit=2", "/ask?act=deny",
		"/v1/statements?format=trig&limit=3", "/metrics", "/v1/reversals?limit=2", "/v1/query?q=" + url.QueryEscape(`accusations().limit(3).all()`), "/v1/export?format=nquads"}
	for s.ctx.Err() == nil {
		path := paths[r.IntN(len(paths))]
		switch {
		case r.IntN(6) == 0:
			s.leave(path, time.Duration(r.IntN(5000))*time.Microsecond)
		case r.IntN(4) == 0: // what stays is always there, whole
			n := r.IntN(40)
			s.check(n, s.world.Document(n), true)
		default:
			if status, body := s.get(path); status != 0 && status != http.StatusOK {
				s.t.Errorf("%s: %d %.200s", path, status, body)
			}
		}
	}
}

// leave begins a request and goes away.
func (s *soak) leave(path string, after time.Duration) {
	ctx, cancel := context.WithTimeout(s.ctx, after)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.srv.URL+path, nil)
	if err != nil {
		s.t.Error(err)
		return
	}
	r.Header.Set("Authorization", "Bearer "+writeToken)
	if res, err := s.srv.Client().Do(r); err == nil {
		_, err = io.Copy(io.Discard, res.Body)
		res.Body.Close()
		if err != nil && ctx.Err() == nil {
			s.t.Error(fmt.Errorf("%s: %w", path, err))
		}
	}
}

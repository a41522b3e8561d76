package serve

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"saksi/graph"
	"saksi/graph/ask"
	"saksi/graph/gizmo"
)

const workerEnv = "SAKSI_TEST_WORKER"

// TestMain lets the test binary be a query worker.
func TestMain(m *testing.M) {
	if os.Getenv(workerEnv) != "" {
		if err := gizmo.Work(os.Stdin, os.Stdout, 0); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// workers are so many, warm, with a time limit for queries.
func workers(t testing.TB, store *graph.Store, n int, limit time.Duration) gizmo.Sandbox {
	t.Helper()
	p := gizmo.NewPool(n, gizmo.Limits{Time: limit}, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), workerEnv+"=1") // with the folder of caches
		return cmd
	})
	t.Cleanup(p.Close)
	if err := p.Warm(); err != nil {
		t.Fatal(err)
	}
	return p.On(store.Source(Resolve(ask.NoNames{})))
}

// attacks are queries that harm the process they run in.
var attacks = []struct{ name, source string }{
	{"loop", `while (true) {}`},
	{"loop that catches", `while (true) { try { while (true) {} } finally { continue } }`},
	{"loop in a callback", `g.V().forEach(function () { while (true) {} })`},
	{"emit the global object", `g.Emit(this)`},
	{"emit a cycle", `var a = {}; a.a = a; g.emit(a)`},
	{"emit a cycle by a getter", `var o = {get o() { return {get o() { return o.o }} }}; g.emit(o)`},
	{"emit an endless getter", `function deep() { return {get x() { return deep() }} } g.emit(deep())`},
	{"toJSON without an end", `g.emit({toJSON: function () { while (true) {} }})`},
	{"string bomb", `var s = "x"; while (true) { s = s + s }`},
	{"string bomb of a built-in", `g.emit("x".repeat(1 << 29))`},
	{"array bomb", `var a = []; while (true) { a.push([1, 2, 3]) }`},
	{"array of a length", `new Array(4e8).fill(1).join("x")`},
	{"sparse array", `var a = []; a[4294967294] = 1; g.emit(a)`},
	{"typed array", `var all = []; while (true) all.push(new ArrayBuffer(1 << 26))`},
	{"map bomb", `var m = new Map(), i = 0; while (true) m.set(i++, {})`},
	{"closures", `var f = null; while (true) { f = (function (g) { return function () { return g } })(f) }`},
	{"emit without an end", `while (true) g.emit("a row that goes on and on")`},
	{"great rows", `var s = "x".repeat(1 << 20); for (var i = 0; i < 1e6; i++) g.emit(s)`},
	{"recursion", `function f() { return f() + 1 } f()`},
	{"recursion in a getter", `var o = {get a() { return this.a }}; o.a`},
	{"recursion in toString", `var o = {toString: function () { return "" + o }}; "" + o`},
	{"recursion of a sort", `function s() { return [1, 2].sort(s) } s()`},
	{"nested JSON", `var a = []; for (var i = 0; i < 3e6; i++) a = [a]; JSON.stringify(a)`},
	{"nested source", `eval(new Array(1e6).join("(") )`},
	{"nested JSON read", `JSON.parse(new Array(5e6).join("["))`},
	{"backtracking", `/(?=(a+))\1*(a|aa)+$/.test(Array(80).join("a") + "b")`},
	{"regular expression bomb", `new RegExp(new Array(1e4).join("(a?){1000}"))`},
	{"replace bomb", `var s = "aa"; while (true) s = s.replace(/a/g, "aa")`},
	{"proxy", `var p = new Proxy({}, {ownKeys: function () { while (true) {} }}); g.emit(p)`},
	{"proxy that holds itself", `var p = new Proxy({}, {get: function () { return p }, ownKeys: function () { return ["x"] }, getOwnPropertyDescriptor: function () { return {value: p, enumerable: true, configurable: true} }}); g.emit(p)`},
	{"throw the global object", `throw this`},
	{"walk everything", `g.V().out().out().out().out().out().out().count()`},
	{"walk without an end", `var m = g.M().out().in(); g.V().followRecursive(m).count()`},
	{"list of everything", `var l = []; while (true) l.push(g.V().toArray())`},
	{"a path of a million steps", `var p = g.V(); for (var i = 0; i < 1e6; i++) p = p.out(); p.all()`},
	{"a path in itself", `var p = g.V("actor/IRN"); for (var i = 0; i < 40; i++) p = p.union(p); p.all()`},
	{"a morphism of itself", `var m = g.M(); for (var i = 0; i < 40; i++) m = m.follow(m).out(); g.V().follow(m).all()`},
	{"spoilt built-ins", `Object.keys = Array.isArray = Object.defineProperty = function () { while (true) {} }; g.emit({a: [1]})`},
	{"spoilt prototype", `Object.defineProperty(Object.prototype, "x", {get: function () { return {} }, enumerable: true}); g.emit({})`},
	{"constructor", `g.V.constructor("while (true) {}")()`},
	{"a promise", `new Promise(function () { while (true) {} })`},
}

// shapes are the attacks that come as shapes too, one of a kind.
var shapes = map[string]bool{"loop": true, "loop in a callback": true, "emit the global object": true, "emit a cycle": true, "string bomb": true,
	"emit without an end": true, "recursion": true, "walk without an end": true}

// TestAttacks has each attack come as a query, and some as the shape of one, while the server
// answers others: questions, and queries in its other worker.
func TestAttacks(t *testing.T) {
	if testing.Short() {
		t.Skip("some seconds of attacks")
	}
	store := fill(t, 20)
	srv := start(t, Options{Store: store, Gizmo: workers(t, store, 2, 200*time.Millisecond)})
	others := func(when string) {
		t.Helper()
		for _, path := range []string{"/v1/statements?act=deny&limit=2", "/v1/query?q=" + url.QueryEscape(`g.V("actor/IRN").out("act/deny").count()`), "/healthz"} {
			r := get(t, srv, path)
			for range 20 { // a busy machine may be slower than the limit
				if r.StatusCode == http.StatusGatewayTimeout {
					r = get(t, srv, path)
				}
			}
			if r.StatusCode != http.StatusOK {
				t.Errorf("%s: %s: %s %.200s", when, path, r.Status, r.body)
			}
		}
	}
	ends := map[string]int{}
	for _, a := range attacks {
		for _, path := range []string{"/v1/query", "/api/v1/shape/gizmo"} {
			if path != "/v1/query" && !shapes[a.name] {
				continue
			}
			end := attack(t, srv, path, a.source, func() { others("meanwhile of " + a.name) })
			t.Logf("%-28s %-20s %s", a.name, path, end)
			ends[end[:3]]++
			others("after " + a.name)
		}
	}
	t.Logf("ends by status: %v", ends)
}

// attack sends a query, does something else, and tells how the query ended: refused,
// cut off, or answered within the limits.
func attack(t *testing.T, srv *httptest.Server, path, source string, meanwhile func()) string {
	t.Helper()
	end := make(chan string, 1)
	go func() {
		res, err := srv.Client().Post(srv.URL+path, "text/plain", strings.NewReader(source))
		if err != nil {
			end <- "ERR " + err.Error()
			return
		}
		defer res.Body.Close()
		var b [300]byte
		n, _ := res.Body.Read(b[:])
		end <- res.Status[:3] + " " + string(b[:n])
	}()
	meanwhile()
	select {
	case e := <-end:
		switch e[:3] {
		case "200", "400", "422", "504":
			return e
		}
		t.Errorf("%.80s at %s: %s", source, path, e)
		return e
	case <-time.After(time.Minute):
		t.Fatalf("%.80s at %s has no end", source, path)
		return ""
	}
}

// TestShape asks for shapes as Cayley's clients do.
func TestShape(t *testing.T) {
	store := fill(t, 5)
	srv := start(t, Options{Store: store, Gizmo: workers(t, store, 1, 5*time.Second)})
	for _, c := range []struct {
		path, body, want string
		code             int
	}{
		{"/api/v1/shape/gizmo", `g.V("actor/IRN").all()`, `{"links":null,"nodes":[{"id":1,"tags":["id"],"values":["\u003cactor/IRN\u003e"],"is_link_node":false,"is_fixed":true}]}`, 200},
		{"/api/v1/shape/gremlin", `g.emit(1)`, `{}`, 200},
		{"/api/v1/shape/gizmo", `g.V(`, `{"error":"line 1`, 400},
		{"/api/v1/shape/gizmo", `nothing.at.all`, `{"error":"ReferenceError: nothing is not defined`, 400},
		{"/api/v1/shape/gizmo", ` `, `{"error":"query is empty"}`, 400},
		{"/api/v1/shape/mql", `[]`, `{"error":"unknown query language"}`, 400},
	} {
		r := do(t, srv, request{method: "POST", path: c.path, body: c.body})
		if r.StatusCode != c.code || !strings.HasPrefix(r.body, c.want) {
			t.Errorf("%s %s: %s %.200s, want %d %s", c.path, c.body, r.Status, r.body, c.code, c.want)
		}
	}
	r := do(t, srv, request{method: "POST", path: "/api/v1/shape/gizmo", body: `g.V("actor/IRN").tag("who").out("act/deny").all()`})
	shape := decode[struct {
		Nodes []struct {
			Values, Tags []string
		}
		Links []struct{ Source, Target, Type int }
	}](t, r)
	if len(shape.Links) != 1 || len(shape.Nodes) < 3 {
		t.Errorf("%s", r.body)
	}
}

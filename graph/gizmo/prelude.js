// The vocabulary of Saksi for Gizmo. It wraps Cayley's objects, so that every value
// that goes to Cayley is checked first: Cayley walks values without an end, and an
// object that holds itself would take the whole process down.
(function (root) {
  "use strict";
  var rawGraph = root.g;
  // What a query may put its own in place of is kept here first.
  var isArray = Array.isArray, keys = Object.keys, define = Object.defineProperty, apply = Reflect.apply;
  var str, gt, lt, iri;
  var MAX_DEPTH = 32, MAX_ITEMS = 100000;

  // plain copies a value that is to leave the script; cycles and depth are errors.
  function plain(v, depth, budget) {
    if (v === null || v === undefined) return null;
    if (typeof v === "function") throw new TypeError("a function can't be a result");
    if (typeof v !== "object") return v;
    if (v instanceof Path) throw new TypeError("a path can't be a result: end it with .all(), .toArray() or .count()");
    if (isQuadValue(v) || v instanceof Date) return v;
    if (depth > MAX_DEPTH) throw new RangeError("value nested deeper than " + MAX_DEPTH + ", or holding itself");
    if (--budget.left < 0) throw new RangeError("value of more than " + MAX_ITEMS + " parts");
    var i, out;
    if (isArray(v)) {
      out = [];
      for (i = 0; i < v.length; i++) {
        if (--budget.left < 0) throw new RangeError("value of more than " + MAX_ITEMS + " parts");
        out[i] = plain(v[i], depth + 1, budget);
      }
      return out;
    }
    out = {};
    var ks = keys(v);
    for (i = 0; i < ks.length; i++) out[ks[i]] = plain(v[ks[i]], depth + 1, budget);
    return out;
  }
  function safe(v) { return plain(v, 0, {left: MAX_ITEMS}); }

  // Values that Cayley makes: iri(), lang(), gt() and so on.
  var made = new WeakSet(), hasMade = made.has.bind(made), addMade = made.add.bind(made);
  function isQuadValue(v) { return typeof v === "object" && v !== null && hasMade(v); }
  ["iri", "bnode", "raw", "str", "lang", "typed", "lt", "lte", "gt", "gte", "regex", "like"].forEach(function (name) {
    var f = root[name];
    root[name] = function () {
      var args = [];
      for (var i = 0; i < arguments.length; i++) args[i] = safe(arguments[i]);
      var v = apply(f, null, args);
      if (typeof v === "object" && v !== null) addMade(v);
      return v;
    };
  });

  str = root.str; gt = root.gt; lt = root.lt; iri = root.iri;

  // arg turns an argument of a method into one for Cayley.
  function arg(v) {
    if (v instanceof Path) return raw(v);
    if (typeof v === "function") throw new TypeError("a function is no argument here");
    if (isArray(v)) {
      if (v.length > 10000) throw new RangeError("list of more than 10000 nodes");
      var out = [];
      for (var i = 0; i < v.length; i++) out[i] = arg(v[i]);
      return out;
    }
    return safe(v);
  }
  function args(list) {
    var out = [];
    for (var i = 0; i < list.length; i++) if (list[i] !== undefined) out.push(arg(list[i]));
    return out;
  }

  var token = {}, raws = new WeakMap(), getRaw = raws.get.bind(raws), setRaw = raws.set.bind(raws);
  function raw(p) {
    var r = getRaw(p);
    if (!r) throw new TypeError("not a path");
    return r;
  }
  function Path(t, r) {
    if (t !== token) throw new TypeError("paths begin with g.V() or g.M()");
    setRaw(this, r);
  }
  function wrap(r) { return new Path(token, r); }

  function method(name, f) {
    [name, name.charAt(0).toUpperCase() + name.slice(1)].forEach(function (n) {
      define(Path.prototype, n, {value: f, enumerable: false, configurable: true});
    });
  }
  "is in out both follow followR followRecursive and intersect union or back tag as has hasR save saveR saveOpt saveOptR except unique difference labels inPredicates outPredicates saveInPredicates saveOutPredicates labelContext filter limit skip order"
    .split(" ").forEach(function (name) {
      method(name, function () {
        var r = raw(this);
        return wrap(apply(r[name], r, args(arguments)));
      });
    });
  // save takes one predicate; with a list, each is saved under its own name.
  ["save", "saveR", "saveOpt", "saveOptR"].forEach(function (name) {
    method(name, function (predicate, tag) {
      if (isArray(predicate)) {
        return predicate.reduce(function (p, one) { return p[name](one, String(one)); }, this);
      }
      var r = raw(this);
      return wrap(r[name](arg(predicate), tag === undefined ? String(predicate) : String(tag)));
    });
  });
  "all getLimit toArray tagArray toValue tagValue count".split(" ").forEach(function (name) {
    method(name, function () {
      var r = raw(this);
      return apply(r[name], r, args(arguments));
    });
  });
  ["forEach", "map"].forEach(function (name) {
    method(name, function () {
      var f = arguments[arguments.length - 1], limit = arguments.length > 1 ? Number(arguments[0]) : -1;
      if (typeof f !== "function") throw new TypeError(name + " takes a function");
      var r = raw(this);
      r.forEach(limit, function (d) { f(d); });
    });
  });

  // Statements, and what narrows them down.
  function node(x) {
    if (x instanceof Path) return raw(x);
    if (typeof x !== "string") return safe(x);
    return /^[a-z]+\//.test(x) ? x : "actor?" + x;
  }
  function at(x) { var n = node(x); return typeof n === "object" && !isQuadValue(n) ? n : rawGraph.V(n); }
  function narrow(name, f) { method(name, function (x) { return wrap(f(raw(this), x)); }); }
  narrow("by", function (r, x) { return r.and(at(x).in(["sk:speaker", "sk:person"])); });
  narrow("against", function (r, x) { return r.and(at(x).in("sk:target").or(at(x).in("sk:agent").in("sk:claim"))); });
  narrow("target", function (r, x) { return r.and(at(x).in("sk:target")); });
  narrow("agent", function (r, x) { return r.and(at(x).in("sk:agent").in("sk:claim")); });
  narrow("patient", function (r, x) { return r.and(at(x).in("sk:patient").in("sk:claim")); });
  narrow("relation", function (r, x) { return r.and(rawGraph.V(/^rel\//.test(x) ? x : "rel/" + x).in("sk:relation").in("sk:claim")); });
  narrow("about", function (r, x) {
    if (x instanceof Path) return r.and(raw(x).in(["sk:theme", "sk:agent", "sk:patient"]).in("sk:claim"));
    var w = String(x), bare = w.replace(/^theme\//, "").toLowerCase(), one = bare.replace(/s$/, "");
    return r.and(rawGraph.V("theme/" + bare, "theme/" + one, str(bare), str(one), "actor?" + w).in(["sk:theme", "sk:agent", "sk:patient"]).in("sk:claim"));
  });
  narrow("from", function (r, x) { return r.and(rawGraph.V(str(String(x))).in("dcterms:publisher").in("prov:wasDerivedFrom")); });

  // Times are those of EDTF: since begins with the first instant of a date, until
  // ends with its last.
  function date(s, end) {
    if (s instanceof Date) return s;
    var m = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(String(s));
    if (!m) throw new TypeError("date " + JSON.stringify(s) + ": use YYYY, YYYY-MM or YYYY-MM-DD");
    var y = +m[1], mo = m[2] ? +m[2] - 1 : 0, d = m[3] ? +m[3] : 1;
    if (end) {
      if (m[3]) d++; else if (m[2]) mo++; else y++;
    }
    return new Date(Date.UTC(y, mo, d));
  }
  var marks = 0;
  function when(r, predicate, bound, filter) {
    var mark = "__t" + marks++;
    return r.tag(mark).out(predicate).out(bound).filter(filter).back(mark);
  }
  narrow("since", function (r, d) { return when(r, "sk:said", "sk:end", gt(date(d, false))); });
  narrow("until", function (r, d) { return when(r, "sk:said", "sk:start", lt(date(d, true))); });
  narrow("happenedSince", function (r, d) { return when(r, "sk:when", "sk:end", gt(date(d, false))); });
  narrow("happenedUntil", function (r, d) { return when(r, "sk:when", "sk:start", lt(date(d, true))); });

  method("evidence", function () {
    return wrap(raw(this).save("sk:act", "act").saveOpt("sk:speaker", "by").saveOpt("sk:said", "said")
      .save("sk:claim", "claim").save("sk:sentence", "evidence").save("prov:wasDerivedFrom", "document"));
  });
  method("claim", function () { return wrap(raw(this).out("sk:claim").unique()); });
  method("statements", function () { return wrap(raw(this).in("sk:claim").unique()); });
  method("speaker", function () { return wrap(raw(this).out("sk:speaker").unique()); });
  method("name", function () { return wrap(raw(this).out("rdfs:label")); });

  // The graph object.
  var graph = {};
  ["V", "Vertex"].forEach(function (n) {
    graph[n] = function () { return wrap(apply(rawGraph.V, rawGraph, args(arguments))); };
  });
  ["M", "Morphism"].forEach(function (n) {
    graph[n] = function () { return wrap(rawGraph.M()); };
  });
  ["emit", "Emit"].forEach(function (n) {
    graph[n] = function (v) { rawGraph.emit(safe(v)); };
  });
  ["IRI", "Uri"].forEach(function (n) { graph[n] = function (s) { return iri(String(s)); }; });
  ["addNamespace", "AddNamespace"].forEach(function (n) {
    graph[n] = function (p, ns) { rawGraph.addNamespace(String(p), String(ns)); };
  });
  ["addDefaultNamespaces", "AddDefaultNamespaces"].forEach(function (n) {
    graph[n] = function () { rawGraph.addDefaultNamespaces(); };
  });
  ["loadNamespaces", "LoadNamespaces"].forEach(function (n) { graph[n] = function () {}; });
  // __end tells Go how a query ended, as a row of its own.
  define(graph, "__end", {value: function (text) { rawGraph.emit("\u0000end:" + text); }});
  Object.freeze(graph);
  root.g = graph;
  root.graph = graph;

  root.actor = function (name) { return wrap(rawGraph.V(node(String(name)))); };
  root.statements = function (act) {
    return wrap(act ? rawGraph.V("act/" + act).in("sk:act") : rawGraph.V("sk:Statement").in("rdf:type"));
  };
  var acts = {accusations: "accuse", denials: "deny", admissions: "admit", rejections: "reject", assertions: "assert", warnings: "warn",
    threats: "threaten", demands: "demand", promises: "promise", condemnations: "condemn", praises: "praise", reports: "report"};
  keys(acts).forEach(function (name) { root[name] = function () { return root.statements(acts[name]); }; });
  root.claims = function (relation) {
    return wrap(relation ? rawGraph.V("rel/" + relation).in("sk:relation") : rawGraph.V("sk:Claim").in("rdf:type"));
  };
  root.documents = function () { return wrap(rawGraph.V("sk:Document").in("rdf:type")); };
  root.actors = function () { return wrap(rawGraph.V("sk:Actor").in("rdf:type")); };

  // run evaluates a query; what it throws leaves as text only, since Cayley would
  // walk any value.
  var evaluate = root.eval;
  return function (source) {
    try {
      evaluate(source);
      return "";
    } catch (e) {
      var text;
      try { text = e instanceof Error ? e.name + ": " + e.message : "thrown: " + JSON.stringify(safe(e)); } catch (_) { text = "Error: a value that can't be shown"; }
      return text;
    }
  };
})(this);

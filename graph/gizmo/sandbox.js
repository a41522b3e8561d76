// The sandbox. It wraps Cayley's objects, so that every value that goes to Cayley is
// checked first: Cayley walks values without an end, and an object that holds itself
// would take the whole process down. It also mends what Cayley answers with silence:
// misspelt properties, dates and numbers of another type, texts in a language.
(function (root, words) {
  "use strict";
  var rawGraph = root.g;
  // What a query may put its own in place of is kept here first.
  var isArray = Array.isArray, keys = Object.keys, define = Object.defineProperty, apply = Reflect.apply;
  var Time = Date, getTime = Date.prototype.getTime, text = String;
  var str, iri, lang;
  var MAX_DEPTH = 32, MAX_ITEMS = 100000;

  // plain copies a value that is to leave the script; cycles and depth are errors.
  function plain(v, depth, budget) {
    if (v === null || v === undefined) return null;
    if (typeof v === "function") throw new TypeError("a function can't be a result: call it, as in .all()");
    if (typeof v !== "object") return v;
    if (v instanceof Path) throw new TypeError("a path can't be a result: end it with .all(), .toArray() or .count()");
    if (isQuadValue(v)) return v;
    if (v instanceof Time) return new Time(apply(getTime, v, []));
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

  // Values that Cayley makes: iri(), lang(), gt() and so on. Of comparisons it is kept
  // what they compare with.
  var made = new WeakMap(), hasMade = made.has.bind(made), getMade = made.get.bind(made), setMade = made.set.bind(made);
  function isQuadValue(v) { return typeof v === "object" && v !== null && hasMade(v); }
  var makers = {};
  ["iri", "bnode", "raw", "str", "lang", "typed", "lt", "lte", "gt", "gte", "regex", "like"].forEach(function (name) {
    var f = root[name];
    root[name] = makers[name] = function () {
      var args = [];
      for (var i = 0; i < arguments.length; i++) args[i] = safe(arguments[i]);
      var v = apply(f, null, args);
      if (typeof v === "object" && v !== null) setMade(v, {name: name, with: args[0]});
      return v;
    };
  });
  str = makers.str; iri = makers.iri; lang = makers.lang;

  // distance is the edit distance of two words.
  function distance(a, b) {
    var row = [], i, j;
    for (j = 0; j <= b.length; j++) row[j] = j;
    for (i = 1; i <= a.length; i++) {
      var corner = row[0];
      row[0] = i;
      for (j = 1; j <= b.length; j++) {
        var above = row[j];
        row[j] = Math.min(above + 1, row[j - 1] + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
        corner = above;
      }
    }
    return row[b.length];
  }
  function near(name, list) {
    return list.slice().sort(function (a, b) { return distance(a, name) - distance(b, name) || (a < b ? -1 : 1); }).slice(0, 3).join(", ");
  }
  // unknown is the error for a name that is not in a closed list.
  function unknown(what, name, list) {
    return new ReferenceError(what + " " + JSON.stringify(name) + " is not in the model; near it: " + near(name, list));
  }
  var closed = [[/^<?(sk:\w+)>?$/, words.terms], [/^<?(act\/\w+)>?$/, words.acts], [/^<?(rel\/\w+)>?$/, words.relations]];
  // known throws for a misspelt property, act or relation, which would find nothing.
  function known(s) {
    for (var i = 0; i < closed.length; i++) {
      var m = closed[i][0].exec(s);
      if (m && closed[i][1].indexOf(m[1]) < 0) throw unknown("node", m[1], closed[i][1]);
    }
    return s;
  }

  // arg turns an argument of a method into one for Cayley.
  function arg(v, depth) {
    if (v instanceof Path) return raw(v);
    if (typeof v === "function") throw new TypeError("a function is no argument here");
    if (typeof v === "string") return known(v);
    if (isArray(v)) {
      if (v.length > 10000) throw new RangeError("list of more than 10000 nodes");
      var out = [];
      if (depth > MAX_DEPTH) throw new RangeError("list nested deeper than " + MAX_DEPTH + ", or holding itself");
      for (var i = 0; i < v.length; i++) out[i] = arg(v[i], depth + 1);
      return out;
    }
    return safe(v);
  }
  function args(list) {
    var out = [];
    for (var i = 0; i < list.length; i++) if (list[i] !== undefined) out.push(arg(list[i], 0));
    return out;
  }

  // flat takes lists apart: Cayley takes nodes one by one.
  function flat(list) {
    var out = [];
    for (var i = 0; i < list.length; i++) {
      if (!isArray(list[i])) out[out.length] = list[i];
      else for (var j = 0; j < list[i].length; j++) out[out.length] = list[i][j];
    }
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
  "is in out both follow followR followRecursive and intersect union or back tag as except unique difference labels inPredicates outPredicates saveInPredicates saveOutPredicates labelContext filter limit skip order"
    .split(" ").forEach(function (name) {
      method(name, function () {
        var r = raw(this);
        if (name === "limit" || name === "skip") number(name, arguments[0]);
        return wrap(apply(r[name], r, args(arguments)));
      });
    });

  // number refuses what Cayley would take for 0.
  function number(name, n) {
    if (n !== undefined && (typeof n !== "number" || n !== n)) throw new TypeError(name + " takes a number");
  }

  // texts are a word as it is and in each language of the store.
  function texts(s) { return [s, lang(s, "en"), lang(s, "id")]; }
  var named = /^<?(rdfs:label|skos:altLabel)>?$/, instant = /^<?sk:(start|end)>?$/, real = /^<?sk:confidence>?$/;
  // fit gives a comparison the type of the values of a property: instants are compared
  // with dates, confidences with fractions, names in every language.
  function fit(predicate, v) {
    if (typeof v === "string" && named.test(predicate)) return texts(v);
    var how = isQuadValue(v) ? getMade(v) : null, x = how && how.with;
    if (how && instant.test(predicate) && /^\d{4}(-\d\d){0,2}$/.test(x)) return makers[how.name](new Time(text(x)));
    // numbers compare within their type only, and 1 is no fraction for Cayley
    if (how && real.test(predicate) && typeof x === "number" && x % 1 === 0) {
      return makers[how.name](x + (how.name === "gt" || how.name === "lte" ? 1e-9 : -1e-9));
    }
    return arg(v, 0);
  }
  ["has", "hasR"].forEach(function (name) {
    method(name, function (predicate) {
      var r = raw(this), out = [arg(predicate, 0)];
      for (var i = 1; i < arguments.length; i++) if (arguments[i] !== undefined) out[out.length] = fit(predicate, arguments[i]);
      return wrap(apply(r[name], r, flat(out)));
    });
  });
  // save takes one predicate; with a list, each is saved under its own name.
  ["save", "saveR", "saveOpt", "saveOptR"].forEach(function (name) {
    method(name, function (predicate, tag) {
      if (isArray(predicate)) {
        return predicate.reduce(function (p, one) { return p[name](one, String(one)); }, this);
      }
      var r = raw(this);
      return wrap(r[name](arg(predicate, 0), tag === undefined ? String(predicate) : String(tag)));
    });
  });

  // shown tells whether the query has said by itself what its rows are.
  var shown = false;
  "all getLimit toArray tagArray toValue tagValue count".split(" ").forEach(function (name) {
    method(name, function () {
      if (name === "all" && arguments.length > 0) throw new TypeError("all takes no number: use .getLimit(" + Number(arguments[0]) + ")");
      var r = raw(this);
      if (name === "getLimit") number(name, arguments[0]);
      if (name === "all" || name === "getLimit") shown = true;
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

  // The graph object.
  function emit(v) {
    shown = true;
    rawGraph.emit(safe(v));
  }
  var graph = {};
  ["V", "Vertex"].forEach(function (n) {
    graph[n] = function () { return wrap(apply(rawGraph.V, rawGraph, flat(args(arguments)))); };
  });
  ["M", "Morphism"].forEach(function (n) {
    graph[n] = function () { return wrap(rawGraph.M()); };
  });
  graph.emit = graph.Emit = function (v) { emit(v); };
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

  // nodes are the nodes of these identities.
  function nodes(ids) {
    var out = [];
    for (var i = 0; i < ids.length; i++) out[i] = text(ids[i]);
    return apply(rawGraph.V, rawGraph, out);
  }

  // hasAny leaves of a path what has one of these nodes as its value.
  function hasAny(r, predicate, ids) {
    var out = [predicate];
    for (var i = 0; i < ids.length; i++) out[i + 1] = text(ids[i]);
    return apply(r.has, r, out);
  }

  // present shows the value of a query that has shown nothing: a path without an end,
  // a number, a list.
  function present(v) {
    if (v === undefined || v === null || shown) return;
    if (v instanceof Path) raw(v).all();
    else if (isArray(v)) v.forEach(emit);
    else emit(v);
  }

  // run evaluates a query; what it throws leaves as text only, since Cayley would
  // walk any value.
  var evaluate = root.eval;
  function run(source, show) {
    shown = false;
    try {
      var v = evaluate(source);
      if (show) present(v);
      return "";
    } catch (e) {
      return thrown(e);
    }
  }
  // member adds to the error for a step that is not there what may have been meant.
  function member(message) {
    var m = /has no member '(\w+)'/.exec(message), steps = Object.getOwnPropertyNames(Path.prototype);
    if (!m) return message;
    if (steps.indexOf(m[1]) >= 0) return message + " (the word before it needs brackets, as in denials().by(\"Iran\").all())";
    return message + " (steps near it: " + near(m[1], steps.filter(function (s) { return /^[a-z]/.test(s) && s !== "constructor"; })) + ")";
  }
  function thrown(e) {
    try {
      // words alone: a message that is an object may hold the error itself
      if (e instanceof Error) return typeof e.name + typeof e.message === "stringstring" ? e.name + ": " + member(e.message) : "Error";
      if (typeof e !== "object" || isArray(e)) return "thrown: " + JSON.stringify(safe(e));
      var s = text(e); // what Cayley throws
      return /^\[object/.test(s) ? "thrown: " + JSON.stringify(safe(e)) : "Error: " + s;
    } catch (_) {
      return "Error: a value that can't be shown";
    }
  }
  return {root: root, graph: rawGraph, raw: raw, wrap: wrap, method: method, Path: Path, safe: safe, emit: emit, nodes: nodes, hasAny: hasAny,
    isQuadValue: isQuadValue, unknown: unknown, number: number, makers: makers, evaluate: evaluate, run: run};
})

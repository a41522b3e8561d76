// The vocabulary: where paths begin, what narrows statements down, and what is shown
// of them. docs/gizmo.md lists it.
(function (inside, words) {
  "use strict";
  var root = inside.root, g = inside.graph, raw = inside.raw, wrap = inside.wrap, method = inside.method, Path = inside.Path;
  var str = inside.makers.str, gt = inside.makers.gt, gte = inside.makers.gte, lt = inside.makers.lt;

  // node is what an actor is called by: an identity, a name, a path or a value.
  function node(x) {
    if (x instanceof Path) return raw(x);
    if (typeof x !== "string") return inside.safe(x);
    return /^[a-z]+\//.test(x) ? x : "actor!" + x;
  }
  function at(x) {
    var n = node(x);
    return typeof n === "object" && !inside.isQuadValue(n) ? n : g.V(n);
  }
  // word is a word of a closed list: its identity, its name, or a verb in English or
  // Indonesian.
  function word(kind, list, x) {
    var s = String(x).replace(/^(act|rel)\//, "").toLowerCase();
    if (!Object.prototype.hasOwnProperty.call(list, s)) throw inside.unknown(kind, s, Object.keys(list));
    return "" + list[s];
  }
  function act(x) { return word("act", words.actWords, x); }
  function relation(x) { return word("relation", words.relationWords, x); }

  // kept has, for paths of statements, some of what narrowed them down: they are all in the
  // list that the index has for it.
  var apply = Reflect.apply, assign = Object.assign, kept = new WeakMap(), getKept = kept.get.bind(kept), setKept = kept.set.bind(kept);
  function keep(path, by) {
    setKept(path, by);
    return path;
  }

  // Steps of Gizmo that add no nodes keep to the list as well.
  "has save saveOpt and except filter".split(" ").forEach(function (name) {
    var step = Path.prototype[name];
    method(name, function () {
      var by = getKept(this), path = apply(step, this, arguments);
      return by ? keep(path, by) : path;
    });
  });

  // What narrows statements down.
  function narrow(name, f) {
    method(name, function (x) {
      if (x === undefined) throw new TypeError(name + " takes one argument");
      var by = getKept(this), path = wrap(f(raw(this), x));
      return by ? keep(path, narrower(by, name, x)) : path;
    });
  }
  function narrower(by, name, x) {
    var out = assign({}, by);
    if (typeof x !== "string") return out;
    if (name === "since" || name === "until") out[name] = date(x, name === "until").getTime();
    if (name === "act") out.act = act(x);
    if (name === "relation") out.relation = relation(x);
    if (name === "by") out.by = x;
    if (name === "against" || name === "target" || name === "agent" || name === "patient") {
      out.whom = x;
      out.role = name === "patient" ? "p" : "a";
    }
    return out;
  }
  narrow("by", function (r, x) { return r.and(at(x).in(["sk:speaker", "sk:person"])); });
  narrow("against", function (r, x) { return r.and(at(x).in("sk:target").or(at(x).in("sk:agent").in("sk:claim")).unique()); });
  narrow("target", function (r, x) { return r.and(at(x).in("sk:target")); });
  narrow("agent", function (r, x) { return r.and(at(x).in("sk:agent").in("sk:claim")); });
  narrow("patient", function (r, x) { return r.and(at(x).in("sk:patient").in("sk:claim")); });
  narrow("act", function (r, x) { return r.and(g.V(act(x)).in("sk:act")); });
  narrow("relation", function (r, x) { return r.and(g.V(relation(x)).in("sk:relation").in("sk:claim")); });
  narrow("stance", function (r, x) {
    if (!/^(for|against|neither)$/.test(x)) throw inside.unknown("stance", String(x), ["for", "against", "neither"]);
    return r.and(g.V("stance/" + x).in("sk:stance"));
  });
  narrow("about", function (r, x) {
    if (x instanceof Path) return r.and(raw(x).in(["sk:theme", "sk:agent", "sk:patient"]).in("sk:claim"));
    var w = String(x), bare = w.replace(/^theme\//, "").toLowerCase(), one = bare.replace(/s$/, "");
    var of = one === bare ? g.V("theme/" + bare, str(bare), "actor?" + w) : g.V("theme/" + bare, "theme/" + one, str(bare), str(one), "actor?" + w);
    return r.and(of.in(["sk:theme", "sk:agent", "sk:patient"]).in("sk:claim").unique());
  });
  narrow("from", function (r, x) { return r.and(g.V(str(String(x))).in("dcterms:publisher").in("prov:wasDerivedFrom")); });
  narrow("minConfidence", function (r, x) {
    if (typeof x !== "number" || !(x >= 0 && x <= 1)) throw new RangeError("a confidence is a number from 0 to 1");
    return r.has("sk:confidence", gte(x % 1 === 0 ? x - 1e-9 : x));
  });

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
  // when looks the times up first: there are few, and statements are found from them
  // quicker than times from statements.
  function when(r, predicate, bound, filter) {
    var times = g.V("sk:Time").in("rdf:type").has(bound, filter).unique().toArray() || [];
    return inside.hasAny(r, predicate, times.length > 0 ? times : ["time/none"]);
  }
  narrow("since", function (r, d) { return when(r, "sk:said", "sk:end", gt(date(d, false))); });
  narrow("until", function (r, d) { return when(r, "sk:said", "sk:start", lt(date(d, true))); });
  narrow("happenedSince", function (r, d) { return when(r, "sk:when", "sk:end", gt(date(d, false))); });
  narrow("happenedUntil", function (r, d) { return when(r, "sk:when", "sk:start", lt(date(d, true))); });

  // Steps from statements, claims and actors.
  function step(name, f) { method(name, function () { return wrap(f(raw(this))); }); }
  step("claim", function (r) { return r.out("sk:claim").unique(); });
  step("statements", function (r) { return r.in("sk:claim").unique(); });
  step("speaker", function (r) { return r.out("sk:speaker").unique(); });
  step("document", function (r) { return r.out("prov:wasDerivedFrom").unique(); });
  step("replies", function (r) { return r.in("sk:respondsTo").unique(); });
  step("answers", function (r) { return r.out("sk:respondsTo").unique(); });
  step("name", function (r) { return r.out("rdfs:label"); });

  // What is shown of statements.
  function evidence(r) {
    return r.save("sk:act", "act").saveOpt("sk:speaker", "by").saveOpt("sk:said", "said")
      .save("sk:claim", "claim").save("sk:sentence", "evidence").save("prov:wasDerivedFrom", "document");
  }
  step("evidence", evidence);

  // bare is a node without brackets.
  function bare(x) { return typeof x === "string" && /^<.*>$/.test(x) ? x.slice(1, -1) : x; }
  // rowsOf are the tags of what a path has reached, each node once.
  function rowsOf(r) {
    var seen = {}, rows = [];
    (r.tagArray() || []).forEach(function (tags) {
      var row = {};
      Object.keys(tags).forEach(function (k) { row[k] = bare(tags[k]); });
      if (seen[row.id]) return;
      seen[row.id] = true;
      rows.push(row);
    });
    return rows;
  }
  // moment is the key by which times are sorted: when it was said, else when the document
  // was published; what has no beginning comes first.
  function moment(row) {
    if (row.__moment === undefined) {
      var said = row.__said || String(inside.nodes([row.id]).out("prov:wasDerivedFrom").out("schema:datePublished").toValue() || "").slice(0, 10);
      row.__moment = said.replace(/^time\/(\.\.\/)?/, "");
    }
    return row.__moment;
  }
  function timed(r) { return rowsOf(r.saveOpt("sk:said", "__said")); }

  // byDay is the function of byday.js, which is read when it is first needed: most queries
  // do without.
  var byDay;
  function first(r, by, n, sign) {
    if (!byDay) byDay = inside.evaluate(words.byDay)(inside, words, node, bare, timed, moment);
    return byDay(r, by, n, sign);
  }
  // sorted shows the first n statements by the time of saying. Only theirs is the
  // evidence that is looked up.
  function sorted(name, sign) {
    method(name, function (n) {
      inside.number(name, n);
      var r = raw(this), by = getKept(this), chosen = {};
      var all = by && n !== undefined && first(r, by, n, sign) || timed(r);
      all.sort(function (a, b) {
        var x = moment(a), y = moment(b);
        if (x === y) return a.id < b.id ? -1 : 1;
        return x < y ? -sign : sign;
      });
      all = all.slice(0, n === undefined ? all.length : Number(n));
      if (all.length === 0) return;
      rowsOf(evidence(inside.nodes(all.map(function (row) { return row.id; })))).forEach(function (row) { chosen[row.id] = row; });
      all.forEach(function (row) {
        var more = chosen[row.id] || {};
        Object.keys(more).forEach(function (k) { row[k] = more[k]; });
        delete row.__said;
        delete row.__moment;
        row.said = String(row.said || "").replace(/^time\//, "");
        inside.emit(row);
      });
    });
  }
  sorted("oldest", 1);
  sorted("newest", -1);

  // tally counts how often each node is reached, the most frequent first.
  method("tally", function (n) {
    inside.number("tally", n);
    var counts = new Map(), rows = [];
    raw(this).forEach(-1, function (d) { counts.set(bare(d.id), (counts.get(bare(d.id)) || 0) + 1); });
    counts.forEach(function (count, id) { rows.push({id: id, count: count}); });
    rows.sort(function (a, b) { return b.count - a.count || (String(a.id) < String(b.id) ? -1 : 1); });
    rows.slice(0, n === undefined ? rows.length : Number(n)).forEach(inside.emit);
  });

  // Where paths begin.
  root.actor = function (name) { return wrap(g.V(node(String(name)))); };
  root.statements = function (kind) {
    var a = kind === undefined ? undefined : act(kind);
    return keep(wrap(a ? g.V(a).in("sk:act") : g.V("sk:Statement").in("rdf:type")), {act: a});
  };
  var kinds = {accusations: "accuse", denials: "deny", admissions: "admit", rejections: "reject", assertions: "assert", warnings: "warn",
    threats: "threaten", demands: "demand", promises: "promise", condemnations: "condemn", praises: "praise", agreements: "agree",
    questions: "ask", reports: "report"};
  var begin = root.statements;
  Object.keys(kinds).forEach(function (name) { root[name] = function () { return begin(kinds[name]); }; });
  root.claims = function (kind) { return wrap(kind === undefined ? g.V("sk:Claim").in("rdf:type") : g.V(relation(kind)).in("sk:relation")); };
  // disputed are the claims that someone is for and someone is against.
  root.disputed = function () {
    return wrap(g.V("stance/for").in("sk:stance").out("sk:claim").and(g.V("stance/against").in("sk:stance").out("sk:claim")).unique());
  };
  root.documents = function () { return wrap(g.V("sk:Document").in("rdf:type")); };
  root.actors = function () { return wrap(g.V("sk:Actor").in("rdf:type")); };
})

// The first statements of a path by time. The index has a list for each actor, dyad and
// relation in each year, by act and day: a path that is within such a list is looked into
// day by day, until there are enough.
(function (inside, words, node, bare, timed, moment) {
  "use strict";
  var g = inside.graph;
  var maxParts = 640; // lists of a day that are looked into before the path is taken as a whole
  function listOf(by) {
    function local(x) {
      var id = bare(g.V(node(x)).toValue());
      return id === undefined || id === null ? "" : String(id).replace(/^actor\//, "");
    }
    if (by.by && by.whom) return "dyad/" + local(by.by) + "/" + local(by.whom);
    if (by.by) return "by/" + local(by.by);
    if (by.whom) return "of/" + local(by.whom);
    if (by.relation) return "rel/" + by.relation.replace(/^rel\//, "");
    return "all";
  }
  // lists are those of a year on these days, such as "2022-10-17" or unknown, as one path.
  var unknown = "0000-00-00";
  function lists(by, list, year, days) {
    var role = by.whom ? by.role : "-", acts = by.act ? [by.act] : words.acts, all = null;
    days.forEach(function (day) {
      acts.forEach(function (a) {
        var one = inside.nodes(["index/" + list + "/" + year]).in("index/" + a.slice(4) + "/" + role + day.slice(-5, -3) + day.slice(-2));
        all = all ? all.or(one) : one;
      });
    });
    return all;
  }
  // dayOf is the day of an instant, moved by so many milliseconds; "" for none.
  function dayOf(instant, by) { return instant === undefined ? "" : new Date(instant + by).toISOString().slice(0, 10); }
  function after(path, prefix) {
    return (path.toArray() || []).map(function (id) { return bare(id).slice(prefix.length); });
  }
  // first are statements of the path, the first n by time among them; null when they are
  // not found in this way.
  function first(r, by, n, sign) {
    var years = after(inside.nodes(["index/all"]).out("index/year"), "index/all/");
    if (years.length === 0) return null; // a store without a calendar
    var list = listOf(by), rows = [], seen = {}, parts = 0, perDay = by.act ? 1 : words.acts.length;
    function take(year, days) {
      parts += days.length * perDay;
      timed(lists(by, list, year, days).and(r)).forEach(function (row) {
        if (!seen[row.id]) rows.push(row);
        seen[row.id] = true;
      });
    }
    // enough tells whether n of them come before all of the days after this one, which were
    // not looked at. A time may tell another day than the index, that of another zone.
    function enough(day) {
      return rows.filter(function (row) {
        var m = moment(row).slice(0, 10);
        return sign < 0 ? m > day : m < day;
      }).length >= n;
    }
    // from and to are the first and last day to look at: one more than the path asks for.
    var oneDay = 864e5, from = dayOf(by.since, -oneDay), to = dayOf(by.until, oneDay);
    function within(date) {
      return (!from || date >= from.slice(0, date.length)) && (!to || date <= to.slice(0, date.length));
    }
    take("0", [unknown]); // times of several years
    years = years.filter(function (y) { return y !== "0" && within(y); }).sort(function (a, b) { return sign * (a - b); });
    for (var i = 0; i < years.length; i++) {
      var days = after(inside.nodes(["index/all/" + years[i]]).out("index/day"), "index/day/")
        .filter(within).sort(function (a, b) { return a < b ? -sign : sign; });
      take(years[i], [unknown]);
      for (var at = 0, size = 4; at < days.length; at += size, size = perDay > 1 ? 4 : Math.min(2 * size, 32)) {
        if (parts > maxParts) return null;
        var some = days.slice(at, at + size);
        take(years[i], some);
        if (enough(some[some.length - 1])) return rows;
      }
    }
    return rows;
  }
  return first;
})

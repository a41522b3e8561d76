// Asks a server as the programs of others do, with two clients for Cayley: queries,
// morphisms, shapes, reading quads, and writing, which is refused.
'use strict';
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const [address, expected] = process.argv.slice(2);

const older = require('cayley')(`http://${address}/`);
const newer = require('node-cayley')(address, { promisify: true, logLevel: 0 });
const ids = (rows) => rows.map((r) => r.id).sort();
// what a callback is handed, as a promise
const called = (f) => new Promise((done, fail) => f((err, v) => (err ? fail(err) : done(v))));

const checks = {
  async 'the same nodes from both clients and from the command'() {
    const a = ids(await called((cb) => older.g.V('<actor/IRN>').Out('<act/deny>').All(cb)));
    const b = ids((await newer.g.V('<actor/IRN>').Out('<act/deny>').All()).result);
    assert.ok(a.length > 1, 'Iran denies something');
    assert.deepEqual(a, b);
    const own = readFileSync(expected, 'utf8').split('\n').filter(Boolean).map((l) => `<${JSON.parse(l).id}>`).sort();
    assert.deepEqual([...new Set(a)], own);
  },
  async 'a limit'() {
    assert.equal((await called((cb) => older.g.V().GetLimit(5, cb))).length, 5);
    assert.equal((await newer.g.V().GetLimit(5)).result.length, 5);
  },
  async 'tags'() {
    const rows = (await newer.g.V('<actor/IRN>').Tag('who').Out('<act/deny>').All()).result;
    assert.ok(rows.every((r) => r.who === '<actor/IRN>' && /^<claim\//.test(r.id)));
  },
  async 'has, in and back'() {
    const rows = (await newer.g.V('<act/accuse>').In('<sk:act>').Tag('stmt').Out('<sk:target>').Is('<actor/IRN>').Back('stmt').All()).result;
    assert.ok(rows.length > 0 && rows.every((r) => /^<stmt\//.test(r.id)));
    const has = (await newer.g.V('<act/accuse>').In('<sk:act>').Has('<sk:target>', '<actor/IRN>').All()).result;
    assert.deepEqual([...new Set(ids(has))], [...new Set(ids(rows))]);
  },
  async 'a morphism'() {
    const path = newer.g.M().Out('<act/accuse>').In('<act/deny>');
    const rows = (await newer.g.V('<actor/UKR>').Follow(path).All()).result;
    assert.ok(rows.some((r) => r.id === '<actor/IRN>'), 'Iran denies what Ukraine accuses it of');
  },
  async 'values and arrays in the script'() {
    const rows = (await newer.g.V('<actor/IRN>').Out('<act/deny>').ForEach(2, function (d) { g.Emit({ claim: d.id }); })).result;
    assert.ok(rows.length === 2 && rows.every((r) => /^<claim\//.test(r.claim)));
  },
  async 'nothing found is null'() {
    assert.equal((await newer.g.V('<actor/NOBODY>').Out('<act/deny>').All()).result, null);
  },
  async 'an error is told'() {
    assert.match((await newer.g.V('<actor/IRN>').Out('<act/denny>').All()).error, /act\/denny/);
  },
  async 'a shape'() {
    const shape = await called((cb) => older.g.type('shape').V('<actor/IRN>').Out('<act/deny>').All(cb));
    assert.equal(shape.links.length, 1);
    const values = shape.nodes.flatMap((n) => n.values || []);
    assert.ok(values.includes('<actor/IRN>') && values.includes('<act/deny>'), JSON.stringify(shape));
    const link = shape.links[0], numbers = shape.nodes.map((n) => n.id);
    assert.ok(numbers.includes(link.source) && numbers.includes(link.target));
  },
  async 'all quads'() {
    const quads = await newer.read();
    assert.ok(quads.length > 1000 && quads.every((q) => q.subject && q.predicate && q.object));
  },
  async 'writing is refused'() {
    const quad = { subject: '<a>', predicate: '<b>', object: '<c>' };
    const body = await called((cb) => older.write([quad], cb));
    assert.match(body.error, /read/);
    assert.match((await newer.write([quad])).error, /read/);
    assert.match((await newer.delete([quad])).error, /read/);
  },
};

(async () => {
  let bad = 0;
  for (const [what, check] of Object.entries(checks)) {
    try {
      await check();
    } catch (err) {
      bad++;
      console.error(`peers: ${what}: ${err.message}`);
    }
  }
  console.log(`peers: ${Object.keys(checks).length - bad} of ${Object.keys(checks).length} checks hold with the clients cayley and node-cayley`);
  process.exit(bad > 0 ? 1 : 0);
})();

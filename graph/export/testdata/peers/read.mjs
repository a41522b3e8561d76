// Reads the exports with Oxigraph and N3.js, asks the queries of docs/rdf.md, checks
// the canonical form (RDFC-1.0) and the shapes (SHACL).
import { readFileSync } from 'node:fs';
import oxigraph from 'oxigraph';
import { Parser } from 'n3';
import canonize from 'rdf-canonize';
import SHACLValidator from 'rdf-validate-shacl';
import env from '@zazuko/env';

const dir = process.argv[2];
const read = (name) => readFileSync(`${dir}/${name}`, 'utf8');
let bad = 0;
const check = (ok, what) => { if (!ok) { bad++; console.error(`peers: ${what}`); } };

const rdf = JSON.parse(read('list.json')).filter((e) => e.Quads > 0);
for (const e of rdf) {
  const store = new oxigraph.Store();
  try {
    store.load(read(e.File), { format: e.MediaType, base_iri: 'http://example.org/' });
    check(store.size === e.Quads, `oxigraph: ${e.File}: ${store.size} triples, want ${e.Quads}`);
  } catch (err) {
    check(false, `oxigraph: ${e.File}: ${err}`);
  }
  if (['nquads', 'ntriples', 'trig', 'turtle'].includes(e.Format)) {
    const n = new Parser({ format: e.MediaType }).parse(read(e.File)).length;
    check(n === e.Quads, `n3: ${e.File}: ${n} triples, want ${e.Quads}`);
  }
  if (e.Format === 'nquads') {
    const canonical = await canonize.canonize(read(e.File), { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' });
    check(canonical === read(e.File), `rdf-canonize: ${e.File} is not canonical`);
  }
}
console.log(`peers: oxigraph, n3 and rdf-canonize read ${rdf.length} files`);

// The queries of the docs, against what saksi answers.
const queries = Object.fromEntries([...read('rdf.md').matchAll(/```sparql\n# (\w+):[^\n]*\n([^]*?)```/g)].map((m) => [m[1], m[2]]));
const store = new oxigraph.Store();
store.load(read('store-.nq'), { format: 'application/n-quads' });
const base = 'https://w3id.org/saksi/';
const rows = (name, key) => store.query(queries[name], { use_default_graph_as_union: true }).map((r) => r.get(key).value.replace(base, ''));
const expected = (name, f) => read(`${name}.expected.jsonl`).trim().split('\n').filter(Boolean).map((l) => f(JSON.parse(l)));
const same = (name, got, want) => {
  const a = [...new Set(got)].sort().join('\n'), b = [...new Set(want)].sort().join('\n');
  check(a === b, `query ${name}: ${new Set(got).size} results, saksi has ${new Set(want).size}`);
  console.log(`peers: query ${name}: ${new Set(got).size} results`);
};
same('accusations', rows('accusations', 'statement'), expected('accusations', (s) => s.id));
same('disputes', rows('disputes', 'claim'), expected('disputes', (d) => d.claim.id));
same('timeline', rows('timeline', 'statement'), expected('timeline', (s) => s.id));
for (const name of Object.keys(queries)) {
  try {
    store.query(queries[name], { use_default_graph_as_union: true });
  } catch (err) {
    check(false, `query ${name}: ${err}`);
  }
}

// The shapes hold, and they do find what is wrong.
const dataset = (text) => env.dataset(new Parser({ factory: env }).parse(text));
const validator = new SHACLValidator(dataset(read('shapes.ttl')), { factory: env });
for (const name of ['sample-.ttl', 'store-.ttl']) {
  const report = await validator.validate(dataset(read(name)));
  for (const r of [...report.results].slice(0, 10)) {
    console.error(`  ${r.focusNode?.value} ${r.path?.value} ${r.value?.value}: ${r.message.map((m) => m.value)}`);
  }
  check(report.conforms, `shapes: ${name} does not conform`);
}
const broken = read('sample-.ttl').replace('sk:confidence 0.91', 'sk:confidence 1.91').replace('sk:modality "actual"', 'sk:modality "maybe"');
const report = await validator.validate(dataset(broken));
check(report.results.length >= 2, 'shapes: two faults are not found');
console.log('peers: the shapes hold');
process.exit(bad ? 1 : 0);

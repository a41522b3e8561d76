// Measures Oxigraph and N3.js on an export: what is given stands in given.json, and what
// was found is printed as JSON, in seconds.
import { createReadStream, readFileSync } from 'node:fs';
import oxigraph from 'oxigraph';
import { StreamParser } from 'n3';

const given = JSON.parse(readFileSync('given.json', 'utf8'));
const work = [];
const slow = 2; // seconds of a question that is not asked again
const timed = async (what, f) => {
  const cpu = process.cpuUsage(), wall = process.hrtime.bigint();
  const quads = await f();
  const used = process.cpuUsage(cpu);
  work.push({ what, quads, cpu: (used.user + used.system) / 1e6, wall: Number(process.hrtime.bigint() - wall) / 1e9 });
};

await timed('N3.js parses N-Quads', () => new Promise((done, fail) => {
  let n = 0;
  createReadStream(given.file).pipe(new StreamParser({ format: 'N-Quads' })).on('data', () => n++).on('end', () => done(n)).on('error', fail);
}));

const store = new oxigraph.Store();
const bytes = readFileSync(given.file);
await timed('Oxigraph loads N-Quads, in memory', () => {
  store.load(bytes, { format: 'application/n-quads', lenient: true, no_transaction: true });
  return store.size;
});
await timed('Oxigraph dumps N-Quads', () => {
  store.dump({ format: 'application/n-quads' });
  return store.size;
});

const questions = given.questions.map((text) => {
  const took = [];
  let rows = 0;
  for (let i = 0; i <= given.rounds; i++) {
    const begin = process.hrtime.bigint();
    rows = store.query(text, { use_default_graph_as_union: true }).length;
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    if (i > 0 || seconds > slow) took.push(seconds);
    if (seconds > slow) break;
  }
  return { median: took.sort((a, b) => a - b)[Math.floor(took.length / 2)], rows };
});
console.log(JSON.stringify({ work, questions }));

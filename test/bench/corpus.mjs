// Writes a corpus of records that pass `pir check`:
//
//   node test/bench/corpus.mjs --out DIR --records N [--seed 1] [--broken P] [--git]
//
// --broken P  that share of the records has one fault
// --git       the folder becomes a git repository with everything in one commit
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { END, makeRecord } from './record.mjs';
import { renderRecord } from './render.mjs';
import { drawFrom, seedFrom } from './rng.mjs';
import { runbooks } from './words.mjs';

/** One fault each, whatever else the text holds: a severity and a status that do not exist, a day that is none, a lost offset. */
const faults = [
  (text) => text.replace(/^severity: .*$/m, 'severity: critical'),
  (text) => text.replace(/^status: .*$/m, 'status: published'),
  (text) => text.replace(/^( {4}due): .*$/m, '$1: next week'),
  (text) => text.replace(/^( {2}detected: .{19}).*$/m, '$1'),
];

/** The files of a corpus as [path, text]: config, runbooks that records name as evidence, records. Same numbers, same bytes. */
export function* corpusFiles({ records, seed = 1, broken = 0 }) {
  // Of so few causes and services nearly all would be repeats, and records made one by one cannot name each other. Nor
  // is a management review among them that would be fresh in any year.
  yield ['pir.config.yaml', 'profile: scaleup\nrepeat: { window: 1m }\nmanagement_review: 100y\n'];
  for (const name of runbooks) yield [`runbooks/${name}.md`, `# ${name}\n\nWhat to do, step by step.\n`];
  for (let index = 0; index < records; index++) {
    const record = makeRecord(seed, index, records);
    const draw = drawFrom(seedFrom(seed, index, 2));
    const text = renderRecord(record);
    yield [record.path, draw.happens(broken) ? draw.oneOf(faults)(text) : text];
  }
}

/** Writes a corpus into an empty or new folder, and commits it when asked to. Gives the number of bytes in records. */
export function writeCorpus(out, { isGit = false, ...corpus }) {
  const folders = new Set();
  let bytes = 0;
  for (const [path, text] of corpusFiles(corpus)) {
    const file = join(out, path);
    const folder = dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, text);
    if (path.startsWith('incidents/')) bytes += Buffer.byteLength(text);
  }
  if (isGit) commitAll(out);
  return bytes;
}

/** One commit of all there is, by nobody in particular and at a set moment, so that its hash is always the same. */
function commitAll(folder) {
  const who = { NAME: 'Bench', EMAIL: 'bench@example.com', DATE: `${END} +0000` };
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  for (const [key, value] of Object.entries(who)) {
    env[`GIT_AUTHOR_${key}`] = value;
    env[`GIT_COMMITTER_${key}`] = value;
  }
  const git = (...args) => execFileSync('git', ['-C', folder, '-c', 'gc.auto=0', ...args], { env, stdio: 'pipe' });
  rmSync(join(folder, '.git'), { recursive: true, force: true });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'Write a corpus');
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      records: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      broken: { type: 'string', default: '0' },
      git: { type: 'boolean', default: false },
    },
  });
  const [records, seed, broken] = [values.records, values.seed, values.broken].map(Number);
  if (!values.out || [records, seed, broken].some(Number.isNaN)) {
    console.error('usage: node test/bench/corpus.mjs --out DIR --records N [--seed 1] [--broken P] [--git]');
    process.exitCode = 2;
  } else {
    const bytes = writeCorpus(values.out, { records, seed, broken, isGit: values.git });
    console.log(`${records} records, ${Math.round(bytes / records)} bytes each`);
  }
}

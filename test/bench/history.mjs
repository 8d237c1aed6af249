// Writes a repository in which every version of every record is committed, about six a record:
//
//   node test/bench/history.mjs --out DIR --records N [--seed 1] [--merges P] [--noise P]
//
// --merges P  that share of the versions is made on a branch and merged
// --noise P   that many commits a version, on average, touch no record
//
// The newest tree is what corpus.mjs writes for the same numbers.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusFiles } from './corpus.mjs';
import { HOUR, makeRecord } from './record.mjs';
import { renderRecord } from './render.mjs';
import { drawFrom, seedFrom } from './rng.mjs';

/** Every change of every record, oldest first. Records are made again when they are written: all of them are too large. */
function changesOf(seed, records) {
  const changes = [];
  for (let index = 0; index < records; index++) {
    for (const event of makeRecord(seed, index, records).events) changes.push({ ...event, index });
  }
  return changes.sort((a, b) => a.at - b.at || a.index - b.index);
}

/** The history as input of `git fast-import`, piece by piece. */
function* historyStream({ records, seed = 1, merges = 0, noise = 0 }) {
  const draw = drawFrom(seedFrom(seed, 4));
  const changes = changesOf(seed, records);
  let mark = 0;
  let tip = 0;
  const commit = ({ at, who, message, ref = 'main', from = tip, merge, files }) => {
    const person = `${who.replace(/^@/, '')} <${who.replace(/^@/, '')}@example.com> ${at} +0000`;
    const lines = [`commit refs/heads/${ref}`, `mark :${++mark}`, `author ${person}`, `committer ${person}`];
    const parents = [...(from ? [`from :${from}`] : []), ...(merge ? [`merge :${merge}`] : [])];
    const content = files.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
    return `${[...lines, data(message), ...parents, ...content].join('\n')}\n\n`;
  };
  const others = [...corpusFiles({ records: 0 })];
  yield commit({ at: (changes[0]?.at ?? 0) - HOUR, who: '@bench', message: 'Set up', files: others });
  tip = mark;
  for (const { index, at, who, message } of changes) {
    const record = makeRecord(seed, index, records);
    const files = [[record.path, renderRecord(record, at)]];
    if (draw.happens(merges)) {
      yield commit({ at, who, message, ref: 'side', files });
      const side = mark;
      yield commit({ at, who: record.manager, message: `Merge ${message}`, merge: side, files });
    } else yield commit({ at, who, message, files });
    tip = mark;
    if (!draw.happens(noise)) continue;
    yield commit({ at, who, message: 'Edit the README', files: [['README.md', `# Incidents\n\nEdited ${at}.\n`]] });
    tip = mark;
  }
  yield 'done\n';
}

const data = (text) => `data ${Buffer.byteLength(text)}\n${text}`;

/** Writes a history into an empty or new folder and checks the newest version out. */
export async function writeHistory(out, history) {
  mkdirSync(out, { recursive: true });
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args) => execFileSync('git', ['-C', out, '-c', 'gc.auto=0', ...args], { env, stdio: 'pipe' });
  rmSync(join(out, '.git'), { recursive: true, force: true });
  git('init', '-q', '-b', 'main');
  const importer = spawn('git', ['-C', out, 'fast-import', '--quiet', '--done', '--depth=50'], {
    env,
    stdio: ['pipe', 2, 2],
  });
  const ended = once(importer, 'close');
  let pending = '';
  for (const piece of historyStream(history)) {
    pending += piece;
    if (pending.length < 1 << 20) continue;
    if (!importer.stdin.write(pending)) await once(importer.stdin, 'drain');
    pending = '';
  }
  importer.stdin.end(pending);
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
  git('update-ref', '-d', 'refs/heads/side');
  git('reset', '-q', '--hard', 'main');
  return Number(git('rev-list', '--count', 'main').toString());
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      records: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      merges: { type: 'string', default: '0' },
      noise: { type: 'string', default: '0' },
    },
  });
  const [records, seed, merges, noise] = [values.records, values.seed, values.merges, values.noise].map(Number);
  if (!values.out || [records, seed, merges, noise].some(Number.isNaN)) {
    console.error('usage: node test/bench/history.mjs --out DIR --records N [--seed 1] [--merges P] [--noise P]');
    process.exitCode = 2;
  } else {
    const commits = await writeHistory(values.out, { records, seed, merges, noise });
    console.log(`${records} records in ${commits} commits`);
  }
}

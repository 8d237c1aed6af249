// What pir costs, as whole processes: `npm run bench`.
//
//   node test/bench/bench.mjs [--rounds 5] [--no-history] [--peers] [--json FILE] [--keep]
//
// --no-history  without the ones that read git's history, which take minutes to write
// --peers  also other tools on the same records in the same rounds; they are installed into a temporary folder
// --keep   leave the corpora where they are, and say where
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.mjs';
import { historyJobs } from './history-jobs.mjs';
import { judge } from './judge.mjs';
import { interleave, median, peakMemory } from './measure.mjs';
import { installPeers, peerJobs } from './peers.mjs';
import { compareRuns } from './same-bytes.mjs';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    history: { type: 'boolean', default: true },
    rounds: { type: 'string', default: '5' },
    peers: { type: 'boolean', default: false },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const rounds = Math.max(1, Number(values.rounds) || 5);
const here = fileURLToPath(new URL('.', import.meta.url));
const pir = join(here, '..', '..', 'bin', 'pir.js');
const node = process.execPath;
const say = (line) => console.error(line);
const sizes = [1, 100, 1_000, 10_000];

const temporary = mkdtempSync(join(tmpdir(), 'pir-bench-'));
const corpora = Object.fromEntries(sizes.map((size) => [size, join(temporary, `records-${size}`)]));

/** A run of pir; without `remembers`, what it remembers is thrown away before. */
function pirJob(name, args, size, remembers = false) {
  const cwd = corpora[size];
  const cache = join(cwd, '.git', 'pir');
  const prepare = () => {
    if (!remembers) rmSync(cache, { recursive: true, force: true });
    else if (!existsSync(cache)) execFileSync(node, [pir, 'check'], { cwd, stdio: 'ignore' });
  };
  return { name, command: node, args: [pir, ...args], cwd, prepare };
}

const readAll = (size) => ({
  name: `Node reads every file of ${size}`,
  command: node,
  args: [join(here, 'read-all.mjs'), corpora[size]],
  cwd: temporary,
});

const jobs = [
  { name: 'node -e 0', command: node, args: ['-e', '0'], cwd: temporary, isUnit: true },
  pirJob('--version', ['--version'], 1),
  pirJob('--help', ['--help'], 1),
  ...sizes.map((size) => pirJob(`check of ${size}`, ['check'], size)),
  pirJob('warm check of 10000', ['check'], 10_000, true),
  ...[100, 1_000, 10_000].map((size) => pirJob(`metrics of ${size}`, ['metrics'], size)),
  readAll(1_000),
  readAll(10_000),
];

async function measureAll() {
  say(`Writing ${sizes.join(', ')} records to ${temporary}`);
  for (const size of sizes) writeCorpus(corpora[size], { records: size, isGit: true });
  const peers = values.peers ? installPeers(join(temporary, 'peers'), say) : [];
  const history = values.history ? await historyJobs(pir, temporary, say) : [];
  const all = [...jobs, ...history, ...peerJobs(peers, corpora, temporary, say)];
  const times = interleave(all, rounds, say);
  const memory = { unit: peakMemory(jobs[0]), check: peakMemory(pirJob('check of 10000', ['check'], 10_000)) };
  const differences = compareRuns(pir, join(temporary, 'same-bytes'));
  return { times, memory, differences };
}

try {
  const { times, memory, differences } = await measureAll();
  const medians = new Map([...times].map(([name, list]) => [name, median(list)]));
  const result = judge({ times, medians, memory, differences });
  const machine = `Node ${process.version}, ${cpus().length} cores, ${rounds} rounds; × is ${Math.round(medians.get('node -e 0'))} ms`;
  console.log([`pir bench: ${machine}`, '', ...result.lines].join('\n'));
  if (values.json)
    writeFileSync(
      values.json,
      `${JSON.stringify({ node: process.version, rounds, milliseconds: Object.fromEntries(times), memory, targets: result.targets }, null, 2)}\n`,
    );
  if (differences.length > 0) process.exitCode = 1;
} finally {
  if (values.keep) say(`The corpora are in ${temporary}`);
  else rmSync(temporary, { recursive: true, force: true });
}

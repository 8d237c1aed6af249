import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHistory } from './history.mjs';
import { makeRecord } from './record.mjs';

const node = process.execPath;
const SINCE = 50;
const CHANGED = 20;
const FOLLOWED = 10;
/** What remembers figures, and was run before the newest commits came, as every day. */
const remembering = [['actions', '--overdue'], ['metrics']];

/**
 * What git alone needs to hand over every version of every record, both ends of the pipe at work together: nothing that
 * reads history can take less.
 */
const floor =
  "git log --raw --no-abbrev --no-renames --first-parent -m --format= main | awk '{ if ($4 !~ /^0+$/) print $4 }' | git cat-file --batch --buffer > /dev/null";

/**
 * Writes histories of 1,000 and 10,000 records, about six versions each, and gives the jobs that read them. The slow ones
 * take part in fewer rounds. `recall` puts what was remembered 50 commits ago back into place.
 */
export async function historyJobs(pir, folder, say) {
  const at = Object.fromEntries([1_000, 10_000].map((records) => [records, join(folder, `history-${records}`)]));
  for (const [records, path] of Object.entries(at)) {
    const commits = await writeHistory(path, { records: Number(records) });
    say(`${records} records in ${commits} commits`);
  }
  const git = (cwd, ...args) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], { cwd }).toString();
  const changeMany = (cwd, records) => {
    for (let index = 0; index < CHANGED; index++) {
      const path = join(cwd, makeRecord(1, index, records).path);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^title: /m, 'x_read_again: true\ntitle: '));
    }
    git(cwd, 'commit', '-q', '-a', '-m', `Change ${CHANGED} records`);
  };
  const big = at[10_000];
  changeMany(big, 10_000);
  const aside = join(folder, 'remembered');
  const own = (cwd) => join(cwd, '.git', 'pir');
  const forget = (cwd) => rmSync(own(cwd), { recursive: true, force: true });
  const id = makeRecord(1, 5_000, 10_000).id;

  /** As it was kept when the newest 50 commits were not there yet. */
  function recall() {
    if (!existsSync(aside)) {
      say('Reading the history up to 50 commits ago');
      const tip = git(big, 'rev-parse', 'main').trim();
      forget(big);
      git(big, 'reset', '-q', '--hard', `HEAD~${SINCE}`);
      for (const args of [['log', id], ['check'], ...remembering])
        execFileSync(node, [pir, ...args], { cwd: big, stdio: 'ignore' });
      git(big, 'reset', '-q', '--hard', tip);
      renameSync(own(big), aside);
    }
    forget(big);
    cpSync(aside, own(big), { recursive: true });
  }

  const shell = (name, cwd, script, rounds) => ({ name, command: 'sh', args: ['-c', script], cwd, rounds });
  const cold = (records, rounds) => ({
    name: `first ledger of ${records}`,
    command: node,
    args: [pir, 'log', makeRecord(1, 5, records).id],
    cwd: at[records],
    prepare: () => forget(at[records]),
    rounds,
  });
  const later = (name, args) => ({
    name: `${name}, 50 new commits`,
    command: node,
    args: [pir, ...args],
    cwd: big,
    prepare: recall,
  });
  const paths = Array.from({ length: FOLLOWED }, (_, index) => makeRecord(1, index * 90, 1_000).path);
  return [
    shell('git floor of 1000', at[1_000], floor),
    shell('git floor of 10000', big, floor, 3),
    cold(1_000),
    cold(10_000, 3),
    shell(
      `log --follow -p of ${FOLLOWED} in 1000`,
      at[1_000],
      paths.map((path) => `git log --follow -p -- '${path}' > /dev/null`).join(' && '),
      2,
    ),
    later('log of one in 10000', ['log', id]),
    ...remembering.map((args) => later(`${args[0]} of 10000`, args)),
    {
      name: 'check --base, 20 of 10000',
      command: node,
      args: [pir, 'check', '--base', 'HEAD~1'],
      cwd: big,
      prepare: () => forget(big),
    },
  ];
}

/** Rows of targets: id, what, the most, the measured ratio by the medians of those jobs. */
export function historyTargets(ms) {
  const to = (name, other, times = 1) => ms(name) / (ms(other) * times);
  const unit = 'node -e 0';
  return [
    ['P6', `check --base, ${CHANGED} of 10,000 changed`, 2, to('check --base, 20 of 10000', unit)],
    ['P7', 'first ledger of 1,000, to the git floor', 4, to('first ledger of 1000', 'git floor of 1000')],
    ['P7', 'first ledger of 10,000, to the git floor', 2.5, to('first ledger of 10000', 'git floor of 10000')],
    [
      'P8',
      'first ledger of 1,000, to log --follow -p of each',
      1 / 100,
      to('first ledger of 1000', `log --follow -p of ${FOLLOWED} in 1000`, 1_000 / FOLLOWED),
    ],
    ...['log of one in 10000', 'actions of 10000', 'metrics of 10000'].map((name) => [
      'P9',
      `${name}, 50 new commits`,
      2.75,
      to(`${name}, 50 new commits`, unit),
    ]),
  ];
}

// `npm run demo [-- --keep DIR]`: a year of an imaginary company, replayed into a git repository, and what pir says of
// it. The clock of pir stands still, so that the output is the same on every day.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { commits } from './history.mjs';
import { quietGit, readOrganisation, replay } from './replay.mjs';

const today = '2026-11-02';
const year = '--from 2025-11-01 --to 2026-10-31';
const times = '--metric MTTD --metric MTTR';

/** Each a line of why, the command as a person types it, and the exit code that is right. */
const steps = [
  ['What must be mended? Errors are left, so a merge would be blocked.', 'pir check', 1],
  ['What is late? One action.', 'pir actions --overdue', 0],
  [
    'How fast do we notice, and recover? Each figure with what it rests on.',
    `pir metrics ${year} --by quarter ${times}`,
    0,
  ],
  [
    'Is this half-year better than the one before? Ask for the evidence too.',
    `pir metrics --from 2026-05-01 --to 2026-10-31 --compare previous ${times}`,
    0,
  ],
  ['And what was late at the end of April, as the records stood then?', 'pir actions --overdue --as-of 2026-04-30', 0],
  [
    'What did we report on 2 July, what has moved since, and why?',
    'pir metrics --from 2026-04-01 --to 2026-06-30 --restate 2026-07-02 --metric actions_open --metric actions_done',
    0,
  ],
  ['Where does each review stand?', 'pir list', 0],
];

const { keep } = parseArgs({ options: { keep: { type: 'string' } } }).values;
const folder = keep === undefined ? mkdtempSync(join(tmpdir(), 'pir-demo-')) : resolve(keep);
try {
  if (keep !== undefined && !isFree(folder)) {
    console.error(`${keep} is not empty: name a folder that is new or empty`);
    process.exitCode = 2;
  } else play();
} finally {
  if (keep === undefined) rmSync(folder, { recursive: true, force: true });
}

function play() {
  replay(folder);
  const incidents = [...readOrganisation().keys()].filter((path) => path.startsWith('incidents/')).length;
  console.log(`A year of an imaginary company that takes orders and payments for farm shops:
${incidents} incidents in ${commits.length} commits, by eight people. Today is ${today} (PIR_AS_OF).`);
  const wrong = steps.filter((step) => !isRight(step));
  console.log(
    wrong.length === 0
      ? '\nThat was the main job: a record, a gate, a number.'
      : `\nUnexpected exit code: ${wrong.map(([, command]) => command).join(', ')}`,
  );
  console.log(keep === undefined ? 'To look around in it: npm run demo -- --keep DIR' : `It is in ${keep}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

/** Whether the folder is not there yet, or has nothing in it. */
function isFree(path) {
  try {
    return readdirSync(path).length === 0;
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
}

/** Shows what a command prints, and whether its exit code is the right one. */
function isRight([why, command, expected]) {
  const pir = join(import.meta.dirname, '../bin/pir.js');
  const { error, status, stdout, stderr } = spawnSync(process.execPath, [pir, ...command.split(' ').slice(1)], {
    cwd: folder,
    env: { ...plain(), PIR_AS_OF: today },
    encoding: 'utf8',
  });
  if (error) throw error;
  const end = status === expected ? `exit ${status}, as it should be` : `exit ${status}, but ${expected} is right`;
  console.log(`\n# ${why}\n${prompt(command)}\n${stdout}${stderr}[${end}]`);
  return status === expected;
}

/** Without what would change how pir words its report. */
function plain() {
  const wordings = /^(?:PIR_|GITHUB_|SOURCE_DATE_EPOCH$|FORCE_COLOR$|CLICOLOR)/;
  return Object.fromEntries(Object.entries(quietGit).filter(([name]) => !wordings.test(name)));
}

/** The command on lines of at most 80 columns, broken before options. */
function prompt(command) {
  const lines = [];
  for (const part of `$ ${command}`.split(/ (?=--)/)) {
    const line = lines.length === 0 ? part : `${lines.at(-1)} ${part}`;
    if (line.length > 78) lines.push(`    ${part}`);
    else lines.splice(-1, 1, line);
  }
  return lines.join(' \\\n');
}

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
const evidence = '--control A.5.27 --from 2025-11-01 --to 2026-10-31';

/** Each a line of why, the command as a person types it, and the exit code that is right. */
const steps = [
  ['What must be mended? Errors are left, so a merge would be blocked.', 'pir check', 1],
  ['What is late? One action.', 'pir actions --overdue', 0],
  [
    'How fast do we recover? Each figure with what it rests on.',
    'pir metrics --from 2026-07-01 --to 2026-10-31 --by quarter --metric MTTR',
    0,
  ],
  [
    'Is this half-year better than the one before? Ask for the evidence too.',
    'pir metrics --from 2026-05-01 --to 2026-10-31 --compare previous --metric MTTR',
    0,
  ],
  ['And what was late at the end of April, as the records stood then?', 'pir actions --overdue --as-of 2026-04-30', 0],
  [
    'What did we report on 2 July, what has moved since, and why?',
    'pir metrics --from 2026-04-01 --to 2026-06-30 --restate 2026-07-02 --metric actions_open --metric actions_done',
    0,
  ],
  [
    'That alert of November: what does git know that its record does not say?',
    'pir log 2025-11-12-checkout-500s/A2',
    0,
  ],
  ['Did it happen again, and could it have been prevented?', 'pir repeats --from 2026-04-01 --to 2026-06-30', 0],
  ['In July nobody was called. The risk went up, two actions brought it down.', 'pir risk show R-004', 0],
  ['And the plan got a second version. Who has not accepted it?', 'pir policy outstanding', 0],
  ['Did incidents lead to reviews?', 'pir audit coverage --from 2026-07-01', 0],
  [
    'What does an auditor get? One sign-off does not fit, and the package says so.',
    `pir audit package ${evidence} --out evidence --allow approval-stale`,
    0,
  ],
  ['Is it whole, and do its figures follow from its records?', 'pir audit verify evidence', 0],
  ['The page for management review, as one HTML file.', 'pir report --period 2026-Q3 --html', 0],
  [
    'And the registers, for whoever wants them in a spreadsheet.',
    'pir export csv --repository village-shops --out registers',
    0,
  ],
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
  console.log(`A year of an imaginary company that takes orders and payments for village shops:
${incidents} incidents in ${commits.length} commits, by eight people. Today is ${today} (PIR_AS_OF).`);
  const wrong = steps.filter((step) => !isRight(step));
  console.log(
    wrong.length === 0
      ? '\nThat was the loop: a record, a gate, a number, a risk, a plan, a page, a proof.'
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

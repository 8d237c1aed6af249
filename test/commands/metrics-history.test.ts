import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Row } from '../../src/core/report.ts';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const alice = 'Alice <alice@shop.example>';
const bob = 'Bob <bob@shop.example>';
const people = `- { handle: "@alice", name: Alice, emails: [alice@shop.example] }
- { handle: "@bob", name: Bob, emails: [bob@shop.example] }
`;

interface Told {
  id?: string;
  detected?: string;
  status?: string;
  actions?: readonly string[];
  severity?: string;
}

const incident = ({
  id = 'checkout',
  detected = '2026-01-05',
  status = 'in_review',
  actions = [],
  severity = 'sev2',
}: Told) => `---
schema: pir/incident@1
id: ${id}
title: Checkout down
type: availability
severity: ${severity}
status: ${status}
owner: "@alice"
times:
  started: ${detected}T08:00:00Z
  detected: ${detected}T08:10:00Z
  resolved: ${detected}T09:00:00Z
${actions.length === 0 ? '' : `actions:\n${actions.join('')}`}---

## Summary

The pool was exhausted.
`;

const action = (id: string, due: string, status = 'open', more = '') =>
  `  - { id: ${id}, title: Limits in code, owner: "@bob", due: ${due}, status: ${status}, kind: prevent${more} }\n`;
const done = (on: string, more = ', evidence: ["https://forge.example/1"]') =>
  `, done: { on: ${on}, by: "@bob"${more} }`;

/** Two incidents, six actions: slipped, back-dated, without evidence, reopened, cancelled, removed. */
function story(): Repository {
  const repository = makeRepository();
  const { write, commit } = repository;
  const say = (date: string, author: string, told: Told) => {
    write(`incidents/${told.id ?? 'checkout'}.md`, incident(told));
    commit('Go on', { date: `${date}T10:00:00Z`, author });
  };
  write('people.yaml', people);
  commit('Set up', { date: '2026-01-01T10:00:00Z', author: alice });
  // Written down an hour after it was over.
  say('2026-01-05', alice, {});
  say('2026-01-10', alice, {
    actions: [action('A1', '2026-02-01'), action('A2', '2026-02-10'), action('A3', '2026-03-01')],
  });
  // A1 slips twice, once forward again; A2 is done in time, A3 long before it was said.
  say('2026-01-20', alice, {
    actions: [action('A1', '2026-03-01'), action('A2', '2026-02-10'), action('A3', '2026-03-01')],
  });
  // The other one while it lasted.
  write('incidents/later.md', incident({ id: 'later', detected: '2026-02-01' }));
  commit('Begin', { date: '2026-02-01T08:30:00Z', author: bob });
  say('2026-02-05', bob, {
    actions: [
      action('A1', '2026-04-01'),
      action('A2', '2026-02-10', 'done', done('2026-02-04')),
      action('A3', '2026-03-01'),
    ],
  });
  say('2026-03-20', bob, {
    actions: [
      action('A1', '2026-03-31'),
      action('A2', '2026-02-10', 'done', done('2026-02-04')),
      action('A3', '2026-03-01', 'done', done('2026-02-20', '')),
    ],
  });
  // A2 is taken up again and done again; the review with it.
  say('2026-03-22', alice, {
    status: 'approved',
    actions: [
      action('A1', '2026-03-31', 'done', done('2026-03-22')),
      action('A2', '2026-02-10', 'open'),
      action('A3', '2026-03-01', 'done', done('2026-02-20', '')),
    ],
  });
  say('2026-03-25', alice, {
    actions: [
      action('A1', '2026-03-31', 'done', done('2026-03-22')),
      action('A2', '2026-02-10', 'done', done('2026-03-25')),
      action('A3', '2026-03-01', 'done', done('2026-02-20', '')),
    ],
  });
  say('2026-03-26', alice, {
    id: 'later',
    detected: '2026-02-01',
    severity: 'sev1',
    actions: [
      action('A1', '2026-04-10'),
      action('A2', '2026-04-10', 'cancelled', ', cancelled: { on: 2026-03-26, by: "@bob", reason: no use }'),
    ],
  });
  return repository;
}

interface Said {
  code: number;
  err: string;
  notes: readonly string[];
  rows(table: string): Row[];
  value(metric: string, group?: string): unknown;
  of(metric: string, group?: string): unknown;
}

async function metrics(cwd: string, ...argv: string[]): Promise<Said> {
  const { code, out, err } = await runPir(['metrics', '--format', 'json', ...argv], {
    cwd,
    now: '2026-05-01T12:00:00Z',
  });
  const report = out === '' ? { notes: [], tables: [] } : JSON.parse(out);
  const rows = (table: string): Row[] => report.tables.find(({ name }: { name: string }) => name === table)?.rows ?? [];
  const row = (metric: string, group: string) =>
    rows('counts').find((each) => each.metric === metric && each.group === group);
  return {
    code,
    err,
    notes: report.notes,
    rows,
    value: (metric, group = 'all') => row(metric, group)?.value,
    of: (metric, group = 'all') => row(metric, group)?.of,
  };
}

const HOUR = 3600;
const DAY = 24 * HOUR;

test('durations that the main line tells', async () => {
  const { path } = story();
  const { code, rows } = await metrics(path);
  expect(code).toBe(0);
  const figures = (name: string) => rows('durations').find(({ metric, group }) => metric === name && group === 'all');
  // 1 h after the resolution, and half an hour before it.
  expect(figures('time_to_first_record')).toMatchObject({
    used: 2,
    in_scope: 2,
    mean: HOUR / 4,
    min: -HOUR / 2,
    max: HOUR,
  });
  // A1 10 Jan → 22 Mar, A2 → 5 Feb for the first time, A3 → 20 Mar; of the other incident one is open and one cancelled.
  expect(figures('action_lead_time')).toMatchObject({
    used: 3,
    in_scope: 5,
    min: 26 * DAY,
    median: 69 * DAY,
    max: 71 * DAY,
    open: 1,
  });
  // A1 1 Feb → 31 Mar.
  expect(figures('action_slip')).toMatchObject({ used: 5, in_scope: 5, min: 0, median: 0, max: 58 * DAY });
  expect(rows('excluded').filter(({ metric }) => metric === 'action_lead_time')).toEqual([
    { record: 'later', metric: 'action_lead_time', reason: 'open', action: 'A1' },
    { record: 'later', metric: 'action_lead_time', reason: 'not_applicable', action: 'A2' },
  ]);
});

test('counts that the main line tells', async () => {
  const { path } = story();
  const { out } = await runPir(['metrics', '--metric', 'actions_on_time'], { cwd: path, now: '2026-05-01T12:00:00Z' });
  expect(out).toMatch(/Actions done by their first due date +0 +4\n/);
  const whole = await runPir(['metrics', '--format', 'json'], { cwd: path, now: '2026-05-01T12:00:00Z' });
  expect(JSON.parse(whole.out).notes).toContain(
    '1 action said to be done over three days before the main line said so: the day of that commit is used (pir log names it)',
  );
  const { value, of } = await metrics(path);
  expect(value('action_slips')).toBe(2);
  expect(value('actions_reopened')).toBe(1);
  expect(value('closed_without_evidence')).toBe(1);
  expect(value('closed_back_dated')).toBe(1);
  expect(value('reviews_reopened')).toBe(1);
  // Due 1 Feb, 10 Feb, 1 Mar and 10 Apr at first: all late. By the last due days A1 was in time; A3 counts from the day of its commit.
  expect([value('actions_on_time'), of('actions_on_time')]).toEqual([0, 4]);
  expect([value('actions_on_time_last_due'), of('actions_on_time_last_due')]).toEqual([1, 4]);
});

test('an action counts in the period in which it was due, whenever its incident was', async () => {
  const { path } = story();
  const march = await metrics(path, '--from', '2026-03-01', '--to', '2026-03-31');
  expect([march.value('incidents'), march.of('actions_on_time'), march.of('actions_on_time_last_due')]).toEqual([
    0, 1, 2,
  ]);
  expect(march.value('action_slips')).toBe(0);
  const months = await metrics(path, '--by', 'month');
  const shares = (metric: string) => ['2026-02', '2026-03', '2026-04'].map((month) => months.of(metric, month));
  expect(shares('actions_on_time')).toEqual([2, 1, 1]);
  expect(shares('actions_on_time_last_due')).toEqual([1, 2, 1]);
  const severities = await metrics(path, '--by', 'severity');
  expect(['sev1', 'sev2'].map((severity) => severities.of('actions_on_time', severity))).toEqual([1, 3]);
});

test('what is older than the epoch proves nothing', async () => {
  const repository = story();
  const epoch = repository.git('log', '--format=%H', '--before=2026-01-12T00:00:00Z', '-1');
  repository.write('pir.config.yaml', `epoch: ${epoch}\n`);
  repository.commit('Set the epoch', { date: '2026-04-01T10:00:00Z', author: alice });
  const { rows, notes } = await metrics(
    repository.path,
    '--metric',
    'time_to_first_record',
    '--metric',
    'action_lead_time',
  );
  expect(notes).toContain(
    '1 incident has something from before the epoch of the config: nobody knows when it was first written down',
  );
  expect(rows('excluded').filter(({ reason }) => reason === 'no_history')).toEqual([
    { record: 'checkout', metric: 'time_to_first_record', reason: 'no_history', action: null },
    ...['A1', 'A2', 'A3'].map((action) => ({
      record: 'checkout',
      metric: 'action_lead_time',
      reason: 'no_history',
      action,
    })),
  ]);
});

test('what is not committed yet is not on the main line', async () => {
  const repository = makeRepository({ 'incidents/checkout.md': incident({}) });
  repository.write(
    'incidents/checkout.md',
    incident({ actions: [action('A1', '2026-02-01', 'done', done('2026-01-30'))] }),
  );
  repository.write('incidents/later.md', incident({ id: 'later' }));
  const { rows } = await metrics(repository.path, '--metric', 'time_to_first_record', '--metric', 'action_lead_time');
  expect(rows('excluded')).toEqual([
    { record: 'checkout', metric: 'action_lead_time', reason: 'missing_start', action: 'A1' },
    { record: 'later', metric: 'time_to_first_record', reason: 'missing_end', action: null },
  ]);
});

test('without history they are null with that reason, and exit 4 where one is named', async () => {
  const outside = makeFolder();
  const written = makeRepository();
  const { path: full } = story();
  const shallow = makeFolder();
  written.git('clone', '-q', '--depth', '1', `file://${full}`, shallow);
  for (const folder of [outside, written.path]) {
    mkdirSync(path.join(folder, 'incidents'));
    writeFileSync(path.join(folder, 'incidents/checkout.md'), incident({ actions: [action('A1', '2026-02-01')] }));
  }
  for (const { at, hint } of [
    { at: outside, hint: /git init/ },
    { at: written.path, hint: /git commit/ },
    { at: shallow, hint: /git fetch --unshallow/ },
  ]) {
    const { code, notes, rows, value, of } = await metrics(at);
    expect(code).toBe(0);
    expect([value('actions_on_time'), of('actions_on_time'), value('action_slips')]).toEqual([null, null, null]);
    expect(value('incidents')).toBeGreaterThan(0);
    expect(rows('durations').find(({ metric }) => metric === 'action_slip')).toMatchObject({ used: 0, mean: null });
    expect(rows('excluded')).toContainEqual({
      record: 'checkout',
      metric: 'action_slip',
      reason: 'no_history',
      action: 'A1',
    });
    expect(notes.join('\n')).toMatch(hint);
    const named = await metrics(at, '--metric', 'action_lead_time');
    expect(named.code).toBe(4);
    expect(named.err).toMatch(hint);
    expect((await metrics(at, '--metric', 'time_to_detect')).notes.join('\n')).not.toMatch(hint);
  }
});

test('a history that is damaged is no answer without one: exit 4, but for what needs none', async () => {
  const { path: cwd, git } = story();
  const first = git('rev-list', '--max-parents=0', 'HEAD');
  rmSync(path.join(cwd, '.git/objects', first.slice(0, 2), first.slice(2)));
  for (const command of [['metrics'], ['actions'], ['show', 'checkout'], ['report'], ['log']]) {
    const { code, out, err } = await runPir(command, { cwd });
    expect([command, code, out]).toEqual([command, 4, '']);
    expect(err).toMatch(/Cannot read the history.*\n.*git fsck/);
  }
  for (const command of [['metrics', '--metric', 'time_to_detect'], ['list'], ['audit', 'coverage']])
    expect([command, (await runPir(command, { cwd })).code]).toEqual([command, 0]);
});

test('pir actions: the first due date that ever was, and the slips', async () => {
  const { path: cwd } = story();
  const { out } = await runPir(['actions', '--format', 'json'], { cwd, now: '2026-05-01T12:00:00Z' });
  const rows: Row[] = JSON.parse(out).tables[0].rows;
  expect(rows.find(({ ref }) => ref === 'checkout/A1')).toMatchObject({
    due: '2026-03-31',
    first_due: '2026-02-01',
    slips: 2,
    slip_days: 58,
  });
  expect(rows.find(({ ref }) => ref === 'checkout/A2')).toMatchObject({
    first_due: '2026-02-10',
    slips: 0,
    slip_days: 0,
  });
  // What people see of it.
  expect((await runPir(['actions'], { cwd })).out).toMatch(/First due/);
  const shallow = makeFolder();
  makeRepository().git('clone', '-q', '--depth', '1', `file://${cwd}`, shallow);
  const there = JSON.parse((await runPir(['actions', '--format', 'json'], { cwd: shallow })).out);
  expect(there.tables[0].rows[0]).toMatchObject({ slips: null, slip_days: null });
  expect(there.notes.join()).toMatch(/git fetch --unshallow/);
});

test('pir actions --by: how many there are of each, and how long the main line has had those that are open', async () => {
  const { path: cwd } = story();
  const at = { cwd, now: '2026-05-01T12:00:00Z' };
  const tables = JSON.parse((await runPir(['actions', '--by', 'owner', '--format', 'json'], at)).out).tables;
  expect(tables.map(({ name }: { name: string }) => name)).toEqual(['actions_by', 'actions']);
  const rows: Row[] = tables[1].rows;
  const open = rows.filter(({ status }) => status === 'open' || status === 'in_progress');
  const ages = open.map(({ age_days }) => Number(age_days)).sort((a, b) => a - b);
  expect(ages.length).toBeGreaterThan(0);
  for (const { recorded, age_days } of open)
    expect(age_days).toBe((Date.parse('2026-05-01') - Date.parse(String(recorded))) / 86_400_000);
  expect(tables[0].rows[0]).toMatchObject({ group: 'all', total: rows.length, age_oldest: ages.at(-1) });
  // People get the counts alone, and a spreadsheet does.
  expect((await runPir(['actions', '--by', 'owner'], at)).out).not.toContain('checkout/A1');
  expect((await runPir(['actions', '--by', 'kind', '--format', 'csv'], at)).out).toMatch(/^group,total,/);
  expect(await runPir(['actions', '--by', 'month'], at)).toMatchObject({ code: 2 });
});

test('pir show: since when it is recorded, and who closed what when', async () => {
  const { path: cwd, git } = story();
  const { out } = await runPir(['show', 'checkout', '--format', 'json'], { cwd, now: '2026-05-01T12:00:00Z' });
  const report = JSON.parse(out);
  const rows: Row[] = report.tables.find(({ name }: { name: string }) => name === 'history').rows;
  expect(rows[0]).toMatchObject({ ref: 'checkout', recorded: '2026-01-05T10:00:00Z', reopened: 1, closed: null });
  expect(rows.find(({ ref }) => ref === 'checkout/A3')).toEqual({
    ref: 'checkout/A3',
    recorded: '2026-01-10T10:00:00Z',
    first_due: '2026-03-01',
    slips: 0,
    reopened: 0,
    closed: '2026-03-20T10:00:00Z',
    closed_by: 'Bob',
    closed_by_email: 'bob@shop.example',
    closed_commit: git('log', '--format=%H', '--since=2026-03-20T09:00:00Z', '--until=2026-03-20T11:00:00Z'),
    flags: ['back-dated', 'by its own owner', 'without evidence'],
  });
  expect(rows.find(({ ref }) => ref === 'checkout/A2')).toMatchObject({ closed: '2026-03-25T10:00:00Z', reopened: 1 });
});

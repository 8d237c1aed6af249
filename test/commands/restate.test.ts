import { rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, makeRepository, type Repository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

interface Told {
  day?: string;
  detected?: string;
  resolved?: string;
  severity?: string;
  type?: string;
  status?: string;
  more?: string;
}

const told = (id: string, { day = '2026-02-03', ...facts }: Told = {}) => `---
schema: pir/incident@1
id: ${id}
title: ${id} is down
type: ${facts.type ?? 'availability'}
severity: ${facts.severity ?? 'sev2'}
status: ${facts.status ?? 'in_review'}
owner: "@alice"
times:
  started: ${day}T08:00:00Z
  detected: ${day}T${facts.detected ?? '08:10'}:00Z
  resolved: ${day}T${facts.resolved ?? '09:10'}:00Z
${facts.more ?? ''}---

## Summary

It was down.
`;

const action = (status: string, more = '') =>
  `actions:\n  - { id: A1, title: Limits, owner: "@bob", due: 2026-04-20, kind: prevent, priority: p2, status: ${status}${more} }\n`;
const cause = (category: string) =>
  `causes:\n  - { id: C1, role: root, category: ${category}, statement: Nobody looked at the pool. }\n`;

let repository: Repository;
let then: string;

interface Row {
  metric: string;
  before: number | null;
  after: number | null;
  record: string | null;
  reason: string;
  group: string;
  [key: string]: unknown;
}

async function metrics(...args: string[]) {
  const { code, out, err } = await runPir(['metrics', '--format', 'json', ...args], {
    cwd: repository.path,
    now: '2026-06-01T12:00:00Z',
  });
  const tables: { name: string; rows: Row[] }[] = out === '' ? [] : JSON.parse(out).tables;
  return {
    code,
    err,
    notes: out === '' ? [] : (JSON.parse(out).notes as string[]),
    rows: (name: string) => tables.find((table) => table.name === name)?.rows ?? [],
  };
}

/** `metric record reason` of a group's rows. */
const moved = (rows: readonly Row[], metric: string, group = 'all') =>
  rows.filter((row) => row.metric === metric && row.group === group).map(({ record, reason }) => `${record} ${reason}`);

beforeAll(() => {
  repository = makeRepository();
  const { write } = repository;
  write('people.yaml', '- { handle: "@alice", name: Alice, emails: [alice@shop.example] }\n');
  write('incidents/timed.md', told('timed'));
  write('incidents/steady.md', told('steady', { resolved: '10:10', more: action('open') }));
  write('incidents/lowered.md', told('lowered', { more: cause('process/supplier') }));
  write('incidents/drill.md', told('drill', { resolved: '12:10' }));
  write('incidents/gone.md', told('gone', { resolved: '08:40' }));
  write('incidents/void.md', told('void', { resolved: '08:30' }));
  write('incidents/later.md', told('later', { day: '2026-04-20' }));
  then = repository.commit('The quarter', { date: '2026-04-05T10:00:00Z' });
  write('incidents/timed.md', told('timed', { resolved: '11:10' }));
  write('incidents/lowered.md', told('lowered', { severity: 'sev3', more: cause('technology/capacity') }));
  write('incidents/drill.md', told('drill', { resolved: '12:10', type: 'exercise' }));
  write('incidents/void.md', told('void', { resolved: '08:30', status: 'withdrawn' }));
  write('incidents/late.md', told('late', { day: '2026-03-01', resolved: '20:10' }));
  write('incidents/next.md', told('next', { day: '2026-05-01' }));
  rmSync(path.join(repository.path, 'incidents/gone.md'));
  repository.commit('What became known', { date: '2026-05-05T10:00:00Z' });
});

const quarter = ['--from', '2026-01-01', '--to', '2026-03-31'];

describe('metrics --restate', () => {
  it('says for every figure that moved which record did it, and why', async () => {
    const { code, rows } = await metrics(...quarter, '--restate', then);
    expect(code).toBe(0);
    const restated = rows('restated');
    expect(Object.keys(restated[0] ?? {}).slice(0, 5)).toEqual(['metric', 'before', 'after', 'record', 'reason']);
    expect(moved(restated, 'time_to_respond')).toEqual([
      'drill type_changed',
      'gone removed',
      'late recorded_late',
      'timed time_changed',
      'void withdrawn',
    ]);
    // The same of fewer incidents.
    expect(moved(restated, 'time_to_detect')).toEqual([]);
    expect(moved(restated, 'incidents')).toEqual([
      'drill type_changed',
      'gone removed',
      'late recorded_late',
      'void withdrawn',
    ]);
    expect(moved(restated, 'review_required')).toContain('lowered severity_changed');
    expect(moved(restated, 'actions_overdue')).toEqual(['steady time_passed']);
  });

  it('starts from what --as-of says of then, and ends at what is said now', async () => {
    const { rows } = await metrics(...quarter, '--restate', then);
    const { rows: old } = await metrics(...quarter, '--as-of', then);
    const valuesOf = (table: readonly Row[], key: string) =>
      new Map(table.map((row) => [row.metric, row[key] ?? null]));
    const before = new Map([...valuesOf(old('durations'), 'mean'), ...valuesOf(old('counts'), 'value')]);
    const after = new Map([...valuesOf(rows('durations'), 'mean'), ...valuesOf(rows('counts'), 'value')]);
    const restated = rows('restated');
    expect(restated.length).toBeGreaterThan(8);
    for (const row of restated)
      expect([row.before, row.after]).toEqual([before.get(row.metric), after.get(row.metric)]);
    const names = new Set(restated.map(({ metric }) => metric));
    for (const [metric, value] of before)
      if (!names.has(metric)) expect([metric, after.get(metric)]).toEqual([metric, value]);
  });

  it('follows a record from group to group', async () => {
    const bySeverity = (await metrics(...quarter, '--by', 'severity', '--restate', then)).rows('restated');
    expect(moved(bySeverity, 'incidents', 'sev2')).toContain('lowered severity_changed');
    expect(moved(bySeverity, 'incidents', 'sev3')).toEqual(['lowered severity_changed']);
    const byCause = (await metrics(...quarter, '--by', 'cause', '--restate', then)).rows('restated');
    expect(moved(byCause, 'incidents', 'process/supplier')).toEqual(['lowered cause_changed']);
    expect(moved(byCause, 'incidents', 'technology/capacity')).toEqual(['lowered cause_changed']);
  });

  it('ends the period, unless told otherwise, on the day that is looked back to', async () => {
    const { rows } = await metrics('--restate', '2026-04-05', '--metric', 'incidents');
    expect(moved(rows('restated'), 'incidents')).not.toContain('next recorded_late');
    expect(rows('counts')[0]).toMatchObject({ metric: 'incidents', value: 4 });
  });

  it('tells a change of the config from one of the records', async () => {
    repository = makeRepository();
    repository.write('pir.config.yaml', 'countable: [availability]\n');
    repository.write('incidents/leak.md', told('leak', { type: 'privacy' }));
    repository.write('incidents/down.md', told('down'));
    const first = repository.commit('Before', { date: '2026-04-05T10:00:00Z' });
    const milestone = 'milestones: { time_to_respond: { from: started, to: resolved } }\n';
    repository.write('pir.config.yaml', `countable: [availability, privacy]\n${milestone}`);
    repository.commit('Define anew', { date: '2026-04-06T10:00:00Z' });
    const { rows } = await metrics(...quarter, '--restate', first);
    expect(moved(rows('restated'), 'incidents')).toEqual(['leak definition_changed']);
    expect(moved(rows('restated'), 'time_to_respond')).toEqual(['down definition_changed', 'leak definition_changed']);
    const page = await runPir(['metrics', ...quarter, '--restate', first, '--metric', 'time_to_respond'], {
      cwd: repository.path,
    });
    expect(page.out.replace(/\s+/g, ' ')).toContain(
      'was 1h (median 1h, n = 1), is 1h 10m (median 1h 10m, n = 2): what the figure means changed in the config (down, leak)',
    );
    const still = await runPir(['metrics', '--restate', 'HEAD'], { cwd: repository.path });
    expect(still.out).toContain('No figure moved');
  });

  it('restates what git itself tells, by what was committed since', async () => {
    repository = makeRepository();
    repository.write('incidents/down.md', told('down', { more: action('open') }));
    repository.write('incidents/calm.md', told('calm'));
    const first = repository.commit('Before', { date: '2026-04-05T10:00:00Z' });
    const done = ', done: { on: 2026-04-15, by: "@bob", evidence: ["https://forge.example/1"] }';
    repository.write('incidents/down.md', told('down', { more: action('done', done) }));
    repository.commit('Do it', { date: '2026-04-15T10:00:00Z' });
    const { rows, notes } = await metrics(...quarter, '--restate', first);
    expect(notes.join()).not.toContain('not restated');
    const row = rows('restated').find(({ metric }) => metric === 'action_lead_time');
    expect(row).toMatchObject({ before: null, after: 10 * 86_400, record: 'down', reason: 'committed_since' });
    expect(moved(rows('restated'), 'time_to_first_record')).toEqual([]);
    expect(moved((await metrics(...quarter, '--restate', 'HEAD')).rows('restated'), 'action_lead_time')).toEqual([]);
  });

  it('names the record that made another one a repeat, or one no more', async () => {
    repository = makeRepository({ 'pir.config.yaml': 'repeat: { window: 1mo }\n' });
    const put = (id: string, day: string, category: string) =>
      repository.write(`incidents/${id}.md`, told(id, { day, more: cause(category) }));
    repository.write('incidents/old.md', told('old', { day: '2026-01-01' }));
    put('first', '2026-02-03', 'process/supplier');
    put('later', '2026-02-20', 'process/supplier');
    put('third', '2026-03-10', 'technology/capacity');
    const first = repository.commit('Before', { date: '2026-04-05T10:00:00Z' });
    put('first', '2026-02-03', 'technology/capacity');
    put('late', '2026-03-01', 'technology/capacity');
    repository.commit('After', { date: '2026-05-05T10:00:00Z' });
    const { rows } = await metrics(...quarter, '--metric', 'repeats', '--metric', 'repeat_rate', '--restate', first);
    // later repeats nothing any more; late repeats first, and third repeats late.
    expect(rows('restated').filter(({ metric }) => metric === 'repeats')).toEqual([
      expect.objectContaining({ before: 1, after: 2, record: 'late', reason: 'recorded_late' }),
      expect.objectContaining({ record: 'first', reason: 'cause_changed' }),
    ]);
    expect(rows('restated').find(({ metric }) => metric === 'repeat_rate')).toMatchObject({
      before: 1 / 3,
      after: 0.5,
      measures: 'ratio',
    });
    const unmoved = await metrics(...quarter, '--metric', 'repeats', '--restate', 'HEAD');
    expect(unmoved.rows('restated')).toEqual([]);
  });

  it('refuses what it cannot tell', async () => {
    repository = makeRepository({ 'incidents/down.md': told('down') });
    const cwd = makeFolder();
    const outside = await runPir(['metrics', '--restate', '2026-04-05'], { cwd });
    expect([outside.code, outside.err]).toEqual([4, expect.stringContaining('there is no history')]);
    const both = await metrics('--restate', 'HEAD', '--compare', 'previous');
    expect([both.code, both.err]).toEqual([2, expect.stringContaining('--compare together with --restate')]);
    expect((await metrics('--restate', 'no-such-revision')).code).toBe(4);
  });
});

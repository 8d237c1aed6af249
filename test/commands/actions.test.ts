import { expect, test } from 'vitest';
import { diskFull } from '../disk-full.ts';
import { makeRepository } from '../repository.ts';
import { runPir } from '../run-pir.ts';

const action = '{ id: A1, title: Larger disk, owner: "@bob", due: 2026-06-10, status: open, kind: prevent }';

const incident = (id: string, times: string) => diskFull(id, `actions: [${action}]\n`, times);

const risk = `---
schema: pir/risk@1
id: R-001
title: Disks are small
category: technology/capacity
owner: "@alice"
status: open
treatment: mitigate
actions: [${action}]
assessments: [{ on: 2026-02-15, by: "@alice", likelihood: 2, impact: 2, reason: first }]
---
`;

const review = (id: string, held: string) => `---
schema: pir/management-review@1
id: ${id}
title: Management review
period: { from: 2026-01-01, to: 2026-03-31 }
status: prepared
${held}chair: "@cto"
decisions: [${action}]
---
`;

const files = {
  'pir.config.yaml': 'timezone: Asia/Tokyo\n',
  'incidents/2026/2026-01-10-early.md': incident('2026-01-10-early', 'detected: 2026-01-10T14:59:59Z'),
  // The eleventh in Tokyo.
  'incidents/2026/2026-01-11-tokyo.md': incident('2026-01-11-tokyo', 'started: 2026-01-10T15:00:00Z'),
  'incidents/2026/2026-02-10-late.md': incident('2026-02-10-late', 'detected: 2026-02-10T11:00:00Z'),
  'incidents/2026/undated.md': incident('undated', 'resolved: 2026-02-11T11:00:00Z'),
  'risks/R-001-disks.md': risk,
  'management-reviews/2026-q1.md': review('2026-q1', 'held: 2026-04-14\n'),
  'management-reviews/2026-q2.md': review('2026-q2', ''),
};
const { path: cwd } = makeRepository(files);

const records = async (days: readonly string[], env = {}, at = cwd) => {
  const { code, out, err } = await runPir(['actions', ...days, '--format', 'json'], { cwd: at, env });
  expect([code, err]).toEqual([0, '']);
  const { tables, notes, summary } = JSON.parse(out);
  const rows: { record: string }[] = tables[0].rows;
  expect(summary.actions).toBe(rows.length);
  return { records: rows.map(({ record }) => record).sort(), notes, title: tables[0].title };
};

test('--from and --to take the actions of what belongs to those days, in the zone of the config', async () => {
  expect(await records(['--from', '2026-01-11', '--to', '2026-02-10'])).toEqual({
    records: ['2026-01-11-tokyo', '2026-02-10-late'],
    notes: ['1 action of records without a day left out: undated'],
    title: '2 of 7 actions, 2 overdue',
  });
  expect((await records(['--to', '2026-01-10'])).records).toEqual(['2026-01-10-early']);
  // A risk belongs to the day it was first assessed, a management review to the day it was held or its period's last.
  expect((await records(['--from', '2026-02-11'])).records).toEqual(['2026-q1', '2026-q2', 'R-001']);
  expect((await records(['--from', '2026-04-01', '--overdue'])).records).toEqual(['2026-q1']);
  expect((await records([])).notes).toEqual([]);
});

test('the actions of what is detected after as-of are left out', async () => {
  const then = await records([], { PIR_AS_OF: '2026-02-10T10:59:59Z' });
  expect(then).toEqual({
    records: ['2026-01-10-early', '2026-01-11-tokyo', '2026-q1', '2026-q2', 'R-001', 'undated'],
    notes: [],
    title: '6 actions, 0 overdue',
  });
  expect((await records([], { PIR_AS_OF: '2026-02-10T11:00:00Z' })).records).toContain('2026-02-10-late');
  const { out } = await runPir(['actions'], { cwd, now: '2026-02-01T00:00:00Z' });
  expect(out.replace(/\s+/g, ' ')).toContain('1 incident in the future left out: 2026-02-10-late');
});

test('the same of records that were remembered', async () => {
  const many = makeRepository({
    ...files,
    ...Object.fromEntries(
      Array.from({ length: 210 }, (_, n) => [
        `incidents/2025/2025-05-01-disk-${n}.md`,
        incident(`2025-05-01-disk-${n}`, `detected: 2025-05-01T0${n % 10}:00:00Z`),
      ]),
    ),
  });
  many.commit('all');
  const ask = async (moment: string, ...days: string[]) => {
    const { out } = await runPir(['actions', ...days, '--format', 'json'], {
      cwd: many.path,
      now: moment,
      world: { build: 'this' },
    });
    const { tables, notes } = JSON.parse(out);
    return {
      ids: tables[0].rows
        .map(({ record }: { record: string }) => record)
        .filter((id: string) => !id.startsWith('2025')),
      notes,
    };
  };
  const fresh = await ask('2026-05-01T00:00:00Z', '--from', '2026-01-11', '--to', '2026-02-10');
  expect(fresh.ids.sort()).toEqual(['2026-01-11-tokyo', '2026-02-10-late']);
  expect(await ask('2026-05-01T00:00:00Z', '--from', '2026-01-11', '--to', '2026-02-10')).toEqual(fresh);
  expect((await ask('2026-02-10T10:59:59Z', '--from', '2026-01-11', '--to', '2026-02-10')).ids).toEqual([
    '2026-01-11-tokyo',
  ]);
  expect((await ask('2026-02-10T10:59:59Z')).ids).not.toContain('2026-02-10-late');
  expect((await ask('2026-05-01T00:00:00Z')).ids).toContain('2026-02-10-late');
});

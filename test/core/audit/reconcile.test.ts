import { expect, test } from 'vitest';
import { reconcile } from '../../../src/core/audit/reconcile.ts';
import { reconcileSentences } from '../../../src/core/audit/reconcile-tables.ts';
import type { Theirs } from '../../../src/core/audit/theirs.ts';
import { incidentExample } from '../../../src/core/check/example.ts';
import { clockAt } from '../../../src/core/clock.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

const clock = clockAt(parseInstant('2026-06-01T12:00:00Z') ?? 0, zoneClock('UTC'));

/** The sound record (sev2, detected on 2026-03-10) under another id, with changes. */
function ours(id: string, ...changes: [string, string][]): IncidentRecord {
  const { text } = incidentExample([['id: 2026-03-10-checkout-500s', `id: ${id}`], ...changes]);
  const { record } = parseRecord({ path: `incidents/${id}.md`, kind: 'incident', text });
  if (record?.kind !== 'incident') throw new Error('no incident');
  return record;
}

const naming = (id: string, yaml: string) => ours(id, ['severity: sev2', `severity: sev2\n${yaml}`]);

const theirs = (id: string, more: Partial<Theirs> = {}): Theirs => ({
  id,
  day: '2026-03-10',
  opened: '2026-03-10',
  severity: 'sev2',
  title: null,
  url: null,
  line: 2,
  ...more,
});

const matchesOf = (list: Theirs[], records: IncidentRecord[]) =>
  reconcile(list, records, { clock }).matched.map(({ theirs, record, by }) => `${theirs.id} ${record.data.id} ${by}`);

test('a record names theirs by an address, by a key of its own, or by its id', () => {
  const records = [
    naming('by-address', 'refs: [{ kind: ticket, url: "https://tracker.example/browse/OPS-4711?focus=2" }]'),
    naming('by-key', 'x_pager: { ids: [P-77, 12] }'),
    naming('by-query', 'refs: [{ kind: ticket, url: "https://desk.example/incident.do?number=INC0010023" }]'),
    ours('by-its-id'),
  ];
  expect(
    matchesOf(
      ['ops-4711', 'P-77', '12', 'INC0010023', 'by-its-id'].map((id) => theirs(id)),
      records,
    ),
  ).toEqual([
    'ops-4711 by-address refs',
    'P-77 by-key x_pager',
    '12 by-key x_pager',
    'INC0010023 by-query refs',
    'by-its-id by-its-id id',
  ]);
});

test('their whole address names it too, and a bare number only as the last step of one', () => {
  const record = naming('numbers', 'refs: [{ kind: ticket, url: "https://pager.example:8080/2026/incidents/4711/" }]');
  expect(matchesOf([theirs('4711'), theirs('2026'), theirs('8080'), theirs('471')], [record])).toEqual([
    '4711 numbers refs',
  ]);
  const url = 'https://pager.example:8080/2026/incidents/4711/';
  expect(matchesOf([theirs('XY-1', { url })], [record])).toEqual(['XY-1 numbers refs']);
});

test('part of an id is not the id', () => {
  const record = naming('longer', 'refs: [{ kind: ticket, url: "https://tracker.example/browse/OPS-4711" }]');
  expect(matchesOf([theirs('OPS-471'), theirs('OPS'), theirs('S-4711'), theirs('4711')], [record])).toEqual([]);
});

test('the same day and severity is a guess and no match', () => {
  const found = reconcile(
    [
      theirs('P-1'),
      theirs('P-2', { severity: null }),
      theirs('P-3', { severity: 'sev1' }),
      theirs('P-4', { day: '2026-03-11' }),
    ],
    [ours('a-record')],
    { clock },
  );
  expect(found.matched).toEqual([]);
  expect(found.missingHere.map(({ theirs, maybe }) => [theirs.id, ...maybe])).toEqual([
    ['P-1', 'a-record'],
    ['P-2', 'a-record'],
    ['P-3'],
    ['P-4'],
  ]);
  expect(found.unknownThere.map(({ record, maybe }) => [record.data.id, ...maybe])).toEqual([
    ['a-record', 'P-1', 'P-2'],
  ]);
});

test('ours outside the days of their file are not unknown there', () => {
  const april: [string, string][] = [
    ['started: 2026-03-10T09:12:00+01:00', 'started: 2026-04-10T09:12:00Z'],
    ['detected: 2026-03-10T09:20:00+01:00', 'detected: 2026-04-10T09:20:00Z'],
  ];
  const records = [ours('march'), ours('april', ...april)];
  const unknown = (list: Theirs[], period?: { from: string; to: string }) =>
    reconcile(list, records, { clock, ...(period && { period }) }).unknownThere.map(({ record }) => record.data.id);
  expect(unknown([theirs('P-1'), theirs('P-2', { day: '2026-03-31' })])).toEqual(['march']);
  expect(unknown([theirs('P-1')], { from: '2026-03-01', to: '2026-04-30' })).toEqual(['april', 'march']);
  expect(unknown([theirs('P-1', { day: null })])).toEqual(['april', 'march']);
});

test('theirs outside the days asked for are counted, those without a day are kept', () => {
  const list = [theirs('P-1'), theirs('P-2', { day: '2026-05-01' }), theirs('P-3', { day: null })];
  const found = reconcile(list, [], { clock, period: { from: '2026-03-01', to: '2026-03-31' } });
  expect(found.missingHere.map(({ theirs }) => theirs.id)).toEqual(['P-1', 'P-3']);
  expect(found.outside).toBe(1);
});

test('a record that names one of theirs outside those days is known there', () => {
  const list = [theirs('P-9', { day: '2026-02-28' })];
  const record = naming('a-record', 'x_pager: P-9');
  expect(reconcile(list, [record], { clock, period: { from: '2026-03-01', to: '2026-03-31' } }).unknownThere).toEqual(
    [],
  );
});

test('severities are compared where both are known', () => {
  const record = naming('a-record', 'x_pager: [P-1, P-2, P-3]');
  const list = [theirs('P-1', { severity: 'sev1' }), theirs('P-2'), theirs('P-3', { severity: null })];
  expect(reconcile(list, [record], { clock }).severityDiffers.map(({ theirs }) => theirs.id)).toEqual(['P-1']);
});

test('one of theirs in two records is told; exercises and withdrawn ones are not expected there', () => {
  const found = reconcile(
    [theirs('P-1')],
    [
      naming('first', 'x_pager: P-1'),
      naming('second', 'x_pager: P-1'),
      ours('drill', ['type: availability', 'type: exercise']),
      ours('gone', ['status: closed', 'status: withdrawn']),
    ],
    { clock },
  );
  expect(found.doubles.map(({ theirs, records }) => [theirs.id, ...records])).toEqual([['P-1', 'first', 'second']]);
  expect(found.unknownThere).toEqual([]);
  expect(found.notExpected).toBe(2);
  // Named twice, it is one of theirs all the same.
  expect(reconcileSentences(found, 'pager')[0]).toBe(
    '1 of 1 incident of pager from 2026-03-10 to 2026-03-10 has a record here.',
  );
});

test('the answer counts theirs', () => {
  const found = reconcile([theirs('P-1'), theirs('P-2')], [naming('a', 'x_p: P-1'), ours('b')], { clock });
  expect(reconcileSentences(found, 'pager')).toEqual([
    '1 of 2 incidents of pager from 2026-03-10 to 2026-03-10 has a record here.',
    '1 record of those days names none of theirs.',
  ]);
  expect(reconcileSentences(reconcile([], [], { clock }), 'pager')).toEqual([
    'No incident of pager has a record here.',
  ]);
});

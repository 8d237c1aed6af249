import { expect, test } from 'vitest';
import { incidentExample, openAction } from '../../../src/core/check/example.ts';
import { clockAt } from '../../../src/core/clock.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { actionColumns, actionRows } from '../../../src/core/measure/action-rows.ts';
import { followUpsOf, registerColumns } from '../../../src/core/measure/corrective-action.ts';
import type { RecordKind } from '../../../src/core/record/kinds.ts';
import { parseRecord } from '../../../src/core/record/parse.ts';
import type { ParsedRecord } from '../../../src/core/record/record.ts';
import type { Row } from '../../../src/core/report.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

type Changes = Parameters<typeof incidentExample>[0];

function recordOf(text: string, kind: RecordKind = 'incident'): ParsedRecord {
  const { record } = parseRecord({ path: 'x.md', kind, text });
  if (record === undefined) throw new Error('cannot be read');
  return record;
}

function rowsOf(records: readonly ParsedRecord[], asOf = '2026-06-01T12:00:00Z', timezone = 'UTC'): Row[] {
  const at = parseInstant(asOf) ?? Number.NaN;
  const zone = zoneClock(timezone);
  const followUps = followUpsOf(records);
  const around = { config: resolveConfig({}), people: undefined, clock: clockAt(at, zone), today: zone.dayOf(at) };
  return [...actionRows(records, { ...around, followUps })];
}

const sound = (changes: Changes = []) => recordOf(incidentExample(changes).text);
const one = (changes: Changes, at = 0, ...given: [asOf?: string, timezone?: string]): Row =>
  rowsOf([sound(changes)], ...given)[at] as Row;

const failed: [string, string] = ['by: "@carol", result: effective }', 'by: "@carol", result: ineffective }'];

test('the promised keys come first, in their order', () => {
  expect(actionColumns.map(({ key }) => key).slice(0, 15)).toEqual(
    'ref record title owner due first_due status kind priority overdue days_overdue unowned causes deferrals ticket'.split(
      ' ',
    ),
  );
  expect(Object.keys(one([]))).toEqual(actionColumns.map(({ key }) => key));
});

test('the register has what auditors ask for, under the names they know, of columns that exist', () => {
  expect(registerColumns.map(({ title }) => title)).toEqual([
    'Action',
    'Source',
    'Issue',
    'Cause',
    'Measure',
    'Correction or corrective action',
    'Owner',
    'Target date',
    'First target date',
    'Status',
    'Evidence',
    'Closed',
    'Effectiveness',
  ]);
  for (const { key } of registerColumns) expect(actionColumns.map((column) => column.key)).toContain(key);
});

test('source, issue and cause in words; evidence of the work and of the check', () => {
  expect(one([])).toMatchObject({
    source: 'incident',
    issue: 'Checkout API returned 500s for 42 minutes',
    cause: ['Pool limits were changed by hand and never reviewed'],
    measure: 'corrective action',
    evidence: ['https://forge.example/limits/pull/12'],
    closed: '2026-04-02',
    criterion: 'no pool exhaustion for 90 days',
    check_on: '2026-07-02',
  });
  expect(one([['result: effective }', 'result: effective, evidence: ["file:check.md"] }']], 1)).toMatchObject({
    measure: 'correction',
    cause: [],
    evidence: ['https://forge.example/config/pull/7', 'file:check.md'],
    verified_on: '2026-03-16',
    verified_by: '@carol',
    effectiveness: 'effective',
  });
});

test('a stub whose cause has no words is named by its category', () => {
  expect(one([['    statement: Pool limits were changed by hand and never reviewed\n', '']]).cause).toEqual([
    'process/change-management',
  ]);
});

test('a check is awaited until its day has come in the zone of the config, then due; never of what is not done', () => {
  expect(one([], 0, '2026-07-01T23:59:59Z').effectiveness).toBe('awaited');
  expect(one([], 0, '2026-07-02T00:00:00Z').effectiveness).toBe('due');
  expect(one([], 0, '2026-07-01T22:00:00Z', 'Europe/Berlin').effectiveness).toBe('due');
  expect(one(openAction, 0, '2026-07-05T00:00:00Z').effectiveness).toBe('awaited');
  expect(one([[', check_on: 2026-07-02 }', ' }']]).effectiveness).toBe(null);
});

test('what was dropped or accepted is closed on that day', () => {
  const dropped: Changes = [
    ...openAction,
    [
      'due: 2026-06-10\n    status: open\n',
      'due: 2026-06-10\n    status: cancelled\n    cancelled: { on: 2026-05-01, by: "@cto", reason: no }\n',
    ],
  ];
  expect(one(dropped)).toMatchObject({ closed: '2026-05-01', effectiveness: null });
  expect(one(openAction).closed).toBe(null);
});

const follower = (follows: string, status = 'open') =>
  recordOf(
    `---\nschema: pir/risk@1\nid: R-007\ntitle: Limits drift\ncategory: process/change-management\nactions:\n  - { id: A1, title: Look again, status: ${status}, kind: prevent, follows: ${follows} }\n---\n`,
    'risk',
  );
const failedRef = '2026-03-10-checkout-500s/A2';

test('an action that did not work needs another that follows it, wherever that stands', () => {
  const needs = (...others: ParsedRecord[]) => {
    const { follow_ups, needs_follow_up } = rowsOf([sound([failed]), ...others])[1] as Row;
    return [follow_ups, needs_follow_up];
  };
  expect(needs()).toEqual([[], true]);
  expect(needs(follower(failedRef))).toEqual([['R-007/A1'], false]);
  expect(needs(follower(failedRef, 'cancelled'))).toEqual([[], true]);
  // An id alone means the action of the same record.
  expect(needs(follower('A2'))).toEqual([[], true]);
  const here = sound([failed, ['    kind: prevent\n    class', '    kind: prevent\n    follows: A2\n    class']]);
  expect(rowsOf([here])[1]?.follow_ups).toEqual(['2026-03-10-checkout-500s/A1']);
});

test('a withdrawn record follows nothing up, and one that worked needs nothing', () => {
  const withdrawn = sound([
    ['id: 2026-03-10-checkout-500s', 'id: 2026-03-11-other'],
    ['status: closed', 'status: withdrawn'],
    ['    kind: prevent\n    class', `    kind: prevent\n    follows: ${failedRef}\n    class`],
  ]);
  expect(rowsOf([sound([failed]), withdrawn])[1]?.needs_follow_up).toBe(true);
  expect(one([], 1).needs_follow_up).toBe(false);
});

test('without all records nobody can say what follows', () => {
  const at = parseInstant('2026-06-01T12:00:00Z') ?? 0;
  const around = {
    config: resolveConfig({}),
    people: undefined,
    clock: clockAt(at, zoneClock('UTC')),
    today: '2026-06-01',
  };
  expect([...actionRows([sound([failed])], around)][1]?.needs_follow_up).toBe(null);
});

test('of a risk the cause is what it comes from', () => {
  expect(rowsOf([follower(failedRef)])[0]).toMatchObject({
    source: 'risk',
    issue: 'Limits drift',
    cause: ['process/change-management'],
  });
});

import { expect, test } from 'vitest';
import { clockAt } from '../../../src/core/clock.ts';
import { packColumns, unpackColumns } from '../../../src/core/columns.ts';
import { resolveConfig } from '../../../src/core/config.ts';
import { actionRows } from '../../../src/core/measure/action-rows.ts';
import { followUpsOf } from '../../../src/core/measure/corrective-action.ts';
import {
  type ActionSummaries,
  followUpsIn,
  keptActions,
  keptSummaries,
  rowFrom,
  summariesFrom,
  withSummaries,
} from '../../../src/core/measure/keep-actions.ts';
import type { IncidentRecord } from '../../../src/core/record/record.ts';
import type { Incident } from '../../../src/core/record/shapes.ts';
import { parseInstant } from '../../../src/core/time.ts';
import { zoneClock } from '../../../src/core/zone.ts';

const clock = clockAt(parseInstant('2026-06-15T12:00:00Z') ?? 0, zoneClock('UTC'));
const around = { config: resolveConfig({}), people: undefined, clock, today: '2026-06-15' };

const recordOf = (data: Incident): IncidentRecord =>
  ({ kind: 'incident', path: `incidents/${data.id}.md`, text: '', data, isSound: true }) as unknown as IncidentRecord;

const records = [
  recordOf({
    id: 'a',
    title: 'Down',
    causes: [{ id: 'C1', role: 'root', category: 'process', statement: 'By hand' }],
    actions: [
      { id: 'A1', title: 'One', owner: '@bob', due: '2026-06-01', status: 'open', causes: ['C1'], kind: 'prevent' },
      {
        id: 'A2',
        status: 'verified',
        done: { on: '2026-05-01', evidence: ['x'] },
        verified: { on: '2026-06-01', by: '@eve', result: 'ineffective' },
      },
      {
        id: 'A3',
        status: 'done',
        done: { on: '2026-05-01' },
        effectiveness: { criterion: 'none', check_on: '2026-06-01' },
      },
    ],
  } as Incident),
  recordOf({
    id: 'b',
    actions: [
      { id: 'A1', status: 'open', follows: 'a/A2', due: '2026-07-01' },
      { id: 'A2', status: 'open', follows: 'A1' },
    ],
  } as Incident),
  recordOf({ id: 'c', status: 'withdrawn', actions: [{ id: 'A1', status: 'open', follows: 'a/A3' }] } as Incident),
  recordOf({ id: 'd' }),
];

test('rows come back as they are made of the records, on that day and on another', () => {
  for (const today of ['2026-06-15', '2026-06-20']) {
    const all = records.map((record) => JSON.parse(JSON.stringify(keptActions(record, around))));
    const summaries = withSummaries(
      undefined,
      all.map(({ summary }) => summary),
    );
    const followUps = followUpsIn(summaries.follows);
    expect(followUps).toEqual(followUpsOf(records));
    const rows = all.flatMap(({ rows: kept }) => kept.map((row: never) => rowFrom(row, today, followUps)));
    const made = [...actionRows(records, { ...around, today, followUps })];
    expect(rows).toEqual(made);
    // Also in the order of their keys, which formats may show.
    expect(rows.map((row) => Object.keys(row))).toEqual(made.map((row) => Object.keys(row)));
  }
});

test('summaries come back as they were kept, with more behind them', () => {
  const all = records.map((record) => keptActions(record, around).summary);
  const kept = (summaries: ActionSummaries, rows: number[]) => {
    const columns = unpackColumns(packColumns(keptSummaries(summaries, rows)));
    return columns && summariesFrom(columns);
  };
  const whole = withSummaries(undefined, all);
  expect(kept(whole, [0, 1, 2, 3])).toEqual(whole);
  const [first, ...others] = all;
  expect(withSummaries(withSummaries(undefined, first === undefined ? [] : [first]), others)).toEqual(whole);
  expect(kept(whole, [1])).toEqual(withSummaries(undefined, all.slice(1, 2)));
});

test('a record says what its actions come to', () => {
  expect(records.map((record) => keptActions(record, around).summary)).toEqual([
    { count: 3, overdue: 1, checks: 1, hasSlips: false, follows: [] },
    {
      count: 2,
      overdue: 0,
      checks: 0,
      hasSlips: false,
      follows: [
        ['a/A2', 'b/A1'],
        ['b/A1', 'b/A2'],
      ],
    },
    { count: 0, overdue: 0, checks: 0, hasSlips: false, follows: [] },
    { count: 0, overdue: 0, checks: 0, hasSlips: false, follows: [] },
  ]);
});

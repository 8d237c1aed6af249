import { expect, test } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { ageOf } from '../../../src/core/measure/action-rows.ts';
import { actionsBy } from '../../../src/core/measure/actions-by.ts';
import type { Row } from '../../../src/core/report.ts';

const config = resolveConfig({ priorities: ['urgent', 'soon'] });
const row = (given: Row): Row => ({ overdue: false, unowned: false, ...given });
const rows = [
  row({ owner: '@ann', status: 'open', priority: 'soon', age_days: 10, kind: 'prevent', record: 'b' }),
  row({ owner: '@bob', status: 'open', priority: 'urgent', age_days: 40, overdue: true, kind: 'correct', record: 'a' }),
  row({
    owner: '@bob',
    status: 'verified',
    priority: 'soon',
    effectiveness: 'partly',
    slips: 2,
    slip_days: 9,
    record: 'a',
  }),
  row({ owner: null, status: 'in_progress', unowned: true, age_days: 31, kind: 'detect', record: 'a' }),
  row({ owner: '@ann', status: 'done', priority: 'other', effectiveness: 'due', record: 'b' }),
  row({ owner: '@ann', status: 'in_progress', kind: 'mitigate', record: 'b', age_days: null }),
];
const groupsBy = (by: Parameters<typeof actionsBy>[1]) => actionsBy(rows, by, config).rows.map(({ group }) => group);

test('all are counted, and each owner, whoever has most overdue and then most open first', () => {
  const { name, rows: counted } = actionsBy(rows, 'owner', config);
  expect(name).toBe('actions_by');
  expect(counted.map(({ group }) => group)).toEqual(['all', '@bob', '@ann', null]);
  expect(counted[0]).toEqual({
    group: 'all',
    total: 6,
    proposed: 0,
    open: 2,
    in_progress: 2,
    done: 1,
    verified: 1,
    cancelled: 0,
    accepted: 0,
    overdue: 1,
    unowned: 1,
    age_median: 31,
    age_oldest: 40,
    moved: 2,
    slip_days: 9,
    effective: 0,
    partly: 1,
    ineffective: 0,
  });
  expect(counted[2]).toMatchObject({ total: 3, open: 1, in_progress: 1, done: 1, age_median: 10, age_oldest: 10 });
  expect(counted[3]).toMatchObject({ total: 1, unowned: 1, age_median: 31 });
});

test('other values are in the order of the config or the schema, those without one last', () => {
  expect(groupsBy('priority')).toEqual(['all', 'urgent', 'soon', 'other', null]);
  expect(groupsBy('kind')).toEqual(['all', 'correct', 'mitigate', 'detect', 'prevent', null]);
  expect(groupsBy('class')).toEqual(['all', null]);
  expect(groupsBy('record')).toEqual(['all', 'a', 'b']);
  expect(actionsBy([], 'owner', config).rows).toMatchObject([
    { group: 'all', total: 0, age_median: null, age_oldest: null },
  ]);
});

test('an action is as old as the main line says, while somebody works on it', () => {
  expect(ageOf({ status: 'open' }, '2026-06-01', '2026-06-15')).toBe(14);
  expect(ageOf({ status: 'in_progress' }, '2026-06-15', '2026-06-15')).toBe(0);
  for (const status of ['proposed', 'done', 'cancelled', undefined])
    expect(ageOf({ status }, '2026-06-01', '2026-06-15')).toBeNull();
  expect(ageOf({ status: 'open' }, null, '2026-06-15')).toBeNull();
});

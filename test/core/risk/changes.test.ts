import { expect, it } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { riskChangeColumns, riskChanges } from '../../../src/core/risk/changes.ts';
import { assessed, risk } from './records.ts';

const config = resolveConfig({});
const raised = assessed('2026-03-12', 3, 4, ', incident: down, reason: it happened');
const first = risk('R-1', `assessments:\n${assessed('2026-01-10', 2, 4)}${raised}${assessed('2026-04-20', 1, 4)}`);
const second = risk('R-2', `assessments:\n${assessed('2026-03-12', 1, 1)}`);
const gone = risk('R-3', `assessments:\n${assessed('2026-03-12', 1, 1)}`, 'withdrawn');
const between = (from: string, to: string) => riskChanges([second, first, gone], { from, to }, config);

it('has a row for each assessment of the period, with what stood before it', () => {
  const rows = between('2026-03-12', '2026-04-20');
  expect(rows.map(({ risk, before, after, effect }) => `${risk} ${before} ${after} ${effect}`)).toEqual([
    'R-1 2×4 3×4 raised',
    'R-2 null 1×1 new',
    'R-1 3×4 1×4 lowered',
  ]);
  expect(rows[0]).toEqual({
    risk: 'R-1',
    title: 'R-1 may happen',
    before: '2×4',
    after: '3×4',
    level_before: 'medium',
    level_after: 'high',
    effect: 'raised',
    incident: 'down',
    on: '2026-03-12',
    by: '@carol',
    reason: 'it happened',
  });
  expect(riskChangeColumns.map(({ key }) => key)).toEqual(Object.keys(rows[0] ?? {}));
});

it('takes both ends in, and nothing beside', () => {
  expect(between('2026-03-13', '2026-04-19')).toEqual([]);
  expect(between('2026-04-20', '2026-04-20')).toHaveLength(1);
});

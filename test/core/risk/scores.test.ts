import { expect, it } from 'vitest';
import { resolveConfig } from '../../../src/core/config.ts';
import { effectOf, scoresOf } from '../../../src/core/risk/scores.ts';
import { assessed, risk } from './records.ts';

const config = resolveConfig({});

it('takes the assessments in their order, and none that has not happened yet', () => {
  const { data } = risk('R-1', `assessments:\n${assessed('2026-01-10', 2, 4)}${assessed('2026-03-12', 3, 4)}`);
  expect(scoresOf(data, config).map(({ on, score, level, index }) => [on, score, level, index])).toEqual([
    ['2026-01-10', 8, 'medium', 0],
    ['2026-03-12', 12, 'high', 1],
  ]);
  expect(scoresOf(data, config, '2026-03-12')).toHaveLength(2);
  expect(scoresOf(data, config, '2026-03-11')).toHaveLength(1);
});

it('leaves out what the schema refuses, and keeps the place of the rest', () => {
  const broken = '  - { on: 2026-02-01, by: "@carol", likelihood: many, impact: 4 }\n';
  const { data } = risk('R-1', `assessments:\n${broken}${assessed('2026-03-12', 3, 4)}`);
  expect(scoresOf(data, config).map(({ index }) => index)).toEqual([1]);
  expect(scoresOf({}, config)).toEqual([]);
});

it.each([
  [undefined, 8, 'new'],
  [8, 8, 'unchanged'],
  [8, 12, 'raised'],
  [12, 4, 'lowered'],
])('from %s to %s is %s', (before, after, effect) => {
  expect(effectOf(before === undefined ? undefined : { score: before }, { score: after })).toBe(effect);
});

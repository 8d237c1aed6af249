import { expect, test } from 'vitest';
import { countUnit, durationUnit, spanOf } from '../../../src/core/manage/span.ts';

test('trends show the twelve months that end with the period, or all of a longer one', () => {
  expect(spanOf({ from: '2026-07-01', to: '2026-09-30' })).toEqual({ from: '2025-10-01', to: '2026-09-30' });
  expect(spanOf({ from: '2026-09-01', to: '2026-09-10' })).toEqual({ from: '2025-10-01', to: '2026-09-30' });
  expect(spanOf({ from: '2024-02-01', to: '2024-02-29' })).toEqual({ from: '2023-03-01', to: '2024-02-29' });
  expect(spanOf({ from: '2020-05-04', to: '2026-06-30' })).toEqual({ from: '2020-05-04', to: '2026-06-30' });
});

test('no picture has more columns than anybody reads', () => {
  const years = (count: number) => ({ from: '2000-01-01', to: `${1999 + count}-12-31` });
  expect([1, 2, 6, 7, 30].map((count) => countUnit(years(count)))).toEqual([
    'month',
    'quarter',
    'quarter',
    'year',
    'year',
  ]);
  expect([1, 6, 7].map((count) => durationUnit(years(count)))).toEqual(['quarter', 'quarter', 'year']);
});

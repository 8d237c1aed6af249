import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mean, median, quantile, summary } from '../../../../src/core/measure/statistics/summary.ts';

const VALUES = [3600, 7, 120, 86_400, 59, 1800];

describe('summary', () => {
  // numpy.quantile(values, q), which is R-7.
  test.each([
    [0.1, 33],
    [0.25, 74.25],
    [0.5, 960],
    [0.9, 45_000],
    [0, 7],
    [1, 86_400],
  ])('quantile %d', (q, expected) => {
    expect(quantile(VALUES, q)).toBeCloseTo(expected, 9);
  });

  test('gives the figures of one group and leaves the values as they were', () => {
    const values = [...VALUES];
    expect(summary(values)).toEqual({ used: 6, mean: 15_331, median: 960, p90: 45_000, min: 7, max: 86_400 });
    expect(values).toEqual(VALUES);
  });

  test('sorts as numbers, counts zeros and knows no p90 under five', () => {
    expect(summary([100, 9, 0, 20])).toEqual({ used: 4, mean: 32.25, median: 14.5, p90: null, min: 0, max: 100 });
    expect(summary([1, 2, 3, 4, 5]).p90).toBeCloseTo(4.6, 12);
  });

  test('says nothing of nothing', () => {
    expect(summary([])).toEqual({ used: 0, mean: null, median: null, p90: null, min: null, max: null });
    expect([mean([]), median([]), quantile([], 0.9)]).toEqual([null, null, null]);
  });

  test('a quantile lies between its neighbours, and half of the values on each side of the median', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1_000_000 }), { minLength: 1 }), (values) => {
        const middle = median(values) ?? Number.NaN;
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });
});

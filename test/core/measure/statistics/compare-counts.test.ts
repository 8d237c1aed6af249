import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCounts } from '../../../../src/core/measure/statistics/compare-counts.ts';

describe('compareCounts', () => {
  // p: twice the smaller tail of scipy.stats.binom; the interval: scipy.stats.binomtest(…).proportion_ci(0.95, 'exact').
  test.each([
    [20, 90, 8, 90, 0.03569813817739487, 0.15238773523755078, 0.948058205046436],
    [3, 92, 11, 91, 0.05475278038112271, 0.9792421293349403, 20.693701137584238],
    [0, 90, 7, 90, 0.015625, 1.4413085188349697, null],
    [7, 90, 0, 30, 0.2669677734375, 0, 2.0814419402897473],
    [240, 365, 180, 200, 0.0018821576122339382, 1.121888109695964, 1.6675124683207216],
  ])('%d in %d days, then %d in %d', (before, daysBefore, after, daysAfter, p, low, high) => {
    const result = compareCounts(before, daysBefore, after, daysAfter);
    if (result.kind !== 'compared') throw new Error(result.reason);
    expect(result.p).toBeCloseTo(p, 10);
    expect(result.low).toBeCloseTo(low, 8);
    if (high === null) expect(result.high).toBeNull();
    else expect(result.high).toBeCloseTo(high, 8);
    if (before === 0) expect(result.change).toBeNull();
    else expect(result.change).toBeCloseTo(after / daysAfter / (before / daysBefore), 12);
  });

  test('says what so few could have shown', () => {
    // 28 in all, equal days: 8 or fewer are refused; brentq(binom.cdf(8, 28, p) = 0.8) by SciPy, as odds.
    const equal = compareCounts(20, 90, 8, 90);
    expect(equal).toMatchObject({ detectable: { fall: expect.closeTo(0.3105483420175137, 9) } });
    // 14 in all in 92 and 91 days: 12 or more are refused.
    const few = compareCounts(3, 92, 11, 91);
    expect(few).toMatchObject({ detectable: { rise: expect.closeTo(8.0429384866285, 8) } });
    expect(compareCounts(2, 90, 1, 90)).toMatchObject({ detectable: { fall: null, rise: null } });
  });

  test('nothing on both sides is no change, no days are nothing to compare', () => {
    expect(compareCounts(0, 90, 0, 90)).toMatchObject({ kind: 'compared', change: null, low: 0, high: null, p: 1 });
    expect(compareCounts(3, 0, 5, 90)).toEqual({ kind: 'too_few', reason: 'nothing' });
    expect(compareCounts(3, 90, 5, 0)).toEqual({ kind: 'too_few', reason: 'nothing' });
  });

  test('the interval leaves 1 out exactly where p is below 5 %, and holds the change', () => {
    const count = fc.integer({ min: 0, max: 200 });
    const days = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(count, days, count, days, (before, daysBefore, after, daysAfter) => {
        const result = compareCounts(before, daysBefore, after, daysAfter);
        if (result.kind !== 'compared') throw new Error(result.reason);
        const high = result.high ?? Number.POSITIVE_INFINITY;
        expect(result.low > 1 || high < 1).toBe(result.p < 0.05);
        if (result.change !== null) expect(result.low <= result.change && result.change <= high).toBe(true);
        expect(result.p).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});

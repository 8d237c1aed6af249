import { describe, expect, test } from 'vitest';
import { compareRates } from '../../../../src/core/measure/statistics/compare-rates.ts';
import { direction } from '../../../../src/core/measure/statistics/comparison.ts';

describe('compareRates', () => {
  // p: scipy.stats.fisher_exact. The ends: the score interval by Donner and Zou's formula from SciPy's Wilson limits; the
  // one towards 1, where it is the more cautious, by scipy.stats.nchypergeom_fisher's mean at the exact odds ratio.
  test.each([
    [12, 40, 3, 40, 0.019757026758446688, 0.08091790994713222, 0.761684],
    [3, 10, 9, 11, 0.02997312285237981, 1.0758, 7.644047809550848],
    [1, 25, 6, 30, 0.11173374658391305, 0.7968, 30.285795896446132],
    [8, 10, 1, 6, 0.034965034965034975, 0.0374350752784883, 0.88093],
  ])('%d of %d, then %d of %d', (kBefore, nBefore, kAfter, nAfter, p, low, high) => {
    const result = compareRates(kBefore, nBefore, kAfter, nAfter);
    if (result.kind !== 'compared') throw new Error(result.reason);
    expect(result.p).toBeCloseTo(p, 11);
    expect(result.change).toBeCloseTo(kAfter / nAfter / (kBefore / nBefore), 12);
    expect(Math.abs(result.low - low)).toBeLessThan(2e-4);
    expect(Math.abs((result.high ?? 0) - high)).toBeLessThan(2e-4);
  });

  test('says what so few could have shown', () => {
    // 30 of 100: at most 10 of the 30 after are refused; 80 % of that at log odds -1.2421 (scipy.stats.nchypergeom_fisher).
    expect(compareRates(20, 50, 10, 50)).toMatchObject({ detectable: { fall: expect.closeTo(0.40975, 4) } });
    expect(compareRates(1, 3, 1, 3)).toMatchObject({ detectable: { fall: null, rise: null } });
  });

  test('nobody, everybody and nothing', () => {
    expect(compareRates(0, 10, 0, 12)).toMatchObject({ change: null, low: 0, high: null, p: 1 });
    expect(compareRates(10, 10, 12, 12)).toMatchObject({ change: 1, p: 1 });
    expect(compareRates(0, 10, 5, 12)).toMatchObject({ change: null, high: null });
    expect(compareRates(5, 12, 0, 10)).toMatchObject({ change: 0, low: 0 });
    expect(compareRates(0, 0, 3, 5)).toEqual({ kind: 'too_few', reason: 'nothing' });
    expect(compareRates(3, 5, 0, 0)).toEqual({ kind: 'too_few', reason: 'nothing' });
  });

  test('the interval leaves 1 out exactly where p is below 5 %, holds the change, and the direction is its', () => {
    for (let nBefore = 1; nBefore <= 15; nBefore += 2) {
      for (let nAfter = 1; nAfter <= 19; nAfter += 3) {
        for (let kBefore = 0; kBefore <= nBefore; kBefore += 1) {
          for (let kAfter = 0; kAfter <= nAfter; kAfter += 1) {
            const result = compareRates(kBefore, nBefore, kAfter, nAfter);
            if (result.kind !== 'compared') throw new Error(result.reason);
            const name = `${kBefore}/${nBefore} ${kAfter}/${nAfter}`;
            const high = result.high ?? Number.POSITIVE_INFINITY;
            // One case in twenty to the last bit is neither below nor above.
            if (Math.abs(result.p - 0.05) > 1e-9) expect(result.low > 1 || high < 1, name).toBe(result.p < 0.05);
            const more = kAfter * nBefore - kBefore * nAfter;
            if (direction(result) !== 'none') expect(direction(result), name).toBe(more > 0 ? 'rise' : 'fall');
            const change = result.change ?? (kAfter > 0 ? Number.POSITIVE_INFINITY : 1);
            expect(result.low <= change + 1e-12 && change <= high + 1e-12, name).toBe(true);
          }
        }
      }
    }
  });

  test('thousands stay quick', () => {
    const result = compareRates(3000, 10_000, 2800, 9000);
    // scipy.stats.fisher_exact([[2800, 6200], [3000, 7000]]).
    expect(result).toMatchObject({ p: expect.closeTo(0.0976571894, 6) });
  }, 5000);
});

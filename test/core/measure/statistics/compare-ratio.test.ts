import { describe, expect, test } from 'vitest';
import { compareRatio } from '../../../../src/core/measure/statistics/compare-ratio.ts';
import type { Compared, Comparison } from '../../../../src/core/measure/statistics/comparison.ts';

/** Seeded, so that every run sees the same values (Marsaglia's xorshift, Box and Muller's normal). */
function logNormals(seed: number): (count: number, centre: number, spread: number) => number[] {
  let state = seed;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  const one = (centre: number, spread: number): number =>
    Math.exp(centre + spread * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()));
  return (count, centre, spread) => Array.from({ length: count }, () => one(centre, spread));
}

function judged(comparison: Comparison): Compared {
  if (comparison.kind !== 'compared') throw new Error(comparison.reason);
  return comparison;
}

const before = [600, 1200, 900, 4000, 2500, 700];
const after = [300, 250, 1000, 400, 800, 150, 90];

describe('compareRatio', () => {
  test('is the t-test of the logarithms, as ratios', () => {
    // exp() of scipy.stats.ttest_ind(log(after), log(before), equal_var=False) and of its confidence interval.
    const result = judged(compareRatio(before, after));
    expect(result.change).toBeCloseTo(0.24663853, 8);
    expect(result.low).toBeCloseTo(0.09230023, 8);
    expect(result.high).toBeCloseTo(0.65905107, 8);
    expect(result.p).toBeCloseTo(0.009502348665889768, 12);
  });

  test('lets a zero enter as 30 s and takes the most cautious p of 1, 30 and 60 s', () => {
    // The same test by SciPy: p is 0.2039 with 1 s, 0.0608 with 30 s, 0.0387 with 60 s.
    const result = judged(compareRatio([600, 0, 900, 4000, 2500, 700], [300, 250, 0, 400, 0, 150, 90]));
    expect(result.change).toBeCloseTo(0.17290478, 8);
    expect(result.low).toBeCloseTo(0.02703314, 8);
    expect(result.high).toBeCloseTo(1.10590435, 8);
    expect(result.p).toBeCloseTo(0.20388841827126444, 12);
  });

  test('knows no direction where it hangs on what a zero is', () => {
    // With 1 s the geometric mean falls, with 60 s it rises.
    const result = judged(compareRatio([20, 21, 22, 20, 21, 20], [0, 0, 0, 0, 0, 0.9]));
    expect(result.p).toBe(1);
  });

  test('refuses too few, no variance and negative durations', () => {
    expect(compareRatio([1, 2, 3, 4], [1, 2, 3, 4, 5])).toEqual({ kind: 'too_few', reason: 'under_five' });
    expect(compareRatio([1, 2, 3, 4, 5], [])).toEqual({ kind: 'too_few', reason: 'under_five' });
    const same = [60, 60, 60, 60, 60];
    expect(compareRatio(same, same)).toEqual({ kind: 'too_few', reason: 'no_variance' });
    expect(compareRatio(same, [90, 90, 90, 90, 90])).toEqual({ kind: 'too_few', reason: 'no_variance' });
    expect(compareRatio([0, 30, 0, 30, 0], [30, 30, 30, 30, 30])).toEqual({ kind: 'too_few', reason: 'no_variance' });
    expect(compareRatio([-1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toEqual({ kind: 'too_few', reason: 'negative' });
    expect(compareRatio(same, [90, 90, 90, 90, 91]).kind).toBe('compared');
  });

  test('raises a false alarm in at most 6 % of 2,000 pairs of eight from one distribution', () => {
    const draw = logNormals(20_260_101);
    let alarms = 0;
    for (let pair = 0; pair < 2000; pair += 1) {
      if (judged(compareRatio(draw(8, 7, 1.2), draw(8, 7, 1.2))).p < 0.05) alarms += 1;
    }
    expect(alarms / 2000).toBeLessThanOrEqual(0.06);
    expect(alarms / 2000).toBeGreaterThan(0.035);
  });

  test('sees a tenfold drop nearly always, and the smallest detectable one in four of five', () => {
    const draw = logNormals(7);
    let [drops, smallest] = [0, 0];
    for (let pair = 0; pair < 2000; pair += 1) {
      if (judged(compareRatio(draw(8, 7, 1), draw(8, 7 - Math.log(10), 1))).p < 0.05) drops += 1;
      // With spread 1, n = 8: (t(0.975, 14) + t(0.8, 14)) x sqrt(2/8) = 1.5065 by scipy.stats.t.
      if (judged(compareRatio(draw(8, 7, 1), draw(8, 7 - 1.5065, 1))).p < 0.05) smallest += 1;
    }
    expect(drops / 2000).toBeGreaterThan(0.98);
    expect(smallest / 2000).toBeGreaterThan(0.76);
    expect(smallest / 2000).toBeLessThan(0.84);
  });

  test('says what so few could have shown', () => {
    const { detectable } = judged(compareRatio(before, after));
    // exp of 2.20116 + 0.87567 (scipy.stats.t.ppf at df 10.989) times the standard error 0.44651.
    expect(detectable.rise).toBeCloseTo(Math.exp((2.2011619 + 0.8756722) * 0.4465078), 3);
    expect((detectable.fall ?? 0) * (detectable.rise ?? 0)).toBeCloseTo(1, 12);
  });
});

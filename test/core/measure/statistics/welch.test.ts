import { describe, expect, test } from 'vitest';
import { welch } from '../../../../src/core/measure/statistics/welch.ts';

const before = [600, 1200, 900, 4000, 2500, 700].map(Math.log);
const after = [300, 250, 1000, 400, 800, 150, 90].map(Math.log);

describe('welch', () => {
  test('agrees with scipy.stats.ttest_ind(after, before, equal_var=False)', () => {
    const result = welch(before, after);
    expect(result.t).toBeCloseTo(-3.135065314954803, 12);
    expect(result.p).toBeCloseTo(0.009502348665889768, 12);
    expect(result.df).toBeCloseTo(10.98900968417103, 11);
    expect(result.difference).toBeCloseTo(-1.3998314575716613, 12);
    expect(result.low).toBeCloseTo(-2.3827086686029517, 12);
    expect(result.high).toBeCloseTo(-0.4169542465403706, 12);
  });

  test('turned round it is the same with the other sign', () => {
    const [there, back] = [welch(before, after), welch(after, before)];
    expect(back.t).toBeCloseTo(-there.t, 12);
    expect(back.low).toBeCloseTo(-there.high, 12);
    expect(back.p).toBeCloseTo(there.p, 14);
  });

  test('one side without variance is enough to judge, both are not', () => {
    // The t-test of one sample: scipy.stats.ttest_1samp([1, 2, 3], 5).pvalue.
    expect(welch([5, 5, 5], [1, 2, 3]).p).toBeCloseTo(0.03509871864598465, 10);
    expect(() => welch([5, 5], [4, 4])).toThrow(RangeError);
    expect(() => welch([5], [4, 3])).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  logChoose,
  logGamma,
  studentQuantile,
  studentTwoSided,
} from '../../../../src/core/measure/statistics/distributions.ts';

function close(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), Number.MIN_VALUE));
}

// Every expected value: SciPy 1.17.1, scipy.special.gammaln, betainc, betaincinv and scipy.stats.t.
describe('distributions', () => {
  test.each([
    [0.5, 0.5723649429247],
    [3.7, 1.428072326665388],
    [10, 12.801827480081469],
    [170.5, 704.0044277342047],
    [12_345.6, 103_959.18506616844],
  ])('logGamma(%d)', (x, expected) => {
    close(logGamma(x), expected);
  });

  test('logChoose counts', () => {
    close(Math.exp(logChoose(10, 3)), 120);
    expect(logChoose(7, 0)).toBeCloseTo(0, 13);
  });

  test.each([
    [0.3, 2, 5, 0.5798250000000003],
    [0.9, 0.5, 0.5, 0.7951672353008665],
    [0.01, 20, 3, 2.266210000000001e-38],
    [0.5, 1000, 1010, 0.588269827543728],
    [0.999, 4, 0.5, 0.9308943095126206],
    [0.2, 1, 1, 0.2],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('betaCdf(%d, %d, %d)', (x, a, b, expected) => {
    close(betaCdf(x, a, b), expected, 1e-11);
  });

  test.each([
    [0.025, 3, 8, 0.06673951117773447],
    [0.975, 200, 190, 0.5622748481906735],
    [0.2, 1, 30, 0.007410524033695074],
  ])('betaQuantile(%d, %d, %d)', (p, a, b, expected) => {
    close(betaQuantile(p, a, b), expected, 1e-11);
  });

  test.each([
    [2, 4, 0.11611652351681556],
    [0, 3, 1],
    [-1.3, 7.31, 0.23308954610169233],
    [12, 9.5, 4.7125170143943235e-7],
  ])('studentTwoSided(%d, %d)', (t, df, expected) => {
    close(studentTwoSided(t, df), expected, 1e-11);
  });

  test.each([
    [0.975, 4, 2.7764451051977934],
    [0.975, 7.31, 2.344447113983294],
    [0.8, 30.5, 0.8535654816406548],
    [0.975, 1000, 1.9623390808264083],
  ])('studentQuantile(%d, %d)', (p, df, expected) => {
    close(studentQuantile(p, df), expected, 1e-11);
  });
});

import { describe, expect, test } from 'vitest';
import {
  fisherP,
  logOddsWhere,
  lowerLogOdds,
  probabilities,
  tables,
} from '../../../../src/core/measure/statistics/fisher.ts';

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i += 1) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return k < 0 || k > n ? 0n : result;
}

/** The definition in whole numbers: ways of tables no likelier, over all ways. */
function exactP(kBefore: number, nBefore: number, kAfter: number, nAfter: number): number {
  const ways = (k: number): bigint => choose(nAfter, k) * choose(nBefore, kBefore + kAfter - k);
  let [part, all] = [0n, 0n];
  for (let k = 0; k <= kBefore + kAfter; k += 1) {
    all += ways(k);
    if (ways(k) <= ways(kAfter)) part += ways(k);
  }
  return Number((part * 10n ** 18n) / all) / 1e18;
}

describe('fisher', () => {
  test('p is that of whole-number arithmetic for every table of up to nine a side', () => {
    for (const [nBefore, nAfter] of [
      [9, 9],
      [4, 9],
      [8, 5],
    ] as const) {
      for (let kBefore = 0; kBefore <= nBefore; kBefore += 1) {
        for (let kAfter = 0; kAfter <= nAfter; kAfter += 1) {
          const all = tables(nBefore, nAfter, kBefore + kAfter);
          const p = fisherP(probabilities(all.weights, 0), kAfter - all.least);
          expect(p, `${kBefore}/${nBefore} ${kAfter}/${nAfter}`).toBeCloseTo(
            exactP(kBefore, nBefore, kAfter, nAfter),
            11,
          );
        }
      }
    }
  });

  test('probabilities under an odds ratio are noncentral hypergeometric', () => {
    // One event of two, one place on each side: odds 3 put it after in three of four cases.
    expect(probabilities(tables(1, 1, 1).weights, Math.log(3))[1]).toBeCloseTo(0.75, 12);
    const { weights } = tables(50, 50, 30);
    // scipy.stats.nchypergeom_fisher(100, 30, 50, exp(-1.2421)).cdf(10) is 0.8.
    expect(logOddsWhere(weights, 10, 0.8)).toBeCloseTo(-1.2421, 3);
  });

  // Least and greatest log odds ratio with p above 5 % on a grid of 0.0001 (SciPy's gammaln), from outside this project.
  test.each([
    [12, 40, 3, 40, -3.152, -0.3305],
    [3, 10, 9, 11, 0.1622, 4.5332],
    [8, 10, 1, 6, -6.253, -0.2663],
    [1, 25, 6, 30, -0.2558, 4.9515],
  ])('the ends for %d/%d, then %d/%d', (kBefore, nBefore, kAfter, nAfter, low, high) => {
    const { weights, least } = tables(nBefore, nAfter, kBefore + kAfter);
    const mirrored = weights.toReversed();
    const index = kAfter - least;
    const isRefused = exactP(kBefore, nBefore, kAfter, nAfter) <= 0.05;
    const isRise = kAfter / nAfter > kBefore / nBefore;
    expect(Math.abs(lowerLogOdds(weights, index, isRefused && isRise) - low)).toBeLessThan(2e-4);
    const upper = -lowerLogOdds(mirrored, mirrored.length - 1 - index, isRefused && !isRise);
    expect(Math.abs(upper - high)).toBeLessThan(2e-4);
  });
});

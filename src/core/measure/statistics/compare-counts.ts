import { bounded, type Comparison, LEVEL, POWER } from './comparison.ts';
import { betaCdf, betaQuantile } from './distributions.ts';

// P(X <= k) and P(X >= k) of a binomial, by the incomplete beta function (DLMF 8.17.5).
const atMost = (k: number, n: number, share: number): number => (k < n ? betaCdf(1 - share, n - k, k + 1) : 1);
const atLeast = (k: number, n: number, share: number): number => (k > 0 ? betaCdf(share, k, n - k + 1) : 1);

/** The greatest k from 0 to n for which a falling condition still holds; -1 where it holds for none. */
function last(n: number, holds: (k: number) => boolean): number {
  let [yes, no] = [-1, n + 1];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/**
 * Counts of two periods of so many days, as two Poisson rates: the exact conditional test (given all n, those after are
 * binomial; Przyborowski and Wilenski 1940), two-sided by doubling the smaller tail, and the interval of Clopper and
 * Pearson, which leaves 1 out exactly where p is below 5 %. `detectable` is for as many counted in all.
 */
export function compareCounts(before: number, daysBefore: number, after: number, daysAfter: number): Comparison {
  if (!(daysBefore > 0 && daysAfter > 0)) return { kind: 'too_few', reason: 'nothing' };
  const n = before + after;
  const share = daysAfter / (daysBefore + daysAfter);
  const ratio = (ofAll: number): number => ((ofAll / (1 - ofAll)) * daysBefore) / daysAfter;

  const fewest = last(n, (k) => 2 * atMost(k, n, share) < LEVEL);
  const most = n - last(n, (k) => 2 * atLeast(n - k, n, share) < LEVEL);
  return {
    kind: 'compared',
    change: before === 0 ? null : ratio(after / n),
    low: after === 0 ? 0 : ratio(betaQuantile(LEVEL / 2, after, before + 1)),
    high: before === 0 ? null : bounded(ratio(betaQuantile(1 - LEVEL / 2, after + 1, before))),
    p: Math.min(1, 2 * atMost(after, n, share), 2 * atLeast(after, n, share)),
    detectable: {
      fall: fewest < 0 ? null : ratio(betaQuantile(1 - POWER, fewest + 1, n - fewest)),
      rise: most > n ? null : ratio(betaQuantile(POWER, most, n - most + 1)),
    },
  };
}

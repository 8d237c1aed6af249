import { logChoose } from './distributions.ts';

/** Between which two of the values the true median lies, with a certainty of at least 95 %. */
export interface MedianInterval {
  low: number;
  high: number;
}

const CERTAINTY = 0.95;

/**
 * The interval of the median by order statistics, whatever the distribution (Conover, "Practical Nonparametric
 * Statistics", 3rd ed., 3.2): the narrowest symmetric pair of ranks that a binomial count with p = 1/2 lies between with
 * at least 95 %. Null under six values, of which no pair is that certain.
 */
export function medianInterval(values: ArrayLike<number>): MedianInterval | null {
  const n = values.length;
  // The chance that the median lies below the k-th value of them is that of fewer than k heads in n throws.
  let below = 0;
  let rank = 0;
  for (let heads = 0; heads < n / 2; heads++) {
    below += Math.exp(logChoose(n, heads) - n * Math.LN2);
    if (1 - 2 * below < CERTAINTY) break;
    rank = heads + 1;
  }
  if (rank === 0) return null;
  const sorted = new Float64Array(values).sort();
  return { low: sorted[rank - 1] as number, high: sorted[n - rank] as number };
}

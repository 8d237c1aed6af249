/** What is said of the values of one group. `p90` is null under five values, everything but `used` where there are none. */
export type Summary = {
  used: number;
  mean: number | null;
  median: number | null;
  p90: number | null;
  min: number | null;
  max: number | null;
};

// Numbers that lie side by side are sorted without a function that compares them, in a tenth of the time.
const ascending = (values: ArrayLike<number>): Float64Array => new Float64Array(values).sort();

/** The arithmetic mean; null of nothing. */
export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

// Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), definition 7: linear between the order statistics.
function quantileOfSorted(sorted: Float64Array, q: number): number | null {
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) return null;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}

/** The quantile of a share `q` from 0 to 1 by linear interpolation (R-7, as NumPy and spreadsheets do); null of nothing. */
export function quantile(values: ArrayLike<number>, q: number): number | null {
  return quantileOfSorted(ascending(values), q);
}

/** The middle value, or the mean of the middle two; null of nothing. */
export function median(values: ArrayLike<number>): number | null {
  return quantile(values, 0.5);
}

/** Count, mean, median, p90, least and greatest of the values, in their own unit. */
export function summary(values: ArrayLike<number>): Summary {
  const sorted = ascending(values);
  return {
    used: sorted.length,
    mean: mean(sorted),
    median: quantileOfSorted(sorted, 0.5),
    p90: sorted.length < 5 ? null : quantileOfSorted(sorted, 0.9),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
  };
}

import { studentQuantile, studentTwoSided } from './distributions.ts';
import { mean } from './summary.ts';

/** Welch's test of two means: `difference` is the second's mean less the first's, with its 95 % interval. */
export type Welch = {
  t: number;
  df: number;
  p: number;
  difference: number;
  low: number;
  high: number;
  /** The standard error of the difference. */
  error: number;
};

function squaredError(values: readonly number[], centre: number): number {
  let squares = 0;
  for (const value of values) squares += (value - centre) ** 2;
  return squares / (values.length - 1) / values.length;
}

/**
 * Welch's unequal-variances t-test, two-sided (Welch 1947; degrees of freedom by Satterthwaite 1946). Each side needs
 * two values and one of them variance: a RangeError otherwise.
 */
export function welch(first: readonly number[], second: readonly number[]): Welch {
  const [before, after] = [mean(first) ?? 0, mean(second) ?? 0];
  const [errorBefore, errorAfter] = [squaredError(first, before), squaredError(second, after)];
  const squared = errorBefore + errorAfter;
  if (first.length < 2 || second.length < 2 || !(squared > 0)) {
    throw new RangeError('Unexpected values without variance, expected two or more on each side, not all the same');
  }
  const error = Math.sqrt(squared);
  const df = squared ** 2 / (errorBefore ** 2 / (first.length - 1) + errorAfter ** 2 / (second.length - 1));
  const difference = after - before;
  const t = difference / error;
  const reach = studentQuantile(0.975, df) * error;
  return { t, df, p: studentTwoSided(t, df), difference, low: difference - reach, high: difference + reach, error };
}

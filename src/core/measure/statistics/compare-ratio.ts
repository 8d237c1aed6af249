import { type Comparison, POWER } from './comparison.ts';
import { studentQuantile } from './distributions.ts';
import { type Welch, welch } from './welch.ts';

const FEWEST = 5;
/** Half of the minute in which most times are recorded: what a zero enters as. A verdict that hangs on this choice is none. */
export const ZERO_AS = 30;
const ZERO_MAY_BE = [1, 60];

const isConstant = (values: readonly number[]): boolean => values.every((value) => value === values[0]);

function welchOfLogs(before: readonly number[], after: readonly number[], zeroAs: number): Welch | null {
  const logs = (values: readonly number[]): number[] => values.map((value) => Math.log(value === 0 ? zeroAs : value));
  const [first, second] = [logs(before), logs(after)];
  return isConstant(first) && isConstant(second) ? null : welch(first, second);
}

/**
 * Durations in seconds of two periods: Welch's t on logarithms; `change` is the ratio of the geometric means. A zero
 * enters as 30 s; `p` is the greatest of those with 1, 30 and 60 s, and 1 where they disagree on the direction. Negative
 * durations have no logarithm. `detectable` by (t(97.5 %) + t(80 %)) standard errors.
 */
export function compareRatio(before: readonly number[], after: readonly number[]): Comparison {
  if (before.length < FEWEST || after.length < FEWEST) return { kind: 'too_few', reason: 'under_five' };
  const all = [...before, ...after];
  if (all.some((value) => value < 0)) return { kind: 'too_few', reason: 'negative' };
  const main = welchOfLogs(before, after, ZERO_AS);
  if (main === null) return { kind: 'too_few', reason: 'no_variance' };

  let p = main.p;
  for (const zeroAs of all.includes(0) ? ZERO_MAY_BE : []) {
    const other = welchOfLogs(before, after, zeroAs);
    const agrees = other !== null && Math.sign(other.difference) === Math.sign(main.difference);
    p = Math.max(p, agrees ? other.p : 1);
  }
  const shown = (studentQuantile(0.975, main.df) + studentQuantile(POWER, main.df)) * main.error;
  return {
    kind: 'compared',
    change: Math.exp(main.difference),
    low: Math.exp(main.low),
    high: Math.exp(main.high),
    p,
    detectable: { fall: Math.exp(-shown), rise: Math.exp(shown) },
  };
}

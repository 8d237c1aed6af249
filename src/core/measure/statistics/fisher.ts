import { LEVEL } from './comparison.ts';
import { bisect, logChoose } from './distributions.ts';

/**
 * All two-by-two tables with the same margins: `weights[i]` is the logarithm of the number of ways in which `least + i` of
 * all `events` lie after. Under a log odds ratio they follow Fisher's noncentral hypergeometric distribution.
 */
export type Tables = { events: number; least: number; weights: number[] };

/** The tables of so many events among so many before and after. */
export function tables(before: number, after: number, events: number): Tables {
  const least = Math.max(0, events - before);
  const weights: number[] = [];
  for (let k = least; k <= Math.min(after, events); k += 1) {
    weights.push(logChoose(after, k) + logChoose(before, events - k));
  }
  return { events, least, weights };
}

/** The probability of each table under a log odds ratio. */
export function probabilities(weights: readonly number[], logOdds: number): number[] {
  const terms = weights.map((weight, index) => weight + index * logOdds);
  const top = terms.reduce((a, b) => Math.max(a, b));
  const masses = terms.map((term) => Math.exp(term - top));
  const sum = masses.reduce((a, b) => a + b, 0);
  return masses.map((mass) => mass / sum);
}

function sum(masses: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index += 1) total += masses[index] ?? 0;
  return total;
}

/** Fisher's exact p, two-sided: all tables that are no likelier than this one, given their probabilities. */
export function fisherP(masses: readonly number[], index: number): number {
  // Equal tables differ in the last bits; R and SciPy leave the same room.
  const limit = (masses[index] ?? 0) * (1 + 1e-7);
  let total = 0;
  for (const mass of masses) if (mass <= limit) total += mass;
  return Math.min(1, total);
}

/** The log odds ratio at which the tables up to and with `index` have a probability in all. */
export function logOddsWhere(weights: readonly number[], index: number, probability: number): number {
  const excess = (logOdds: number): number => sum(probabilities(weights, logOdds), 0, index + 1) - probability;
  let reach = 1;
  while (excess(-reach) < 0 || excess(reach) > 0) reach *= 2;
  return bisect(excess, -reach, reach);
}

/**
 * The lower end of the 95 % interval of the log odds ratio that belongs to `fisherP`: the least at which this table's p
 * is above 5 %, for a table with more events than expected. Where its p at 1 `isRefused`, the search begins at 1, because
 * the set can have holes (Fay, "Confidence intervals that match Fisher's exact or Blaker's exact tests", 2010).
 */
export function lowerLogOdds(weights: readonly number[], index: number, isRefused: boolean): number {
  const own = weights[index] ?? 0;
  // Above this log odds ratio a table of fewer events is no likelier than this one and counts in p. Rising with `lower`.
  const entry = (lower: number): number => {
    if (lower < 0) return Number.NEGATIVE_INFINITY;
    const at = ((weights[lower] ?? 0) - own) / (index - lower);
    return Math.abs(at) < 1e-9 ? 0 : at;
  };
  const p = (logOdds: number, lower: number): number => {
    const masses = probabilities(weights, logOdds);
    return sum(masses, 0, lower + 1) + sum(masses, index, masses.length);
  };
  // Below this start p is under 5 % whatever enters: the upper tail is tiny, and no table in the lower one exceeds it.
  const start = logOddsWhere(weights, index - 1, 1 - LEVEL / (2 * weights.length));
  let from = isRefused ? Math.max(start, 0) : start;
  let lower = -1;
  while (lower + 1 < index && entry(lower + 1) <= from) lower += 1;
  // With all fewer events counted p is 1, so the last stretch always ends the search.
  for (; lower < index - 1; lower += 1) {
    if (p(from, lower) > LEVEL) return from;
    const to = entry(lower + 1);
    if (p(to, lower) > LEVEL) return bisect((logOdds) => p(logOdds, lower) - LEVEL, from, to);
    from = to;
  }
  return from;
}

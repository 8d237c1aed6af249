import { bounded, type Comparison, LEVEL, POWER } from './comparison.ts';
import { fisherP, logOddsWhere, lowerLogOdds, probabilities, type Tables, tables } from './fisher.ts';

const Z = 1.959963984540054;

function wilson(k: number, n: number): { low: number; high: number } {
  const centre = (k + (Z * Z) / 2) / (n + Z * Z);
  const reach = (Z * Math.sqrt((k * (n - k)) / n + (Z * Z) / 4)) / (n + Z * Z);
  return { low: k === 0 ? 0 : centre - reach, high: k === n ? 1 : centre + reach };
}

// The interval of a ratio of two rates from their Wilson intervals (MOVER-R: Donner and Zou, "Closed-form confidence
// intervals for functions of the normal mean and standard deviation", 2012).
function scoreInterval(
  kBefore: number,
  nBefore: number,
  kAfter: number,
  nAfter: number,
): { low: number; high: number } {
  const [before, after] = [kBefore / nBefore, kAfter / nAfter];
  const [b, a] = [wilson(kBefore, nBefore), wilson(kAfter, nAfter)];
  const product = after * before;
  const top = a.low * (2 * after - a.low);
  const bottom = b.low * (2 * before - b.low);
  const lowRoot = Math.sqrt(Math.max(0, product ** 2 - top * b.high * (2 * before - b.high)));
  const highRoot = Math.sqrt(Math.max(0, product ** 2 - bottom * a.high * (2 * after - a.high)));
  // The lower end is the textbook's fraction turned over: its own divisor can vanish between two sound values.
  return {
    low: top === 0 ? 0 : top / (product + lowRoot),
    high: bottom === 0 ? Number.POSITIVE_INFINITY : (product + highRoot) / bottom,
  };
}

/** The ratio of the rates that these margins show on average under a log odds ratio; 1 where that is 0. */
function ratioUnder(logOdds: number, { events, least, weights }: Tables, nBefore: number, nAfter: number): number {
  // Exactly, so that a bound at equal odds holds 1.
  if (logOdds === 0) return 1;
  let [after, before] = [0, 0];
  probabilities(weights, logOdds).forEach((mass, index) => {
    after += mass * (least + index);
    before += mass * (events - least - index);
  });
  return after / nAfter / (before / nBefore);
}

// The log odds ratio at which the lower tail that the test rejects has the power asked for; null where it rejects none.
function shownFall(weights: readonly number[]): number | null {
  const masses = probabilities(weights, 0);
  const mode = masses.indexOf(masses.reduce((a, b) => Math.max(a, b)));
  let rejected = -1;
  while (rejected + 1 < mode && fisherP(masses, rejected + 1) < LEVEL) rejected += 1;
  return rejected < 0 ? null : logOddsWhere(weights, rejected, POWER);
}

/**
 * Shares of two periods, k of n each, by Fisher's exact test, two-sided (all tables no likelier than the one seen).
 * `change` is the ratio of the shares with its score interval, but the end towards 1 is the more cautious of that and
 * the test's own: the ratio that the margins show on average under the last odds ratio which the test does not refuse.
 * So 1 is left out exactly where p is below 5 %. `detectable` is for as many events in all.
 */
export function compareRates(kBefore: number, nBefore: number, kAfter: number, nAfter: number): Comparison {
  if (nBefore < 1 || nAfter < 1) return { kind: 'too_few', reason: 'nothing' };
  const all = tables(nBefore, nAfter, kBefore + kAfter);
  const mirrored = all.weights.toReversed();
  const index = kAfter - all.least;
  const p = fisherP(probabilities(all.weights, 0), index);
  const change = kAfter / nAfter / (kBefore / nBefore);
  const ratio = (logOdds: number): number => ratioUnder(logOdds, all, nBefore, nAfter);

  let { low, high } = scoreInterval(kBefore, nBefore, kAfter, nAfter);
  const isRefused = p <= LEVEL;
  if (change > 1) {
    const exact = ratio(lowerLogOdds(all.weights, index, isRefused));
    low = isRefused && low <= 1 ? exact : Math.min(exact, low);
  } else if (change < 1) {
    const exact = ratio(-lowerLogOdds(mirrored, mirrored.length - 1 - index, isRefused));
    high = isRefused && high >= 1 ? exact : Math.max(exact, high);
  }
  const [fall, rise] = [shownFall(all.weights), shownFall(mirrored)];
  return {
    kind: 'compared',
    change: bounded(change),
    low,
    high: bounded(high),
    p,
    detectable: {
      fall: fall === null ? null : ratio(fall),
      rise: rise === null ? null : bounded(ratio(-rise)),
    },
  };
}

import type { Config } from '../config.ts';
import { countClusters } from './clusters.ts';
import { totalOf } from './counts.ts';
import { figuresOf } from './durations.ts';
import type { Group } from './groups.ts';
import type { CountMetric, DurationMetric, Metric } from './metric.ts';
import { compareCounts } from './statistics/compare-counts.ts';
import { compareRates } from './statistics/compare-rates.ts';
import { compareRatio, ZERO_AS } from './statistics/compare-ratio.ts';
import { type Comparison, direction } from './statistics/comparison.ts';
import { holm } from './statistics/holm.ts';

export type Verdict = 'better' | 'worse' | 'more' | 'fewer' | 'no_detectable_change' | 'too_few';

/** One metric of one group in two periods. */
export interface Compared {
  group: string;
  metric: Metric;
  measures: 'seconds' | 'count' | 'share';
  /** Geometric means in seconds, counts, or shares; null of nothing. */
  before: number | null;
  after: number | null;
  /** How many values, incidents or cases stand on each side. */
  sizeBefore: number;
  sizeAfter: number;
  comparison: Comparison;
  /** What a verdict goes by: the greatest p of the test and its sensitivity checks. */
  p: number;
  /** Only of headline metrics and of all incidents together. */
  verdict: Verdict | null;
}

/** A period's groups, and how many days of it have elapsed. */
export interface Side {
  groups: readonly Group[];
  days: number;
}

/** The metrics that are compared. */
export interface Compare {
  durations: readonly DurationMetric[];
  counts: readonly CountMetric[];
  config: Config;
  hasHistory: boolean;
}

/**
 * Compares two periods by every metric that can be, group by group. Verdicts only for the headline metrics of all
 * incidents together, adjusted by Holm's method for being several.
 */
export function comparePeriods(before: Side, after: Side, asked: Compare): Compared[] {
  const { durations, config } = asked;
  const rows = groupKeys(before, after).flatMap((key) => {
    const sides = [sideOf(key, before), sideOf(key, after)] as const;
    return [...compareDurations(key, sides, durations), ...compareCounted(key, sides, asked)];
  });
  const judged = rows.filter(({ group, metric }) => group === 'all' && config.headline.includes(metric.name));
  const tested = judged.filter(({ comparison }) => comparison.kind === 'compared');
  const adjusted = holm(tested.map(({ p }) => p));
  for (const row of judged) row.verdict = verdictOf(row, adjusted[tested.indexOf(row)] ?? 1);
  return rows;
}

type Sides = readonly [before: { group: Group; days: number }, after: { group: Group; days: number }];

function groupKeys(before: Side, after: Side): string[] {
  const keys = after.groups.map(({ key }) => key);
  return [...keys, ...before.groups.map(({ key }) => key).filter((key) => !keys.includes(key))];
}

function sideOf(key: string, { groups, days }: Side): Sides[0] {
  return { group: groups.find((group) => group.key === key) ?? { key, incidents: [], dated: new Map() }, days };
}

function compareDurations(key: string, [before, after]: Sides, durations: readonly DurationMetric[]): Compared[] {
  const earlier = figuresOf([before.group], durations);
  const later = figuresOf([after.group], durations);
  return durations.flatMap((metric, index): Compared[] => {
    if (metric.isNotCompared) return [];
    const [first, second] = [earlier, later].map((all) => [...(all[index]?.used.seconds ?? [])]) as [
      number[],
      number[],
    ];
    const comparison = compareRatio(first, second);
    const figures = { before: geometricMean(first), after: geometricMean(second) };
    const sizes = { sizeBefore: first.length, sizeAfter: second.length };
    return [
      { group: key, metric, measures: 'seconds', ...figures, ...sizes, comparison, p: pOf(comparison), verdict: null },
    ];
  });
}

/** The geometric mean, as the comparison takes it; null of nothing, and where a value is negative. */
function geometricMean(seconds: readonly number[]): number | null {
  if (seconds.length === 0 || seconds.some((value) => value < 0)) return null;
  let sum = 0;
  for (const value of seconds) sum += Math.log(value === 0 ? ZERO_AS : value);
  return Math.exp(sum / seconds.length);
}

function compareCounted(key: string, sides: Sides, { counts, hasHistory }: Compare): Compared[] {
  return counts.flatMap((metric, index): Compared[] => {
    if (metric.compare === undefined || (metric.needs === 'history' && !hasHistory)) return [];
    const [before, after] = sides.map(({ group }) => totalOf(group, index)) as [Total, Total];
    const base = { group: key, metric, verdict: null };
    const isNothing = before.value + after.value === 0;
    if (metric.compare !== 'count') {
      const comparison = isNothing ? nothing : compareRates(before.value, before.of, after.value, after.of);
      return [{ ...base, measures: 'share', ...shares(before, after), comparison, p: pOf(comparison) }];
    }
    const [{ days: daysBefore }, { days: daysAfter }] = sides;
    const comparison = isNothing ? nothing : compareCounts(before.value, daysBefore, after.value, daysAfter);
    const [clustersBefore, clustersAfter] = sides.map(({ group }) => countClusters(group.incidents)) as [
      number,
      number,
    ];
    const clustered = compareCounts(clustersBefore, daysBefore, clustersAfter, daysAfter);
    const sizes = { sizeBefore: before.value, sizeAfter: after.value };
    const figures = { before: before.value, after: after.value, ...sizes };
    return [{ ...base, measures: 'count', ...figures, comparison, p: surerP(comparison, clustered) }];
  });
}

const nothing: Comparison = { kind: 'too_few', reason: 'nothing' };

type Total = ReturnType<typeof totalOf>;

function shares(before: Total, after: Total) {
  const share = ({ value, of }: Total) => (of === 0 ? null : value / of);
  return { before: share(before), after: share(after), sizeBefore: before.of, sizeAfter: after.of };
}

const pOf = (comparison: Comparison): number => (comparison.kind === 'compared' ? comparison.p : 1);

/** The greater p of two tests that point the same way; 1 where they do not. */
function surerP(first: Comparison, second: Comparison): number {
  if (first.kind !== 'compared' || second.kind !== 'compared') return 1;
  const agree = Math.sign(Math.log(first.change ?? 2)) === Math.sign(Math.log(second.change ?? 2));
  return agree ? Math.max(first.p, second.p) : 1;
}

function verdictOf({ comparison, metric }: Compared, p: number): Verdict {
  if (comparison.kind === 'too_few') return 'too_few';
  const way = direction(comparison, p);
  if (way === 'none') return 'no_detectable_change';
  if (metric.kind === 'count' && metric.compare === 'count') return way === 'rise' ? 'more' : 'fewer';
  const isHigherBetter =
    metric.kind === 'count' && typeof metric.compare === 'object' && metric.compare.better === 'higher';
  return (way === 'rise') === isHigherBetter ? 'better' : 'worse';
}

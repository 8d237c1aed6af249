import type { Config } from '../config.ts';
import type { Column, Row, Table } from '../report.ts';
import { DAY, parseSpan } from '../time.ts';
import type { Unit } from '../unit.ts';
import type { Group } from './groups.ts';
import type { DurationMetric } from './metric.ts';
import { isOutOfScope, type Used } from './outcome.ts';
import { type Summary, summary } from './statistics/summary.ts';

/** One duration of one group: the values with the ids of their incidents or actions, and what is said of them. */
export interface Figure {
  group: string;
  metric: DurationMetric;
  inScope: number;
  /** Those of them that have no end because they are not resolved, or done. */
  open: number;
  used: readonly (Used & { id: string })[];
  summary: Summary;
}

/** Figures of every group and duration, group by group. */
export function figuresOf(groups: readonly Group[], durations: readonly DurationMetric[]): Figure[] {
  return groups.flatMap((group) => figuresOfGroup(group, durations));
}

/** All durations in one pass: each pass over thousands of incidents has to fetch them from memory again. */
function figuresOfGroup({ key, incidents }: Group, durations: readonly DurationMetric[]): Figure[] {
  const sums = durations.map(() => ({ used: [] as (Used & { id: string })[], inScope: 0, open: 0 }));
  for (const { id, outcomes } of incidents) {
    for (let index = 0; index < sums.length; index++) {
      const sum = sums[index] as (typeof sums)[number];
      for (const outcome of outcomes[index] ?? []) {
        if (!('reason' in outcome)) {
          const { seconds, low, high, isEstimated, action } = outcome;
          sum.used.push({ seconds, low, high, isEstimated, id: action === undefined ? id : `${id}/${action}` });
        } else if (isOutOfScope(outcome.reason)) continue;
        else if (outcome.reason === 'open') sum.open++;
        sum.inScope++;
      }
    }
  }
  return sums.map(({ used, inScope, open }, index) => ({
    group: key,
    metric: durations[index] as DurationMetric,
    inScope,
    open,
    used,
    summary: summary(used.map(({ seconds }) => seconds)),
  }));
}

/** The figures of a summary that a config can set a target for. */
export const targeted = ['mean', 'median', 'p90', 'min', 'max'] as const;

const column = (key: string, title: string, unit: Unit): Column => ({ key, title, unit });

const columns: readonly Column[] = [
  column('group', 'Group', 'text'),
  column('metric', 'Metric', 'text'),
  column('title', 'Title', 'text'),
  column('from', 'From', 'text'),
  column('to', 'To', 'text'),
  column('used', 'Used', 'count'),
  column('in_scope', 'In scope', 'count'),
  column('mean', 'Mean', 'seconds'),
  column('median', 'Median', 'seconds'),
  column('p90', 'p90', 'seconds'),
  column('min', 'Min', 'seconds'),
  column('max', 'Max', 'seconds'),
  column('estimated', 'Estimated', 'count'),
  column('open', 'Open', 'count'),
  ...targeted.map((figure) => column(`target_${figure}`, `Target ${figure}`, 'seconds')),
];

/** The table `durations`: seconds as numbers, null where there is no value. */
export function durationsTable(figures: readonly Figure[], title: string, config: Config): Table {
  return {
    name: 'durations',
    title,
    columns,
    rows: figures.map((figure) => rowOf(figure, config)),
    shown: ['group', 'title', 'median', 'mean', 'p90', 'used', 'in_scope', 'open'],
  };
}

function rowOf({ group, metric, inScope, open, used, summary: figures }: Figure, config: Config): Row {
  const { name, title, from, to } = metric;
  const estimated = used.filter(({ isEstimated }) => isEstimated).length;
  const targets = targeted.map((figure) => [`target_${figure}`, targetOf(name, figure, config)] as const);
  return {
    group,
    metric: name,
    title,
    from,
    to,
    used: figures.used,
    in_scope: inScope,
    mean: exact(figures.mean),
    median: exact(figures.median),
    p90: exact(figures.p90),
    min: figures.min,
    max: figures.max,
    estimated,
    open,
    ...Object.fromEntries(targets),
  };
}

/** Times are known to a microsecond; what binary fractions add below that is no figure. */
function exact(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1e6) / 1e6;
}

/** What the config wants a figure to reach: seconds, or the number of a count; a month is taken as 30 days. Null without. */
export function targetOf(metric: string, figure: string, { targets }: Config): number | null {
  const goal = Object.hasOwn(targets, metric) ? targets[metric]?.[figure] : undefined;
  if (typeof goal !== 'string') return goal ?? null;
  const span = parseSpan(goal);
  return span === undefined ? null : span.seconds + span.months * 30 * DAY;
}

// Over 200 lines: one page, laid out as it is read from top to bottom; every table has its own few columns that fit 80
// together.

import type { Config } from '../config.ts';
import { timeWords } from '../record/times.ts';
import { type Block, type Column, column, type Row, type Table } from '../report.ts';
import { decimalWords, durationWords, plainWords, someOf } from '../words.ts';
import type { Asked } from './asked.ts';
import type { Compared } from './compare.ts';
import { shownTotal } from './counts.ts';
import { type Figure, targeted, targetOf } from './durations.ts';
import type { Exclusions } from './excluded.ts';
import { type Measures, rangeWords } from './measure.ts';
import type { ActionMoment, CountMetric, DurationMetric } from './metric.ts';
import type { Moment } from './moments.ts';
import { type Reason, reasons } from './outcome.ts';
import type { Comparison } from './statistics/comparison.ts';

const table = (title: string, columns: readonly Column[], rows: readonly Row[]): Block => ({
  block: 'table',
  table: { name: 'page', title, columns, rows } satisfies Table,
});

/** What people read: durations first, then counts, the comparison and what was left out. */
export function metricsPage(measures: Measures, asked: Asked): Block[] {
  const { period, figures, exclusions, compared, before } = measures;
  const range = period === undefined ? 'no incidents yet' : rangeWords(period);
  const clock = asked.runs === 'support' ? 'support hours' : 'elapsed time';
  return [
    { block: 'heading', level: 1, text: `Metrics, ${range}` },
    { block: 'text', text: `By day of detection (else of start) in ${asked.config.timezone}; durations in ${clock}.` },
    ...(asked.by !== undefined
      ? byGroup(figures, asked)
      : asked.durations.length > 0
        ? [overview(figures, asked.config)]
        : []),
    ...(asked.counts.length === 0 ? [] : counted(measures, asked)),
    ...(before === undefined || asked.compare === undefined
      ? []
      : comparisons(compared, `Before: ${rangeWords(before)}, after: ${rangeWords(asked.compare)}`, asked)),
    ...(exclusions.isEmpty ? [] : [leftOut(exclusions, asked.durations)]),
  ];
}

const pair = ({ from, to }: DurationMetric): string => `${from} → ${to}`;

const figureColumns = [
  column('median', 'Median', 'seconds'),
  column('mean', 'Mean', 'seconds'),
  column('p90', 'p90', 'seconds'),
];
const target = column('target', 'Target');

function figureRow(figure: Figure, config: Config): Row {
  const { used, ...values } = figure.summary;
  const targets = targeted.flatMap((name) => {
    const seconds = targetOf(figure.metric.name, name, config);
    return seconds === null ? [] : [`${name} ${durationWords(seconds)}`];
  });
  return {
    ...values,
    used: `${used}/${figure.inScope}`,
    open: figure.open,
    target: targets.length === 0 ? null : targets.join(', '),
  };
}

function hasTarget(rows: readonly Row[]): boolean {
  return rows.some((row) => row.target !== null);
}

function overview(figures: readonly Figure[], config: Config): Block {
  const rows = figures.map((figure) => ({
    metric: `${figure.metric.title}: ${pair(figure.metric)}`,
    ...figureRow(figure, config),
  }));
  const columns = [
    column('metric', 'Duration'),
    ...figureColumns,
    column('used', 'Used'),
    column('open', 'Open', 'count'),
    ...(hasTarget(rows) ? [target] : []),
  ];
  return table('Durations', columns, rows);
}

function byGroup(figures: readonly Figure[], { durations, config }: Asked): Block[] {
  const hasValues = (metric: DurationMetric) =>
    figures.some((figure) => figure.metric === metric && figure.summary.used > 0);
  const tables = durations.filter(hasValues).map((metric) => {
    const own = figures.filter((figure) => figure.metric === metric);
    const rows = own.map((figure) => ({ group: figure.group, ...figureRow(figure, config) }));
    const columns = [
      column('group', 'Group'),
      ...figureColumns,
      column('used', 'Used'),
      column('open', 'Open', 'count'),
      ...(hasTarget(rows) ? [target] : [column('min', 'Min', 'seconds'), column('max', 'Max', 'seconds')]),
    ];
    return table(`${metric.title}: ${pair(metric)}`, columns, rows);
  });
  const empty = durations.filter((metric) => !hasValues(metric));
  if (empty.length === 0) return tables;
  const items = empty.map((metric) => `${metric.title}: ${pair(metric)}: no data`);
  return [...tables, { block: 'list', items }];
}

// As many columns of counts as fit beside the group.
const COUNTS_ABREAST = 5;

function counted({ groups, hasHistory }: Measures, { counts, by, config }: Asked): Block[] {
  const totalOf = (group: Measures['groups'][number], metric: CountMetric) =>
    shownTotal(metric, group, counts.indexOf(metric), hasHistory);
  if (by !== undefined) {
    const parts = Math.ceil(counts.length / COUNTS_ABREAST);
    return Array.from({ length: parts }, (_, part) => {
      const some = counts.slice(part * COUNTS_ABREAST, (part + 1) * COUNTS_ABREAST);
      const columns = some.map(({ name, title }) => column(name, title, 'count'));
      const rows = groups.map((group) => {
        const values = some.map((metric) => [metric.name, countWords(metric, totalOf(group, metric).value)] as const);
        return { ...Object.fromEntries(values), group: group.key };
      });
      return table(part === 0 ? 'Counts' : 'Counts, continued', [column('group', 'Group'), ...columns], rows);
    });
  }
  const [all] = groups;
  const rows = counts.map((metric) => {
    const { value, of } = all === undefined ? { value: null, of: null } : totalOf(all, metric);
    const goal = targetOf(metric.name, 'value', config);
    return { metric: metric.title, value: countWords(metric, value), of, target: countWords(metric, goal) };
  });
  const columns = [
    column('metric', 'Count'),
    column('value', 'Number', 'count'),
    ...(rows.some((row) => row.of !== null) ? [column('of', 'Of', 'count')] : []),
  ];
  return [table('Counts', hasTarget(rows) ? [...columns, column('target', 'Target', 'count')] : columns, rows)];
}

/** A share in percent; a number as it is. */
function countWords({ unit }: CountMetric, value: number | null): string | number | null {
  return unit === 'ratio' && value !== null ? `${decimalWords(100 * value, 1)} %` : value;
}

/** The comparison of all incidents, then of each group that has anything to compare. */
export function comparisons(compared: readonly Compared[], periods: string, { by }: Asked): Block[] {
  const keys = [...new Set(compared.map(({ group }) => group))];
  return keys.flatMap((key, index) => {
    const own = compared.filter(({ group, sizeBefore, sizeAfter }) => group === key && sizeBefore + sizeAfter > 0);
    if (own.length === 0 && index > 0) return [];
    const rows = own.map((row) => ({
      metric: row.metric.title,
      before: sideWords(row, row.before, row.sizeBefore),
      after: sideWords(row, row.after, row.sizeAfter),
      change: changeWords(row.comparison),
      // What the sentence below the page calls no detectable change.
      verdict: row.verdict === 'no_detectable_change' ? 'unclear' : row.verdict ? plainWords(row.verdict) : null,
    }));
    const columns = [
      column('metric', 'Compared'),
      column('before', 'Before (n)'),
      column('after', 'After (n)'),
      column('change', 'Change (95 %)'),
      ...(index === 0 ? [column('verdict', 'Verdict')] : []),
    ];
    return [table(index === 0 ? periods : `Compared, ${by} ${key}`, columns, rows)];
  });
}

function changeWords(comparison: Comparison): string | null {
  if (comparison.kind === 'too_few') return null;
  const { change, low, high } = comparison;
  const interval = `(${shortWords(low)}–${high === null ? '∞' : shortWords(high)})`;
  return change === null ? interval : `×${shortWords(change)} ${interval}`;
}

/** A ratio in few characters, so that it stands whole beside its interval. */
function shortWords(ratio: number): string {
  return decimalWords(ratio, ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2);
}

function sideWords({ measures }: Compared, value: number | null, size: number): string | null {
  if (value === null) return null;
  if (measures === 'count') return String(value);
  return `${measures === 'seconds' ? durationWords(value) : `${decimalWords(100 * value, 1)} %`} (${size})`;
}

const reasonWords: { readonly [reason in Exclude<Reason, 'missing_start' | 'missing_end'>]: string } = {
  withdrawn: 'withdrawn',
  not_countable: 'of a type that does not count',
  no_history: 'not told by git',
  invalid_record: 'a time with an error',
  not_applicable: 'does not apply',
  open: 'not resolved yet',
  impossible_order: 'times in an impossible order',
  ended_before_detection: 'over before it was detected',
  outside_support_hours: 'outside support hours',
};

function whyWords(reason: Reason, metric: DurationMetric): string {
  if (reason === 'open' && metric.of === 'action') return 'not done yet';
  if (reason === 'missing_start') return missingWords(metric.from);
  return reason === 'missing_end' ? missingWords(metric.to) : reasonWords[reason];
}

function missingWords(moment: Moment | ActionMoment): string {
  if (moment === 'reviewed') return 'no full review held';
  if (moment === 'recorded' || moment === 'done') return 'not on the main line yet';
  if (moment === 'first_due' || moment === 'last_due') return 'no due date';
  return `no time of ${timeWords[moment]}`;
}

/** What was left out and why, one row a reason; the table `excluded` has one an incident and metric. */
export function leftOut(exclusions: Exclusions, durations: readonly DurationMetric[]): Block {
  const causes = new Map<string, { records: Set<string>; titles: Set<string> }>();
  for (const reason of reasons) {
    const causeOf = new Map<DurationMetric, { records: Set<string>; titles: Set<string> }>();
    let last: string | undefined;
    let lastCause: unknown;
    exclusions.visit(reason, (record, metric) => {
      let cause = causeOf.get(metric);
      if (cause === undefined) {
        const why = whyWords(reason, metric);
        cause = causes.get(why) ?? { records: new Set(), titles: new Set() };
        causes.set(why, cause);
        causeOf.set(metric, cause);
        cause.titles.add(metric.title);
      }
      if (record === last && cause === lastCause) return;
      cause.records.add(record);
      [last, lastCause] = [record, cause];
    });
  }
  const rows = [...causes].map(([why, { records, titles }]) => ({
    why,
    records: records.size,
    metrics: titles.size > 2 ? `${titles.size} of ${durations.length} durations` : [...titles].join(', '),
    which: someOf([...records], 2),
  }));
  const columns = [
    column('why', 'Left out'),
    column('records', 'Incidents', 'count'),
    column('metrics', 'Of'),
    column('which', 'Which'),
  ];
  return table('Left out of the durations', columns, rows);
}

import type { Block, Table } from '../../report.ts';
import { countOf, decimalWords, durationWords, someOf } from '../../words.ts';
import type { Metric } from '../metric.ts';
import type { Restated, Stated } from '../restate.ts';
import type { RestatedReason } from './entered.ts';

/** The table `restated`: one row a figure that moved, record and reason. Seconds or numbers: `measures` says which. */
export function restatedTable(restated: readonly Restated[]): Table {
  const text = (key: string, title: string) => ({ key, title, unit: 'text' as const });
  const count = (key: string, title: string) => ({ key, title, unit: 'count' as const });
  return {
    name: 'restated',
    title: `${countOf(restated.length, 'figure')} moved`,
    columns: [
      text('metric', 'Metric'),
      count('before', 'Before'),
      count('after', 'After'),
      text('record', 'Record'),
      text('reason', 'Reason'),
      text('group', 'Group'),
      text('title', 'Title'),
      text('measures', 'Measures'),
      count('n_before', 'n before'),
      count('n_after', 'n after'),
      { key: 'median_before', title: 'Median before', unit: 'seconds' },
      { key: 'median_after', title: 'Median after', unit: 'seconds' },
    ],
    rows: restated.flatMap(({ group, metric, before, after, causes }) =>
      causes.map(({ record, reason }) => ({
        metric: metric.name,
        before: before.value,
        after: after.value,
        record,
        reason,
        group,
        title: metric.title,
        measures: metric.unit,
        n_before: before.size,
        n_after: after.size,
        median_before: before.median,
        median_after: after.median,
      })),
    ),
  };
}

/** What people read of it: each figure that moved as a sentence, with why. `since` says what is compared. */
export function restatedPage(restated: readonly Restated[], since: string): Block[] {
  return [
    { block: 'heading', level: 2, text: 'Restated' },
    {
      block: 'text',
      text:
        restated.length === 0
          ? `No figure moved since ${since}.`
          : `What these figures were as of ${since}, and why they moved.`,
    },
    ...(restated.length === 0 ? [] : [{ block: 'list' as const, items: restated.map(sentenceOf) }]),
  ];
}

function sentenceOf({ group, metric, before, after, causes }: Restated): string {
  const title = group === 'all' ? metric.title : `${metric.title}, ${group}`;
  const [was, is] =
    metric.kind === 'duration'
      ? [meanWords(before), meanWords(after)]
      : [countWords(before, metric), countWords(after, metric)];
  const byReason = new Map<RestatedReason, string[]>();
  for (const { record, reason } of causes) byReason.set(reason, [...(byReason.get(reason) ?? []), record ?? '']);
  const why = [...byReason].map(([reason, records]) => {
    const named = records.filter((record) => record !== '');
    return named.length === 0 ? words[reason] : `${words[reason]} (${someOf(named, 3)})`;
  });
  return `${title} was ${was}, is ${is}: ${why.join('; ')}`;
}

function countWords({ value }: Stated, { unit }: Metric): string {
  if (value === null) return '–';
  return unit === 'ratio' ? `${decimalWords(100 * value, 1)} %` : String(value);
}

function meanWords({ value, size, median }: Stated): string {
  if (value === null || median === null) return 'without a value';
  return `${spanWords(value)} (median ${spanWords(median)}, n = ${size})`;
}

const spanWords = (seconds: number): string => (seconds < 0 ? `−${durationWords(-seconds)}` : durationWords(seconds));

const words: { readonly [reason in RestatedReason]: string } = {
  recorded_late: 'recorded late',
  time_changed: 'a time changed',
  severity_changed: 'severity changed',
  type_changed: 'type changed',
  cause_changed: 'causes changed',
  service_changed: 'services changed',
  withdrawn: 'withdrawn',
  reinstated: 'withdrawn no more',
  removed: 'removed',
  definition_changed: 'what the figure means changed in the config',
  action_changed: 'actions changed',
  review_changed: 'reviews changed',
  status_changed: 'status changed',
  other_fact_changed: 'other facts changed',
  committed_since: 'what was committed since',
  time_passed: 'time passed',
};

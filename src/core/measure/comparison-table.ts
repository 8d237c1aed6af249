import type { Table } from '../report.ts';
import { decimalWords, durationWords, plainWords, ratioWords } from '../words.ts';
import type { Compared } from './compare.ts';
import { exact } from './durations.ts';
import type { Comparison } from './statistics/comparison.ts';

/** The table `comparison`: change, low, high and what would have been detectable are ratios after/before. */
export function comparisonTable(compared: readonly Compared[], title: string): Table {
  return {
    name: 'comparison',
    title,
    columns: [
      { key: 'metric', title: 'Metric', unit: 'text' },
      // Seconds, numbers or shares: `measures` says which.
      { key: 'before', title: 'Before', unit: 'count' },
      { key: 'after', title: 'After', unit: 'count' },
      { key: 'change', title: 'Change', unit: 'ratio' },
      { key: 'low', title: 'Low', unit: 'ratio' },
      { key: 'high', title: 'High', unit: 'ratio' },
      { key: 'verdict', title: 'Verdict', unit: 'text' },
      { key: 'group', title: 'Group', unit: 'text' },
      { key: 'title', title: 'Title', unit: 'text' },
      { key: 'measures', title: 'Measures', unit: 'text' },
      { key: 'n_before', title: 'n before', unit: 'count' },
      { key: 'n_after', title: 'n after', unit: 'count' },
      { key: 'detectable_fall', title: 'Detectable fall', unit: 'ratio' },
      { key: 'detectable_rise', title: 'Detectable rise', unit: 'ratio' },
    ],
    rows: compared.map(({ group, metric, measures, before, after, sizeBefore, sizeAfter, comparison, verdict }) => ({
      metric: metric.name,
      before: measures === 'seconds' ? exact(before) : before,
      after: measures === 'seconds' ? exact(after) : after,
      ...intervalOf(comparison),
      verdict,
      group,
      title: metric.title,
      measures,
      n_before: sizeBefore,
      n_after: sizeAfter,
    })),
  };
}

function intervalOf(comparison: Comparison) {
  if (comparison.kind === 'too_few')
    return { change: null, low: null, high: null, detectable_fall: null, detectable_rise: null };
  const { change, low, high, detectable } = comparison;
  return { change, low, high, detectable_fall: detectable.fall, detectable_rise: detectable.rise };
}

/** The comparison of one metric in words. Durations are geometric means. */
export function comparisonSentence(row: Compared): string {
  const { metric, comparison, verdict } = row;
  const judged = verdict === null ? '' : `${plainWords(verdict)}: `;
  const sides = `${sideWords(row, 'before')} before, ${sideWords(row, 'after')} after`;
  const head = `${metric.title}: ${judged}${sides}`;
  if (comparison.kind === 'too_few') return `${head}; ${tooFewWords[comparison.reason]}`;
  const { change, low, high } = comparison;
  const size = change === null ? 'a change from nothing' : ratioWords(change);
  const interval = `95 % interval ${ratioWords(low)} to ${high === null ? 'any multiple' : ratioWords(high)}`;
  return `${head}, ${size}, ${interval}. ${powerWords(comparison)}`;
}

const tooFewWords: { readonly [reason in Extract<Comparison, { kind: 'too_few' }>['reason']]: string } = {
  under_five: 'a comparison needs five on each side',
  no_variance: 'all values on each side are the same',
  negative: 'some durations are negative',
  nothing: 'there is nothing to count',
};

function sideWords({ measures, before, after, sizeBefore, sizeAfter }: Compared, side: 'before' | 'after'): string {
  const value = side === 'before' ? before : after;
  const size = side === 'before' ? sizeBefore : sizeAfter;
  if (measures === 'count') return String(size);
  if (value === null) return 'nothing';
  if (measures === 'share') return `${decimalWords(100 * value, 1)} % of ${size}`;
  return `${durationWords(value)} (n = ${size})`;
}

function powerWords({ detectable: { fall, rise } }: Extract<Comparison, { kind: 'compared' }>): string {
  const shown = [
    ...(fall === null ? [] : [`a fall to ${ratioWords(fall)}`]),
    ...(rise === null ? [] : [`a rise to ${ratioWords(rise)}`]),
  ];
  if (shown.length === 0) return 'No change could have shown (80 % power)';
  return `The smallest change that could have shown (80 % power) is ${shown.join(' or ')}`;
}

import type { Table } from '../report.ts';
import { countOf, decimalWords } from '../words.ts';
import type { Counted, MeasuredIncident } from './incident.ts';
import type { CountMetric } from './metric.ts';
import type { Unevaluable } from './repeats.ts';

/** What stands behind a number of incidents that the repeat rate leaves out. */
export const unevaluableWords: { readonly [reason in Unevaluable]: string } = {
  no_cause: 'without a root cause',
  no_service: 'without a service',
  window_incomplete: 'too soon after the first record',
};

/** The table `left_out`: incidents that a share of repeats does not count, each with the reason. */
export function leftOutTable(incidents: readonly MeasuredIncident[], counts: readonly CountMetric[]): Table[] {
  const rates = counts.filter(({ isOfRepeats, unit }) => isOfRepeats && unit === 'ratio');
  if (rates.length === 0) return [];
  return [
    {
      name: 'left_out',
      title: 'Left out of the repeat rate',
      columns: [
        { key: 'record', title: 'Record', unit: 'text' },
        { key: 'metric', title: 'Metric', unit: 'text' },
        { key: 'reason', title: 'Reason', unit: 'text' },
      ],
      rows: incidents.flatMap(({ id, unevaluable: reason }) =>
        reason === undefined ? [] : rates.map(({ name }) => ({ record: id, metric: name, reason })),
      ),
    },
  ];
}

/** What a repeat rate rests on, or why there is none. */
export function rateNotes(
  incidents: readonly MeasuredIncident[],
  counts: readonly CountMetric[],
  totalOf: (index: number) => Counted,
): string[] {
  return counts.flatMap(({ isOfRepeats, unit, title }, index) => {
    if (!isOfRepeats || unit !== 'ratio') return [];
    const why = whyLeftOut(incidents.flatMap(({ unevaluable }) => unevaluable ?? []));
    if (why === '') return [];
    const { value, of } = totalOf(index);
    if (of === 0) return [`${title}: not known, since no incident of the period can be judged: ${why}`];
    return [
      `${title}: ${value} of ${countOf(of, 'incident')} (${decimalWords((100 * value) / of, 1)} %); left out: ${why}`,
    ];
  });
}

/** `3 without a root cause, 2 too soon after the first record` */
export function whyLeftOut(reasons: readonly Unevaluable[]): string {
  const known = Object.keys(unevaluableWords) as Unevaluable[];
  return known
    .map((reason) => [reasons.filter((each) => each === reason).length, unevaluableWords[reason]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}
